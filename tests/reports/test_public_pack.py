"""The public version of a pack: nothing on any page depends on a figure that is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.commands.edit_issue import EditIssue
from app.commands.put_readings import PutReadings
from app.exchange.papers_slides import slides
from app.exchange.papers_word import word_document
from app.reports.pack import pack_content, set_pack
from app.reports.pictures import chart_pictures
from app.rules.indicator import Reading
from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind
from app.rules.papers_facts import QuarterFacts
from app.rules.papers_public import public_facts
from app.rules.readings import ReadingRow
from app.rules.series import Event, Place
from app.store.queries.lists import newest_quarter
from app.store.queries.papers import quarter_facts
from app.store.store import Store
from tests.reports.packs import whole_text
from tests.samples.sample_plans import ACTOR, PLAN, loaded

MOMENT = datetime(2010, 4, 16, 14, 2)
BASE = 47


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = loaded(tmp_path_factory.mktemp("plan"), PLAN)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def everything() -> Pack:
    return Pack("All", tuple(map(PageChoice, OFFERED)), PackOptions(public=True))


def facts_of(store: Store) -> QuarterFacts:
    with store.reading() as session:
        quarter = newest_quarter(session)
        assert quarter is not None
        return quarter_facts(session, quarter)


def lead(facts: QuarterFacts, code: str) -> int:
    return next(id_ for id_, series in facts.series.items() if series.indicator.code == code)


def with_count(store: Store, code: str, part: int, back: int = 0, whole: int = BASE) -> QuarterFacts:
    """The plan with so many of so many in the indicator's newest reading, or `back` readings before."""
    facts = facts_of(store)
    series = facts.series[lead(facts, code)]
    period = [each.period for each in series.readings if each.value is not None][-1 - back]
    row = ReadingRow(series.indicator.id, period, 100 * part / whole, numerator=part, denominator=whole)
    store.change(PutReadings((row,), "typed"), ACTOR)
    return replace(facts_of(store), head="", as_at=None)


@pytest.mark.parametrize("back", [0, 1, 2])
@pytest.mark.parametrize("code", ["NI 101", "NI 148", "NI 59"])
def test_two_plans_that_differ_in_a_hidden_count_have_the_same_public_paper(
    store: Store, everything: Pack, code: str, back: int
) -> None:
    three, one = with_count(store, code, 3, back), with_count(store, code, 1, back)
    assert three != one
    assert pack_content(three, everything) == pack_content(one, everything)


def test_the_hidden_figure_stands_nowhere_in_the_pdf(store: Store, everything: Pack) -> None:
    facts = with_count(store, "NI 101", 3)
    issue = next(each for each in facts.issues if lead(facts, "NI 101") in each.leads)
    with store.reading() as session:
        from app.store.queries.issues import sheet

        version = sheet(session, issue.id, facts.quarter).version
    told = "Three children passed: 3 of 47, or 6.4%, and one pupil more than last year."
    store.change(EditIssue(issue.id, version, "progress", told), ACTOR)
    facts = facts_of(store)
    others = (each for each in everything.pages if each.kind is not PageKind.DISTRICTS)  # they print other figures
    chosen = (*others, PageChoice(PageKind.ISSUE, issue.id))
    secret = whole_text(set_pack(facts, Pack("All", chosen), MOMENT).pdf)
    public = whole_text(set_pack(facts, Pack("All", chosen, everything.options), MOMENT).pdf)
    for figure in ("6.4%", "3 of 47", "Three children"):
        assert figure in secret
        assert figure not in public
    assert "c children passed: c, or c, and c pupil more" in re.sub(r"\s+", " ", public)
    assert "The figure for" in public and "is not shown" in public


def test_the_hidden_figure_is_told_by_no_event_and_by_no_text_that_names_its_indicator(
    store: Store, everything: Pack
) -> None:
    facts = with_count(store, "NI 101", 3)
    id_ = lead(facts, "NI 101")
    series = facts.series[id_]
    last = [each.period for each in series.readings if each.value is not None][-1]
    marked = replace(series, events=(*series.events, Event(9_999, last, "Fell to 6.4% of a class of 47")))
    other = next(each for each in facts.issues if id_ not in each.indicators)
    words = "NI 101 fell to 6.4%: three of the 47, or 3 in 47. Waste stands at 6.4%."
    told = replace(other, texts={**other.texts, "progress": words})
    issues = tuple(told if each is other else each for each in facts.issues)
    facts = replace(facts, issues=issues, series={**facts.series, id_: marked})
    public = public_facts(facts)
    assert "6.4" not in str(public.series[id_].events)
    cleared = next(each for each in public.issues if each.id == other.id).text("progress")
    assert "NI 101 fell to c: c, or c." in cleared


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_hidden_figure_stands_nowhere_in_word_or_powerpoint(store: Store, everything: Pack, kind: str) -> None:
    """Every part of the file, properties, notes and embedded workbooks included."""
    facts = with_count(store, "NI 101", 3)
    issue = next(each for each in facts.issues if lead(facts, "NI 101") in each.leads)
    chosen = (PageChoice(PageKind.SUMMARY), PageChoice(PageKind.ISSUE, issue.id))
    secret, public = (
        office_text(facts, Pack("P", chosen, PackOptions(public=public)), kind) for public in (False, True)
    )
    assert "6.4%" in secret and "6.4%" not in public and "6.38" not in public


def office_text(facts: QuarterFacts, pack: Pack, kind: str) -> str:
    content = pack_content(facts, pack)
    made = word_document if kind == "docx" else slides
    with ZipFile(BytesIO(made(content, chart_pictures(content), MOMENT))) as parts:
        names = parts.namelist()
        assert not [name for name in names if "embeddings" in name or "comments" in name or "notesSlide" in name]
        return "\n".join(parts.read(name).decode() for name in names if name.endswith((".xml", ".rels")))


def test_the_hidden_figure_is_a_c_without_colour_or_direction(store: Store) -> None:
    facts = public_facts(with_count(store, "NI 101", 3))
    row = next(row for row in facts.plan.rows if row.measure and row.measure.code == "NI 101")
    assert row.measure is not None and row.measure.latest == "c" and not row.rag.letter
    assert row.measure.direction.value == "unknown"
    assert row.measure.trend[-1] is None


def test_the_last_papers_figures_hide_a_restatement_by_few(store: Store, everything: Pack) -> None:
    then, now = with_count(store, "NI 101", 20), with_count(store, "NI 101", 22)
    id_ = lead(now, "NI 101")
    facts = replace(now, earlier={id_: then.series[id_]})
    other = replace(with_count(store, "NI 101", 23), earlier=facts.earlier)
    assert public_facts(facts).hidden[id_]
    assert pack_content(facts, everything) == pack_content(other, everything)


def test_issues_without_small_numbers_are_told_as_ever(store: Store) -> None:
    facts = with_count(store, "NI 101", 3)
    public = public_facts(facts)
    touched = {each.id for each in facts.issues if set(each.leads) & set(public.hidden)}
    assert touched
    for before, after in zip(facts.plan.rows, public.plan.rows, strict=True):
        assert (before == after) == (before.issue_id not in touched)


def by_district(facts: QuarterFacts, code: str, *parts: int) -> QuarterFacts:
    """The newest reading, of so many in each district of a base of 60; the county is their sum."""
    id_ = lead(facts, code)
    series = facts.series[id_]
    last = [each for each in series.readings if each.value is not None][-1]
    whole = 60 * len(parts)
    county = replace(last, value=100 * sum(parts) / whole, numerator=sum(parts), denominator=whole)
    places = tuple(
        Place(at, f"District {at}", (Reading(last.period, 100 * part / 60, numerator=part, denominator=60),))
        for at, part in enumerate(parts, 2)
    )
    readings = tuple(county if each is last else each for each in series.readings)
    others = {key: replace(each, places=()) for key, each in facts.series.items()}
    return replace(facts, series={**others, id_: replace(series, readings=readings, places=places)})


def test_a_small_district_is_a_c_and_so_is_what_would_give_it_away(store: Store, everything: Pack) -> None:
    plain = replace(facts_of(store), head="", as_at=None)
    three, two = by_district(plain, "NI 101", 20, 3, 12, 30), by_district(plain, "NI 101", 21, 2, 12, 30)
    assert pack_content(three, everything) == pack_content(two, everything)
    chosen = Pack("D", (PageChoice(PageKind.DISTRICTS),))
    told = whole_text(set_pack(three, chosen, MOMENT).pdf)
    public = whole_text(set_pack(three, replace(chosen, options=everything.options), MOMENT).pdf)
    for figure in ("5.0%", "33.3%"):
        assert figure in told and figure not in public
    assert "20.0%" in public and "50.0%" in public, "the districts that are told"
    assert "worked out from the others" in public


def test_what_cannot_be_judged_is_said_to_be_so(store: Store) -> None:
    chosen = Pack("D", (PageChoice(PageKind.DISTRICTS),), PackOptions(public=True))
    told = re.sub(r"\s+", " ", whole_text(set_pack(facts_of(store), chosen, MOMENT).pdf))
    assert "Havant" in told and "cannot be judged whether any of them stands for so few" in told


def test_without_figures_by_district_the_page_says_so(store: Store) -> None:
    facts = facts_of(store)
    bare = replace(facts, series={id_: replace(each, places=()) for id_, each in facts.series.items()})
    (page,) = pack_content(bare, Pack("D", (PageChoice(PageKind.DISTRICTS),))).pages
    assert "No indicator has figures by district." in str(page.blocks)
