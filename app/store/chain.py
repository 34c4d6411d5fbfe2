"""How a history entry is sealed: SHA-256 over its payload, itself and the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.recording import Row

GENESIS = "0" * 64


def payload_of(rows: Sequence[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(prev: str, op_id: str, at: str, account: str, post: str, label: str, reason: str, kind: str,
            undoes: int | None, payload_sha: str) -> str:  # fmt: skip
    """The seal. Every column but seq, payload and head itself is under it; the payload through its hash."""
    parts = (
        prev,
        op_id,
        at,
        account,
        post,
        label,
        reason,
        kind,
        "" if undoes is None else str(undoes),
        payload_sha,
    )
    return sha("\x1f".join(parts))
