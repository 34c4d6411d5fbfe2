"""The small widgets under one name; each lives in the file of its noun."""

from app.views.shared.buttons import IconButton, MenuButton, PrimaryButton, QuietButton
from app.views.shared.chips import Chip, DirectionMark, RagBadge, chip_colours, direction_words, rag_words
from app.views.shared.fields import InlineError, Labelled, mark_invalid
from app.views.shared.labels import Card, ElidedText, Rule, Text, plain_tooltip
from app.views.shared.sheet import Sheet

__all__ = [
    "Card", "Chip", "DirectionMark", "ElidedText", "IconButton", "InlineError", "Labelled", "MenuButton",
    "PrimaryButton", "QuietButton", "RagBadge", "Rule", "Sheet", "Text", "chip_colours", "direction_words",
    "mark_invalid", "plain_tooltip", "rag_words",
]
