"""What the settings show beside the plain lists: the assessments' own lists, roles, and which RAG rule is used where."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.rules.assessment_stages import Role
from app.rules.list_entries import Entry, Use
from app.rules.period import Period
from app.rules.rag import RagRuleName
from app.rules.settings_page import PostRole, RuleUse, SettingsShown
from app.store.queries import assessment_lists
from app.store.queries.list_entries import edited_lists
from app.store.queries.lists import settings
from app.store.queries.plain import rows
from app.store.queries.rag_rules import rule_versions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ROLES = (
    "SELECT r.post_id, p.name, r.role, r.department_id, coalesce(d.name, '') FROM post_role r"
    " JOIN post p ON p.id = r.post_id LEFT JOIN department d ON d.id = r.department_id"
    " ORDER BY r.role = 'team', d.position, d.id, r.role, p.position"
)
_TEXTS = "SELECT {column}, count(*) FROM assessment_text WHERE {column} IS NOT NULL GROUP BY {column}"
_FIRST = (
    "SELECT id, code, title, rag_rule, rag_tolerance FROM indicator WHERE retired IS NULL ORDER BY code, id"
)


def settings_shown(session: Session, quarter: Period) -> SettingsShown:
    return SettingsShown(
        edited_lists(session), _sections(session, quarter), _ratings(session, quarter), settings(session),
        _roles(session), _rules(session, quarter),
    )  # fmt: skip


def _sections(session: Session, quarter: Period) -> tuple[Entry, ...]:
    used = dict(rows(session, _TEXTS.format(column="section_key")))
    return tuple(
        Entry(each.id or 0, each.version or 0,
              {"name": each.title, "hint": each.hint, "word_limit": str(each.word_limit)}, each.retired,
              _uses(used.get(each.key, 0)), each.key, {"noun": each})
        for each in assessment_lists.sections(session, quarter, retired=True)
    )  # fmt: skip


def _ratings(session: Session, quarter: Period) -> tuple[Entry, ...]:
    used = dict(rows(session, _TEXTS.format(column="rating")))
    return tuple(
        Entry(each.id or 0, each.version or 0,
              {"name": each.word, "descriptor": each.descriptor, "meaning": each.meaning.value}, each.retired,
              _uses(used.get(each.key, 0)), each.key, {"noun": each})
        for each in assessment_lists.ratings(session, quarter, retired=True)
    )  # fmt: skip


def _uses(count: int) -> tuple[Use, ...]:
    return (Use("assessment_text", count),) if count else ()


def _roles(session: Session) -> tuple[PostRole, ...]:
    return tuple(
        PostRole(post, name, Role(role), department, called)
        for post, name, role, department, called in rows(session, _ROLES)
    )


def _rules(session: Session, quarter: Period) -> tuple[RuleUse, ...]:
    """The rule that judges each indicator at the quarter, those of one rule together."""
    changed = rule_versions(session)
    found: dict[tuple[str, float], list[tuple[int, str, str]]] = defaultdict(list)
    for id_, code, title, name, tolerance in rows(session, _FIRST):
        now = (RagRuleName(name).value, float(tolerance))
        for version in changed.get(id_, ()):
            if version.since.end <= quarter.end:
                now = (version.rule.name.value, version.rule.tolerance)
        found[now].append((id_, code, title))
    order = {name.value: at for at, name in enumerate(RagRuleName)}
    told = sorted(found.items(), key=lambda each: (order[each[0][0]], each[0][1]))
    return tuple(RuleUse(RagRuleName(name), tolerance, tuple(used)) for (name, tolerance), used in told)
