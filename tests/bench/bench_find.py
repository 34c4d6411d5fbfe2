"""Find over 100,000 rows of text: a rare word beside LIKE on the same rows, and any beginning while one types."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from app.store import text_index
from app.store.identity import SCHEMA_VERSION
from app.store.opening import open_store
from app.store.queries.text_search import search_texts
from app.store.store import Store
from tests.bench import bench, medians
from tests.plans import make_plan

KEPT = Path(__file__).resolve().parents[2] / "out" / "bench" / f"texts-{SCHEMA_VERSION}"
TEXTS, WORDS, VOCABULARY = 100_000, 88, 20_000
RARE = "quinquennial"
_AT_A_TIME = 20
SYLLABLES = ("per", "for", "man", "ce", "coun", "cil", "road", "school", "chil", "dren", "care", "ser", "vice", "im",
             "prove", "ment", "tar", "get", "re", "port", "ing", "ed", "a", "tion", "hamp", "shire", "ly", "un", "der",
             "health", "well", "be", "plan", "out", "come",
             "quar", "ter", "i", "on", "to", "the", "of", "and", "in")  # fmt: skip


def vocabulary() -> list[str]:
    """Made-up words of English syllables, the commonest first, as short as common words are."""
    draw = random.Random(3)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        most = 1 if len(words) < 40 else 2 if len(words) < 1500 else 4
        words.setdefault("".join(draw.choice(SYLLABLES) for _ in range(draw.randint(max(1, most - 1), most))))
    return list(words)


def beginnings() -> list[str]:
    """Typed letter by letter: the commonest word, one in the middle, a rare one, and two words."""
    known = vocabulary()
    typed = [known[0], known[300], known[-1], RARE, f"{known[1]} {known[900]}"]
    return [word[: end + 1] for word in typed for end in range(len(word)) if word[end] != " "]


def _store() -> Store:
    """A plan whose figures carry 100,000 commentaries, written once and kept for the next run."""
    path = KEPT / "small.plan"
    if not path.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)
        make_plan(KEPT).close()
        try:
            _fill(path)
        except BaseException:
            shutil.rmtree(KEPT)
            raise
    return open_store(path)


def _fill(path: Path) -> None:
    draw = random.Random(7)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN")
    (kept,) = raw.execute("SELECT count(*) FROM reading").fetchone()
    columns = [row[1] for row in raw.execute("PRAGMA table_info(reading)")]
    model = dict(zip(columns, raw.execute("SELECT * FROM reading LIMIT 1").fetchone(), strict=True))
    rows = []
    known = vocabulary()
    for at in range(TEXTS):
        words = [known[(int(draw.paretovariate(0.6)) - 1) % VOCABULARY] for _ in range(WORDS)]
        if at % 9_973 == 0:
            words[draw.randrange(WORDS)] = RARE
        rows.append(tuple({**model, "id": kept + 1 + at, "note": " ".join(words)}.values()))
    raw.executemany(f"INSERT INTO reading VALUES ({', '.join('?' * len(columns))})", rows)
    text_index.rebuild(raw)
    raw.execute("COMMIT")
    raw.close()


def _search(store: Store, typed: str, least: int) -> Callable[[], None]:
    def work() -> None:
        with store.reading() as session:
            found = search_texts(session, typed)
        if len(found.places) < least:
            raise RuntimeError(f"{typed!r} found {len(found.places)} places")

    return work


@bench("Find a rare word in 100,000 texts", against="LIKE on the same rows", goal=0.01)
def rare_word() -> tuple[float, float]:
    store = _store()

    def like() -> None:
        found = store.raw.execute("SELECT id FROM reading WHERE note LIKE ? LIMIT 30", (f"%{RARE}%",)).fetchall()
        if len(found) < 10:
            raise RuntimeError(f"LIKE found {len(found)} rows")

    try:
        search = _search(store, RARE, 10)
        # Twenty at a time: one alone is shorter than what the clock and the collector add to it.
        ours, theirs = medians(lambda: [search() for _ in range(_AT_A_TIME)], like)
        return ours / _AT_A_TIME, theirs
    finally:
        store.close()


@bench("The slowest beginning while typing, in 100,000 texts", against="LIKE on the same rows", limit=100.0)
def while_typing() -> tuple[float, float]:
    store = _store()
    try:
        slowest = 0.0
        theirs = 0.0
        for typed in beginnings():
            like = f"%{typed}%"
            ours, theirs = medians(
                _search(store, typed, 0),
                lambda like=like: store.raw.execute(  # type: ignore[misc]
                    "SELECT id FROM reading WHERE note LIKE ? LIMIT 30", (like,)
                ).fetchall(),
            )
            slowest = max(slowest, ours)
        return slowest, theirs
    finally:
        store.close()
