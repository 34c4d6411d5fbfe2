"""Names alone, for finding things by typing."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorRow
from app.models.issue import Issue
from app.models.lists import GlossaryEntry
from app.rules.category import Category
from app.rules.list_entries import BY_NOUN, KINDS, EntryName
from app.rules.lists import Term
from app.rules.period import Period
from app.store.queries.plain import rows
from app.store.queries.standing import standings


def issue_names(session: Session, quarter: Period) -> list[tuple[int, str, Category]]:
    """(id, title, category at the quarter) in the board's order."""
    places = standings(session, quarter)
    found = session.execute(select(Issue.id, Issue.title).order_by(Issue.position, Issue.id))
    return [(key, title, places[key].category) for key, title in found if key in places]


def indicator_names(session: Session) -> list[tuple[int, str, str]]:
    """(id, code, title)."""
    found = session.execute(
        select(IndicatorRow.id, IndicatorRow.code, IndicatorRow.title).order_by(IndicatorRow.code)
    )
    return [(key, code, title) for key, code, title in found]


def name_of(session: Session, noun: str, row_id: int) -> str:
    """What an issue, an indicator or an entry of a list is called; "" for one that is gone."""
    if noun == "indicator":
        row = session.execute(select(IndicatorRow.code, IndicatorRow.title).where(IndicatorRow.id == row_id)).first()
        return " ".join(row).strip() if row is not None else ""
    if noun in BY_NOUN:
        found = rows(session, f"SELECT name FROM {noun} WHERE id = ?", (row_id,))  # noqa: S608 - our own names
        return str(found[0][0]) if found else ""
    return session.scalar(select(Issue.title).where(Issue.id == row_id)) or ""


def list_names(session: Session) -> list[EntryName]:
    """Every entry in use of the lists that are data, but for posts; in the lists' order."""
    found = []
    for kind in KINDS:
        if kind.noun != "post":
            second = {"body": "title", "inspectorate": "title"}.get(kind.noun, "short")
            more = "meaning" if kind.noun == "glossary" else "''"
            sql = f"SELECT id, name, {second}, {more} FROM {kind.noun} WHERE retired = 0 ORDER BY position, id"  # noqa: S608 - ours
            found += [EntryName(kind.noun, *row) for row in rows(session, sql)]
    return found


def abbreviations(session: Session) -> list[tuple[str, str]]:
    """(short form, what it stands for) from the glossary."""
    found = session.execute(select(GlossaryEntry.name, GlossaryEntry.short).order_by(GlossaryEntry.name))
    return [(name, short) for name, short in found if short and short != name]


def glossary(session: Session) -> tuple[Term, ...]:
    """The entries in use, by name."""
    entry = GlossaryEntry
    found = session.execute(
        select(entry.name, entry.short, entry.meaning, entry.verified)
        .where(entry.retired.is_(False))
        .order_by(func.lower(entry.name))
    )
    return tuple(Term(name, short if short != name else "", meaning, verified) for name, short, meaning, verified in found)
