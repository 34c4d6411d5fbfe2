"""Frozen dataclasses to plain JSON and back: for what is kept as it was reported.

Fields that have been added since take their defaults; fields that are gone are passed over.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.rules.period import Period


def to_plain(item: Any) -> Any:
    """Only dicts with text keys, lists, texts, numbers, truths and None."""
    if item is None or isinstance(item, bool | int | float) or type(item) is str:
        return item
    if isinstance(item, Enum):
        return item.value
    if isinstance(item, str):
        return str(item)
    if isinstance(item, Period):
        return item.key
    if isinstance(item, date | datetime):
        return item.isoformat()
    if is_dataclass(item) and not isinstance(item, type):
        return {each.name: to_plain(getattr(item, each.name)) for each in fields(item)}
    if isinstance(item, Mapping):
        return [[to_plain(key), to_plain(value)] for key, value in item.items()]
    if isinstance(item, frozenset | set):
        return sorted(to_plain(each) for each in item)
    if isinstance(item, list | tuple):
        return [to_plain(each) for each in item]
    raise TypeError(f"{type(item).__name__} has no plain form")


def from_plain(kind: Any, plain: Any) -> Any:
    """What `to_plain` made, as `kind` again."""
    if kind is Any or kind is object:
        return plain
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _from_union(get_args(kind), plain)
    if origin is not None:
        return _from_collection(origin, get_args(kind), plain)
    if kind is Period:
        return Period.from_key(plain)
    if is_dataclass(kind):
        return _from_fields(kind, plain)
    if kind in (datetime, date):
        return kind.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return float(plain) if kind is float else plain


def _from_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and type(None) in kinds:
        return None
    (kind,) = (each for each in kinds if each is not type(None))
    return from_plain(kind, plain)


def _from_collection(origin: Any, kinds: tuple[Any, ...], plain: Any) -> Any:
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = kinds
        return {from_plain(key, each[0]): from_plain(value, each[1]) for each in plain}
    if origin is tuple and not (len(kinds) == 2 and kinds[1] is Ellipsis):
        return tuple(from_plain(kind, each) for kind, each in zip(kinds, plain, strict=True))
    return origin(from_plain(kinds[0], each) for each in plain)


def _from_fields(kind: Any, plain: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    given = {name: from_plain(hints[name], value) for name, value in plain.items() if name in hints}
    return kind(**given)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}
