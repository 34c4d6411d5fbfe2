"""A self-assessment's text of 20,000 words: typing, loading and keeping it, beside a bare QTextEdit.

Under Xvfb where it is there, so that what is painted goes to a real window.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench import NotHere, bench

if TYPE_CHECKING:
    from app.views.assessments.writing_area import WritingArea

WORDS = 20_000
_LIST = (
    "performance department improved quarter since last attainment children services council target plan "
    "recieve resources partnership residents outcomes efficiency steady slipped risk managed"
).split()


def paragraphs() -> list[str]:
    chance = random.Random(1)
    return [" ".join(chance.choice(_LIST) for _ in range(60)) for _ in range(WORDS // 60 + 1)]


def html_of(texts: list[str]) -> str:
    return "".join(f"<p>{text[:200]}<strong>{text[200:230]}</strong>{text[230:]}</p>" for text in texts)


def figures() -> dict[str, float]:
    """Everything is measured in one process under one screen, the two editors in turns."""
    screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen"}
    done = subprocess.run([*screen, sys.executable, "-m", "tests.bench.bench_editor"], capture_output=True,
                          text=True, check=False, timeout=600, env=surroundings)  # fmt: skip
    if done.returncode:
        raise NotHere(f"the editor's window did not open: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


@bench("Key press to paint in 20,000 words, p95", against="a bare QTextEdit's", limit=16.0)
def typing() -> tuple[float, float]:
    found = figures()
    return found["key"], found["bare_key"]


@bench("Open 20,000 words in the editor", against="a bare QTextEdit's setHtml", goal=3.0)
def loading() -> tuple[float, float]:
    found = figures()
    return found["load"], found["bare_load"]


@bench("Hand 20,000 words to the drafts, on the GUI thread", against="QTextDocument.toHtml", limit=10.0)
def keeping() -> tuple[float, float]:
    found = figures()
    return found["keep"], found["to_html"]


@bench("Compare 20,000 words for the first time, longest on the GUI thread", against="a bare QTextEdit's setHtml",
       limit=16.0)  # fmt: skip
def comparing() -> tuple[float, float]:
    found = figures()
    return found["compare"], found["bare_load"]


def main() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextEdit

    from app.bridge.spelling import Speller
    from app.rules.rich_text import paragraph_mark
    from app.views.assessments.writing_area import WritingArea
    from app.views.shared import theme

    app = QApplication([])
    theme.apply(app, "light")
    speller = Speller(Path(tempfile.mkdtemp()))
    speller.begin()
    area, bare = WritingArea(speller), QTextEdit()
    texts = paragraphs()
    html = html_of(texts)
    for widget in (area, bare):
        widget.resize(1_000, 800)
        widget.show()
    settle(app, lambda: speller.ready)
    loads: tuple[list[float], list[float]] = ([], [])
    for _ in range(5):
        loads[0].append(timed(app, lambda: area.show_text(html, {}, writable=True)))
        loads[1].append(timed(app, lambda: bare.setHtml(html)))
    earlier = [text.replace("steady", "level") if number % 3 == 0 else text for number, text in enumerate(texts)]
    compared = put_beside(app, area, html_of(earlier))
    area.set_carried(frozenset(map(paragraph_mark, texts[1::3])), "2009/10 Q3")
    settle(app, lambda: not area.marks.waiting)

    def typed(editor: QTextEdit) -> list[float]:
        editor.activateWindow()
        editor.setFocus()
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(170).position() + 100)
        editor.setTextCursor(cursor)
        app.processEvents()
        taken = []
        for number, letter in enumerate("the target was mised again because partners " * 8):
            code = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
            taken.append(timed(app, lambda key=code: QTest.keyClick(editor, key)))  # type: ignore[misc]
            if number % 12 == 0:  # pauses, in which comparing and keeping come due
                end = time.perf_counter() + 0.25
                while time.perf_counter() < end:
                    app.processEvents()
        return taken

    keys, bare_keys = typed(area.editor), typed(bare)
    keeps, to_html = [], []
    for _ in range(15):
        QTest.keyClick(area.editor, Qt.Key.Key_A)
        keeps.append(timed(app, area.outgoing))
        to_html.append(timed(app, bare.toHtml))
    result = {
        "key": p95(keys), "bare_key": p95(bare_keys),
        "load": statistics.median(loads[0]), "bare_load": statistics.median(loads[1]),
        "compare": compared, "keep": max(keeps), "to_html": max(to_html),
    }  # fmt: skip
    print(json.dumps(result))


def put_beside(app: Any, area: WritingArea, earlier: str) -> float:
    """The longest that the window stands still while 20,000 words are compared with others for the first time."""
    while timed(app, lambda: time.sleep(0.05)) > 60:  # both texts are still being laid out
        pass
    taken = [timed(app, lambda: area.compare_with(earlier, "2009/10 Q3"))]
    while area.compare.working:
        taken.append(timed(app, lambda: time.sleep(0)))
    taken.append(timed(app, lambda: None))
    return max(taken)


def timed(app: object, work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    app.processEvents()  # type: ignore[attr-defined]
    return (time.perf_counter() - started) * 1000


def settle(app: object, there: object) -> None:
    end = time.perf_counter() + 20
    while time.perf_counter() < end:
        app.processEvents()  # type: ignore[attr-defined]
        if there():  # type: ignore[operator]
            return
        time.sleep(0.002)
    raise TimeoutError


def p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


if __name__ == "__main__":
    main()
