"""One function says by which horizon an issue is judged; board, sheet, tables and papers all show what it says."""

from __future__ import annotations

from app.bridge.board_words import BoardNames, card_sentence, hover_lines
from app.commands.edit_issue import EditIssue, SetIssueLinks
from app.commands.open_quarter import OpenQuarter
from app.commands.partner_targets import SetDependency
from app.reports.pages.issue_page import issues as issue_pages
from app.rules.horizon import horizon_of
from app.rules.issue import Card, Control
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Chart, Facts, Page, Side
from app.rules.period import Period
from app.store.opening import open_store
from app.store.queries.board import board
from app.store.queries.issues import sheet
from app.store.queries.papers import quarter_facts
from app.store.queries.plan_table import plan_table
from app.store.queries.proposals import proposals
from app.store.store import Store
from tests.plans import ACTOR, NEET, Q4, SAFETY
from tests.store.test_leads import QUIET, Figures

NI_117 = 1
VALUES = tuple(float(60 + at) for at in range(40))
"""Ten years of quarters."""


def say(store: Store, field: str, value: object, issue: int = NEET) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (issue,)).fetchone()
    store.change(EditIssue(issue, version, field, value), ACTOR)


def depend(store: Store, words: str) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (NEET,)).fetchone()
    if not store.raw.execute("SELECT 1 FROM issue_partner WHERE issue_id = ?", (NEET,)).fetchone():
        store.change(SetIssueLinks(NEET, version, "partner", (1,)), ACTOR)
    tie, version = store.raw.execute("SELECT id, version FROM issue_partner WHERE issue_id = ?", (NEET,)).fetchone()
    store.change(SetDependency(tie, version, words), ACTOR)


def card(store: Store, quarter: Period = Q4) -> Card:
    with store.reading() as session:
        return next(card for card in board(session, quarter).cards if card.issue_id == NEET)


def printed(store: Store) -> Page:
    with store.reading() as session:
        facts = quarter_facts(session, Q4)
    (page,) = issue_pages(facts, PageChoice(PageKind.ISSUE, NEET), PackOptions())
    return page


def chart_of(page: Page) -> Chart:
    (side,) = [block for block in page.blocks if isinstance(block, Side)]
    return next(block for block in (*side.left, *side.right) if isinstance(block, Chart))


def everywhere(store: Store) -> set[tuple[float | None, ...]]:
    """The trends that are shown of the issue's lead: on its card, in the plan's table, on its sheet, on its page."""
    with store.reading() as session:
        (row,) = [row for row in plan_table(session, Q4).rows if row.issue_id == NEET]
        (linked,) = sheet(session, NEET, Q4).indicators
    assert row.measure is not None
    points = tuple(point.value for point in chart_of(printed(store)).trend.points)
    return {card(store).trend, row.measure.trend, linked.trend, points}


def test_one_horizon_sets_the_card_the_table_the_sheet_and_the_printed_page(store: Store) -> None:
    store.change(Figures(NI_117, VALUES, {}), ACTOR)
    assert card(store).trend == VALUES[-8:], "nobody has said anything: the usual eight"
    say(store, "control", Control.PARTNERS)
    over_eight = horizon_of(Control.PARTNERS, None)
    assert over_eight is not None and over_eight.chart_years == 8
    assert everywhere(store) == {VALUES[-32:]}
    say(store, "shift_years", 1)
    assert everywhere(store) == {VALUES[-16:]}
    path = store.path
    store.close()
    again = open_store(path)
    assert everywhere(again) == {VALUES[-16:]}
    again.close()


def test_the_page_and_the_card_say_the_same_horizon(store: Store) -> None:
    say(store, "control", Control.PARTNERS)
    found = card(store)
    assert "Judged over 8 years, reviewed once a year" in card_sentence(found, False, "", BoardNames())
    assert "Judged over 8 years, reviewed once a year" in hover_lines(found, False, BoardNames())
    (side,) = [block for block in printed(store).blocks if isinstance(block, Side)]
    pairs = dict(pair for block in side.left if isinstance(block, Facts) for pair in block.pairs)
    assert pairs["Horizon"] == found.horizon.words


def test_a_partner_it_depends_on_sets_the_horizon_where_nobody_judged_the_control(store: Store) -> None:
    assert card(store).horizon is None
    depend(store, "Only the trust can place the nurses")
    assert card(store).horizon == horizon_of(None, None, depends=True)
    with store.reading() as session:
        assert sheet(session, NEET, Q4).depends
    store.undo(ACTOR)
    assert card(store).horizon is None
    depend(store, "Only the trust can place the nurses")
    say(store, "control", Control.DIRECT)
    assert card(store).horizon == horizon_of(Control.DIRECT, None, depends=True)


def test_a_past_board_judges_by_what_was_said_then(store: Store) -> None:
    say(store, "control", Control.DIRECT)
    then = card(store).horizon
    store.change(OpenQuarter(Q4.shift(1)), ACTOR)
    say(store, "control", Control.PARTNERS)
    depend(store, "All of it")
    assert card(store, Q4).horizon == then
    assert card(store, Q4.shift(1)).horizon == horizon_of(Control.PARTNERS, None)


def test_a_proposal_on_a_long_horizon_says_so(store: Store) -> None:
    store.change(Figures(2, (*QUIET, 30.0), {}), ACTOR)
    say(store, "control", Control.PARTNERS, issue=SAFETY)
    with store.reading() as session:
        (found,) = [each for each in proposals(session, Q4) if each.issue_id == SAFETY]
    assert found.caution == horizon_of(Control.PARTNERS, None).caution  # type: ignore[union-attr]


def test_a_card_without_figures_of_its_own_years_shows_its_newest(store: Store) -> None:
    store.change(Figures(NI_117, VALUES[:4], {}, last=Q4.shift(-24)), ACTOR)
    say(store, "control", Control.DIRECT)
    assert card(store).trend == VALUES[3:4]
