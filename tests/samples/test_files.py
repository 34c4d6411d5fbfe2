"""The sample's files: what they must hold, word for word where the council's own words are carried."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.rules.fields import FIELDS
from app.rules.indicator import YearKind
from app.rules.period import Period
from app.rules.period_labels import parse
from app.rules.readiness import Condition, Criterion
from tests.samples.canonical_form import canonical
from tests.samples.sample_plans import NAMES, PLAN, PUBLISHED, data, own_files

COLUMN = {"hot_list": "Hot List", "improvement_plan": "Improvement Plan",
          "outcomes": "Outcomes of Corporate Importance"}  # fmt: skip
TWELVE = [Period.quarter(year, number).label for year in (2007, 2008, 2009) for number in (1, 2, 3, 4)]
MILLION = 1_000_000


def issues() -> list[dict[str, Any]]:
    return data(PLAN, "issues")


def final_categories(sample: str) -> dict[str, str]:
    """Where each issue stands once every decision in force has taken effect by the open quarter."""
    last = parse(data(sample, "sample")["quarter"])
    rows = [row for row in data(sample, "decisions") if row["stage"] in ("confirmed", "interim")]
    rows.sort(key=lambda row: parse(row["effective"]))
    return {row["issue"]: row["target"] for row in rows if parse(row["effective"]) <= last}


def every_text(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in every_text(one)]
    return [text for one in value for text in every_text(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("sample", NAMES)
def test_every_file_is_small_and_laid_out_in_the_one_form(sample: str) -> None:
    files = own_files(sample)
    assert len(files) > 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text == canonical(json.loads(text)), f"lay {file.name} out with tests.samples.canonical_form"
        assert len(text.encode()) < MILLION
        assert "\r" not in text


@pytest.mark.parametrize("sample", NAMES)
def test_titles_aims_and_categories_are_appendix_two_word_for_word(sample: str, shared_data: Path) -> None:
    with (shared_data / "appendix-two.csv").open(encoding="utf-8", newline="") as file:
        wanted = [(row["aim"], row["category"], row["title"]) for row in csv.DictReader(file)]
    aims = {row["key"]: row["name"] for row in data(PLAN, "aims")}
    stands = final_categories(sample)
    found = [(aims[row["aim"]], COLUMN[stands[row["key"]]], row["title"]) for row in data(sample, "issues")]
    assert found == wanted
    assert list(aims.values()) == list(dict.fromkeys(aim for aim, _, _ in wanted))


@pytest.mark.parametrize("sample", NAMES)
def test_the_31_issues_stand_fourteen_eight_and_nine(sample: str) -> None:
    assert Counter(final_categories(sample).values()) == {"hot_list": 14, "improvement_plan": 8, "outcomes": 9}


def test_the_eight_plan_issues_carry_theme_note_and_link_number() -> None:
    in_plan = [row for row in issues() if final_categories(PLAN)[row["key"]] == "improvement_plan"]
    assert Counter(row["themes"][0] for row in in_plan) == {"opportunities": 5, "wellbeing": 1, "place": 2}
    assert [row["fields"]["cip_link"] for row in in_plan] == [f"CIP {n}" for n in range(1, 9)]
    assert {row["responsibility"] for row in in_plan} == {"principal", "shared"}
    assert [row["key"] for row in issues() if row["themes"]] == [row["key"] for row in in_plan]


def test_every_issue_has_every_field_filled_but_where_there_is_nothing_to_say() -> None:
    may_be_empty = {"cip_link", "origin_note", "budget_link", "service_plan_link", "scales_note"}
    texts = {field.name for field in FIELDS if field.kind in ("text", "long")} - {"title"} - may_be_empty
    for row in issues():
        assert texts <= set(row["fields"]), row["key"]
        assert row["strategy_links"]
        assert row["review_date"]
        assert set(row["criteria"]) == set(Criterion)
        assert set(row["readiness"]) == set(Condition)


def test_hot_list_issues_say_why_they_wait_and_only_they() -> None:
    stands = final_categories(PLAN)
    assert all((row["hot_list_reason"] is not None) == (stands[row["key"]] == "hot_list") for row in issues())
    assert {row["hot_list_reason"] for row in issues()} == {
        None, "upcoming", "awaiting_agreement", "awaiting_sign_off",
    }  # fmt: skip


def test_readiness_is_as_the_framework_needs_it_shown() -> None:
    met = {row["key"]: {key for key, answer in row["readiness"].items() if answer["met"]} for row in issues()}
    assert len(met["building-schools"]) == 5
    assert set(Condition) - met["carbon-management"] == {Condition.TARGETS, Condition.RESOURCES}
    ready = [key for key, category in final_categories(PLAN).items() if category == "hot_list" and len(met[key]) == 6]
    assert sorted(ready) == ["climate-adaptation", "havant-village"]


def test_a_lead_is_said_to_be_there_only_where_one_is_named() -> None:
    without = [row["key"] for row in issues() if row["lead"] is None]
    assert 1 <= len(without) <= 2
    for row in issues():
        assert row["readiness"]["lead"]["met"] is (row["lead"] is not None)


def test_no_person_is_named_anywhere() -> None:
    posts = {row["name"] for row in data(PLAN, "posts")}
    title = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Lady)\b\.? [A-Z]")
    roles = r"Director|Head|Chief|Treasurer|Manager|Lead|Coordinator"
    assert all(re.search(roles, name) for name in posts)
    for sample in NAMES:
        for file in own_files(sample):
            for text in every_text(json.loads(file.read_text(encoding="utf-8"))):
                assert not title.search(text), text


def test_every_indicator_measures_an_issue_and_each_outcome_and_plan_issue_has_one_lead_indicator() -> None:
    leads: Counter[str] = Counter()
    for row in data(PLAN, "indicators"):
        assert row["issues"], row["code"]
        assert row["least_count"] == 5
        assert row["definition"]
        assert row["source"]
        leads.update(link["issue"] for link in row["issues"] if link["lead"])
    assert {row["key"] for row in issues()} == set(leads)
    assert set(leads.values()) == {1}


def test_the_national_indicators_of_the_framework_are_all_there() -> None:
    codes = {row["national_code"] for row in data(PLAN, "indicators")}
    numbers = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 15, 16, 17, 20, 21, 47, 48, 50, 59, 60, 62, 63, 64, 65, 66, 67, 68, 72,
               73, 75, 92, 99, 100, 101, 110, 112, 116, 117, 120, 121, 122, 123, 125, 127, 130, 136, 137, 147, 148,
               151, 152, 154, 155, 159, 163, 164, 165, 166, 168, 169, 171, 172, 175, 185, 186, 188, 191, 192, 193,
               199]  # fmt: skip
    assert {f"NI {number}" for number in numbers} <= codes


def test_quarterly_indicators_have_three_years_or_say_since_when_they_are_measured() -> None:
    frequency = {row["code"]: row["frequency"] for row in data(PLAN, "indicators")}
    full = 0
    for row in data(PLAN, "readings"):
        periods = [reading["period"] for reading in row["readings"]]
        if frequency[row["indicator"]] == "quarterly":
            full += periods[-12:] == TWELVE
            assert periods[-1] == TWELVE[-1], row["indicator"]
    assert full >= 30


def test_the_kinds_of_data_that_are_hard_to_get_right_are_all_there() -> None:
    found = {row["code"]: row for row in data(PLAN, "indicators")}
    county = [row for row in data(PLAN, "readings") if "locality" not in row]
    counts = {row["indicator"]: len(row["readings"]) for row in county}
    assert found["NI 188"]["shape"] == "ordinal"
    assert found["NI 65"]["polarity"] == "band"
    assert found["NI 47"]["shape"] == "rolling"
    assert found["LI 41"]["polarity"] == "none"
    assert found["NI 155"]["shape"] == "cumulative"
    assert counts["NI 4"] == 1
    assert {row["year_kind"] for row in found.values()} == {"financial", "academic", "calendar"}
    assert any(event["definition_break"] for event in data(PLAN, "events"))
    statuses = {reading.get("status", "final") for row in data(PLAN, "readings") for reading in row["readings"]}
    assert statuses == {"final", "provisional", "restated"}


def test_the_districts_stand_for_the_county_in_two_indicators() -> None:
    districts = {row["key"] for row in data(PLAN, "localities")} - {"county"}
    for code in ("NI 117", "NI 192"):
        rows = [row for row in data(PLAN, "readings") if row["indicator"] == code]
        county = next(row["readings"][-1]["value"] for row in rows if "locality" not in row)
        newest = {row["locality"]: row["readings"][-1]["value"] for row in rows if "locality" in row}
        assert newest.keys() == districts
        assert min(newest.values()) < county < max(newest.values())
        assert sum(newest.values()) / len(newest) == pytest.approx(county, abs=2)


def test_a_share_is_what_its_numerator_and_denominator_give() -> None:
    scale = {"%": 100, "per 1,000": 1_000, "per 100,000": 100_000}
    found = {row["code"]: row for row in data(PLAN, "indicators")}
    checked = 0
    for row in data(PLAN, "readings"):
        unit, decimals = found[row["indicator"]]["unit"], found[row["indicator"]]["decimals"]
        for reading in row["readings"]:
            if "numerator" in reading:
                share = scale[unit] * reading["numerator"] / reading["denominator"]
                assert round(share, decimals) == pytest.approx(reading["value"], abs=0.51 * 10**-decimals), reading
                checked += 1
    assert checked >= 40


def test_every_target_has_its_rationale_and_a_floor_on_the_worse_side() -> None:
    found = {row["code"]: row for row in data(PLAN, "indicators")}
    for row in data(PLAN, "targets"):
        assert len(row["rationale"]) > 10
        higher = found[row["indicator"]]["polarity"] in ("higher", "band")
        for target in row["targets"]:
            assert (target["floor"] <= target["value"]) is higher or target["floor"] == target["value"], row


def test_targets_of_the_plan_reach_beyond_the_year() -> None:
    ends = {row["indicator"]: row["targets"][-1] for row in data(PLAN, "targets")}
    for code in ("NI 101", "NI 117", "NI 148", "NI 112", "NI 62", "NI 130", "LI 34", "NI 168"):
        assert ends[code].get("last", ends[code].get("period")) > "2010/11"


@pytest.mark.parametrize("sample", NAMES)
def test_every_period_is_written_as_the_program_prints_it(sample: str) -> None:
    kinds = {row["code"]: YearKind(row["year_kind"]) for row in data(sample, "indicators")}
    if sample == PLAN:
        written = [(row["indicator"], one["period"]) for row in data(sample, "readings") for one in row["readings"]]
    else:
        written = [(row["indicator"], one) for row in data(sample, "figures")["figures"] for one in row["periods"]]
    for code, label in written:
        printed = parse(label, kinds[code]).label
        assert printed in (label, f"{label} academic year"), (code, label)


def test_the_glossary_marks_what_the_report_does_not_expand() -> None:
    entries = {row["name"]: row for row in data(PLAN, "glossary")}
    assert not entries["CMT"]["verified"]
    assert not entries["HATs"]["verified"]
    assert all(entries[name]["verified"] for name in ("CIP", "COSA", "CPEG", "LAA", "CAA", "CQC", "PCT", "VCS"))
    assert {row["name"] for row in data(PLAN, "departments")} == {
        "Adult Services", "Children's Services", "Culture, Communities and Rural Affairs", "Environment",
        "Property, Business and Regulatory Services", "Chief Executive's",
    }  # fmt: skip
    assert len(data(PLAN, "localities")) == 12


def test_made_up_figures_are_only_in_the_sample_that_says_so() -> None:
    assert data(PLAN, "sample")["illustrative"] is True
    assert data(PUBLISHED, "sample")["illustrative"] is False
    assert {file.name for file in own_files(PUBLISHED)} == {
        "sample.json", "plans.json", "issues.json", "decisions.json", "indicators.json", "figures.json",
    }  # fmt: skip
