"""The unsaved texts of a sheet: kept while they are written, put back into their fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from app.bridge.sheet_state import SheetState
from app.rules.drafts import DraftKind, DraftPlace, place_of
from app.views.shared.draft_keeper import DraftKeeper
from app.views.shared.field_rows import FieldRows
from app.views.shared.side_section import SideSection
from app.views.shared.text_value import TextValue

if TYPE_CHECKING:
    from app.views.shared.side_sheet import SideSheet

PUT_BACK = "Put back as you left it; it is not saved yet. Leaving the field saves it, Esc takes it away."


class SideDrafts(QObject):
    """What was written and could not be stored waits here until its thing is opened again."""

    def __init__(self, panel: SideSheet, state: SheetState, parts: Sequence[FieldRows], kind: DraftKind) -> None:
        super().__init__(panel)
        self._panel = panel
        self._state = state
        self._parts = tuple(parts)
        self._kind = kind
        self._drafts = state.operations.drafts
        self._waiting = False
        self._at: TextValue | None = None
        self._keeper = DraftKeeper(self._drafts, panel, self._texts, self._place)
        state.stored_behind.connect(self._drafts.settle)

    def expect(self) -> None:
        """Another thing comes into the sheet: what is kept of it goes into its fields once they are filled."""
        self._waiting = True

    def look(self) -> None:
        self._keeper.look()

    @property
    def waiting(self) -> bool:
        return self._waiting

    def put_back(self) -> None:
        """Put what is kept of the open thing into its fields, the first of them brought into view."""
        self._waiting = False
        place = self._place("")
        if place is None or self._state.read_only:
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
        for part in sorted(self._parts, key=_is_unbuilt):
            editor = part.text_for(field)
            if editor is not None and editor.value() != text:
                if isinstance(part, SideSection):
                    part.set_open(True)
                editor.put_back(text)
                part.tell(field, PUT_BACK)
                return editor
        return None

    def _texts(self) -> dict[str, TextValue]:
        found: dict[str, TextValue] = {}
        for part in self._parts:
            if not _is_unbuilt(part):
                found |= part.texts()
        return found

    def _place(self, field: str) -> DraftPlace | None:
        thing_id = self._state.thing_id
        # While a thing is on its way its fields are empty, which does not mean that its texts were taken away.
        return None if thing_id is None or self._waiting else DraftPlace(self._kind, thing_id, field)


def _is_unbuilt(part: FieldRows) -> bool:
    return isinstance(part, SideSection) and part.content is None
