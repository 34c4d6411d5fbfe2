"""Bring a store file to the newest schema, all or nothing."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from app.store import connection


def upgrade(path: Path, revision: str = "head") -> None:
    """Run the missing steps in one transaction. The file exists; nobody else has it open."""
    raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA synchronous=EXTRA")
    engine = connection.engine_for(raw, read_only=False)
    config = Config()
    config.set_main_option("script_location", str(resources.files("app.store.migrations")))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    environment = EnvironmentContext(config, script)
    try:
        with engine.begin() as bound:
            environment.configure(
                connection=bound,
                fn=lambda current, context: script._upgrade_revs(revision, current),
                transactional_ddl=True,
                transaction_per_migration=False,
            )
            environment.run_migrations()
    finally:
        engine.dispose()
        raw.close()
