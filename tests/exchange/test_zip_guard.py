"""A zip whose parts share bytes is refused: the trick of a bomb without nesting."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from app.exchange.budgets import Budgets
from app.exchange.zip_guard import unpack
from app.rules.errors import KnownError


def parts_of_the_same_bytes() -> bytes:
    """The record of `b.xml` lies within the bytes of `a.xml`, and the directory lists both."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.xml", b"<b/>")
        listed = archive.getinfo("b.xml")
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("a.xml", inner.getvalue()[: inner.getvalue().index(b"PK\x01\x02")])
        listed.header_offset = 30 + len("a.xml")
        archive.filelist.append(listed)
        archive.NameToInfo["b.xml"] = listed
    return outer.getvalue()


def test_parts_that_share_bytes_are_refused() -> None:
    with pytest.raises(KnownError) as refusal:
        unpack(parts_of_the_same_bytes(), Budgets())
    assert refusal.value.problem.code == "file_not_by_excel"
    assert refusal.value.problem.facts["what"] == "overlap"
