"""Sets pages as PDF/UA-1 with Typst: bundled fonts only, no network, the same bytes for the same page."""

from __future__ import annotations

import json
import re
import threading
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.reports.bookmarks import Sheets, sheets
from app.reports.letters import FONT_FOLDERS, STANDS_FOR_MISSING
from app.rules.errors import KnownError
from app.rules.papers import OutlineEntry, PackPaper
from app.rules.papers_content import PackContent

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "resources" / "pages"
_MOST_RETRIES = 40
_SHARP = 220.0
"""Dots per inch of a picture in a document."""
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_LOCK = threading.Lock()


def set_pages(content: PackContent, data: dict[str, Any], moment: datetime) -> PackPaper:
    """The pack of app.reports.pack_data as a tagged PDF, and where each of its pages starts.

    `moment` is the document's date: the only thing in it that is not the pack's own. Raises KnownError page_not_set.
    """
    with _LOCK:
        pdf, text = _set_text(json.dumps(data, ensure_ascii=False), moment)
        found = sheets(pdf)
        if found is None or len(found.starts) != max(len(content.pages), 1):
            found = _asked(text)
    outline = tuple(
        OutlineEntry(page.choice, page.kind, page.subject, page.title, start)
        for page, start in zip(content.pages, found.starts, strict=False)
    )
    return PackPaper(pdf, outline, found.count)


def _asked(text: str) -> Sheets:
    """Where the pages start, asked of Typst, which lays them out once more for it: by each page's one heading of the

    first level they can be read from the PDF, unless that is not written as it used to be.
    """
    _, *starts, end = (each["value"] for each in json.loads(_opened(text).query("metadata")))
    return Sheets(end, tuple(start - 1 for start in starts))


def set_alone(data: dict[str, Any], moment: datetime) -> tuple[bytes, int]:
    """A part of a pack, to be looked at: its PDF without tags, and how many sheets that has.

    It does not wait for a whole pack that is being set. Raises KnownError page_not_set.
    """
    import typst

    try:
        document = _opened(json.dumps(data, ensure_ascii=False))
        made = document.compile(format="pdf", timestamp=moment.astimezone(), pdf_tags=False)
    except typst.TypstError as error:
        raise KnownError("page_not_set", detail=str(error)[:500]) from error
    found = sheets(made)
    return made, found.count if found else 0


def set_drawings(data: dict[str, Any], moment: datetime) -> list[bytes]:
    """Each sheet of the pack as an SVG. Raises KnownError page_not_set."""
    import typst

    with _LOCK:
        try:
            made = _opened(json.dumps(data, ensure_ascii=False)).compile(format="svg", timestamp=int(moment.timestamp()))
        except typst.TypstError as error:
            raise KnownError("page_not_set", detail=str(error)[:500]) from error
    return [made] if isinstance(made, bytes) else list(made)


def set_picture(drawing: str, width: float, height: float) -> bytes:
    """An SVG as a PNG, sharp enough to print. Raises KnownError page_not_set."""
    import typst

    page = json.dumps({"svg": drawing, "width": width, "height": height})
    try:
        with _LOCK:
            made = _pictures().compile(format="png", ppi=_SHARP, sys_inputs={"page": page})
    except typst.TypstError as error:
        raise KnownError("page_not_set", detail=str(error)[:500]) from error
    assert isinstance(made, bytes)
    return made


def warm() -> None:
    """Load the compiler and the fonts ahead of the first page, 0.2 s."""
    _fonts()


def _set_text(text: str, moment: datetime) -> tuple[bytes, str]:
    """The PDF, and the text it was set from: a letter that no font has is left out of it."""
    import typst

    for _ in range(_MOST_RETRIES):
        try:
            made = _opened(text).compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment.astimezone())
        except typst.TypstError as error:
            missing = _NO_GLYPH.search(str(error))
            if not missing:
                raise KnownError("page_not_set", detail=str(error)[:500]) from error
            text = text.replace(missing[1], STANDS_FOR_MISSING)
            continue
        if isinstance(made, bytes):
            return made, text
    raise KnownError("page_not_set", detail="letters without a glyph")


def _opened(text: str) -> Any:
    """A document of this one pack. As an input of the document (sys.inputs) any change in the pack would undo all that

    Typst remembers of the pack before; as its text only pages that changed are set again.
    """
    import typst

    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    document = f'#import "/pack.typ": pack\n#pack(json(bytes("{quoted}")))\n'
    return typst.Compiler(
        input=document.encode(), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
    )


@cache
def _fonts() -> Any:
    import typst

    folders = [str(folder) for folder in FONT_FOLDERS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _pictures() -> Any:
    import typst

    return typst.Compiler(
        input=str(TEMPLATES / "picture.typ"), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
    )
