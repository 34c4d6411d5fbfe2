"""What the self-assessment page shows: one department's at the quarter in view, and where all of them stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.edit_queue import Edit, EditQueue
from app.rules import clock
from app.rules.assessment import Assessment, AssessmentLine, SectionText
from app.rules.assessment_sheet import AssessmentSheet, HeatMap
from app.rules.assessment_stages import Step
from app.rules.changes import Changes, Outcome
from app.rules.period import Period

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_NOUNS = (
    "assessment", "assessment_text", "assessment_note", "assessment_check_answer", "assessment_work",
    "assessment_section", "assessment_rating", "post_role", "department", "post", "quarter", "setting",
)  # fmt: skip
_CITED = ("reading", "indicator", "target", "issue", "action", "decision", "placement", "document",
          "inspection_result", "recommendation")  # fmt: skip
"""What the evidence says may be another thing then."""


TEXT = "/text"
"""Ends the place of a section's text: "risks/text"."""


class AssessmentState(QObject):
    """`sheet` is what was read last; None before a department was opened. `lines`: every department at the quarter.

    Changes go by `change`; an answer comes as `saved(place)` or `refused(place, error)`. Text goes by
    app.bridge.section_writing.
    """

    loaded = Signal(object)
    """(AssessmentSheet) whenever it was read again."""
    listed = Signal(object)
    """(tuple of AssessmentLine) for the chooser, the rail's badge and the to-do."""
    heat_read = Signal(object)
    """(HeatMap)"""
    compared = Signal(object, object)
    """(Period, dict of SectionText by key): an earlier quarter's texts."""
    pictures_read = Signal(object)
    """(dict of bytes by address)"""
    text_answered = Signal(str, object)
    """(place that ends in TEXT, None or the exception): for whoever writes there."""
    saved = Signal(str)
    refused = Signal(str, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.department_id: int | None = None
        self.sheet: AssessmentSheet | None = None
        self.lines: tuple[AssessmentLine, ...] = ()
        self.shown = True
        """False while the page is hidden: it is read again when it is shown (`show`)."""
        self._stale = False
        self._asked = 0
        self._queue = EditQueue(workspace, _by_id, self)
        self._queue.answered.connect(self._answered)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._changed)
        workspace.quarter_changed.connect(self._quarter_changed)
        workspace.ready.connect(self.reload)
        workspace.settings.changed.connect(self._preference_changed)
        if workspace.is_ready:
            self.reload()

    @property
    def by(self) -> str:
        """The post that acts: what the rules are asked for."""
        return self.workspace.you_are

    @property
    def one(self) -> Assessment | None:
        return self.sheet.one if self.sheet else None

    @property
    def can_edit(self) -> bool:
        sheet = self.sheet
        writable = not self.operations.state.read_only
        return writable and sheet is not None and sheet.one is not None and sheet.possible[Step.EDIT].allowed

    @property
    def unsigned(self) -> int:
        """Departments that still owe theirs at the quarter."""
        return sum(line.unsigned for line in self.lines)

    def text(self, key: str) -> SectionText:
        return self.one.text(key) if self.one else SectionText(key)

    # Reading

    def open(self, department_id: int) -> None:
        if department_id != self.department_id:
            self.department_id, self.sheet = department_id, None
        self.reload()

    def show(self) -> None:
        """The page is in view again."""
        self.shown = True
        if self._stale:
            self.reload()

    def hide(self) -> None:
        self.shown = False

    def reload(self, _any: object = None) -> None:
        if not self.operations.state.is_open:
            return
        self._stale = False
        self._asked += 1
        answer = partial(self._read, self._asked)
        question = partial(_question, self.department_id, self.workspace.quarter, self.by)
        self.operations.ask(question, answer, self.failed.emit)

    def ask_heat_map(self) -> None:
        self.operations.ask(partial(_heat, self.workspace.quarter), self.heat_read.emit, self.failed.emit)

    def ask_earlier(self, quarter: Period) -> None:
        """The texts of an earlier quarter, to compare with; `compared` follows."""
        if self.department_id is not None:
            question = partial(_earlier, self.department_id, quarter)
            self.operations.ask(question, partial(self.compared.emit, quarter), self.failed.emit)

    def find(self, assessment_id: int, then: Callable[[tuple[int, Period]], None]) -> None:
        """Whose it is, and of which quarter."""
        self.operations.ask(partial(_whose, assessment_id), then, self.failed.emit)

    def ask_pictures(self, addresses: tuple[str, ...]) -> None:
        if addresses:
            self.operations.ask(partial(_pictures, addresses), self.pictures_read.emit, self.failed.emit)

    # Changing

    def start(self, department_ids: tuple[int, ...]) -> None:
        """Begin these departments' assessments of the quarter, each from its last."""
        from app.commands.start_assessment import StartAssessments

        self._do("start", StartAssessments(department_ids, self.workspace.quarter, self.by))

    def judge(self, section_key: str, field: str, value: str | None, why: str = "") -> None:
        """`field` as in app.commands.judge_section.FIELDS; `why` where a rating is not last quarter's."""
        from app.commands.judge_section import JudgeSection

        self.change(
            f"{section_key}/{field}",
            lambda one: JudgeSection(
                one.id, section_key, one.text(section_key).version, field, value, why, self.by, self.title(section_key)
            ),
        )

    def confirm(self, section_key: str, marks: tuple[str, ...] | None = None) -> None:
        """Carried text still holds: these paragraphs, or all of the section."""
        from app.commands.write_section import ConfirmCarried

        self.change(
            f"{section_key}/carried",
            lambda one: ConfirmCarried(
                one.id, section_key, one.text(section_key).version or 0, marks, self.by, self.title(section_key)
            ),
        )

    def step(self, step: Step, reason: str = "", minute: str = "", on: Any = None) -> None:
        """Agree, return, sign, receive, close, re-open: what `sheet.possible` allows."""
        from app.commands.move_assessment import MoveAssessment

        def make(one: Assessment) -> MoveAssessment:
            seen = tuple((key, text.version) for key, text in one.texts.items() if text.version is not None)
            signing = seen if step is Step.SIGN else ()
            return MoveAssessment(one.id, one.version, step, reason, self.by, signing, on, minute)

        if self.one is not None:  # as it was seen, and no newer
            self._do(step.value, make(self.one))

    def challenge(self, section_key: str, text: str, parent_id: int | None = None) -> None:
        from app.commands.challenge_assessment import AddChallenge

        self.change("challenge", lambda one: AddChallenge(one.id, section_key, text, parent_id, self.by))

    def close_challenge(self, note_id: int, closed: bool = True) -> None:
        from app.commands.challenge_assessment import CloseChallenge

        def make(one: Assessment) -> CloseChallenge:
            note = next(each for each in one.notes if each.id == note_id)
            return CloseChallenge(note_id, note.version, closed, self.by)

        self.change("challenge", make)

    def answer_check(self, section_key: str, code: str, subject: str, text: str) -> None:
        from app.commands.answer_check import AnswerCheck

        self.change("check", lambda one: AnswerCheck(one.id, section_key, code, subject, text, self.by))

    def make_action(self, section_key: str, line: str, issue_id: int, title: str, owner: int | None = None,
                    due: Any = None) -> None:  # fmt: skip
        from app.commands.assessment_work import MakeAction

        self.change("work", lambda one: MakeAction(one.id, section_key, line, issue_id, title, owner, due, self.by))

    def propose(self, section_key: str, line: str, title: str, reason: str, **more: Any) -> None:
        """A line becomes a Hot List proposal; `more` as in app.commands.assessment_work.ProposeFromLine."""
        from app.commands.assessment_work import ProposeFromLine

        self.change(
            "work", lambda one: ProposeFromLine(one.id, section_key, line, title, reason, by=self.by, **more)
        )

    def change(self, place: str, make: Callable[[Assessment], Any]) -> None:
        """Hand on the command that `make` builds from the one in view, as the change before left it."""
        if self.one is not None:
            self.send(self.one.id, place, make)

    def send(self, assessment_id: int, place: str, make: Callable[[Assessment], Any]) -> None:
        """The same for any assessment: two quick changes never meet as a stale version."""
        self._queue.push(assessment_id, place, make)

    def send_now(self, leave: Callable[[], object]) -> None:
        """The window closes: what `leave` hands on goes at once, as nobody will read an answer."""
        self._queue.held = True
        leave()
        self._queue.send_all(self.one)
        self._queue.held = False

    def _answered(self, edit: Edit, error: Exception | None) -> None:
        if edit.place.endswith(TEXT):
            self.text_answered.emit(edit.place, error)
        elif error is None:
            self.saved.emit(edit.place)
        else:
            self.refused.emit(edit.place, error)

    def title(self, section_key: str) -> str:
        found = (each.title for each in self.one.sections if each.key == section_key) if self.one else iter(())
        return next(found, section_key)

    def _do(self, place: str, command: Any) -> None:
        self.operations.do(command, self, partial(self._stored, place), partial(self.refused.emit, place))

    def _stored(self, place: str, _outcome: Outcome) -> None:
        self.saved.emit(place)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if not changes.touches(*_NOUNS, *(_CITED if self.shown else ())):
            self._stale = self._stale or changes.touches(*_CITED)
            return
        self._soon.start()

    def _quarter_changed(self, _quarter: object) -> None:
        self.sheet = None
        self.reload()

    def _preference_changed(self, name: str) -> None:
        """What may be done depends on the post that acts."""
        if name == "you_are":
            self._stale = True
            if self.shown:
                self._soon.start()

    def _read(self, asked: int, answer: tuple[tuple[AssessmentLine, ...], AssessmentSheet | None]) -> None:
        if asked != self._asked:  # another department or quarter was asked for since
            return
        self.lines, self.sheet = answer
        self.listed.emit(self.lines)
        if self.sheet is not None:
            self.loaded.emit(self.sheet)


def _question(
    department_id: int | None, quarter: Period, post: str, session: Any
) -> tuple[tuple[AssessmentLine, ...], AssessmentSheet | None]:
    from app.store.queries.assessment_sheet import sheet
    from app.store.queries.assessments import listing

    one = None if department_id is None else sheet(session, department_id, quarter, post, clock.today())
    return listing(session, quarter), one


def _by_id(assessment_id: int) -> Callable[[Any], Assessment]:
    def ask(session: Any) -> Assessment:
        from app.store.queries.assessments import assessment_by_id

        return assessment_by_id(session, assessment_id)

    return ask


def _whose(assessment_id: int, session: Any) -> tuple[int, Period]:
    from app.store.queries.assessments import assessment_by_id

    one = assessment_by_id(session, assessment_id)
    return one.department.id, one.quarter


def _heat(quarter: Period, session: Any) -> HeatMap:
    from app.store.queries.assessment_sheet import heat_map

    return heat_map(session, quarter)


def _earlier(department_id: int, quarter: Period, session: Any) -> dict[str, SectionText]:
    from app.store.queries.assessments import texts_of

    return texts_of(session, department_id, quarter)


def _pictures(addresses: tuple[str, ...], session: Any) -> dict[str, bytes]:
    from app.store.queries.assessments import pictures

    return pictures(session, addresses)
