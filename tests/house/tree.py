"""The project's own files, and their Python as trees. A checkout without git is walked instead."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APP = ROOT / "app"
NOT_OURS = {"out", "build", "dist", "wheelhouse", "__pycache__"}


@cache
def own_files() -> tuple[Path, ...]:
    """What git tracks; without git, what stands in the folders that are not made by a tool."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
        if listed.returncode == 0:
            names = listed.stdout.decode().split("\0")
            return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())
    return tuple(walked(ROOT))


def walked(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_file() and not entry.name.startswith(".dev"):
            yield entry
        elif entry.is_dir() and entry.name not in NOT_OURS and not entry.name.startswith("."):
            yield from walked(entry)


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders (or these files themselves), frozen migrations apart."""
    places = [ROOT / name for name in folders]
    found = [file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))]
    return sorted(file for file in found if not {"versions", "__pycache__"} & set(file.parts))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()
