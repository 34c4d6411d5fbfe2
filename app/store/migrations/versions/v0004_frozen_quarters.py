"""Frozen quarters with what was reported of them, and named packs of pages."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = (
    """
    CREATE TABLE frozen_quarter (
        quarter INTEGER NOT NULL,
        edition INTEGER NOT NULL,
        frozen_at TEXT NOT NULL,
        frozen_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        pack TEXT NOT NULL,
        open_matters TEXT NOT NULL,
        figures TEXT NOT NULL,
        entries INTEGER NOT NULL,
        head TEXT NOT NULL,
        program TEXT NOT NULL,
        pdf_sha256 TEXT NOT NULL,
        public_sha256 TEXT,
        snapshot_sha256 TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_frozen_quarter_quarter_edition UNIQUE (quarter, edition),
        CONSTRAINT ck_edition_frozen_quarter CHECK (edition >= 1),
        CONSTRAINT ck_reason_length_frozen_quarter CHECK (length(reason) BETWEEN 0 AND 2000),
        CONSTRAINT fk_frozen_quarter_pdf_sha256 FOREIGN KEY(pdf_sha256) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_frozen_quarter_public_sha256 FOREIGN KEY(public_sha256) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_frozen_quarter_snapshot_sha256 FOREIGN KEY(snapshot_sha256) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE pack (
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        pages TEXT NOT NULL,
        options TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_pack_name UNIQUE (name),
        CONSTRAINT ck_name_length_pack CHECK (length(name) BETWEEN 1 AND 80)
    )
     STRICT
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    op.execute("PRAGMA user_version = 4")
