"""How a text is laid out, and the keys and buttons that shape it: headings, bold, italic, lists and tables."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from app.views.shared import theme

GAP = 8
"""Design pixels below a paragraph."""
LINE = 125
"""Per cent of a line's own height."""
DEEPEST_LIST = 4
_SIZES = {2: 18.0, 3: 16.0, 4: 14.0}


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    PLAIN = "plain"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"


KEYS = {
    Style.BOLD: "Ctrl+B", Style.ITALIC: "Ctrl+I", Style.BULLETS: "Ctrl+Shift+8", Style.NUMBERS: "Ctrl+Shift+7",
    Style.PLAIN: "Ctrl+Alt+0", Style.HEADING_2: "Ctrl+Alt+1", Style.HEADING_3: "Ctrl+Alt+2",
    Style.HEADING_4: "Ctrl+Alt+3",
}  # fmt: skip
_SHIFTED = {Style.BULLETS: Qt.Key.Key_Asterisk, Style.NUMBERS: Qt.Key.Key_Ampersand}
"""What a British keyboard makes of Shift with the digit."""
_LEVELS = {Style.PLAIN: 0, Style.HEADING_2: 2, Style.HEADING_3: 3, Style.HEADING_4: 4}


_COMBINATIONS = {
    (combination.keyboardModifiers(), key): style
    for style, keys in KEYS.items()
    for combination in [QKeySequence(keys)[0]]  # type: ignore[index]
    for key in (combination.key(), _SHIFTED.get(style, combination.key()))
}


def key_of(event: QKeyEvent) -> Style | None:
    return _COMBINATIONS.get((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())))


def prepare(document: QTextDocument) -> None:
    """Before a text is loaded: the distances of its paragraphs."""
    gap = theme.px(GAP)
    document.setDocumentMargin(theme.px(2))
    document.setDefaultStyleSheet(
        f"p, li {{ margin: 0 0 {gap}px 0; line-height: {LINE}% }} h2, h3, h4 {{ margin: {gap}px 0 {gap // 2}px 0 }}"
    )


def styled(text: str) -> str:
    """A piece to insert, with the same distances."""
    gap = theme.px(GAP)
    return f"<style>p, li {{ margin: 0 0 {gap}px 0; line-height: {LINE}% }}</style>{text}"


def finish(document: QTextDocument, *, all_again: bool = False) -> None:
    """What HTML cannot say: headings' type, tables' lines; `all_again` after the size of text has changed."""
    block = document.begin()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            _set_heading(cursor, block, level)
        elif all_again or not block.blockFormat().bottomMargin():
            _set_gap(cursor, block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            set_table(form)
            frame.setFormat(form)
    cursor.endEditBlock()


def _set_gap(cursor: QTextCursor, block: QTextBlock) -> None:
    cursor.setPosition(block.position())
    form = QTextBlockFormat()
    form.setBottomMargin(0 if cursor.currentTable() else theme.px(GAP))
    form.setTopMargin(0)
    form.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(form)


def _set_heading(cursor: QTextCursor, block: QTextBlock, level: int) -> None:
    cursor.setPosition(block.position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(heading_form(level))
    cursor.mergeBlockCharFormat(heading_form(level))
    form = QTextBlockFormat()
    form.setTopMargin(theme.px(GAP))
    form.setBottomMargin(theme.px(GAP / 2))
    cursor.mergeBlockFormat(form)


def heading_form(level: int) -> QTextCharFormat:
    form = QTextCharFormat()
    if level:
        form.setFont(theme.font(_SIZES.get(min(max(level, 2), 4), 14.0), 700))
    else:
        form.setFont(theme.font(14))
    return form


def body_form() -> QTextCharFormat:
    return QTextCharFormat()


def set_table(form: QTextTableFormat) -> None:
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(theme.current().edge))
    form.setCellPadding(theme.px(5))
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setTopMargin(theme.px(GAP / 2))
    form.setBottomMargin(theme.px(GAP))


# What a key or button does


def apply(editor: QTextEdit, style: Style) -> None:
    cursor = editor.textCursor()
    if style is Style.BOLD:
        form = QTextCharFormat()
        heavy = cursor.charFormat().fontWeight() >= QFont.Weight.DemiBold
        form.setFontWeight(QFont.Weight.Normal if heavy else QFont.Weight.Bold)
        editor.mergeCurrentCharFormat(form)
    elif style is Style.ITALIC:
        form = QTextCharFormat()
        form.setFontItalic(not cursor.charFormat().fontItalic())
        editor.mergeCurrentCharFormat(form)
    elif style in (Style.BULLETS, Style.NUMBERS):
        _toggle_list(cursor, style)
    else:
        _set_level(cursor, _LEVELS[style])
        if not cursor.hasSelection():
            editor.setCurrentCharFormat(heading_form(_LEVELS[style]) if _LEVELS[style] else QTextCharFormat())


def _toggle_list(cursor: QTextCursor, style: Style) -> None:
    wanted = (
        QTextListFormat.Style.ListDisc if style is Style.BULLETS else QTextListFormat.Style.ListDecimal
    )
    now = list_at(cursor)
    cursor.beginEditBlock()
    if now is not None and now.format().style() == wanted:
        for block in _blocks(cursor):
            listed = block.textList()
            if listed is not None:
                listed.remove(block)
                plain = QTextCursor(block)
                form = plain.blockFormat()
                form.setIndent(0)
                form.setObjectIndex(-1)
                plain.setBlockFormat(form)
    else:
        _set_level(cursor, 0)
        shape = QTextListFormat()
        shape.setStyle(wanted)
        shape.setIndent(now.format().indent() if now is not None else 1)
        cursor.createList(shape)
    cursor.endEditBlock()


def list_at(cursor: QTextCursor) -> QTextList | None:
    return cursor.block().textList()


def _set_level(cursor: QTextCursor, level: int) -> None:
    cursor.beginEditBlock()
    for block in _blocks(cursor):
        if level == 0 and not block.blockFormat().headingLevel():
            continue
        at = QTextCursor(block)
        at.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        listed = block.textList()
        if listed is not None:
            listed.remove(block)
        form = QTextBlockFormat()
        form.setHeadingLevel(level)
        form.setIndent(0)
        form.setTopMargin(theme.px(GAP) if level else 0)
        form.setBottomMargin(theme.px(GAP / 2 if level else GAP))
        at.mergeBlockFormat(form)
        at.mergeCharFormat(heading_form(level))
        at.mergeBlockCharFormat(heading_form(level))
    cursor.endEditBlock()


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    block = cursor.document().findBlock(cursor.selectionStart())
    last = cursor.document().findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.next().isValid():
        block = block.next()
        found.append(block)
    return found


def handled(editor: QTextEdit, event: QKeyEvent) -> bool:
    """Enter and Backspace where they mean more than a character: at a heading's end, in an empty item."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return False
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
        return _enter(editor, cursor)
    if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart() and list_at(cursor) is not None:
        _leave_list(cursor)
        return True
    return False


def _enter(editor: QTextEdit, cursor: QTextCursor) -> bool:
    if list_at(cursor) is not None and not cursor.block().text():
        _leave_list(cursor)
        return True
    if cursor.blockFormat().headingLevel() and cursor.atBlockEnd():
        form = QTextBlockFormat()
        form.setBottomMargin(theme.px(GAP))
        form.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.insertBlock(form, QTextCharFormat())
        editor.setTextCursor(cursor)
        return True
    return False


def _leave_list(cursor: QTextCursor) -> None:
    listed = list_at(cursor)
    if listed is not None:
        _toggle_list(cursor, Style.NUMBERS if listed.format().style() == QTextListFormat.Style.ListDecimal
                     else Style.BULLETS)  # fmt: skip


def step(editor: QTextEdit, *, back: bool) -> bool:
    """Tab: the next cell of a table (a new row after the last), a level of a list. False: it is for others."""
    cursor = editor.textCursor()
    table: QTextTable | None = cursor.currentTable()
    if table is not None:
        return _next_cell(editor, table, back=back)
    listed = list_at(cursor)
    if listed is None or not cursor.atBlockStart():
        return False
    indent = listed.format().indent() + (-1 if back else 1)
    if not 1 <= indent <= DEEPEST_LIST:
        return back is False
    form = listed.format()
    form.setIndent(indent)
    cursor.createList(form)
    return True


def _next_cell(editor: QTextEdit, table: QTextTable, *, back: bool) -> bool:
    cell = table.cellAt(editor.textCursor())
    number = cell.row() * table.columns() + cell.column() + (-1 if back else 1)
    if number < 0:
        return False
    if number >= table.rows() * table.columns():
        table.appendRows(1)
    editor.setTextCursor(table.cellAt(number // table.columns(), number % table.columns()).firstCursorPosition())
    return True
