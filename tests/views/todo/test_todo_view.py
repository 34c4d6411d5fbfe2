"""What is late stands out on the list of what is to be done, whatever its kind."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.todo import Place, Todo, TodoKind
from app.views.todo.todo_view import _when_tone
from tests.conftest import StoppedClock


@pytest.mark.parametrize(
    ("kind", "day", "tone"),
    [
        (TodoKind.RETURN_LATE, date(2010, 4, 14), "red"),
        (TodoKind.ASSESSMENT_UNSIGNED, date(2010, 4, 14), "red"),
        (TodoKind.ASSESSMENT_UNSIGNED, date(2010, 4, 15), ""),
        (TodoKind.CONDITION_DUE, date(2010, 4, 1), "red"),
        (TodoKind.NO_COMPARATOR, None, ""),
    ],
)
def test_a_day_that_has_passed_is_red(clock: StoppedClock, kind: TodoKind, day: date | None, tone: str) -> None:
    clock.at(2010, 4, 15, 10, 0)
    assert _when_tone(Todo(kind, "Environment", Place("department", 1), 1, day)) == tone
