"""Search through everything that was written, by the full-text index."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.found_text import MARK_OFF, MARK_ON, FoundText, TextSearch, match_of, words_typed
from app.rules.period import Period
from app.store.queries.plain import among, rows

LIMIT = 30
Row = tuple[Any, ...]
_PLACES = (
    f"SELECT noun, owner, snippet(words, -1, '{MARK_ON}', '{MARK_OFF}', '…', 14) FROM words WHERE words MATCH ?"  # noqa: S608 - our own words
)
# FTS5 sorts by its own rank before anything else is worked out: an excerpt is made for what is shown alone.
_RANKED = f"{_PLACES} AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT ?"
_AS_IT_COMES = f"{_PLACES} LIMIT ?"
_HOW_MANY = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
_MOST_RANKED = 1000
"""More than this take too long to rank while one types; they are listed as they come, below the names."""
# Titles of what opens, for rows whose own words are only a part of it.
_TITLES = {
    "issue": "SELECT id, title, '' FROM issue WHERE id IN (SELECT value FROM json_each(?))",
    "indicator": "SELECT id, title, code FROM indicator WHERE id IN (SELECT value FROM json_each(?))",
    "decision": (
        "SELECT d.id, i.title, d.target FROM decision d JOIN issue i ON i.id = d.issue_id"
        " WHERE d.id IN (SELECT value FROM json_each(?))"
    ),
    "initiative": (
        "SELECT i.id, i.title, s.name FROM initiative i JOIN strand s ON s.id = i.strand_id"
        " WHERE i.id IN (SELECT value FROM json_each(?))"
    ),
    "inspectorate": "SELECT id, title, '' FROM inspectorate WHERE id IN (SELECT value FROM json_each(?))",
    "recommendation": (
        "SELECT r.id, r.title, i.name FROM recommendation r JOIN inspectorate i ON i.id = r.inspectorate_id"
        " WHERE r.id IN (SELECT value FROM json_each(?))"
    ),
    "document": "SELECT id, title, '' FROM document WHERE id IN (SELECT value FROM json_each(?))",
    "partner": "SELECT id, name, short FROM partner WHERE id IN (SELECT value FROM json_each(?))",
    "meeting": "SELECT id, title, held_on FROM meeting WHERE id IN (SELECT value FROM json_each(?))",
    "assessment": (
        "SELECT a.id, d.name, a.quarter FROM assessment a JOIN department d ON d.id = a.department_id"
        " WHERE a.id IN (SELECT value FROM json_each(?))"
    ),
}
_SAID: dict[str, Callable[[Any], str]] = {
    "decision": lambda stored: Category(stored).title,
    "meeting": lambda stored: f"{date.fromisoformat(stored):%d/%m/%Y}",
    "assessment": lambda stored: Period.from_key(stored).label,
}
"""How what stands beside a title is said, where it is stored in another form."""
_NEAR_ENOUGH = 0.74
_MOST_WORDS = 4000


def search_texts(session: Session, typed: str, limit: int = LIMIT) -> TextSearch:
    """What holds all the words typed, the last one also as a beginning. A word that stands nowhere is tried as the
    nearest one that does."""
    words = words_typed(typed)
    if not words:
        return TextSearch(typed)
    found = _found(session, words, limit)
    instead = ""
    if not found:
        mended = tuple(_nearest(session, word) for word in words)
        if mended != words:
            instead = " ".join(mended)
            found = _found(session, mended, limit)
    return TextSearch(typed, _places(session, found[:limit]), len(found) > limit, instead if found else "")


def _found(session: Session, words: tuple[str, ...], limit: int) -> list[Row]:
    match = match_of(words)
    many = rows(session, _HOW_MANY, (match, _MOST_RANKED + 1))[0][0] > _MOST_RANKED
    return rows(session, _AS_IT_COMES if many else _RANKED, (match, limit + 1))


def _places(session: Session, found: list[Row]) -> tuple[FoundText, ...]:
    owners: dict[str, set[int]] = defaultdict(set)
    for noun, owner, _ in found:
        owners[noun].add(owner)
    titles = {noun: _titles(session, noun, ids) for noun, ids in owners.items()}
    places = []
    for noun, owner, excerpt in found:
        if owner in titles[noun]:
            title, about = titles[noun][owner]
            places.append(FoundText(noun, owner, title, _SAID.get(noun, str)(about), excerpt))
    return tuple(places)


def _titles(session: Session, noun: str, ids: Iterable[int]) -> dict[int, tuple[str, Any]]:
    return {id_: (title, about) for id_, title, about in rows(session, _TITLES[noun], (among(ids),))}


def _nearest(session: Session, word: str) -> str:
    """The word itself where something begins with it, else the most alike of those that begin the same way."""
    if len(word) < 4 or rows(session, "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (match_of((word,)),)):
        return word
    try:
        rows(session, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.spoken USING fts5vocab(main, words, row)")
    except sqlite3.OperationalError:  # a read-only store in a folder without room for a temporary table
        return word
    alike = "SELECT term FROM temp.spoken WHERE term >= ?1 AND term < ?2 AND length(term) BETWEEN ?3 AND ?4 LIMIT ?5"
    first = word[0]
    sizes = (len(word) - 2, len(word) + 2)
    known = [term for (term,) in rows(session, alike, (first, first + "\uffff", *sizes, _MOST_WORDS))]
    near = get_close_matches(word, known, n=1, cutoff=_NEAR_ENOUGH)
    return near[0] if near else word
