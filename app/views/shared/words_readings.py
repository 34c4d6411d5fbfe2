"""What can be wrong with a figure that is put in: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _not_a_number(facts: Facts) -> Said:
    text = str(facts.get("text") or "")
    what = f"“{text[:40]}” is not a figure." if text else "There is no figure here."
    return Said(what, "", f"Write it as {facts.get('example') or '6.9'}.")


def _out_of_range(facts: Facts) -> Said:
    return Said(f"This percentage is not between {facts.get('least', '0%')} and {facts.get('most', '100%')}.", "",
                "Check the figure.")


def _is_a_share(facts: Facts) -> Said:
    return Said(f"{facts.get('value', 'This')} looks like a share of one.", "",
                f"Write it as {facts.get('meant', 'a percentage')}.")


def _counts_do_not_fit(facts: Facts) -> Said:
    part, whole = (f"{float(facts.get(name, 0)):,.10g}" for name in ("part", "whole"))
    made = f" make {facts['makes']}" if facts.get("makes") else " make no figure"
    return Said(f"{part} of {whole}{made}.", "", "Correct the figure, or the counts that it rests on.")


def _counts_left_out(facts: Facts) -> Said:
    part, whole = (f"{float(facts.get(name, 0)):,.10g}" for name in ("part", "whole"))
    made = f" make {facts['makes']}" if facts.get("makes") else " belong to the figure before"
    return Said(f"It was stored without its counts: {part} of {whole}{made}.", "",
                "Send its own counts with a return, or take it back with Undo.")


def _below_zero(_facts: Facts) -> Said:
    return Said("This figure is below nought, which none before it is.", "", "Check its sign.")


def _twice(facts: Facts) -> Said:
    return Said("Two figures were given for one period.", f"{facts.get('period', '')} {facts.get('cell', '')}".strip(),
                "Keep one of them.")


def _not_finite(facts: Facts) -> Said:
    return Said("A figure is not a number.", f"{facts.get('period', '')} {facts.get('cell', '')}".strip(),
                "Write it in digits.")


def _not_written(facts: Facts) -> Said:
    return Said("The chart could not be written.", f"{facts.get('path', '')}: {facts.get('detail', '')}".strip(": "),
                "Choose another folder or name.")


def _wanted(facts: Facts) -> str:
    return f"Copy the periods with the figures; write them as {facts.get('wanted') or '2009/10 Q4'}."


def _not_read(facts: Facts) -> Said:
    names = ", ".join(f"“{str(each)[:40]}”" for each in tuple(facts.get("headings") or ())[:8])
    return Said(f"Not read, since no heading of ours: {names}.")


def _too_few(facts: Facts) -> Said:
    count = facts.get("count", 0)
    have = {0: "there are none yet", 1: "there is one"}.get(count, "none stand side by side")
    return Said(f"Process limits need two readings side by side; {have}.")


WORDS: dict[str, Template] = {
    "chart_not_written": _not_written,
    "limits_cumulative": lambda _: Said("No process limits: the figures add up through the year, and without "
                                        "counts none can be told alone."),
    "paste_empty": lambda facts: Said("There is no text to paste.", "", _wanted(facts)),
    "paste_no_periods": lambda facts: Said("No periods were found in what was copied.", "", _wanted(facts)),
    "paste_no_values": lambda facts: Said("No figures were found in what was copied.", "", _wanted(facts)),
    "paste_too_long": lambda facts: Said("This is more than can be pasted.", "",
                                         f"Paste at most {facts.get('most', 20_000):,} rows, or import the file."),
    "paste_other_indicator": lambda facts: Said(
        f"This row is of {facts.get('text', 'another indicator')}.", "",
        f"Paste rows of {facts.get('code', 'this indicator')}, or import the file."),
    "paste_not_read": _not_read,
    "paste_status_chosen": lambda _: Said("Some new figures come without a status."),
    "limits_rolling": lambda _: Said("No process limits: each figure covers part of the one before, so they "
                                     "overlap."),
    "limits_ordinal": lambda _: Said("No process limits: the figures are levels, not measurements."),
    "limits_too_few": _too_few,
    "reading_not_a_number": _not_a_number,
    "reading_out_of_range": _out_of_range,
    "reading_is_a_share": _is_a_share,
    "reading_below_zero": _below_zero,
    "counts_do_not_fit": _counts_do_not_fit,
    "counts_left_out": _counts_left_out,
    "reading_twice": _twice,
    "not_a_number": _not_finite,
}
