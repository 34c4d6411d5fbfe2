"""Fetches pip itself, for a Python that came without ensurepip. Standard library only."""

from __future__ import annotations

import hashlib
import html.parser
import os
import ssl
import urllib.parse
import urllib.request
from pathlib import Path

NAME = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def take(wheelhouse: Path, folder: Path) -> Path:
    """Put the wheel into `folder`, from wheelhouse or index. ValueError unless it is the expected one."""
    kept = wheelhouse / NAME
    content = kept.read_bytes() if kept.exists() else from_index()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"the SHA-256 of {NAME} is not the expected one; nothing was installed")
    (folder / NAME).write_bytes(content)
    return folder / NAME


def from_index() -> bytes:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    page = Addresses()
    page.feed(fetch(index).decode())
    for address in page.found:
        if urllib.parse.urlsplit(address).path.endswith("/" + NAME):
            return fetch(urllib.parse.urljoin(index, address))  # behind a mirror it may be relative
    raise ValueError(f"{index} does not offer {NAME}")


class Addresses(html.parser.HTMLParser):
    """The addresses on an index's page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for key, value in attrs if tag == "a" and key == "href" and value]


def fetch(address: str) -> bytes:
    """Through the proxies that are set, with the certificates that pip would use. OSError when it cannot."""
    trust = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or None)
    with urllib.request.urlopen(address, timeout=60, context=trust) as answer:
        return bytes(answer.read())
