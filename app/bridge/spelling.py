"""British spelling: the dictionary, the council's words and the user's own. Loaded on a thread; asked without waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "words"
OWN_FILE = "words.txt"
LONGEST_WORD = 40
MOST_SUGGESTIONS = 6
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_RUN = re.compile(r"\S+")
_NO_WORD = re.compile(r"[\d@\\/_]|www\.")
"""An address, a path or a code: nothing that is spelt."""


class Speller(QObject):
    """Until it is ready nothing is wrong. `folder` holds the user's own words, in a file that can be read."""

    changed = Signal()
    """It became ready, or learnt a word: what was looked at before may read otherwise now."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / OWN_FILE
        self._background = Background(self)
        self._dictionary: Any = None
        self._started = False
        self._known: dict[str, bool] = {}
        self.own: set[str] = set()

    @property
    def ready(self) -> bool:
        return self._dictionary is not None

    def begin(self) -> None:
        """Load, once, beside everything else."""
        if not self._started:
            self._started = True
            self._background.run(partial(_load, self._file), self._loaded, _missing)

    def _loaded(self, found: tuple[Any, set[str]]) -> None:
        self._dictionary, self.own = found
        self._known.clear()
        self.changed.emit()

    def right(self, word: str) -> bool:
        """Is the word spelt right? Remembered, as most words of a text come again."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._ask(word)
        return known

    def _ask(self, word: str) -> bool:
        if self._dictionary is None or len(word) > LONGEST_WORD or (word.isupper() and len(word) > 1):
            return True
        plain = word.replace("\u2019", "'")
        if self._dictionary.spell(plain):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(self._dictionary.spell(part) for part in parts if part)

    def wrong(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in the text a word is not known: start and length, in Python's characters."""
        if self._dictionary is None:
            return
        for run in _RUN.finditer(text):
            token = run[0]
            if token.isalpha():
                if not self.right(token):
                    yield run.start(), len(token)
            elif not _NO_WORD.search(token):
                for found in _WORD.finditer(token):
                    if not self.right(found[0]):
                        yield run.start() + found.start(), len(found[0])

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first."""
        if self._dictionary is None or len(word) > LONGEST_WORD:
            return ()
        found = self._dictionary.suggest(word.replace("\u2019", "'"))
        return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]

    def learn(self, word: str) -> bool:
        """Right from now on, in every text of this user. False: it could not be written down, and holds till the end."""
        self.own.add(word)
        if self._dictionary is not None:
            self._dictionary.add(word)
        self._known.clear()
        self.changed.emit()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text("\n".join(sorted(self.own)) + "\n", encoding="utf-8")
        except OSError:
            return False
        return True


def _load(own_file: Path) -> tuple[Any, set[str]]:
    from hunspell import Hunspell

    dictionary = Hunspell("en_GB", hunspell_data_dir=str(RESOURCES))
    own = set(_lines(own_file))
    for word in (*_lines(RESOURCES / "council.txt"), *own):
        dictionary.add(word)
    return dictionary, own


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#") and len(line) <= LONGEST_WORD]


def _missing(_error: Exception) -> None:
    """Without its dictionary the program writes on without spelling."""
