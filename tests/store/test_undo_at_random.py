"""Whatever was changed in whatever order, undo leads back through the very same states and redo forward again."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from app.commands.answer import AnswerCriterion
from app.commands.change_setting import ChangeSetting
from app.commands.edit_action import RemoveAction, SaveAction
from app.commands.edit_issue import EditIssue, EditIssues, SetIssueLinks, SetTags
from app.commands.edit_list import AddListEntry, EditListEntry
from app.commands.edit_risk import RemoveRisk, SaveRisk
from app.commands.link_indicator import LinkIndicator, UnlinkIndicator
from app.commands.move_issue import ProposeMove
from app.commands.put_readings import PutReadings
from app.rules.category import Category
from app.rules.errors import Refused
from app.rules.readiness import Criterion
from app.rules.readings import ReadingRow
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, Q4
from tests.store.test_changes import tables, without_versions

STEPS = 40


class Somebody:
    """Asks for one change after the other, each with the versions it sees."""

    def __init__(self, store: Store, seed: int) -> None:
        self.raw, self.chance = store.raw, random.Random(seed)

    def some(self, table: str, more: str = "") -> tuple[int, int]:
        """Id and version of a row, no matter which."""
        found = self.raw.execute(f"SELECT id, version FROM {table} {more} ORDER BY id").fetchall()
        return self.chance.choice(found) if found else (0, 0)

    def word(self) -> str:
        return f"word {self.chance.randrange(10_000)}"

    def command(self) -> Any:
        issue, action, risk = self.some("issue"), self.some("action"), self.some("risk")
        other, word, number = self.some("issue"), self.word(), self.chance.randrange(1, 6)
        indicator = self.some("indicator")[0]
        made: tuple[Callable[[], Any], ...] = (
            lambda: EditIssue(*issue, self.chance.choice(("title", "progress", "next_step")), word),
            lambda: EditIssues((issue, other), "department_id", self.chance.choice((1, 2))),
            lambda: SetIssueLinks(*issue, "partner", self.chance.choice(((), (1,)))),
            lambda: SetTags((issue[0], other[0]), self.chance.choice(((), ("budget",), ("budget", word)))),
            lambda: SaveAction(issue[0], None, None, word, 1, None, 20),
            lambda: SaveAction(issue[0], *action, word, 2, None, 20 * (number - 1)),
            lambda: RemoveAction(*action),
            lambda: SaveRisk(issue[0], None, None, word, number, number),
            lambda: SaveRisk(issue[0], *risk, word, number, 1),
            lambda: RemoveRisk(*risk),
            lambda: PutReadings((ReadingRow(indicator, Q4.shift(-number), number / 7),), "typed"),
            lambda: LinkIndicator(issue[0], indicator, lead=number > 2),
            lambda: UnlinkIndicator(issue[0], indicator),
            lambda: AnswerCriterion(*issue, self.chance.choice(list(Criterion)), number > 2, word),
            lambda: ChangeSetting("plan_size", 6 + number),
            lambda: AddListEntry("theme", (("name", word), ("short", ""))),
            lambda: EditListEntry("theme", *self.some("theme"), "name", word),
            lambda: ProposeMove(*issue, self.chance.choice(list(Category)), Q4, None, word, criteria_reason=word),
        )
        return self.chance.choice(made)()


def state(store: Store) -> dict[str, Any]:
    return without_versions(tables(store), store)


@pytest.mark.parametrize("seed", [1, 2])
def test_undo_and_redo_lead_through_the_very_same_states(store: Store, seed: int) -> None:
    somebody = Somebody(store, seed)
    states, kinds, at = [state(store)], set(), 0
    for _ in range(STEPS):
        step = somebody.chance.random()
        if step < 0.15 and at:
            store.undo(ACTOR)
            at -= 1
            assert state(store) == states[at]
        elif step < 0.25 and at < len(states) - 1:
            store.redo(ACTOR)
            at += 1
            assert state(store) == states[at]
        else:
            command = somebody.command()
            try:
                store.change(command, ACTOR)
            except Refused:
                assert state(store) == states[at], command
                continue
            kinds.add(type(command))
            at += 1
            states[at:] = [state(store)]
    assert len(kinds) > 6
    for back in range(at - 1, -1, -1):
        store.undo(ACTOR)
        assert state(store) == states[back]
    for forward in range(1, at + 1):
        store.redo(ACTOR)
        assert state(store) == states[forward]
    assert verify(store.raw).sound
