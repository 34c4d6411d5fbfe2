"""Looks for what should not stand in a note or a paper: numbers and addresses that belong to one person."""

from __future__ import annotations

import re

_MAY = re.compile(r"\d\d|\d[/.-]|@")
"""All of them have one of these."""
LEFT_OUT = "[personal data left out]"
_INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_HEALTH = re.compile(r"\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b")
_PUPIL = re.compile(r"\b[A-HJ-NP-RT-Z]\d{12}\b|\b[A-HJ-NP-RT-Z]\d{11}[A-Z]\b")
_BORN = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b.{0,20}\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.IGNORECASE
)


def personal_data(text: str) -> str | None:
    """What kind of thing it looks like, or None. It is a question to the importer, not a verdict."""
    if not _MAY.search(text):
        return None
    if _INSURANCE.search(text):
        return "a National Insurance number"
    if any(_is_health_number("".join(match.groups())) for match in _HEALTH.finditer(text)):
        return "an NHS number"
    if _PUPIL.search(text):
        return "a pupil number"
    if _BORN.search(text):
        return "a date of birth"
    return "an e-mail address" if _ADDRESS.search(text) else None


def without_personal_data(text: str) -> str:
    """The text as the public may read it: such numbers and dates of birth are left out. Addresses for mail stay: a
    paper names its contact."""
    if not _MAY.search(text):
        return text
    for pattern in (_INSURANCE, _PUPIL, _BORN):
        text = pattern.sub(LEFT_OUT, text)
    return _HEALTH.sub(lambda found: LEFT_OUT if _is_health_number("".join(found.groups())) else found.group(), text)


def _is_health_number(digits: str) -> bool:
    """Ten digits whose last is their check digit, modulus 11."""
    total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])
