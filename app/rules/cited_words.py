"""What a self-assessment's text reads like on paper: each indicator it cites followed by its figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from html import escape

from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.indicator import format_value
from app.rules.period import Period
from app.rules.rich_text import Block, Cell, Paragraph, Run, Table, from_plain, to_html
from app.rules.rich_text_reading import read_html
from app.rules.series import Series
from app.rules.suppression import HIDDEN


def cited_blocks(text: SectionText, cited: Mapping[EvidenceRef, EvidenceItem]) -> tuple[Block, ...]:
    """The text with every paragraph in one run: "First assessments stand at NI 59 (79.2%)"."""
    blocks = read_html(text.html) if text.html else from_plain(text.plain)
    return tuple(_flat(block, cited) for block in blocks)


def _flat(block: Block, cited: Mapping[EvidenceRef, EvidenceItem]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=(Run(_said(block, cited)),))
    return Table(tuple(
        tuple(Cell(tuple(replace(each, runs=(Run(_said(each, cited)),)) for each in cell.paragraphs), cell.header)
              for cell in row)
        for row in block.rows
    ))  # fmt: skip


def _said(paragraph: Paragraph, cited: Mapping[EvidenceRef, EvidenceItem]) -> str:
    said: list[str] = []
    before = None
    for run in paragraph.runs:
        ref = run.evidence
        if ref is not None and ref == before:
            continue  # a chip that came in pieces
        before = ref
        item = cited.get(ref) if ref is not None else None
        value = item.value if item is not None and ref is not None and ref.noun == "indicator" else ""
        said.append(f"{run.text} ({value})" if value and value not in run.text else run.text)
    return "".join(said)


def public_assessment(
    one: Assessment,
    shown: Mapping[int, Series],
    hidden: Mapping[int, Collection[Period]],
    cleared: Callable[[Assessment], Assessment],
) -> Assessment:
    """With plain texts, in which a figure is told only where the public papers tell it too.

    `cleared` takes out of people's words what must not be told; public figures are set in afterwards, for what looks
    like one of the hidden ones would else be taken for it.
    """
    told = {ref: _public_value(ref, item, shown, hidden) for ref, item in one.cited.items()}
    values = [value for value in told.values() if value]
    stand_ins = {ref: _stand_in(values.index(value)) if value else "" for ref, value in told.items()}
    cited = {ref: replace(item, value=stand_ins[ref]) for ref, item in one.cited.items()}
    texts = {key: _public_text(text, cited) for key, text in one.texts.items()}
    found = cleared(replace(one, texts=texts, cited={}))
    return replace(found, texts={key: _filled(text, values) for key, text in found.texts.items()})


def _stand_in(at: int) -> str:
    """A word without a digit that nobody writes."""
    return "\ue000" + "".join(chr(ord("a") + int(digit)) for digit in str(at)) + "\ue001"


def _filled(text: SectionText, values: Sequence[str]) -> SectionText:
    html = text.html
    for at, value in enumerate(values):
        html = html.replace(_stand_in(at), escape(value))
    return replace(text, html=html)


def _public_value(
    ref: EvidenceRef, item: EvidenceItem, shown: Mapping[int, Series], hidden: Mapping[int, Collection[Period]]
) -> str:
    series = shown.get(ref.id) if ref.noun == "indicator" else None
    if series is None or item.period is None or not item.value:
        return ""
    if item.period in hidden.get(ref.id, ()):
        return HIDDEN
    known = {each.period: each.value for each in series.readings}
    told = format_value(known.get(item.period), series.indicator.unit, series.indicator.decimals)
    return item.value if told and told == item.value else ""


def _public_text(text: SectionText, cited: Mapping[EvidenceRef, EvidenceItem]) -> SectionText:
    """Headings become paragraphs: nothing but words may hold a figure that is then searched for."""
    blocks = tuple(
        replace(block, kind="p") if isinstance(block, Paragraph) and block.kind.startswith("h") else block
        for block in cited_blocks(text, cited)
    )
    return replace(text, html=to_html(blocks), carried=())
