"""One cell of a whole plan as the store holds it, or why it cannot be."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime

from app.exchange.raw import Odd, RawCell
from app.rules.period import Period
from app.rules.whole_plan import Kind, Stored, StoredColumn

_MOST = 2**62


class BadValueError(ValueError):
    """The cell does not hold what its column needs; the text is what it holds."""


def stored_value(cell: RawCell, column: StoredColumn) -> Stored:
    """Raises BadValueError."""
    if isinstance(cell, Odd):
        raise BadValueError(cell.text or cell.kind)
    if cell is None:
        return _nothing(column)
    if column.kind in (Kind.WHOLE, Kind.LINK):
        return whole(cell)
    if column.kind is Kind.REAL:
        return _real(cell)
    way = _WAYS.get(column.kind)
    return way(cell) if way is not None else _text(cell, column)


def _nothing(column: StoredColumn) -> Stored:
    if column.empty:
        return None
    if column.kind in (Kind.TEXT, Kind.DATA):
        return ""
    raise BadValueError("")


def whole(cell: RawCell) -> int:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _MOST:
        return int(cell)
    raise BadValueError(_shown(cell))


def _real(cell: RawCell) -> float:
    try:
        value = float(cell) if isinstance(cell, (float, str)) else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadValueError(_shown(cell))
    return value


def _yes_no(cell: RawCell) -> int:
    if cell in ("yes", "no"):
        return int(cell == "yes")
    raise BadValueError(_shown(cell))


def _period(cell: RawCell) -> int:
    key = whole(cell)
    try:
        Period.from_key(key)
    except ValueError as error:
        raise BadValueError(_shown(cell)) from error
    return key


def _day(cell: RawCell) -> str:
    try:
        found = cell if isinstance(cell, date) else date.fromisoformat(str(cell))
    except ValueError as error:
        raise BadValueError(_shown(cell)) from error
    return found.isoformat()


def _moment(cell: RawCell) -> str:
    text = str(cell).replace(" ", "T")
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValueError(_shown(cell)) from error
    return text


_WAYS: dict[Kind, Callable[[RawCell], Stored]] = {
    Kind.YES_NO: _yes_no,
    Kind.PERIOD: _period,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
}


def _text(cell: RawCell, column: StoredColumn) -> str:
    if not isinstance(cell, str):
        raise BadValueError(_shown(cell))
    if column.kind is Kind.DATA:
        try:
            json.loads(cell)
        except (ValueError, RecursionError) as error:
            raise BadValueError(cell[:80]) from error
    return cell


def long_text(parts: Iterable[tuple[int, str, str]], *, escaped: bool) -> str:
    """The parts put together again, none missing. Raises BadValueError."""
    texts = []
    for at, (part, _, text) in enumerate(parts, 1):
        if part != at:
            raise BadValueError(f"{at}")
        texts.append(text)
    together = "".join(texts)
    if not escaped:
        return together
    try:
        found = json.loads(together)
    except (ValueError, RecursionError) as error:
        raise BadValueError(together[:80]) from error
    if not isinstance(found, str):
        raise BadValueError(together[:80])
    return found


def _shown(cell: RawCell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)[:80]
