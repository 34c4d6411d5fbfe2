"""Numbers and addresses of one person are noticed in a text, and left out of what the public may read."""

from __future__ import annotations

import pytest

from app.rules.personal_data import LEFT_OUT, personal_data, without_personal_data

NHS = "943 476 5919"
"""Ten digits that fulfil the check."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [(f"Seen on Monday, {NHS}, twice", "an NHS number"), ("AB 12 34 56 C wrote", "a National Insurance number"),
     ("Pupil A123456789012 moved", "a pupil number"), ("Anna, born 03/04/1999", "a date of birth"),
     ("Ask anna@example.org", "an e-mail address")],
)  # fmt: skip
def test_each_kind_is_noticed(text: str, kind: str) -> None:
    assert personal_data(text) == kind


@pytest.mark.parametrize("text", ["6.9% in 2009/10 Q4", "943 476 5918", "01962 841 841", "born in 1999", "a@b"])
def test_ordinary_words_and_figures_are_not(text: str) -> None:
    assert personal_data(text) is None
    assert without_personal_data(text) == text


def test_the_public_version_leaves_them_out_and_keeps_the_contact() -> None:
    assert without_personal_data(f"For {NHS} and AB123456C.") == f"For {LEFT_OUT} and {LEFT_OUT}."
    assert without_personal_data("Pupil A123456789012 moved") == f"Pupil {LEFT_OUT} moved"
    assert without_personal_data("Anna, born 03/04/1999") == f"Anna, {LEFT_OUT}"
    assert without_personal_data("Ask team@example.org") == "Ask team@example.org"
