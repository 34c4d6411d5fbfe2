"""Two texts compared word by word: paragraphs that are alike first, then words within those that are not.

Words are numbered, so that comparing two of them costs nothing. Paragraphs that read the same anchor the texts; what
lies between two anchors is compared with Myers's way of the shortest edit, which is fast where little has changed,
and split at words that both sides have once where much has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\n|[^\S\n]+|(?:£?\w+(?:[’'\-/.,]\w+)*%?|[^\w\s])[^\S\n]*")
_FEW, _MOST_STEPS = 8, 200
"""Edits after which a stretch counts as rewritten, which is at the latest when a third of it has changed: what two
such texts have in common by chance helps nobody."""
_SHORT = 24
"""Words up to which the shortest edit is looked for at once."""
_ISLAND = 4
"""Letters of a lone word between two longer changes that is no help to a reader: "the"."""
_LINE = "\n"


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text with one fate. `before` and `after`: where it starts in each text, in characters."""

    change: Change
    text: str
    before: int
    after: int


def words(text: str) -> list[str]:
    """Words and marks, each with the space after it, and line breaks: joined they are the text again."""
    return _TOKEN.findall(text)


def diff(before: str, after: str) -> tuple[Stretch, ...]:
    """How the one becomes the other. What is the same is given as it stands in the later text."""
    old, new = words(before), words(after)
    numbers: dict[str, int] = {_LINE: 0}
    a, b = ([numbers.setdefault(word.rstrip(" \t") or " ", len(numbers)) for word in each] for each in (old, new))
    spans = _without_islands(list(_matches(a, b)), old, len(new))
    return tuple(_stretches(old, new, spans))


def changed_words(stretches: Sequence[Stretch]) -> int:
    """Words that were inserted or removed, whichever are more in each place: "9 changed since Q3"."""
    total = removed = inserted = 0
    for stretch in (*stretches, Stretch(Change.SAME, "", 0, 0)):
        if stretch.change is Change.REMOVED:
            removed += len(stretch.text.split())
        elif stretch.change is Change.INSERTED:
            inserted += len(stretch.text.split())
        elif stretch.text.strip() or not stretch.text:
            total, removed, inserted = total + max(removed, inserted), 0, 0
    return total


Span = tuple[int, int, int]
"""Where equal words start in each text, and how many."""


def _matches(a: Sequence[int], b: Sequence[int]) -> Iterator[Span]:
    """Equal runs in order. First whole paragraphs that each text has once, then words between them."""
    rows_a, rows_b = _rows(a), _rows(b)
    names: dict[tuple[int, ...], int] = {}
    keys_a = [names.setdefault(tuple(a[start:end]), len(names)) for start, end in rows_a]
    keys_b = [names.setdefault(tuple(b[start:end]), len(names)) for start, end in rows_b]
    at, bt = 0, 0
    for row_a, row_b in _equal_rows(keys_a, keys_b):
        start_a, end_a = rows_a[row_a]
        start_b, _ = rows_b[row_b]
        yield from _between(a, b, at, start_a, bt, start_b)
        yield start_a, start_b, end_a - start_a
        at, bt = end_a, start_b + end_a - start_a
    yield from _between(a, b, at, len(a), bt, len(b))


def _rows(tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Paragraphs, each with its line break."""
    out, start = [], 0
    for at, token in enumerate(tokens):
        if token == 0:
            out.append((start, at + 1))
            start = at + 1
    if start < len(tokens):
        out.append((start, len(tokens)))
    return out


def _equal_rows(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Paragraphs alike: those at both ends, then such as stand once in each, in the order that keeps most."""
    head, tail = _ends(a, b, 0, len(a), 0, len(b))
    found = [(at, at) for at in range(head)]
    found += _once(a, b, head, len(a) - tail, head, len(b) - tail)
    return found + [(len(a) - back, len(b) - back) for back in range(tail, 0, -1)]


def _once(a: Sequence[int], b: Sequence[int], a0: int, a1: int, b0: int, b1: int) -> list[tuple[int, int]]:
    """What stands once on each side, as the longest series in order (patience)."""
    count_a, count_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    place = {token: at for at, token in enumerate(b[b0:b1], b0) if count_b[token] == 1}
    both = [(at, place[token]) for at, token in enumerate(a[a0:a1], a0) if count_a[token] == 1 and token in place]
    return _rising(both)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise."""
    tops: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for index, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        back.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            at.append(index)
        else:
            tops[pile], at[pile] = value, index
    out = []
    index = at[-1] if at else -1
    while index >= 0:
        out.append(pairs[index])
        index = back[index]
    return out[::-1]


def _ends(a: Sequence[int], b: Sequence[int], a0: int, a1: int, b0: int, b1: int) -> tuple[int, int]:
    """How many are alike at the start, and at the end."""
    most = min(a1 - a0, b1 - b0)
    head = 0
    while head < most and a[a0 + head] == b[b0 + head]:
        head += 1
    tail = 0
    while tail < most - head and a[a1 - 1 - tail] == b[b1 - 1 - tail]:
        tail += 1
    return head, tail


def _between(a: Sequence[int], b: Sequence[int], a0: int, a1: int, b0: int, b1: int) -> Iterator[Span]:
    head, tail = _ends(a, b, a0, a1, b0, b1)
    if head:
        yield a0, b0, head
    low_a, high_a, low_b, high_b = a0 + head, a1 - tail, b0 + head, b1 - tail
    if low_a < high_a and low_b < high_b:
        yield from _changed(a, b, low_a, high_a, low_b, high_b)
    if tail:
        yield high_a, high_b, tail


def _changed(a: Sequence[int], b: Sequence[int], a0: int, a1: int, b0: int, b1: int) -> Iterator[Span]:
    """Both sides have something, and differ at both ends."""
    anchors = _once(a, b, a0, a1, b0, b1) if max(a1 - a0, b1 - b0) > _SHORT else []
    if not anchors:
        yield from _shortest(a[a0:a1], b[b0:b1], a0, b0)
        return
    at, bt = a0, b0
    for here, there in anchors:
        if here < at or there < bt:  # the run of the anchor before reached it
            continue
        yield from _between(a, b, at, here, bt, there)
        size = 1
        while here + size < a1 and there + size < b1 and a[here + size] == b[there + size]:
            size += 1
        yield here, there, size
        at, bt = here + size, there + size
    yield from _between(a, b, at, a1, bt, b1)


def _shortest(a: Sequence[int], b: Sequence[int], a0: int, b0: int) -> Iterator[Span]:
    """Myers: the fewest words removed and inserted. Nothing in common where that takes too many steps."""
    size_a, size_b = len(a), len(b)
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for steps in range(min(_FEW + (size_a + size_b) // 3, _MOST_STEPS) + 1):
        trail.append(dict(reach))
        for k in range(-steps, steps + 1, 2):
            down = k == -steps or (k != steps and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < size_a and y < size_b and a[x] == b[y]:
                x += 1
                y += 1
            reach[k] = x
            if x >= size_a and y >= size_b:
                yield from _walk_back(trail, size_a, size_b, a0, b0)
                return


def _walk_back(trail: Sequence[dict[int, int]], x: int, y: int, a0: int, b0: int) -> list[Span]:
    """The way that led to the end: its runs of equal words, in order."""
    out: list[Span] = []
    for steps in range(len(trail) - 1, -1, -1):
        reach, k = trail[steps], x - y
        down = k == -steps or (k != steps and reach[k - 1] < reach[k + 1])
        x_before = reach[k + 1] if down else reach[k - 1]
        y_before = x_before - (k + 1 if down else k - 1)
        start = 0 if steps == 0 else x_before if down else x_before + 1
        if x > start:
            out.append((a0 + start, b0 + start - k, x - start))
        x, y = x_before, y_before
    return out[::-1]


def _without_islands(spans: Sequence[Span], old: Sequence[str], new_size: int) -> list[Span]:
    """A short word that happens to stand in two longer changes is changed with them."""
    joined: list[Span] = []
    for a, b, size in spans:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((a, b, size))
    out: list[Span] = []
    at = bt = 0
    for index, (a, b, size) in enumerate(joined):
        next_a, next_b = joined[index + 1][:2] if index + 1 < len(joined) else (len(old), new_size)
        word = old[a]
        lone = size == 1 and word != _LINE and len(word.strip()) <= _ISLAND
        if lone and max(a - at, b - bt) > 1 and max(next_a - a - 1, next_b - b - 1) > 1:
            continue
        out.append((a, b, size))
        at, bt = a + size, b + size
    return out


def _stretches(old: Sequence[str], new: Sequence[str], spans: Sequence[Span]) -> Iterator[Stretch]:
    a = b = before = after = 0
    for at, bt, size in (*spans, (len(old), len(new), 0)):
        removed, inserted, same = "".join(old[a:at]), "".join(new[b:bt]), "".join(new[bt : bt + size])
        if removed:
            yield Stretch(Change.REMOVED, removed, before, after)
        before += len(removed)
        if inserted:
            yield Stretch(Change.INSERTED, inserted, before, after)
        after += len(inserted)
        if same:
            yield Stretch(Change.SAME, same, before, after)
        before, after = before + sum(map(len, old[at : at + size])), after + len(same)
        a, b = at + size, bt + size
