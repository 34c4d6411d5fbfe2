"""What makes a file one of our stores: read from its first 100 bytes, before SQLite is let near it."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from app.rules.errors import KnownError

APPLICATION_ID = 0x44535543
SCHEMA_VERSION = 11
SCHEMA_SHA = {
    1: "46bfa703cbe30888950ba98b2046e46a1350bd9f4ad7830f4e81d1ebcdc9adf3",
    2: "0c1fb073273b3c4301c7ad465e305ade6da0b1de92e6f8f036ea425fb5f4678c",
    3: "381929ac96cc6884730ec3a0df6563749bccaadae32be80a47987fe5717b4997",
    4: "4e3d97bcffd1e91abfbe6195c5ded7c8d7e3f19ad5f5bc462a9936731a669fa0",
    5: "5b9114d0bbb518a523cbb08bb8683e68d7d2611856bb66a2a4d395e1ac65c8d4",
    6: "73a143a4bf50552c3f33ea8cb03e4f3280948e18a82d6edbb9e4f71a1dd83be1",
    7: "584b49e6f5c1491ab77f0bf8fa22ed60a150e4ebed05f9c4d0292417810ce159",
    8: "8de7390f6033cae77d4c92c9d7f4a586af5fbe5683564950a1a94320f837bfdc",
    9: "d174a70a204f9f803ea1e77cf2409958ec3984203b89711baf44b8fadb463ca2",
    10: "a8b94a5ad9c7669ffedba62799b316e0c587fab898912cf3eaf19bb47e95ce4a",
    11: "138ebd8f6871f7eaf41ce8e7afcf8c9dee086b75b2ab1e366a429b608878bf24",
}
"""Expected hash of sqlite_schema per version; a store whose schema differs was changed by another program."""


def read_header(path: Path) -> int:
    """The store's schema version. Raises KnownError store_missing, store_empty, store_not_ours, store_newer."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise KnownError("store_missing", path=str(path)) from None
    except IsADirectoryError:
        raise KnownError("store_not_ours", path=str(path)) from None
    except OSError as error:
        raise KnownError("store_unreadable", path=str(path), detail=str(error)) from None
    if not head:
        raise KnownError("store_empty", path=str(path))
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise KnownError("store_not_ours", path=str(path))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise KnownError("store_not_ours", path=str(path))
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA_VERSION:
        raise KnownError("store_newer", path=str(path), version=version, ours=SCHEMA_VERSION)
    return version


_SQLITES_OWN = (
    ("table", "sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"),
    ("table", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
)
"""By their very words: a name alone proves nothing, since a trigger can be called sqlite_anything too."""


def schema_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over every object of the schema, without SQLite's own tables and the indexes it makes by itself."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    rows = [row for row in found if not _made_by_sqlite(*row)]
    return hashlib.sha256(
        "\n".join("\x1f".join(str(part) for part in row) for row in rows).encode()
    ).hexdigest()


def _made_by_sqlite(kind: str, name: str, _table: str, sql: str | None) -> bool:
    if kind == "index":
        return sql is None and name.startswith("sqlite_autoindex_")
    return (kind, name, sql) in _SQLITES_OWN


def check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise KnownError store_altered when a trigger, view or table is not ours."""
    if schema_hash(connection) != SCHEMA_SHA[version]:
        raise KnownError("store_altered", path=str(path))
