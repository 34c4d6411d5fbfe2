"""Every point of 107 real series, as the NHS reference implementation judges it."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from app.rules.process_batch import analyse_many
from app.rules.process_limits import Analysis, Point, analyse

Row = dict[str, str]

DIRECTIONS = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
RULES = {"astronomical": "astronomical", "trend": "trend", "two_in_three": "two_of_three", "shift": "shift"}
SIGNALS = {
    "common_cause": "common",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral_high",
    "special_cause_neutral_low": "neutral_low",
}
ICONS = {
    "common_cause": ("common", None),
    "improvement_high": ("improvement", True),
    "improvement_low": ("improvement", False),
    "concern_high": ("concern", True),
    "concern_low": ("concern", False),
    "neutral_high": ("neutral_high", True),
    "neutral_low": ("neutral_low", False),
}
ASSURANCES = {
    "inconsistent": "hit_and_miss",
    "consistent_pass": "pass",
    "consistent_fail": "fail",
    "none": None,
}
CAUSES = {
    "Common Cause": None,
    "Above UCL": ("astronomical", True),
    "Below LCL": ("astronomical", False),
    "7 Points Above CL": ("shift", True),
    "7 Points Below CL": ("shift", False),
    "2 in 3 Above CL": ("two_of_three", True),
    "2 in 3 Below CL": ("two_of_three", False),
    "7 Point Trend (Increasing)": ("trend", True),
    "7 Point Trend (Decreasing)": ("trend", False),
}
LEVELS = {
    "mean": "mean",
    "lower_limit": "lower",
    "upper_limit": "upper",
}


def rows(file: Path) -> list[Row]:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def analyses(folder: Path) -> dict[tuple[str, str], Analysis]:
    """Every series with screening on and off, in period order."""
    inputs: dict[str, list[Row]] = defaultdict(list)
    for row in rows(folder / "inputs.csv"):
        inputs[row["series_id"]].append(row)
    found = {}
    for series, unsorted in inputs.items():
        ordered = sorted(unsorted, key=lambda row: row["period"])
        first = ordered[0]
        for screening in ("TRUE", "FALSE"):
            found[series, screening] = analyse(
                [float(row["value"]) if row["value"] else None for row in ordered],
                direction=DIRECTIONS[first["improvement_direction"]],
                target=float(first["target"]) if first["target"] else None,
                rebases=[at for at, row in enumerate(ordered) if row["rebase"] == "1"],
                screening=screening == "TRUE",
                fix_after=int(first["fix_after_n_points"]) if first["fix_after_n_points"] else None,
            )
    return found


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "process_limits"


def recommended(folder: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    """What to expect instead, by series, screening and order, where the package's answer is of no use."""
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in rows(folder / "policy_overrides.csv"):
        key = row["series_id"], row["screen_outliers"], row["order"]
        found[key][row["column"]] = row["recommended_value"]
    return found


def level(text: str) -> object:
    return pytest.approx(float(text), rel=1e-9) if text.strip() else None


def test_every_point_is_judged_as_the_reference_judges_it(folder: Path) -> None:
    instead = recommended(folder)
    compared = 0
    for row in rows(folder / "expected.csv.gz"):
        key = row["series_id"], row["screen_outliers"], row["order"]
        analysis = analyses(folder)[key[:2]]
        point = analysis.points[int(row["order"]) - 1]
        expected = row | instead.get(key, {})
        for column, name in LEVELS.items():
            assert getattr(point, name) == level(expected[column]), (key, column)
        cause = CAUSES[expected["special_cause_type"]]
        assert (point.rules[0] if point.rules else None, point.high) == (cause or (None, None)), key
        assert point.signal == SIGNALS[expected["point_type"]], key
        if row["quirk"] != "screening_left_no_variation":
            _compare_derived(row, point, analysis)
        compared += 1
    assert compared == 4800


def _compare_derived(row: Row, point: Point, analysis: Analysis) -> None:
    """Columns that hold only where the package's own limits do."""
    key = row["series_id"], row["screen_outliers"], row["order"]
    first_group = analysis.points[0].group
    assert point.group - first_group in (int(row["rebase_group"]), int(row["rebase_group"]) - 1), key
    limits = analysis.groups[point.group]
    assert limits.near_lower == level(row["near_lower_limit"]), key
    assert limits.near_upper == level(row["near_upper_limit"]), key
    assert point.side == (int(row["relative_to_mean"]) if row["relative_to_mean"] else None), key
    assert point.near is (row["close_to_limits"] == "TRUE"), key
    outside = "astronomical" in point.rules
    assert outside is (row["outside_limits"] == "TRUE"), key
    assert set(point.rules) == {RULES[rule] for rule in row["all_rules"].split("|") if rule}, key


def test_every_series_is_summed_up_as_the_reference_sums_it_up(folder: Path) -> None:
    compared = 0
    overridden = {key[:2] for key in recommended(folder)}
    for row in rows(folder / "expected_summary.csv"):
        key = row["series_id"], row["screen_outliers"]
        found = analyses(folder)[key]
        variation, high = ICONS[row["recommended_variation_icon"]]
        assert found.latest is not None
        assert (found.variation, found.points[found.latest].high) == (variation, high), key
        assert found.assurance == ASSURANCES[row["recommended_assurance"]], key
        limits = found.limits
        assert limits is not None
        assert len(found.points) == int(row["n_rows"])
        assert len(found.groups) == int(row["n_groups"])
        assert limits.ranges + limits.screened == int(row["n_moving_ranges"]), key
        assert limits.mean == level(row["mean"]), key
        if key not in overridden:
            assert limits.ranges == int(row["n_moving_ranges_used"]), key
            assert limits.upper == level(row["upper_limit"]), key
            assert limits.lower == level(row["lower_limit"]), key
            assert sum(bool(point.rules) for point in found.points) == int(row["n_special"]), key
        compared += 1
    assert compared == 214


@pytest.mark.parametrize("screening", ["TRUE", "FALSE"])
def test_all_real_series_at_once_are_judged_as_each_alone(folder: Path, screening: str) -> None:
    inputs: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows(folder / "inputs.csv"), key=lambda row: row["period"]):
        inputs[row["series_id"]].append(row)
    plain = [series for series in inputs.values() if not series[0]["fix_after_n_points"]]
    batch = analyse_many(
        [[float(row["value"]) if row["value"] else None for row in series] for series in plain],
        [DIRECTIONS[series[0]["improvement_direction"]] for series in plain],
        [float(series[0]["target"]) if series[0]["target"] else None for series in plain],
        rebases={
            at: [position for position, row in enumerate(series) if row["rebase"] == "1"]
            for at, series in enumerate(plain)
        },
        screening=screening == "TRUE",
    )
    for at, series in enumerate(plain):
        alone = analyses(folder)[series[0]["series_id"], screening]
        assert (batch.variation[at], batch.assurance[at]) == (alone.variation, alone.assurance)
        flagged = [bool(bits) for bits in batch.judged.rules[at, : len(series)]]
        assert flagged == [bool(point.rules) for point in alone.points], series[0]["series_id"]
