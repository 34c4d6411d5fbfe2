"""The packs of papers that a plan begins with, to be changed as the council likes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models.pack import PackRow
from app.rules.papers import standard_packs
from app.rules.saved_pack import options_plain, pages_plain


def add_usual_packs(session: Session) -> None:
    for at, pack in enumerate(standard_packs()):
        session.add(
            PackRow(name=pack.name, position=at, pages=pages_plain(pack), options=options_plain(pack.options))
        )
        session.flush()  # in this order
