"""The lists that are data: aims, themes, posts, bodies and the like, as one noun for forms and filters."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.decision import Body
from app.rules.issue import Item

WHOLE_COUNTY = 1
"""The locality that county readings carry; the others are its districts."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list in its own order, retired entries included (an old issue may still name one)."""

    aims: tuple[Item, ...] = ()
    themes: tuple[Item, ...] = ()
    strategy_links: tuple[Item, ...] = ()
    departments: tuple[Item, ...] = ()
    posts: tuple[Item, ...] = ()
    portfolios: tuple[Item, ...] = ()
    bodies: tuple[Body, ...] = ()
    partners: tuple[Item, ...] = ()
    localities: tuple[Item, ...] = ()

    def items(self, name: str) -> tuple[Item, ...]:
        """A list by its attribute's name, as `app.rules.fields.Field.list_name` gives it (not bodies)."""
        found = getattr(self, name)
        if name == "bodies" or not isinstance(found, tuple):
            raise KeyError(name)
        return found

    def body(self, body_id: int | None) -> Body | None:
        return next((body for body in self.bodies if body.id == body_id), None)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: the abbreviation or word, what it stands for, what it means. `verified` is False
    where the source does not expand it."""

    name: str
    stands_for: str
    meaning: str
    verified: bool


def current(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The entries one may still choose."""
    return tuple(item for item in items if not item.retired)


def name_of(items: tuple[Item, ...], item_id: int | None) -> str:
    """The entry's name, or an empty string where nothing is chosen."""
    return next((item.name for item in items if item.id == item_id), "")
