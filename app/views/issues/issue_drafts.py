"""The unsaved texts of the issue's sheet: kept while they are written, put back into their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from app.rules.drafts import DraftKind, DraftPlace, place_of
from app.views.issues.draft_keeper import DraftKeeper
from app.views.issues.section import Section
from app.views.shared.text_value import TextValue

if TYPE_CHECKING:
    from app.views.issues.issue_panel import IssuePanel

PUT_BACK = "Put back as you left it; it is not saved yet. Leaving the field saves it, Esc takes it away."


class IssueDrafts(QObject):
    """What was written and could not be stored waits here until its issue is opened again."""

    def __init__(self, panel: IssuePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._drafts = panel.state.operations.drafts
        self._waiting = False
        self._at: TextValue | None = None
        self._keeper = DraftKeeper(self._drafts, panel, self._texts, self._place)
        panel.state.stored_behind.connect(self._drafts.settle)

    def expect(self) -> None:
        """Another issue comes into the sheet: what is kept of it goes into its fields once they are filled."""
        self._waiting = True

    def look(self) -> None:
        self._keeper.look()

    @property
    def waiting(self) -> bool:
        return self._waiting

    def put_back(self) -> None:
        """Put what is kept of the open issue into its fields, the first of them brought into view."""
        self._waiting = False
        place = self._place("")
        if place is None or self._panel.state.read_only:
            return
        at: TextValue | None = None
        for key, text in self._drafts.held(place.home).items():
            kept = place_of(key)
            put = self._put(kept.field, text) if kept is not None else None
            at = at or put
        self._at = at
        if at is not None:
            QTimer.singleShot(0, self, self._show_it)

    def _show_it(self) -> None:
        """After the sections that were opened for it have their places."""
        if self._at is not None:
            self._at.setFocus(Qt.FocusReason.OtherFocusReason)
            self._panel.area.ensureWidgetVisible(self._at)

    def _put(self, field: str, text: str) -> TextValue | None:
        panel = self._panel
        editor = panel.overview.texts().get(field)
        if editor is not None:
            if editor.value() == text:
                return None
            editor.put_back(text)
            panel.overview.tell(field, PUT_BACK)
            return editor
        for section in sorted(panel.sections, key=_is_unbuilt):
            editor = section.text_for(field)
            if editor is not None and editor.value() != text:
                section.set_open(True)
                editor.put_back(text)
                section.tell(field, PUT_BACK)
                return editor
        return None

    def _texts(self) -> dict[str, TextValue]:
        found = self._panel.overview.texts()
        for section in self._panel.sections:
            if section.content is not None:
                found |= section.texts()
        return found

    def _place(self, field: str) -> DraftPlace | None:
        issue_id = self._panel.state.issue_id
        # While an issue is on its way its fields are empty, which does not mean that its texts were taken away.
        return None if issue_id is None or self._waiting else DraftPlace(DraftKind.ISSUE, issue_id, field)


def _is_unbuilt(section: Section) -> bool:
    return section.content is None
