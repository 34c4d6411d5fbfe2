"""What a signing froze: the cited evidence as plain data, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.indicator import Direction, Rag
from app.rules.period import Period


def to_stored(item: EvidenceItem) -> dict[str, Any]:
    return {
        "noun": item.ref.noun, "id": item.ref.id, "label": item.label, "title": item.title, "words": item.words,
        "group": item.group, "value": item.value, "target": item.target,
        "period": item.period.key if item.period else None, "reading": item.reading_id, "raw": item.raw,
        "rag": item.rag.value, "direction": item.direction.value, "signal": item.signal, "judged": item.judged,
        "trend": list(item.trend), "on": item.on.isoformat() if item.on else None, "gone": item.gone,
        "illustrative": item.illustrative, "decision": item.decision_id,
    }  # fmt: skip


def from_stored(given: Mapping[str, Any]) -> EvidenceItem:
    return EvidenceItem(
        ref=EvidenceRef(given["noun"], given["id"]), label=given["label"], title=given["title"],
        words=given["words"], group=given["group"], value=given["value"], target=given["target"],
        period=Period.from_key(given["period"]) if given["period"] is not None else None,
        reading_id=given["reading"], raw=given["raw"], rag=Rag(given["rag"]), direction=Direction(given["direction"]),
        signal=given["signal"], judged=given["judged"], trend=tuple(given["trend"]),
        on=date.fromisoformat(given["on"]) if given["on"] else None, gone=given["gone"],
        illustrative=given["illustrative"], decision_id=given["decision"],
    )  # fmt: skip


def snapshot(items_: Iterable[EvidenceItem], at: str) -> dict[str, Any]:
    """What a signing keeps, with the decisions it cites, straight or by an issue's place."""
    kept = list(items_)
    decisions = sorted({item.decision_id for item in kept if item.decision_id is not None})
    found: dict[str, Any] = json.loads(
        json.dumps({"at": at, "evidence": [to_stored(item) for item in kept], "decisions": decisions})
    )
    return found
