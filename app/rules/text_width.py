"""How wide a text is in Inter, without a screen: the figure is laid out here, for window and paper alike.

Advance widths in thousandths of the size, taken from the bundled fonts. Kerning is left out: a hair at most.
"""

from __future__ import annotations

from functools import lru_cache

_REGULAR = tuple(
    int(width)
    for width in (
        "281 278 403 631 638 812 639 222 362 362 500 659 280 460 276 357 625 464 605 "
        "636 642 608 624 571 616 624 276 280 659 659 659 507 936 676 651 727 719 598 "
        "587 743 740 264 543 652 562 889 753 761 635 761 639 638 642 741 676 949 642 "
        "665 625 362 357 362 469 452 497 564 621 558 621 582 361 609 591 237 237 544 "
        "237 869 585 597 609 609 372 523 364 581 557 812 540 557 541 362 327 362 659"
    ).split()
)
_SEMIBOLD = tuple(
    int(width)
    for width in (
        "248 309 396 643 649 844 663 213 393 393 543 673 295 466 290 379 667 481 621 "
        "652 666 632 648 587 646 648 290 295 673 673 673 544 999 724 657 744 724 608 "
        "586 755 744 275 561 677 566 906 741 775 643 776 651 649 660 734 724 1007 690 "
        "705 653 393 379 393 481 468 497 575 630 577 630 593 377 625 613 261 261 569 "
        "261 898 610 608 625 625 397 549 380 608 576 837 562 576 562 393 358 393 673"
    ).split()
)
_OTHERS = {
    "–": 500,
    "—": 1000,
    "·": 290,
    "−": 673,
    "£": 658,
    "’": 214,
    "‘": 228,
    "“": 408,
    "”": 408,
    "…": 821,
    "±": 673,
    "€": 679,
}
_UNKNOWN = 700
_WIDE = 1050
ASCENT = 0.727
"""Height of a capital or a digit, in sizes: what stands above the baseline in our labels."""
DESCENT = 0.215


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width in the unit of `size`."""
    table = _SEMIBOLD if weight >= 500 else _REGULAR
    total = 0
    for mark in text:
        code = ord(mark)
        if 32 <= code < 127:
            total += table[code - 32]
        else:
            total += _OTHERS.get(mark, _UNKNOWN if code < 0x2E80 else _WIDE)
    return total * size / 1000


def shortened(text: str, size: float, weight: int, width: float) -> str:
    """The text, or as much of it as fits with an ellipsis. The whole of it must be readable elsewhere."""
    if text_width(text, size, weight) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrapped(text: str, size: float, weight: int, width: float) -> list[str]:
    """The text in lines no wider than `width`; a word wider than that is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, size, weight, width):
            longer = f"{line} {piece}" if line else piece
            if line and text_width(longer, size, weight) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, size: float, weight: int, width: float) -> list[str]:
    if text_width(word, size, weight) <= width:
        return [word]
    pieces, piece = [], ""
    for mark in word:
        if piece and text_width(piece + mark, size, weight) > width:
            pieces.append(piece)
            piece = ""
        piece += mark
    return [*pieces, piece]
