"""What may not be done with a self-assessment, and why: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template
from app.views.shared.words_store import counted, size

UNCHANGED = "Nothing was stored."

_DOING = {
    "edit": "write in it", "agree": "agree it", "return": "return it to draft", "sign": "sign it",
    "receive": "receive it", "challenge": "challenge it", "answer": "answer a challenge",
    "close_note": "close a challenge", "close": "close it", "reopen": "re-open it", "make_work": "turn a line into work",
}  # fmt: skip
_STANDS = {
    "draft": "is still a draft", "agreed": "is agreed in the department", "signed": "is signed",
    "received": "was received by the Corporate Performance Team", "challenged": "is challenged",
    "closed": "was closed at the joint session",
}  # fmt: skip
_ROLE = {
    "department": "a post of the department, or its Chief Officer", "chief": "the Chief Officer",
    "team": "the Corporate Performance Team",
}  # fmt: skip
_NEXT = {
    "edit": "Ask the Chief Officer or the Corporate Performance Team to re-open it, with a reason.",
    "sign": "It is signed once it is agreed in the department.",
    "agree": "It is agreed while it is a draft.",
    "receive": "It is received once the Chief Officer has signed it.",
    "challenge": "It is challenged once the team has received it.",
    "answer": "Challenges are answered until it is closed.",
    "close": "It is closed once the team has received it.",
    "reopen": "Only what was signed needs to be re-opened.",
}  # fmt: skip


def whose(facts: Facts) -> str:
    """ "Children's Services, 2009/10 Q4". """
    return ", ".join(str(facts[key]) for key in ("department", "quarter") if facts.get(key)) or "This self-assessment"


def doing(facts: Facts) -> str:
    return _DOING.get(str(facts.get("step")), "do this")


def _stage(facts: Facts) -> Said:
    return Said(f"The self-assessment {_STANDS.get(str(facts.get('stage')), 'is at another stage')}, so one cannot "
                f"{doing(facts)} now.", f"{whose(facts)}. {UNCHANGED}", _NEXT.get(str(facts.get("step")), ""))


def _post(facts: Facts) -> Said:
    role = _ROLE.get(str(facts.get("role")), "another post")
    return Said(f"{facts.get('post') or 'This post'} cannot {doing(facts)}: that is for {role}.",
                f"{whose(facts)}. {UNCHANGED}", "Choose the post you act as in “You are”, at the foot of the window.")


def _no_post(facts: Facts) -> Said:
    role = _ROLE.get(str(facts.get("role")), "a named post")
    return Said(f"To {doing(facts)} is for {role}, and no post is chosen.", f"{whose(facts)}. {UNCHANGED}",
                "Choose the post you act as in “You are”, at the foot of the window.")


def _frozen(facts: Facts) -> Said:
    return Said(f"{facts.get('quarter', 'The quarter')} was frozen for its papers.",
                f"Its self-assessments stay as they were printed. {UNCHANGED}",
                "Write what has changed since in the next quarter's.")


def _exists(facts: Facts) -> Said:
    return Said(f"{whose(facts)}: the self-assessment was begun already.", UNCHANGED, "Open it instead.")


def _rating_reason(facts: Facts) -> Said:
    return Said(f"The rating changes from “{facts.get('from', 'last quarter’s')}” to “{facts.get('to', 'another')}”.",
                UNCHANGED, "Say in one line why.")


def _choice(facts: Facts) -> Said:
    return Said(f"“{facts.get('value', '')}” is not on the scale.", UNCHANGED, "Choose one of those shown.")


def _picture(facts: Facts) -> Said:
    return Said(f"A picture in the text is too large: {size(facts.get('size', 0))}.",
                f"At most {size(facts.get('limit', 0))} are kept for each. {UNCHANGED}",
                "Paste a smaller one, or keep the file as a document and cite it.")


def _undo_signed(facts: Facts) -> Said:
    return Said("The self-assessment was signed since, and what was signed stands still.",
                f"{whose(facts)}. {UNCHANGED}", "Re-open it with a reason, and change it there.")


def _undo_cited(facts: Facts) -> Said:
    return Said("A signed self-assessment cites this decision.", f"{whose(facts)}. {UNCHANGED}",
                "Record a new decision that reverses it.")


def _incomplete(facts: Facts) -> Said:
    return Said(f"{counted(facts.get('sections', 0), 'section is', 'sections are')} not complete.")


def _unconfirmed(facts: Facts) -> Said:
    return Said(f"{counted(facts.get('sections', 0), 'section holds', 'sections hold')} text of last quarter that nobody "
                "has confirmed.")  # fmt: skip


def _open_notes(facts: Facts) -> Said:
    return Said(f"{counted(facts.get('notes', 0), 'challenge is', 'challenges are')} still open.")


def _in(facts: Facts) -> str:
    return f"Section “{facts['section']}”." if facts.get("section") else ""


def _rating_contradicts(facts: Facts) -> Said:
    return Said(f"Rated “{facts.get('rating', '')}”, but {facts.get('label', 'a figure it cites')} is "
                f"{facts.get('judged') or 'otherwise'}.", _in(facts), "Look at the rating again, or say why it holds.")


def _claim_not_shown(facts: Facts) -> Said:
    return Said(f"The text says “{facts.get('phrase', '')}”; {facts.get('label', 'the figure')} is "
                f"{facts.get('shown', 'otherwise')}.", _in(facts), "Change the words, or say what they rest on.")


def _no_weakness(facts: Facts) -> Said:
    return Said("No weakness or risk is named.", _in(facts), "Name at least one: what could be better, or go wrong?")


def _risk_silent(facts: Facts) -> Said:
    return Said(f"Last quarter’s risk is not mentioned any more: “{facts.get('risk', '')}”.", _in(facts),
                "Say whether it is over.")


def _old_evidence(facts: Facts) -> Said:
    on = facts.get("on")
    of = f" of {on:%d/%m/%Y}" if on else ""
    return Said(f"{facts.get('label', 'A piece of evidence')}{of} is more than {facts.get('months', 12)} months old.",
                _in(facts), "Cite something newer, or say why it still holds.")


def _unchanged(facts: Facts) -> Said:
    return Said(f"The text has read the same for {counted(facts.get('quarters', 0), 'quarter')}.", _in(facts),
                "Say what has changed, or that nothing has.")


def _not_word(facts: Facts) -> Said:
    return Said(f"{facts.get('file', 'The file')} is no Word file.", UNCHANGED,
                "Save it in Word as a document (.docx), then take it in again.")


def _word_other(facts: Facts) -> Said:
    return Said(f"{facts.get('file', 'The Word file')} is another self-assessment.",
                f"It says it is of {facts.get('quarter', 'another quarter')}; open here is "
                f"{facts.get('department', 'another department')}, {facts.get('wanted', '')}. {UNCHANGED}",
                "Open the self-assessment it belongs to, and take it in there.")


def _word_no_section(facts: Facts) -> Said:
    return Said(f"{facts.get('file', 'The Word file')} has no section of this self-assessment.", UNCHANGED,
                "Keep the headings of the file that was sent out, in the style Heading 1.")


def _word_too_long(facts: Facts) -> Said:
    return Said(f"“{facts.get('section', 'A section')}” is too long: {facts.get('length', 0):,} characters.",
                f"At most {facts.get('limit', 50_000):,} are kept. {UNCHANGED}",
                "Shorten it there, or keep it as a document.")


def _personal(facts: Facts) -> Said:
    return Said(f"{facts.get('section', 'A section')} seems to hold {facts.get('kind', 'personal data')}.", "",
                "Take it out, unless it must stand there.")  # fmt: skip


WORDS: dict[str, Template] = {
    "assessment_stage": _stage, "assessment_post": _post, "assessment_no_post": _no_post,
    "assessment_quarter_frozen": _frozen, "assessment_exists": _exists, "rating_reason_missing": _rating_reason,
    "choice_unknown": _choice, "picture_too_large": _picture, "undo_signed": _undo_signed, "undo_cited": _undo_cited,
    "assessment_incomplete": _incomplete, "assessment_unconfirmed": _unconfirmed,
    "assessment_personal_data": _personal, "assessment_open_notes": _open_notes,
    "file_not_word": _not_word, "word_other_assessment": _word_other, "word_no_section": _word_no_section,
    "word_text_too_long": _word_too_long,
    # Checks: the code of app.rules.assessment_checks.CheckCode with "check_" before it.
    "check_rating_contradicts": _rating_contradicts, "check_claim_not_shown": _claim_not_shown,
    "check_no_weakness": _no_weakness, "check_risk_silent": _risk_silent, "check_old_evidence": _old_evidence,
    "check_unchanged": _unchanged,
}  # fmt: skip
