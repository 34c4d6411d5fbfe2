"""What authors write for the parts of a quarter's reports."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE report_text (
            quarter INTEGER NOT NULL,
            kind TEXT NOT NULL,
            part TEXT NOT NULL,
            body TEXT NOT NULL,
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            CONSTRAINT uq_report_text_quarter_kind_part UNIQUE (quarter, kind, part),
            CONSTRAINT ck_kind_length_report_text CHECK (length(kind) BETWEEN 1 AND 80),
            CONSTRAINT ck_part_length_report_text CHECK (length(part) BETWEEN 1 AND 80),
            CONSTRAINT ck_body_length_report_text CHECK (length(body) BETWEEN 0 AND 50000)
        )
         STRICT
        """
    )
    op.execute("PRAGMA user_version = 5")
