"""The shape of a cleaned text: no table in a table, no list deeper than Word's own, each mark once."""

from __future__ import annotations

import re

DEEPEST_LIST = 4
_PART = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_ROWS = frozenset({"tr", "td", "th", "tbody", "thead"})
_LISTS = frozenset({"ul", "ol"})
_ONCE = frozenset({"strong", "em", "a"})


def flattened(text: str) -> str:
    """Tables within tables become paragraphs of the outer one, deeper lists part of the deepest one kept.

    A thousand tables in one another would take the drawing of them out of the stack. Takes well-formed text,
    as the cleaning gives it, in which "<" stands for nothing but a tag.
    """
    return _Shape(text).text


class _Shape:
    def __init__(self, text: str) -> None:
        self._tables = 0
        self._lists: list[bool] = []
        self._open = dict.fromkeys(_ONCE, 0)
        out, at = [], 0
        for found in _PART.finditer(text):
            out.append(text[at : found.start()])
            at = found.end()
            out.append(self._tag(found[0], found[2], closing=bool(found[1])))
        out.append(text[at:])
        self.text = "".join(out)

    def _tag(self, whole: str, name: str, *, closing: bool) -> str:
        if name == "table":
            return self._table(whole, closing)
        if name in _ROWS:
            return self._row(whole, name, closing)
        if name in _LISTS:
            return self._list(whole, closing)
        if name in _ONCE:
            return self._mark(whole, name, closing)
        return whole

    def _table(self, whole: str, closing: bool) -> str:
        if closing:
            self._tables = max(0, self._tables - 1)
        kept = whole if self._tables == 0 else "<br>"
        self._tables += 0 if closing else 1
        return kept

    def _row(self, whole: str, name: str, closing: bool) -> str:
        if name in ("tbody", "thead"):
            return ""
        if self._tables == 1:
            return whole
        return " " if closing and name in ("td", "th") else ""

    def _list(self, whole: str, closing: bool) -> str:
        if closing:
            return whole if self._lists and self._lists.pop() else ""
        kept = sum(self._lists) < DEEPEST_LIST
        self._lists.append(kept)
        return whole if kept else ""

    def _mark(self, whole: str, name: str, closing: bool) -> str:
        self._open[name] += -1 if closing else 1
        return whole if self._open[name] == (0 if closing else 1) else ""
