"""Where personal data stands and what keeps it, in words. No Qt in here."""

from __future__ import annotations

from app.rules.erasing import Found, Holders, Place
from app.rules.list_entries import BY_NOUN

_TABLES = {
    "issue": "Issue", "issue_tag": "Tag of an issue", "action": "Action", "risk": "Risk", "decision": "Decision",
    "criterion_answer": "Guiding criterion", "readiness_answer": "Readiness", "indicator": "Indicator",
    "indicator_event": "Event on a chart", "reading": "Figure", "target": "Target", "rag_rule": "RAG rule",
    "comparator_value": "Comparator", "initiative": "Initiative", "initiative_status": "Report of an initiative",
    "initiative_milestone": "Milestone", "inspectorate": "Inspectorate", "inspection_result": "Inspection result",
    "recommendation": "Recommendation", "document": "Document", "meeting": "Meeting", "meeting_item": "Meeting",
    "follow_up": "Condition", "assessment": "Self-assessment", "assessment_text": "Self-assessment",
    "assessment_note": "Challenge", "department_return": "Return", "return_request": "Return",
    "return_mapping": "Mapping of a return", "frozen_quarter": "Reported quarter", "report_text": "Text of a report",
    "saved_view": "Saved filter", "pack": "Pack of papers", "setting": "Setting", "plan": "Plan", "draft": "Draft",
}  # fmt: skip
_COLUMNS = {
    "title": "title", "name": "name", "note": "note", "plain": "text", "html": "text", "body": "text", "text": "text",
    "around": "words", "snapshot": "the plan as it was reported", "original": "the file itself, byte for byte",
}  # fmt: skip
_ENTRY = {
    "payload": "History: an earlier state", "label": "History: what was done", "reason": "History: a reason",
    "account": "History: the account", "post": "History: the post",
}  # fmt: skip


def place_words(place: Place) -> str:
    if place.table == "history":
        return _ENTRY[place.column]
    if place.table == "draft":
        return "Draft that was not saved"
    kind = BY_NOUN.get(place.table)
    table = _TABLES.get(place.table) or (kind.one.capitalize() if kind else place.table.replace("_", " ").capitalize())
    return f"{table}: {_COLUMNS.get(place.column) or place.column.removesuffix('_id').replace('_', ' ')}"


def summary_words(found: Found) -> str:
    """How many places there are, and what becomes of them."""
    if not found.erasable and not found.originals:
        return "The plan does not hold that text. Look for another spelling of it."
    parts = [
        _many(len(found.rows), "text", "texts"), _many(len(found.history), "earlier state", "earlier states"),
        _many(len(found.worded), "reason or name in the history", "reasons or names in the history"),
        _many(len(found.drafts), "draft", "drafts"), _many(len(found.frozen), "reported quarter", "reported quarters"),
    ]  # fmt: skip
    told = [part for part in parts if part]
    return f"It stands in {_list(told)}." if told else "It stands in no text of the plan, only in files kept whole."


def left_words(found: Found, holders: Holders) -> str:
    """What still holds it afterwards, so that nobody promises more than was done."""
    said = []
    if found.history:
        said.append("Changes whose earlier state is erased can no longer be undone, and have no words in the history.")
    kept = ["papers that were printed, those of reported quarters among them (they cannot be looked through)"]
    if found.originals:
        count = len(found.originals)
        kept.insert(0, f"{count} {'file' if count == 1 else 'files'} kept byte for byte, listed above: remove a document, "
                       "or ask the sender for a return without it")  # fmt: skip
    if holders.second:
        kept.append(f"backups in the second place ({holders.second}), which the program never deletes")
    kept.append("copies and exports made elsewhere, and what a disk keeps of deleted files")
    said.append(f"Not erased: {'; '.join(kept)}.")
    if holders.files:
        told = [_many(len(holders.backups), "backup", "backups"),
                _many(len(holders.logs), "log of changes", "logs of changes"),
                _many(len(holders.aside), "plan put aside by a restore", "plans put aside by a restore")]  # fmt: skip
        said.append(f"Beside the plan there may be more of it, in {_list([each for each in told if each])} of before.")
    return " ".join(said)


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""


def _list(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
