"""How a sample's files are laid out, so that an edit shows as the few lines that changed.

`python -m tests.samples.canonical_form resources/samples/hampshire-2010/*.json` lays files out afresh after an edit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

WIDTH = 110


def canonical(value: Any) -> str:
    """The file's text: two spaces of indent, whatever fits on a line on one line, a line break at the end."""
    return _laid_out(value, 0, 0) + "\n"


def _laid_out(value: Any, indent: int, before: int) -> str:
    """`before`: characters that stand on the line already."""
    compact = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value:
        return compact
    if indent and before + len(compact) <= WIDTH:
        return compact
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        lines = []
        for name, one in value.items():
            start = f"{inner}{json.dumps(name, ensure_ascii=False)}: "
            lines.append(start + _laid_out(one, indent + 2, len(start) + 1))
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
    if not any(isinstance(one, dict | list) for one in value):
        return "[\n" + _filled([json.dumps(one, ensure_ascii=False) for one in value], inner) + "\n" + " " * indent + "]"
    lines = [inner + _laid_out(one, indent + 2, indent + 3) for one in value]
    return "[\n" + ",\n".join(lines) + "\n" + " " * indent + "]"


def _filled(words: list[str], inner: str) -> str:
    """As many on each line as fit."""
    lines = [inner + words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) + 3 > WIDTH:
            lines[-1] += ","
            lines.append(inner + word)
        else:
            lines[-1] += f", {word}"
    return "\n".join(lines)


def main() -> None:
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(canonical(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
