"""Reading a sample plan's files: JSON made to be edited by hand, so every fault names file, entry and field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from app.rules.errors import KnownError
from app.rules.indicator import YearKind
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FORMAT = 1
LIST_FILES = (
    "aims", "themes", "strategy_links", "departments", "posts", "portfolios", "bodies", "partners",
    "localities", "glossary", "strands", "inspectorates",
)  # fmt: skip
"""What a sample may take from the one it is based on."""

E = TypeVar("E", bound=StrEnum)
_REQUIRED: Any = object()
_parsed = lru_cache(maxsize=4096)(parse)


class Entry:
    """One entry of a file. What is read is ticked off, so that `done` finds a misspelt field."""

    def __init__(self, file: str, place: str, values: object) -> None:
        self.file, self.place = file, place
        if not isinstance(values, Mapping):
            raise self.wrong("this is no entry with named fields")
        self._values = values
        self._read: set[str] = set()

    def wrong(self, detail: str) -> KnownError:
        return KnownError("sample_wrong", file=self.file, place=self.place, detail=detail)

    def done(self) -> None:
        left = [name for name in self._values if name not in self._read]
        if left:
            raise self.wrong(f"there is no field “{left[0]}”")

    def _get(self, name: str, default: Any, *kinds: type) -> Any:
        self._read.add(name)
        value = self._values.get(name, default)
        if value is _REQUIRED:
            raise self.wrong(f"the field “{name}” is missing")
        # True is an int to Python, and no number to anybody else.
        right = value is None or (isinstance(value, kinds) and isinstance(value, bool) <= (bool in kinds))
        if not right or (value is None and default is _REQUIRED):
            raise self.wrong(f"the field “{name}” holds {json.dumps(value, ensure_ascii=False)[:80]}")
        return value

    def text(self, name: str, default: str | None = _REQUIRED) -> str:
        return str(self._get(name, default, str) or "")

    def number(self, name: str) -> float | None:
        value = self._get(name, None, int, float)
        return None if value is None else float(value)

    def whole(self, name: str, default: int | None = _REQUIRED) -> int | None:
        value: int | None = self._get(name, default, int)
        return value

    def yes(self, name: str) -> bool | None:
        """None where the field holds null, or is not there."""
        value: bool | None = self._get(name, None, bool)
        return value

    def day(self, name: str) -> date | None:
        text = self._get(name, None, str)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            raise self.wrong(f"the field “{name}” holds “{text}”, which is no date such as 2010-02-22") from None

    def word(self, name: str, kind: type[E]) -> E:
        text = self.text(name)
        try:
            return kind(text)
        except ValueError:
            raise self.wrong(f"the field “{name}” holds “{text}”, not one of {', '.join(kind)}") from None

    def maybe_word(self, name: str, kind: type[E]) -> E | None:
        return None if self._get(name, None, str) is None else self.word(name, kind)

    def period(self, name: str, kind: YearKind | None = None) -> Period:
        return self.read_period(self.text(name), kind)

    def read_period(self, text: str, kind: YearKind | None) -> Period:
        try:
            return _parsed(text, kind)
        except UnreadablePeriodError:
            raise self.wrong(f"“{text}” names no period, or might name two") from None

    def id_in(self, name: str, ids: Mapping[str, int], file: str) -> int:
        """The id of what the field names by its key."""
        key = self.text(name)
        if key not in ids:
            raise self.wrong(f"the field “{name}” names “{key}”, which is not in {file}.json")
        return ids[key]

    def maybe_id_in(self, name: str, ids: Mapping[str, int], file: str) -> int | None:
        return None if self._get(name, None, str) is None else self.id_in(name, ids, file)

    def texts(self, name: str) -> list[str]:
        found = self._get(name, [], list) or []
        if not all(isinstance(one, str) for one in found):
            raise self.wrong(f"the field “{name}” is no list of texts")
        return list(found)

    def mapping(self, name: str) -> dict[str, Any]:
        """Named values, taken as they are; empty where the field is not there."""
        return dict(self._get(name, {}, dict) or {})

    def entries(self, name: str) -> list[Entry]:
        found = self._get(name, [], list) or []
        return [Entry(self.file, f"{self.place}, {name} {at}", one) for at, one in enumerate(found, 1)]

    def entry(self, name: str) -> Entry:
        """The named fields inside this field; none where it is not there."""
        return Entry(self.file, f"{self.place}, {name}", self._get(name, {}, dict) or {})

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)


@dataclass(frozen=True)
class SampleAbout:
    """What `sample.json` says of the whole. `quarters` from the first the board knows to the open one."""

    name: str
    title: str
    about: str
    based_on: str
    illustrative: bool
    quarters: tuple[Period, ...]
    source: str
    received_after_days: int | None


class SampleFiles:
    """The files of one sample. Raises KnownError sample_missing, sample_unreadable or sample_wrong."""

    def __init__(self, name: str, folder: Path = SAMPLES) -> None:
        self.folder = folder / name
        if Path(name).name != name or not (self.folder / "sample.json").is_file():
            raise KnownError("sample_missing", name=name, path=str(self.folder))
        self.about = _about(Entry("sample.json", "the sample", self._json("sample.json")))
        self._base = SampleFiles(self.about.based_on, folder) if self.about.based_on else None
        self._rows: dict[str, list[Entry]] = {}

    def rows(self, noun: str) -> list[Entry]:
        """The entries of a file that is a list, the same ones each time; none where the file may be left out."""
        if noun not in self._rows:
            self._rows[noun] = self._read_rows(noun)
        return self._rows[noun]

    def _read_rows(self, noun: str) -> list[Entry]:
        file = f"{noun}.json"
        if not (self.folder / file).is_file():
            if noun in LIST_FILES and self._base is not None:
                return self._base.rows(noun)
            if noun in LIST_FILES or noun in ("issues", "plans"):
                raise KnownError("sample_unreadable", file=file, path=str(self.folder), detail="it is missing")
            return []
        found = self._json(file)
        if not isinstance(found, list):
            raise KnownError("sample_wrong", file=file, place="the file", detail="this is no list of entries")
        return [Entry(file, f"entry {at}{_called(one)}", one) for at, one in enumerate(found, 1)]

    def whole(self, noun: str) -> Entry | None:
        """A file that is one entry, or None where it is not there."""
        file = f"{noun}.json"
        return Entry(file, "the file", self._json(file)) if (self.folder / file).is_file() else None

    def _json(self, file: str) -> Any:
        try:
            return json.loads((self.folder / file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise KnownError("sample_unreadable", file=file, path=str(self.folder), detail=str(error)) from error


def _called(one: object) -> str:
    """The name by which a reader finds the entry in the file."""
    if isinstance(one, dict):
        for field in ("key", "code", "indicator", "issue", "name"):
            if isinstance(one.get(field), str):
                return f" ({one[field]})"
    return ""


def _about(entry: Entry) -> SampleAbout:
    if entry.whole("format") != FORMAT:
        raise entry.wrong(f"this program reads format {FORMAT}")
    first, last = entry.period("first_quarter"), entry.period("quarter")
    if not (first.is_quarter and last.is_quarter and first <= last):
        raise entry.wrong("first_quarter and quarter are not two quarters in order")
    return SampleAbout(
        name=entry.text("name"),
        title=entry.text("title"),
        about=entry.text("about"),
        based_on=entry.text("based_on", None),
        illustrative=bool(entry.yes("illustrative")),
        quarters=tuple(first.shift(count) for count in range((last.end - first.end) // 3 + 1)),
        source=entry.text("source", ""),
        received_after_days=entry.whole("received_after_days", None),
    )


def available(folder: Path = SAMPLES) -> tuple[SampleAbout, ...]:
    """What samples there are to choose from, by name. One whose sample.json cannot be read is left out."""
    found = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            found.append(SampleFiles(each.name, folder).about)
        except KnownError:
            continue
    return tuple(found)
