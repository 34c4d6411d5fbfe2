"""The indicators of a sample: definitions, links, targets, readings, comparators, events, published figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.commands.sample_files import Entry, SampleFiles
from app.models.lists import WHOLE_COUNTY
from app.rules import clock
from app.rules.indicator import Frequency, Polarity, Shape, Status, YearKind
from app.rules.period import Period

Add = Callable[[str, Iterable[dict[str, Any]]], list[int]]
RECEIVED_AT = time(9)


class SampleFigures:
    """Writes what belongs to indicators. `ids` holds the lists and issues already written, by file and key."""

    def __init__(self, session: Session, files: SampleFiles, ids: dict[str, dict[str, int]], add: Add) -> None:
        self.session, self.files, self.ids, self.add = session, files, ids, add
        self.kinds: dict[str, YearKind] = {}
        self.posts: dict[str, str] = {}
        """Who puts an indicator's readings in, by its code."""
        self.places: dict[str, int] = {}

    def load(self) -> None:
        self._indicators()
        self._targets()
        self._readings()
        self._comparators()
        self._events()
        self._published()

    def _indicators(self) -> None:
        rows: dict[str, dict[str, Any]] = {}
        names = dict(zip(self.ids["posts"], self._post_names(), strict=True))
        for entry in self.files.rows("indicators"):
            code = entry.text("code")
            if code in rows:
                raise entry.wrong(f"the code “{code}” is there twice")
            rows[code] = self._indicator(entry)
            self.kinds[code] = rows[code]["year_kind"]
            self.posts[code] = names.get(entry.text("post", None), "")
        self.ids["indicators"] = dict(zip(rows, self.add("indicator", rows.values()), strict=True))
        self._links()

    def _post_names(self) -> list[str]:
        return [entry.text("name") for entry in self.files.rows("posts")]

    def _indicator(self, entry: Entry) -> dict[str, Any]:
        return {
            "code": entry.text("code"),
            "title": entry.text("title"),
            "definition": entry.text("definition"),
            "unit": entry.text("unit"),
            "decimals": entry.whole("decimals"),
            "polarity": entry.word("polarity", Polarity),
            "frequency": entry.word("frequency", Frequency),
            "year_kind": entry.word("year_kind", YearKind),
            "shape": entry.word("shape", Shape),
            "department_id": entry.maybe_id_in("department", self.ids["departments"], "departments"),
            "post_id": entry.maybe_id_in("post", self.ids["posts"], "posts"),
            "national_code": entry.text("national_code"),
            "least_count": entry.whole("least_count"),
            "source": entry.text("source"),
            "illustrative": self.files.about.illustrative,
        }

    def _links(self) -> None:
        """The first lead indicator of an issue in the file's order gives its card the trend line."""
        rows, counts = [], dict.fromkeys(self.ids["issues"], 0)
        for entry in self.files.rows("indicators"):
            for link in entry.entries("issues"):
                issue = link.text("issue")
                issue_id = link.id_in("issue", self.ids["issues"], "issues")
                counts[issue] += 1
                lead = bool(link.yes("lead"))
                position = counts[issue] if lead else counts[issue] + 1_000
                rows.append({"issue_id": issue_id, "indicator_id": self.ids["indicators"][entry.text("code")],
                             "lead": lead, "position": position})  # fmt: skip
                link.done()
            entry.done()
        self.add("issue_indicator", rows)

    def _of(self, entry: Entry) -> tuple[int, YearKind]:
        id_ = entry.id_in("indicator", self.ids["indicators"], "indicators")
        return id_, self.kinds[entry.text("indicator")]

    def _targets(self) -> None:
        rows = []
        for entry in self.files.rows("targets"):
            id_, kind = self._of(entry)
            for target in entry.entries("targets"):
                why = target.text("rationale", None) or entry.text("rationale")
                value, floor = target.number("value"), target.number("floor")
                rows += [
                    {"indicator_id": id_, "period": period, "value": value, "floor": floor, "rationale": why}
                    for period in _spanned(target, kind)
                ]
                target.done()
            entry.text("rationale")
            entry.done()
        self.add("target", rows)

    def _readings(self) -> None:
        rows = []
        for entry in self.files.rows("readings"):
            id_, kind = self._of(entry)
            place = entry.maybe_id_in("locality", self.ids["localities"], "localities") or WHOLE_COUNTY
            seen: set[Period] = set()
            for reading in entry.entries("readings"):
                period = reading.period("period", kind)
                if period in seen:
                    raise reading.wrong(f"there is a second reading for {period.label}")
                seen.add(period)
                rows.append({
                    **self._reading(id_, period, entry.text("indicator")),
                    "locality_id": place,
                    "value": reading.number("value"),
                    "numerator": reading.number("numerator"),
                    "denominator": reading.number("denominator"),
                    "status": Status(reading.maybe_word("status", Status) or Status.FINAL),
                    "note": reading.text("note", ""),
                })  # fmt: skip
                reading.done()
            entry.done()
        self.add("reading", rows)

    def _reading(self, indicator_id: int, period: Period, code: str) -> dict[str, Any]:
        """What all readings of the sample share."""
        about = self.files.about
        recorded = clock.now()
        if about.received_after_days is not None:
            received = period.last_day + timedelta(days=about.received_after_days)
            recorded = datetime.combine(received, RECEIVED_AT)
        return {
            "indicator_id": indicator_id, "locality_id": WHOLE_COUNTY, "period": period, "status": Status.FINAL,
            "source": about.source, "recorded": recorded, "recorded_by": self.posts[code],
            "illustrative": about.illustrative,
        }  # fmt: skip

    def _add_places(self, entries: Iterable[Entry]) -> None:
        rows = []
        for at, entry in enumerate(entries):
            rows.append({"name": entry.text("name"), "short": entry.text("short"), "position": at})
            entry.done()
        ids = self.add("comparator", rows)
        self.places = dict(zip((str(row["name"]) for row in rows), ids, strict=True))

    def _comparators(self) -> None:
        whole = self.files.whole("comparators")
        if whole is None:
            return
        self._add_places(whole.entries("places"))
        rows = []
        for entry in whole.entries("values"):
            id_, kind = self._of(entry)
            place = entry.id_in("place", self.places, "comparators")
            for value in entry.entries("values"):
                rows.append({"indicator_id": id_, "comparator_id": place, "period": value.period("period", kind),
                             "value": value.number("value"), "source": self.files.about.source})  # fmt: skip
                value.done()
            entry.done()
        whole.done()
        self.add("comparator_value", rows)

    def _events(self) -> None:
        rows = []
        for entry in self.files.rows("events"):
            id_, kind = self._of(entry)
            rows.append({"indicator_id": id_, "period": entry.period("period", kind), "title": entry.text("title"),
                         "definition_break": bool(entry.yes("definition_break"))})  # fmt: skip
            entry.done()
        self.add("indicator_event", rows)

    def _published(self) -> None:
        """A table of published figures: the home area's become readings, the others' comparators."""
        whole = self.files.whole("figures")
        if whole is None:
            return
        whole.text("about")
        home = whole.text("home")
        self._add_places(whole.entries("places"))
        readings: list[dict[str, Any]] = []
        values: list[dict[str, Any]] = []
        for entry in whole.entries("figures"):
            self._table(entry, home, readings, values)
        whole.done()
        self.add("reading", readings)
        self.add("comparator_value", values)

    def _table(self, entry: Entry, home: str, readings: list[dict[str, Any]], values: list[dict[str, Any]]) -> None:
        id_, kind = self._of(entry)
        periods = [entry.read_period(text, kind) for text in entry.texts("periods")]
        labels, source = entry.texts("labels"), entry.text("source")
        counts = {entry.read_period(key, kind): pair for key, pair in entry.mapping("counts").items()}
        notes = {entry.read_period(key, kind): note for key, note in entry.mapping("notes").items()}
        counted = entry.text("counts_source", "")
        for area, series in entry.mapping("areas").items():
            if len(series) != len(periods) or len(labels) != len(periods):
                raise entry.wrong(f"“{area}” has not one figure for each period")
            for period, label, figure in zip(periods, labels, series, strict=True):
                value, mark = (None, figure) if isinstance(figure, str) else (float(figure), "")
                where = f"{source}, {area}, published as {label}" + (f", marked “{mark}”" if mark else "")
                if area != home:
                    place = self._place(entry, area)
                    values.append({"indicator_id": id_, "comparator_id": place, "period": period, "value": value,
                                   "source": where})  # fmt: skip
                    continue
                number, base = counts.get(period, (None, None))
                said = f"No figure is published; the source's mark is “{mark}”." if mark else notes.get(period, "")
                readings.append({
                    **self._reading(id_, period, entry.text("indicator")), "value": value, "numerator": number,
                    "denominator": base, "note": said,
                    "source": f"{where}; numbers: {counted}" if base is not None else where,
                })  # fmt: skip
        entry.done()

    def _place(self, entry: Entry, area: str) -> int:
        if area not in self.places:
            raise entry.wrong(f"“{area}” is not among the places")
        return self.places[area]


def _spanned(entry: Entry, kind: YearKind) -> list[Period]:
    """One period, or all from `first` to `last`."""
    single = entry.text("period", None)
    if single:
        return [entry.read_period(single, kind)]
    first, last = entry.period("first", kind), entry.period("last", kind)
    if first.months != last.months or last < first:
        raise entry.wrong("first and last are not periods of one length in order")
    return [first.shift(count) for count in range((last.end - first.end) // first.months + 1)]
