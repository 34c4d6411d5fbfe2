"""HTML cut into tags and text, in one pass that grows with the text and with nothing in it.

The standard library's parser takes minutes for a hundred thousand unclosed comments; what is pasted may hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?>[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ODD_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^<>]*+)>""")
"""Where a quotation mark stands alone the tag ends at the next bracket."""
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*+)(?>\s*+=\s*+(?>"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` in small letters; an end tag has no attributes. `whole`: it closes itself (<svg/>)."""

    name: str
    end: bool = False
    whole: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags and the text between them, entities read. Comments, declarations and what they hold are left out."""
    at, size = 0, len(html)
    while at < size:
        if html[at] != "<":
            end = html.find("<", at)
            end = size if end < 0 else end
            yield unescape(html[at:end])
            at = end
            continue
        found = _TAG.match(html, at) or _ODD_TAG.match(html, at)
        if found is not None:
            whole = found[3].endswith("/")
            yield Tag(found[2].lower(), bool(found[1]), whole, {} if found[1] else _attributes(found[3]))
            at = found.end()
        elif html.startswith("<!--", at):
            end = html.find("-->", at)
            at = size if end < 0 else end + 3
        elif html.startswith(("<!", "<?"), at):
            end = html.find(">", at)
            at = size if end < 0 else end + 1
        else:
            yield "<"
            at += 1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
