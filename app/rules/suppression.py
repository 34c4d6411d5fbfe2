"""Small numbers: which figures must not be told in public, and what would let a reader work them out."""

from __future__ import annotations

HIDDEN = "c"
"""What papers print in place of a figure that is kept confidential."""
HIDDEN_WORDS = "c: not shown, to keep small numbers confidential"
