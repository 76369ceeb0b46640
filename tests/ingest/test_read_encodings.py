"""Encodings are recognised in one order, recorded, and never papered over."""

from __future__ import annotations

import pytest
from reader_files import read_file

from partcode.errors import ReadError

FRENCH = (
    "Les bénévoles étaient là, à l'écoute, depuis l'été. L'État a coupé les crédits : on a dû négocier.\n"
    "Où étaient passées les subventions ? La réponse du siège n'est arrivée qu'en février.\n"
) * 3


@pytest.mark.parametrize(
    ("codec", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp1252", b"", "cp1252"),
        ("mac-roman", b"", "mac-roman"),
        ("cp850", b"", "cp850"),
    ],
)
def test_an_encoding_is_recognised_and_recorded(tmp_path, codec, bom, name):
    document = read_file(tmp_path, "a.txt", bom + FRENCH.encode(codec))
    assert (document.text, document.encoding) == (FRENCH, name)


def test_windows_quotes_and_dashes_survive(tmp_path):
    text = "« C’est l’association — “notre” œuvre… » dit-il après l'été, déçu.\n" * 4
    assert read_file(tmp_path, "a.txt", text.encode("cp1252")).text == text


def test_a_demanded_encoding_overrides(tmp_path):
    document = read_file(tmp_path, "a.txt", "été".encode("cp850"), encoding="cp850")
    assert (document.text, document.encoding) == ("été", "cp850")
    assert read_file(tmp_path, "b.txt", b"\xef\xbb\xbfabc", encoding="utf8").text == "abc"


def test_a_demanded_encoding_that_does_not_fit_or_exist_is_refused(tmp_path):
    with pytest.raises(ReadError, match="0xe9") as caught:
        read_file(tmp_path, "a.txt", "un\ndeux\nété".encode("cp1252"), encoding="utf-8")
    assert caught.value.where.line == 3
    with pytest.raises(ReadError, match="no encoding 'klingon'"):
        read_file(tmp_path, "a.txt", b"x", encoding="klingon")


def test_utf8_with_a_bad_byte_is_not_read_as_something_else(tmp_path):
    with pytest.raises(ReadError, match="UTF-8 but for 1 byte") as caught:
        read_file(tmp_path, "a.txt", FRENCH.encode() + b"caf\xe9 noir\n")
    assert caught.value.where.line == 7


def test_a_file_cut_inside_a_character_is_called_cut_off(tmp_path):
    for codec, bom in (("utf-8", b""), ("utf-16-le", b"\xff\xfe")):
        with pytest.raises(ReadError, match="cut off"):
            read_file(tmp_path, "a.txt", bom + (FRENCH + "é").encode(codec)[:-1])


def test_stored_text_is_composed_with_lf_and_without_nul(tmp_path):
    document = read_file(tmp_path, "a.txt", "e\u0301te\u0301\r\nfin\rbis\u2028ter".encode())
    assert document.text == "été\nfin\nbis\nter"


def test_html_is_read_in_the_encoding_it_declares(tmp_path):
    page = '<html><head><meta charset="{}"></head><body><p>L’été à l’œuvre</p></body></html>'
    document = read_file(tmp_path, "a.html", page.format("iso-8859-1").encode("cp1252"))
    assert (document.text, document.encoding) == ("L’été à l’œuvre", "cp1252")
    assert read_file(tmp_path, "b.html", page.format("utf-8").encode("utf-8-sig")).encoding == "utf-8-sig"
    assert read_file(tmp_path, "c.html", page.format("utf-8").encode("cp1252")).text == "L’été à l’œuvre"
