"""Builds the program for users' computers: a folder with its own Python, and on Debian a package of it.

    python -m installer.frozen [--folder-only]

The folder is `dist/driving-success`, the package `dist/driving-success_VERSION_ARCH.deb`. Neither counts as built
before its own `--smoke` has passed; the package's is run from its unpacked files. Exit 1 where one did not.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from installer.environment import OFFSCREEN_LIBRARIES, ROOT, X11_LIBRARIES, say

NAME = "driving-success"
BUILD, DIST = ROOT / "build", ROOT / "dist"
PACKAGE_FILES = Path(__file__).resolve().parent / "debian"
PLACE = Path("opt") / NAME
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

# What the code finds by its path on the disk rather than by an import.
DATA = {"resources": "resources", "docs/guide.md": "docs", "app/store/migrations": "app/store/migrations"}
# Imported where they are first needed, by names that are put together at run time.
SEEN_LATE = ("app", "sqlalchemy.dialects.sqlite", "logging.config")
# pyqtgraph asks for them by name.
NAMED_LATE = ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSvg", "PySide6.QtTest")
# Qt's and others' parts that nothing here uses; each would bring tens of megabytes.
NOT_WANTED = ("tkinter", "IPython", "matplotlib", "scipy", "pytest", "hypothesis", "mypy", "PIL.ImageTk",
              "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDesigner")  # fmt: skip


class BuildError(Exception):
    """Nothing counts as built; the words say what went wrong."""


def build_folder() -> Path:
    """dist/driving-success, made anew. Raises BuildError."""
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--onedir",
        "--name", NAME, "--paths", str(ROOT), "--distpath", str(DIST), "--workpath", str(BUILD),
        "--specpath", str(BUILD), "--copy-metadata", "alembic",
    ]  # fmt: skip
    for source, place in DATA.items():
        command += ["--add-data", f"{ROOT / source}{os.pathsep}{place}"]
    for package in SEEN_LATE:
        command += ["--collect-submodules", package]
    for module in NAMED_LATE:
        command += ["--hidden-import", module]
    for module in NOT_WANTED:
        command += ["--exclude-module", module]
    run([*command, str(ROOT / "app" / "__main__.py")], "PyInstaller")
    return DIST / NAME


def check(folder: Path) -> None:
    """Start the built program and let it do one of everything. Raises BuildError."""
    program = folder / (NAME + (".exe" if os.name == "nt" else ""))
    # In another folder and without our environment: what it needs must be in it.
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run([str(program), "--smoke"], check=False, cwd=elsewhere, env=env, timeout=900)
    if done.returncode != 0:
        raise BuildError(f"{program} --smoke ended with {done.returncode}; it does not count as built.")


def build_package(folder: Path) -> Path:
    """The Debian package of a built folder. Raises BuildError."""
    architecture = ARCHITECTURES.get(platform.machine())
    if architecture is None:
        raise BuildError(f"There is no Debian name for {platform.machine()} here.")
    file = DIST / f"{NAME}_{version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=BUILD) as held:
        root = Path(held)
        os.chmod(root, 0o755)  # the package's own top folder
        shutil.copytree(folder, root / PLACE, symlinks=True)
        link = root / "usr" / "bin" / NAME
        link.parent.mkdir(parents=True)
        link.symlink_to(Path("/") / PLACE / NAME)
        for source, place in desktop_files():
            target = root / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        write_control(root, architecture)
        file.unlink(missing_ok=True)
        run(["dpkg-deb", "--build", "--root-owner-group", "-Zzstd", "-z9", str(root), str(file)], "dpkg-deb")
    return file


def desktop_files() -> Iterator[tuple[Path, Path]]:
    share = Path("usr") / "share"
    yield PACKAGE_FILES / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop"
    yield PACKAGE_FILES / f"{NAME}.xml", share / "mime" / "packages" / f"{NAME}.xml"
    yield PACKAGE_FILES / f"{NAME}.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    yield PACKAGE_FILES / "copyright", share / "doc" / NAME / "copyright"


def write_control(root: Path, architecture: str) -> None:
    """Needs what Qt loads from the system; the rest lies in the folder."""
    size = sum(each.stat().st_size for each in root.rglob("*") if each.is_file() and not each.is_symlink())
    needs = sorted({package for _, package in OFFSCREEN_LIBRARIES + X11_LIBRARIES})
    folder = root / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(
        (PACKAGE_FILES / "control").read_text(encoding="utf-8").format(
            version=version(), architecture=architecture, size=size // 1024,
            needs=", ".join(["libc6 (>= 2.34)", *needs]),
        ),
        encoding="utf-8",
    )  # fmt: skip


def check_package(file: Path) -> None:
    """The package's files, unpacked where nothing else is, must pass the same run."""
    with tempfile.TemporaryDirectory(dir=BUILD) as held:
        run(["dpkg-deb", "--extract", str(file), held], "dpkg-deb")
        check(Path(held) / PLACE)


def version() -> str:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(found["project"]["version"])


def run(command: list[str], name: str) -> None:
    if subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL).returncode != 0:
        raise BuildError(f"{name} did not succeed; its own words are above.")


def size_of(path: Path) -> str:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return f"{sum(each.stat().st_size for each in files if not each.is_symlink()) / 1e6:.0f} MB"


def main(arguments: list[str]) -> int:
    try:
        say("== the folder")
        folder = build_folder()
        check(folder)
        say(f"Built {folder.relative_to(ROOT)} ({size_of(folder)}); its --smoke passed.")
        if "--folder-only" in arguments:
            return 0
        if shutil.which("dpkg-deb") is None:
            say("No package was made: dpkg-deb is not on this system.")
            return 0
        say("== the package for Debian")
        package = build_package(folder)
        check_package(package)
        say(f"Built {package.relative_to(ROOT)} ({size_of(package)}); its --smoke passed.")
    except BuildError as problem:
        say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
