"""Labels of periods that cannot be read, and the plan's settings: why, and how to write them."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template

_WRITE = "Write it as 2009/10 Q4, 2009/10, November 2009 or As at 31 March 2010."


def _text(facts: Facts) -> str:
    return f"“{str(facts.get('text', '')).strip()[:60]}”"


def _unknown(facts: Facts) -> Said:
    return Said(f"{_text(facts)} is not a period.", "", _WRITE)


def _years(facts: Facts) -> Said:
    return Said(f"The years in {_text(facts)} do not follow one another.", "", "Write them as 2009/10.")


def _ambiguous(facts: Facts) -> Said:
    choices = " or ".join(str(choice) for choice in facts.get("choices", ()))
    may = f" It may mean {choices}." if choices else ""
    return Said(f"{_text(facts)} can be read in two ways.{may}", "", "Write out which one is meant.")


def _order(facts: Facts) -> Said:
    return Said(f"{_text(facts)} ends before it starts.", "", "Put the earlier date first.")


def _out_of_range(facts: Facts) -> Said:
    earliest, latest = facts.get("earliest", 1900), facts.get("latest", 2199)
    return Said(f"{_text(facts)} is outside the years {earliest} to {latest}.", "", "Check the year.")


def _too_long(facts: Facts) -> Said:
    return Said(f"{_text(facts)} is longer than eight years.", "", "Give the figure for a shorter period.")


def _setting_kind(facts: Facts) -> Said:
    return Said("That is not a value this setting can take.", "", "Enter a whole number in its range.")


def _setting_unknown(facts: Facts) -> Said:
    return Said("This plan has no such setting.", "Nothing was changed.")


WORDS: dict[str, Template] = {
    "period_unknown": _unknown, "period_years": _years, "period_ambiguous": _ambiguous,
    "period_order": _order, "period_out_of_range": _out_of_range, "period_too_long": _too_long,
    "setting_kind": _setting_kind, "setting_unknown": _setting_unknown,
}  # fmt: skip
