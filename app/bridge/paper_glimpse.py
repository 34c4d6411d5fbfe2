"""The page in view, set and drawn ahead of its pack: after most changes it is all that anybody looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.bridge.paper_pages import page_image
from app.rules.errors import Cancelled
from app.rules.papers import Pack, PackPaper

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.rules.papers_facts import QuarterFacts


@dataclass(frozen=True, slots=True)
class InView:
    """The sheet most in view, from 0, and how many pixels across it is shown."""

    sheet: int
    width: int


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, and what it was made from."""

    paper: PackPaper
    pack: Pack
    facts: QuarterFacts


def moves_no_page(made: Made, pack: Pack, facts: QuarterFacts) -> bool:
    """Whether every page of the new pack stands where it stood: what changed is printed around them, or in them."""
    old, new = made.pack.options, pack.options
    same = (old.paper, old.landscape, old.larger_print, old.public) == (
        new.paper, new.landscape, new.larger_print, new.public
    )  # fmt: skip
    return same and made.pack.pages == pack.pages and made.facts is facts


def glimpse(
    made: Made, pack: Pack, view: InView, moment: datetime, cancelled: Callable[[], bool]
) -> Callable[[], QImage | None]:
    """The work of a thread beside the window. None: only the whole pack can tell."""

    def work() -> QImage | None:
        from app.reports.sheet import set_sheet

        sheet = set_sheet(made.facts, pack, made.paper, view.sheet, moment, cancelled=cancelled)
        if cancelled():
            raise Cancelled
        return page_image(sheet.pdf, sheet.at, view.width) if sheet else None

    return work
