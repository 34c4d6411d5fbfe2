"""The full-text index over what the rows say in words, filled from them."""

from alembic import op

revision = "0009"
down_revision = "0008"

TABLE = """
    CREATE VIRTUAL TABLE words USING fts5 (
        title, body, noun UNINDEXED, owner UNINDEXED,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )
    """

_ISSUE = (
    "achieve", "progress", "risk_note", "next_step", "ambition", "action_plan", "resources", "horizon", "laa_overlap",
    "budget_link", "service_plan_link", "equality", "community_safety", "sustainability", "origin_note",
    "evidence_performance", "evidence_comparison", "evidence_public", "evidence_partnership", "evidence_inspection",
)  # fmt: skip
_DECISION = ("reason", "exception_reason", "criteria_reason", "growth_reason", "condition", "minute")
# Number, table, title, body, noun, owner: as they stood when the index came.
SOURCES = (
    (0, "issue", "title", _ISSUE, "issue", "id"),
    (1, "indicator", "title", ("code", "national_code", "definition", "source"), "indicator", "id"),
    (2, "action", "title", ("note",), "issue", "issue_id"),
    (3, "risk", "title", ("mitigation",), "issue", "issue_id"),
    (4, "decision", "", _DECISION, "decision", "id"),
    (5, "reading", "", ("note",), "indicator", "indicator_id"),
    (6, "target", "", ("rationale",), "indicator", "indicator_id"),
    (7, "indicator_event", "title", (), "indicator", "indicator_id"),
    (8, "criterion_answer", "", ("evidence",), "issue", "issue_id"),
    (9, "readiness_answer", "", ("evidence",), "issue", "issue_id"),
    (10, "initiative", "title", ("about",), "initiative", "id"),
    (11, "initiative_status", "", ("note", "risk_note"), "initiative", "initiative_id"),
    (12, "initiative_milestone", "title", (), "initiative", "initiative_id"),
    (13, "inspection_result", "", ("note",), "inspectorate", "inspectorate_id"),
    (14, "recommendation", "title", ("note", "reason"), "recommendation", "id"),
    (15, "document", "title", ("file_name", "place", "note"), "document", "id"),
    (16, "meeting", "title", ("note",), "meeting", "id"),
    (17, "meeting_item", "", ("note",), "meeting", "meeting_id"),
    (18, "follow_up", "", ("note",), "decision", "decision_id"),
    (19, "assessment_text", "", ("plain", "risk", "rating_reason"), "assessment", "assessment_id"),
    (20, "assessment_note", "", ("text",), "assessment", "assessment_id"),
)


def upgrade() -> None:
    op.execute(TABLE)
    for number, table, title, columns, noun, owner in SOURCES:
        body = " || char(10) || ".join(columns) or "''"
        named = title or "''"
        op.execute(
            "INSERT INTO words (rowid, title, body, noun, owner)"  # noqa: S608 - names from the list above
            f" SELECT id * 32 + {number}, {named}, trim({body}, char(10)), '{noun}', {owner} FROM {table}"
            f" WHERE ({named} <> '' OR trim({body}, char(10)) <> '')"
        )
    op.execute("PRAGMA user_version = 9")
