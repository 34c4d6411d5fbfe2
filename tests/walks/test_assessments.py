"""A quarter of six self-assessments: begun from the last, written, rated, compared, agreed, signed, challenged, closed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.open_quarter import OpenQuarter
from app.rules.assessment import AssessmentStage
from app.rules.period import Period
from app.store.queries import assessments
from app.store.verifying import verify
from tests.conftest import ROOT, StoppedClock
from tests.walks.hands import wait_for
from tests.walks.window import Walk, closed

Q1 = Period.quarter(2010, 1)
SAMPLE = ROOT / "resources" / "samples" / "hampshire-2010"
TEAM = "Corporate Performance Manager"


def chiefs() -> dict[str, str]:
    """The Chief Officer's post by the department's short name."""
    posts = {each["key"]: each["name"] for each in json.loads((SAMPLE / "posts.json").read_text("utf-8"))}
    roles = json.loads((SAMPLE / "post_roles.json").read_text("utf-8"))
    return {each["department"]: posts[each["post"]] for each in roles if each["role"] == "chief"}


class Assessor:
    """One at the page, with keys; `be` is the choice under "You are"."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.do = walk, walk.do
        self.page: Any = walk.program.pages["assessments"]

    @property
    def one(self) -> Any:
        return self.page.state.one

    def be(self, post: str) -> None:
        self.walk.program.settings.you_are = post
        self.walk.settle()

    def go(self, department_id: int) -> None:
        self.page.choose_department(department_id)
        wait_for(lambda: self.page.state.sheet and self.page.state.sheet.department.id == department_id, "it")
        self.walk.settle()

    def write(self, section: str, words: str) -> None:
        """Go to the section with the arrows of the list, click into the text and type at its end."""
        listed = self.page.sections.list
        listed.setFocus()
        self.do.key("Home")
        for _ in range(listed.count()):
            if self.page.view.key == section:
                break
            self.do.key("Down")
        assert self.page.view.key == section
        self.walk.settle()
        self.do.click(self.page.area.editor.viewport())
        self.do.key("Ctrl+End", "Return")
        self.do.type(words)

    def rate(self, key: str, why: str) -> None:
        judgement = self.page.head.judgement
        button = judgement.rating.buttons[key]
        button.setFocus()
        self.do.key("Space")
        if judgement.why.isVisible() and judgement.why.hasFocus():
            self.do.type(why)
            self.do.key("Return")
        self.walk.settle()
        assert self.one.text(self.page.view.key).rating == key

    def step(self, reason: str = "") -> None:
        """The step that the page offers, by its button and Enter."""
        self.do.click(self.page.top.steps.forward)
        sheet = self.walk.sheet
        if reason:
            sheet.reason.setFocus()
            self.do.type(reason)
        sheet.yes.setFocus()
        self.do.key("Return")
        self.walk.no_sheet()

    def button(self, words: str) -> Any:
        """One under a challenge."""
        return wait_for(
            lambda: next((each for each in self.page.side.challenge.buttons if each.text() == words), None), words
        )

    def say(self, words: str) -> None:
        """Into the sheet that asks for words."""
        sheet = self.walk.sheet
        self.do.type(words)
        sheet.yes.setFocus()
        self.do.key("Return")
        self.walk.no_sheet()


@pytest.mark.long
def test_a_quarter_of_six_assessments(walk: Walk, clock: StoppedClock, plan_file: Path) -> None:
    clock.at(2010, 7, 8, 10, 0)
    walk.program.workspace.operations.do(OpenQuarter(Q1), None)
    wait_for(lambda: walk.program.workspace.quarter == Q1, "the next quarter")
    walk.window.frame.show_page("assessments")
    me = Assessor(walk)
    me.be(TEAM)
    wait_for(me.page.empty.all.isVisible, "the way to begin")
    walk.do.click(me.page.empty.all)
    wait_for(lambda: me.one is not None, "the first one")
    walk.settle()
    departments = [line.department for line in me.page.state.lines]
    assert len(departments) == 6
    assert all(line.assessment_id for line in me.page.state.lines)
    carried = 0
    for department in departments:
        me.be(chiefs()[department.short])
        me.go(department.id)
        carried += bool(me.one.text("performance").carried)
        me.write("performance", f"In the first quarter {department.name} went on.")
        me.rate("mixed", "Two figures fell")
        if me.one.last:
            walk.program.pages["assessments"].comparing.begin(me.page.state.sheet.quarters[0])
            walk.settle()
            assert "since 2009/10 Q4" in me.page.area.bar.said.text()
            walk.do.click(me.page.area.editor.viewport())
            walk.do.key("Ctrl+Home", "F8")
            assert me.page.area.compare.count >= 1
            if me.page.head.confirm.isVisible():
                walk.do.click(me.page.head.confirm)
                walk.settle()
                assert not me.one.text("performance").carried
        me.write("risks", "The budget may not hold.")
        me.step()
        assert me.one.stage is AssessmentStage.AGREED
        assert "The budget may not hold." in me.one.text("risks").plain
        me.step()
        assert me.one.stage is AssessmentStage.SIGNED
    assert carried == 3
    assert walk.window.frame.rail.entry("assessments").badge.text() == ""
    for department in departments:
        me.be(TEAM)
        me.go(department.id)
        me.step()
        me.page.side.open("challenge")
        wait_for(me.page.side.challenge.add.isVisible, "the way to challenge")
        walk.do.click(me.page.side.challenge.add)
        me.say("What is different this time?")
        me.be(chiefs()[department.short])
        walk.do.click(me.button("Answer…"))
        me.say("A joint plan with partners")
        me.be(TEAM)
        walk.do.click(me.button("Close"))
        walk.settle()
        me.step("Discussed")
        assert me.one.stage is AssessmentStage.CLOSED
    walk.close()
    with closed(plan_file) as store:
        assert verify(store.raw).sound
        with store.reading() as session:
            lines = assessments.listing(session, Q1)
            assert [line.stage for line in lines] == [AssessmentStage.CLOSED] * 6
            kept = assessments.assessment(session, departments[0].id, Q1)
    assert kept is not None
    assert f"In the first quarter {departments[0].name} went on." in kept.text("performance").plain
    assert [note.text for note in kept.notes] == ["What is different this time?", "A joint plan with partners"]
