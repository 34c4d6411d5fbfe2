"""Rich text: what is kept of pasted HTML, what is dropped, and that hostile input costs time in step with its size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.assessment_evidence import EvidenceRef
from app.rules.rich_text import evidence_in, from_plain, pictures_in, to_html, to_plain
from app.rules.rich_text_reading import read_html
from tests.growth import growth

WORD = """<html><head><style>p {color: red}</style></head><body><!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->
<h1 style='mso-x:1'>Risks</h1>
<p class=MsoNormal>Two&nbsp;<b style='mso-bidi-font-weight:normal'>new</b> <i>ones</i><o:p></o:p></p>
<ol start=1 type=1><li class=MsoNormal>first<ul><li>within</li></ul></li><li><p>second</p></li></ol>
<table border=1><tr><th>Year</th><td><p>2009</p><p>2010</p></td></tr></table></body></html>"""


def html(text: str) -> str:
    return to_html(read_html(text))


def test_structure_is_kept_and_junk_is_dropped() -> None:
    assert html(WORD) == (
        "<h2>Risks</h2><p>Two <strong>new</strong> <em>ones</em></p>"
        "<ol><li>first<ul><li>within</li></ul></li><li>second</li></ol>"
        "<table><tr><th>Year</th><td><p>2009</p><p>2010</p></td></tr></table>"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<script>alert(1)</script>a", "<p>a</p>"),
        ("<img src='file:///etc/passwd'>a<img src='http://x/y.png'><img src='data:text/html,x'>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a> <a href='file:///c:/x'>b</a>", "<p>a b</p>"),
        ("<a href='https://x.org/?a=1&amp;b=2'>a</a>", '<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>'),
        ("<p onclick='x()' style='background:url(http://x)'>a</p>", "<p>a</p>"),
        ("<iframe src='http://x'>no</iframe><object>no</object><svg><text>no</text></svg>a", "<p>a</p>"),
        ("a\u0000b\u202ec\ufeffd \ud800e", "<p>abcd e</p>"),
        ("\u05e9\u05dc\u05d5\u05dd and \u0645\u0631", "<p>\u05e9\u05dc\u05d5\u05dd and \u0645\u0631</p>"),
        ("<span style='font-weight:700'>a</span><span style=\"font-style: italic\">b</span>",
         "<p><strong>a</strong><em>b</em></p>"),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>",
         "<table><tr><td><p>a</p><p>b</p><p>c</p></td></tr></table>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<p></p><p> </p><br>", ""),
        ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_subset_does_not_come_in(given: str, kept: str) -> None:
    assert html(given) == kept


def test_a_chip_names_what_it_cites() -> None:
    blocks = read_html('<p>See <a href="evidence:indicator/12">NI 117</a> and <a href="evidence:body/1">x</a></p>')
    assert evidence_in(blocks) == (EvidenceRef("indicator", 12),)
    assert to_plain(blocks) == "See NI 117 and x"


def test_a_picture_of_the_store_or_in_the_text_is_kept() -> None:
    address = "picture:" + "0" * 64
    blocks = read_html(f'<p>a<img src="{address}"><img src="data:image/png;base64,AAAA"></p>')
    assert pictures_in(blocks) == (address, "data:image/png;base64,AAAA")


def test_plain_text_becomes_paragraphs_and_items() -> None:
    assert to_html(from_plain("One\n\n- two\n• three\n")) == "<p>One</p><ul><li>two</li><li>three</li></ul>"


PARTS = (
    "<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<h1>",
    "</h1>", "<b>", "</b>", "a ", "b", "<br>", "<script>", "</script>", "<a href='evidence:issue/1'>", "</a>",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>/ab\"'=&;! -")), st.lists(st.sampled_from(PARTS), max_size=30))
def test_reading_never_fails_and_what_was_read_reads_the_same_again(noise: str, parts: list[str]) -> None:
    for text in (noise, "".join(parts)):
        once = read_html(text)
        assert read_html(to_html(once)) == once


@pytest.mark.parametrize(
    "evil",
    ["<", "<!--", "<a ", "<table>", "<ul><li>", "</p>", "&", "<b>x", "<a \"", "<br>", "<p> ", "<td>", "<img src='"],
)
def test_four_times_as_much_of_one_thing_takes_about_four_times_as_long(evil: str) -> None:
    text = evil * (50_000 // len(evil))
    assert growth(read_html.__wrapped__, text, text * 4, enough=8) < 8
