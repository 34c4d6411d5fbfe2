"""Text being written in a section: kept as a draft within two seconds, one change once it is left or after a rest.

The editor calls `open` when it shows a section, `typed` at every change of its text, `leave` when the section or the
window is left. Nothing here reads the text more often than that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.assessment_state import TEXT
from app.rules.assessment import Assessment, SectionText
from app.rules.drafts import Draft, DraftKind, DraftPlace
from app.rules.errors import Refused, Stale

if TYPE_CHECKING:
    from app.bridge.assessment_state import AssessmentState
    from app.commands.write_section import WriteSection
    from app.rules.assessment_sheet import AssessmentSheet
    from app.store.store import Store

QUIET_MS = 30_000
FIRST_MS, EVERY_MS = 250, 1_500
"""From the first letter after a rest, and then while it goes on: what a slow disk or a busy machine adds must still
leave no more than two seconds to lose."""


@dataclass(slots=True)
class _Unsaved:
    """A text that is no change yet. `version` is that of the text it was written over."""

    html: str
    version: int | None
    title: str
    base: str | None = None
    """What was stored when it was written over; None: it was stored from here, in a form not read back yet."""


class SectionWriting(QObject):
    """`html` gives the text as it stands in the editor now. One for an editor."""

    kept = Signal(str)
    """(section key): handed to the drafts."""
    stored = Signal(str)
    """(section key): it is a change now, or there was nothing to change."""
    refused = Signal(str, object)
    """(section key, exception). The text stays a draft; `unsaved` gives it back. Stale: somebody wrote there since;
    `store_over` puts it in their text's place, `discard` gives it up."""

    def __init__(self, state: AssessmentState, html: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent or state)
        self._state = state
        self._drafts = state.operations.drafts
        self._html = html
        self._assessment_id: int | None = None
        self._key = ""
        self._version: int | None = None
        self._base: str | None = ""
        self._typed = False
        """Since it was last handed to the store."""
        self._fresh = False
        """Since it was last handed to the drafts."""
        self._warm = False
        self._unsaved: dict[str, _Unsaved] = {}
        self._waits: set[str] = set()
        """Sections whose change is on its way."""
        self._sent: dict[str, tuple[int, str, _Unsaved]] = {}
        self._again: set[str] = set()
        """Those that were written on meanwhile: their next change follows."""
        self._soon = QTimer(self)
        self._soon.timeout.connect(self.keep)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.store)
        state.loaded.connect(self._loaded)
        state.text_answered.connect(self._answered)

    @property
    def section_key(self) -> str:
        return self._key

    @property
    def is_dirty(self) -> bool:
        """Something was typed that is no change yet."""
        return self._typed or self._key in self._unsaved

    def open(self, assessment_id: int, section_key: str, text: SectionText) -> str:
        """The editor shows this section from now on; the text to show: an unsaved one, or what is stored."""
        self.leave()
        if not self._warm:
            self._warm = True
            self._state.operations.run(_warm_up, None, _ignore)
        if assessment_id != self._assessment_id:
            self._assessment_id, self._unsaved = assessment_id, {}
        self._key, self._version, self._base = section_key, text.version, text.html
        waiting = self._unsaved.get(section_key)
        if waiting is not None and section_key not in self._waits:
            self._version = waiting.version
            return waiting.html
        return text.html

    def typed(self) -> None:
        """The text changed. Cheap: two timers are set, nothing is read."""
        self._typed = self._fresh = True
        if not self._soon.isActive():
            self._soon.start(FIRST_MS)
        self._quiet.start()

    def keep(self) -> None:
        """Hand the text as it stands to the drafts."""
        if not self._fresh or self._assessment_id is None:
            self._soon.stop()
            return
        self._fresh = False
        self._soon.start(EVERY_MS)
        self._take()
        self._hold()
        self.kept.emit(self._key)

    def leave(self) -> None:
        """The section, the page or the window is left: what was typed becomes a change."""
        self.store()

    def store(self) -> None:
        """Make it a change now."""
        self._soon.stop()
        self._quiet.stop()
        if not self._typed or self._assessment_id is None:
            return
        self._take()
        self._hold()
        self._typed = self._fresh = False
        self._send(self._key)

    def store_over(self, section_key: str) -> None:
        """After a Stale: put the unsaved text in the place of what is stored there now."""
        waiting = self._unsaved.get(section_key)
        if waiting is not None:
            theirs = self._state.text(section_key)
            waiting.version, waiting.base = theirs.version, theirs.html
            if section_key == self._key:
                self._version = waiting.version
            self._send(section_key)

    def discard(self, section_key: str) -> None:
        """Give the unsaved text up."""
        self._unsaved.pop(section_key, None)
        if section_key == self._key:
            self._typed = self._fresh = False
            text = self._state.text(section_key)
            self._version, self._base = text.version, text.html
        self._hold()

    def unsaved(self, section_key: str) -> str | None:
        """The text that could not be stored."""
        waiting = self._unsaved.get(section_key)
        return waiting.html if waiting else None

    def put_back(self, draft: Draft, text: SectionText) -> None:
        """A text of an earlier session is to stand in its section again (open the section afterwards)."""
        place = draft.place
        if place is None or place.kind is not DraftKind.ASSESSMENT:
            return
        if place.thing_id != self._assessment_id:
            self._assessment_id, self._unsaved = place.thing_id, {}
        self._drafts.put_back(draft)
        self._unsaved[place.field] = _Unsaved(draft.body, text.version, self._state.title(place.field), text.html)
        if place.field == self._key:
            self._version, self._typed = text.version, False

    def _take(self) -> None:
        self._unsaved[self._key] = _Unsaved(self._html(), self._version, self._state.title(self._key), self._base)

    def _hold(self) -> None:
        if self._assessment_id is not None:
            texts = {self._place(key).key: each.html for key, each in self._unsaved.items()}
            self._drafts.hold(self._place("").home, texts)

    def _place(self, key: str) -> DraftPlace:
        return DraftPlace(DraftKind.ASSESSMENT, self._assessment_id or 0, key)

    def _send(self, key: str) -> None:
        from app.commands.write_section import WriteSection

        if key in self._waits:  # the version it will have is not known yet
            self._again.add(key)
            return
        waiting, assessment_id, by = self._unsaved[key], self._assessment_id or 0, self._state.by
        html, base = waiting.html, waiting.base

        def make(one: Assessment) -> WriteSection:
            text = one.text(key)
            # A rating given meanwhile raises the version too; it is a text of somebody else's that must not be lost.
            if base is not None and text.html == base:
                waiting.version = text.version
            return WriteSection(assessment_id, key, waiting.version, html, by, waiting.title)

        self._waits.add(key)
        self._sent[key + TEXT] = (assessment_id, html, waiting)
        self._state.send(assessment_id, key + TEXT, make)

    def _answered(self, place: str, error: Exception | None) -> None:
        sent = self._sent.pop(place, None)
        if sent is None:  # of another editor
            return
        (assessment_id, html, waiting), key = sent, place.removesuffix(TEXT)
        if error is None:
            self._done(assessment_id, key, html, waiting)
        else:
            self._failed(assessment_id, key, html, waiting, error)

    def _done(
        self, assessment_id: int, key: str, html: str, sent: _Unsaved, *, changed: bool = True
    ) -> None:
        self._waits.discard(key)
        if assessment_id != self._assessment_id:
            self._drafts.settle()
            return
        waiting = self._unsaved.get(key)
        if changed:
            sent.version, sent.base = (sent.version or 0) + 1, None
            if key == self._key:
                self._version, self._base = sent.version, None
        if waiting is not None and waiting.html == html:
            del self._unsaved[key]
            self._hold()
        elif waiting is not None and changed:
            waiting.version, waiting.base = sent.version, None
        self.stored.emit(key)
        if key in self._again:
            self._again.discard(key)
            if key in self._unsaved:
                self._send(key)

    def _failed(self, assessment_id: int, key: str, html: str, sent: _Unsaved, error: Exception) -> None:
        self._waits.discard(key)
        nothing = isinstance(error, Refused) and not isinstance(error, Stale) and any(
            problem.code == "nothing_changed" for problem in error.problems
        )  # fmt: skip
        if nothing:
            self._done(assessment_id, key, html, sent, changed=False)
        else:
            self._again.discard(key)
            self.refused.emit(key, error)

    def _loaded(self, sheet: AssessmentSheet) -> None:
        """A rating given beside the text raises the version too; a text that others wrote does not count as seen."""
        one = sheet.one
        if one is None or one.id != self._assessment_id or self._key in self._waits:
            return
        text = one.text(self._key)
        if text.html == self._base or (not self.is_dirty):
            self._version, self._base = text.version, text.html
            waiting = self._unsaved.get(self._key)
            if waiting is not None:
                waiting.version = text.version
        elif text.version == self._version:  # our own change, as it was stored
            self._base = text.html


def _warm_up(store: Store) -> None:
    """The first text kept must not wait until every entity is mapped."""
    from app.store import drafts

    drafts.save(store, {})


def _ignore(_error: Exception) -> None:
    """Nothing of the user's hangs on it."""
