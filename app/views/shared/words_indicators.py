"""Why an indicator, its target or a note on its chart cannot stand so: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _code_taken(facts: Facts) -> Said:
    title = f", “{facts['title']}”" if facts.get("title") else ""
    return Said(f"Another indicator has the code {facts.get('code') or 'already'}{title}.", "",
                "Give this one a code of its own.")


def _rhythm(facts: Facts) -> Said:
    count = facts.get("count", 0)
    have = "One reading" if count == 1 else f"{count:,} readings"
    return Said(f"{have}, such as {facts.get('period') or 'the newest'}, would no longer fit.",
                "They are of the rhythm it has now.",
                "Start a new indicator for the new rhythm and name it as the successor of this one.")


def _polarity(facts: Facts) -> Said:
    period = facts.get("period") or "one period"
    if facts.get("band"):
        return Said(f"The target for {period} has one figure, and a band has two ends.", "",
                    "Give it both a target and a floor first.")
    return Said(f"The floor for {period} would be on the wrong side of its target.", "",
                "Change that target first.")


def _target_period(facts: Facts) -> Said:
    return Said(f"No figure of this indicator is for {facts.get('period') or 'this period'}.", "",
                "Give the target for a period it reports, or for a whole year.")


def _about_period(what: str, do: str) -> Template:
    """`what` may hold {period}."""

    def say(facts: Facts) -> Said:
        return Said(what.replace("{period}", str(facts.get("period") or "this period")), "", do)

    return say


def _not_read(facts: Facts) -> Said:
    text = f"“{facts['text']}”" if facts.get("text") else "What is written"
    return Said(f"{text} is not a figure in the indicator's unit.", "",
                f"Write it as {facts['example']}." if facts.get("example") else "Write it in digits.")


def _rule_judged(facts: Facts) -> Said:
    count = facts.get("count", 0)
    judged = "One figure was" if count == 1 else f"{count:,} figures were"
    return Said(f"{judged} judged by this rule in quarters gone by, the last {facts.get('period') or 'one of them'}.",
                "A past judgement stays as it was given.", "Change the rule from a period on instead.")


WORDS: dict[str, Template] = {
    "code_taken": _code_taken,
    "successor_loop": lambda _: Said("An indicator cannot come after itself.", "",
                                     "Choose one that this one does not follow."),
    "rhythm_readings": _rhythm,
    "polarity_targets": _polarity,
    "target_period": _target_period,
    "target_far_ahead": lambda facts: Said(
        f"{facts.get('period') or 'This period'} is more than {facts.get('years', 20)} years ahead.", "",
        "Give a nearer period."),
    "target_there": _about_period("There is a target for {period} already.", "Change that one."),
    "comparator_there": lambda facts: Said(
        f"{facts.get('place') or 'This place'} has a figure for {facts.get('period') or 'this period'} already.", "",
        "Change that one."),
    "comparator_period": _about_period("No figure of this indicator is for {period}.", "Give a period it reports."),
    "comparator_twice": lambda facts: Said(
        f"{facts.get('place') or 'This place'} has two figures for {facts.get('period') or 'this period'} here.", "",
        "Keep the one that is right."),
    "comparator_not_read": lambda facts: Said(
        f"“{facts.get('text', '')}” is not a number.", "", "Write the figure, or leave its cell empty."),
    "comparator_blank": lambda _: Said("No figure there: left as it is."),
    "comparators_no_places": lambda _: Said(
        "No names of places were found in what was copied.", "", "Copy the row or the column with the names too."),
    "comparator_empty": lambda _: Said("There is no figure to compare with.", "", "Write it in the indicator's unit."),
    "rule_there": _about_period("The rule changes at {period} already.", "Change that one."),
    "rule_judged": _rule_judged,
    "target_not_read": _not_read,
    "target_band_order": lambda _: Said("The lower end of the band is above its upper end.", "", "Exchange them."),
    "note_there": _about_period("The chart has this note at {period} already.", "Write another."),
    "break_there": _about_period("The limits begin again at {period} already.", "Choose another period."),
    "break_one_sided": _about_period("There are no readings on both sides of {period}, so nothing begins again there.",
                                     "Choose the first period under the new definition."),
}
