"""Change one column of an issue, or of several, or what an issue is linked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.issue import Issue
from app.models.issue_links import LINKS, IssueLink, IssueTag
from app.rules.errors import Refused
from app.rules.fields import BY_NAME, check_field
from app.rules.issue import Control, Responsibility
from app.rules.readiness import HotListReason
from app.rules.texts import POST_LIMIT, text_problem

_WORDS = {"responsibility": Responsibility, "control": Control, "hot_list_reason": HotListReason}
_KINDS = {
    "theme": "plan themes",
    "strategy_link": "Corporate Strategy links",
    "department": "other departments",
    "partner": "partners",
    "locality": "localities",
    "tag": "tags",
}


@dataclass(frozen=True)
class EditIssue:
    """`field` as in app.rules.fields; `value` in its kind (an id, a date, a word, text; None clears)."""

    issue_id: int
    version: int
    field: str
    value: Any

    @property
    def label(self) -> str:
        return f"Change {_named(self.field)}"

    def do(self, session: Session) -> None:
        set_field(row_as_seen(session, Issue, self.issue_id, self.version), self.field, self.value)


@dataclass(frozen=True)
class EditIssues:
    """The same column of several issues, as one change. `targets` are (id, version)."""

    targets: tuple[tuple[int, int], ...]
    field: str
    value: Any

    @property
    def label(self) -> str:
        return f"Change {_named(self.field)} of {len(self.targets)} issues"

    def do(self, session: Session) -> None:
        for issue_id, version in self.targets:
            set_field(row_as_seen(session, Issue, issue_id, version), self.field, self.value)


@dataclass(frozen=True)
class SetIssueLinks:
    """All links of one kind, replacing those there were. `ids` are words for tags."""

    issue_id: int
    version: int
    kind: str
    ids: tuple[int | str, ...]

    @property
    def label(self) -> str:
        return f"Change {_KINDS.get(self.kind, self.kind)}"

    def do(self, session: Session) -> None:
        row_as_seen(session, Issue, self.issue_id, self.version)
        set_links(session, self.issue_id, self.kind, self.ids)


@dataclass(frozen=True)
class SetTags:
    """Add and take off tags on several issues, as one change."""

    issue_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"Change tags of {len(self.issue_ids)} issues"

    def do(self, session: Session) -> None:
        for issue_id in self.issue_ids:
            had = set(session.scalars(select(IssueTag.tag).where(IssueTag.issue_id == issue_id)))
            set_links(session, issue_id, "tag", tuple(sorted((had - set(self.remove)) | set(self.add))))


def _named(field: str) -> str:
    return BY_NAME[field].label.lower() if field in BY_NAME else field


def set_field(issue: Issue, field: str, value: Any) -> None:
    """Raises Refused with the field's problem. A value that is there already changes nothing."""
    if field in _WORDS and value == "":
        value = None
    problem = check_field(field, value)
    if problem is not None:
        raise Refused(problem)
    if field in _WORDS and value is not None:
        value = _WORDS[field](value)
    if isinstance(value, str) and field == "title":
        value = value.strip()
    if BY_NAME[field].kind in ("text", "long") and value is None:
        value = ""
    if BY_NAME[field].kind == "date" and value == "":
        value = None
    assert value is None or not isinstance(value, date) or type(value) is date
    setattr(issue, field, value)


def set_links(session: Session, issue_id: int, kind: str, ids: tuple[int | str, ...]) -> None:
    row: type[IssueLink] = LINKS[kind]
    wanted = {_tag(one) if kind == "tag" else one for one in ids}
    for link in session.scalars(select(row).where(row.issue_id == issue_id)):
        target = getattr(link, row.target)
        if target in wanted:
            wanted.remove(target)
        else:
            session.delete(link)
    session.add_all(row(issue_id=issue_id, **{row.target: one}) for one in sorted(wanted, key=str))


def _tag(text: int | str) -> str:
    cleaned = " ".join(str(text).split())
    problem = text_problem("tag", cleaned, POST_LIMIT, required=True)
    if problem is not None:
        raise Refused(problem)
    return cleaned
