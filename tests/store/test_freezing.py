"""A frozen quarter: kept whole, shown as reported, corrected beside the old, and never undone."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands.edit_issue import EditIssue
from app.commands.freeze_quarter import CorrectPublished, FreezeQuarter, Reported
from app.commands.issue_returns import IssueReturns
from app.commands.open_quarter import OpenQuarter
from app.commands.put_readings import PutReadings
from app.rules.errors import KnownError, Refused, Stale
from app.rules.frozen import PERSONAL_DATA, RED_WITHOUT_ACTION, RETURN_MISSING
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store import backups, blobs, restoring, snapshot
from app.store.identity import SCHEMA_VERSION
from app.store.opening import open_store
from app.store.queries import freezing, frozen
from app.store.queries.board import board
from app.store.queries.indicators import listing
from app.store.queries.plain import rows
from app.store.queries.plan_table import plan_table
from app.store.queries.readings_now import readings_now
from app.store.store import Store
from app.store.verifying import verify
from tests.conftest import StoppedClock
from tests.plans import ACTOR, NEET, Q4

OLDER = Path(__file__).parent / "older"
PDF = b"%PDF-1.7 the paper as printed"
ANYHOW = "Agreed with the Head of Improvement"


def reading(value: float, quarter: object = Q4) -> ReadingRow:
    return ReadingRow(1, quarter, value, Status.FINAL, None, None, "", "")  # type: ignore[arg-type]


def reported(store: Store, pdf: bytes = PDF, quarter: object = Q4) -> Reported:
    with store.reading() as session:
        entries, head = frozen.history_head(session)
        figures = freezing.printed_figures(session, quarter)  # type: ignore[arg-type]
        return Reported(pdf, snapshot.take(session, quarter), figures, entries, head, "Cabinet")  # type: ignore[arg-type]


def freeze(store: Store, reason: str = ANYHOW) -> None:
    store.change(FreezeQuarter(Q4, reported(store), reason, "Head of Improvement"), ACTOR)


@pytest.fixture
def published(store: Store, clock: StoppedClock) -> Store:
    """Q4 is frozen with 6.1 for NI 117."""
    store.change(PutReadings((reading(6.1),), "typed"), ACTOR)
    freeze(store)
    return store


def test_a_frozen_quarter_keeps_the_paper_and_what_it_said_after_a_restart(published: Store) -> None:
    path = published.path
    assert verify(published.raw).sound
    published.close()
    again = open_store(path)
    with again.reading() as session:
        (one,) = frozen.editions(session, Q4)
        assert frozen.paper(session, one) == PDF
        assert (one.edition, one.by, one.reason, one.pack) == (1, "Head of Improvement", ANYHOW, "Cabinet")
        assert one.head and one.entries == again.entries - 1
        (figures,) = rows(session, "SELECT json_extract(figures, '$.indicators.\"1\"[2]') FROM frozen_quarter")
        assert figures == ("6.1%",)
        assert not plan_table(session, Q4).open and board(session, Q4).past
    assert verify(again.raw).sound
    again.close()


def test_later_looks_show_the_quarter_as_reported(published: Store) -> None:
    published.change(OpenQuarter(Q4.shift(1)), ACTOR)
    published.change(PutReadings((reading(6.4),), "typed"), ACTOR)
    published.change(EditIssue(NEET, 1, "title", "Another title"), ACTOR)
    with published.reading() as session:
        then = frozen.as_reported(session, Q4)
        before = {card.issue_id: card.title for card in board(then, Q4).cards}
        now = {card.issue_id: card.title for card in board(session, Q4.shift(1)).cards}
        assert before[NEET].startswith("Reduced number") and now[NEET] == "Another title"
        assert {line.code: line.latest for line in listing(then, Q4)}["NI 117"] == "6.1%"
        assert {line.code: line.latest for line in listing(session, Q4)}["NI 117"] == "6.4%"
        row = next(row for row in plan_table(session, Q4).rows if row.issue_id == NEET)
        assert row.measure is not None and row.measure.latest == "6.1%"


def test_a_past_quarter_is_frozen_with_the_issues_as_they_were_at_its_end(store: Store, clock: StoppedClock) -> None:
    store.change(OpenQuarter(Q4.shift(1)), ACTOR)
    store.change(EditIssue(NEET, 1, "title", "Another title"), ACTOR)
    freeze(store)
    with store.reading() as session:
        then = frozen.as_reported(session, Q4)
        (title,) = next(iter(rows(then, "SELECT title FROM issue WHERE id = ?", (NEET,))))
        assert title.startswith("Reduced number")
        assert {card.issue_id: card.title for card in board(then, Q4).cards}[NEET] == title


def test_the_next_paper_can_say_what_was_restated(published: Store) -> None:
    published.change(OpenQuarter(Q4.shift(1)), ACTOR)
    with published.reading() as session:
        assert frozen.restated(session, Q4.shift(1)) == ()
    published.change(PutReadings((reading(6.4),), "typed"), ACTOR)
    with published.reading() as session:
        (one,) = frozen.restated(session, Q4.shift(1))
        assert (one.code, one.period) == ("NI 117", Q4)
        assert one.footnote == "6.1% reported in 2009/10 Q4; now 6.4%"
        assert frozen.restated(session, Q4) == ()


def test_a_figure_of_any_period_counts_as_reported_once_a_paper_was_closed_over_it(
    store: Store, clock: StoppedClock
) -> None:
    """A year's figure too, which lies in no quarter; not one that came in after the paper, nor one of a later time."""
    year, later = Period.financial_year(2008), Q4.shift(1)
    store.change(PutReadings((reading(6.1), reading(6.3, year)), "typed"), ACTOR)
    freeze(store)
    clock.at(2010, 7, 20, 9, 0)
    store.change(OpenQuarter(later), ACTOR)
    store.change(PutReadings((reading(7.0, year.shift(-1)), reading(6.2, later)), "typed"), ACTOR)
    with store.reading() as session:
        known = readings_now(session).figures[1]
    assert [known[each].reported for each in (Q4, year, year.shift(-1), later)] == [True, True, False, False]


def test_nothing_is_frozen_over(published: Store) -> None:
    with pytest.raises(Refused, match="quarter_already_frozen"):
        freeze(published)


def test_a_paper_that_is_no_longer_true_is_not_frozen(store: Store, clock: StoppedClock) -> None:
    told = reported(store)
    store.change(PutReadings((reading(6.1),), "typed"), ACTOR)
    with pytest.raises(Stale, match="freeze_changed"):
        store.change(FreezeQuarter(Q4, told, ANYHOW), ACTOR)


def test_what_is_open_is_told_and_wants_a_reason(store: Store, clock: StoppedClock) -> None:
    clock.at(2010, 6, 1)
    with store.reading() as session:
        found = {each.code: each for each in freezing.matters(session, Q4, clock.moment.date())}
    assert found[RETURN_MISSING].names == ("Environment", "Children's Services")
    assert RED_WITHOUT_ACTION not in found
    with pytest.raises(Refused, match="text_missing"):
        freeze(store, reason=" ")
    freeze(store)
    with store.reading() as session:
        (one,) = frozen.editions(session, Q4)
        assert one.open_matters == tuple(found.values())


def test_a_red_issue_without_action_is_told(store: Store, clock: StoppedClock) -> None:
    from app.rules.frozen import open_matters
    from app.rules.indicator import Rag
    from app.store.queries.returns import matrix

    with store.reading() as session:
        shown, asked = board(session, Q4), matrix(session, Q4, clock.moment.date())
    cards = [replace(card, rag=Rag.RED) for card in shown.cards if card.issue_id == NEET]
    assert open_matters(cards, {NEET: 1}, asked, Q4.shift(-9)) == ()
    (one,) = open_matters(cards, {}, asked, Q4.shift(-9))
    assert (one.code, one.names) == (RED_WITHOUT_ACTION, (cards[0].title,))


def test_the_freezing_itself_and_what_the_paper_prints_are_not_undone(published: Store) -> None:
    path = published.path
    published.close()
    again = open_store(path)
    assert again.undo_state().undo == "Put in 1 reading"
    with pytest.raises(Refused, match="undo_frozen") as refused:
        again.undo(ACTOR)
    assert refused.value.problems[0].facts["paper"] == "the Corporate Dashboard of 2009/10 Q4"
    again.change(PutReadings((reading(6.4),), "typed"), ACTOR)
    again.undo(ACTOR)
    with again.reading() as session:
        assert {line.code: line.latest for line in listing(session, Q4)}["NI 117"] == "6.1%"
    assert verify(again.raw).sound
    again.close()


def test_no_return_of_a_frozen_quarter_is_asked_for(published: Store) -> None:
    with pytest.raises(Refused, match="return_quarter_frozen") as refused:
        published.change(IssueReturns((1,), Q4), ACTOR)
    assert refused.value.problems[0].facts == {"quarter": "2009/10 Q4", "on": "15/04/2010"}


def corrected(store: Store, edition: int = 1, reason: str = "A form was left out") -> CorrectPublished:
    with store.reading() as session:
        (entries, head), one = frozen.history_head(session), frozen.editions(session, Q4)[0]
        raw = snapshot.unpack(blobs.original(session, one.snapshot_sha256))
    raw.execute("UPDATE current_reading SET value = 6.3 WHERE indicator_id = 1")
    told = Reported(PDF + b" corrected", snapshot.packed(raw), {}, entries, head, "Cabinet")
    return CorrectPublished(Q4, edition, reading(6.3), told, reason)


def test_a_correction_is_a_new_version_beside_the_old(published: Store) -> None:
    with pytest.raises(Refused, match="text_missing"):
        published.change(corrected(published, reason=""), ACTOR)
    published.change(corrected(published), ACTOR)
    with published.reading() as session:
        new, old = frozen.editions(session, Q4)
        assert (new.edition, old.edition) == (2, 1)
        assert frozen.paper(session, old) == PDF and frozen.paper(session, new) == PDF + b" corrected"
        then = frozen.as_reported(session, Q4)
        assert {line.code: line.latest for line in listing(then, Q4)}["NI 117"] == "6.3%"
        assert {line.code: line.latest for line in listing(session, Q4)}["NI 117"] == "6.3%"
    with pytest.raises(Stale):
        published.change(corrected(published), ACTOR)
    assert verify(published.raw).sound


def test_a_restore_brings_the_paper_back(store: Store, clock: StoppedClock) -> None:
    made = backups.make(store.raw, store.path, store.entries)
    freeze(store)
    path = store.path
    store.close()
    path.write_bytes(path.read_bytes()[:5000])
    done = restoring.restore(made.path, path)
    assert (done.from_log, done.originals_lost) == (1, 0)
    again = open_store(path)
    with again.reading() as session:
        assert frozen.paper(session, frozen.editions(session, Q4)[0]) == PDF
    again.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_what_an_older_version_froze_is_brought_up_to_date_to_be_read(version: int) -> None:
    raw = snapshot.unpack(zlib.compress(gzip.decompress((OLDER / f"v{version}.plan.gz").read_bytes())))
    session = snapshot.session_of(raw)
    assert frozen.editions(session, Q4) == ()
    assert listing(session, Q4)
    session.close()


def test_a_damaged_snapshot_is_said_to_be_so() -> None:
    with pytest.raises(KnownError, match="original_damaged"):
        snapshot.unpack(b"nothing of ours")


def test_a_snapshot_from_elsewhere_can_neither_fill_the_memory_nor_send_its_reader_round_in_circles(
    published: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with published.reading() as session:
        (one,) = frozen.editions(session, Q4)
        kept = blobs.original(session, one.snapshot_sha256)
    raw = snapshot.unpack(kept)
    endless = "WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT n FROM more"
    raw.execute(f"CREATE VIEW v AS {endless}")
    with pytest.raises(KnownError, match="original_damaged"):
        snapshot.unpack(snapshot.packed(raw))
    raw.close()
    with pytest.raises(KnownError, match="original_damaged"):
        snapshot.unpack(kept[:-20])
    monkeypatch.setattr(snapshot, "_LONGEST", 1_000_000)
    with pytest.raises(KnownError, match="original_damaged"):
        snapshot.unpack(zlib.compress(bytes(50_000_000)))


def test_a_lost_snapshot_shows_the_plan_as_it_is_now(published: Store) -> None:
    with published.reading() as session:
        (one,) = frozen.editions(session, Q4)
    published.raw.execute("UPDATE blob SET content = NULL WHERE sha256 = ?", (one.snapshot_sha256,))
    with published.reading() as session:
        assert frozen.as_reported(session, Q4) is session


def test_personal_data_in_what_papers_print_is_told_by_its_kind_not_its_words(store: Store, clock: StoppedClock) -> None:
    clock.at(2010, 6, 1)
    store.change(EditIssue(NEET, 1, "progress", "For pupil A123456789012 a place was found"), ACTOR)
    with store.reading() as session:
        found = {each.code: each for each in freezing.matters(session, Q4, clock.moment.date())}
    assert found[PERSONAL_DATA].names == ("Reduced number of young people not in education: a pupil number",)
