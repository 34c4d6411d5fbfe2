"""Evidence on its way from the list beside the text into it, and out again to its chart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.rules.assessment_evidence import EvidenceRef, ref_of
from app.views.assessments.evidence_list import EvidenceList
from app.views.assessments.side_panel import SidePanel
from app.views.assessments.writing_area import WritingArea


class Citing(QObject):
    open_requested = Signal(str, object)
    """("indicator", id) …"""
    refused = Signal(str)

    def __init__(self, area: WritingArea, side: SidePanel) -> None:
        super().__init__(area)
        self._area, self._side = area, side
        evidence: EvidenceList = side.evidence
        evidence.wanted.connect(self.cite)
        evidence.opened.connect(self._open)
        evidence.left.connect(self.back_to_text)
        area.editor.chip_opened.connect(self._open)
        area.counted.connect(self.show_cited)

    def ask(self) -> None:
        """By key, from the text."""
        self._side.open("evidence")
        self._side.evidence.ask()

    def back_to_text(self) -> None:
        self._area.focus_text()

    def cite(self, ref: EvidenceRef) -> None:
        if self._area.editor.isReadOnly():
            self.refused.emit("The text cannot be changed now.")
        else:
            self._area.in_place.turn(False)  # one sees where it goes
            self._area.editor.insert_chip(ref)
            self.back_to_text()

    def show_cited(self, _words: int = 0) -> None:
        chips = {name for piece in self._area.editor.pieces.read() for name in piece.chips}
        refs = (ref_of(name) for name in chips)
        self._side.set_cited(frozenset(ref for ref in refs if ref is not None))

    def _open(self, ref: EvidenceRef) -> None:
        self.open_requested.emit({"action": "issue"}.get(ref.noun, ref.noun), ref.id)
