"""What is packed for users' computers: the folder's parts and the package's own files."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installer import frozen
from installer.environment import ROOT, X11_LIBRARIES


def control_of(root: Path) -> dict[str, str]:
    (root / "opt").mkdir()
    (root / "opt" / "file").write_bytes(b"x" * 4096)
    frozen.write_control(root, "amd64")
    lines = (root / "DEBIAN" / "control").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if not line.startswith(" "))


def test_the_package_needs_what_qt_loads_from_the_system(tmp_path: Path) -> None:
    control = control_of(tmp_path)
    needed = {each.split(" ")[0] for each in control["Depends"].split(", ")}
    assert {package for _, package in X11_LIBRARIES} <= needed
    assert control["Version"] == frozen.version()
    assert control["Installed-Size"] == "4"


def test_the_menu_entry_opens_a_plan_with_the_command_the_package_brings() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(frozen.PACKAGE_FILES / "driving-success.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert main["Exec"] == f"/usr/bin/{frozen.NAME} %f"
    kinds = ElementTree.parse(frozen.PACKAGE_FILES / "driving-success.xml").getroot()[0]
    assert main["MimeType"].rstrip(";") == kinds.attrib["type"]
    assert [each.attrib["pattern"] for each in kinds if each.tag.endswith("glob")] == ["*.plan"]


def test_everything_found_by_its_path_is_packed() -> None:
    assert [place for place in frozen.DATA if not (ROOT / place).exists()] == []
    assert [file for file, _ in frozen.desktop_files() if not file.is_file()] == []


def test_a_folder_whose_smoke_run_fails_does_not_count_as_built(tmp_path: Path) -> None:
    program = tmp_path / frozen.NAME
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(frozen.BuildError, match="does not count as built"):
        frozen.check(tmp_path)


@pytest.mark.long
def test_the_program_is_built_and_its_smoke_run_passes() -> None:
    done = subprocess.run([sys.executable, "-m", "installer.frozen", "--folder-only"], cwd=ROOT, check=False)
    assert done.returncode == 0
