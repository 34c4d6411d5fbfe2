"""Documents that issues, decisions, assessments and inspections rely on, and what may be kept as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem

BYTES_LIMIT = 20 * 1024 * 1024
NAME_LIMIT = 120
PLACE_LIMIT = 500

REFUSED_KINDS = frozenset(
    """
    ade adp app appinstaller application appref-ms asp aspx bas bat cer chm cmd cnt com cpl crt csh der desktop diagcab
    dll dmg docm dotm exe fxp gadget grp hlp hpj hta htaccess htm html img inf ins iqy iso isp its jar jnlp js jse jsp
    ksh lnk mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz mhtml msc msh msh1 msh2 msi msix msp mst
    msu ocx one ops osd pcd php pif pkg pl plg potm ppam ppsm pptm prf prg prn ps1 ps1xml ps2 ps2xml psc1 psc2 pst py pyc
    pyo pyw pyz pyzw reg rgs scf scr sct settingcontent-ms sh shb shs slk svg swf sys theme tmp url vb vbe vbp vbs vbscript
    vhd vhdx vsmacros vsw vxd webpnp website wim ws wsc wsf wsh xaml xbap xhtml xlam xll xlm xlsb xlsm xltm xnk xps
    """.split()
)
"""Kinds that run, or make something run, when opened; documents with macros among them."""

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"]
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


class Cites(StrEnum):
    """What a document may be linked to."""

    ISSUE = "issue"
    DECISION = "decision"
    INSPECTION = "inspection"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """`thing_id`: the issue, decision or inspection result; for an assessment its department, with the quarter."""

    id: int
    kind: Cites
    thing_id: int
    title: str
    quarter: Period | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """`sha256` is empty where only its place is known. `background`: it belongs in the list under section 100D."""

    id: int
    version: int
    title: str
    file_name: str
    sha256: str
    size: int
    place: str
    background: bool
    note: str
    added: datetime
    added_by: str
    kept: bool = True
    """False where the bytes had to be erased."""
    links: tuple[DocumentLink, ...] = ()

    @property
    def has_file(self) -> bool:
        return bool(self.sha256) and self.kept

    @property
    def location(self) -> str:
        """As the list of background documents prints it."""
        return self.place or self.file_name


def clean_name(name: str) -> str:
    """A file name that means a file in the chosen folder and nothing else, on any system; never empty."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(mark for mark in base if unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    shown = _FORBIDDEN.sub("_", shown)
    shown = " ".join(shown.split()).strip(" .")
    stem, dot, kind = shown.rpartition(".")
    if not dot:
        stem, kind = shown, ""
    stem = stem.strip(" .") or "document"
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    end = f".{kind}"[:20] if kind else ""
    return stem[: NAME_LIMIT - len(end)].rstrip(" .") + end


def kind_of(name: str) -> str:
    """What follows the last dot, in small letters."""
    return clean_name(name).rpartition(".")[2].lower() if "." in clean_name(name) else ""


def file_problem(name: str, size: int) -> Problem | None:
    """Why these bytes cannot be kept, or None."""
    shown = clean_name(name)
    if size == 0:
        return Problem("document_empty", {"file": shown})
    if size > BYTES_LIMIT:
        return Problem("document_too_big", {"file": shown, "size": size, "limit": BYTES_LIMIT})
    kind = kind_of(name)
    if kind in REFUSED_KINDS:
        return Problem("document_kind", {"file": shown, "kind": kind})
    if not kind:
        return Problem("document_no_kind", {"file": shown})
    return None


def document_problem(title: str, place: str, note: str, *, has_file: bool) -> Problem | None:
    """Why it cannot be kept with these words, or None. Without a file it must say where it is."""
    return (
        text_problem("title", title, TITLE_LIMIT, required=True)
        or text_problem("place", place, PLACE_LIMIT, required=not has_file)
        or text_problem("note", note, NOTE_LIMIT, lines=True)
    )


def free_name(wanted: str, taken: set[str]) -> str:
    """The cleaned name, or with a number where a file of that name is there (whatever its capitals)."""
    name = clean_name(wanted)
    stem, dot, kind = name.rpartition(".")
    if not dot:
        stem, kind = name, ""
    have = {each.casefold() for each in taken}
    number = 2
    found = name
    while found.casefold() in have:
        end = f" ({number}){dot}{kind}"
        found = stem[: NAME_LIMIT - len(end)] + end
        number += 1
    return found
