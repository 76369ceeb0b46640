"""What is refused, and how it is said; what every document knows of its file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from reader_files import docx, p, read_file, zipped

from partcode.errors import ReadError
from partcode.ingest import reading
from partcode.ingest.reading import SUFFIXES, read


def refused(folder, name, data, **options):
    with pytest.raises(ReadError) as caught:
        read_file(folder, name, data, **options)
    assert str(caught.value.where).split(":")[0] == name
    assert caught.value.hint
    return caught.value.message


def test_every_named_format_is_read():
    assert set(".txt .md .html .htm .docx .odt .rtf .pdf .vtt .srt .otr .json .csv .tsv .xlsx".split()) == SUFFIXES


def test_a_document_knows_its_bytes(tmp_path):
    data = "Élise\r\nparle.".encode()
    document = read_file(tmp_path, "a.txt", data)
    assert document.text == "Élise\nparle."
    assert (document.format, document.encoding, document.extractor) == ("txt", "utf-8", "plain 1")
    assert (document.size, document.raw_sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.csv", "a.json", "a.vtt", "a.rtf", "a.html", "a.xlsx"])
def test_an_empty_file_is_refused(tmp_path, name):
    assert "empty" in refused(tmp_path, name, b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b" \n\n "),
        ("a.html", b"<html><body><script>x()</script></body></html>"),
        ("a.docx", docx(p())),
        ("a.otr", b'{"text": ""}'),
        ("a.csv", b"speaker,text\n"),
        ("a.json", b'{"segments": []}'),
    ],
)
def test_a_file_without_text_is_refused(tmp_path, name, data):
    assert "empty" in refused(tmp_path, name, data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\nsomething", "a PDF"),
        (zipped({"a": "b"}), "zip"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"abc\0def", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_a_binary_file_named_txt_is_refused(tmp_path, data, what):
    assert what in refused(tmp_path, "a.txt", data)


def test_an_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path, "a.xyz", b"text")
    assert ".docx" in caught.value.hint
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path, "a.doc", b"text")
    assert caught.value.hint == "save it as .docx"


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(ReadError, match="can't be read"):
        read(tmp_path / "none.txt", "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match="not a regular file"):
        read(tmp_path / "folder.txt", "folder.txt")


def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not a regular file"):
        read(tmp_path / "pipe.txt", "pipe.txt")


def test_a_forbidden_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("text")

    def forbid(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "open", forbid, raising=False)
    with pytest.raises(ReadError, match="permission denied"):
        read(tmp_path / "a.txt", "a.txt")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("before")
    fstat = os.fstat

    def then_change(descriptor):
        status = fstat(descriptor)
        path.write_text(path.read_text() + " and more")
        return status

    monkeypatch.setattr(os, "fstat", then_change)
    with pytest.raises(ReadError, match="changed while"):
        read(path, "a.txt")


def test_a_file_replaced_while_it_is_read_is_read_once_more(tmp_path, monkeypatch):
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("before")
    other.write_text("after!")
    fstat = os.fstat

    def then_replace(descriptor):
        status = fstat(descriptor)
        if other.exists():
            os.replace(other, path)
        return status

    monkeypatch.setattr(os, "fstat", then_replace)
    assert read(path, "a.txt").text == "after!"


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert "too large" in refused(tmp_path, "a.txt", b"x" * 1001)
    assert read_file(tmp_path, "b.txt", b"x" * 1000).size == 1000


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
def test_an_encrypted_office_file_asks_for_its_password_to_be_removed(tmp_path, name):
    encrypted = OLE + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(tmp_path, name, encrypted)
    assert "old Office file" in refused(tmp_path, name, OLE)


def test_a_member_under_a_zip_password_is_refused(tmp_path):
    data = bytearray(docx(p("secret")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + offset] |= 1
    assert "password" in refused(tmp_path, "a.docx", bytes(data))


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_docx_is_refused(tmp_path, cut):
    data = docx(p("a sentence " * 200))
    assert "truncated" in refused(tmp_path, "a.docx", data[: int(len(data) * cut)])


def test_a_docx_with_flipped_bytes_is_refused(tmp_path):
    data = bytearray(docx(p("a sentence of some length " * 50)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 10] = b"\xff" * 10
    assert "damaged" in refused(tmp_path, "a.docx", bytes(data))


def test_what_is_no_zip_is_refused_as_docx(tmp_path):
    assert "no zip" in refused(tmp_path, "a.docx", b"just text")
    assert "missing" in refused(tmp_path, "b.docx", zipped({"other.txt": "x"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = docx("<w:p/>" + " " * 60_000_000)
    assert len(bomb) < 200_000
    assert "far more" in refused(tmp_path, "bomb.docx", bomb)
    assert "far more" in refused(tmp_path, "bomb.xlsx", zipped({"xl/a.xml": " " * 60_000_000}))


def test_a_bomb_that_lies_about_its_size_is_stopped_while_unpacking(tmp_path, monkeypatch):
    from partcode.ingest import archive

    monkeypatch.setattr(archive, "MAX_MEMBER", 1_000_000)
    data = bytearray(docx(p("word " * 500_000)))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 24 : at + 28] = (500).to_bytes(4, "little")
    assert refused(tmp_path, "a.docx", bytes(data))


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    from partcode.ingest import archive

    monkeypatch.setattr(archive, "MAX_MEMBERS", 10)
    assert "more than 10 parts" in refused(tmp_path, "a.docx", zipped({f"{i}.xml": "" for i in range(11)}))


def test_the_parts_read_are_bounded_together(tmp_path, monkeypatch):
    from partcode.ingest import archive

    monkeypatch.setattr(archive, "MAX_TOTAL", 3000)
    assert "far more" in refused(tmp_path, "a.docx", docx(p("x" * 2000), styles="<w:style/>" * 200))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_xml_with_a_doctype_is_refused(tmp_path, doctype):
    data = zipped({"word/document.xml": f"{doctype}<document><body><p><r><t>x</t></r></p></body></document>"})
    assert "DOCTYPE" in refused(tmp_path, "a.docx", data)


def test_a_doctype_in_utf16_is_refused_too(tmp_path):
    xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "b">]><document><body/></document>'
    assert "DOCTYPE" in refused(tmp_path, "a.docx", zipped({"word/document.xml": xml.encode("utf-16")}))


def test_xml_that_is_not_well_formed_is_refused(tmp_path):
    assert "damaged" in refused(tmp_path, "a.docx", zipped({"word/document.xml": "<a><b></a>"}))


def test_plain_text_loads_no_heavy_library(tmp_path):
    (tmp_path / "a.txt").write_text("Élise parle.", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from partcode.ingest.reading import read; "
        f"read(Path({str(tmp_path / 'a.txt')!r}), 'a.txt'); "
        "heavy = {'lxml', 'pypdfium2', 'chardet', 'striprtf', 'python_calamine', 'simplemma', 'yaml', 'numpy'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
