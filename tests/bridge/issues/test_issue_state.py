from __future__ import annotations

from app.bridge.issue_history import HistoryModel
from app.bridge.issue_state import IssueState
from app.commands.edit_issue import EditIssue
from app.rules.errors import KnownError, Refused
from app.rules.issue import IssueSheet
from app.store.queries import issues
from tests.issue_plan import CARBON, NEET, Q4, ROAD, Bench


def opened(bench: Bench, issue_id: int = NEET) -> IssueState:
    state = IssueState(bench.workspace, bench.workspace)
    state.open(issue_id)
    bench.settle()
    return state


def stored(bench: Bench, issue_id: int = NEET) -> IssueSheet:
    return bench.ask(lambda session: issues.sheet(session, issue_id, Q4))


def test_quick_edits_of_one_issue_are_all_stored_in_their_order(bench: Bench) -> None:
    state = opened(bench)
    said: list[str] = []
    state.saved.connect(said.append)
    for number in range(5):
        state.edit("next_step", f"Step {number}")
    state.edit("progress", "Well")
    bench.settle()
    assert stored(bench).fields["next_step"] == "Step 4"
    assert stored(bench).fields["progress"] == "Well"
    assert said == ["next_step"] * 5 + ["progress"]
    versions = [command.version for command in bench.sent]
    assert versions == sorted(set(versions))


def test_edits_of_an_issue_left_behind_are_stored_all_the_same(bench: Bench) -> None:
    state = opened(bench)
    state.edit("next_step", "One")
    state.edit("progress", "Two")
    state.open(ROAD)
    bench.settle()
    assert (stored(bench).fields["next_step"], stored(bench).fields["progress"]) == ("One", "Two")
    assert state.sheet is not None
    assert state.sheet.id == ROAD


def test_a_refused_edit_names_its_field_and_the_next_one_goes_on(bench: Bench) -> None:
    state = opened(bench)
    refused: list[tuple[str, Exception]] = []
    state.refused.connect(lambda place, error: refused.append((place, error)))
    state.edit("title", "x" * 201)
    state.edit("progress", "Well")
    bench.settle()
    assert [(place, type(error)) for place, error in refused] == [("title", Refused)]
    assert stored(bench).fields["progress"] == "Well"


def test_a_refusal_for_an_issue_left_behind_is_told_to_the_window(bench: Bench) -> None:
    state = opened(bench)
    bench.fail_next = KnownError("disk_full")
    state.edit("progress", "Well")
    state.open(ROAD)
    bench.settle()
    assert [str(error) for error in bench.refused] == ["disk_full"]


def test_a_past_quarter_takes_no_edit(bench: Bench) -> None:
    state = opened(bench)
    bench.workspace.set_quarter(Q4.shift(-1))
    refused: list[str] = []
    state.refused.connect(lambda place, _error: refused.append(place))
    state.edit("progress", "Well")
    bench.settle()
    assert refused == ["progress"]
    assert bench.sent == []
    assert state.read_only


def test_the_sheet_is_read_again_for_its_own_issue_and_left_alone_for_another(bench: Bench) -> None:
    state = opened(bench)
    loaded: list[IssueSheet] = []
    state.loaded.connect(loaded.append)
    bench.do(EditIssue(CARBON, stored(bench, CARBON).version, "progress", "Elsewhere"))
    assert loaded == []
    bench.do(EditIssue(NEET, stored(bench).version, "progress", "Here"))
    assert [sheet.fields["progress"] for sheet in loaded] == ["Here"]


def test_an_edit_of_its_own_reads_the_sheet_once(bench: Bench) -> None:
    state = opened(bench)
    loaded: list[IssueSheet] = []
    state.loaded.connect(loaded.append)
    state.edit("progress", "Well")
    bench.settle()
    assert [sheet.fields["progress"] for sheet in loaded] == ["Well"]


def test_an_issue_that_is_gone_is_said_to_be_gone(bench: Bench) -> None:
    state = IssueState(bench.workspace, bench.workspace)
    gone: list[bool] = []
    state.gone.connect(lambda: gone.append(True))
    state.open(999)
    bench.settle()
    assert gone == [True]


def test_a_fault_of_the_program_does_not_stop_the_edits_after_it(bench: Bench) -> None:
    state = opened(bench)
    bench.operations.bug.disconnect(bench.bugs.append)

    class Faulty:
        label = "Faulty"

        def do(self, session: object) -> None:
            raise ZeroDivisionError

    refused: list[tuple[str, Exception]] = []
    state.refused.connect(lambda place, error: refused.append((place, error)))
    state.change("progress", lambda sheet: Faulty())
    state.edit("next_step", "Goes on")
    bench.settle()
    assert [(place, type(error)) for place, error in refused] == [("progress", ZeroDivisionError)]
    assert stored(bench).fields["next_step"] == "Goes on"


def test_history_comes_a_page_at_a_time_and_newer_lines_go_on_top(bench: Bench, monkeypatch: object) -> None:
    monkeypatch.setattr("app.bridge.issue_history.PAGE", 3)  # type: ignore[attr-defined]
    for number in range(7):
        bench.do(EditIssue(NEET, stored(bench).version, "next_step", f"Step {number}"))
    model = HistoryModel(bench.operations, bench.workspace)
    model.show_thing(NEET)
    bench.settle()
    assert model.rowCount() == 3
    assert model.has_more()
    model.read_more()
    bench.settle()
    assert model.rowCount() == 6
    bench.do(EditIssue(NEET, stored(bench).version, "next_step", "Newest"))
    model.show_thing(NEET)
    bench.settle()
    assert model.rowCount() == 7
    assert "Newest" in model.index(0, 0).data()
    while model.has_more():
        model.read_more()
        bench.settle()
    seqs = [model.index(row, 0).data(257).seq for row in range(model.rowCount())]
    assert seqs == sorted(seqs, reverse=True)


def test_history_of_another_issue_starts_anew(bench: Bench) -> None:
    bench.do(EditIssue(NEET, stored(bench).version, "next_step", "Mine"))
    model = HistoryModel(bench.operations, bench.workspace)
    model.show_thing(NEET)
    model.show_thing(ROAD)
    bench.settle()
    assert all("Mine" not in model.index(row, 0).data() for row in range(model.rowCount()))
