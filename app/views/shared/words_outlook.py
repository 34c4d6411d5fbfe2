"""Why no course can be told from an indicator's figures: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _too_few(facts: Facts) -> Said:
    count, least = facts.get("count", 0), facts.get("least", 5)
    have = {0: "there are none yet", 1: "there is one"}.get(count, f"there are {count}")
    return Said(f"A forecast needs {least} readings under one definition; {have}.")


WORDS: dict[str, Template] = {
    "forecast_cumulative": lambda _: Said("No forecast: the figures add up through the year and begin again."),
    "forecast_rolling": lambda _: Said("No forecast: each figure covers part of the one before."),
    "forecast_ordinal": lambda _: Said("No forecast: the figures are levels, not measurements."),
    "forecast_too_few": _too_few,
}
