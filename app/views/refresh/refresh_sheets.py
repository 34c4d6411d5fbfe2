"""The small sheets of the refresh: a course with its reason, plan size, approval, a judged place, a roll of targets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.bridge.refresh_state import RefreshState, approval_of, roll_of
from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Authority, Waiver
from app.rules.moves import ARROWS, Rule
from app.rules.plan_settings import RANGES
from app.rules.refresh import Course, Draft, RefreshLine, courses_for, effective_quarter, targets_for
from app.views.refresh.line_card import proposed_words
from app.views.shared.buttons import QuietButton
from app.views.shared.form_sheet import FormSheet, Values


class CourseSheet(FormSheet):
    """Asks only for what the chosen course needs."""

    def __init__(self, state: RefreshState, home: QWidget, draft: Draft, line: RefreshLine) -> None:
        super().__init__(home, line.title, "Keep the decision", say=_about(line), wide=620)
        self.state, self.draft, self.line = state, draft, line
        decided = line.course is not Course.UNDECIDED
        course = line.course if decided else None
        first = (Course.UNDECIDED, Course.UNDECIDED.title) if decided else (None, "Choose")
        options = [first] + [(each, each.title) for each in courses_for(line.category)]
        self.course = self.add_choice("course", f"In the plan for {draft.plan.year.label} it", options, course)
        targets = [(to, f"{to.short}{_mark(line, to)}") for to in targets_for(line.category)]
        self.target = self.add_choice("target", "It leaves for", targets, line.target)
        self.add_text("reason", "Reason", line.reason, hint="Why, as it will be read with the plan", required=True)
        self.add_text("exception_reason", "Why the framework is set aside", line.exception_reason, 2)
        self.add_text("criteria_reason", "Why, though a guiding criterion is not met", line.criteria_reason, 2,
                      hint=", ".join(each.title for each in line.unmet))  # fmt: skip
        self.add_text("growth_reason", "What comes off for it, or why the plan should grow", line.growth_reason, 2)
        given = {waiver.condition: waiver.reason for waiver in line.waivers}
        for condition in line.missing:
            self.add_line(f"waiver_{condition.value}", f"Waive “{condition.title}” because", given.get(condition.value, ""))
        self.out_button = QuietButton("Take it out of the draft", flat=True)
        self.out_button.clicked.connect(self._take_out)
        self.footer.insertWidget(1, self.out_button)
        self.out_button.setVisible(line.category is not Category.IMPROVEMENT_PLAN)
        self.course.currentIndexChanged.connect(self._fit)
        self.target.currentIndexChanged.connect(self._fit)
        self._fit()
        self.store_with(state.operations, self._command)

    def _fit(self, _index: int = 0) -> None:
        course, line = self._course(), self.line
        enters = course is Course.ENTERS
        self.fields["target"].setVisible(course is Course.LEAVES)
        to = Category.IMPROVEMENT_PLAN if enters else self._target() if course is Course.LEAVES else None
        rule = ARROWS.get((line.category, to)) if to is not None else None
        self.fields["exception_reason"].setVisible(rule is Rule.EXCEPTION)
        self.fields["criteria_reason"].setVisible(enters and bool(line.unmet))
        self.fields["growth_reason"].setVisible(enters and self.draft.asks_growth(line))
        for condition in line.missing:
            self.fields[f"waiver_{condition.value}"].setVisible(rule is Rule.M2)
        self.do_button.setEnabled(course is not None)

    def _course(self) -> Course | None:
        """Qt gives words of an enum back as plain words."""
        found = self.course.currentData()
        return Course(found) if found is not None else None

    def _target(self) -> Category | None:
        found = self.target.currentData()
        return Category(found) if found is not None else None

    def _command(self, values: Values) -> Any:
        from app.commands.decide_course import DecideCourse

        course = self._course()
        assert course is not None  # the button is closed until one is chosen
        waivers = tuple(
            Waiver(each.value, text) for each in self.line.missing
            if (text := values[f"waiver_{each.value}"].strip()) and not self.fields[f"waiver_{each.value}"].isHidden()
        )  # fmt: skip
        shown = {name: values[name] for name in ("exception_reason", "criteria_reason", "growth_reason")
                 if not self.fields[name].isHidden()}  # fmt: skip
        target = self._target() if course is Course.LEAVES else None
        return DecideCourse(
            self.line.id, self.line.version, course, values["reason"], target, waivers=waivers, **shown
        )

    def _take_out(self) -> None:
        self.state.take_out(self.line)
        self.accept()


def _about(line: RefreshLine) -> str:
    stands, says = f"It stands in: {line.category.short}.", f"The rules propose that it {line.proposed.title.lower()}."
    parts = [stands, says, proposed_words(line)]
    if line.horizon is not None:
        parts.append(line.horizon.words)
    return " ".join(parts)


def _mark(line: RefreshLine, to: Category) -> str:
    return ", by exception" if ARROWS[line.category, to] is Rule.EXCEPTION else ""


def approve_sheet(state: RefreshState, home: QWidget, draft: Draft) -> FormSheet:
    assert state.room is not None
    effective = effective_quarter(draft.plan.year, state.room.quarter)
    moving = sum(line.goes_to is not None for line in draft.lines)
    count = draft.next_count
    say = (
        f"The plan will hold {count} issue{'' if count == 1 else 's'}. {_moves(moving)} from {effective.long_label}, each"
        " as a decision of its own; all of it is undone as one."
    )
    before = draft.this_year
    if before is not None and not before.approved:
        say += f" {before.name} itself is not approved yet."
    sheet = FormSheet(home, f"Approve the plan for {draft.plan.year.label}", "Approve the plan", say=say)
    bodies = [(None, "Choose")] + [
        (body.id, body.name) for body in state.workspace.lists.bodies if body.authority is Authority.CONFIRMS
    ]
    sheet.add_choice("body", "Approved by", bodies, required=True)
    sheet.add_day("decided_on", "Date", clock.today(), required=True)
    sheet.add_line("minute", "Minute reference", most=200)
    sheet.add_text("reason", "Reason", hint="What the plan is to do, and how it was agreed", required=True)
    sheet.add_line("state_label", "Words beside its name", "Approved", "Such as “Approved”", most=200)
    sheet.store_with(
        state.operations,
        lambda v: approval_of(
            state.room, v["body"], v["decided_on"], v["minute"], v["reason"], v["state_label"], state.by  # type: ignore[arg-type]
        ),
    )
    return sheet


def _moves(count: int) -> str:
    if not count:
        return "Nothing moves; the plan holds"
    return "One move takes effect" if count == 1 else f"{count} moves take effect"


def size_sheet(state: RefreshState, home: QWidget) -> FormSheet:
    assert state.room is not None
    say = ("Nothing is forced. Beyond this number, taking one more in asks what comes off, or why the plan should grow.")
    sheet = FormSheet(home, "Plan size", "Set the size", say=say, wide=440)
    least, most = (int(end) for end in RANGES["plan_size"])
    sheet.add_choice("size", "Issues in the plan, at most", [(n, str(n)) for n in range(least, min(most, 60) + 1)],
                     state.room.limit)  # fmt: skip

    def keep(values: Values) -> None:
        state.set_limit(values["size"])
        sheet.accept()

    sheet.wanted.connect(keep)
    return sheet


def roll_sheet(state: RefreshState, home: QWidget, indicator_id: int | None = None, title: str = "") -> FormSheet:
    assert state.room is not None
    room = state.room
    count = len(roll_of(room, "", indicator_id).targets)
    what = f"{count} missing target{'' if count == 1 else 's'}"
    say = f"{what} will be set as the last one before is. Each can be changed afterwards; all are undone as one."
    sheet = FormSheet(home, f"Roll on: {title}" if title else "Roll the missing targets on", "Roll them on", say=say)
    hint = "Where the target comes from and why it still holds"
    sheet.add_text("rationale", "Why they may go on as they are", hint=hint, required=True)
    sheet.store_with(state.operations, lambda v: roll_of(room, v["rationale"], indicator_id))
    return sheet
