"""Actions of a department's form: owner, due date and progress of those there are, and new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.exchange.cells import read_note, read_words
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.judge_return_texts import TextReader
from app.exchange.judge_rows import Judged
from app.exchange.raw import Odd, RawCell
from app.exchange.return_columns import Table
from app.exchange.return_layout import action_key, short_hash
from app.rules.errors import Problem
from app.rules.fields import EARLIEST, LATEST
from app.rules.return_changes import ActionChange
from app.rules.return_form import FormAction, ReturnForm
from app.rules.texts import TITLE_LIMIT, text_problem

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(slots=True)
class _Read:
    """What a row says, and what is wrong with it."""

    owner: str = ""
    owner_id: int | None = None
    due: date | None = None
    progress: float = 0.0
    note: str = ""
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


class ActionsJudge:
    def __init__(
        self, table: Table, form: ReturnForm, sent: Mapping[str, str], long: Mapping[int, str]
    ) -> None:
        self._table, self._form, self._sent = table, form, sent
        self._known = {action.id: action for action in form.actions}
        self._titles = {issue.id: issue.title for issue in form.issues}
        self._issues = {issue.title.casefold(): issue.id for issue in form.issues}
        self._posts = {post.name.casefold(): post.id for post in form.posts}
        self._reader = TextReader(table, long)
        self._seen: set[int] = set()

    def judge(self) -> Iterator[Judged]:
        for row in self._table.rows():
            number = self._table.cell(row, "Number")
            fresh = number is None or read_words(number).casefold() == "new"
            judged = self._new(row) if fresh else self._existing(row, number)
            if judged is not None:
                yield judged

    def _existing(self, row: int, number: RawCell) -> Judged | None:
        action = self._known.get(int(number)) if isinstance(number, float) and number == int(number) else None
        if action is None or action.id in self._seen:
            code = "return_action_unknown" if action is None else "return_action_twice"
            problem = self._table.said(row, "Number", code, text=read_words(number)[:40])
            return self._judged(
                row, LineState.UNREADABLE, read_words(number)[:40], "", "", _Read(problems=[problem])
            )
        self._seen.add(action.id)
        read = self._read(row)
        stored = (action.owner, action.due, float(action.progress), read_note(action.note)[0])
        given = (read.owner, read.due, read.progress, read.note)
        sent = self._sent.get(action_key(action.id))
        self._look_at_title(row, action, read)
        if not read.problems and (short_hash(given) == sent or given == stored):
            return None if not read.notes else self._only_notes(row, action, read)
        if not read.problems and (sent is None or short_hash(stored) != sent):
            read.doubts.append(self._table.said(row, "Action", "return_text_changed_here"))
        state = (
            LineState.UNREADABLE if read.problems else LineState.CHECK if read.doubts else LineState.CHANGED
        )
        edit = self._change(row, action.issue_id, action, read)
        shown = self._as_written(row) if read.problems else _words(given)
        return self._judged(row, state, action.title, _words(stored), shown, read, edit)

    def _only_notes(self, row: int, action: FormAction, read: _Read) -> Judged:
        return self._judged(row, LineState.UNCHANGED, action.title, "", "", read)

    def _look_at_title(self, row: int, action: FormAction, read: _Read) -> None:
        if read_note(self._table.cell(row, "Action"))[0] != read_note(action.title)[0]:
            read.notes.append(
                self._table.said(row, "Action", "return_locked_changed", text=action.title[:80])
            )

    def _new(self, row: int) -> Judged | None:
        table = self._table
        headings = ("Issue", "Action", "Owner", "Due", "Done %", "Note")
        if all(table.cell(row, heading) is None for heading in headings):
            return None
        read = self._read(row)
        title = read_note(table.cell(row, "Action"))[0]
        problem = text_problem("title", title, TITLE_LIMIT, required=True)
        if problem is not None:
            read.problems.append(
                table.said(row, "Action", "return_action_title", length=len(title), limit=TITLE_LIMIT)
            )
        issue_text = read_words(table.cell(row, "Issue"))
        issue = self._issues.get(issue_text.casefold())
        if issue is None:
            read.problems.append(table.said(row, "Issue", "return_action_issue", text=issue_text[:80]))
        state = LineState.UNREADABLE if read.problems else LineState.CHECK if read.doubts else LineState.NEW
        edit = self._change(row, issue or 0, None, read, title)
        given = (read.owner, read.due, read.progress, read.note)
        shown = self._as_written(row) if read.problems else _words(given)
        return self._judged(row, state, title or "–", "", shown, read, edit, self._titles.get(issue or 0, ""))

    def _as_written(self, row: int) -> str:
        """What stands in the cells of a row that cannot be taken."""
        parts = []
        for heading, words in (("Owner", "{}"), ("Due", "due {}"), ("Done %", "{}% done"), ("Note", "{}")):
            text = read_words(self._table.cell(row, heading))
            parts += [words.format(text)] if text else []
        return "; ".join(parts).replace("%%", "%")[:240]

    def _change(
        self, row: int, issue: int, action: FormAction | None, read: _Read, title: str = ""
    ) -> ActionChange | None:
        if read.problems:
            return None
        return ActionChange(
            issue, action.id if action else None, action.version if action else None,
            action.title if action else title.strip(), read.owner_id, read.due, int(read.progress), read.note,
            self._table.place(row, "Action"),
        )  # fmt: skip

    def _judged(self, row: int, state: LineState, title: str, before: str, after: str, read: _Read,
                edit: ActionChange | None = None, issue: str = "") -> Judged:  # fmt: skip
        why = tuple(read.problems or read.doubts) or (
            Problem("line_action_new" if state is LineState.NEW else "line_action", {"issue": issue}),
        )
        place = self._table.name(row, "Action")
        line = ImportLine(state, self._table.file, self._table.sheet.name, place, "", f"Action: {title}",
                          self._form.quarter.label, before, after, why, edit=edit)  # fmt: skip
        return Judged(line, read.problems, read.doubts, read.notes)

    def _read(self, row: int) -> _Read:
        read = _Read()
        table = self._table
        read.owner = read_words(table.cell(row, "Owner"))
        read.owner_id = self._posts.get(read.owner.casefold())
        if read.owner and read.owner_id is None:
            read.problems.append(table.said(row, "Owner", "return_post_unknown", text=read.owner[:80]))
        self._read_due(row, read)
        self._read_progress(row, read)
        read.note = self._reader.read(row, "Note")
        read.problems += self._reader.problems
        read.doubts += self._reader.doubts
        read.notes += self._reader.notes
        return read

    def _read_due(self, row: int, read: _Read) -> None:
        cell = self._table.cell(row, "Due")
        text = read_words(cell)
        found = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
        code = "return_date_invalid"
        match = _DATE.fullmatch(text)
        if cell is not None and found is None and match:
            day, month, year = (int(part) for part in match.groups())
            try:
                found = date(year, month, day)
            except ValueError:
                code = "date_american" if day <= 12 < month <= 31 else code
        if found is not None and not EARLIEST <= found <= LATEST:
            found = None
        if cell is not None and found is None:
            facts: dict[str, Any] = {"text": text[:40]}
            if code == "date_american" and match:
                facts["meant"] = f"{int(match[2]):02d}/{int(match[1]):02d}/{match[3]}"
            read.problems.append(self._table.said(row, "Due", code, **facts))
        read.due = found

    def _read_progress(self, row: int, read: _Read) -> None:
        cell = self._table.cell(row, "Done %")
        number: float | None = None
        if cell is None:
            number = 0.0
        elif isinstance(cell, float):
            number = cell
        elif isinstance(cell, Odd) and cell.kind == "percent":
            number = round(cell.number * 100, 6)
        elif isinstance(cell, str) and re.fullmatch(r"\d{1,3}\s*%?", cell.strip()):
            number = float(cell.strip().rstrip("% "))
        if number is None or not 0 <= number <= 100 or number != int(number):
            read.problems.append(self._table.said(row, "Done %", "return_done", text=read_words(cell)[:40]))
        else:
            read.progress = number


def _words(values: tuple[str, date | None, float, str]) -> str:
    owner, due, progress, note = values
    parts = [owner, f"due {due:%d/%m/%Y}" if due else "", f"{progress:.0f}% done", note]
    return "; ".join(part for part in parts if part)[:240]
