"""What stands on pages, in words: blocks that PDF, Word and PowerPoint all take from. They add only place and type."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.papers import PackOptions, PageKind
from app.rules.period import Period
from app.rules.trend import Trend


class Tone(StrEnum):
    """What a text is, so that each medium can set it."""

    BODY = "body"
    LEAD = "lead"
    """The sentence a page is about."""
    QUIET = "quiet"
    STRONG = "strong"
    NOTE = "note"
    """Small, under what it explains."""


class Arrow(StrEnum):
    """Direction of travel as a sign; the word beside it says the same."""

    NONE = ""
    UP = "▲"
    DOWN = "▼"
    LEVEL = "▬"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    tone: Tone = Tone.BODY
    number: str = ""
    """"1.2" where paragraphs are numbered."""
    label: str = ""
    """In bold before the text."""
    notes: tuple[tuple[int, str], ...] = ()
    """Footnotes: after how many characters of the text, and what they say."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2 under the page's own title, 3 under that."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Travel:
    """Direction of travel: `good` None where no direction is better."""

    arrow: Arrow
    word: str
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without axes. `alt` says what it shows."""

    values: tuple[float | None, ...]
    rag: Rag
    alt: str


@dataclass(frozen=True, slots=True)
class Steps:
    """So many of so many, as boxes: readiness, an action's progress."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: text first, then what stands with it. Everything drawn is also said in words."""

    text: str = ""
    detail: str = ""
    """A second, quieter line."""
    bullets: tuple[str, ...] = ()
    strong: bool = False
    rag: Rag | None = None
    travel: Travel | None = None
    spark: Spark | None = None
    steps: Steps | None = None
    note: str = ""
    """A raised mark behind the text: "p" for provisional, a footnote's number."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: a share of the table's, in no unit; 0 as narrow as its content. `right`: figures."""

    head: str
    width: float = 0.0
    right: bool = False
    centre: bool = False
    detail: str = ""
    """A second line of the head."""


@dataclass(frozen=True, slots=True)
class Table:
    """Breaks between rows with its head repeated. `title` says for screen readers and Word what it lists."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[str, ...] = ()
    ruled: bool = False
    """With lines between columns, as Appendix Two has."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A trend to be drawn at the size the page has for it. `title` stands over it, `alt` says what it shows."""

    title: str
    trend: Trend
    alt: str
    sentence: str = ""
    """Under the title; "" where the alt text is not to be printed."""
    rag: Rag | None = None
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Charts:
    """Small charts together, in as many columns as the paper has room for."""

    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a tile's bar. `ink`: a colour's name in the templates."""

    count: int
    ink: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A block of the dashboard: its count, what it is made of, last quarter's, what moved."""

    title: str
    ink: str
    count: str
    words: str
    parts: tuple[Part, ...] = ()
    before: str = ""
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what stands for them, in pairs: lead, department, aim."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1
    inline: bool = False
    """Behind one another like words, for a few short ones."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanBox:
    """The plan in a box, as paragraph 8.5 has it."""

    title: str
    subtitle: str
    state: str
    groups: tuple[Group, ...]
    note: str
    alone: bool = False
    """It has a page to itself."""


@dataclass(frozen=True, slots=True)
class CoverSheet:
    council: str
    title: str
    quarter: str
    audience: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsList:
    """Titles and page numbers of the pages that follow; the numbers are known when the pages are set."""

    lead: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Blocks beside each other where the paper is wide, one under the other where it is not."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    last: tuple[Block, ...] = ()
    """Under the shorter of the two."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """One under the other."""
        return (*self.left, *self.right, *self.last)


Block = (
    Paragraph | Heading | Bullets | Table | Chart | Charts | Tiles | Facts | PlanBox | CoverSheet | ContentsList | Side
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page's content; it may need several sheets. `choice`: which of the pack's pages it comes from."""

    choice: int
    kind: PageKind
    subject: int | None
    title: str
    subtitle: str = ""
    about: tuple[str, ...] = ()
    """In the corner of the head."""
    category: Category | None = None
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[str, ...] = ()
    legend: bool = False
    """Explain the RAG marks in the foot."""
    entry: str | None = None
    """In the list of contents: None its title, "" nothing."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page carries."""

    title: str
    council: str
    quarter: str
    draft: str
    illustrative: str
    marking: str
    item: str
    as_at: str
    head: str
    public: str
    first_page: int = 1
    note: str = ""
    """What the mark of a hidden figure means; only in the public version."""


@dataclass(frozen=True, slots=True)
class PackContent:
    """A pack in words, ready to be set in any medium."""

    quarter: Period
    furniture: Furniture
    options: PackOptions
    pages: tuple[Page, ...] = field(default=())
