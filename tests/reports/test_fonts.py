"""The bundled fonts: without them no paper is made, and why is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.reports import letters
from app.reports.pack import set_pack
from app.rules.errors import KnownError
from app.rules.papers import Pack, PageChoice, PageKind
from app.views.shared.words import said
from tests.reports.packs import sample_facts
from tests.reports.test_paper_access import MOMENT


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What is remembered of the fonts is read again, before and after."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    letters.letters.cache_clear()
    letters.said.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_a_paper_without_its_fonts_is_refused_and_not_printed_as_boxes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = sample_facts(tmp_path / "plan")
    monkeypatch.setattr(letters, "FONT_FOLDERS", (letters.FONT_FOLDERS[0], tmp_path / "fonts"))
    with pytest.raises(KnownError) as refusal:
        set_pack(facts, Pack("Cabinet", (PageChoice(PageKind.SUMMARY),)), MOMENT)
    assert refusal.value.problem.code == "fonts_missing"
    assert said(refusal.value.problem).do == "Install the program again."
