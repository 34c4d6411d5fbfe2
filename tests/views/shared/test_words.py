"""Every problem that the program can name has a sentence, with what happened, where and what to do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from app.rules.category import Category
from app.rules.errors import KnownError, Problem, Refused, Stale
from app.rules.period import Period
from app.views.shared import words
from app.views.shared.words import of_error, said, sentence
from app.views.shell.store_errors import LABELS, WAYS

ROOT = Path(__file__).resolve().parents[3]
NOT_TOLD = {"and_more"}
"""Codes that only ever stand inside another sentence."""


def codes_in_the_program() -> dict[str, str]:
    """Each literal first argument of Problem(...) and KnownError(...), with a file that names it."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "KnownError") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.setdefault(first.value, str(file.relative_to(ROOT)))
    return found


def test_every_code_in_the_program_has_words() -> None:
    nameless = {code: file for code, file in codes_in_the_program().items()
                if not words.known(code) and code not in NOT_TOLD}
    assert not nameless


@pytest.mark.parametrize("code", sorted(words._templates()))
def test_a_sentence_bears_missing_facts_and_raises_no_voice(code: str) -> None:
    text = sentence(Problem(code, {}))
    assert text.strip()
    assert "!" not in text


def test_a_code_without_words_is_told_calmly() -> None:
    assert sentence(Problem("brand_new")) == "This cannot be done. The program gives the reason as “brand_new”."


def test_words_need_no_window() -> None:
    code = ("import sys; from app.views.shared import words; words._templates(); "
            "print([name for name in sys.modules if name.startswith('PySide6')])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(autouse=True)
def afternoon(clock) -> None:
    clock.at(2010, 4, 16, 14, 3)


def test_a_store_of_a_newer_version_names_both() -> None:
    text = sentence(Problem("store_newer", {"path": "/plans/hampshire.plan", "version": "2.4", "ours": "2.3"}))
    assert text.startswith("This store was saved by version 2.4; this is 2.3.")
    assert "The file was not touched." in text
    assert text.endswith("Ask IT for version 2.4.")


def test_a_damaged_store_names_the_last_good_backup_and_what_came_after() -> None:
    text = sentence(Problem("store_damaged", {
        "path": "/plans/hampshire.plan", "detail": "page 12", "backup": "/plans/b.plan",
        "backup_at": datetime(2010, 4, 16, 9, 38), "later": 14}))
    assert "damaged (page 12)" in text
    assert "Last good backup: today 09:38; 14 later changes are in the operations log." in text
    assert "Nothing is repaired without a copy." in text


def test_a_damaged_store_without_a_backup_offers_none() -> None:
    text = sentence(Problem("store_damaged", {"path": "/plans/hampshire.plan", "detail": "page 12", "backup": ""}))
    assert "No backup was found beside it." in text
    assert "Restore" not in text


@pytest.mark.parametrize("code", ["store_not_ours", "store_empty"])
def test_what_is_no_store_is_called_that_and_stays_untouched(code: str) -> None:
    text = sentence(Problem(code, {"path": "C:\\Users\\me\\notes.plan"}))
    assert text.startswith("notes.plan is not a Corporate Performance store")
    assert "C:\\Users\\me\\notes.plan" in text
    assert "The file was not touched." in text


def test_a_store_on_a_share_is_told_where_why_and_what_to_do() -> None:
    text = sentence(Problem("store_network", {"path": "//srv/plans/a.plan", "kind": "a network share"}))
    assert "//srv/plans/a.plan is on a network share" in text
    assert "Copy it to this computer" in text
    assert "open it read-only" in text


def test_a_store_open_elsewhere_says_who_where_and_since_when() -> None:
    text = sentence(Problem("store_locked", {
        "path": "/a.plan", "who": "HPOLICY", "pc": "PC-0412", "since": "2010-04-16T09:12:00",
        "last": "2010-04-16T09:40:00", "backup": "/b.plan", "backup_at": "2010-04-16T09:38:00"}))
    assert text.startswith("HPOLICY has this open on PC-0412 since 09:12 (last change 09:40).")
    assert "backup of 09:38 read-only" in text


def test_a_full_disk_says_how_much_is_needed_and_that_the_text_is_kept() -> None:
    text = sentence(Problem("disk_full", {"drive": "C:", "needs": 2_000_000, "free": 100_000}))
    assert text == ("Not saved: drive C: is full (needs 2.0 MB, 0.1 MB free). Your text is kept here. "
                    "Free space and try again.")


def test_a_store_that_is_gone_says_from_where_and_what_is_kept() -> None:
    text = sentence(Problem("store_gone", {"path": "E:\\a.plan", "since": datetime(2010, 4, 16, 9, 38)}))
    assert text.startswith("The store is no longer at E:\\a.plan.")
    assert "your changes since 09:38 are kept in memory" in text
    assert "save a copy" in text


def test_a_sudden_end_says_what_was_checked() -> None:
    assert sentence(Problem("ended_suddenly", {"entries": 212, "drafts": 1})) == (
        "The last session ended suddenly. Checked: nothing lost (212 changes). 1 unsaved text found: restore?")
    assert sentence(Problem("ended_suddenly", {"entries": 1})) == (
        "The last session ended suddenly. Checked: nothing lost (1 change).")


def test_a_title_of_the_wrong_length_says_the_limits() -> None:
    empty = sentence(Problem("text_missing", {"field": "title", "limit": 200}))
    long = sentence(Problem("text_too_long", {"field": "title", "limit": 200, "length": 201}))
    assert "1 to 200 characters" in empty
    assert "1 to 200 characters" in long
    assert "201" in long


def test_a_forbidden_column_says_why_in_the_frameworks_words() -> None:
    ways = {(a, b): sentence(Problem("exception_only", {"from": a, "to": b})) for a, b in (
        (Category.OUTCOMES, Category.IMPROVEMENT_PLAN), (Category.HOT_LIST, Category.OUTCOMES),
        (Category.IMPROVEMENT_PLAN, Category.HOT_LIST))}
    assert len(set(ways.values())) == 3
    assert all("exception" in text for text in ways.values())


def test_an_undo_that_somebody_overtook_says_who_and_when() -> None:
    text = sentence(Problem("undo_conflict", {"who": "Head of Skills", "at": "2010-04-16T10:05:00"}))
    assert text.startswith("This cannot be undone: Head of Skills edited it at 10:05.")
    assert "Open it and edit it instead." in text


def test_an_undo_of_what_a_frozen_paper_reports_names_the_paper() -> None:
    assert "2009/10 Q4 has been frozen" in sentence(Problem("undo_frozen", {"quarter": "2009/10 Q4"}))


def test_a_wrong_clock_says_by_how_much_and_that_order_is_kept() -> None:
    text = sentence(Problem("clock_differs", {"days": 400}))
    assert text.startswith("This PC's clock differs from the last change by 400 days.")
    assert "order they were made" in text


def test_a_backup_of_another_council_shows_both_headings() -> None:
    text = sentence(Problem("restore_other", {"current": "Hampshire, 412 changes", "backup": "Dorset, 90 changes"}))
    assert "Hampshire, 412 changes" in text
    assert "Dorset, 90 changes" in text
    assert "kept aside" in text


def test_a_past_quarter_is_named() -> None:
    assert "2009/10 Q3" in sentence(Problem("past_quarter", {"quarter": Period.quarter(2009, 3)}))


def test_dates_in_problems_are_written_the_british_way() -> None:
    assert "22/02/2010" in sentence(Problem("date_in_future", {"date": date(2010, 2, 22)}))


def test_every_problem_of_a_refusal_is_told() -> None:
    error = Refused(Problem("reason_missing"), Problem("body_missing"))
    assert [part.what for part in of_error(error)] == ["There is no reason.", "No body is named."]
    assert of_error(Stale(Problem("stale")))[0].what.startswith("It was changed")
    assert of_error(KnownError("store_gone", path="/a"))[0] == said(Problem("store_gone", {"path": "/a"}))
    assert "Nothing of it was stored." in str(of_error(ZeroDivisionError("12 % of 25"))[0])
    assert "12 %" not in str(of_error(ZeroDivisionError("12 % of 25"))[0])


def test_every_way_out_has_a_label_and_every_problem_with_ways_has_words() -> None:
    assert {way for ways in WAYS.values() for way in ways} <= set(LABELS)
    assert all(words.known(code) for code in WAYS)


def test_labels_are_in_sentence_case() -> None:
    assert all(re.fullmatch(r"[A-Z][a-z\- ]+…?", label) for label in LABELS.values())
