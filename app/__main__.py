"""The command line, and the window's start. Heavy libraries are loaded by the verb that needs them.

Exit 0: done. 1: refused or a problem, nothing stored. 2: wrong usage. Sentences go to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.rules.papers import PageKind
    from app.rules.period import Period

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
VERBS = ("new", "template", "import", "export", "papers", "check", "backup", "restore")
READ_UNTRUSTED = "--read-untrusted-file"
REFUSED = 1

USAGE = """driving-success [STORE]
       driving-success new STORE [--sample {samples}]
       driving-success template STORE --department D --quarter Q --out FILE.xlsx
       driving-success import STORE FILE... [--dry-run] [--json]
       driving-success export STORE OUT.xlsx [--quarter Q]
       driving-success papers STORE --quarter Q --out OUT.pdf [--pages NAME,...] [--public]
       driving-success check STORE
       driving-success backup STORE [OUT]
       driving-success restore BACKUP STORE"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb, or the window where none is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [READ_UNTRUSTED]:
        from app.exchange.child import main as read_untrusted

        return read_untrusted()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _verb(given) if given and given[0] in VERBS else _guarded(lambda: _window(given))
    except SystemExit as stop:  # argparse has said what is wrong
        return int(stop.code or 0)


def _verb(given: list[str]) -> int:
    from app import command_line

    options = _verb_parser().parse_args(given)
    work: Callable[[argparse.Namespace], int] = getattr(command_line, f"run_{options.verb}")
    return _guarded(lambda: work(options))


def _guarded(work: Callable[[], int]) -> int:
    """Run a verb; every failure becomes a sentence."""
    from app.command_line import complain, problems_of, say
    from app.rules.errors import Cancelled, KnownError, Refused

    try:
        return work()
    except (KnownError, Refused) as error:
        complain(*problems_of(error))
    except (KeyboardInterrupt, Cancelled):
        say("Stopped. Nothing was stored.")
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:  # noqa: BLE001 - the user gets a sentence, whatever it was
        say(f"Something went wrong in the program ({type(error).__name__}: {error}). Nothing was stored. "
             "Please pass this on to whoever looks after the program.")  # fmt: skip
    return REFUSED


def _window(given: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="driving-success", usage=USAGE.format(samples="|".join(_samples())),
        description="The council's plan: its issues, figures, decisions and papers.",
    )  # fmt: skip
    parser.add_argument(
        "store", nargs="?", type=Path, help="the plan's file; without it the last one, or a new one"
    )
    parser.add_argument(
        "--demo", choices=_samples(), help="open a sample in a store of its own that is not kept"
    )
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="draw the window into a picture and end"
    )
    parser.add_argument(
        "--smoke", action="store_true", help="do one of everything in a scratch store and end"
    )
    options, qt_options = parser.parse_known_args(given)
    wrong = [
        each
        for each in qt_options
        if each not in ("-platform", "-style") and not _follows_qt(each, qt_options)
    ]
    if wrong:
        parser.error(f"unrecognised: {' '.join(wrong)}")
    from app.wiring import run_window

    return int(run_window(options.store, demo=options.demo, screenshot=options.screenshot, smoke=options.smoke,
                          qt_arguments=tuple(qt_options)))  # fmt: skip


def _follows_qt(each: str, given: list[str]) -> bool:
    at = given.index(each)
    return at > 0 and given[at - 1] in ("-platform", "-style")


def _verb_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="driving-success", usage=USAGE.format(samples="|".join(_samples())))
    verbs = parser.add_subparsers(dest="verb", required=True, prog="driving-success")

    def verb(name: str, help_: str, *places: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=help_, description=help_)
        for place in places:
            made.add_argument(place, type=Path, metavar=place.upper())
        return made

    new = verb("new", "Make a store.", "store")
    new.add_argument("--sample", choices=_samples(), help="fill it with a sample plan")
    template = verb("template", "Write the workbook a department fills in for a quarter.", "store")
    template.add_argument("--department", required=True, metavar="D", help="its name or its short name")
    template.add_argument("--quarter", type=_quarter, required=True, metavar="Q")
    template.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    importing = verb("import", "Import departments' returns and tables of figures, all or nothing.", "store")
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
    importing.add_argument("--json", action="store_true", help="print one object")
    exporting = verb("export", "Write the whole plan to a workbook, or one quarter with charts.", "store", "out")
    exporting.add_argument(
        "--quarter", type=_quarter, metavar="Q", help="such as 2009-10-Q4; without it everything the plan holds"
    )
    papers = verb("papers", "Set the quarter's pages as a PDF.", "store")
    papers.add_argument("--quarter", type=_quarter, required=True, metavar="Q")
    papers.add_argument("--out", type=Path, required=True, metavar="OUT.pdf")
    papers.add_argument(
        "--pages", type=_pages, default=(), metavar="NAME,...",
        help="such as summary,hot-list,decision-report; the Cabinet's pack without it",
    )  # fmt: skip
    papers.add_argument("--public", action="store_true", help="hide small numbers")
    verb("check", "Read the whole store and verify its history.", "store")
    backup = verb("backup", "Write a verified copy.", "store")
    backup.add_argument("out", type=Path, nargs="?", metavar="OUT")
    verb("restore", "Put a backup in a store's place; the old file is kept aside.", "backup", "store")
    return parser


def _samples() -> tuple[str, ...]:
    return tuple(sorted(each.parent.name for each in SAMPLES.glob("*/sample.json")))


def _quarter(text: str) -> Period:
    from app.rules.period import parse_quarter

    try:
        return parse_quarter(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _pages(text: str) -> tuple[PageKind, ...]:
    from app.rules.papers import OFFERED, page_named

    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if page_named(name) is None]
    if unknown:
        known = ", ".join(kind.value.replace("_", "-") for kind in OFFERED)
        raise argparse.ArgumentTypeError(f"there is no page {unknown[0]!r}; pages are {known}")
    return tuple(kind for name in names if (kind := page_named(name)) is not None)


if __name__ == "__main__":
    sys.exit(main())
