"""Where a store lies (network and synchronised folders are refused) and who has it open (for information only)."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from app.rules import clock

_REMOTE = {
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "9p",
    "afs",
    "ncpfs",
    "afpfs",
}
_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "icloud drive",
    "box sync",
)


def remote_kind(path: Path) -> str | None:
    """What kind of shared place the path is on ("a network share", "a OneDrive folder"), None for a local disk."""
    text = str(path.absolute())
    if text.startswith(("\\\\", "//")):
        return "a network share"
    for part in path.absolute().parts[:-1]:
        if any(part.lower().startswith(name) for name in _SYNCED):
            return f"a {part} folder"
    if sys.platform == "win32":
        return _windows_kind(text)
    return _mounted_kind(text)


def _windows_kind(text: str) -> str | None:
    import ctypes

    drive_remote = 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(text[:3])  # type: ignore[attr-defined,unused-ignore]
    return f"the network drive {text[:2]}" if kind == drive_remote else None


def _mounted_kind(text: str) -> str | None:
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        mount = fields[1].replace("\\040", " ")
        inside = text == mount or text.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, fields[2]
    return f"a network share ({kind})" if kind.lower() in _REMOTE else None


def account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def who_file(path: Path) -> Path:
    return path.with_name(path.name + ".who")


def say_open(path: Path, last_seq: int) -> bool:
    """Leave a note that this computer has the store open. True: a note was there, so the last session ended suddenly."""
    note = who_file(path)
    sudden = note.exists()
    facts = {
        "who": account(),
        "pc": platform.node(),
        "since": clock.now().isoformat(),
        "pid": os.getpid(),
        "seq": last_seq,
    }
    try:
        note.write_text(json.dumps(facts), encoding="utf-8")
    except OSError:
        return sudden
    return sudden


def who_has(path: Path) -> dict[str, Any]:
    """The note of whoever has it open; empty if there is none."""
    try:
        found = json.loads(who_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def say_closed(path: Path) -> None:
    with contextlib.suppress(OSError):
        who_file(path).unlink(missing_ok=True)
