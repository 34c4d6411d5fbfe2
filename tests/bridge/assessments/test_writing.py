"""Text on its way from the editor to the store: drafts every two seconds, one change a section, nothing lost."""

from __future__ import annotations

import pytest

from app.bridge.assessment_state import AssessmentState
from app.bridge.section_writing import SectionWriting
from app.commands.write_section import WriteSection
from app.rules.assessment import AssessmentStage
from app.rules.assessment_stages import Step
from app.rules.drafts import DraftKind
from app.rules.errors import Refused, Stale
from app.store import drafts
from tests.issue_plan import Bench


class Window:
    """An editor without a widget: `text` is what stands in it."""

    def __init__(self, bench: Bench) -> None:
        self.text = ""
        self.bench = bench
        self.state = AssessmentState(bench.workspace)
        self.writing = SectionWriting(self.state, lambda: self.text)
        self.refusals: list[Exception] = []
        self.writing.refused.connect(lambda _key, error: self.refusals.append(error))
        self.state.refused.connect(lambda _place, error: self.refusals.append(error))
        self.state.open(1)
        bench.settle()

    def show(self, key: str) -> None:
        assert self.state.one is not None
        self.text = self.writing.open(self.state.one.id, key, self.state.text(key))

    def type(self, html: str) -> None:
        self.text = html
        self.writing.typed()

    def kept(self) -> list[str]:
        return [draft.body for draft in self.bench.ask(drafts.listed)]


@pytest.fixture
def window(bench: Bench) -> Window:
    made = Window(bench)
    made.state.start((1,))
    bench.settle()
    return made


def entries(bench: Bench) -> int:
    return bench.operations.state.entries


def test_what_is_typed_is_a_draft_at_once_and_one_change_when_the_section_is_left(window: Window) -> None:
    window.show("risks")
    before = entries(window.bench)
    for at in range(5):
        window.type(f"<p>Two risks {at}</p>")
        window.writing.keep()
        window.bench.settle()
    assert window.kept() == ["<p>Two risks 4</p>"] and entries(window.bench) == before
    window.type("<p>Two risks, no more</p>")
    window.show("partnership")
    window.bench.settle()
    assert entries(window.bench) == before + 1 and window.kept() == []
    assert window.state.text("risks").plain == "Two risks, no more"


def test_a_rating_given_while_writing_does_not_make_the_text_stale(window: Window) -> None:
    window.show("risks")
    window.type("<p>First</p>")
    window.state.judge("risks", "rating", "mixed")
    window.bench.settle()
    window.type("<p>First and second</p>")
    window.writing.store()
    window.bench.settle()
    window.type("<p>First, second and third</p>")
    window.writing.store()
    window.type("<p>First, second, third and fourth</p>")
    window.writing.store()
    window.bench.settle()
    assert window.refusals == []
    assert window.state.text("risks").plain == "First, second, third and fourth"


def test_two_windows_on_one_section_lose_nothing(window: Window) -> None:
    other = Window(window.bench)
    window.show("risks")
    other.show("risks")
    window.type("<p>Of the first window</p>")
    other.type("<p>Of the second window</p>")
    window.writing.leave()
    window.bench.settle()
    other.writing.leave()
    window.bench.settle()
    assert [type(error) for error in other.refusals] == [Stale]
    assert window.state.text("risks").plain == "Of the first window"
    assert other.writing.unsaved("risks") == "<p>Of the second window</p>"
    assert other.kept() == ["<p>Of the second window</p>"]
    other.writing.store_over("risks")
    window.bench.settle()
    assert window.state.text("risks").plain == "Of the second window" and other.kept() == []
    window.bench.undo()
    assert window.state.text("risks").plain == "Of the first window"


def test_a_text_found_after_a_sudden_end_knows_its_section_and_can_be_put_back(window: Window) -> None:
    window.show("risks")
    window.type("<p>Half a sent</p>")
    window.writing.keep()
    window.bench.settle()
    (draft,) = window.bench.ask(drafts.listed)
    assert draft.place is not None and draft.place.kind is DraftKind.ASSESSMENT
    assert draft.title == f"Self-assessment of {window.state.one.department.name}, 2009/10 Q4"  # type: ignore[union-attr]
    again = Window(window.bench)
    again.bench.operations.drafts.found = (draft,)
    again.writing.put_back(draft, again.state.text("risks"))
    again.show("risks")
    assert again.text == "<p>Half a sent</p>" and again.writing.is_dirty


def test_a_text_that_became_a_change_is_not_offered_again(window: Window) -> None:
    window.show("risks")
    window.type("<p>One <b>bold</b> word</p>")
    window.writing.keep()
    window.bench.settle()
    one = window.state.one
    assert one is not None
    window.bench.do(WriteSection(one.id, "risks", one.text("risks").version, "<p>One <strong>bold</strong> word</p>"))
    assert window.bench.ask(drafts.listed) == ()


def test_a_signed_text_refuses_more_and_keeps_what_was_typed(window: Window) -> None:
    window.show("risks")
    for step in (Step.AGREE, Step.SIGN):
        window.state.step(step)
        window.bench.settle()
    assert window.state.one is not None and window.state.one.stage is AssessmentStage.SIGNED
    assert not window.state.can_edit
    window.type("<p>Too late</p>")
    window.writing.leave()
    window.bench.settle()
    assert isinstance(window.refusals[0], Refused) and window.writing.unsaved("risks") == "<p>Too late</p>"


def test_the_page_knows_who_still_owes_and_what_is_possible(window: Window) -> None:
    assert window.state.unsigned == len(window.state.lines)
    sheet = window.state.sheet
    assert sheet is not None and Step.SIGN not in sheet.possible.steps and Step.AGREE in sheet.possible.steps
    assert {item.group for item in sheet.drawer} >= {"Issues"}
