"""Up to sixty small charts of what the filters leave: a department's, an issue's, those that get worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.bridge.indicator_filter import Heading, Row
from app.bridge.side_by_side_state import Charted, SideBySideState
from app.rules.indicator import Rag
from app.rules.series import Series
from app.rules.trend import Trend, View
from app.rules.trend_words import value_words
from app.views.indicators.chart_grid import ChartGrid
from app.views.indicators.chart_tile import Tile
from app.views.indicators.flow import FlowLayout, fixed_height
from app.views.indicators.view_tabs import ViewTabs
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text
from app.views.shared.words import sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace


SCALE_WORDS = "The same years across; percentages from one lowest to one highest value, and so rates of one kind"


class SideBySide(QWidget):
    """`opened` tells the indicator whose big chart is wanted."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = SideBySideState(workspace, self)
        self.count = Text("", "second", wrap=False)
        self.tabs = ViewTabs(name="View of the small charts")
        self.tabs.chosen.connect(self.state.set_view)
        self.scale = QuietButton("One scale")
        self.scale.setCheckable(True)
        self.scale.setAccessibleDescription(SCALE_WORDS)
        self.scale.setToolTip(SCALE_WORDS)
        self.scale.toggled.connect(self.state.set_one_scale)
        self.grid = ChartGrid("Small charts")
        self.grid.opened.connect(self.opened)
        self.nothing = Text("", "soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QWidget()
        row = FlowLayout(head)
        fixed_height(head)
        row.addWidget(self.count)
        row.add_at_end(self.scale)
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(head)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.nothing)
        column.addWidget(below, 1)
        self.state.drawn.connect(self._drawn)

    def show_rows(self, rows: Sequence[Row], nothing: str) -> None:
        """Charts of these; `nothing` says why there are none."""
        self.nothing.setText(nothing)
        self._stack.setCurrentWidget(self.nothing if nothing else self.grid)
        if nothing:
            self.count.setText("")
        self.state.show(() if nothing else rows)

    def view_state(self) -> dict[str, object]:
        return {"view": self.state.view.value, "one_scale": self.state.one_scale}

    def restore_view_state(self, state: dict[str, object]) -> None:
        if state.get("view") in (View.TARGET, View.LIMITS, View.COMPARE):
            self.tabs.set_view(View(str(state["view"])))
        self.scale.setChecked(state.get("one_scale") is True)

    def _drawn(self, charts: tuple[Heading | Charted, ...], left_out: int) -> None:
        parts = [each.title if isinstance(each, Heading) else tile_of(each) for each in charts]
        count = sum(isinstance(part, Tile) for part in parts)
        if left_out:
            words = f"The first {count} of {count + left_out:,}. Filter to see the others."
        else:
            words = "1 chart" if count == 1 else f"{count} charts" if count else ""
        self.count.setText(words)
        self.grid.set_tiles(parts)


def tile_of(charted: Charted) -> Tile:
    line, trend = charted.line, charted.trend
    why = sentence(charted.why_not) if charted.why_not else ""
    return Tile(
        key=line.id, code=line.code, title=line.title, value=line.latest.replace("-", "−"), trend=trend,
        rag=line.rag if line.latest else Rag.NONE, note="no limits" if why else "", why=why,
    )  # fmt: skip


def place_tile(key: int, trend: Trend) -> Tile:
    """A locality's chart: its name, and its newest value."""
    newest = trend.points[-1].value if trend.points else None
    return Tile(key, trend.indicator.code, "", value_words(Series(trend.indicator), newest), trend)
