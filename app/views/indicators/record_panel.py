"""The indicator's sheet: everything known of one indicator, at the right of the page, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.bridge.workspace import Workspace
from app.rules import indicator_fields
from app.rules.indicator_sheet import IndicatorSheet
from app.views.indicators.events_section import EventsSection
from app.views.indicators.linked_section import IssuesSection, RecordHistory
from app.views.indicators.record_section import FieldsSection, RecordSection, field_row
from app.views.indicators.targets_section import TargetsSection
from app.views.shared import complaints, theme
from app.views.shared.chips import Chip
from app.views.shared.field_row import FieldRow
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.tab_order import follow_layout
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import IconButton, Text

_ALWAYS = ("title", "code", "definition", "source")
_TOLD = {
    indicator_fields.COUNTING: ("unit", "frequency", "year_kind"),
    indicator_fields.JUDGING: ("polarity", "rag_rule"),
    indicator_fields.WHO: ("department_id", "post_id"),
    indicator_fields.PLACE: ("national_code", "successor_id"),
}


class RecordPanel(QFrame):
    """`open_indicator` shows one; Esc or the cross closes it. Notes and breaks are asked for by signal."""

    closed = Signal()
    issue_wanted = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = IndicatorSheetState(workspace, self)
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        InplaceStyle(self)
        self.area = QScrollArea()
        self.rows: dict[str, FieldRow] = {name: field_row(name, self.state) for name in _ALWAYS}
        self.targets = TargetsSection(self.state)
        self.events = EventsSection(self.state)
        self.issues = IssuesSection(self.state)
        self.sections: tuple[RecordSection, ...] = (
            self.targets, self.events,
            *(FieldsSection(group, told, self.state) for group, told in _TOLD.items()),
            self.issues, RecordHistory(self.state, self.area),
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self.targets.set_open(True)

    @property
    def indicator_id(self) -> int | None:
        return self.state.indicator_id

    def open_indicator(self, indicator_id: int) -> None:
        if indicator_id != self.state.indicator_id:
            self._leave()
            self.area.verticalScrollBar().setValue(0)
        self.state.open(indicator_id)
        self.setVisible(True)

    def close_indicator(self) -> None:
        """Store what is still being written, and go."""
        self._leave()
        self.state.close()
        self.setVisible(False)
        self.closed.emit()

    def abandon(self) -> None:
        """Another plan is open: what is shown is not of it."""
        self._forget()
        self.state.close()
        self.close_indicator()

    def section(self, title: str) -> RecordSection:
        return next(each for each in self.sections if each.title == title)

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        if self.state.sheet is None or self.state.read_only:
            return
        for row in self.rows.values():
            row.commit()
        for section in self.sections:
            if section.content is not None:
                section.commit()

    def commit_now(self) -> None:
        """The same when the window closes and nothing can be waited for."""
        self.state.hold()
        self.commit()
        self.state.send_all()

    def _leave(self) -> None:
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the field in use is left as always
        self.commit()
        self._forget()

    def _forget(self) -> None:
        """Nothing typed from here on, or kept in a field, may reach the next indicator."""
        for row in self.rows.values():
            row.forget()
            row.set_read_only(True)
        for section in self.sections:
            if section.content is not None:
                section.forget()
                section.set_read_only(True)

    def _lay_out_top(self) -> QHBoxLayout:
        self.kind = Chip("Indicator")
        self.retired = Chip("Retired", "amber")
        self.illustrative = Chip("Illustrative figures", "amber")
        self.close_button = IconButton("close", "Close the sheet (Esc)")
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(6))
        top.setSpacing(theme.px(8))
        for chip in (self.kind, self.retired, self.illustrative):
            top.addWidget(chip)
        top.addStretch(1)
        top.addWidget(self.close_button)
        return top

    def _lay_out(self) -> None:
        top = self._lay_out_top()
        self.band = Text("", "second", wrap=True)
        self.error = Text("", "error", wrap=True)
        for words in (self.band, self.error):
            words.setContentsMargins(theme.px(18), theme.px(2), theme.px(18), theme.px(4))
            words.hide()
        self.rows["title"].label.hide()
        title = self.rows["title"].editor
        if isinstance(title, TextValue):
            title.set_type(19, 700, most=14)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.px(12), 0, theme.px(10), theme.px(16))
        column.setSpacing(theme.px(2))
        fields = QVBoxLayout()
        fields.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(10))
        fields.setSpacing(theme.px(4))
        for row in self.rows.values():
            fields.addWidget(row)
        column.addLayout(fields)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        for part in (self.band, self.error):
            outer.addWidget(part)
        outer.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.state.loaded.connect(self._on_loaded)
        self.state.saved.connect(self._on_saved)
        self.state.refused.connect(self._on_refused)
        self.state.gone.connect(self.close_indicator)
        self.state.workspace.lists_changed.connect(self._on_lists)
        self.close_button.clicked.connect(self.close_indicator)
        self.issues.opened.connect(self.issue_wanted)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._order_tabs)
        self._soon.start()
        for section in self.sections:
            section.rebuilt.connect(self._soon.start)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_loaded(self, sheet: IndicatorSheet) -> None:
        lists, read_only = self.state.lists, self.state.read_only
        self.setAccessibleName(f"Sheet of the indicator: {sheet.name}")
        indicator = sheet.series.indicator
        self.retired.setVisible(indicator.retired is not None)
        self.illustrative.setVisible(indicator.illustrative)
        past = self.state.workspace.quarter_is_past()
        quarter = self.state.workspace.quarter.label
        self.band.setText(
            f"The quarter in view, {quarter}, is past. The indicator as it reads now; nothing can be changed here."
            if past else "The plan is open read-only; nothing can be changed here."
        )  # fmt: skip
        self.band.setVisible(read_only)
        for row in self.rows.values():
            row.show_sheet(sheet, lists)
            row.set_read_only(read_only)
        for section in self.sections:
            section.show_sheet(sheet, lists)

    def _on_lists(self, _lists: object) -> None:
        if self.state.sheet is not None:
            self._on_loaded(self.state.sheet)

    def _on_saved(self, place: str) -> None:
        self.error.hide()
        if place in self.rows:
            self.rows[place].on_saved()
        for section in self.sections:
            if section.content is not None:
                section.on_saved(place)

    def _on_refused(self, place: str, error: Exception) -> None:
        if place in self.rows:
            self.rows[place].on_refused(error)
            return
        if any(section.content is not None and section.on_refused(place, error) for section in self.sections):
            return
        self.error.setText(complaints.of_error(error))
        self.error.show()

    def _order_tabs(self) -> None:
        follow_layout(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What Tab reaches is brought into view."""
        content = self.area.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme.px(24))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.commit_now()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_indicator()
            event.accept()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window's end: nothing written is lost."""
        self.commit()
        super().hideEvent(event)
