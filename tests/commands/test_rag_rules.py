"""The RAG rule changed from a period on: a past quarter is judged by the rule of then, everywhere and after restart."""

from __future__ import annotations

import pytest

from app.commands.save_indicator import SaveIndicator
from app.commands.set_rag_rule import RemoveRagRule, SetRagRule
from app.rules.errors import Refused
from app.rules.indicator import Rag
from app.rules.period import Period
from app.rules.rag import RagRule, RagRuleName
from app.store.opening import open_store
from app.store.queries import indicators
from app.store.queries.history import history
from app.store.queries.indicator_sheet import sheet
from app.store.queries.leads import judged_at
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, Q4

NEET = 1
NEXT = Q4.shift(1)
WIDE = RagRule(RagRuleName.RED_IF_NOT_IMPROVING, 100.0)
WHY = "Agreed with the Cabinet: as neighbours judge it"


def change(since: Period, rule: RagRule = WIDE, why: str = WHY) -> SetRagRule:
    return SetRagRule(NEET, None, None, since, rule, why)


def judged(store: Store, quarter: Period) -> tuple[Rag, Rag, Rag]:
    """By the list, by the issues' leads, and by the series."""
    with store.reading() as session:
        line = next(line for line in indicators.listing(session, quarter) if line.id == NEET)
        lead = judged_at(session, quarter, (NEET,))[NEET]
        found = series(session, NEET, quarter)
    assert found.latest is not None and lead.latest is not None
    assert lead.latest.rag is lead.rag
    return line.rag, lead.rag, found.rags[found.latest.period]


def test_a_past_quarter_keeps_the_judgement_of_the_rule_of_then(store: Store) -> None:
    assert judged(store, Q4) == (Rag.RED,) * 3
    store.change(change(NEXT), ACTOR)
    assert judged(store, Q4) == (Rag.RED,) * 3
    store.undo(ACTOR)
    store.change(change(Q4), ACTOR)
    path = store.path
    store.close()
    again = open_store(path)
    assert judged(again, Q4) == (Rag.GREEN,) * 3
    assert judged(again, Q4.shift(-1)) == (Rag.RED,) * 3
    assert verify(again.raw).sound
    again.undo(ACTOR)
    assert judged(again, Q4) == (Rag.RED,) * 3
    again.close()


def test_the_sheet_and_the_history_tell_which_rule_judges_from_when_and_why(store: Store) -> None:
    store.change(change(NEXT), ACTOR)
    with store.reading() as session:
        (line,) = sheet(session, NEET).rules
        told = history(session, NEET, noun="indicator")[0].words
    assert (line.since, line.rule, line.rationale) == (NEXT, WIDE, WHY)
    assert told.startswith(f"RAG rule from {NEXT.label}: “Red only if also not improving” (100%), because “Agreed")
    store.change(SetRagRule(NEET, line.id, line.version, NEXT.shift(1), WIDE, WHY), ACTOR)
    store.change(RemoveRagRule(line.id, line.version + 1), ACTOR)
    with store.reading() as session:
        assert sheet(session, NEET).rules == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [(change(NEXT), "rule_there"), (change(NEXT.shift(2), why="  "), "text_missing"),
     (change(NEXT.shift(100)), "target_far_ahead"),
     (change(Q4, RagRule(WIDE.name, 101.0)), "number_out_of_range"), (SetRagRule(99, None, None, Q4, WIDE, WHY), "gone")],
)  # fmt: skip
def test_a_rule_that_cannot_be_given_so_is_refused_in_words(store: Store, given: SetRagRule, code: str) -> None:
    store.change(change(NEXT), ACTOR)
    before = store.entries
    with pytest.raises(Refused) as refused:
        store.change(given, ACTOR)
    assert refused.value.problems[0].code == code
    assert store.entries == before


def test_the_first_rule_is_not_changed_under_figures_judged_by_it(store: Store) -> None:
    with pytest.raises(Refused, match="rule_judged"):
        store.change(SaveIndicator(NEET, 1, (("rag_rule", "tolerance"),)), ACTOR)
