"""The buttons above a text: its shape, what is put into it, and how long it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from app.views.assessments import text_styles
from app.views.assessments.text_editor import TextEditor
from app.views.assessments.text_styles import KEYS, Style
from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text, plain_tooltip

_LEVELS = (Style.PLAIN, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
_NAMES = ("Text", "Heading", "Heading, smaller", "Heading, smallest")


class EditorBar(QWidget):
    """Attributes: evidence (the button for it), said (words and changes), finding, removed (what was taken out)."""

    table_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, editor: TextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.level = QComboBox()
        self.level.addItems(_NAMES)
        self.level.setAccessibleName("Kind of paragraph")
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.level.setMinimumContentsLength(4)
        self.level.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.level.activated.connect(self._choose_level)
        self.bold = self._button("B", "Bold", Style.BOLD)
        self.italic = self._button("I", "Italic", Style.ITALIC)
        self.bullets = self._button("• List", "List", Style.BULLETS)
        self.numbers = self._button("1. List", "Numbered list", Style.NUMBERS)
        self.table = self._button("Table", "Table")
        self.bold.setStyleSheet("font-weight: 700;")  # and as large as the text is now
        self.italic.setStyleSheet("font-style: italic;")
        self.link = self._button("Link", "Link (Ctrl+Shift+K)")
        self.evidence = self._button("Evidence", "Insert evidence (Ctrl+E)")
        self.finding = IconButton("search", "Find and replace (Ctrl+F, Ctrl+H)")
        self.wide = IconButton("expand", "Only the text (F11)")
        self.removed = self._button("Removed words", "Show removed words struck through in place (F9)")
        self.removed.setCheckable(True)
        self.removed.setProperty("kind", "small")
        self.removed.hide()
        self.said = Text("", "third")
        self._build()
        self.table.clicked.connect(self.table_wanted)
        self.link.clicked.connect(self.link_wanted)
        self.evidence.clicked.connect(editor.evidence_wanted)
        self.finding.clicked.connect(lambda: editor.find_wanted.emit(True))
        self.wide.clicked.connect(editor.wide_wanted)
        editor.cursorPositionChanged.connect(self.show_state)
        editor.currentCharFormatChanged.connect(self.show_state)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()
        self.show_state()

    def _restyle(self) -> None:
        self.level.view().setMinimumWidth(theme.px(150))

    def _button(self, words: str, name: str, style: Style | None = None) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setProperty("kind", "flat")
        made.setProperty("snug", "true")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        made.setAccessibleName(name)
        made.setToolTip(plain_tooltip(f"{name} ({KEYS[style]})" if style else name))
        if style is not None:
            made.setCheckable(True)
            made.clicked.connect(partial(self._style, style))
        return made

    def _build(self) -> None:
        row = FlowBox(theme.px(1))
        for part in (self.level, self.bold, self.italic, self.bullets, self.numbers, self.table, self.link,
                     self.evidence, self.finding, self.wide):  # fmt: skip
            row.add(part)
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(6), theme.px(12), theme.px(6))
        column.addWidget(row)

    def add_said(self) -> None:
        """Where nothing stands between the bar and the text."""
        self._row.add(self.removed)
        self._row.add(self.said, at_end=True)

    def set_writable(self, writable: bool) -> None:
        for part in (self.level, self.bold, self.italic, self.bullets, self.numbers, self.table, self.link,
                     self.evidence):  # fmt: skip
            part.setVisible(writable)

    def show_state(self, *_: object) -> None:
        """What holds where the text cursor is."""
        cursor = self._editor.textCursor()
        form = self._editor.currentCharFormat()
        level = cursor.blockFormat().headingLevel()
        self.level.setCurrentIndex(min(max(level - 1, 0), 3) if level else 0)
        self.bold.setChecked(form.fontWeight() >= QFont.Weight.DemiBold and not level)
        self.italic.setChecked(form.fontItalic())
        listed = text_styles.list_at(cursor)
        counted = listed is not None and listed.format().style() == listed.format().Style.ListDecimal
        self.bullets.setChecked(listed is not None and not counted)
        self.numbers.setChecked(counted)

    def _style(self, style: Style) -> None:
        text_styles.apply(self._editor, style)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_state()

    def _choose_level(self, index: int) -> None:
        self._style(_LEVELS[index])
