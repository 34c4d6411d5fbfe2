"""The guide and the plan's glossary in a window of their own, so that one can read and do at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.bridge.help_text import Topic, topics
from app.bridge.safe_document import SafeDocument
from app.rules.lists import Term
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text

GLOSSARY = "glossary"
WIDTH, HEIGHT, LIST_WIDTH = 860, 640, 280


class HelpWindow(QWidget):
    """`show_topic` turns to one. Words typed above leave the topics that hold them, and mark them."""

    keys_wanted = Signal()
    tour_wanted = Signal()
    glossary_wanted = Signal()
    """It is shown: ask the plan for its glossary and hand it to `set_glossary`."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Dialog)
        self.setWindowTitle("Help - Driving Success")
        self.setObjectName("help_window")
        self._topics = topics()
        self._terms: Sequence[Term] = ()
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in the help")
        self.words.setAccessibleName("Find in the help")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName("Topics")
        self.list.setProperty("role", "topics")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._turn)
        self.title = Text("", "title", wrap=True)
        self.reading = QTextEdit()
        self.reading.setReadOnly(True)
        self.reading.setFrameShape(QFrame.Shape.NoFrame)
        self.reading.setProperty("role", "reading")
        self.reading.setDocument(SafeDocument(self.reading))
        self.reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.nothing = Text("", "soft", wrap=True)
        self._build()
        self._fill()
        theme.notifier.changed.connect(self._show_current)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.words)
        left.addWidget(self.nothing)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.title)
        right.addWidget(self.reading, 1)
        both = QHBoxLayout()
        both.setSpacing(theme.px(20))
        side = QWidget()
        side.setFixedWidth(theme.px(LIST_WIDTH))
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        both.addWidget(side)
        both.addLayout(right, 1)
        self.keys_button = QuietButton("Keyboard", flat=True)
        self.keys_button.clicked.connect(self.keys_wanted)
        self.tour_button = QuietButton("Take the tour", flat=True)
        self.tour_button.clicked.connect(self.tour_wanted)
        close = PrimaryButton("Close")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.keys_button)
        foot.addWidget(self.tour_button)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[theme.px(16)] * 4)
        whole.setSpacing(theme.px(12))
        whole.addLayout(both, 1)
        whole.addLayout(foot)
        self.setMinimumSize(theme.px(560), theme.px(360))
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))
        self.nothing.hide()

    # What others ask

    def show_topic(self, key: str) -> None:
        """Turn to a topic, or to the first where there is none of that name; the window comes to the front."""
        self.words.clear()
        self._choose(key)
        if not self.isVisible():
            self._stand_beside()
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.glossary_wanted.emit()

    def set_glossary(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        if self.shown_key() == GLOSSARY:
            self._show_current()

    def shown_key(self) -> str:
        return str(self.list.currentIndex().data(Qt.ItemDataRole.UserRole) or "")

    # The list

    def _wanted_words(self) -> list[str]:
        return self.words.text().split()

    def _fill(self) -> None:
        shown, words = self.shown_key(), self._wanted_words()
        found = [topic for topic in self._topics if topic.holds(words)]
        terms = self._found_terms()
        self.list.blockSignals(True)
        self.list.clear()
        for topic in found:
            self._add(topic.key, topic.title)
        if terms or not words:
            self._add(GLOSSARY, "Glossary")
        self.list.blockSignals(False)
        self.nothing.setText("" if self.list.count() else f"Nothing in the help holds “{self.words.text()[:60]}”.")
        self.nothing.setVisible(not self.list.count())
        self._choose(shown)
        self._show_current()

    def _add(self, key: str, title: str) -> None:
        item = QListWidgetItem(title, self.list)
        item.setData(Qt.ItemDataRole.UserRole, key)

    def _choose(self, key: str) -> None:
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key]
        self.list.setCurrentRow(rows[0] if rows else 0)

    def _search(self) -> None:
        self._fill()

    def _turn(self) -> None:
        self._show_current()

    # The text

    def _show_current(self) -> None:
        key = self.shown_key()
        topic = next((each for each in self._topics if each.key == key), None)
        document = self.reading.document()
        if key == GLOSSARY:
            self.title.setText("Glossary")
            document.setHtml(self._glossary_html())
        else:
            self._show_topic(topic, document)
        _spread(document)
        self._mark()
        self.reading.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_topic(self, topic: Topic | None, document: QTextDocument) -> None:
        self.title.setText(topic.title if topic is not None else "")
        document.setMarkdown(topic.text if topic is not None else "", QTextDocument.MarkdownFeature.MarkdownNoHTML)

    def _found_terms(self) -> list[Term]:
        words = [word.casefold() for word in self._wanted_words()]
        return [
            term for term in self._terms
            if all(word in f"{term.name} {term.stands_for} {term.meaning}".casefold() for word in words)
        ]  # fmt: skip

    def _glossary_html(self) -> str:
        if not self._terms:
            return "<p>The words of the open plan are listed here. No plan is open, or its glossary is empty.</p>"
        lines = []
        for term in self._found_terms() or self._terms:
            unsure = "" if term.verified else " <i>(not expanded in the council's report)</i>"
            stands = f": {escape(term.stands_for)}" if term.stands_for else ""
            lines.append(f"<p><b>{escape(term.name)}</b>{stands}{unsure}<br>{escape(term.meaning)}</p>")
        return "".join(lines)

    def _mark(self) -> None:
        """Every place of the words looked for."""
        marks = []
        for word in self._wanted_words():
            at = self.reading.document().find(word)
            while not at.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = at
                mark.format.setBackground(theme.current().accent_soft)
                mark.format.setFontUnderline(True)
                marks.append(mark)
                at = self.reading.document().find(word, at)
        self.reading.setExtraSelections(marks)

    # The window

    def _stand_beside(self) -> None:
        """At the right of the program's window, or inside its right edge where the screen ends."""
        owner = self.parentWidget()
        if owner is None:
            return
        frame, screen = owner.window().frameGeometry(), owner.screen().availableGeometry()
        left = min(frame.right() + 8, screen.right() - self.width())
        self.move(max(screen.left(), left), max(screen.top(), frame.top() + theme.px(60)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Back to where one was."""
        super().closeEvent(event)
        owner = self.parentWidget()
        if owner is not None and owner.isVisible():
            owner.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumSize(theme.px(560), theme.px(360))


def _spread(document: QTextDocument) -> None:
    """Room between paragraphs and lines, as on the pages."""
    document.setDocumentMargin(0)
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        form.setLineHeight(125.0, 1)  # proportional
        form.setBottomMargin(theme.px(3 if form.objectIndex() >= 0 else 8))
        QTextCursor(block).setBlockFormat(form)
        block = block.next()


def topic_at(widget: QWidget | None, otherwise: str) -> str:
    """The topic of what a widget belongs to: the nearest around it that names one."""
    while widget is not None:
        named = getattr(widget, "help_topic", "")
        if named:
            return str(named)
        widget = widget.parentWidget()
    return otherwise
