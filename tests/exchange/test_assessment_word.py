"""A self-assessment as Word: its structure read back, the same bytes each time, and what comes back held against it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from app.commands.take_assessment import TakenSection, TakeSections
from app.commands.write_section import WriteSection
from app.exchange.assessment_word import assessment_bytes, file_name, save_assessment
from app.exchange.read_assessment_word import WordFile, plan_word, read_word
from app.rules.assessment import Assessment, SectionText
from app.rules.errors import KnownError, Refused, Stale
from app.store.store import Store
from tests.commands.test_assessments import begin, judge, read, step, write
from tests.exchange.office import resaved
from tests.plan_fixtures import store
from tests.plans import ACTOR

__all__ = ["store"]

MOMENT = datetime(2010, 4, 20, 9, 0)
TEXT = (
    "<h2>Where we are</h2><p>NEET rose to <a href=\"evidence:indicator/1\">NI 117</a>, which is <strong>red</strong> and"
    " <em>worse</em>.</p><ul><li>one<ul><li>within one</li></ul></li><li>two</li></ul>"
    "<ol><li>first</li><li>second</li></ol>"
    "<table><tr><th>Year</th><th>Figure</th></tr><tr><td>2009</td><td>6.9%</td></tr></table>"
    "<p>See <a href=\"https://www.hants.gov.uk/\">the council</a>.</p><ol><li>again first</li></ol>"
)


def made(store: Store) -> Assessment:
    begin(store)
    write(store, TEXT)
    judge(store, "rating", "mixed")
    return judge(store, "risk", "The plan may come too late.\nPlaces may run out.")


def saved(one: Assessment, folder: Path, name: str = "back.docx") -> Path:
    path = folder / name
    save_assessment(one, path, MOMENT, plan_key="key")
    return path


def test_headings_lists_tables_and_notes_are_words_own(store: Store, tmp_path: Path) -> None:
    document = docx.Document(str(saved(made(store), tmp_path)))
    told = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    at = told.index(("Heading 1", "Risks"))
    assert told[at + 3 : at + 15] == [
        ("Heading 2", "Where we are"), ("Normal", "NEET rose to NI 117 6.9% worse, red[1], which is red and worse."),
        ("List Bullet", "one"), ("List Bullet 2", "within one"), ("List Bullet", "two"), ("List Number", "first"),
        ("List Number", "second"), ("Normal", "See the council."), ("List Number", "again first"), ("Heading 2", "Risk"),
        ("Normal", "The plan may come too late."), ("Normal", "Places may run out."),
    ]  # fmt: skip
    assert told[at + 16] == ("Evidence note", "1. NI 117 6.9% worse, red (2009/10 Q4), 16-18 year olds not in education, "
                             "against a target of 5.4%; not statistically tested.")
    assert [style for style, _ in told[:2]] == ["Title", "Subtitle"]
    assert sum(style == "Heading 1" for style, _ in told) == 11
    table = next(each for each in document.tables if each.cell(0, 0).text == "Year")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Year", "Figure"], ["2009", "6.9%"]]
    numbers = {each.text: each._p.pPr.numPr.numId.val for each in document.paragraphs if each.style.name == "List Number"}
    assert numbers["first"] == numbers["second"] != numbers["again first"]


def test_the_same_assessment_gives_the_same_bytes(store: Store) -> None:
    one = made(store)
    first, second = (assessment_bytes(one, MOMENT) for _ in range(2))
    assert first == second
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert file_name(one) == "ENV self-assessment 2009-10-Q4.docx"


@pytest.mark.parametrize("office", [False, True], ids=["as written", "saved again by LibreOffice"])
def test_what_comes_back_unchanged_changes_nothing(store: Store, tmp_path: Path, office: bool) -> None:
    one = made(store)
    path = saved(one, tmp_path)
    plan = plan_word(read_word(resaved(path, "docx") if office else path), one, "key")
    assert [(change.section.key, change.html, change.risk) for change in plan.changes] == [], plan.changes[0].html
    assert len(plan.unchanged) == 11 and plan.unknown == ()


def test_a_section_that_was_changed_there_is_taken_in_with_its_diff(store: Store, tmp_path: Path) -> None:
    one = made(store)
    path = saved(one, tmp_path)
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.text == "two":
            paragraph.runs[0].text = "two and a half"
    document.save(str(path))
    plan = plan_word(read_word(path), one, "key")
    (change,) = plan.changes
    assert change.section.key == "risks" and change.risk is None and change.change.words == 3
    assert change.html == TEXT.replace("<li>two</li>", "<li>two and a half</li>").replace("</a>, which", "</a>, which")
    taken = TakenSection("risks", one.text("risks").version, change.html, change.risk)
    store.change(TakeSections(one.id, (taken,), path.name), ACTOR)
    assert "two and a half" in read(store).text("risks").plain
    with pytest.raises(Stale):
        store.change(TakeSections(one.id, (taken,), path.name), ACTOR)
    store.undo(ACTOR)
    assert read(store).text("risks").html == one.text("risks").html


def rejudged(path: Path, **cells: str) -> Path:
    """The file with other words in the table of the section that is rated."""
    document = docx.Document(str(path))
    table = next(each for each in document.tables if each.cell(0, 1).text.startswith("Mixed progress"))
    for row in table.rows:
        row.cells[1].text = cells.get(row.cells[0].text.split()[0], row.cells[1].text)
    document.save(str(path))
    return path


@pytest.mark.parametrize("office", [False, True], ids=["as written", "saved again by LibreOffice"])
def test_judgements_changed_there_are_shown_and_taken_in_as_one_change(
    store: Store, tmp_path: Path, office: bool
) -> None:
    one = made(store)
    path = rejudged(saved(one, tmp_path), Rating="off course", Risk=" High ", Confidence="Low")
    plan = plan_word(read_word(resaved(path, "docx") if office else path), one, "key")
    (change,) = plan.changes
    assert change.html is None and change.risk is None and plan.unread == ()
    told = [(each.what, each.before, each.after) for each in change.judged.changes]
    assert told == [("Rating", "Mixed progress", "Off course"), ("Risk", "", "High"), ("Confidence", "", "Low")]
    version = one.text("risks").version
    taken = TakenSection("risks", version, None, None, change.judged.values, change.judged.why)
    store.change(TakeSections(one.id, (taken,), path.name), ACTOR)
    text = read(store).text("risks")
    assert (text.rating, text.risk_level, text.confidence, text.prospects) == ("off_course", "high", "low", None)
    assert text.html == one.text("risks").html
    store.undo(ACTOR)
    assert read(store).text("risks").rating == "mixed"


def test_words_that_are_no_choice_are_named_and_change_nothing(store: Store, tmp_path: Path) -> None:
    one = made(store)
    path = rejudged(saved(one, tmp_path), Rating="Mixed progressive", Prospects="Fair", Confidence="")
    plan = plan_word(read_word(path), one, "key")
    assert plan.changes == () and len(plan.unchanged) == 11
    assert plan.unread == (("Risks", "rating", "Mixed progressive"), ("Risks", "prospects", "Fair"))


def test_a_rating_that_is_not_last_quarters_wants_its_line_why(store: Store, tmp_path: Path) -> None:
    one = made(store)
    before = replace(one, last={"risks": SectionText("risks", rating="on_course")})
    same = plan_word(read_word(saved(one, tmp_path)), before, "key")
    assert same.changes == ()
    (bare,) = plan_word(read_word(rejudged(saved(one, tmp_path), Rating="Off course")), before, "key").changes
    assert bare.judged.wants_why and bare.judged.values == (("rating", "off_course"),)
    told = rejudged(saved(one, tmp_path), Rating="Off course (jobs for young people fell)")
    (why,) = plan_word(read_word(told), before, "key").changes
    assert not why.judged.wants_why and why.judged.why == "jobs for young people fell"


def test_a_file_of_another_department_or_quarter_is_refused(store: Store, tmp_path: Path) -> None:
    one = made(store)
    file = read_word(saved(one, tmp_path))
    other = replace(one, department=replace(one.department, id=2))
    with pytest.raises(KnownError, match="word_other_assessment"):
        plan_word(file, other, "key")
    with pytest.raises(KnownError, match="word_other_assessment"):
        plan_word(file, one, "another plan")
    with pytest.raises(KnownError, match="word_no_section"):
        plan_word(WordFile("x.docx", "", None, ()), one, "key")


def test_a_signed_assessment_takes_nothing_in(store: Store, tmp_path: Path) -> None:
    from app.rules.assessment_stages import Step

    one = made(store)
    for each in (Step.AGREE, Step.SIGN):
        step(store, each)
    with pytest.raises(Refused, match="assessment_stage"):
        store.change(TakeSections(one.id, (TakenSection("risks", one.text("risks").version, "<p>x</p>"),), "x"), ACTOR)


def rezipped(path: Path, name: str, content: bytes) -> Path:
    data = BytesIO()
    with zipfile.ZipFile(path) as read_, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in read_.namelist():
            out.writestr(entry, content if entry == name else read_.read(entry))
    path.write_bytes(data.getvalue())
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "file_dtd"),
        (b"<w:document", "file_part_damaged"),
        (b" " * 60_000_000, "file_unpacks_too_much"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(store: Store, tmp_path: Path, content: bytes, code: str) -> None:
    path = rezipped(saved(made(store), tmp_path), "word/document.xml", content)
    with pytest.raises(KnownError, match=code):
        read_word(path)


def test_what_is_no_word_file_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"Dear colleague")
    with pytest.raises(KnownError, match="file_not_word"):
        read_word(path)
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("hello.txt", "x")
    with pytest.raises(KnownError, match="file_not_word"):
        read_word(path)


def test_a_picture_goes_out_with_the_text(store: Store, tmp_path: Path) -> None:
    import base64
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    begin(store)
    one = write(store, f'<p>a<img src="data:image/png;base64,{base64.b64encode(png).decode()}"></p>')
    address = one.text("risks").html.partition('src="')[2].partition('"')[0]
    document = docx.Document(BytesIO(assessment_bytes(one, MOMENT, pictures={address: png})))
    assert len(document.inline_shapes) == 1
    assert WriteSection(one.id, "risks", 1, "").label == "Write “risks”"
