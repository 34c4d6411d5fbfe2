"""What is pasted, saved and shown holds the subset and nothing that would be fetched."""

from __future__ import annotations

import pytest

from app.bridge.rich_text import clean, fit_characters, of_plain, pasted, plain
from tests.growth import growth

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Bold</b> and <span
style='font-weight:700;color:red'>heavy</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>First thing</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Under it</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>One</p></td><td><p class=MsoNormal>Two</p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_keeps_structure_and_drops_junk() -> None:
    found = pasted(WORD)
    assert "<strong>Bold</strong> and <strong>heavy</strong>" in found
    assert "<ul><li>First thing</li><ol><li>Under it</li></ol></ul>" in found
    assert "<table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>" in found
    assert not any(junk in found for junk in ("style", "Mso", "o:p", "·", "<span", "StartFragment"))


def test_a_paste_from_a_page_of_the_web_is_not_bold_because_its_wrapper_is() -> None:
    """Google's documents wrap all in <b style="font-weight:normal">."""
    found = pasted('<b style="font-weight:normal"><p><span style="font-style:italic">so</span> it is</p></b>')
    assert found == "<p><em>so</em> it is</p>"


@pytest.mark.parametrize(
    "bad",
    [
        '<img src="file:///C:/Users/x/secret.png">',
        '<img src="C:\\secret.png">',
        '<img src="//server/share/x.png">',
        '<img src="\\\\server\\share\\x.png">',
        '<img src="http://example.org/x.png">',
        '<img src="secret.png">',
        '<img src="data:image/svg+xml;base64,AAAAAAAAAAAA">',
        '<table background="file:///x.png"><tr><td background="x.png">a</td></tr></table>',
        '<p style="background-image:url(file:///x.png)">a</p>',
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="file:///etc/passwd">a</a>',
        '<a href="evidence:../../x">a</a>',
        '<link rel="stylesheet" href="file:///x.css"><style>@import url(file:///x.css)</style>',
        '<iframe src="http://example.org">a</iframe>',
    ],
)
def test_nothing_that_would_be_fetched_stays(bad: str) -> None:
    for found in (clean(bad), pasted(bad)):
        assert not any(part in found for part in ("file:", "http:", "x.png", "src=", "href=", "background", "alert"))


def test_our_own_things_stay() -> None:
    own = (
        '<p><a href="https://www.hants.gov.uk/plan?x=1&amp;y=2">plan</a> <a href="evidence:indicator/12">NI 117</a>'
        f'<img src="picture:{"a" * 64}"></p>'
    )
    assert clean(own) == own
    assert pasted(own) == own


def test_what_is_clean_is_left_as_it_is() -> None:
    once = pasted(WORD)
    assert clean(once) == once


def test_tables_in_tables_and_endless_lists_are_flattened() -> None:
    deep = pasted("<table><tr><td>" * 3_000 + "x" + "</td></tr></table>" * 3_000)
    assert deep.count("<table>") == 1
    assert plain(deep) == "x"
    assert pasted("<ul><li>a" * 3_000).count("<ul>") == 4
    assert pasted("<b><i>" * 20_000 + "x").count("<strong>") == 1


def test_control_characters_and_reordering_marks_are_dropped_and_other_directions_kept() -> None:
    assert fit_characters("a\x00b\x1b\u202ec\ud800") == "abc?"
    both = "<p>\u0645\u0631\u062d\u0628\u0627 and English \u200f!</p>"
    assert clean(both) == both


def test_two_megabytes_from_word_are_read_whole_and_take_ten_times_as_long_as_a_tenth() -> None:
    big = WORD.replace("First thing", "The number of places rose again. " * 60)
    part = big.replace("<!--StartFragment-->", "").replace("<!--EndFragment-->", "")
    tenth, whole = ("<html><body>" + part * times for times in (70, 700))
    assert len(whole) > 2_000_000
    assert plain(pasted(whole)).count("Under it") == 700
    assert growth(pasted, tenth, whole, enough=20) < 20


def test_plain_text_has_a_line_for_each_paragraph() -> None:
    assert plain("<h2>A</h2><p>b &amp; c<br>d</p><ul><li>e</li></ul>") == "A\nb & c\nd\ne"
    assert of_plain("one <b>\n\ntwo") == "<p>one &lt;b&gt;</p><p>two</p>"
