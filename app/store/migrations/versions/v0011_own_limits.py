"""How many readings set an indicator's own process limits."""

from alembic import op

revision = "0011"
down_revision = "0010"

# Made anew, so that the text of its definition stays clean. No indicator says yet how many.
INDICATOR = """
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
        fix_after INTEGER,
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
        CONSTRAINT ck_fix_after_indicator CHECK (fix_after = 0 OR fix_after BETWEEN 12 AND 400),
        CONSTRAINT uq_indicator_code UNIQUE (code),
        CONSTRAINT fk_indicator_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_post_id FOREIGN KEY(post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_successor_id FOREIGN KEY(successor_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
"""


def upgrade() -> None:
    """The numbers go on where they were."""
    found = op.get_bind().exec_driver_sql("PRAGMA table_info(indicator)").fetchall()
    columns = ", ".join(row[1] for row in found)
    op.execute("CREATE TABLE indicator_before AS SELECT * FROM indicator")
    op.execute("CREATE TABLE indicator_number AS SELECT seq FROM sqlite_sequence WHERE name = 'indicator'")
    op.execute("DROP TABLE indicator")
    op.execute(INDICATOR)
    op.execute(f"INSERT INTO indicator ({columns}) SELECT {columns} FROM indicator_before ORDER BY id")  # noqa: S608 - our own names
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'indicator'")
    op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'indicator', seq FROM indicator_number")
    op.execute("DROP TABLE indicator_before")
    op.execute("DROP TABLE indicator_number")
    op.execute("PRAGMA user_version = 11")
