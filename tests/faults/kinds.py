"""The faults themselves: kills, errors at every write call, power cuts, a full disk, damaged backups."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.rules.errors import KnownError
from app.store import backups, restoring
from app.store.opening import open_store
from tests.faults import children, power, shim
from tests.faults.invariants import broken
from tests.faults.scripts import Session, at_random, readings, scripted
from tests.plans import ACTOR, make_plan

Prepare = Callable[[], None]


def nothing() -> None:
    pass


def fresh() -> Path:
    return Path(tempfile.mkdtemp(prefix="faults-"))


def kills(count: int, seed: int = 1, prepare: Prepare = nothing, stop_early: bool = False) -> list[str]:
    """SIGKILL at a random moment, the same store again and again; ten kills to a store."""
    chance, found = random.Random(seed), []
    folder = fresh()
    told: list[str] = []
    for number in range(count):
        if number % 10 == 0:
            shutil.rmtree(folder)
            folder, told = fresh(), []
        script = partial(at_random, seed=chance.randrange(1 << 30))
        told += children.run(folder, script, prepare, kill_after=chance.random() * 0.25)
        found += [f"kill {number}: {each}" for each in children.ask(partial(broken, folder, _settled(told)))]
        if found and stop_early:
            break
    shutil.rmtree(folder)
    return found


def _settled(told: list[str]) -> list[str]:
    """Operations that an earlier kill left open are settled by now: only the newest may be either way."""
    lines = [line.split() for line in told]
    ended = {words[1] for words in lines if words[0] in ("ACK", "FAIL")}
    open_ones = [words[1] for words in lines if words[0] == "OP" and words[1] not in ended]
    passed = set(open_ones[:-1])
    return [line for line in told if not (line.startswith("OP ") and line.split()[1] in passed)]


def writes_of_the_script() -> int:
    """How many writing calls the scripted run makes, all told."""
    folder = fresh()

    def count(session: Session) -> None:
        scripted(session)
        session.say("CALLS", str(shim.calls()))

    told = children.run(folder, count, partial(shim.arm, folder))
    counted = [int(line.split()[1]) for line in told if line.startswith("CALLS")]
    problems = children.ask(partial(broken, folder, []))
    shutil.rmtree(folder)
    if not counted or problems:
        raise RuntimeError(f"the script does not run without a fault: {problems}")
    return counted[0]


def points(
    every: int, kinds: tuple[str, ...], prepare: Prepare = nothing, stop_early: bool = False
) -> list[str]:
    """A fault at call 1, 1 + every, 1 + 2 * every ... to the end of the scripted run."""
    total, found = writes_of_the_script(), []
    for kind in kinds:
        for lasting in (False, True) if kind in ("EIO", "ENOSPC") else (False,):
            for at in range(1, total + 1, every):
                folder = fresh()

                def ready(
                    at: int = at, kind: str = kind, lasting: bool = lasting, folder: Path = folder
                ) -> None:
                    prepare()
                    shim.arm(folder, at, shim.KINDS[kind], lasting=lasting)

                told = children.run(folder, scripted, ready)
                problems = children.ask(partial(broken, folder, told))
                found += [f"{kind}{' lasting' if lasting else ''} at call {at}: {each}" for each in problems]
                shutil.rmtree(folder)
                if found and stop_early:
                    return found
    return found


def power_cuts(trials: int, seed: int = 1) -> list[str]:
    """One logged run, cut at random points with what was not synced lost, torn or kept."""
    folder, log, found = fresh(), fresh() / "log", []
    library = shim.library()
    children.run(
        folder,
        scripted,
        partial(shim.arm, folder, log=log),
        mark=lambda words: library.faultio_mark(words.encode()),
    )
    records = power.read(log)
    chance = random.Random(seed)
    for number in range(trials):
        place = fresh()
        cut = chance.randrange(len(records) + 1)
        acked = power.rebuild(records[:cut], folder, place, chance)
        told = [f"{word} {op_id}" for op_id in acked for word in ("OP", "ACK")]
        problems = children.ask(partial(broken, place, told, undo=False))
        found += [f"power cut {number} (seed {seed}) after record {cut}: {each}" for each in problems]
        shutil.rmtree(place)
    shutil.rmtree(folder)
    return found


def full_disk() -> list[str]:
    """An import and a backup on a disk with no room: nothing half, and all is well once there is room again."""
    place = fresh()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
        == 0
    )
    found = children.ask(partial(_fill, place, mounted))
    if mounted:
        subprocess.run(["umount", str(place)], check=False)
    return list(found)


def _fill(place: Path, mounted: bool) -> list[str]:
    store = make_plan(place, "faults.plan")
    entries, ballast = store.entries, place / "ballast"
    if mounted:
        room = shutil.disk_usage(place).free
        ballast.write_bytes(bytes(max(0, room - 60_000)))
    else:
        size = store.path.stat().st_size + 30_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    found = []
    for what, act in (
        ("import", lambda: store.change(readings(800, 1), ACTOR)),
        ("backup", lambda: backups.make(store.raw, store.path, store.entries)),
    ):
        try:
            act()
            found.append(f"the {what} went through on a full disk")
        except KnownError as error:
            if error.problem.code not in ("disk_full", "could_not_save", "backup_failed"):
                found.append(f"the {what} said {error.problem.code}")
    if store.entries != entries:
        found.append("a failed import was counted")
    if list(backups.safe_folder(store.path).glob("*.part*")):
        found.append("a failed backup left its parts")
    ballast.unlink(missing_ok=True)
    if mounted:
        store.change(readings(300, 2), ACTOR)
    store.close()
    return found + broken(place, [])


def damaged_backups(count: int, seed: int = 1) -> list[str]:
    """Bits flipped, pages zeroed, ends cut: restoring refuses before the store is touched, or gives it whole."""
    return list(children.ask(partial(_damage, count, seed)))


def _damage(count: int, seed: int) -> list[str]:
    chance, found, place = random.Random(seed), [], fresh()
    store = make_plan(place, "faults.plan")
    good = backups.make(store.raw, store.path, store.entries).path.read_bytes()
    path, folder = store.path, backups.safe_folder(store.path)
    store.close()
    before = path.read_bytes()
    bad = folder / "bad.plan"
    for number in range(count):
        data = bytearray(good)
        where = chance.randrange(len(data))
        if number % 3 == 0:
            data[where] ^= 1 << chance.randrange(8)
        elif number % 3 == 1:
            page = where // 4096 * 4096
            data[page : page + 4096] = bytes(4096)
        else:
            del data[where:]
        bad.write_bytes(data)
        try:
            restoring.restore(bad, path, with_log=False)
        except KnownError:
            if path.read_bytes() != before:
                found.append(f"damage {number}: refused, but the store was touched")
        else:
            opened = open_store(path)
            opened.close()
            found += [f"damage {number}: {each}" for each in broken(place, [], undo=False)]
            path.write_bytes(before)
        path.write_bytes(before)
    shutil.rmtree(place)
    return found
