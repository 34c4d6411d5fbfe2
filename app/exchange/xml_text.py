"""Texts for office documents: without the characters that XML has no way to write."""

from __future__ import annotations


def clean(text: str) -> str:
    return "".join(
        mark
        for mark in text
        if (mark >= " " or mark in "\n\t") and not "\ud800" <= mark <= "\udfff" and mark not in "\ufffe\uffff"
    )
