"""To do: the team's list, each line with its one-click way to the place where it is mended."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from app.rules import clock
from app.rules.todo import Todo, TodoKind
from app.views.shared import theme
from app.views.shared.labels import Text
from app.views.shared.segments import Segments
from app.views.todo import todo_words
from app.views.todo.filtered_lines import FilteredLines

BY_KIND, BY_DEPARTMENT = range(2)
ABOUT, DETAIL, DEPARTMENT, WHEN, WAY = range(5)
_URGENT = frozenset({TodoKind.RETURN_LATE, TodoKind.ACTION_OVERDUE, TodoKind.REVIEW_PAST})
_ONCE_PAST = frozenset({TodoKind.ASSESSMENT_UNSIGNED, TodoKind.CONDITION_DUE})
"""On the list before their day, and urgent after it."""
NOTHING = (
    "Nothing is to be done. What the rules find wanting stands here: an issue without a lead, red without action, a "
    "return that is late, a sign-off that is pending, and the like."
)
WAITING = "The list is being worked out."


def _when_tone(line: Any) -> str:
    if not isinstance(line, Todo):
        return ""
    past = line.kind in _ONCE_PAST and line.day is not None and line.day < clock.today()
    return "red" if past or line.kind in _URGENT else ""


class TodoView(FilteredLines):
    """Grouped by kind or by department."""

    heads = ("About", "What of it", "Department", "When", "What to do")
    shares = (-9, -7, -5, 132, 156)
    name = "To do"

    def __init__(self) -> None:
        self.group = BY_KIND
        self.is_read = False
        super().__init__(todo_words.KINDS, {WHEN: _when_tone}, links=(WAY,))
        self.groups = Segments("Group the list", ("By kind", "By department"))
        self.groups.currentChanged.connect(self._regroup)
        self.bar.insert(0, self.groups)
        self.note = Text("", "second")
        self.note.hide()
        self.bar.insert(1, self.note)
        self.bar.setContentsMargins(0, 0, 0, theme.px(2))

    def _regroup(self, group: int) -> None:
        self.group = group
        self.refresh()

    def say_quarter(self, words: str) -> None:
        """Where another quarter is in view than the one that the list is of."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def cell(self, line: Todo, column: int) -> str:
        if column == ABOUT and self.group == BY_DEPARTMENT:
            return f"{todo_words.KINDS[line.kind]}: {line.about}" if line.about else todo_words.KINDS[line.kind]
        return (
            line.about, todo_words.detail(line), self.department_name(line.department_id), todo_words.when(line),
            todo_words.WAYS[line.kind],
        )[column]  # fmt: skip

    def group_of(self, line: Todo) -> str:
        if self.group == BY_KIND:
            return todo_words.KINDS[line.kind]
        return self.department_name(line.department_id) or "No department"

    def in_order(self, lines: Sequence[Todo]) -> Sequence[Todo]:
        if self.group == BY_KIND:
            return lines
        order = {each.id: at for at, each in enumerate(self.departments)}
        return sorted(lines, key=lambda each: order.get(each.department_id or 0, len(order)))

    def key_of(self, line: Todo) -> Hashable:
        return (line.kind, line.place.noun, line.place.key, line.detail if line.kind is TodoKind.ACTION_OVERDUE else "")

    def nothing(self) -> str:
        return NOTHING if self.is_read else WAITING

    def as_rows(self) -> tuple[tuple[Any, ...], ...]:
        """For a file: the kind in a column of its own, days as days."""
        return tuple(
            (
                todo_words.KINDS[line.kind], line.about, todo_words.detail(line),
                self.department_name(line.department_id), line.since.value.capitalize() if line.day else "", line.day,
                todo_words.WAYS[line.kind],
            )
            for line in self.shown()
        )  # fmt: skip

    def view_state(self) -> dict[str, Any]:
        return {**super().view_state(), "group": self.group}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        super().restore_view_state(state)
        if state.get("group") in (BY_KIND, BY_DEPARTMENT):
            self.groups.setCurrentIndex(state["group"])


FILE_HEADS = (
    ("Kind", 30), ("About", 60), ("What of it", 50), ("Department", 34), ("Since or due", 14), ("Day", 12),
    ("What to do", 24),
)  # fmt: skip
