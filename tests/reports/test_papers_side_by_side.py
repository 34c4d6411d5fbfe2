"""Public papers laid side by side: no difference between any two of them is of a few people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.commands.freeze_quarter import CorrectPublished, FreezeQuarter, Reported
from app.commands.open_quarter import OpenQuarter
from app.commands.put_readings import PutReadings
from app.rules.papers_facts import QuarterFacts
from app.rules.papers_public import public_facts
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store import snapshot
from app.store.queries import freezing, frozen
from app.store.queries.papers import quarter_facts
from app.store.store import Store
from tests.samples.sample_plans import ACTOR, PLAN, loaded

Q4 = Period.quarter(2009, 4)
Q1, Q2 = Q4.shift(1), Q4.shift(2)
BASE = 47


@pytest.fixture
def store(tmp_path: object) -> Iterator[Store]:
    opened = loaded(tmp_path, PLAN)  # type: ignore[arg-type]
    yield opened
    opened.close()


def facts_of(store: Store, quarter: Period) -> QuarterFacts:
    with store.reading() as session:
        return quarter_facts(session, quarter)


def measured(facts: QuarterFacts) -> tuple[int, Period]:
    """NI 101 and the period of its newest figure."""
    series = next(each for each in facts.series.values() if each.indicator.code == "NI 101")
    assert series.latest is not None
    return series.indicator.id, series.latest.period


def row_of(store: Store, part: int) -> ReadingRow:
    id_, period = measured(facts_of(store, Q4))
    return ReadingRow(id_, period, 100 * part / BASE, numerator=part, denominator=BASE)


def put(store: Store, part: int) -> None:
    store.change(PutReadings((row_of(store, part),), "typed"), ACTOR)


def reported(store: Store, quarter: Period, taken: bytes | None = None) -> Reported:
    with store.reading() as session:
        entries, head = frozen.history_head(session)
        figures = freezing.printed_figures(session, quarter)
        return Reported(b"%PDF", taken or snapshot.take(session, quarter), figures, entries, head, public_pdf=b"%PDF")


def print_papers(store: Store, quarter: Period) -> None:
    store.change(FreezeQuarter(quarter, reported(store, quarter), "Agreed", "Head of Improvement"), ACTOR)
    store.change(OpenQuarter(quarter.shift(1)), ACTOR)


def told(facts: QuarterFacts) -> float | None:
    """What the public read of it."""
    id_, period = measured(facts)
    return next(each.value for each in public_facts(facts).series[id_].readings if each.period == period)


def test_a_figure_that_a_paper_hid_is_held_against_the_paper_before_it(store: Store) -> None:
    """Twenty were told; twenty-two are hidden in the next paper, and so they are in the one after that."""
    put(store, 20)
    print_papers(store, Q4)
    put(store, 22)
    assert told(facts_of(store, Q1)) is None
    print_papers(store, Q1)
    later = facts_of(store, Q2)
    assert told(later) is None
    assert not [each for each in public_facts(later).restated if each.code == "NI 101"]
    put(store, 30)
    assert told(facts_of(store, Q2)) == pytest.approx(100 * 30 / BASE)


def test_a_restatement_is_footnoted_only_from_a_figure_that_was_told(store: Store) -> None:
    put(store, 20)
    print_papers(store, Q4)
    put(store, 22)
    print_papers(store, Q1)
    put(store, 30)
    facts = facts_of(store, Q2)
    assert [each.before for each in facts.restated if each.code == "NI 101"] == ["46.8%"]
    assert not [each for each in public_facts(facts).restated if each.code == "NI 101"]


def test_a_correction_by_few_is_hidden_in_the_second_version(store: Store) -> None:
    put(store, 20)
    print_papers(store, Q4)
    row = row_of(store, 22)
    with store.reading() as session:
        (first,) = frozen.editions(session, Q4)
        from app.store import blobs

        raw = snapshot.unpack(blobs.original(session, first.snapshot_sha256))
        assert snapshot.put_figure(raw, row)
        taken = snapshot.packed(raw)
        with snapshot.session_of(raw) as then:
            corrected = quarter_facts(session, Q4, then)
    assert told(corrected) is None
    store.change(
        CorrectPublished(Q4, 1, row, reported(store, Q4, taken), "Two were left out", "Head of Improvement"), ACTOR
    )  # fmt: skip
    assert told(facts_of(store, Q4)) is None
