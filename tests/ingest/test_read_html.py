"""Web pages: blocks apart, words whole, the site told from the document; noScribe transcripts."""

from __future__ import annotations

import pytest
from reader_files import marked, read_file, said

from partcode.errors import ReadError


def text_of(tmp_path, markup):
    return read_file(tmp_path, "a.html", f"<html><body>{markup}</body></html>").text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<div>One<div>Two</div>Three</div>", "One\nTwo\nThree"),
        ("<p>L’<b>État</b> a <i>cou</i>pé</p>", "L’État a coupé"),
        ("<p>One<br>Two<br/>Three</p>", "One\nTwo\nThree"),
        ("<p>white\n   space\u00a0: kept</p>", "white space\u00a0: kept"),
        ("<ul><li>One</li><li><p>Two</p><p>More</p></li></ul>", "• One\n• Two\nMore"),
        ("<ol start='3'><li>Three</li><li>Four</li></ol>", "3. Three\n4. Four"),
        ("<table><tr><th>Who</th><th>What</th></tr><tr><td>A</td><td>B</td></tr></table>", "Who\tWhat\nA\tB"),
        ("<table><tr><td><p>1</p><p>2</p></td><td>3</td></tr></table>", "1\n2\n3"),
        ("<p>a<script>x()</script><style>b{}</style><template>c</template><!-- d -->e</p>", "ae"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>Fish &amp; chips&#8212;yes</p>", "Fish & chips—yes"),
        ("<blockquote>Said</blockquote>after", "Said\nafter"),
        ("<p>unclosed<p>next", "unclosed\nnext"),
    ],
)
def test_markup_becomes_paragraphs(tmp_path, markup, expected):
    assert text_of(tmp_path, markup) == expected


def test_the_site_is_told_from_the_document(tmp_path):
    page = """<html class="has-menu"><head><title>t</title></head><body class="sidebar-left">
    <header><a href="/">NGO</a></header><nav><a href="/a">About</a></nav>
    <div id="cookie-banner">We use cookies.</div>
    <div class="menu-wrapper"><main><article><header><h1>Rapport</h1></header>
    <p>Body with <a href="x">a link</a>.</p><aside>Donate</aside>
    <ul><li><a href="1">Home</a></li><li><a href="2">News</a></li><li><a href="3">Join</a></li></ul>
    <footer>By Awa</footer></article></main></div>
    <div class="siteFooter">Imprint</div><footer>© NGO</footer></body></html>"""
    document = read_file(tmp_path, "a.html", page)
    assert marked(document, "navigation") == [
        "NGO", "About", "We use cookies.", "Donate", "• Home", "• News", "• Join", "Imprint", "© NGO",
    ]  # fmt: skip
    assert marked(document, "heading") == ["Rapport"]
    assert "Body with a link." in document.text.split("\n")
    assert "By Awa" not in marked(document, "navigation")


def test_reference_lists_are_known_by_heading_or_name(tmp_path):
    page = "<h2>1. Intro</h2><p>Body</p><h2>References</h2><ol><li>Pirotte</li></ol><h2>End</h2><p>Bye</p>"
    named = '<p>Body</p><div class="references"><p>OIF 2019</p></div>'
    assert marked(read_file(tmp_path, "a.html", page), "reference") == ["1. Pirotte"]
    assert marked(read_file(tmp_path, "b.html", named), "reference") == ["OIF 2019"]


def test_xhtml_with_a_declaration_is_read(tmp_path):
    page = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><body><p>été</p></body></html>'
    assert read_file(tmp_path, "a.htm", page).text == "été"
    assert read_file(tmp_path, "a.htm", page).format == "html"


def test_a_page_nested_too_deeply_is_refused_not_cut(tmp_path):
    with pytest.raises(ReadError, match="nested too deeply"):
        read_file(tmp_path, "a.html", "<div>" * 2000 + "text" + "</div>" * 2000)


NOSCRIBE = """<!DOCTYPE HTML><html><head><meta charset="UTF-8"/></head><body><div class="WordSection1">
<p style="font-weight: 600">interview 3</p><p><span>Transcribed with noScribe vers. 0.7<br/>Audio file: x.mp3</span></p>
<p><a name="ts_0_1500_">(2 seconds pause) </a></p>
<p><a name="ts_1500_4000_S01">Awa: <span>[00:00:01]</span> Who decides?</a><a name="ts_4000_5000_S01"> (..)</a>
<a name="ts_5100_6000_//S00">//S00: They do.</a><a name="ts_6000_7000_S01">// The time is: now.</a></p>
<p><a name="ts_7000_9000_S00">S00: <span>[00:00:07]</span> The donor, <b>always</b>.</a></p></div></body></html>"""


def test_noscribe_states_speakers_and_times(tmp_path):
    document = read_file(tmp_path, "a.html", NOSCRIBE)
    assert said(document) == [
        ("", "(2 seconds pause)"),
        ("Awa", "Who decides? (..)"),
        ("S00", "They do."),
        ("Awa", "The time is: now."),
        ("S00", "The donor, always."),
    ]
    assert [(turn.begin, turn.end) for turn in document.turns][1:3] == [(1.5, 5.0), (5.1, 6.0)]
    assert document.extractor == "noscribe 1"
