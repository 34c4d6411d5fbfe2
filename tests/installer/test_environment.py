"""Setting up: what it asks of the system, when it begins again, and what it refuses to install."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from installer import environment, pip_wheel

ROOT = environment.ROOT
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone is asked for libraries")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a lock file and an environment that claims to be ready."""
    venv = tmp_path / ".venv"
    for name, place in {
        "ROOT": tmp_path, "VENV": venv, "LOCK": tmp_path / "requirements.lock", "STAMP": venv / "stamp",
        "PYTHON": venv / "python", "WHEELHOUSE": tmp_path / "wheelhouse",
    }.items():
        monkeypatch.setattr(environment, name, place)
    venv.mkdir()
    environment.LOCK.write_text("a==1 --hash=sha256:00")
    environment.PYTHON.touch()
    environment.STAMP.write_text(environment.stamp_text())
    return tmp_path


def test_an_environment_with_its_stamp_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "make_venv", lambda: pytest.fail("made again"))
    environment.set_up()


@pytest.mark.parametrize("change", ["lock", "python", "stamp"])
def test_another_lock_or_python_or_no_stamp_means_making_it_again(
    change: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if change == "lock":
        environment.LOCK.write_text("a==2 --hash=sha256:00")
    elif change == "python":
        monkeypatch.setattr(environment.sys, "version", "3.99")
    else:
        environment.STAMP.unlink()
    assert not environment.is_ready()


def test_the_stamp_is_missing_while_an_install_is_unfinished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.LOCK.write_text("a==2 --hash=sha256:00")
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    monkeypatch.setattr(environment, "make_venv", lambda: None)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install_with_pip", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.set_up()
    assert not environment.STAMP.exists()


def test_a_second_set_up_waits_for_the_first(folder: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with environment.only_one():
            order.append("second")

    with environment.only_one():
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.2)
        order.append("first")
    waiting.join(timeout=10)
    assert order == ["first", "second"]


@LINUX_ONLY
def test_who_may_not_install_gets_one_line_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OFFSCREEN_LIBRARIES", [("libnosuch.so.9", "libnosuch9")])
    monkeypatch.setattr(environment, "has_ensurepip", lambda: True)
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/" + name)
    with pytest.raises(environment.SetUpError) as refusal:
        environment.see_to_libraries(screen=False)
    assert str(refusal.value) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libnosuch9"
    )


@LINUX_ONLY
def test_without_a_known_package_manager_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OFFSCREEN_LIBRARIES", [("libnosuch.so.9", "libnosuch9")])
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    with pytest.raises(environment.SetUpError, match=r"libnosuch\.so\.9$"):
        environment.see_to_libraries(screen=False)


@LINUX_ONLY
@pytest.mark.parametrize("display", ["", ":7654"])
def test_a_display_that_does_not_answer_is_no_screen(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert not environment.has_screen()


def test_a_pip_with_another_hash_is_not_installed(folder: Path) -> None:
    environment.WHEELHOUSE.mkdir()
    (environment.WHEELHOUSE / pip_wheel.NAME).write_bytes(b"something else")
    with pytest.raises(ValueError, match="SHA-256"):
        pip_wheel.take(environment.WHEELHOUSE, folder)
    assert not (folder / pip_wheel.NAME).exists()


def test_an_address_on_a_mirrors_page_may_be_relative(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return f'<a href="../../files/{pip_wheel.NAME}#sha256=0">pip</a>'.encode()

    monkeypatch.setattr(pip_wheel, "fetch", fetch)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/pypi/simple/")
    pip_wheel.from_index()
    assert [address.split("#")[0] for address in asked] == [
        "https://mirror.example/pypi/simple/pip/", f"https://mirror.example/pypi/files/{pip_wheel.NAME}",
    ]


def test_an_old_python_can_read_the_sentence_that_refuses_it() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_later_call_adds_less_than_two_seconds() -> None:
    if not environment.is_ready():
        pytest.skip("this environment was not made by dev.py")

    def used(*command: str) -> float:
        """Seconds of the processor: a machine with other work to do takes longer for either."""
        before = os.times()
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert used("dev.py", "test", "--version") - used("-m", "pytest", "--version") < 2


def test_what_is_run_keeps_its_compiled_files_and_none_of_another_pythons_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert not {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"} & environment.clean_environment().keys()
