"""RAG rules from a period on, the days until a figure falls due, and the steps of a decision."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = (
    """
    CREATE TABLE rag_rule (
        indicator_id INTEGER NOT NULL,
        since INTEGER NOT NULL,
        name TEXT NOT NULL,
        tolerance REAL NOT NULL,
        rationale TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_rag_rule_indicator_id_since UNIQUE (indicator_id, since),
        CONSTRAINT ck_name_rag_rule CHECK (name IN ('target_and_floor', 'tolerance', 'red_if_not_improving')),
        CONSTRAINT ck_tolerance_rag_rule CHECK (tolerance BETWEEN 0 AND 100),
        CONSTRAINT ck_rationale_length_rag_rule CHECK (length(rationale) BETWEEN 1 AND 50000),
        CONSTRAINT fk_rag_rule_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE decision_step (
        decision_id INTEGER NOT NULL,
        stage TEXT NOT NULL,
        body_id INTEGER,
        decided_on TEXT,
        minute TEXT NOT NULL,
        recorded TEXT,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_stage_decision_step CHECK (stage IN ('proposed', 'interim', 'confirmed', 'refused', 'withdrawn')),
        CONSTRAINT fk_decision_step_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_decision_step_body_id FOREIGN KEY(body_id) REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_decision_step_decision_id ON decision_step (decision_id)
    """,
)

# A table made anew keeps the text of its definition clean; its numbers must go on where they were.
INDICATOR = (
    "CREATE TABLE indicator_before AS SELECT * FROM indicator",
    "CREATE TABLE indicator_number AS SELECT seq FROM sqlite_sequence WHERE name = 'indicator'",
    "DROP TABLE indicator",
    """
    CREATE TABLE indicator (
        code TEXT NOT NULL,
        title TEXT NOT NULL,
        definition TEXT NOT NULL,
        unit TEXT NOT NULL,
        decimals INTEGER NOT NULL,
        polarity TEXT NOT NULL,
        frequency TEXT NOT NULL,
        year_kind TEXT NOT NULL,
        shape TEXT NOT NULL,
        rag_rule TEXT NOT NULL,
        rag_tolerance REAL NOT NULL,
        department_id INTEGER,
        post_id INTEGER,
        national_code TEXT NOT NULL,
        successor_id INTEGER,
        least_count INTEGER NOT NULL,
        source TEXT NOT NULL,
        retired TEXT,
        illustrative INTEGER NOT NULL,
        due_days INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_code_length_indicator CHECK (length(code) BETWEEN 1 AND 20),
        CONSTRAINT ck_title_length_indicator CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_definition_length_indicator CHECK (length(definition) BETWEEN 0 AND 50000),
        CONSTRAINT ck_polarity_indicator CHECK (polarity IN ('higher', 'lower', 'band', 'none')),
        CONSTRAINT ck_frequency_indicator CHECK (frequency IN ('monthly', 'quarterly', 'termly', 'annual', 'two_yearly')),
        CONSTRAINT ck_year_kind_indicator CHECK (year_kind IN ('financial', 'academic', 'calendar')),
        CONSTRAINT ck_shape_indicator CHECK (shape IN ('snapshot', 'cumulative', 'rolling', 'survey', 'ordinal')),
        CONSTRAINT ck_decimals_indicator CHECK (decimals BETWEEN 0 AND 6),
        CONSTRAINT ck_due_days_indicator CHECK (due_days BETWEEN 0 AND 1100),
        CONSTRAINT uq_indicator_code UNIQUE (code),
        CONSTRAINT fk_indicator_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_post_id FOREIGN KEY(post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_successor_id FOREIGN KEY(successor_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    INSERT INTO indicator (code, title, definition, unit, decimals, polarity, frequency, year_kind, shape, rag_rule,
        rag_tolerance, department_id, post_id, national_code, successor_id, least_count, source, retired,
        illustrative, id, version)
    SELECT code, title, definition, unit, decimals, polarity, frequency, year_kind, shape, rag_rule,
        rag_tolerance, department_id, post_id, national_code, successor_id, least_count, source, retired,
        illustrative, id, version
    FROM indicator_before ORDER BY id
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'indicator'",
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'indicator', seq FROM indicator_number",
    "DROP TABLE indicator_before",
    "DROP TABLE indicator_number",
)


def upgrade() -> None:
    for statement in TABLES + INDICATOR:
        op.execute(statement)
    op.execute("PRAGMA user_version = 6")
