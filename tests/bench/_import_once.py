"""One import in a process of its own, so that somebody can watch what it holds: STORE WORKBOOK."""

from __future__ import annotations

import sys
from pathlib import Path

from app.store.opening import open_store
from tests.bench.bench_import import imported

if __name__ == "__main__":
    imported(open_store(Path(sys.argv[1])), Path(sys.argv[2]))
