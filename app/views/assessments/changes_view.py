"""What differs from an earlier quarter, in full: judgements first, then every section's words, inserted and removed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from app.bridge.safe_document import SafeDocument
from app.rules.assessment_compare import Comparison, JudgementChange, SectionChange
from app.rules.word_diff import Change, Stretch
from app.views.shared import theme
from app.views.shared.labels import Text

LONGEST_SAME = 90
"""Characters of what stayed that are shown beside a change."""


class ChangesView(QWidget):
    """Read-only; F8 and Shift+F8 go through the changes in the text itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text("", "third", wrap=True)
        self.said.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), 0)
        self.text = QTextEdit()
        self.text.setDocument(SafeDocument(self.text))
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What changed")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.text, 1)
        self._shown: tuple[Comparison, str, str] | None = None
        theme.notifier.changed.connect(self._restyle)
        self.show_none()

    def _restyle(self) -> None:
        if self._shown is not None:
            self.show_comparison(*self._shown)

    def show_none(self) -> None:
        self._shown = None
        self.said.setText("Choose a quarter under Compare to see what changed since.")
        self.text.clear()

    def show_comparison(self, found: Comparison, since: str, section: str) -> None:
        """The section in view first, then the others."""
        self._shown = (found, since, section)
        t = theme.current()
        self.text.setStyleSheet(f"QTextEdit {{ border: none; background: {t.paper.name()}; color: {t.ink.name()}; }}")
        words = f"{found.words:,} word{'' if found.words == 1 else 's'}"
        self.said.setText(f"{len(found.judgements)} judgements and {words} changed since {since}.")
        parts = [_heading("Judgements")] if found.judgements else []
        parts += [f"<p><b>{escape(each.section)}</b><br>{_judged(each)}</p>" for each in found.judgements]
        changed = [each for each in found.sections if each.changed]
        for part in sorted(changed, key=lambda each: each.section_key != section):
            parts.append(_heading(f"{part.section} ({part.words})"))
            parts.append(_words(part))
        self.text.setHtml("".join(parts))


def _heading(words: str) -> str:
    return f"<h4>{escape(words)}</h4>"


def _judged(each: JudgementChange) -> str:
    why = f" Why: {escape(each.why)}" if each.why else ""
    before = f"<s>{escape(each.before or 'none')}</s> " if each.before != each.after else ""
    return f"{each.what}: {before}<u>{escape(each.after or 'none')}</u>.{why}"


def _words(part: SectionChange) -> str:
    out = f"<p>{_run(part.stretches)}</p>"
    return f"{out}<p>Risk: {_run(part.risk)}</p>" if part.risk else out


def _run(stretches: tuple[Stretch, ...]) -> str:
    """Underlined is new, struck through is gone; colour only helps."""
    t = theme.current()
    out = []
    for stretch in stretches:
        text = stretch.text
        if stretch.change is Change.SAME:
            if len(text) > 2 * LONGEST_SAME:
                text = f"{text[:LONGEST_SAME]} … {text[-LONGEST_SAME:]}"
            out.append(_lines(text))
        else:
            gone = stretch.change is Change.REMOVED
            ground, line = (t.red_soft, "line-through") if gone else (t.green_soft, "underline")
            out.append(f'<span style="background-color: {ground.name()}; text-decoration: {line}">{_lines(text)}</span>')
    return "".join(out)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def words_of(part: SectionChange, judged: Sequence[JudgementChange] = ()) -> QTextEdit:
    """One section's changes, as high as a few lines: judgements first."""
    made = QTextEdit()
    made.setDocument(SafeDocument(made))
    made.setReadOnly(True)
    made.setAccessibleName(f"What would change in {part.section}")
    made.setTabChangesFocus(True)
    made.setHtml("".join(f"<p>{_judged(each)}</p>" for each in judged) + (_words(part) if part.changed else ""))
    made.setFixedHeight(theme.px(120))
    return made
