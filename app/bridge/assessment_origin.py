"""Which lines of self-assessments became an issue, or an action on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.rules.assessment import WorkLink

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations

Origins = tuple[tuple[WorkLink, str], ...]
"""With the title of the section that the line stands in."""


def ask_origins(operations: Operations, issue_id: int, then: Callable[[Origins], None]) -> None:
    operations.ask(partial(_origins, issue_id), then)


def _origins(issue_id: int, session: Session) -> Origins:
    from app.store.queries.assessment_lists import sections
    from app.store.queries.assessments import work_of_issue

    found = []
    for link in work_of_issue(session, issue_id):
        assert link.quarter is not None
        titles = {each.key: each.title for each in sections(session, link.quarter, retired=True)}
        found.append((link, titles.get(link.section_key, link.section_key)))
    return tuple(found)
