"""Comparing two long assessments word by word, beside the standard library on the same words."""

from __future__ import annotations

import difflib
import random
import time
from collections.abc import Callable

from app.rules.word_diff import diff, words
from tests.bench import bench

COUNT = 20_000
ROUNDS = 5


def _text(rnd: random.Random, vocabulary: list[str]) -> list[str]:
    """Words as often as in English: few very often, most seldom; a paragraph every 120."""
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    found = rnd.choices(vocabulary, weights, k=COUNT)
    return [word if at % 120 else f"\n{word}" for at, word in enumerate(found)]


def _edited(rnd: random.Random, text: list[str], vocabulary: list[str], share: float) -> list[str]:
    out = []
    for word in text:
        draw = rnd.random()
        if draw < share / 3:
            continue
        out.append(rnd.choice(vocabulary) if draw < share * 2 / 3 else word)
        if share * 2 / 3 < draw < share:
            out.append(rnd.choice(vocabulary))
    return out


def _texts(share: float) -> tuple[str, str]:
    rnd = random.Random(20100222)
    vocabulary = ["".join(rnd.choice("aeioubcdfghlmnprst") for _ in range(rnd.randint(2, 9))) for _ in range(4000)]
    text = _text(rnd, vocabulary)
    return " ".join(text), " ".join(_edited(rnd, text, vocabulary, share))


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = time.thread_time()
        work()
        taken.append(time.thread_time() - started)
    return min(taken) * 1000


def _measure(share: float) -> tuple[float, float]:
    before, after = _texts(share)
    old, new = words(before), words(after)
    ours = _best(lambda: diff(before, after))
    return ours, _best(lambda: difflib.SequenceMatcher(None, old, new).get_opcodes())


@bench("Compare 20,000 words, one in fifty changed", "difflib, the same words", goal=0.3)
def one_in_fifty() -> tuple[float, float]:
    return _measure(0.02)


@bench("Compare 20,000 words, one in four changed", "difflib, the same words", goal=0.3)
def one_in_four() -> tuple[float, float]:
    return _measure(0.25)
