"""Why no course can be told from figures, which of them cannot be right, and what a target lacks: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _too_few(facts: Facts) -> Said:
    count, least = facts.get("count", 0), facts.get("least", 5)
    have = {0: "there are none yet", 1: "there is one"}.get(count, f"there are {count}")
    return Said(f"A forecast needs {least} readings under one definition; {have}.")


def _about(what: str, do: str = "Check it against its source.") -> Template:
    """`what` and `do` may hold {target} and other facts."""

    def say(facts: Facts) -> Said:
        return Said(_filled(what, facts), "", _filled(do, facts))

    return say


def _filled(text: str, facts: Facts) -> str:
    for key in ("value", "target", "floor", "meant", "usual", "period", "count"):
        text = text.replace("{" + key + "}", str(facts.get(key) or "this figure"))
    return text


def _for_period(facts: Facts) -> str:
    return f" for {facts['period']}" if facts.get("period") else ""


def _target_about(what: str, do: str) -> Template:
    """A sentence that begins with the target, and its period where there are several."""

    def say(facts: Facts) -> Said:
        return Said(f"The target{_for_period(facts)}, {facts.get('target') or 'as given'}, {what}", "",
                    _filled(do, facts))

    return say


WORDS: dict[str, Template] = {
    "forecast_cumulative": lambda _: Said("No forecast: the figures add up through the year and begin again."),
    "forecast_rolling": lambda _: Said("No forecast: each figure covers part of the one before."),
    "forecast_ordinal": lambda _: Said("No forecast: the figures are levels, not measurements."),
    "forecast_too_few": _too_few,
    "forecast_two_scales": lambda _: Said("No forecast: the percentages are on two scales.", "",
                                          "Correct those that are shares of one."),
    "doubt_all_missing": _about("No reading has a value.", "Put in the figures, or say why there are none."),
    "doubt_two_scales": _about("{value} in {period} is on another scale than the other percentages, so nothing is tested.",
                               "Correct it, or the others."),
    "doubt_impossible": _about("{value} in {period} lies where no other figure does."),
    "doubt_all_equal": _about("All {count} readings are {value}.", "Look whether the figure was carried forward."),
    "target_impossible": _target_about("lies where no reading does.", "Correct it."),
    "target_is_a_share": _target_about("looks like a share of one.", "Write it as {meant}."),
    "target_other_unit": _target_about("is in another unit than the readings.", "They are about {usual}."),
    "target_not_a_number": lambda _: Said("The target is not a number.", "", "Write it in digits."),
    "target_missing": lambda _: Said("There is neither a target nor a floor.", "", "Give one of them."),
    "target_rationale_missing": lambda _: Said("The target has no reason.", "", "Say where it comes from."),
    "target_band_half": lambda _: Said("A band has two ends, and one is missing.", "", "Give both."),
    "target_floor_beyond": _about("The floor, {floor}, is beyond the target, {target}.", "Exchange them."),
}
