"""What find-anything finds, and how well a thing matches what was typed. No Qt in here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

NOUNS = ("issue", "indicator", "post", "partner", "inspectorate", "entry", "page", "setting", "help", "command")
"""Order among equally good matches."""
KIND_WORDS = {
    "issue": "Issue", "indicator": "Indicator", "post": "Post", "page": "Page", "help": "Help", "command": "Command",
    "decision": "Decision", "initiative": "Organisational strength", "inspectorate": "Inspections",
    "recommendation": "Recommendation", "document": "Document", "meeting": "Meeting", "assessment": "Self-assessment",
    "partner": "Partner", "entry": "Settings", "setting": "Settings",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that can be gone to. `key` is its id, the command's or page's key, or list and id of an entry."""

    noun: str
    key: object
    title: str
    about: str = ""
    """Said beside it: "Hot List", "NI 117", "Ctrl+Z"."""
    code: str = ""
    """A short name that is typed as it is: an indicator's code."""
    more: str = ""
    """Words that find it too and are not shown: what a glossary entry means."""
    runs: tuple[tuple[str, bool], ...] = ()
    """What is written there, in pieces; True for those that were looked for."""

    @property
    def excerpt(self) -> str:
        return "".join(text for text, _ in self.runs)


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    return tuple(kept.split())


def score(thing: Found, typed: Sequence[str]) -> int:
    """0: no match. Every typed word must begin a word of the thing, or stand inside one; beginnings count more."""
    title, rest = _words(thing.title), _words(f"{thing.code} {thing.about} {thing.more}")
    code = "".join(_words(thing.code))
    if code and code == "".join(typed):
        return 1000
    total = 0
    for part in typed:
        if title and title[0].startswith(part):
            total += 40
        elif any(word.startswith(part) for word in title):
            total += 30
        elif any(word.startswith(part) for word in rest):
            total += 20
        elif len(part) > 2 and any(part in word for word in title):
            total += 8
        elif code and code.startswith(part):
            total += 25
        else:
            return 0
    return total + (5 if list(title[: len(typed)]) == list(typed) else 0)


def find(things: Iterable[Found], text: str, limit: int = 40, stands_for: Mapping[str, str] | None = None
         ) -> list[Found]:
    """The best first; with nothing typed, nothing. `stands_for` expands abbreviations, which find as well what is
    named in full. A misspelt word is tried as the nearest one there is."""
    typed = _words(text)
    if not typed:
        return []
    pool = list(things)
    found = _ranked(pool, typed)
    in_full = _in_full(typed, stands_for or {})
    if in_full != list(typed):
        found += [thing for thing in _ranked(pool, in_full) if thing not in found]
    if not found:
        found = _ranked(pool, _mended(pool, typed))
    return found[:limit]


def _in_full(typed: Sequence[str], stands_for: Mapping[str, str]) -> list[str]:
    """Each abbreviation as the words it stands for; "NEETs" is NEET."""
    known = {" ".join(_words(short)): _words(full) for short, full in stands_for.items()}
    return [word for part in typed for word in known.get(part) or known.get(part.removesuffix("s")) or (part,)]


def _ranked(pool: Sequence[Found], typed: Sequence[str]) -> list[Found]:
    scored = [(score(thing, typed), thing) for thing in pool]
    hits = [(points, thing) for points, thing in scored if points]
    hits.sort(key=lambda hit: (-hit[0], NOUNS.index(hit[1].noun) if hit[1].noun in NOUNS else 9, hit[1].title))
    return [thing for _, thing in hits]


def _mended(pool: Sequence[Found], typed: Sequence[str]) -> list[str]:
    from difflib import get_close_matches  # rarely needed

    known = {word for thing in pool for word in _words(thing.title)}
    mended = []
    for part in typed:
        fits = any(word.startswith(part) for word in known)
        near = [] if fits else get_close_matches(part, known, n=1, cutoff=0.72)
        mended.append(near[0] if near else part)
    return mended
