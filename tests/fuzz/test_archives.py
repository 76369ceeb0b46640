"""Zip archives that lie: each is refused by name, or read as what it says, and at once."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from functools import cache

import pytest
from archives import BZIP2, DEFLATE64, LZMA, STORED, Member, archive, bytes_before, deflated
from reader_files import RELATIONS, TYPES, W, docx, p
from seeds import seeds
from test_attacks import prepared

from partcode.ingest.archive import MAX_ELEMENTS, MAX_MEMBERS

MAIN = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}
SUFFIXES = tuple(MAIN)
ZEROS = b"\0" * 9_000_000  # less than what is looked at for its ratio


@cache
def members(suffix):
    """The members of a good file, the main one last."""
    with zipfile.ZipFile(io.BytesIO(seeds(suffix)[0])) as opened:
        found = [Member(info.filename, opened.read(info)) for info in opened.infolist()]
    return (*(one for one in found if one.name != MAIN[suffix]), *(one for one in found if one.name == MAIN[suffix]))


def with_main(suffix, **changes):
    """A good file but for what its main member says of itself."""
    *others, main = members(suffix)
    return archive([*others, main._replace(**changes)])


def problem(tmp_path, suffix, data):
    return prepared(tmp_path, f"a.{suffix}", data).problem


def text(tmp_path, suffix, data):
    return prepared(tmp_path, f"a.{suffix}", data).document.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_many_members_over_one_stream_are_refused(tmp_path, suffix):
    kernel = Member("0", ZEROS)
    at, packed = bytes_before(members(suffix)), deflated(ZEROS)
    told = {"size": len(ZEROS), "crc": zlib.crc32(ZEROS)}
    others = [Member(str(number), b"", packed, at=at, local="0", **told) for number in range(1, 5000)]
    assert "over each other" in problem(tmp_path, suffix, archive([*members(suffix), kernel, *others]))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_members_that_quote_the_headers_of_those_behind_them_are_refused(tmp_path, suffix):
    # Each stream begins with the next member's header as stored deflate block, and goes on as that member's own.
    first = bytes_before(members(suffix))
    data, packed, told = ZEROS, deflated(ZEROS), []
    for number in reversed(range(40)):
        told.insert(0, Member(str(number), data, packed))
        header = archive([told[0]])[: 30 + len(str(number))]
        length = len(header)
        packed = b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + header + packed
        data = header + data
    at, placed = first, []
    for member in told[1:]:
        at += 30 + len(str(int(member.name) - 1)) + 5
        placed.append(member._replace(at=at))
    whole = archive([*members(suffix), told[0], *placed])
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        assert len(opened.read("20")) > len(ZEROS)  # it is what it is meant to be
    assert "over each other" in problem(tmp_path, suffix, whole)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_directory_of_very_many_members_is_not_read(tmp_path, suffix):
    many = archive([*members(suffix), *(Member(str(number)) for number in range(MAX_MEMBERS))])
    assert "more than 20,000 parts" in problem(tmp_path, suffix, many)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_count_of_members_that_lies_changes_nothing(tmp_path, suffix):
    said = text(tmp_path, suffix, archive(members(suffix)))
    assert text(tmp_path, suffix, archive(members(suffix), count=65_000)) == said
    assert text(tmp_path, suffix, archive(members(suffix), count=2**60, zip64=True)) == said


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "change", [{"zip64": True}, {"later": True}, {"method": STORED}], ids="zip64 later stored".split()
)
def test_other_proper_ways_to_write_a_member_are_read(tmp_path, suffix, change):
    data = archive([one._replace(**change) for one in members(suffix)], zip64="zip64" in change)
    assert text(tmp_path, suffix, data) == text(tmp_path, suffix, archive(members(suffix)))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("size", [10, 2**31, 2**32 - 1])
def test_a_member_of_another_size_than_it_says_is_refused(tmp_path, suffix, size):
    main = members(suffix)[-1].data
    lie = with_main(suffix, data=main[:size], packed=deflated(main + b" " * 90_000_000), size=size)
    assert problem(tmp_path, suffix, lie)


@pytest.mark.parametrize("later", [False, True])
def test_calamine_sees_nothing_that_was_not_counted(tmp_path, later):
    main = members("xlsx")[-1].data
    end = main.index(b"</row>")
    row = b'<row><c t="inlineStr"><is><t>words</t></is></c></row>'
    more = main[: end + 6] + row * 1_000_000 + b"</sheetData></worksheet>"
    lie = with_main("xlsx", data=main[: end + 6], packed=deflated(more), later=later)
    assert "damaged" in problem(tmp_path, "xlsx", lie)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("method", [DEFLATE64, BZIP2, LZMA, 99])
def test_members_packed_as_in_no_document_are_refused(tmp_path, suffix, method):
    pack = {BZIP2: bz2.compress, LZMA: lzma.compress}.get(method, deflated)
    lie = with_main(suffix, method=method, packed=pack(ZEROS), data=ZEROS)
    assert f"by method {method}" in problem(tmp_path, suffix, lie)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_encrypted_members_are_told(tmp_path, suffix):
    assert "password" in problem(tmp_path, suffix, with_main(suffix, flags=1))
    assert problem(tmp_path, suffix, with_main(suffix, flags=0x41))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_part_that_is_there_twice_is_nobodys_choice(tmp_path, suffix):
    other = members(suffix)[-1]._replace(data=b"<other/>")
    assert "2 times" in problem(tmp_path, suffix, archive([*members(suffix), other]))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_symbolic_link_is_not_followed(tmp_path, suffix):
    target = tmp_path / "secret.xml"
    target.write_bytes(members(suffix)[-1].data)
    assert problem(tmp_path, suffix, with_main(suffix, data=str(target).encode(), mode=0o120777))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_that_lead_out_write_nothing_and_stop_nothing(tmp_path, suffix):
    (folder := tmp_path / "in").mkdir()
    names = ["../evil", "/evil", "..\\evil", "C:\\evil", "a/../../evil", "evil\0.xml", "e" * 60_000]
    data = archive([*members(suffix), *(Member(name, b"x") for name in names)])
    assert text(folder, suffix, data) == text(folder, suffix, archive(members(suffix)))
    assert not list(tmp_path.rglob("*evil*"))


def test_an_archive_that_holds_itself_is_opened_once(tmp_path):
    inner = archive(members("docx"))
    for _ in range(50):
        inner = archive([Member("a.docx", inner, method=STORED), *members("docx")[:-1]])
    assert "word/document.xml is missing" in problem(tmp_path, "docx", inner)


def test_a_thousand_headers_that_are_one_part_are_counted_each_time(tmp_path, monkeypatch):
    monkeypatch.setattr("partcode.ingest.archive.MAX_ELEMENTS", 100_000)
    relations = f'<Relationships xmlns="{RELATIONS}">'
    relations += f'<Relationship Type="{TYPES}/header" Target="h.xml"/>' * 1000 + "</Relationships>"
    header = f"<w:hdr {W}>" + "<w:p/>" * 5_000 + "</w:hdr>"
    parts = [one for one in members("docx") if "_rels/document" not in one.name]
    more = [Member("word/_rels/document.xml.rels", relations.encode()), Member("word/h.xml", header.encode())]
    assert "elements" in problem(tmp_path, "docx", archive([*parts, *more]))


def test_a_tree_too_large_for_memory_is_not_built(tmp_path):
    assert f"{MAX_ELEMENTS:,} elements" in problem(tmp_path, "docx", docx("<w:p/>" * 1_600_000))
    assert f"{MAX_ELEMENTS:,} elements" in problem(tmp_path, "odt", archive([
        Member("content.xml", b"<a>" + b"<b/>" * 2_000_000 + b"</a>")
    ]))  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-7", "UTF-16", "JAVA", "ibm037"])
def test_markup_in_another_alphabet_hides_nothing(tmp_path, encoding):
    body = f'<?xml version="1.0" encoding="{encoding}"?><w:document {W}>'
    hidden = "+ADw-w:p/+AD4-" * 100
    data = with_main("docx", data=f"{body}{hidden}</w:document>".encode())
    assert problem(tmp_path, "docx", data)
    wide = f'<?xml version="1.0" encoding="utf-16"?><w:document {W}><w:body>{p("They décident.")}</w:body></w:document>'
    assert text(tmp_path, "docx", with_main("docx", data=wide.encode("utf-16"))).endswith("They décident.")
