"""Self-assessments with what they are made of, what posts may do with them, and room for longer drafts."""

from alembic import op

revision = "0008"
down_revision = "0007"

ASSESSMENTS = (
    """
    CREATE TABLE post_role (
        post_id INTEGER NOT NULL,
        role TEXT NOT NULL,
        department_id INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_post_role_post_id_role_department_id UNIQUE (post_id, role, department_id),
        CONSTRAINT ck_role_post_role CHECK (role IN ('department', 'chief', 'team')),
        CONSTRAINT ck_department_post_role CHECK ((role = 'team') = (department_id IS NULL)),
        CONSTRAINT fk_post_role_post_id FOREIGN KEY(post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_post_role_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE assessment_section (
        year INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        title TEXT NOT NULL,
        hint TEXT NOT NULL,
        prompts TEXT NOT NULL,
        word_limit INTEGER NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_assessment_section_year_key UNIQUE (year, "key"),
        CONSTRAINT ck_key_length_assessment_section CHECK (length(key) BETWEEN 1 AND 60),
        CONSTRAINT ck_title_length_assessment_section CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_hint_length_assessment_section CHECK (length(hint) BETWEEN 0 AND 2000),
        CONSTRAINT ck_word_limit_assessment_section CHECK (word_limit BETWEEN 1 AND 20000)
    )
     STRICT
    """,
    """
    CREATE TABLE assessment_rating (
        year INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        word TEXT NOT NULL,
        descriptor TEXT NOT NULL,
        meaning TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_assessment_rating_year_key UNIQUE (year, "key"),
        CONSTRAINT ck_key_length_assessment_rating CHECK (length(key) BETWEEN 1 AND 60),
        CONSTRAINT ck_word_length_assessment_rating CHECK (length(word) BETWEEN 1 AND 200),
        CONSTRAINT ck_descriptor_length_assessment_rating CHECK (length(descriptor) BETWEEN 0 AND 2000),
        CONSTRAINT ck_meaning_assessment_rating CHECK (meaning IN ('well', 'mixed', 'badly', 'open'))
    )
     STRICT
    """,
    """
    CREATE TABLE assessment (
        department_id INTEGER NOT NULL,
        quarter INTEGER NOT NULL,
        stage TEXT NOT NULL,
        events TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_assessment_department_id_quarter UNIQUE (department_id, quarter),
        CONSTRAINT ck_stage_assessment CHECK (stage IN ('draft', 'agreed', 'signed', 'received', 'challenged', 'closed')),
        CONSTRAINT fk_assessment_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE assessment_text (
        assessment_id INTEGER NOT NULL,
        section_key TEXT NOT NULL,
        html TEXT NOT NULL,
        plain TEXT NOT NULL,
        rating TEXT,
        rating_reason TEXT NOT NULL,
        prospects TEXT,
        risk_level TEXT,
        risk TEXT NOT NULL,
        confidence TEXT,
        carried TEXT NOT NULL,
        carried_from INTEGER,
        evidence TEXT NOT NULL,
        pictures TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_assessment_text_assessment_id_section_key UNIQUE (assessment_id, section_key),
        CONSTRAINT ck_html_length_assessment_text CHECK (length(html) BETWEEN 0 AND 400000),
        CONSTRAINT ck_plain_length_assessment_text CHECK (length(plain) BETWEEN 0 AND 50000),
        CONSTRAINT ck_risk_length_assessment_text CHECK (length(risk) BETWEEN 0 AND 50000),
        CONSTRAINT ck_rating_reason_length_assessment_text CHECK (length(rating_reason) BETWEEN 0 AND 2000),
        CONSTRAINT fk_assessment_text_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE assessment_note (
        assessment_id INTEGER NOT NULL,
        section_key TEXT NOT NULL,
        parent_id INTEGER,
        text TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        closed INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_text_length_assessment_note CHECK (length(text) BETWEEN 1 AND 50000),
        CONSTRAINT fk_assessment_note_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_assessment_note_parent_id FOREIGN KEY(parent_id) REFERENCES assessment_note (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_assessment_note_assessment_id ON assessment_note (assessment_id)
    """,
    """
    CREATE TABLE assessment_check_answer (
        assessment_id INTEGER NOT NULL,
        section_key TEXT NOT NULL,
        code TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_assessment_check_answer_assessment_id_section_key_code_subject UNIQUE (assessment_id, section_key, code, subject),
        CONSTRAINT ck_text_length_assessment_check_answer CHECK (length(text) BETWEEN 1 AND 2000),
        CONSTRAINT fk_assessment_check_answer_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE assessment_work (
        assessment_id INTEGER NOT NULL,
        section_key TEXT NOT NULL,
        line TEXT NOT NULL,
        kind TEXT NOT NULL,
        issue_id INTEGER NOT NULL,
        action_id INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_kind_assessment_work CHECK (kind IN ('action', 'hot_list')),
        CONSTRAINT ck_line_length_assessment_work CHECK (length(line) BETWEEN 1 AND 2000),
        CONSTRAINT fk_assessment_work_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_assessment_work_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_assessment_work_assessment_id ON assessment_work (assessment_id)
    """,
    """
    CREATE INDEX ix_assessment_work_issue_id ON assessment_work (issue_id)
    """,
)

# A table made anew keeps the text of its definition clean; its numbers must go on where they were.
DRAFT = (
    "CREATE TABLE draft_before AS SELECT * FROM draft",
    "CREATE TABLE draft_number AS SELECT seq FROM sqlite_sequence WHERE name = 'draft'",
    "DROP TABLE draft",
    """
    CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        place TEXT NOT NULL,
        body TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT ck_body_length_draft CHECK (length(body) BETWEEN 0 AND 2000000),
        CONSTRAINT uq_draft_place UNIQUE (place)
    )
     STRICT
    """,
    "INSERT INTO draft (id, place, body, at) SELECT id, place, body, at FROM draft_before ORDER BY id",
    "DELETE FROM sqlite_sequence WHERE name = 'draft'",
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'draft', seq FROM draft_number",
    "DROP TABLE draft_before",
    "DROP TABLE draft_number",
)


def upgrade() -> None:
    for statement in ASSESSMENTS + DRAFT:
        op.execute(statement)
    op.execute("PRAGMA user_version = 8")
