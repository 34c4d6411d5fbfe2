"""What a search through the texts finds, and how what was typed becomes a question to the index."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

MARK_ON, MARK_OFF = "\x02", "\x03"
"""Around what was found in an excerpt; no text in the store holds them."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """One place. `noun` and `owner` say what opens; `title` names it; `excerpt` has marks around what was found."""

    noun: str
    owner: int
    title: str
    about: str
    excerpt: str

    @property
    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The excerpt as (text, found?) pieces."""
        found: list[tuple[str, bool]] = []
        for at, piece in enumerate(self.excerpt.split(MARK_ON)):
            if at == 0:
                found.append((piece, False))
                continue
            hit, _, rest = piece.partition(MARK_OFF)
            found += [(hit, True), (rest, False)]
        return tuple((text, hit) for text, hit in found if text)

    @property
    def plain(self) -> str:
        return self.excerpt.replace(MARK_ON, "").replace(MARK_OFF, "")


@dataclass(frozen=True, slots=True)
class TextSearch:
    """`places` the best first; `more` beyond those; `instead`: the words that were tried for misspelt ones."""

    typed: str
    places: tuple[FoundText, ...] = ()
    more: bool = False
    instead: str = ""


def words_typed(text: str) -> tuple[str, ...]:
    """Lower-case words without accents and punctuation, at most twelve."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    return tuple(kept.split()[:12])


def match_of(words: tuple[str, ...]) -> str:
    """All whole words, and the last as a beginning, in FTS5's words. Quoted, so that nothing typed is syntax."""
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*']) if words else ""

