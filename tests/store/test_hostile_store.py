"""A store and a log made by somebody else with ill intent: their words never become a statement, and nothing hangs."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.commands.edit_issue import EditIssue
from app.rules.errors import KnownError, Refused
from app.store import backups, chain, restoring
from app.store.opening import open_store
from app.store.operations_log import COLUMNS
from app.store.store import Store
from tests.plans import ACTOR, ROADS

_SLY = 'title" = (SELECT group_concat(account) FROM history), "progress'


def sealed(prev: str, seq: int, rows: list[Any]) -> dict[str, Any]:
    """An entry whose seals fit: the chain proves that nothing was changed, not who wrote it."""
    payload = chain.payload_of(rows)
    facts = {"prev": prev, "op_id": f"own{seq}", "at": "2010-04-01T10:00:00", "account": "a", "post": "", "label": "Edit",
             "reason": "", "kind": "change", "undoes": None, "payload_sha": chain.sha(payload)}  # fmt: skip
    return {**facts, "seq": seq, "payload": payload, "head": chain.head_of(*facts.values())}


PAYLOADS = [
    [["issue", ROADS, {"title": "x", _SLY: "y"}, {"title": "y", _SLY: "z"}]],
    [["meta", 1, {"value": "x"}, {"value": "y"}]],
    [["history", 1, {"label": "x"}, {"label": "y"}]],
    [["issue; DROP TABLE issue", 1, None, {"id": 1}]],
]


@pytest.mark.parametrize("rows", PAYLOADS, ids=["column", "meta", "history", "table"])
def test_an_undo_takes_no_words_of_the_history_for_names(store: Store, rows: list[Any]) -> None:
    entry = sealed(store.head, store.entries + 1, rows)
    marks = ", ".join("?" * len(COLUMNS))
    store.raw.execute(f"INSERT INTO history VALUES ({marks})", [entry[name] for name in COLUMNS])
    store.close()
    opened = open_store(store.path)
    with pytest.raises(Refused) as refused:
        opened.undo(ACTOR)
    assert refused.value.problems[0].code == "undo_unknown"
    opened.close()


@pytest.mark.parametrize("rows", [*PAYLOADS[:2], PAYLOADS[3], {"not": "rows"}, [["issue"]]])
def test_a_restore_takes_no_words_of_the_log_for_names_and_leaves_the_store(store: Store, rows: Any) -> None:
    backup = backups.make(store.raw, store.path, store.entries)
    with store.log.path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(sealed(store.head, store.entries + 1, rows)) + "\n")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(KnownError, match="backup_invalid"):
        restoring.restore(backup.path, store.path)
    assert store.path.read_bytes() == before


def test_a_line_of_the_log_that_lacks_what_an_entry_has_is_passed_over(store: Store) -> None:
    backup = backups.make(store.raw, store.path, store.entries)
    store.change(EditIssue(ROADS, 1, "progress", "on the way"), ACTOR)
    with store.log.path.open("a", encoding="utf-8") as log:
        log.write('{"seq": 3}\n{"seq": 3, "at": [], "payload": {}}\n')
    store.close()
    store.path.write_bytes(store.path.read_bytes()[:5000])
    assert restoring.restore(backup.path, store.path).from_log == 1


def test_a_view_in_the_place_of_a_table_is_not_looked_through(store: Store, tmp_path: Path) -> None:
    store.close()
    path = Path(shutil.copyfile(store.path, tmp_path / "altered.plan"))
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA legacy_alter_table = ON")
    raw.execute("ALTER TABLE history RENAME TO kept_history")
    raw.execute(
        "CREATE VIEW history AS WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more)"
        " SELECT n AS seq, '' AS kind, 0 AS undoes, '' AS label, '' AS head FROM more"
    )
    raw.commit()
    raw.close()
    for read_only in (False, True):
        with pytest.raises(KnownError, match="store_altered"):
            open_store(path, read_only=read_only)


def test_a_store_with_foreign_objects_beside_its_own_can_be_looked_at(store: Store) -> None:
    store.close()
    raw = sqlite3.connect(store.path)
    raw.execute("CREATE VIEW mine AS SELECT title FROM issue")
    raw.execute("CREATE TRIGGER t AFTER UPDATE ON issue BEGIN UPDATE issue SET title = 'x'; END")
    raw.commit()
    raw.close()
    opened = open_store(store.path, read_only=True)
    assert opened.read_only and opened.entries
    opened.close()
