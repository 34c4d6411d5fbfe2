"""The top of the issue's sheet: what it is, where it stands, who leads it, how it is doing, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.issue_state import IssueState
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.fields import BY_NAME
from app.rules.indicator import Rag
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.views.issues import arrow_words
from app.views.issues.links_value import LinksValue
from app.views.shared import theme
from app.views.shared.field_row import FieldRow, NameLabel
from app.views.shared.field_rows import FieldRows
from app.views.shared.inplace_style import text_inset
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Chip, QuietButton, RagBadge, Text, rag_words


class Overview(FieldRows):
    """Always open."""

    decide = Signal(object)
    """The issue whose open proposal or interim decision is to be settled."""

    def __init__(self, state: IssueState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.title = FieldRow(BY_NAME["title"], named=False)
        if isinstance(self.title.editor, TextValue):
            self.title.editor.set_type(19, 700, most=14)
            self.title.editor.setPlaceholderText("Title")
        self.rows["title"] = self.title
        self.title.changed.connect(state.edit)
        self.waiting = QWidget()
        self.waiting_words = Text("", "second", wrap=True)
        self.decide_button = QuietButton("Decide…")
        self.decide_button.clicked.connect(self._on_decide)
        self.rag = RagBadge()
        self.rag_words = Text("", "", wrap=True)
        self.illustrative = Text("Figures are illustrative, not the council's own.", "third", wrap=True)
        self.tags = LinksValue("tag", "Tags", "Add a tag")
        self.tags.changed.connect(state.link)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(self.title)
        row = QHBoxLayout(self.waiting)
        row.setContentsMargins(4, theme.px(2), 0, theme.px(4))
        row.addWidget(self.waiting_words, 1)
        row.addWidget(self.decide_button)
        column.addWidget(self.waiting)
        self.add_row(column, "lead_post_id")
        self.add_row(column, "department_id")
        column.addLayout(self._rag_line())
        for name in ("progress", "next_step", "review_date"):
            self.add_row(column, name)
        column.addWidget(self.tags)
        self.illustrative.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.illustrative)

    def field_row(self, name: str, label: str = "") -> FieldRow:
        return FieldRow(BY_NAME[name], label=label)

    def _rag_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        label = NameLabel("RAG")
        label.setContentsMargins(4, 0, 0, 0)
        label.stand_in_column()
        line.addWidget(label)
        line.addSpacing(text_inset())
        line.addWidget(self.rag)
        line.addWidget(self.rag_words, 1)
        return line

    def show_sheet(self, sheet: IssueSheet, lists: Lists) -> None:
        super().show_sheet(sheet, lists)
        self.tags.show_keys(sheet.tags)
        self.tags.set_read_only(self.state.read_only)
        self._show_rag(sheet)
        self._show_waiting(sheet)
        self.illustrative.setVisible(
            sheet.illustrative or any(line.illustrative for line in sheet.indicators)
        )

    def _show_rag(self, sheet: IssueSheet) -> None:
        rag = sheet.extra.get("rag", Rag.NONE)
        rag = rag if isinstance(rag, Rag) else Rag.NONE
        self.rag.set_rag(rag)
        self.rag.setVisible(rag is not Rag.NONE)
        by = str(sheet.extra.get("rag_by") or "")
        if rag is Rag.NONE:
            words = "Not judged: no indicator with a target leads it"
        else:
            words = f"{rag_words(rag)}, by {by}" if by else rag_words(rag)
        self.rag_words.setText(words)

    def _show_waiting(self, sheet: IssueSheet) -> None:
        proposed = sheet.extra.get("pending_stage") is Stage.PROPOSED
        stage = Stage.PROPOSED if proposed else sheet.extra.get("stage")
        target = sheet.extra.get("proposed_to")
        self.waiting.setVisible(stage in (Stage.PROPOSED, Stage.INTERIM))
        self.decide_button.setVisible(not self.state.read_only)
        if stage is Stage.PROPOSED:
            to = arrow_words.CATEGORY_WORDS.get(target, "") if isinstance(target, Category) else ""
            self.waiting_words.setText(
                f"Proposed for {to}; not yet signed off." if to else "Proposed; not signed off."
            )
            self.decide_button.setText("Decide…")
        elif stage is Stage.INTERIM:
            self.waiting_words.setText(
                "Stands here by an interim decision, until CMT or Cabinet signs it off."
            )
            self.decide_button.setText("Sign off…")

    def commit(self) -> None:
        super().commit()
        self.tags.commit()

    def forget(self) -> None:
        super().forget()
        self.tags.forget()

    def on_saved(self, place: str) -> None:
        super().on_saved(place)
        if place == "tag":
            self.tags.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        if place == "tag":
            self.tags.on_refused(error)
            return True
        return super().on_refused(place, error)

    def _on_decide(self) -> None:
        if self.state.issue_id is not None:
            self.decide.emit(self.state.issue_id)


def standing_chips(sheet: IssueSheet) -> list[Chip]:
    """Category, and what is special about it."""
    chips = [Chip.for_category(sheet.category)]
    if sheet.extra.get("stage") is Stage.INTERIM:
        chips.append(Chip("Interim", "amber"))
    if sheet.extra.get("exception"):
        chips.append(Chip("Exception", "amber"))
    return chips
