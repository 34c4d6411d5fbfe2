"""How departments' own workbooks are read, mapped once by hand."""

from alembic import op

revision = "0003"
down_revision = "0002"

MAPPINGS = """
    CREATE TABLE return_mapping (
        department_id INTEGER NOT NULL,
        sheet TEXT NOT NULL,
        headings TEXT NOT NULL,
        names TEXT NOT NULL,
        status TEXT NOT NULL,
        made TEXT NOT NULL,
        made_by TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_status_return_mapping CHECK (status IN ('provisional', 'final', 'restated')),
        CONSTRAINT ck_sheet_length_return_mapping CHECK (length(sheet) BETWEEN 1 AND 255),
        CONSTRAINT fk_return_mapping_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """


def upgrade() -> None:
    op.execute(MAPPINGS)
    op.execute("PRAGMA user_version = 3")
