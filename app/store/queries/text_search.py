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
from app.rules.found_text import MARK_OFF, MARK_ON, FoundText, TextSearch, is_ranked, match_of, words_typed
from app.rules.period import Period
from app.store.queries.plain import among, rows

LIMIT = 30
_EXCERPT = f"snippet(words, -1, '{MARK_ON}', '{MARK_OFF}', '…', 14)"
# The limit is on the numbers alone: an excerpt is worked out for what is shown, not for all that match.
_RANKED = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0) LIMIT ?"
_AS_IT_COMES = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
_SHOWN = (
    f"SELECT rowid, noun, owner, {_EXCERPT} FROM words WHERE words MATCH ?"
    " AND rowid IN (SELECT value FROM json_each(?))"
)
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
    found = _numbers(session, words, limit)
    instead = ""
    if not found:
        mended = tuple(_nearest(session, word) for word in words)
        if mended != words:
            words, instead = mended, " ".join(mended)
            found = _numbers(session, words, limit)
    places = _places(session, words, found[:limit])
    return TextSearch(typed, places, len(found) > limit, instead if places else "")


def _numbers(session: Session, words: tuple[str, ...], limit: int) -> list[int]:
    sql = _RANKED if is_ranked(words) else _AS_IT_COMES
    return [number for (number,) in rows(session, sql, (match_of(words), limit + 1))]


def _places(session: Session, words: tuple[str, ...], numbers: list[int]) -> tuple[FoundText, ...]:
    shown = {row[0]: row[1:] for row in rows(session, _SHOWN, (match_of(words), among(numbers)))}
    owners: dict[str, set[int]] = defaultdict(set)
    for noun, owner, _ in shown.values():
        owners[noun].add(owner)
    titles = {noun: _titles(session, noun, ids) for noun, ids in owners.items()}
    places = []
    for number in numbers:
        noun, owner, excerpt = shown[number]
        if owner not in titles[noun]:
            continue
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
