"""Cards in lanes and columns, filtered; drawn as text."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.bridge.board_filter import BoardFilter, filter_from
from app.bridge.board_grouping import Grouping
from app.bridge.board_rows import BoardRows
from app.rules.category import COLUMNS, Category
from app.rules.indicator import Rag
from app.rules.issue import Flag
from tests.views.board import sample


def drawn(rows: BoardRows) -> list[str]:
    """One line a lane that shows something: its name, then its three columns; ghosts in brackets."""
    lines = []
    for lane, named in enumerate(rows.lanes):
        cells = rows.cells[lane * len(COLUMNS) : (lane + 1) * len(COLUMNS)]
        if any(cell.visible for cell in cells):
            columns = [
                ", ".join(
                    f"({place.card.title})" if place.ghost else place.card.title for place in cell.visible
                )
                for cell in cells
            ]
            lines.append(" | ".join([named.title, *columns]))
    return lines


def rows_of(grouping: Grouping = Grouping.AIM, chosen: BoardFilter | None = None) -> BoardRows:
    return BoardRows(sample.board(), grouping, chosen or BoardFilter())


def test_cards_lie_in_the_lane_of_their_aim_and_the_column_of_their_category() -> None:
    assert drawn(rows_of())[2] == (
        "Maximising wellbeing |  | Greater choice in and control over adult social care and support | "
        "Adult safeguarding, Telecare for vulnerable adults in the home"
    )


def test_grouping_by_lead_gives_a_lane_to_posts_with_issues_and_one_to_issues_without_a_lead() -> None:
    rows = rows_of(Grouping.LEAD)
    assert rows.lanes[-1].title == "No lead yet"
    assert [line for line in drawn(rows) if line.startswith("No lead yet")] == [
        "No lead yet | Reducing rural inequalities & supporting rural communities |  | "
    ]
    assert all(lane.optional for lane in rows.lanes)


def test_without_grouping_there_is_one_nameless_lane() -> None:
    rows = rows_of(Grouping.NONE)
    assert [lane.title for lane in rows.lanes] == [""]
    assert [len(cell.visible) for cell in rows.cells] == [14, 8, 9]


def test_filters_combine() -> None:
    chosen = BoardFilter(departments=frozenset((2,)), rags=frozenset((Rag.RED,)))
    assert drawn(rows_of(chosen=chosen)) == [
        "Better opportunities for children & young people |  | "
        "Reduced number of young people not in education, employment or training | ",
        "Reducing inequalities | Reducing proportion of children living in poverty |  | ",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("CARE number", 1), ("highways", 3), ("env", 7), ("nothing at all", 0), ("  ", 31)],
)
def test_text_finds_every_word_in_title_department_or_lead_whatever_its_case(text: str, found: int) -> None:
    assert len(rows_of(chosen=BoardFilter(text=text))) == found


def test_issues_without_a_lead_can_be_asked_for() -> None:
    rows = rows_of(chosen=BoardFilter(leads=frozenset((None,))))
    assert [place.card.flag for place in rows] == [Flag.NO_LEAD]


def test_a_proposal_is_a_ghost_in_the_column_it_would_go_to() -> None:
    rows = BoardRows(sample.board(sample.proposed()), Grouping.AIM, BoardFilter())
    line = drawn(rows)[-1]
    assert "Better carbon management | (Better carbon management), Improved satisfaction" in line
    assert rows.shown_in(1) == 8


def test_a_proposal_to_leave_has_no_ghost() -> None:
    rows = BoardRows(sample.board(sample.proposed(to=Category.LEFT)), Grouping.AIM, BoardFilter())
    assert not rows.ghosts


def test_a_proposed_return_shows_its_ghost_although_the_issue_left() -> None:
    gone = sample.card("Better carbon management", category=Category.LEFT, proposed_to=Category.HOT_LIST)
    rows = BoardRows(sample.board(gone), Grouping.AIM, BoardFilter())
    assert gone.issue_id in rows.ghosts
    assert gone.issue_id not in rows.solids
    assert rows.shown_in(0) == 13


def test_every_row_is_found_again_by_its_place() -> None:
    rows = rows_of(chosen=BoardFilter(text="o"))
    assert [rows.row_of(place) for place in rows] == list(range(len(rows)))
    assert [rows.at(row) for row in range(len(rows))] == list(rows)


def test_one_place_passes_the_filter_exactly_when_the_whole_board_shows_it() -> None:
    dice = random.Random(7)
    for _ in range(30):
        chosen = BoardFilter(
            departments=frozenset(dice.sample(range(1, 7), dice.randrange(3))),
            rags=frozenset(dice.sample(list(Rag), dice.randrange(3))),
            text=dice.choice(("", "e", "roads", "in")),
        )
        rows = rows_of(chosen=chosen)
        shown = {place.card.issue_id for place in rows}
        assert {each for each, place in rows.solids.items() if rows.passes(place)} == shown


def test_a_filter_survives_being_kept_as_json() -> None:
    chosen = BoardFilter(
        departments=frozenset((2, None)),
        leads=frozenset((3,)),
        rags=frozenset((Rag.RED, Rag.NONE)),
        flags=frozenset((Flag.READY,)),
        tags=frozenset(("rural",)),
        text="a b",
    )
    assert filter_from(chosen.as_body()) == chosen


def test_what_a_kept_filter_names_that_is_unknown_now_is_left_out() -> None:
    body = {"departments": [2, "x", True], "rags": ["purple", "red", 5], "tags": "no list", "text": 4}
    assert filter_from(body) == BoardFilter(departments=frozenset((2,)), rags=frozenset((Rag.RED,)))


def test_a_card_that_needs_a_lane_of_its_own_does_not_fit_the_lanes_there_are() -> None:
    rows = rows_of(Grouping.LEAD)
    old = sample.card("Road safety")
    assert not rows.fits(old, replace(old, lead_post_id=99_999)) or rows.lanes[-1].key is None
    alone = sample.card("Waste diversion from landfill")
    assert not rows.fits(alone, replace(alone, lead_post_id=2))
