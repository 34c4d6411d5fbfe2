"""Texts of a department's form: what is said of its issues, and its self-assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.exchange.cells import read_note, read_words
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.judge_rows import Judged
from app.exchange.raw import Odd
from app.exchange.read_return import FormFile
from app.exchange.return_columns import Table
from app.exchange.return_layout import LONG_TEXTS, short_hash, text_key
from app.rules.errors import Problem
from app.rules.personal_data import personal_data
from app.rules.return_changes import TextChange
from app.rules.return_form import TEXTS, FormIssue, ReturnForm
from app.rules.texts import NOTE_LIMIT, text_problem

_LONG = re.compile(r"\[Long text (\d+): ")
_SHOWN = 240


class TextReader:
    """Reads the text of a cell, and what there is to say of it."""

    def __init__(self, table: Table, long_texts: Mapping[int, str]) -> None:
        self._table, self._long = table, long_texts
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self.notes: list[Problem] = []

    def read(self, row: int, heading: str) -> str:
        self.problems, self.doubts, self.notes = [], [], []
        table = self._table
        cell = table.cell(row, heading)
        if isinstance(cell, Odd) and cell.kind in ("error", "formula"):
            code = "cell_error" if cell.kind == "error" else "cell_not_calculated"
            self.problems.append(table.said(row, heading, code, text=cell.text))
            return ""
        text, removed = read_note(cell)
        marked = _LONG.match(text)
        if marked:
            text, removed = read_note(self._long.get(int(marked[1]), text))
        if removed:
            self.notes.append(table.said(row, heading, "marks_removed", marks=removed[:8]))
        problem = text_problem("note", text, NOTE_LIMIT, lines=True)
        if problem is not None:
            self.problems.append(table.said(row, heading, "return_text", length=len(text), limit=NOTE_LIMIT))
        kind = personal_data(text)
        if kind:
            self.doubts.append(table.said(row, heading, "personal_data", kind=kind))
        return text


def long_texts(file: FormFile) -> dict[int, str]:
    """Texts that no cell holds, put together again, numbered in their order."""
    sheet = file.sheet(LONG_TEXTS)
    found: dict[str, list[str]] = {}
    for row in sheet.rows if sheet else ():
        place, part, text = (sheet.cell(row, column) for column in (1, 2, 3)) if sheet else (None, None, None)
        if isinstance(part, float) and isinstance(place, str) and isinstance(text, str):
            found.setdefault(place, []).append(text)
    return {number: "".join(parts) for number, parts in enumerate(found.values(), 1)}


def judge_issues(
    table: Table, form: ReturnForm, sent: Mapping[str, str], long: Mapping[int, str], again: bool = False
) -> Iterator[Judged]:
    """`again`: a return of this department and quarter was taken before."""
    known = {issue.id: issue for issue in form.issues}
    reader = TextReader(table, long)
    seen: dict[int, int] = {}
    for row in table.rows():
        number = table.cell(row, "Number")
        issue = known.get(int(number)) if isinstance(number, float) and number == int(number) else None
        if issue is None or issue.id in seen:
            yield _strange(table, form, row, seen.get(issue.id) if issue else None)
            continue
        seen[issue.id] = row
        for at, (name, heading) in enumerate(TEXTS):
            text = reader.read(row, heading)
            key = text_key(issue.id, name)
            judged = _text(table, form, reader, row, issue, at, text, sent.get(key), again)
            if judged is not None:
                yield judged


def _strange(table: Table, form: ReturnForm, row: int, first: int | None) -> Judged:
    """A row that is no issue of the department's, or one that is there already."""
    text = read_words(table.cell(row, "Number"))
    code = "return_issue_unknown" if first is None else "return_issue_twice"
    other = "" if first is None else table.name(first, "Number")
    problem = table.said(row, "Number", code, text=text[:40], other=other)
    line = ImportLine(LineState.UNREADABLE, table.file, table.sheet.name, table.name(row, "Number"), "", text[:40] or "–",
                      form.quarter.label, "", text[:40], (problem,))  # fmt: skip
    return Judged(line, [problem])


def _text(table: Table, form: ReturnForm, reader: TextReader, row: int, issue: FormIssue, at: int, text: str,
          sent: str | None, again: bool) -> Judged | None:  # fmt: skip
    """None where the department changed nothing."""
    name, heading = TEXTS[at]
    stored = read_note(issue.texts[at])[0]
    as_sent = short_hash([text]) == sent
    if not reader.problems and (text == stored or (as_sent and not again)):
        return None
    problems, doubts = list(reader.problems), list(reader.doubts)
    if as_sent:
        doubts.append(table.said(row, heading, "return_text_as_sent"))
    elif (not problems and sent is not None and short_hash([stored]) != sent) or (
        not problems and sent is None and stored
    ):
        doubts.append(table.said(row, heading, "return_text_changed_here"))
    if not problems and not text:
        doubts.append(table.said(row, heading, "return_text_cleared"))
    state = LineState.UNREADABLE if problems else LineState.CHECK if doubts else LineState.CHANGED
    if state is LineState.CHANGED and not stored:
        state = LineState.NEW
    edit = None if problems else TextChange(issue.id, issue.version, name, text, table.place(row, heading))
    why = tuple(problems or doubts) or (Problem("line_text", {"heading": heading}),)
    title = f"{issue.title}: {heading.lower()}"
    line = ImportLine(state, table.file, table.sheet.name, table.name(row, heading), "", title,
                      form.quarter.label, stored[:_SHOWN], text[:_SHOWN], why, edit=edit)  # fmt: skip
    return Judged(line, problems, doubts, list(reader.notes))


def judge_assessment(
    table: Table, form: ReturnForm, long: Mapping[int, str]
) -> tuple[list[Judged], dict[str, str]]:
    """Lines for the sections that hold text, and the texts by their sections' keys."""
    keys = {heading.casefold(): key for key, heading in form.sections}
    reader = TextReader(table, long)
    found: list[Judged] = []
    texts: dict[str, str] = {}
    for row in table.rows():
        heading = read_words(table.cell(row, "Section"))
        text = reader.read(row, "This quarter")
        if not text and not reader.problems:
            continue
        problems = list(reader.problems)
        key = keys.get(heading.casefold())
        if key is None or key in texts:
            problems.append(table.said(row, "Section", "return_section_unknown", text=heading[:60]))
        doubts = [] if problems else list(reader.doubts)
        now = form.assessment.get(key or "", "")
        state = LineState.UNREADABLE if problems else LineState.CHECK if doubts else _taken(form, now)
        told = Problem("line_assessment" if form.assessment_open else "line_assessment_kept")
        why = tuple(problems or doubts) or (told,)
        line = ImportLine(state, table.file, table.sheet.name, table.name(row, "This quarter"), "",
                          f"Self-assessment: {heading or '–'}", form.quarter.label, now[:_SHOWN], text[:_SHOWN], why,
                          section=key if key and not problems else "")  # fmt: skip
        found.append(Judged(line, problems, doubts, list(reader.notes)))
        if key is not None and not problems:
            texts[key] = text
    return found, texts


def _taken(form: ReturnForm, now: str) -> LineState:
    """New where nothing stands in the section, or where it is signed and the text stays with the return alone."""
    return LineState.CHANGED if now and form.assessment_open else LineState.NEW
