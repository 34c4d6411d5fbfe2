"""The move sheet's texts, by the names under which they are kept until they become a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.rules.readiness import Condition
from app.views.shared.text_value import TextValue

if TYPE_CHECKING:
    from app.views.issues.move_sheet import MoveSheet


def texts(sheet: MoveSheet) -> dict[str, TextValue]:
    """Reasons, the waivers' reasons, the evidence of the criteria."""
    found = {
        "reason": sheet.reason.text,
        "exception_reason": sheet.exception_reason.text,
        "criteria_reason": sheet.criteria_reason.text,
        "growth_reason": sheet.room.reason,
    }
    found |= {f"waiver {key.value}": row.reason for key, row in sheet.readiness.rows.items()}
    return found | {f"criterion {key}": row.evidence for key, row in sheet.criteria.rows.items()}


def put_back(sheet: MoveSheet, kept: Mapping[str, str]) -> None:
    """Show what was written before, with the waivers and the growth of the plan that it was written for."""
    places = texts(sheet)
    for field, text in kept.items():
        word, _, key = field.partition(" ")
        if word == "waiver" and key in list(Condition):
            row = sheet.readiness.rows[Condition(key)]
            if not row.button.isHidden():
                row.button.setChecked(True)
        elif field == "growth_reason":
            sheet.room.grow.setChecked(True)
        if field in places:
            places[field].put_back(text)
