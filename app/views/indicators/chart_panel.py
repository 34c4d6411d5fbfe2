"""The chosen indicator: its name and standing, the chart in its views, and what one can do with the chart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.indicator_state import Picture
from app.rules.figure import Ink
from app.rules.indicator import Direction, Polarity, Rag
from app.rules.series import Series
from app.rules.trend import View
from app.rules.trend_places import scale_words
from app.rules.trend_words import last_year, last_year_words, value_words
from app.views.indicators.chart_grid import ChartGrid
from app.views.indicators.chart_place import ChartPlace
from app.views.indicators.flow import FlowLayout, fixed_height
from app.views.indicators.note_popup import NotePopup
from app.views.indicators.side_by_side import place_tile
from app.views.indicators.view_tabs import ViewTabs
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.chips import Chip, DirectionMark, RagBadge, rag_words
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text
from app.views.shared.words import sentence

_POLARITY = {
    Polarity.HIGHER: "Higher is better", Polarity.LOWER: "Lower is better",
    Polarity.BAND: "Best within its band", Polarity.NONE: "Neither way is better",
}
_TRAVEL_TONES = {Direction.BETTER: "green", Direction.WORSE: "red"}


class ChartPanel(Card):
    view_chosen = Signal(object)
    copy_wanted = Signal()
    words_wanted = Signal()
    export_wanted = Signal(str)
    """"png", "svg", "xlsx" or "numbers"."""
    issue_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all_illustrative = False
        self.place = ChartPlace(self)
        self.place.setMinimumHeight(theme.px(190))
        self.places = ChartGrid("Localities", least=(168, 84))
        self.middle = QStackedWidget()
        self.middle.addWidget(self.place)
        self.middle.addWidget(self.places)
        self.tabs = ViewTabs()
        self.tabs.chosen.connect(self.view_chosen)
        self.code = Chip()
        self.name = Text("", "heading", wrap=True)
        self.badge = RagBadge(size=18)
        self.rag = Text("", "label")
        self.facts = [_Fact(), _Fact(), _Fact()]
        self.due = _Fact()
        self.mark = DirectionMark(size=11)
        self.travel = QLabel()
        self.travel.setTextFormat(Qt.TextFormat.PlainText)
        self.illustrative = Chip("Illustrative figures", "amber")
        self.captions = QWidget()
        self._captions = FlowLayout(self.captions, gap=6)
        fixed_height(self.captions)
        self.reset = QuietButton("Show everything", flat=True)
        self.reset.clicked.connect(self.place.reset_zoom)
        self.reset.hide()
        self.place.zoomed.connect(self.reset.setVisible)
        self.words = QuietButton("In words")
        self.words.clicked.connect(self.words_wanted)
        self.record = QuietButton("Details")
        self.record.setAccessibleName("Definition, targets and history of the indicator")
        self.record.setToolTip("Definition, targets and history")
        self.point_menu = QMenu(self)
        self.note = MenuButton("Add note", menu=self.point_menu)
        self.copy = QuietButton("Copy picture")
        self.copy.clicked.connect(self.copy_wanted)
        self.export = MenuButton("Export", menu=self._export_menu())
        self.issues = MenuButton("Issues")
        self._build()
        theme.notifier.changed.connect(self._restyle)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Picture (PNG)…", self._export_png)
        menu.addAction("Drawing (SVG)…", self._export_svg)
        menu.addAction("Numbers (Excel)…", self._export_workbook)
        menu.addAction("Copy the numbers", self._export_numbers)
        return menu

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        for named in (self.code, self.name, self.illustrative, self.badge, self.rag):
            head.addWidget(named, 1 if named is self.name else 0, Qt.AlignmentFlag.AlignVCenter)
        standing = QWidget()
        row = FlowLayout(standing, gap=12)
        fixed_height(standing)
        travel = QWidget()
        line = QHBoxLayout(travel)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(5))
        line.addWidget(self.mark)
        line.addWidget(self.travel)
        for part in (*self.facts, travel, self.due):
            row.addWidget(part)
        row.add_at_end(self.tabs)
        foot = QWidget()
        below = FlowLayout(foot)
        fixed_height(foot)
        below.addWidget(self.captions)
        below.add_at_end(self.reset)
        buttons = FlowBox(theme.px(8))  # together, or all of them in a row of their own
        for button in (self.record, self.issues, self.words, self.note, self.copy, self.export):
            buttons.add(button, at_end=button is self.record)
        below.add_at_end(buttons)
        column = QVBoxLayout(self)
        edge = theme.px(14)
        column.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(standing)
        column.addWidget(self.middle, 1)
        column.addWidget(foot)

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._keep_whole()
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """As high as the rows around the chart need at this width: what does not fit the window is scrolled."""
        layout = self.layout()
        high = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        if high > 0 and self.minimumHeight() != high:
            self.setMinimumHeight(high)

    def set_series(self, series: Series) -> None:
        indicator = series.indicator
        self.code.set_text(indicator.code)
        self.name.setText(indicator.title)
        latest = series.latest
        rag = series.rags.get(latest.period, Rag.NONE) if latest else Rag.NONE
        self.badge.set_rag(rag)
        self.badge.setVisible(rag is not Rag.NONE)
        data_only = indicator.polarity is Polarity.NONE or not series.targets
        self.rag.setText("Data only" if rag is Rag.NONE and data_only else rag_words(rag))
        for fact, (name, value) in zip(self.facts, _facts(series), strict=True):
            fact.say(name, value)
        direction, _ = last_year(series)
        self.mark.set_direction(direction)
        self.mark.setVisible(direction is not Direction.UNKNOWN)
        self.travel.setText(last_year_words(series, brief=True))
        made_up = indicator.illustrative or any(r.illustrative for r in series.readings)
        self.illustrative.setVisible(made_up and not self.all_illustrative)
        self._tone = _TRAVEL_TONES.get(direction, "")
        self._rag = rag
        self._fill_issues(series)
        self._series = series
        self.tabs.offer(View.COMPARE, "" if series.comparators else "No figures of other areas are stored.")
        self.tabs.set_localities(bool(series.places))
        self._restyle()

    def set_due(self, words: str) -> None:
        """When the next figure is due, or what is missing."""
        self.due.say(words[:1].upper() + words[1:], "")

    def show_picture(self, picture: Picture) -> None:
        with QSignalBlocker(self.tabs):  # what is shown is no choice
            self.tabs.set_view(View.LOCALITIES if picture.places else
                               View.LIMITS if picture.why_not else picture.trend.view)
        self.tabs.offer(View.LIMITS, sentence(picture.why_not) if picture.why_not else "")
        self.place.set_trend(picture.series, picture.trend)
        self.places.set_tiles([place_tile(n, trend) for n, trend in enumerate(picture.places)])
        self.middle.setCurrentWidget(self.places if picture.places else self.place)
        if picture.places:
            self.reset.hide()
        texts = [(caption.text, _tone_of(caption.ink)) for caption in picture.trend.captions]
        if picture.places:
            texts = [(scale_words(picture.places), "")]
        elif picture.why_not:
            texts = [(sentence(picture.why_not), "")]
        elif picture.trend.view is View.COMPARE and not self._series.comparators:
            texts = [("No figures of other areas are stored for this indicator.", "")]
        elif picture.trend.view is View.COMPARE and picture.rank:
            texts = [(picture.rank, "")]
        self._show_captions(texts)
        for button in (self.copy, self.export):
            button.setEnabled(bool(picture.trend.points))

    def show_words(self, sentences: tuple[str, ...]) -> NotePopup:
        popup = NotePopup(sentences, self)
        popup.open_at(self.words)
        return popup

    def _show_captions(self, texts: list[tuple[str, str]]) -> None:
        gone = self._captions.parts()
        self._captions.set_parts(
            [Chip(text, tone) if tone else Text(text, "second", wrap=True) for text, tone in texts]
        )
        for part in gone:
            part.deleteLater()

    def _fill_issues(self, series: Series) -> None:
        menu = QMenu(self.issues)
        old = self.issues.menu()
        for link in series.issues:
            action = menu.addAction(link.title.replace("&", "&&"))
            action.setData(link.issue_id)
        menu.triggered.connect(self._issue_chosen)
        self.issues.setMenu(menu)
        if old is not None:
            old.deleteLater()
        count = len(series.issues)
        self.issues.set_label("Issue" if count == 1 else f"{count} issues")
        self.issues.setVisible(count > 0)

    def _issue_chosen(self, action: object) -> None:
        self.issue_wanted.emit(action.data())  # type: ignore[attr-defined]

    def _restyle(self) -> None:
        self.place.setMinimumHeight(theme.px(190))
        t = theme.current()
        tone = getattr(self, "_tone", "")
        colour = getattr(t, tone) if tone else t.ink2
        self.travel.setStyleSheet(f"color: {colour.name()}; font-weight: 600; font-size: {theme.px(12)}px;")
        self.rag.setStyleSheet(f"color: {theme.rag_colour(getattr(self, '_rag', Rag.NONE)).name()};")

    def _export_png(self) -> None:
        self.export_wanted.emit("png")

    def _export_svg(self) -> None:
        self.export_wanted.emit("svg")

    def _export_workbook(self) -> None:
        self.export_wanted.emit("xlsx")

    def _export_numbers(self) -> None:
        self.export_wanted.emit("numbers")


class _Fact(QWidget):
    """A name and its figure, the figure in bold."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._value = Text("", "second"), Text("", "label")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(5))
        line.addWidget(self._name)
        line.addWidget(self._value)

    def say(self, name: str, value: str) -> None:
        self._name.setText(name)
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self.setVisible(bool(name))

    def text(self) -> str:
        return f"{self._name.text()} {self._value.text()}".strip()


def _facts(series: Series) -> list[tuple[str, str]]:
    """Latest, target or band, and which way is better."""
    latest, polarity = series.latest, (_POLARITY[series.indicator.polarity], "")
    if latest is None:
        return [("No readings yet", ""), ("", ""), polarity]
    target = series.target_for(latest.period)
    aim = ("No target", "")
    if target and target.value is not None:
        aim = ("Target", value_words(series, target.value))
        if series.indicator.polarity is Polarity.BAND and target.floor is not None:
            aim = ("Band", f"{value_words(series, target.floor)} to {value_words(series, target.value)}")
    return [("Latest", value_words(series, latest.value)), aim, polarity]


def _tone_of(ink: Ink) -> str:
    return {Ink.CONCERN: "concern", Ink.IMPROVEMENT: "improvement"}.get(ink, "neutral")
