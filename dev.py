#!/usr/bin/env python3
"""Sets the program up on this computer, then runs it, tests it or checks it. Standard library only.

    python3 dev.py run | test | check | bench | faults | pictures | build        (Windows: py dev.py run)

The first call makes `.venv` from requirements.lock (installer/environment.py); later calls start at once.
This file can be read by Python 3.6 on, so that an older Python gets a sentence and not a syntax error.
"""

import shutil
import sys

if sys.version_info < (3, 11) or sys.version_info >= (3, 14):
    found = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
    sys.exit(
        f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version_info[0]}.{sys.version_info[1]}."
        + (f" Try: {found[0]} {' '.join(sys.argv)}" if found else "")
    )

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installer import environment
from installer.environment import PYTHON, ROOT, SetUpError, say

SAMPLE = "hampshire-2010"
COMMANDS = {
    "run": "open the window on the sample plan, in a store of its own that may be thrown away",
    "test": "the tests, without a screen; what follows goes to pytest",
    "check": "ruff, mypy, import-linter, then the tests (--without-tests: not those)",
    "bench": "the speed figures beside their goals",
    "faults": "the long run of kills, full disks and power cuts against the store (--short: 100 kills)",
    "build": "a folder with its own Python in dist, and on Debian a package; each must pass its own --smoke",
    "pictures": "every page as PNG in out/pictures, light and dark, two window sizes",
}
WHOLE_WINDOW = ("tests/walks", "tests/bad_inputs")
CHECKS = {
    "ruff": ["-m", "ruff", "check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"],
}


def python(*arguments: str, screen: bool = False) -> int:
    """Run the environment's Python in this folder; the exit code is the program's."""
    return begin(*arguments, screen=screen).wait()


def begin(*arguments: str, screen: bool = False, into: "IO[bytes] | None" = None) -> "subprocess.Popen[bytes]":
    """The same without waiting for it; `into`: where what it prints goes instead."""
    env = environment.clean_environment()
    if not screen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=env, stdout=into, stderr=into)


def run(extra: list[str]) -> int:
    """The window; without a screen a picture of it, so that nothing hangs."""
    if environment.has_screen():
        return python("-m", "app", "--demo", SAMPLE, *extra, screen=True)
    picture = ROOT / "out" / f"{SAMPLE}.png"
    picture.parent.mkdir(exist_ok=True)
    code = python("-m", "app", "--demo", SAMPLE, "--screenshot", str(picture), *extra)
    if code == 0:
        say(f"There is no screen here, so the window was drawn into {picture}. To use it, run this on a "
            "desktop, over ssh with -X, or with: xvfb-run -a python3 dev.py run")
    return code


def test(extra: list[str]) -> int:
    """The stories of the whole window run in a process of their own, not among what a thousand tests left behind.

    Both run at once; what the others say is printed when the stories are told.
    """
    if extra:
        return python("-m", "pytest", *extra)
    apart = [f"--ignore={folder}" for folder in WHOLE_WINDOW]
    with tempfile.TemporaryFile() as said:
        others = begin("-m", "pytest", *apart, into=said)
        try:
            code = python("-m", "pytest", *WHOLE_WINDOW)
            code = max(code, others.wait())
        finally:
            others.kill()
        said.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    return code


def check(extra: list[str]) -> int:
    """All of it even when a part fails; the exit code is the worst one's."""
    results = {}
    for name, command in CHECKS.items():
        say(f"== {name}")
        results[name] = python(*command)
    if "--without-tests" not in extra:
        say("== tests")
        results["tests"] = test([])
    say("check: " + ", ".join(f"{name} {'failed' if code else 'passed'}" for name, code in results.items()))
    return max(results.values())


def do(command: str, extra: list[str]) -> int:
    environment.see_to_libraries(screen=command == "run" and environment.has_screen())
    environment.set_up()
    if command == "run":
        return run(extra)
    if command == "test":
        return test(extra)
    if command == "check":
        return check(extra)
    if command == "faults":
        extra = [word for word in extra if word != "--short"] if "--short" in extra else ["--full", *extra]
    if command == "build":
        return python("-m", "installer.frozen", *extra)
    return python("-m", f"tests.{command}", *extra)


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run, test and check the program.")
    places = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        places.add_parser(name, help=words, add_help=False)
    known, extra = parser.parse_known_args()
    try:
        return do(known.command, extra)
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
