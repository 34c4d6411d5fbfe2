"""Makes `.venv` from requirements.lock, and sees to the system libraries Qt needs. Standard library only.

Every refusal is a `SetUpError` whose words say what would help. Nothing outside this folder is touched,
save that root on a system with apt-get has the missing packages installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import platform
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from installer import pip_wheel

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "dev-stamp.txt"
WHEELHOUSE = ROOT / "wheelhouse"
WINDOWS = os.name == "nt"
LINUX = sys.platform == "linux"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
AGAIN = "DRIVING_SUCCESS_PACKAGES_INSTALLED"
BASE_PYTHON = str(getattr(sys, "_base_executable", "") or sys.executable)

# What Qt's wheels expect of the system: (library, Debian's package). Qt's own error text names
# libxcb-cursor0 whatever is missing, so each one is loaded to see.
OFFSCREEN_LIBRARIES = [
    ("libglib-2.0.so.0", "libglib2.0-0"), ("libgthread-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"), ("libEGL.so.1", "libegl1"), ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libfontconfig.so.1", "libfontconfig1"), ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
]
X11_LIBRARIES = [
    ("libX11-xcb.so.1", "libx11-xcb1"), ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"), ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"), ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"), ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxcb-randr.so.0", "libxcb-randr0"), ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
]
WAYLAND_LIBRARIES = [
    ("libwayland-client.so.0", "libwayland-client0"), ("libwayland-cursor.so.0", "libwayland-cursor0"),
]
ASK_FOR_EACH = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


class SetUpError(Exception):
    """Nothing more can be done here; the words say why and what would help."""


def say(text: str) -> None:
    print(text, flush=True)


def has_screen() -> bool:
    """False where a window could not open: no server named, or named and not answering."""
    if os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if not display.startswith(":"):
        return bool(display)
    place = "/tmp/.X11-unix/X" + display[1:].split(".")[0]
    for address in ("\0" + place, place):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as server:
            server.connect(address)
            return True
    return False


def see_to_libraries(screen: bool) -> None:
    """Name the system's missing packages, or install them where that is allowed (root with apt-get)."""
    if sys.platform != "linux":
        return
    wanted = list(OFFSCREEN_LIBRARIES)
    if screen:
        wanted += X11_LIBRARIES if os.environ.get("DISPLAY") else WAYLAND_LIBRARIES
    if all(loads(library) for library, _ in wanted) and (is_ready() or has_ensurepip()):
        return
    packages = sorted({package for _, package in missing_libraries(wanted)})
    if not has_ensurepip():
        packages.append(f"python3.{sys.version_info[1]}-venv")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    apt = shutil.which("apt-get") is not None
    if apt and os.geteuid() == 0 and AGAIN not in os.environ:
        install_as_root(install)
        # The packages may have brought a newer Python: begin again in that one.
        os.execve(BASE_PYTHON, [BASE_PYTHON, *sys.argv], {**os.environ, AGAIN: "1"})
    missing = [library for library, _ in missing_libraries(wanted)]
    if not missing:
        return  # at most ensurepip is wanting, and there is a way without it
    if apt:
        raise SetUpError("sudo apt-get update && sudo " + " ".join(install))
    if shutil.which("dnf"):
        raise SetUpError("sudo dnf install -y " + " ".join(f"'{library}()(64bit)'" for library in missing))
    raise SetUpError("Qt needs these libraries from the system: " + " ".join(missing))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which cannot be loaded; in a new process, because the loader remembers what it did not find."""
    command = [BASE_PYTHON, "-c", ASK_FOR_EACH, *(library for library, _ in wanted)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return [pair for pair in wanted if pair[0] in answer]


def has_ensurepip() -> bool:
    return quietly([BASE_PYTHON, "-c", "import ensurepip"])


def install_as_root(install: list[str]) -> None:
    """Unattended. A failure shows in what is still missing afterwards."""
    say("Installing system packages: " + " ".join(install[4:]))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = ["-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]
    for command in (["apt-get", "update"], install):
        subprocess.run([*command, *options], check=False, env=env, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL)


def stamp_text() -> str:
    """What the environment is made from; anything else means making it again."""
    made_from = [LOCK.read_bytes(), *(text.encode() for text in (
        sys.version, sys.platform, platform.machine(), str(VENV)))]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def is_ready() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp_text()


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """One set-up at a time in this folder. The system lets go of the lock if we are killed."""
    with open(ROOT / ".dev.lock", "a+b") as file:
        if not try_lock(file.fileno(), wait=False):
            say("Another set-up is under way here; waiting for it.")
            while not try_lock(file.fileno(), wait=True):
                pass
        yield


def try_lock(handle: int, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 0, os.SEEK_SET)  # waiting, Windows gives up after ten seconds
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def set_up() -> None:
    """Make .venv from the lock file unless its stamp says that it is. The stamp is written last."""
    if is_ready():
        return
    refuse_what_qt_has_no_wheel_for()
    with only_one():
        if is_ready():
            return
        say("Setting up .venv from requirements.lock (about 600 MB, once).")
        STAMP.unlink(missing_ok=True)
        uv = shutil.which("uv")
        if not (uv and install_with_uv(uv)):
            make_venv()
            install_with_pip()
        STAMP.write_text(stamp_text())


def refuse_what_qt_has_no_wheel_for() -> None:
    if struct.calcsize("P") != 8:
        raise SetUpError("A 64-bit Python is needed; this one is 32-bit.")
    name, version = platform.libc_ver()
    if LINUX and (name != "glibc" or tuple(int(part) for part in version.split(".")[:2]) < (2, 34)):
        raise SetUpError(
            "Qt's packages need glibc 2.34 or later (Debian 12, Ubuntu 22.04, RHEL 9); "
            f"this system has {name or 'another C library'} {version}."
        )


def make_venv() -> None:
    """With Python's own pip, or where Debian left ensurepip out, with one fetched and checked."""
    command = [BASE_PYTHON, "-m", "venv", "--clear"]
    if has_ensurepip() and quietly([*command, str(VENV)]):
        return
    if not quietly([*command, "--without-pip", str(VENV)]):
        raise SetUpError(f"Python could not make {VENV}. Is a program from it still open?")
    with tempfile.TemporaryDirectory() as folder:
        try:
            wheel = pip_wheel.take(WHEELHOUSE, Path(folder))
        except (OSError, ValueError) as error:
            raise SetUpError(f"pip could not be fetched: {error}") from None
        if not quietly([str(PYTHON), str(wheel / "pip"), "install", "--no-index", str(wheel)]):
            raise SetUpError(f"pip could not be installed into {VENV}.")


def quietly(command: list[str]) -> bool:
    done = subprocess.run(command, check=False, env=clean_environment(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode == 0


def install_with_pip() -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check",
               "--no-warn-script-location", "--progress-bar", "off", "--no-compile", "--no-deps",
               "--retries", "5", "--require-hashes", "--only-binary=:all:", *from_wheelhouse(),
               "-r", str(LOCK)]
    for _attempt in range(2):
        done = subprocess.run(command, check=False, env=clean_environment(), stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return
    raise SetUpError(
        "The packages could not be installed; pip's own words are above. Behind a proxy or a mirror set "
        "HTTPS_PROXY, PIP_INDEX_URL and PIP_CERT; without a network put the files into wheelhouse/."
    )


def install_with_uv(uv: str) -> bool:
    """The same lock, faster. False where uv cannot (certificates, index rules): pip is next."""
    if not quietly([BASE_PYTHON, "-m", "venv", "--clear", "--without-pip", str(VENV)]):
        return False
    env = clean_environment()
    for ours, theirs in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_CERT", "SSL_CERT_FILE")):
        if ours in env:
            env.setdefault(theirs, env[ours])
    command = [uv, "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes",
               "--only-binary", ":all:", *from_wheelhouse(), str(LOCK)]
    done = subprocess.run(command, check=False, env=env, stdin=subprocess.DEVNULL).returncode == 0
    if not done:
        say("uv could not install the packages; trying pip.")
    return done


def from_wheelhouse() -> list[str]:
    return ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []


def clean_environment() -> dict[str, str]:
    """The user's, without what would mix another Python's packages into ours, or have them compiled at each start."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    env = {k: v for k, v in os.environ.items() if k not in unwanted}
    env["PIP_USER"] = "0"  # as some set it for the whole system; in an environment it is an error
    env["PIP_CONSTRAINT"] = os.devnull  # the lock file names every version already
    spoken = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if LINUX and "utf" not in spoken.lower():
        env["LC_ALL"] = "C.UTF-8"  # Qt warns otherwise
    return env
