"""RTF: code pages, emoji in two halves, tracked deletions, tables and links."""

from __future__ import annotations

import pytest
from reader_files import read_file

from partcode.errors import ReadError


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 d\'e9lai \'97 l\'92\'c9tat\par Oui.\par}", "délai — l’État\nOui."),
        (rb"{\rtf1\mac d\'8elai}", "délai"),
        (rb"{\rtf1\ansi\ansicpg10000 d\'8elai}", "délai"),
        (rb"{\rtf1\ansi\ansicpg1250 \'f8}", "ř"),
        (rb"{\rtf1\pca d\'82lai}", "délai"),
        (b"{\\rtf1\\ansi\\ansicpg1252 \xe9t\xe9}", "été"),
        (rb"{\rtf1\ansi smile \u-10179?\u-8704?!}", "smile \U0001f600!"),
        (rb"{\rtf1\ansi one{\deleted two} three}", "one three"),
        (rb"{\rtf1\ansi a\tab b\line c}", "a\tb\nc"),
        (rb"{\rtf1\ansi INT:\cell Hello\cell\row P1:\cell Hi\cell\row}", "INT:\tHello\nP1:\tHi"),
        (
            rb'{\rtf1\ansi see {\field{\*\fldinst{HYPERLINK "http://x.org"}}{\fldrslt{the site}}} now}',
            "see the site now",
        ),
        (rb"{\rtf1\ansi{\header Report}{\*\comment x}Body}", "Body"),
    ],
)
def test_rtf_becomes_text(tmp_path, rtf, expected):
    document = read_file(tmp_path, "a.rtf", rtf)
    assert document.text == expected
    assert document.extractor.startswith("striprtf 0.")


def test_footnotes_left_out_are_reported(tmp_path):
    assert read_file(tmp_path, "a.rtf", rb"{\rtf1 Body{\footnote A note.}.}").warnings == ("1 footnote(s) left out",)


def test_a_cut_or_false_rtf_is_refused(tmp_path):
    with pytest.raises(ReadError, match="cut off"):
        read_file(tmp_path, "a.rtf", rb"{\rtf1\ansi some text")
    for damage in (rb"\ansicpg9999 \f1 \'e9", rb"\u99999999999?", rb"\uc", rb"\ansicpg1252 \'81"):
        with pytest.raises(ReadError, match="damaged"):
            read_file(tmp_path, "c.rtf", b"{\\rtf1 " + damage + b" x}")
    with pytest.raises(ReadError, match="no RTF"):
        read_file(tmp_path, "b.rtf", b"plain text")
