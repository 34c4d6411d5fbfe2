"""The figures of a department's form: the rules of any table of readings, and those of a form besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.exchange.cells import read_figure, read_note, read_status, read_words
from app.exchange.import_plan import LineState
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.raw import KEYS, RawRow, RawSheet
from app.exchange.return_columns import Table
from app.exchange.return_layout import short_hash, value_key
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.readings_now import ReadingsNow
from app.rules.return_form import KEPT_REASONS, REASONS, FormValue, ReturnForm

_HEADINGS = {"code": "Code", "period": "Period", "value": "Actual", "status": "Provisional or final",
             "numerator": "Numerator", "denominator": "Denominator", "note": "Commentary"}  # fmt: skip
_OF_NO_FIGURE = ("figure_missing", "status_unknown", "status_missing")
_OPEN = ("Actual", "Numerator", "Denominator", "Provisional or final", "Reason for no value", "Commentary")


class ValuesJudge:
    """`again`: a return of this department and quarter was taken before."""

    def __init__(
        self, table: Table, form: ReturnForm, sent: Mapping[str, str], now: ReadingsNow, today: date,
        again: bool = False,
    ) -> None:  # fmt: skip
        self._table, self._form, self._sent, self._now, self._again = table, form, sent, now, again
        self._rows = RowJudge(now, today, table.file, of_form=True)
        self._sheet = RawSheet(
            table.sheet.name, "visible", tuple(table.columns[_HEADINGS[key]] for key in KEYS), table.row
        )
        self._asked = {(value.indicator.id, value.period): value for value in form.values}
        self._own = {value.indicator.id for value in form.values}
        self._seen: dict[tuple[int, Period], int] = {}

    def judge(self) -> Iterator[Judged]:
        for row in self._table.rows():
            judged = self._rows.judge(self._sheet, self._raw(row))
            yield self._as_form(row, judged)

    def missing(self) -> Iterator[Problem]:
        """What was asked for and is not in the file."""
        for (indicator, period), value in self._asked.items():
            if (indicator, period) not in self._seen and value_key(
                value.indicator.code, period
            ) in self._sent:
                facts = {
                    "file": self._table.file,
                    "sheet": self._table.sheet.name,
                    "code": value.indicator.code,
                }
                yield Problem("return_code_missing", {**facts, "department": self._form.department.name})

    def _raw(self, row: int) -> RawRow:
        table = self._table
        cells = tuple(table.cell(row, _HEADINGS[key]) for key in KEYS)
        outside = tuple(
            at for at, key in enumerate(KEYS) if (row, table.columns[_HEADINGS[key]]) in table.sheet.outside
        )
        return RawRow(row, row in table.sheet.hidden_rows, cells, outside)

    def _as_form(self, row: int, judged: Judged) -> Judged:
        """What the judge of plain tables cannot know: what was sent, and that a reason stands for a figure."""
        line, key = judged.line, judged.key
        if key is None:
            return judged
        if key in self._seen:
            facts = {"code": line.code, "period": line.period, "other": self._table.name(self._seen[key], "Code")}
            return refused_row(judged, self._table.said(row, "Code", "code_twice", **facts))
        self._seen[key] = row
        value = self._asked.get(key)
        if value is None and key[0] not in self._own:
            problem = self._table.said(
                row, "Code", "return_code_of_other", text=line.code, department=self._form.department.name
            )
            return refused_row(judged, problem)
        if self._untouched(row, line.code, key[1]):
            return self._not_touched(row, judged, value)
        if read_figure(self._table.cell(row, "Actual"), percent=False).missing:
            return self._without_figure(row, judged, value)
        if self._table.cell(row, "Reason for no value") is not None:
            problem = self._table.said(row, "Reason for no value", "return_reason_and_figure")
            return refused_row(judged, problem)
        return judged

    def _untouched(self, row: int, code: str, period: Period) -> bool:
        sent = self._sent.get(value_key(code, period))
        return sent is not None and sent == short_hash(self._table.cell(row, heading) for heading in _OPEN)

    def _not_touched(self, row: int, judged: Judged, value: FormValue | None) -> Judged:
        if value is not None and value.due and self._table.cell(row, "Actual") is None:
            return self._not_given(row, judged)
        line = judged.line
        other = line.row is not None and line.state is not LineState.UNCHANGED
        if other and self._again:
            # What came in before may be just what this form takes back.
            judged.doubts.insert(0, self._table.said(row, "Actual", "figure_as_sent", before=line.before))
            judged.line = line._replace(state=LineState.CHECK, why=tuple(judged.doubts))
            return judged
        judged.problems.clear()
        judged.doubts.clear()
        why = Problem("line_stays" if other and line.before != line.after else "line_not_touched")
        judged.line = line._replace(state=LineState.UNCHANGED, why=(why,), row=None)
        return judged

    def _not_given(self, row: int, judged: Judged) -> Judged:
        judged.problems.clear()
        doubt = self._table.said(row, "Actual", "figure_not_given")
        judged.doubts[:] = [doubt]
        judged.line = judged.line._replace(state=LineState.CHECK, why=(doubt,), row=None, after="")
        return judged

    def _without_figure(self, row: int, judged: Judged, value: FormValue | None) -> Judged:
        table = self._table
        text = read_words(table.cell(row, "Reason for no value"))
        reason = next((each for each in REASONS if each.casefold() == text.casefold()), "")
        if text and not reason:
            return refused_row(judged, table.said(row, "Reason for no value", "return_reason_unknown", text=text[:60],
                                               known=list(REASONS)))  # fmt: skip
        given = [each for each in judged.problems if each.code not in _OF_NO_FIGURE]
        if given:
            return refused_row(judged, *given)
        if not reason:
            return self._not_given(row, judged)
        judged.problems.clear()
        if value is not None and value.now is not None and value.now.value is not None:
            doubt = table.said(row, "Actual", "figure_cleared", before=judged.line.before)
            judged.doubts[:] = [doubt]
            judged.line = judged.line._replace(state=LineState.CHECK, why=(doubt,), row=None, after=reason)
            return judged
        return self._reason(row, judged, reason, value)

    def _reason(self, row: int, judged: Judged, reason: str, value: FormValue | None) -> Judged:
        """A reason that stays is a reading without a value; the others only explain the gap."""
        table, key = self._table, judged.key
        why = Problem("line_reason", {"reason": reason})
        kept = reason in KEPT_REASONS and key is not None
        commentary = read_note(table.cell(row, "Commentary"))[0]
        note = f"{reason}. {commentary}" if commentary else reason
        same = value is not None and value.now is not None and value.now.note == note
        if key is None or not kept or same:
            judged.line = judged.line._replace(state=LineState.UNCHANGED, why=(why,), row=None, after=reason)
            return judged
        status = read_status(table.cell(row, "Provisional or final")) or Status.FINAL
        reading = ReadingRow(key[0], key[1], None, status, note=note, cell=table.place(row, "Actual"))
        state = LineState.NEW if value is None or value.now is None else LineState.CHANGED
        if judged.doubts:
            state = LineState.CHECK
        judged.line = judged.line._replace(state=state, why=(*judged.doubts, why), row=reading, after=reason)
        return judged



def refused_row(judged: Judged, *problems: Problem) -> Judged:
    for each in problems:
        if each not in judged.problems:
            judged.problems.append(each)
    kept = tuple(judged.problems)
    judged.line = judged.line._replace(state=LineState.UNREADABLE, why=kept, row=None)
    return judged
