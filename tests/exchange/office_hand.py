"""Run by the Python that LibreOffice came with: set cells of workbooks, as a department does, and save them.

Takes a pipe's name and a file of jobs: source, target, and what to write at each "Sheet!A1".
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def main(pipe: str, jobs: Path) -> None:
    desktop = _desktop(pipe)
    try:
        for job in json.loads(jobs.read_text(encoding="utf-8")):
            _fill(desktop, job["source"], job["target"], job["cells"])
    finally:
        desktop.terminate()


def _desktop(pipe: str) -> Any:
    """LibreOffice's own, once it listens: starting may take long on a busy machine."""
    import uno  # type: ignore[import-not-found, import-untyped, unused-ignore]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def _fill(desktop: Any, source: str, target: str, cells: dict[str, str | float | None]) -> None:
    book = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (_property("Hidden", True),))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        page = book.Sheets.getByName(sheet)
        page.unprotect("")
        found = page.getCellRangeByName(cell)
        if isinstance(value, int | float):
            found.setValue(value)
        else:
            found.setString(value or "")
    book.storeToURL(Path(target).as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found, import-untyped, unused-ignore]

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
