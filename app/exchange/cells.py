"""What one cell of a table of readings may hold: a figure, a status, a note; else, what is wrong with it."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.exchange.raw import Odd, RawCell
from app.rules.errors import Problem
from app.rules.indicator import Status

LARGEST = 1e12
"""Beyond this a figure is a slip or a trick, not a count of anything in a county."""
NOTE_LIMIT = 32_767

_LARGEST_SHARE = 2.0
"""A cell shown as a percentage that holds more was typed as 45, not as 45%."""

_NO_VALUE = frozenset(("", "c", "*", "-", "–", "—", "..", ".", ":", "n/a", "na", "x", "z"))
_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_COMMA = re.compile(r"[+-]?\d+,\d+|[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_WRAPPED = re.compile(r"[(£$€\s]*([+-]?[\d,]*\.?\d+)\s*(?:%|[)£€]|k|m|bn|[a-z ]{1,20})*", re.IGNORECASE)
_LARGE = re.compile(r"\d\s*(k|m|bn)\b", re.IGNORECASE)
_TIMES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_HIDDEN_MARKS = ("Cc", "Cf", "Cs", "Co")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is to be stored. The caller adds sheet and cell to `notes` and `problem`."""

    value: float | None = None
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def missing(self) -> bool:
        return self.value is None and self.problem is None


def read_figure(cell: RawCell, *, percent: bool, commas: bool = True) -> Figure:
    """A number, in the indicator's unit. `percent`: its unit is %; `commas`: a comma groups thousands."""
    if cell is None:
        return Figure()
    if isinstance(cell, float):
        return _checked(cell, str(cell))
    if isinstance(cell, date):
        return Figure(problem=Problem("figure_is_date", {"text": f"{cell:%d/%m/%Y}"}))
    if isinstance(cell, Odd):
        return _read_odd(cell, percent)
    return _read_text(cell, commas)


def _read_odd(cell: Odd, percent: bool) -> Figure:
    if cell.kind == "error":
        return Figure(problem=Problem("cell_error", {"text": cell.text}))
    if cell.kind == "formula":
        return Figure(problem=Problem("cell_not_calculated"))
    if cell.kind != "percent":
        return Figure(problem=Problem("figure_not_a_number", {"text": cell.text}))
    if not percent:
        facts = {"text": f"{tidy(cell.number * 100)}%", "value": tidy(cell.number)}
        return Figure(problem=Problem("figure_percent_unexpected", facts))
    if abs(cell.number) > _LARGEST_SHARE:
        facts = {"text": tidy(cell.number), "shown": f"{tidy(cell.number * 100)}%"}
        return Figure(problem=Problem("figure_percent_too_big", facts))
    # 0.069 * 100 is 6.900000000000001: twelve digits are more than any figure has.
    return _checked(float(f"{cell.number * 100:.12g}"), cell.text)


def _read_text(cell: str, commas: bool) -> Figure:
    text = cell.strip().strip("\u00a0\u200b ").replace("\u2212", "-")
    if text.casefold() in _NO_VALUE:
        return Figure()
    if "," in text and not commas:
        return Figure(problem=Problem("figure_ambiguous", {"text": text[:40], "write": _english(text)}))
    if _PLAIN.fullmatch(text):
        found = _checked(float(text.replace(",", "")), text)
        return (
            found
            if found.problem
            else Figure(found.value, notes=(Problem("figure_as_text", {"text": text}),))
        )
    if _COMMA.fullmatch(text):
        return Figure(problem=Problem("figure_ambiguous", {"text": text, "write": _english(text)}))
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped and any(mark.isdigit() for mark in wrapped[1]):
        return Figure(problem=Problem("figure_with_unit", {"text": text[:40], "write": _alone(text, wrapped[1])}))
    return Figure(problem=Problem("figure_not_a_number", {"text": text[:60]}))


def _alone(text: str, number: str) -> str:
    """How to write a figure without its unit; what brackets and a letter for thousands mean is not guessed."""
    plain = number.replace(",", "")
    if text.startswith("(") and text.endswith(")"):
        return f"{plain} or -{plain}"
    letter = _LARGE.search(text)
    if letter is None:
        return plain
    return f"{float(plain) * _TIMES[letter[1].casefold()]:.15g}, or {plain} where the unit says so"


def _checked(value: float, text: str) -> Figure:
    if not math.isfinite(value) or abs(value) > LARGEST:
        return Figure(problem=Problem("figure_not_a_number", {"text": text[:40]}))
    return Figure(value)


def _english(text: str) -> str:
    """A figure with a decimal comma as we want it written: "1.234,5" is 1234.5."""
    whole, _, rest = text.rpartition(",")
    return f"{whole.replace('.', '').replace(',', '')}.{rest}"


def tidy(value: float) -> str:
    """A number without a tail of zeros: 45, 0.45."""
    return f"{value:.10g}"


def read_status(cell: RawCell) -> Status | None:
    """Provisional or final, whatever the case; None for anything else."""
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.casefold().split())
    return {"provisional": Status.PROVISIONAL, "final": Status.FINAL}.get(text)


def read_words(cell: RawCell) -> str:
    """A code or other short text as one would read it: numbers without .0, spaces made single."""
    if isinstance(cell, float):
        return tidy(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Odd):
        return cell.text or (f"{tidy(cell.number * 100)}%" if cell.kind == "percent" else "")
    return " ".join((cell or "").replace("\u200b", "").split())


def read_note(cell: RawCell) -> tuple[str, tuple[str, ...]]:
    """The note without marks that cannot be seen, and which those were ("U+202E").

    Line breaks and tabs stay; so do right-to-left letters, joiners inside words and emoji.
    """
    text = cell if isinstance(cell, str) else read_words(cell)
    if text.isprintable() and "_x000D_" not in text:
        return text.strip(), ()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    kept, removed = [], []
    for mark in text:
        if unicodedata.category(mark) in _HIDDEN_MARKS and mark not in "\n\t\u200d\ufe0f":
            removed.append(f"U+{ord(mark):04X}")
        else:
            kept.append(mark)
    return "".join(kept).strip(), tuple(dict.fromkeys(removed))
