"""OpenDocument texts read as they print, with all changes accepted."""

from __future__ import annotations

import pytest
from reader_files import marked, odt, read_file

from partcode.errors import ReadError


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('one<text:s text:c="3"/>two', "one   two"),
        ("one<text:s/>two", "one two"),
        ("one<text:tab/>two<text:line-break/>three", "one\ttwo\nthree"),
        ("  white\n   space  ", "white space"),
        ("l’<text:span>État</text:span> dit", "l’État dit"),
        ("a<text:a>link</text:a>b", "alinkb"),
        ("a<text:soft-page-break/>b", "ab"),
        ("kept<text:change text:change-id='c'/> here", "kept here"),
        ("said<office:annotation><text:p>a comment</text:p></office:annotation> so", "said so"),
    ],
)
def test_inline_markup(tmp_path, inner, expected):
    assert read_file(tmp_path, "a.odt", odt(f"<text:p>{inner}</text:p>")).text == expected


def test_tracked_deletions_and_hidden_sections_are_out(tmp_path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Kept.</text:p>"
        '<text:section text:display="none"><text:p>hidden</text:p></text:section>'
        "<text:section><text:p>Shown.</text:p></text:section>"
    )
    assert read_file(tmp_path, "a.odt", odt(body)).text == "Kept.\nShown."


def test_a_footnote_is_told_once_after_the_body(tmp_path):
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note>"
    )
    document = read_file(tmp_path, "a.odt", odt(f"<text:p>Money{note} talks.</text:p><text:p>Next.</text:p>"))
    assert document.text == "Money talks.\nNext.\nA note."
    assert marked(document, "reference") == ["A note."]


def test_headings_lists_tables_frames_and_contents(tmp_path):
    body = (
        "<text:table-of-content><text:index-body><text:p>Intro 1</text:p></text:index-body></text:table-of-content>"
        '<text:h text:outline-level="2">Intro</text:h>'
        "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>INT:</text:p></table:table-cell>"
        "<table:table-cell><text:p>Hi</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Host<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>.</text:p>"
    )
    document = read_file(tmp_path, "a.odt", odt(body))
    assert document.text == "Intro 1\nIntro\nOne\nINT:\tHi\nHost.\nBoxed"
    assert marked(document, "heading") == ["Intro"]
    assert marked(document, "navigation") == ["Intro 1"]


def test_page_headers_and_footers_are_marked(tmp_path):
    styles = (
        "<style:header><text:p>Report</text:p></style:header>"
        "<style:header-left><text:p>Report</text:p></style:header-left>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
    )
    document = read_file(tmp_path, "a.odt", odt("<text:p>Body.</text:p>", styles))
    assert document.text == "Report\nBody."
    assert marked(document, "header") == ["Report"]


def test_a_protected_odt_is_refused(tmp_path):
    with pytest.raises(ReadError, match="password"):
        read_file(tmp_path, "a.odt", odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"))
