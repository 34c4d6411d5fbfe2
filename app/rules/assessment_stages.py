"""Who may do what with a self-assessment at each stage, and why not. Decided here alone.

In a local store this is a record, not a control: the post is the one chosen in "You are".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.assessment import AssessmentStage
from app.rules.errors import Problem


class Step(StrEnum):
    """What can be done with an assessment. EDIT: write, judge, confirm carried text, answer checks."""

    EDIT = "edit"
    AGREE = "agree"
    RETURN = "return"
    """Back to draft before it is signed."""
    SIGN = "sign"
    RECEIVE = "receive"
    CHALLENGE = "challenge"
    """Add a note; the first one makes it challenged."""
    ANSWER = "answer"
    """Answer a note."""
    CLOSE_NOTE = "close_note"
    CLOSE = "close"
    """At the joint Cabinet and CMT session."""
    REOPEN = "reopen"
    MAKE_WORK = "make_work"
    """Turn a line into an action or a Hot List proposal."""


class Role(StrEnum):
    """A post may have several. DEPARTMENT: writes and agrees in its department; CHIEF: signs; TEAM: the
    Corporate Performance Team."""

    DEPARTMENT = "department"
    CHIEF = "chief"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Acting:
    """The post that acts, in the light of one department. `named`: the roles that the plan has given to any
    post; a role given to nobody is anybody's, so that a plan without posts still works."""

    post: str
    roles: frozenset[Role] = frozenset()
    named: frozenset[Role] = frozenset()

    def may(self, *roles: Role) -> bool:
        return any(role in self.roles or role not in self.named for role in roles)


@dataclass(frozen=True, slots=True)
class Cycle:
    """What the rules ask of an assessment."""

    stage: AssessmentStage
    department: str
    quarter: str
    frozen: bool = False
    """The quarter was frozen for papers."""
    incomplete: int = 0
    unconfirmed: int = 0
    """Sections whose carried text was neither changed nor confirmed."""
    open_notes: int = 0
    personal: tuple[tuple[str, str], ...] = ()
    """(section, what its text seems to hold) of personal data."""


@dataclass(frozen=True, slots=True)
class Possible:
    """`why` says why not; `notes` what to know before (none blocks)."""

    step: Step
    allowed: bool
    why: Problem | None = None
    needs_reason: bool = False
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Possibilities:
    """Every step, by itself. Iterate `steps` for those that are possible now."""

    by_step: Mapping[Step, Possible] = field(default_factory=dict)

    def __getitem__(self, step: Step) -> Possible:
        return self.by_step[step]

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for step, each in self.by_step.items() if each.allowed)


_S = AssessmentStage
_AT: dict[Step, tuple[AssessmentStage, ...]] = {
    Step.EDIT: (_S.DRAFT, _S.AGREED),
    Step.AGREE: (_S.DRAFT,),
    Step.RETURN: (_S.AGREED,),
    Step.SIGN: (_S.AGREED,),
    Step.RECEIVE: (_S.SIGNED,),
    Step.CHALLENGE: (_S.RECEIVED, _S.CHALLENGED),
    Step.ANSWER: (_S.RECEIVED, _S.CHALLENGED),
    Step.CLOSE_NOTE: (_S.RECEIVED, _S.CHALLENGED),
    Step.CLOSE: (_S.RECEIVED, _S.CHALLENGED),
    Step.REOPEN: (_S.SIGNED, _S.RECEIVED, _S.CHALLENGED, _S.CLOSED),
    Step.MAKE_WORK: tuple(_S),
}
_BY: dict[Step, tuple[Role, ...]] = {
    Step.EDIT: (Role.DEPARTMENT, Role.CHIEF),
    Step.AGREE: (Role.DEPARTMENT, Role.CHIEF),
    Step.RETURN: (Role.DEPARTMENT, Role.CHIEF),
    Step.SIGN: (Role.CHIEF,),
    Step.RECEIVE: (Role.TEAM,),
    Step.CHALLENGE: (Role.TEAM,),
    Step.ANSWER: (Role.DEPARTMENT, Role.CHIEF),
    Step.CLOSE_NOTE: (Role.TEAM,),
    Step.CLOSE: (Role.TEAM,),
    Step.REOPEN: (Role.CHIEF, Role.TEAM),
    Step.MAKE_WORK: (Role.DEPARTMENT, Role.CHIEF, Role.TEAM),
}
LEADS_TO: dict[Step, AssessmentStage] = {
    Step.AGREE: _S.AGREED, Step.RETURN: _S.DRAFT, Step.SIGN: _S.SIGNED, Step.RECEIVE: _S.RECEIVED,
    Step.CLOSE: _S.CLOSED, Step.REOPEN: _S.DRAFT,
}  # fmt: skip
"""The steps that are a stage of their own."""


def possible(cycle: Cycle, acting: Acting) -> Possibilities:
    """What this post may do with this assessment now, and why not."""
    return Possibilities({step: _judge(step, cycle, acting) for step in Step})


def start_problem(acting: Acting, department: str, quarter: str, *, frozen: bool) -> Problem | None:
    """Why the post may not begin the department's assessment of the quarter, or None. The team may begin all."""
    cycle = Cycle(_S.DRAFT, department, quarter, frozen)
    if frozen:
        return Problem("assessment_quarter_frozen", _facts(Step.EDIT, cycle))
    if acting.may(*Role):
        return None
    return _by_this_post(Step.EDIT, cycle, acting)


def _judge(step: Step, cycle: Cycle, acting: Acting) -> Possible:
    why = _at_this_stage(step, cycle) or _by_this_post(step, cycle, acting)
    return Possible(step, why is None, why, step is Step.REOPEN, _notes(step, cycle))


def _facts(step: Step, cycle: Cycle) -> dict[str, str]:
    return {"step": step.value, "stage": cycle.stage.value, "department": cycle.department, "quarter": cycle.quarter}


def _at_this_stage(step: Step, cycle: Cycle) -> Problem | None:
    if cycle.frozen and step is not Step.MAKE_WORK:
        return Problem("assessment_quarter_frozen", _facts(step, cycle))
    return None if cycle.stage in _AT[step] else Problem("assessment_stage", _facts(step, cycle))


def _by_this_post(step: Step, cycle: Cycle, acting: Acting) -> Problem | None:
    roles = _BY[step]
    if step is Step.REOPEN and cycle.stage is _S.CLOSED:
        roles = (Role.TEAM,)
    # What the department has agreed is changed by the Chief Officer, or returned to draft first.
    if step is Step.EDIT and cycle.stage is _S.AGREED:
        roles = (Role.CHIEF,)
    if acting.may(*roles):
        return None
    code = "assessment_post" if acting.post else "assessment_no_post"
    return Problem(code, {**_facts(step, cycle), "post": acting.post, "role": roles[0].value})


def _notes(step: Step, cycle: Cycle) -> tuple[Problem, ...]:
    found = []
    if step in (Step.AGREE, Step.SIGN):
        if cycle.incomplete:
            found.append(Problem("assessment_incomplete", {"sections": cycle.incomplete}))
        if cycle.unconfirmed:
            found.append(Problem("assessment_unconfirmed", {"sections": cycle.unconfirmed}))
        found += [Problem("assessment_personal_data", {"section": section, "kind": kind})
                  for section, kind in cycle.personal]  # fmt: skip
    if step is Step.CLOSE and cycle.open_notes:
        found.append(Problem("assessment_open_notes", {"notes": cycle.open_notes}))
    return tuple(found)
