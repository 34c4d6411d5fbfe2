"""What a self-assessment's text reads like on paper, and in the public papers."""

from __future__ import annotations

from datetime import date

from app.rules.assessment import Assessment, AssessmentStage, SectionText
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.assessment_sections import Section
from app.rules.cited_words import cited_blocks, public_assessment
from app.rules.indicator import Reading
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.rich_text import to_plain
from app.rules.series import Series
from tests.sample_series import indicator

Q4 = Period.quarter(2009, 4)
NEET = EvidenceRef("indicator", 7)
HTML = ('<h3>Now</h3><p>The share of <strong>3</strong> of 47 rose to <a href="evidence:indicator/7">NI 117</a> again.</p>'
        "<ul><li>One</li><li>Two</li></ul>")  # fmt: skip


def item(value: str = "6.9%") -> EvidenceItem:
    return EvidenceItem(NEET, "NI 117", "NEET", f"NI 117 {value} worse", value=value, period=Q4)


def assessment() -> Assessment:
    text = SectionText("performance", html=HTML, plain="as html")
    return Assessment(
        1, 1, Item(1, "Children's Services"), Q4, AssessmentStage.DRAFT, date(2010, 4, 14),
        (Section("performance", "Performance"),), (), {"performance": text}, cited={NEET: item()},
    )  # fmt: skip


def series(value: float | None) -> Series:
    return Series(indicator(id=7), (Reading(Q4, value),))


def public(shown: float | None, *, hidden: bool = False) -> str:
    told = public_assessment(assessment(), {7: series(shown)}, {7: (Q4,)} if hidden else {}, lambda one: one)
    return to_plain(cited_blocks(told.text("performance"), {}))


def test_an_indicator_is_followed_by_its_figure() -> None:
    blocks = cited_blocks(assessment().text("performance"), {NEET: item()})
    assert to_plain(blocks).splitlines() == ["Now", "The share of 3 of 47 rose to NI 117 (6.9%) again.", "One", "Two"]
    assert [block.kind for block in blocks if hasattr(block, "kind")] == ["h3", "p", "ul", "ul"]


def test_a_figure_that_is_not_known_any_more_is_left_out() -> None:
    assert "NI 117 again" in to_plain(cited_blocks(assessment().text("performance"), {}))


def test_the_public_read_the_figure_that_their_papers_tell() -> None:
    assert "NI 117 (6.9%) again" in public(6.9)


def test_the_public_read_no_figure_that_was_another_at_the_signing() -> None:
    assert "NI 117 again" in public(7.2)


def test_the_public_read_a_hidden_figure_as_hidden() -> None:
    assert "NI 117 (c) again" in public(None, hidden=True)


def test_public_figures_are_set_in_after_the_words_were_cleared() -> None:
    def cleared(one: Assessment) -> Assessment:
        html = one.text("performance").html
        assert "6.9%" not in html and "3 of 47" in html, "what stood in pieces is one text again"
        return one

    public_assessment(assessment(), {7: series(6.9)}, {}, cleared)
