"""What may stand in the project's files: the product, and nothing of the machine it was written on."""

from __future__ import annotations

import re
import tomllib

from app import __version__
from tests.house.tree import ROOT, name_of, own_files

READ = {".py", ".md", ".toml", ".txt", ".json", ".ini", ".typ", ".csv", ".svg", ".lock", "", ".in"}
UNFIT = {
    "a path of one machine": r"(?<![\w./-])/(?:work|root|farm)/\w",
    "a place outside the project": r"\.\./shared\b",
    "a note of work to do": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "the number of a task": r"(?i)\b(?:fixes|closes|resolves|see issue|github issue) #?\d+",
    "how it was written": r"(?i)\blanguage " + r"model\b|\bclosing " + r"note\b",
}
# file: the kinds of words that it has a reason to hold
EXCUSED: dict[str, set[str]] = {"tests/house/test_files.py": set(UNFIT)}
LONGEST_ENTRY = 200


def test_no_file_speaks_of_the_machine_or_the_work() -> None:
    found = []
    for file in own_files():
        if file.suffix not in READ or file.name.endswith(".lock"):
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        for what, pattern in UNFIT.items():
            if what not in EXCUSED.get(name_of(file), set()):
                hits = re.finditer(pattern, text)
                found += [f"{name_of(file)}: {what}: {hit.group()}" for hit in hits]
    assert found == []


def changelog() -> list[str]:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def test_the_changelog_names_its_versions_newest_first() -> None:
    headings = [line for line in changelog() if line.startswith("## ")]
    form = re.compile(r"## (?:Next|\d+\.\d+\.\d+, \d{2}/\d{2}/\d{4})")
    assert [line for line in headings if not form.fullmatch(line)] == []
    released = [tuple(int(part) for part in line[3:].split(",")[0].split(".")) for line in headings
                if line != "## Next"]
    assert released == sorted(released, reverse=True)
    assert "## Next" not in headings[1:]


def test_the_changelogs_entries_are_short_sentences_under_a_kind() -> None:
    kinds = [line for line in changelog() if line.startswith("### ")]
    assert set(kinds) <= {"### New", "### Changed", "### Mended", "### Removed"}
    entries = [line for line in changelog() if line.startswith("- ")]
    assert entries
    assert [line for line in entries if not line.endswith(".") or len(line) > LONGEST_ENTRY] == []


def test_the_program_and_its_package_have_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_the_lock_holds_a_hash_for_every_package() -> None:
    """What is installed is what was locked, byte for byte."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n|^ +#.*\n", "", lock, flags=re.MULTILINE))
    bare = [entry.split("==")[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]
    assert bare == []


def test_the_two_locks_name_the_same_versions() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    locked = {(package["name"], package["version"]) for package in packages}
    exported = re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)",
                          (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(exported) <= locked
