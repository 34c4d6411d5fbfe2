"""The database: SQLAlchemy entities, one noun per file. Importing this room maps them all.

May import sqlalchemy and app.rules. Next: app.store opens the file and turns rows into app.rules nouns.
"""

from app.models import (  # noqa: F401
    action,
    answer,
    assessment,
    comparator,
    decision,
    department_return,
    document,
    frozen_quarter,
    history,
    indicator,
    inspection,
    issue,
    issue_links,
    lists,
    meeting,
    pack,
    partner_target,
    placement,
    plan,
    rag_rule,
    reading,
    refresh_line,
    report_text,
    return_mapping,
    risk,
    saved_view,
    setting,
    strength,
    target,
)
from app.models.base import Base

__all__ = ["Base"]
