"""What a trend says, in words: one point, the whole chart, and what the process limits found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.rules.cohort import Cohort, cohort_of
from app.rules.direction import running, short_direction
from app.rules.indicator import (
    Direction,
    Frequency,
    Polarity,
    Rag,
    Reading,
    Status,
    Target,
    format_value,
)
from app.rules.judged import JudgedPoint, Judgement
from app.rules.period import Period
from app.rules.series import Series
from app.rules.slip import Finding, Test

_NUMBERS = "no one two three four five six seven eight nine ten".split()
_PERIOD = {
    Frequency.MONTHLY: "month",
    Frequency.QUARTERLY: "quarter",
    Frequency.TERMLY: "term",
    Frequency.ANNUAL: "year",
    Frequency.TWO_YEARLY: "report",
}
_TONES = {
    "improvement": ("Improvement", "improvement"),
    "concern": ("Concern", "concern"),
    "neutral_high": ("Change", "neither"),
    "neutral_low": ("Change", "neither"),
}
_ASSURANCE = {
    "pass": ("Target reliably met", "improvement"),
    "fail": ("Target not reliably met", "concern"),
    "hit_and_miss": ("Target met in some periods, missed in others", "neither"),
}


def period_word(series: Series) -> str:
    """"quarter", "year": what one reading is for."""
    return _PERIOD[series.indicator.frequency]


def number_word(count: int) -> str:
    """"three" up to ten, figures above."""
    return _NUMBERS[count] if 0 <= count <= 10 else str(count)


def value_words(series: Series, value: float | None, more: int = 0) -> str:
    """The value with its unit, `more` decimals than the indicator's."""
    indicator = series.indicator
    text = format_value(value, indicator.unit, indicator.decimals + more).replace("-", "−")
    if indicator.unit == "level" and text:
        return f"level {text}"
    plain = indicator.unit in ("%", "number", "") or indicator.unit.startswith("£")
    return text if plain or not text else f"{text} {indicator.unit}"


def point_words(series: Series, reading: Reading, target: Target | None, judged: JudgedPoint | None = None) -> str:
    """A reading in one line: "2009/10 Q4: 6.9%, target 5.4%, red, provisional"."""
    parts = [f"{reading.period.label}: {value_words(series, reading.value) or 'no value'}"]
    if target and target.value is not None:
        parts.append(target_words(series, target.value, target.floor))
    rag = series.rags.get(reading.period, Rag.NONE)
    if rag is not Rag.NONE:
        parts.append(rag.value)
    if reading.status is not Status.FINAL:
        parts.append(reading.status.value)
    if judged and judged.signal in _TONES and judged.rules:
        name = _TONES[judged.signal][0].lower()
        parts.append(f"{name}: {rule_words(judged.rules[0], judged.signal, series.indicator.polarity, None)}")
    return ", ".join(parts)


def target_text(
    value: float | None, floor: float | None, polarity: Polarity, unit: str, decimals: int
) -> str:
    """The target as a table prints it: "5.4%", a band as "10.0 to 15.0%". Empty without one."""
    text = format_value(value, unit, decimals).replace("-", "−")
    if polarity is not Polarity.BAND or not text or floor is None:
        return text
    return f"{format_value(floor, '', decimals)} to {text}".replace("-", "−")


def target_words(series: Series, value: float, floor: float | None) -> str:
    if series.indicator.polarity is Polarity.BAND and floor is not None:
        return f"band {value_words(series, floor)} to {value_words(series, value)}"
    return f"target {value_words(series, value)}"


def rule_words(rule: str, signal: str, polarity: Polarity, count: int | None) -> str:
    """The rule in words. `count`: how many points the run has, where it is known."""
    high = is_high(signal, polarity)
    many = number_word(count) if count and count >= 7 else "seven or more"
    return {
        "astronomical": f"{'above' if high else 'below'} the process limits",
        "trend": f"{many} points {'rising' if high else 'falling'}",
        "two_of_three": f"two of three points close to the {'upper' if high else 'lower'} limit",
        "shift": f"{many} points {'above' if high else 'below'} the mean",
    }[rule]


def is_high(signal: str, polarity: Polarity) -> bool:
    """Whether a signal lies on the high side."""
    if signal in ("neutral_high", "neutral_low"):
        return signal == "neutral_high"
    return (signal == "improvement") == (polarity is Polarity.HIGHER)


def limit_captions(series: Series, analysis: Judgement | None, trial: bool) -> list[tuple[str, str]]:
    """What the process limits found, each with its tone ("concern", "improvement", "neither")."""
    if analysis is None or analysis.variation == "not_enough":
        return []
    captions = [_variation(series, analysis)]
    if analysis.assurance:
        captions.append(_ASSURANCE[analysis.assurance])
    latest, newest = series.latest, series.readings[-1] if series.readings else None
    if latest and newest and newest.period != latest.period:
        captions.append((f"Judged by {latest.period.label}: {newest.period.label} has no figure", "neither"))
    if trial:
        captions.append(("Trial limits: fewer than twelve readings", "neither"))
    if not series.settings.screening:
        captions.append(("Limits without screening", "neither"))
    first = series.settings.limits_set_by(series.indicator.fix_after)
    if first:
        captions.append((f"Limits set by the first {first} readings", "neither"))
    return captions


def _variation(series: Series, analysis: Judgement) -> tuple[str, str]:
    if analysis.variation not in _TONES:
        return "No special cause: ordinary variation", "neither"
    name, tone = _TONES[analysis.variation]
    latest = next((p for p in reversed(analysis.points) if p.rules), None)
    if latest is None:
        return name, tone
    rule, count = latest.rules[0], 0
    for point in reversed(analysis.points):
        if point.signal != latest.signal or rule not in point.rules:
            break
        count += 1
    return f"{name}: {rule_words(rule, latest.signal, series.indicator.polarity, count)}", tone


def sentence(series: Series, analysis: Judgement | None = None, finding: Finding | None = None) -> str:
    """What the chart shows, in one plain sentence; with process limits, a second.

    `finding` ends the sentence with what the test of its figures says: really worse, or chance.
    """
    indicator = series.indicator
    name = indicator.code or indicator.title
    latest = series.latest
    if latest is None:
        return f"{name}: no readings yet."
    value = value_words(series, latest.value)
    if latest.status is Status.PROVISIONAL:
        value += " (provisional)"
    target = series.target_for(latest.period)
    doubt = cohort_words(series, cohort_of(indicator, latest, target))
    parts = [f"{name}: {value} in {latest.period.label}" + (f" ({doubt})" if doubt else "")]
    parts.append(target_words(series, target.value, target.floor) if target and target.value is not None
                 else "no target set")
    travel = last_year_words(series)
    if travel:
        parts.append(travel)
    text = ", ".join(parts) + (f"; {finding_words(series.indicator.polarity, finding)}." if finding else ".")
    found = [caption.lower() if n else caption for n, (caption, _) in
             enumerate(limit_captions(series, analysis, trial=False))]
    return f"{text} {'; '.join(found)}." if found else text


def finding_words(polarity: Polarity, finding: Finding) -> str:
    """What a test says, as a clause: "a concern: seven or more points rising since 2008/09 Q2"."""
    if not finding.tested:
        return "not statistically tested"
    since = finding.since.label if finding.since else ""
    if finding.test is Test.PROCESS_LIMITS:
        if not finding.rule:
            return "within its ordinary variation"
        what = rule_words(finding.rule, finding.signal, polarity, None)
        if finding.rule in ("trend", "shift"):
            what += f" since {since}"
    elif finding.test is Test.COUNT_TREND:
        if not (finding.concern or finding.improvement):
            return f"no clear trend since {since}"
        way = "rising" if is_high(finding.signal, polarity) else "falling"
        what = f"{way} since {since} by more than chance explains"
    else:
        if not (finding.concern or finding.improvement):
            return f"chance may explain the change since {since}"
        way = "higher" if is_high(finding.signal, polarity) else "lower"
        what = f"{way} than in {since} by more than chance explains"
    return f"{'a concern' if finding.concern else 'an improvement'}: {what}"


def cohort_words(series: Series, cohort: Cohort | None) -> str:
    """"likely between 33% and 60%; 4 more would reach the target", for a share of few people."""
    if cohort is None or not cohort.small:
        return ""
    whole = 0 if series.indicator.unit == "%" else series.indicator.decimals
    low, high = (format_value(end, series.indicator.unit, whole) for end in (cohort.low, cohort.high))
    text = f"likely between {low} and {high}"
    if cohort.short and not cohort.hidden:
        which = "more" if series.indicator.polarity is Polarity.HIGHER else "fewer"
        text += f"; {cohort.short:,} {which} would reach the target"
    return text


def last_year(series: Series) -> tuple[Direction, int]:
    """The newest reading against the same period last year, and for how many periods running it was so."""
    latest = series.latest
    if latest is None:
        return Direction.UNKNOWN, 0
    values = {reading.period: reading.value for reading in series.readings}
    indicator = series.indicator
    return last_year_run(
        values, latest.period, indicator.frequency, indicator.polarity, series.target_for, series.rebases
    )


def last_year_run(
    values: Mapping[Period, float | None],
    period: Period,
    frequency: Frequency,
    polarity: Polarity,
    target_for: Callable[[Period], Target | None],
    breaks: Sequence[Period] = (),
) -> tuple[Direction, int]:
    """As `last_year`, for the period and the values at hand."""
    step = frequency.months
    back = (Period(period.end - count * step, period.months) for count in range(len(values)))
    return running(
        short_direction(values, each, polarity, target=target_for(each), breaks=breaks) for each in back
    )


def last_year_words(series: Series, *, brief: bool = False) -> str:
    """Words for `last_year`; empty where there is no year to compare with."""
    direction, count = last_year(series)
    return travel_words(direction, count, series.indicator.frequency, brief=brief)


def travel_words(direction: Direction, count: int, frequency: Frequency, *, brief: bool = False) -> str:
    """"worse than the same quarter last year for three quarters"; `brief`: with figures, and shorter."""
    if direction is Direction.UNKNOWN:
        return ""
    period = _PERIOD[frequency]
    before = "the year before" if period == "year" else f"the same {period} last year"
    if brief:
        before = "last year"
    if direction is Direction.SAME:
        return f"the same as {before}"
    word = {Direction.UP: "higher", Direction.DOWN: "lower"}.get(direction, direction.value)
    many = str(count) if brief else number_word(count)
    return f"{word} than {before}" + (f" for {many} {period}s" if count > 1 else "")
