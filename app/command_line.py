"""The verbs of the command line: each opens a store, does one thing, and says what it did.

Results go to standard output, problems as sentences to standard error. What a verb returns is its exit code.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.exchange.import_plan import ImportPlan
    from app.rules.changes import Actor
    from app.rules.errors import Problem
    from app.rules.period import Period
    from app.store.store import Store

DONE, REFUSED = 0, 1


def run_new(options: argparse.Namespace) -> int:
    from app.store.opening import create_store

    if not options.sample:
        create_store(options.store).close()
        print(f"{options.store} is ready.")
        return DONE
    from app.commands.load_sample import LoadSample
    from app.commands.sample_files import SampleFiles

    about = SampleFiles(options.sample).about
    store = create_store(options.store, name=about.title)
    try:
        store.change(LoadSample(about.name), _actor())
    except BaseException:
        store.close()
        options.store.unlink(missing_ok=True)
        raise
    store.close()
    print(f"{options.store} is ready: {about.title}.")
    return DONE


def run_template(options: argparse.Namespace) -> int:
    from app.commands.issue_returns import IssueReturns
    from app.exchange.return_workbook import save_form
    from app.rules import clock
    from app.store.queries.return_form import return_form

    with _opened(options.store) as store:
        with store.reading() as session:
            department = _known_department(session, options.department)
            form = return_form(session, department, _askable_quarter(session, options.quarter))
        save_form(form, options.out, clock.now())
        actor = _actor()
        store.change(IssueReturns((department,), form.quarter, actor.by), actor)
    asked = f"{len(form.values)} figures, {len(form.issues)} issues, {len(form.actions)} actions"
    print(f"The return of {form.department.name} for {form.quarter.label} is in {options.out}: {asked}. "
          f"It is due on {form.due:%d/%m/%Y}.")  # fmt: skip
    return DONE


def _known_department(session: Any, wanted: str) -> int:
    """By its name or its short name, whatever the case."""
    from app.rules.errors import KnownError
    from app.rules.lists import current
    from app.store.queries.lists import lists

    departments = current(lists(session).departments)
    for each in departments:
        if wanted.casefold() in (each.name.casefold(), each.short.casefold()):
            return each.id
    raise KnownError("department_unknown", text=wanted, known=[each.name for each in departments])


def _askable_quarter(session: Any, wanted: Period) -> Period:
    """A quarter the plan knows, or the one that comes next."""
    from app.store.queries.lists import quarters

    known = quarters(session)
    return wanted if known and wanted == known[-1].shift(1) else _known_quarter(session, wanted)


def run_import(options: argparse.Namespace) -> int:
    from app.exchange.import_plan import refused
    from app.rules.errors import KnownError, Refused

    try:
        with _opened(options.store) as store:
            plan, stops = _planned(store, options.files)
            if any(each.code == "file_is_whole_plan" for each in stops) and len(options.files) == 1:
                from app import command_export

                command_export.take_in(
                    store, options.files[0], _actor(), dry_run=options.dry_run, as_json=options.json
                )
                return DONE
            if not stops and not options.dry_run:
                store.change(_import_change(plan), _actor())
    except (KnownError, Refused) as error:
        if not options.json:
            raise
        stops = problems_of(error)
        plan = refused(stops[0])
    imported = not stops and not options.dry_run
    if options.json:
        print(json.dumps(_as_json(plan, stops, imported=imported), ensure_ascii=False))
    elif not stops:
        print(_imported_words(plan, imported=imported))
        _say_mapped(plan)
    if stops:
        complain(*stops, last="Nothing was imported.")
    return REFUSED if stops else DONE


def _planned(store: Store, files: Sequence[Path]) -> tuple[ImportPlan, tuple[Problem, ...]]:
    from app.exchange.import_either import held_against, plan_all, read_all
    from app.rules import clock

    read = read_all(files)
    with store.reading() as session:
        now = held_against(session, read)
    plan = plan_all(read, now, clock.today())
    return plan, plan.stops(accept_doubts=not any(_asks(doubt) for doubt in plan.doubts))


def _asks(doubt: Problem) -> bool:
    """A small count is right as it is, and kept from papers by itself: there is nobody here to be told so."""
    return doubt.code != "figure_small_count"


def _import_change(plan: ImportPlan) -> Any:
    """One change for all files: what the plan promises, with nothing left out."""
    from app.commands.apply_return import ApplyReturn
    from app.commands.put_readings import PutReadings
    from app.exchange.return_decisions import Choice, choices_for, taken

    lines = range(len(plan.lines))
    returns, rows = taken(plan, {at: Choice.KEEP for at in lines if Choice.KEEP in choices_for(plan, at)})
    if not returns:
        return PutReadings(rows, plan.source)
    return ApplyReturn(returns, by=_actor().account, rows=rows, source=plan.source)


def _as_json(plan: ImportPlan, stops: tuple[Problem, ...], *, imported: bool) -> dict[str, Any]:
    from app.views.shared.words import sentence

    def told(problem: Problem) -> dict[str, str]:
        words = sentence(problem)
        facts = problem.facts
        whole = words if "Nothing was imported." in words else f"{words} Nothing was imported."
        return {"file": str(facts.get("file") or facts.get("path") or ""), "sheet": str(facts.get("sheet") or ""),
                "cell": str(facts.get("cell") or ""), "message": whole}  # fmt: skip

    counts = {state.value: count for state, count in plan.counts.items()}
    counts["to_check"] = counts.pop("check")
    keys = ("new", "changed", "unchanged", "to_check", "unreadable")
    return {
        "imported": imported,
        **{key: counts[key] for key in keys},
        "problems": [told(each) for each in stops],
    }


def _imported_words(plan: ImportPlan, *, imported: bool) -> str:
    counts = {state.value: count for state, count in plan.counts.items()}
    total = counts["new"] + counts["changed"]
    start = "Imported" if imported else "Nothing was stored. This would import"
    names = ", ".join(file.name for file in plan.files)
    what = ("entry", "entries") if plan.returns else ("figure", "figures")
    return (f"{start} {total:,} {what[total != 1]} from {names}: {counts['new']:,} new, "
            f"{counts['changed']:,} changed; {counts['unchanged']:,} already in the store.")  # fmt: skip


def _say_mapped(plan: ImportPlan) -> None:
    """A workbook that is not ours was read as somebody mapped it once: whose word that was."""
    from app.views.shared.words import sentence

    for note in plan.notes:
        if note.code == "mapping_used":
            print(sentence(note))


def run_export(options: argparse.Namespace) -> int:
    """A quarter with its charts; without one, everything the plan holds."""
    from app import command_export

    with _opened(options.store) as store:
        if options.quarter is None:
            command_export.everything(store, options.out)
            return DONE
        with store.reading() as session:
            quarter = _known_quarter(session, options.quarter)
        command_export.quarter(store, quarter, options.out)
    return DONE


def run_papers(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from app.reports.pack import set_pack
    from app.rules import clock
    from app.rules.papers import PageChoice, standard_packs
    from app.store.queries.papers import quarter_facts
    from app.store.whole_file import save_bytes

    with _opened(options.store) as store, store.reading() as session:
        facts = quarter_facts(session, _known_quarter(session, options.quarter))
    pack = standard_packs()[0]
    if options.pages:
        pack = replace(pack, pages=tuple(map(PageChoice, options.pages)))
    pack = replace(pack, options=replace(pack.options, public=options.public))
    paper = set_pack(facts, pack, clock.now())
    save_bytes(options.out, paper.pdf, what="The paper")
    sheets = f"{paper.pages} sheet{'' if paper.pages == 1 else 's'}"
    version = "public version" if options.public else "papers"
    print(f"The {version} of {facts.quarter.label}, {sheets}, {'is' if options.public else 'are'} in {options.out}.")
    return DONE


def run_check(options: argparse.Namespace) -> int:
    from app.rules.errors import Problem
    from app.store.inspecting import inspect_store

    found = inspect_store(options.store)
    report = found.report
    if not report.sound:
        complain(*(Problem("history_unsound", {"path": str(options.store), "detail": f"{code}: {detail}."})
                    for code, detail in report.problems[:20]))  # fmt: skip
        return REFUSED
    print(f"{options.store} is sound: {report.entries:,} entries of history, {report.rows:,} rows.")
    if found.older:
        print(f"It is of an older version of the program (store version {found.version}) and was left as it is. "
              "Opening it brings it up to date, after a backup.")  # fmt: skip
    return DONE


def run_backup(options: argparse.Namespace) -> int:
    from app.rules.errors import KnownError
    from app.store import backups

    with _opened(options.store) as store:
        if options.out is None:
            out = backups.make(store.raw, store.path, store.entries).path
        else:
            out = options.out
            if out.exists():
                raise KnownError("backup_there_already", path=str(out))
            backups.write(store.raw, out)
    print(f"The backup is {out}. It was read back and is sound.")
    return DONE


def run_restore(options: argparse.Namespace) -> int:
    from app.store.restoring import restore

    restored = restore(options.backup, options.store)
    from_log = f", {restored.from_log:,} of them from the operations log" if restored.from_log else ""
    print(f"{options.store} holds {restored.entries:,} entries{from_log}.")
    if restored.originals_lost:
        lost = restored.originals_lost
        print(f"{lost} original workbook{'' if lost == 1 else 's'} could not be found; the figures are all there.")
    if restored.kept_aside:
        print(f"The file that was there is kept as {restored.kept_aside}.")
    return DONE


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Store]:
    """The store, closed after. On a network it is opened to read only."""
    from app.rules.errors import KnownError
    from app.store.opening import open_store

    try:
        store = open_store(path)
    except KnownError as error:
        if error.problem.code != "store_network":
            raise
        store = open_store(path, read_only=True)
    with contextlib.closing(store):
        yield store


def _known_quarter(session: Any, wanted: Period | None) -> Period:
    from app.rules.errors import KnownError
    from app.store.queries.lists import quarters

    known = quarters(session)
    if not known:
        raise KnownError("no_quarter")
    if wanted is not None and wanted not in known:
        raise KnownError("quarter_unknown", quarter=wanted.label, first=known[0].label, last=known[-1].label)
    return wanted or known[-1]


def _actor() -> Actor:
    from app.rules.changes import Actor
    from app.store.place import account

    return Actor(account(), "")


def problems_of(error: Any) -> tuple[Problem, ...]:
    found = getattr(error, "problems", None)
    return tuple(found) if found is not None else (error.problem,)


def complain(*problems: Problem, last: str = "") -> None:
    from app.views.shared.words import sentence
    from app.views.shared.words_exchange import shown_name

    told = []
    for problem in problems:
        words = sentence(problem)
        file = str(problem.facts.get("file") or "")
        told.append(words if not problem.facts.get("cell") or not file else f"{shown_name(file)}: {words}")
    for words in told:
        say(words)
    if last and not any(last in words for words in told):
        say(last)


def say(words: str) -> None:
    print(words, file=sys.stderr)
