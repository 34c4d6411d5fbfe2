"""What the command line does with whole plans and whole quarters: out to workbooks, and into an empty store."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules import clock

if TYPE_CHECKING:
    from app.rules.changes import Actor
    from app.rules.period import Period
    from app.store.store import Store


def quarter(store: Store, wanted: Period, out: Path) -> None:
    from app.exchange.quarter_workbook import save_quarter
    from app.store.queries.quarter_book import quarter_book

    with store.reading() as session:
        book = quarter_book(session, wanted)
    count = save_quarter(book, out, clock.now())
    print(f"Exported {count} issue{'' if count == 1 else 's'} of {wanted.label} to {out}.")


def everything(store: Store, out: Path) -> None:
    """The originals go into a file beside the workbook."""
    from app.exchange.everything import save_everything
    from app.store import blobs
    from app.store.queries import whole_plan

    with store.reading() as session:
        found = whole_plan.everything(session)
        saved = save_everything(found, out, clock.now(), partial(blobs.original, session))
    print(f"Exported the whole plan to {out}: {saved.rows:,} rows in {saved.tables} tables.")
    if saved.originals:
        words = "1 original file is" if saved.originals == 1 else f"{saved.originals} original files are"
        print(f"{words} in {saved.beside}. Keep the two together.")


def take_in(store: Store, file: Path, actor: Actor, *, dry_run: bool, as_json: bool) -> None:
    """A whole plan into an empty store."""
    from app.commands.take_in_plan import TakeInPlan
    from app.exchange.originals_file import Originals
    from app.exchange.plan_in import read_whole_plan
    from app.exchange.plan_out import originals_path
    from app.store.identity import SCHEMA_VERSION
    from app.store.queries.whole_plan import empty_tables

    plan = read_whole_plan(file, empty_tables(), SCHEMA_VERSION)
    originals = Originals(originals_path(file))
    if not dry_run:
        command = TakeInPlan(plan, originals, file.name)
        store.change(command, actor, command.op_id)
    if as_json:
        counts = dict.fromkeys(("changed", "unchanged", "to_check", "unreadable"), 0)
        print(json.dumps({"imported": not dry_run, "new": plan.rows, **counts, "problems": []}))
        return
    start = "Nothing was stored. This would take" if dry_run else "Took"
    print(f"{start} in the whole plan {plan.name} from {file.name}: {plan.rows:,} rows in {len(plan.tables)} tables.")
    lost = sum(1 for each in plan.originals if each.kept and originals(each.sha256) is None)
    if lost:
        print(f"{lost} original file{'' if lost == 1 else 's'} could not be found in {originals_path(file).name}; "
              "the figures are all there.")  # fmt: skip
