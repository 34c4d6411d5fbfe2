"""What Word and web pages put on the clipboard in ways of their own: lists that are no lists, bold as a style."""

from __future__ import annotations

import re

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(
    r"<p\b[^>]*mso-list:\s*l(\d+)\s+level(\d)[^>]*>(.*?)</p\s*>(\s*)", re.DOTALL | re.IGNORECASE
)
_BULLET = re.compile(r"<span\b[^>]*mso-list:\s*Ignore[^>]*>(.*?)</span>\s*(?:</span>)?", re.DOTALL | re.IGNORECASE)
_COUNTED = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPAN = re.compile(r"<(/?)(span|b|i|strong|em)(?: style=\"([^\"]*)\")?>")


def with_real_lists(text: str) -> str:
    """Word's list paragraphs as lists, and only what was copied of a page that holds more."""
    fragment = _FRAGMENT.search(text)
    text = fragment[1] if fragment else text
    if "mso-list" not in text:
        return text
    text = re.sub(r"<!--\[if !supportLists\]-->|<!--\[endif\]-->|<!\[if !supportLists\]>|<!\[endif\]>", "", text)
    out, at, open_lists = [], 0, list[str]()
    for item in _ITEM.finditer(text):
        if text[at : item.start()].strip():
            out.append("".join(f"</{tag}>" for tag in reversed(open_lists)))
            open_lists.clear()
        out.append(text[at : item.start()])
        at = item.end()
        bullet = _BULLET.search(item[3])
        shown = _TAG.sub("", bullet[1]).replace("&nbsp;", " ").strip() if bullet else ""
        tag = "ol" if _COUNTED.fullmatch(shown) else "ul"
        level = min(int(item[2]), 4)
        while len(open_lists) > level or (len(open_lists) == level and open_lists[-1] != tag):
            out.append(f"</{open_lists.pop()}>")
        while len(open_lists) < level:
            out.append(f"<{tag}>")
            open_lists.append(tag)
        out.append(f"<li>{_BULLET.sub('', item[3], count=1)}</li>")
    out.append("".join(f"</{tag}>" for tag in reversed(open_lists)))
    out.append(text[at:])
    return "".join(out)


def spans_as_tags(text: str) -> str:
    """Bold and italic that are styles become tags; a tag whose style takes it back is dropped."""
    opened: dict[str, list[str]] = {"span": [], "b": [], "i": [], "strong": [], "em": []}

    def swap(found: re.Match[str]) -> str:
        name = found[2]
        if found[1]:
            return opened[name].pop() if opened[name] else ""
        marks = _marks(name, found[3] or "")
        opened[name].append("".join(f"</{mark}>" for mark in reversed(marks)))
        return "".join(f"<{mark}>" for mark in marks)

    return _SPAN.sub(swap, text)


def _marks(name: str, style: str) -> list[str]:
    said = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    weight = said.get("font-weight", "bold" if name in ("b", "strong") else "normal")
    slant = said.get("font-style", "italic" if name in ("i", "em") else "normal")
    bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    return [mark for mark, wanted in (("strong", bold), ("em", slant != "normal")) if wanted]
