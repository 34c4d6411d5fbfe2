"""The guide as topics that can be read beside what they are about, and the glossary of the open plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.rules.lists import Term

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide.md"
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """`key` as a place names it ("see-the-plan"); `text` is Markdown without pictures and links."""

    key: str
    title: str
    text: str

    def holds(self, words: list[str]) -> bool:
        """Whether every word, in any case, begins or stands in what the topic says."""
        said = f"{self.title} {self.text}".casefold()
        return all(word.casefold() in said for word in words)


@cache
def topics(guide: Path = GUIDE) -> tuple[Topic, ...]:
    """The parts of the guide in its order; none where the program came without it."""
    try:
        text = guide.read_text(encoding="utf-8")
    except OSError:
        return ()
    parts = re.split(r"^## +", text, flags=re.MULTILINE)[1:]
    return tuple(_topic(*part.partition("\n")[::2]) for part in parts)


def _topic(title: str, text: str) -> Topic:
    key = _MARKS.sub("-", title.casefold()).strip("-")
    return Topic(key, title.strip(), _LINK.sub(r"\1", _PICTURE.sub("", text)).strip())


@dataclass(frozen=True, slots=True)
class GlossaryQuestion:
    def __call__(self, session: Session) -> tuple[Term, ...]:
        from app.store.queries.names import glossary

        return glossary(session)
