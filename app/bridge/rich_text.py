"""The little HTML that a self-assessment's text is kept in, and nothing else: cleaned at paste, at save and at show.

Paragraphs, headings, bold, italic, lists, tables, links to https, our own pictures, and evidence:
`<a href="evidence:indicator/123">NI 117</a>`. Nothing in it names a file or a place that would be fetched.
app.rules.rich_text gives what is stored its one form; here it is made safe for Qt to show.
"""

from __future__ import annotations

import html
import re

import nh3

from app.bridge.text_shape import flattened
from app.bridge.word_paste import spans_as_tags, with_real_lists
from app.rules.assessment_evidence import ref_of

TAGS = frozenset("p strong em ul ol li br h2 h3 h4 table tr th td a img".split())
PICTURE = re.compile(r"picture:[0-9a-f]{64}")
"""A picture kept in the store, by its SHA-256."""
MOST_DATA = 3_000_000
"""Characters of a picture that is on its way into the store."""
_DATA = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=]{8,}")
_SCHEMES = {"https", "evidence", "picture", "data"}
_LINK = re.compile(r"https://[^\s<>\"'\\]{3,2000}", re.IGNORECASE)
_DROPPED = frozenset(
    "script style title template iframe object embed applet noscript svg math textarea select".split()
)
_STYLES = {
    "font-weight": re.compile(r"\s*(bold(?:er)?|normal|[1-9]00)\s*"),
    "font-style": re.compile(r"\s*(italic|oblique|normal)\s*"),
}
_PASTED_TAGS = TAGS | {"b", "i", "span", "h1", "h5", "h6", "div", "blockquote", "pre", "tbody", "thead", "caption",
                       "dt", "dd", "center"}  # fmt: skip
_BECOMES = {"h1": "h2", "h5": "h4", "h6": "h4", "div": "p",
            "blockquote": "p", "pre": "p", "caption": "p", "dt": "p", "dd": "p", "center": "p"}  # fmt: skip
_RENAMED = re.compile(rf"<(/?)({'|'.join(_BECOMES)})(?=[\s>])")
_EMPTY_PICTURE = re.compile(r"<img(?![^>]* src=)[^>]*>")
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_BREAKS = re.compile(r"<br>|</?(?:p|li|h[2-4]|tr|td|th|table|ul|ol)>")
_TAG = re.compile(r"<[^>]*>")
# What an XML file or a printer cannot hold, and the marks that make a text read otherwise than it is stored.
_UNFIT = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 133), *range(134, 160), 0x202A, 0x202B, 0x202C, 0x202D,
     0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF]
)  # fmt: skip
_UNFIT |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}


def fit_characters(text: str) -> str:
    """Without control characters, marks that reorder what is read, and halves of characters."""
    return text.translate(_UNFIT).encode("utf-8", "replace").decode("utf-8")


def clean(text: str) -> str:
    """`text` in the subset alone. What is already clean comes back as it was."""
    kept = nh3.clean(
        fit_characters(text),
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={"a": {"href"}, "img": {"src"}},
        attribute_filter=_own_places,
        link_rel=None,
        url_schemes=_SCHEMES,
    )
    return flattened(_EMPTY_PICTURE.sub("", _BARE_LINK.sub(r"\1", kept)))


def pasted(text: str) -> str:
    """What was copied from Word or the web, as the subset: its structure kept, its looks and its places dropped."""
    kept = nh3.clean(
        with_real_lists(fit_characters(text)),
        tags=set(_PASTED_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={"a": {"href"}, "img": {"src"}, **{tag: {"style"} for tag in ("span", "b", "i", "strong", "em")}},
        attribute_filter=_own_places_and_weight,
        link_rel=None,
        url_schemes=_SCHEMES,
    )
    named = _RENAMED.sub(lambda found: f"<{found[1]}{_BECOMES[found[2]]}", kept)
    return clean(spans_as_tags(named))


def plain(text: str) -> str:
    """The words alone, for search, counting and comparing: a line for each paragraph."""
    words = html.unescape(_TAG.sub("", _BREAKS.sub("\n", text)))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def of_plain(text: str) -> str:
    """A plain text as the subset."""
    lines = (html.escape(fit_characters(line), quote=False) for line in text.splitlines())
    return "".join(f"<p>{line}</p>" for line in lines if line.strip())


def _own_places(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        fits = bool(_LINK.fullmatch(value)) or ref_of(value) is not None
    elif attribute == "src":
        fits = bool(PICTURE.fullmatch(value)) or (len(value) <= MOST_DATA and bool(_DATA.fullmatch(value)))
    else:
        fits = False
    return value if fits else None


def _own_places_and_weight(tag: str, attribute: str, value: str) -> str | None:
    if attribute != "style":
        return _own_places(tag, attribute, value)
    kept = []
    for part in value.split(";"):
        name, _, said = part.partition(":")
        form = _STYLES.get(name.strip().lower())
        found = form.match(said.lower()) if form else None
        if found:
            kept.append(f"{name.strip().lower()}:{found[1]}")
    return ";".join(kept) or None
