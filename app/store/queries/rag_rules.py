"""By which RAG rule indicators are judged from which period on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from app.rules.period import Period
from app.rules.rag import RagRule, RagRuleName, RagRuleVersion
from app.store.queries.plain import among, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CHANGES = (
    "SELECT indicator_id, since, name, tolerance FROM rag_rule"
    " WHERE ? IS NULL OR indicator_id IN (SELECT value FROM json_each(?)) ORDER BY indicator_id, since"
)
Versions = tuple[RagRuleVersion, ...]


def rule_versions(session: Session, ids: Collection[int] | None = None) -> dict[int, Versions]:
    """Of those whose rule was ever changed, the earliest first: mostly few."""
    chosen = None if ids is None else among(ids)
    found: dict[int, list[RagRuleVersion]] = defaultdict(list)
    for indicator, since, name, tolerance in rows(session, _CHANGES, (chosen, chosen)):
        found[indicator].append(RagRuleVersion(Period.from_key(since), named_rule(name, tolerance)))
    return {indicator: tuple(versions) for indicator, versions in found.items()}


@lru_cache(maxsize=256)
def named_rule(name: str, tolerance: float) -> RagRule:
    """Most indicators share a few rules."""
    return RagRule(RagRuleName(name), tolerance)
