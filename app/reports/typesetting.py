"""Sets pages as PDF/UA-1 with Typst: bundled fonts only, no network, the same bytes for the same page."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.reports.letters import FONT_FOLDERS, STANDS_FOR_MISSING, breakable, printable
from app.reports.plan_page import PlanTablePage
from app.rules.errors import KnownError
from app.rules.papers import OutlineEntry, PackPaper
from app.rules.papers_content import PackContent

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "resources" / "pages"
_MOST_RETRIES = 40
_SHARP = 220.0
"""Dots per inch of a picture in a document."""
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_LOCK = threading.Lock()


def set_plan_page(page: PlanTablePage, moment: datetime) -> bytes:
    """The page as a tagged PDF of one language and title. Raises KnownError page_not_set.

    `moment` is the document's date: the only thing in it that is not the page's own.
    """
    return _set("plan_table.typ", {**_plain(asdict(page)), "date": _date(moment)}, moment)


def set_pages(content: PackContent, data: dict[str, Any], moment: datetime) -> PackPaper:
    """The pack of app.reports.pack_data as a tagged PDF, and where each of its pages starts."""
    with _LOCK:
        pdf = _set_text("pack.typ", json.dumps(data, ensure_ascii=False), moment)
        compiler = _compiler("pack.typ")
        starts = [each["value"] for each in json.loads(compiler.query("<start>"))]
        (sheets,) = [each["value"] for each in json.loads(compiler.query("<end>"))]
    outline = tuple(
        OutlineEntry(page.choice, page.kind, page.subject, page.title, start - 1)
        for page, start in zip(content.pages, starts, strict=True)
    )
    return PackPaper(pdf, outline, sheets)


def set_picture(drawing: str, width: float, height: float) -> bytes:
    """An SVG as a PNG, sharp enough to print. Raises KnownError page_not_set."""
    import typst

    page = json.dumps({"svg": drawing, "width": width, "height": height})
    try:
        with _LOCK:
            made = _compiler("picture.typ").compile(format="png", ppi=_SHARP, sys_inputs={"page": page})
    except typst.TypstError as error:
        raise KnownError("page_not_set", detail=str(error)[:500]) from error
    assert isinstance(made, bytes)
    return made


def warm() -> None:
    """Load the compiler and the fonts ahead of the first page, 0.2 s."""
    _compiler("pack.typ")


def _set(template: str, page: dict[str, Any], moment: datetime) -> bytes:
    with _LOCK:
        return _set_text(template, json.dumps(page, ensure_ascii=False, sort_keys=True), moment)


def _set_text(template: str, text: str, moment: datetime) -> bytes:
    import typst

    for _ in range(_MOST_RETRIES):
        try:
            made = _compiler(template).compile(
                format="pdf",
                sys_inputs={"page": text},
                pdf_standards=["ua-1"],
                timestamp=int(moment.timestamp()),
            )
        except typst.TypstError as error:
            missing = _NO_GLYPH.search(str(error))
            if not missing:
                raise KnownError("page_not_set", detail=str(error)[:500]) from error
            text = text.replace(missing[1], STANDS_FOR_MISSING)
            continue
        if isinstance(made, bytes):
            return made
    raise KnownError("page_not_set", detail="letters without a glyph")


@cache
def _compiler(template: str) -> Any:
    import typst

    return typst.Compiler(
        input=str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(folder) for folder in FONT_FOLDERS],
        ignore_system_fonts=True,
    )


def _plain(item: Any) -> Any:
    """Texts made printable, all through."""
    if isinstance(item, str):
        return item if item.startswith("<svg") else breakable(printable(item))
    if isinstance(item, dict):
        return {key: _plain(value) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [_plain(value) for value in item]
    return item


def _date(moment: datetime) -> list[int]:
    return [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second]
