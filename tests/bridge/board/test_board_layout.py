"""Geometry of the board, with cards whose heights are known."""

from __future__ import annotations

import pytest

from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping, Lane
from app.bridge.board_layout import BoardLayout, Metrics, columns_for
from app.bridge.board_rows import BoardRows, Place
from app.bridge.board_walk import Way, neighbour, page_step
from tests.views.board import sample


class Ruler:
    """A card is 50 high and 10 more for every 20 characters of its title; it counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def card_height(self, place: Place, width: int) -> int:
        self.asked += 1
        return 50 + 10 * (len(place.card.title) // 20)

    def label_height(self, lane: Lane) -> int:
        return 34


def laid_out(width: int = 1120, chosen: BoardFilter | None = None) -> tuple[BoardLayout, BoardRows, Ruler]:
    ruler = Ruler()
    layout = BoardLayout(ruler)
    layout.set_width(width)
    rows = BoardRows(sample.board(), Grouping.AIM, chosen or BoardFilter())
    layout.lay_out(rows)
    return layout, rows, ruler


def title(rows: BoardRows, row: int) -> str:
    return rows.at(row).card.title


def test_columns_share_the_width_and_set_two_cards_abreast_where_they_are_wide_enough() -> None:
    columns = columns_for(1120, Metrics())
    assert [column.abreast for column in columns] == [1, 2, 2]
    assert columns[-1].right == 1120
    assert [column.abreast for column in columns_for(930, Metrics())] == [1, 2, 1]
    assert [column.abreast for column in columns_for(1240, Metrics())] == [2, 2, 2]
    assert [column.abreast for column in columns_for(1600, Metrics())] == [2, 3, 2]


def test_below_the_least_width_the_board_grows_wider_than_its_view() -> None:
    columns = columns_for(300, Metrics())
    assert columns[-1].right == 3 * 168 + 2 * 10
    assert min(column.width for column in columns) >= 168


def test_no_two_cards_overlap_and_all_lie_in_their_cell() -> None:
    layout, rows, _ = laid_out()
    boxes = [layout.rect(row) for row in range(len(rows))]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart_x = one.right <= other.x or other.right <= one.x
            apart_y = one.bottom <= other.y or other.bottom <= one.y
            assert apart_x or apart_y
        cell, _index = rows.locate(at)
        home = layout.cell_box(cell // 3, cell % 3)
        assert home.x < one.x
        assert one.right < home.right
        assert home.y < one.y
        assert one.bottom < home.bottom


def test_every_point_of_a_card_leads_back_to_it_and_gaps_to_none() -> None:
    layout, rows, _ = laid_out()
    for row in range(len(rows)):
        box = layout.rect(row)
        assert layout.row_at(box.x, box.y) == row
        assert layout.row_at(box.right - 1, box.bottom - 1) == row
        assert layout.row_at(box.x - 1, box.y) != row
        assert layout.row_at(box.x, box.bottom) != row
    assert layout.row_at(-5, 10) == -1
    assert layout.row_at(20, layout.height + 5) == -1


def test_what_is_visible_between_two_heights_is_exactly_what_touches_them() -> None:
    layout, rows, _ = laid_out()
    for top in range(0, layout.height, 37):
        wanted = {
            row
            for row in range(len(rows))
            if layout.rect(row).bottom > top and layout.rect(row).y < top + 100
        }
        assert wanted == {row for row, _box in layout.visible(top, top + 100) if row in wanted}
        assert all(
            box.bottom + layout.metrics.gap > top and box.y < top + 100
            for _row, box in layout.visible(top, top + 100)
        )


def test_an_empty_lane_is_only_as_high_as_its_name() -> None:
    layout, _rows, _ = laid_out(chosen=BoardFilter(text="adult safeguarding"))
    heights = [after - before for before, after in zip(layout.tops, layout.tops[1:], strict=False)]
    assert heights[0] == heights[1] == 34
    assert heights[2] > 34


def test_a_change_measures_only_the_card_that_changed() -> None:
    layout, rows, ruler = laid_out()
    before = ruler.asked
    card = sample.card("Road safety", title="Road safety for everybody on every road")
    old = rows.solids[card.issue_id]
    rows.drop(old)
    rows.put(Place(card, False, old.order))
    layout.refresh()
    assert ruler.asked == before + 1


def test_filtering_measures_nothing_again() -> None:
    layout, rows, ruler = laid_out()
    before = ruler.asked
    rows.filter(BoardFilter(text="children"))
    layout.refresh()
    rows.filter(BoardFilter())
    layout.refresh()
    assert ruler.asked == before


def test_laying_out_what_changed_ends_where_laying_out_everything_does() -> None:
    layout, rows, _ = laid_out()
    moved = sample.proposed()
    old = rows.solids[moved.issue_id]
    rows.drop(old)
    rows.put(Place(moved, False, old.order))
    rows.put(Place(moved, True, old.order))
    layout.refresh()
    piecemeal = [layout.rect(row) for row in range(len(rows))], layout.tops
    fresh = BoardLayout(Ruler())
    fresh.set_width(1120)
    fresh.lay_out(BoardRows(sample.board(moved), Grouping.AIM, BoardFilter()))
    assert piecemeal == ([fresh.rect(row) for row in range(len(rows))], fresh.tops)


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        ("Community Safety", Way.RIGHT, "Road safety"),
        ("Road safety", Way.RIGHT, "Road safety"),
        ("Community Safety", Way.DOWN, "General educational attainment"),
        ("Road safety", Way.DOWN, "Children's safeguarding"),
        (
            "Community Safety",
            Way.LEFT,
            "Reduced number of young people not in education, employment or training",
        ),
        (
            "Increasing participation, personal horizons & wellbeing",
            Way.DOWN,
            "Increasing availability of affordable homes, including in rural areas",
        ),
        (
            "Improving educational facilities through Building Schools for the Future",
            Way.RIGHT,
            "Improved educational attainment of Children in Care",
        ),
        ("General educational attainment", Way.UP, "Community Safety"),
        ("Better carbon management", Way.RIGHT, "Improved satisfaction with roads"),
    ],
)
def test_an_arrow_leads_to_the_nearest_card_that_way(start: str, way: Way, end: str) -> None:
    layout, rows, _ = laid_out()
    row = rows.row(sample.issue_id(start))
    assert title(rows, neighbour(layout, row, way)) == end


def test_going_down_a_column_visits_all_its_cards_once_and_stops() -> None:
    layout, rows, _ = laid_out(width=700)
    row, seen = (
        rows.row(sample.issue_id("Improving educational facilities through Building Schools for the Future")),
        [],
    )
    while not seen or row != seen[-1]:
        seen.append(row)
        row = neighbour(layout, row, Way.DOWN)
    assert [title(rows, each) for each in seen] == [
        place.card.title for place in rows if place.card.category == "hot_list"
    ]


def test_page_down_goes_about_a_page_down_its_column() -> None:
    layout, rows, _ = laid_out()
    start = rows.row(
        sample.issue_id("Improving educational facilities through Building Schools for the Future")
    )
    end = page_step(layout, start, 400)
    assert 250 < layout.rect(end).y - layout.rect(start).y <= 400
    assert page_step(layout, end, -400) == start
