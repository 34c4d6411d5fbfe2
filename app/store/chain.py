"""How a history entry is sealed: SHA-256 over its payload, itself and the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import groupby

from app.store.many_rows import ManyRows, Row

GENESIS = "0" * 64
NAMED = "The plan is called “{}”."
"""The reason of the first entry, where that begins a plan: so that the name is under the seal too."""


def payload_of(rows: Sequence[Row | ManyRows]) -> str:
    """The rows as one line of JSON, many added together written as if each had been added by itself."""
    written: list[str] = []
    for many, run in groupby(rows, lambda each: isinstance(each, ManyRows)):
        if many:
            written += [each.payload() for each in run if isinstance(each, ManyRows)]
        else:
            written.append(json.dumps(list(run), ensure_ascii=False, separators=(",", ":"))[1:-1])
    return f"[{','.join(written)}]"


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
