"""Departmental returns, their workbooks byte for byte, and the return and cell that a reading came from."""

from alembic import op

revision = "0002"
down_revision = "0001"

RETURNS = (
    """
    CREATE TABLE blob (
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        content BLOB,
        CONSTRAINT pk_blob PRIMARY KEY (sha256),
        CONSTRAINT ck_sha256_blob CHECK (length(sha256) = 64),
        CONSTRAINT ck_size_blob CHECK (content IS NULL OR length(content) = size)
    )
     STRICT
    """,
    """
    CREATE TABLE return_request (
        department_id INTEGER NOT NULL,
        quarter INTEGER NOT NULL,
        due TEXT NOT NULL,
        issued TEXT,
        issued_by TEXT NOT NULL,
        forms INTEGER NOT NULL,
        chases TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_return_request_department_id_quarter UNIQUE (department_id, quarter),
        CONSTRAINT ck_forms_return_request CHECK (forms >= 0),
        CONSTRAINT fk_return_request_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE department_return (
        department_id INTEGER NOT NULL,
        quarter INTEGER NOT NULL,
        state TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        form INTEGER NOT NULL,
        received TEXT NOT NULL,
        received_by TEXT NOT NULL,
        figures INTEGER NOT NULL,
        reason TEXT NOT NULL,
        problems TEXT NOT NULL,
        assessment TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_state_department_return CHECK (state IN ('received', 'queried', 'imported')),
        CONSTRAINT ck_file_name_length_department_return CHECK (length(file_name) BETWEEN 1 AND 255),
        CONSTRAINT ck_reason_length_department_return CHECK (length(reason) BETWEEN 0 AND 2000),
        CONSTRAINT fk_department_return_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_department_return_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_department_return_sha256 ON department_return (sha256)
    """,
    """
    CREATE INDEX ix_department_return_department_id_quarter ON department_return (department_id, quarter)
    """,
    """
    CREATE TRIGGER blob_is_kept BEFORE DELETE ON blob
    BEGIN SELECT raise(ABORT, 'originals are kept'); END
    """,
    """
    CREATE TRIGGER blob_is_not_edited BEFORE UPDATE ON blob
    WHEN NOT (new.sha256 = old.sha256 AND (new.size = old.size OR old.content IS NULL)
        AND (new.content IS NULL OR old.content IS NULL))
    BEGIN SELECT raise(ABORT, 'originals are kept'); END
    """,
)

# A table made anew keeps the text of its definition clean; its numbers must go on where they were.
READING = (
    "CREATE TABLE reading_before AS SELECT * FROM reading",
    "CREATE TABLE reading_number AS SELECT seq FROM sqlite_sequence WHERE name = 'reading'",
    "DROP TABLE reading",
    """
    CREATE TABLE reading (
        indicator_id INTEGER NOT NULL,
        locality_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        value REAL,
        numerator REAL,
        denominator REAL,
        status TEXT NOT NULL,
        note TEXT NOT NULL,
        source TEXT NOT NULL,
        recorded TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        illustrative INTEGER NOT NULL,
        return_id INTEGER,
        cell TEXT,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_status_reading CHECK (status IN ('provisional', 'final', 'restated')),
        CONSTRAINT ck_note_length_reading CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT fk_reading_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_reading_locality_id FOREIGN KEY(locality_id) REFERENCES locality (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_reading_return_id FOREIGN KEY(return_id) REFERENCES department_return (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    INSERT INTO reading (indicator_id, locality_id, period, value, numerator, denominator, status, note, source,
        recorded, recorded_by, illustrative, id, version)
    SELECT indicator_id, locality_id, period, value, numerator, denominator, status, note, source,
        recorded, recorded_by, illustrative, id, version FROM reading_before ORDER BY id
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'reading'",
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'reading', seq FROM reading_number",
    "DROP TABLE reading_before",
    "DROP TABLE reading_number",
    """
    CREATE INDEX ix_reading_indicator_id_locality_id_period ON reading (indicator_id, locality_id, period)
    """,
    """
    CREATE INDEX ix_reading_return_id ON reading (return_id) WHERE return_id IS NOT NULL
    """,
)


def upgrade() -> None:
    for statement in RETURNS + READING:
        op.execute(statement)
    op.execute("PRAGMA user_version = 2")
