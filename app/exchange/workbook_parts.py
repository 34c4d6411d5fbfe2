"""Which sheets a workbook lists, and which part holds each: compared before a library reads anything."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.exchange.budgets import Budgets
from app.exchange.own_marks import WHOLE_PLAN
from app.rules.errors import KnownError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Kind = Literal["xlsb", "ods"]

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_STRICT = "purl.oclc.org/ooxml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One listed sheet. `state`: visible, hidden or veryHidden; `kind`: worksheet, chartsheet ..."""

    name: str
    state: str
    part: str
    kind: str


def foreign_kind(parts: dict[str, bytes]) -> Kind | None:
    """A workbook of another format, or None. Raises KnownError "file_password" or "file_not_xlsx"."""
    if parts.get("mimetype", b"").startswith(_OPEN_DOCUMENT) or _has(parts, "content.xml"):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise KnownError("file_password")
        return "ods"
    if any(name.lower().endswith((".iwa", "index.zip")) for name in parts):
        raise KnownError("file_not_xlsx", kind="numbers")
    return "xlsb" if _has(parts, "xl/workbook.bin") else None


def check_workbook(parts: dict[str, bytes]) -> str:
    """The name of the workbook's main part. Raises KnownError "file_no_workbook" or "file_cut_off"."""
    main = _main_part(parts)
    if not main or not _has(parts, main):
        raise KnownError("file_no_workbook", inside=_what_else(main))
    if _root(parts, main).tag.rpartition("}")[2] != "workbook":
        raise KnownError("file_no_workbook", inside=_what_else(main))
    if not _has(parts, "[Content_Types].xml"):
        raise KnownError("file_cut_off")
    return main


def listed_sheets(parts: dict[str, bytes], budgets: Budgets) -> list[SheetPart]:
    """The sheets in the workbook's own order, each with a part that is really there."""
    main = check_workbook(parts)
    root = _root(parts, main)
    if _STRICT in root.tag:
        raise KnownError("file_strict")
    sheets = [each for each in root.iter() if each.tag.rpartition("}")[2] == "sheet"]
    if any(sheet.get("name") == WHOLE_PLAN for sheet in sheets) and len(sheets) > budgets.sheets:
        raise KnownError("file_is_whole_plan")
    if len(sheets) > budgets.sheets:
        raise KnownError("file_too_many_sheets", sheets=len(sheets), most=budgets.sheets)
    related = _relations(parts, main)
    found = []
    for sheet in sheets:
        name = sheet.get("name", "")
        key = next((value for key, value in sheet.items() if key.rpartition("}")[2] == "id"), "")
        kind, target = related.get(key, ("", ""))
        if not target or not _has(parts, target):
            raise KnownError("file_sheet_missing", sheet=name)
        found.append(SheetPart(name, sheet.get("state", "visible"), target, kind))
    return found


def has_macros(parts: dict[str, bytes]) -> bool:
    return any(name.lower().endswith("vbaproject.bin") for name in parts)


def part(parts: dict[str, bytes], name: str) -> bytes:
    """A part's bytes by its name, compared without case as Excel does. Raises KeyError."""
    if name in parts:
        return parts[name]
    folded = name.casefold()
    return next(content for key, content in parts.items() if key.casefold() == folded)


def related_part(parts: dict[str, bytes], kind: str) -> bytes | None:
    """The workbook's part of a kind ("styles", "sharedStrings"), or None."""
    main = _main_part(parts)
    for found, target in _relations(parts, main).values():
        if found == kind and _has(parts, target):
            return part(parts, target)
    return None


def counts_from_1904(parts: dict[str, bytes]) -> bool:
    for each in _root(parts, _main_part(parts)):
        if each.tag.rpartition("}")[2] == "workbookPr":
            return each.get("date1904", "0").lower() not in ("0", "false")
    return False


def _has(parts: dict[str, bytes], name: str) -> bool:
    return name in parts or name.casefold() in (key.casefold() for key in parts)


def _root(parts: dict[str, bytes], name: str) -> Element:
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(part(parts, name))
    except Exception as error:  # a parser answers damage with several kinds of error
        raise KnownError("file_part_damaged", part=name) from error
    return root


def _main_part(parts: dict[str, bytes]) -> str:
    """The part that the package names as its document; empty where it names none."""
    if not _has(parts, "_rels/.rels"):
        return "xl/workbook.xml" if _has(parts, "xl/workbook.xml") else ""
    for kind, target in _relations(parts, "").values():
        if kind == "officeDocument":
            return target
    return ""


def _relations(parts: dict[str, bytes], source: str) -> dict[str, tuple[str, str]]:
    """Kind and target part by relation id. A target that leaves the package is refused."""
    folder, name = posixpath.split(source)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not _has(parts, listing):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for relation in _root(parts, listing):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            continue
        path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        steps = 0
        for step in () if target.startswith("/") else target.split("/"):
            steps += -1 if step == ".." else 0 if step in ("", ".") else 1
            if steps < -len([each for each in folder.split("/") if each]):
                raise KnownError("file_not_by_excel", what="path")
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = (kind, path)
    return found


def _what_else(main: str) -> str:
    if main.startswith("word/"):
        return "Word document"
    if main.startswith("ppt/"):
        return "PowerPoint presentation"
    return ""
