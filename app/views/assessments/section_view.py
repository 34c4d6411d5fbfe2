"""One section in view: its head and its text, joined with what is stored; what is written here is never lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.assessment_state import AssessmentState
from app.bridge.section_writing import SectionWriting
from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_evidence import EvidenceItem
from app.rules.assessment_sections import Section
from app.rules.assessment_sheet import AssessmentSheet
from app.rules.assessment_stages import Step
from app.rules.drafts import Draft
from app.rules.errors import Problem, Stale
from app.rules.rich_text import pictures_in, to_html
from app.rules.rich_text_reading import read_html
from app.views.assessments.section_head import SectionHead
from app.views.assessments.writing_area import WritingArea
from app.views.shared.words import sentence
from app.views.shared.words_assessments import UNCHANGED


class SectionView(QObject):
    """Attributes: writing (on the way to the store), key (of the section in view)."""

    said = Signal(object)
    """(Problem or exception) in the way of the text; None once it is out of it."""

    def __init__(self, state: AssessmentState, head: SectionHead, area: WritingArea) -> None:
        super().__init__(area)
        self._state, self._head, self._area = state, head, area
        self.writing = SectionWriting(state, area.outgoing, self)
        self.key = ""
        self._at: tuple[int, str] = (0, "")
        self._base = ""
        """What is stored, as it was when it was last shown here."""
        self._theirs: SectionText | None = None
        area.editor.touched.connect(self._typed)
        self.writing.refused.connect(self._refused)
        self.writing.stored.connect(self._stored)
        state.pictures_read.connect(self._take_pictures)
        head.judgement.judged.connect(self._judge)
        head.confirm_wanted.connect(self._confirm)
        head.mine_wanted.connect(self._mine)
        head.theirs_wanted.connect(self._take_theirs)

    @property
    def section(self) -> Section | None:
        one = self._state.one
        return next((each for each in one.sections if each.key == self.key), None) if one else None

    def show(self, sheet: AssessmentSheet, key: str) -> None:
        """Read again, or another section: what is being written here stays unless it was left."""
        one = sheet.one
        section = next((each for each in one.sections if each.key == key), None) if one is not None else None
        if one is None or section is None:
            self.leave()
            self.key, self._at, self._base = "", (0, ""), ""
            self._area.show_text("", {}, writable=False)
            return
        fresh = self._at != (one.id, key)
        if fresh:
            self.leave()
        self.key = key
        text = one.text(key)
        writable = self._state.can_edit
        self._area.set_writable(writable)
        self._area.editor.set_evidence(_evidence(sheet))
        self._show_text(one, text, fresh)
        self._head.show_section(one, section, text, writable=writable, fresh=fresh)
        edit = sheet.possible[Step.EDIT]
        why = sentence(edit.why) if edit.why is not None else ""
        self._head.show_locked(why.replace(f" {UNCHANGED}", ""))  # nobody tried to write yet
        since = text.carried_from.label if text.carried_from else ""
        self._area.set_carried(frozenset(text.carried), since)
        self._area.set_limit(section.word_limit)

    def _show_text(self, one: Assessment, text: SectionText, fresh: bool) -> None:
        if fresh:
            self._at = (one.id, self.key)
            self._theirs = None
            self._head.conflict.hide()
            kept = self.writing.open(one.id, self.key, text)
            self._take(text)
            if kept != text.html:
                self._area.editor.put_back(kept)
                self.said.emit(Problem("section_put_back", {}))
        elif text.html != self._base and not self.writing.is_dirty:
            if to_html(read_html(self._area.editor.html())) == text.html:
                self._base = text.html  # what was stored is what stands here: the place of the cursor stays
                self._area.pictures_stored(set(self._area.editor.safe.pictures))
            else:
                self._take(text)

    def _take(self, text: SectionText) -> None:
        self._base = text.html
        if "<img" in text.html:
            self._state.ask_pictures(pictures_in(read_html(text.html)))
        self._area.show_text(text.html, {}, writable=self._state.can_edit)

    def _take_pictures(self, pictures: dict[str, bytes]) -> None:
        self._area.pictures_stored(set(pictures))
        self._area.editor.show_pictures(pictures)

    # On its way to the store

    def _typed(self) -> None:
        if not self._area.editor.isReadOnly():
            self.writing.typed()

    def leave(self) -> None:
        """The section, the page or the plan is left: what is here is stored."""
        if self._at[0]:
            self._head.judgement.commit()
            self.writing.leave()

    def put_back(self, draft: Draft) -> None:
        """A text of an earlier session, once its assessment was read: it stands in its section again."""
        if draft.place is not None and self._state.one is not None and self._state.sheet is not None:
            self.writing.put_back(draft, self._state.one.text(draft.place.field))
            self._at = (0, "")
            self.show(self._state.sheet, draft.place.field)

    def _judge(self, field: str, value: object, why: str) -> None:
        if self._state.can_edit:
            self._state.judge(self.key, field, str(value) if value is not None else None, why)

    def _confirm(self) -> None:
        self.writing.store()
        self._state.confirm(self.key)

    def _stored(self, key: str) -> None:
        if key == self.key:
            self._theirs = None
            self._head.conflict.hide()
            self.said.emit(None)

    # Somebody else was there

    def _refused(self, key: str, error: Exception) -> None:
        if not isinstance(error, Stale) or key != self.key:
            self.said.emit(error)
            return
        self._theirs = self._state.text(key)
        band = self._head.conflict
        band.say("This section was changed elsewhere while you were writing. Yours stands here and is not stored; "
                 "what differs from theirs is marked.")  # fmt: skip
        band.show()
        self._area.compare_with(self._theirs.html, "theirs")

    def _mine(self) -> None:
        """Mine takes the place of theirs, which the history keeps."""
        self._area.compare_with(None)
        self.writing.store_over(self.key)

    def _take_theirs(self) -> None:
        self._area.compare_with(None)
        self.writing.discard(self.key)
        self._head.conflict.hide()
        self._theirs = None
        self._take(self._state.text(self.key))


def _evidence(sheet: AssessmentSheet) -> dict[str, EvidenceItem]:
    """What chips say, by address: as it stood where it is signed, else as it is."""
    one = sheet.one
    signed = one is not None and one.stage.signed
    found = {} if signed else {each.ref.href: each for each in sheet.drawer}
    return found | {ref.href: item for ref, item in (one.cited if one is not None else {}).items()}
