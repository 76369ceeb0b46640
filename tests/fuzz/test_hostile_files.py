"""Small files that would be large, deep or endless: each is read or named in ten seconds and a gigabyte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from archives import Member, archive
from grammars import TEXT, page, workbook
from reader_files import docx, odt, p
from test_attacks import prepared

from partcode.pipeline.prepare import Failure

HELLO = b"BT /F1 10 Tf 5 7 Td (Hello there.) Tj ET\n"
CUE = "00:05.000 --> 00:01.000\n<v A>Hello.\n\n00:02.000 --> 00:09.000\n<v B>Yes.\n\n"
LOL = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
)
BOMB = LOL + "]><d a='&m;'>&m;</d>"

NAMED = {
    "deep page": ("a.html", "<div>" * 100_000 + "x"),
    "deep tables": ("a.html", "<table>" * 300_000),
    "open style": ("a.html", "<style>" + "x{" * 1_000_000),
    "script in comments": ("a.html", "<script>" + "<!--<script>" * 100_000),
    "many columns, none of text": ("a.csv", "a" + "," * 1_000_000 + "b\nHello.\n"),
    "giant page": ("a.html", "<i></i>" * 4_000_000),
    "giant cell": ("a.csv", 'text\n"' + "word and, so. " * 2_000_000 + '"\n'),
    "giant text": ("a.txt", "word. " * 4_500_000),
    "empty cues": ("a.srt", "7\n00:00:01,000 --> 00:00:02,000\n\n" * 100_000),
    "empty cues in VTT": ("a.vtt", "WEBVTT\n\n" + "00:01.000 --> 00:00.000\n\n" * 100_000),
    "digits": ("a.srt", "9" * 1_000_000 + ":" + "9" * 1_000_000),
    "deletions": ("a.rtf", "{\\rtf1 " + "{\\deleted " * 100_000 + "}"),
    "number in RTF": ("a.rtf", "{\\rtf1 \\u" + "9" * 3_000_000 + " x}"),
    "deep JSON": ("a.json", "[" * 100_000 + "]" * 100_000),
    "deep segment": ("a.json", '{"segments":[{"text":"a","x":' + "[" * 100_000 + "]" * 100_000 + "}]}"),
    "million digits": ("a.json", '{"segments":[{"text":"a","start":' + "9" * 1_000_000 + "}]}"),
    "no transcript": ("a.otr", '{"media":"x"}'),
    "no text": ("a.otr", '{"text":null}'),
    "deep otr": ("a.otr", json.dumps({"text": "<p>" + "<span class='timestamp'>" * 100_000})),
    "wide text without letters": ("a.txt", ("中文。很好" * 100).encode("utf-16-be")),
    "NULs": ("a.txt", b"Awa: yes.\0\n" * 1000),
    "NULs in cues": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\0A\0\n" * 1000),
    "entities": ("a.docx", archive([Member("word/document.xml", BOMB.encode())])),
    "wide entities": ("a.docx", archive([Member("word/document.xml", BOMB.encode("utf-16"))])),
    "late entities": ("a.odt", archive([Member("content.xml", ("<!--" + " " * 70_000 + "-->" + BOMB).encode())])),
    "shared string that isn't": ("a.xlsx", workbook('<row><c t="s"><v>99999999</v></c></row>')),
    "empty spaces": ("a.odt", odt("<text:p>" + "a<text:s text:c='999999'/>" * 270_000 + "</text:p>")),
    "page tree in a circle": ("a.pdf", page(HELLO, kids="[2 0 R 4 0 R 2 0 R]", count=3)),
    "too many pages": ("a.pdf", page(HELLO, count=1_000_000)),
    "page of spaces": ("a.pdf", page(b" " * 900_000_000)),
    "page that draws itself": ("a.pdf", page(b"/X Do\n", form=b"/X Do /X Do " + HELLO)),
}
READ = {
    "columns": ("a.csv", "text" + "," * 1_000_000 + "\nHello.\n"),
    "cells without end": ("a.csv", "text\n" + "a,b\n" * 200_000),
    "references": ("a.html", "&#x41;" * 500_000),
    "ampersands": ("a.html", "&" * 1_000_000),
    "fences": ("a.md", "```\n" * 300_000),
    "hashes": ("a.md", "#" * 1_000_000 + "\n" + "# #" * 300_000),
    "brackets": ("a.md", "[" * 500_000 + "](" * 300_000),
    "cues back and over each other": ("a.vtt", "WEBVTT\n\n" + CUE * 20_000),
    "labels of a cue": ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "a: b\n" * 100_000),
    "spaces": ("a.srt", "1\n00:00:01,000 --> 00:00:02,000" + " " * 2_000_000 + "x\nhi\n" + " " * 999_999 + "00:00"),
    "groups": ("a.rtf", "{\\rtf1 " + "{" * 500_000 + "x" + "}" * 500_000),
    "bytes of pictures": ("a.rtf", "{\\rtf1 a\\bin99999999999 x" + "\\bin5 " * 300_000 + "}"),
    "skipped characters": ("a.rtf", "{\\rtf1 \\uc99999 " + "\\u8217?" * 200_000 + "}"),
    "long word of RTF": ("a.rtf", "{\\rtf1 \\" + "a" * 1_000_000 + "}"),
    "long number": ("a.json", '{"segments":[{"text":"a","start":0.' + "9" * 3_000_000 + "e" + "9" * 99_999 + "}]}"),
    "UTF-7": ("a.txt", b"Awa: +AOk- +ADw-b+AD4-. " * 10),
    "UTF-16 without mark": ("a.txt", "Awa: They décident.\nINT: Why?\n".encode("utf-16-le")),
    "notes": ("a.docx", docx("<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 50_000 + "</w:p>" + p("x"),
                             footnotes='<w:footnote w:id="1">' + p("x") * 10_000 + "</w:footnote>")),
    "dimension": ("a.xlsx", workbook(TEXT + TEXT.replace("1", "2"), "A1:XFD1048576")),
    "far cell": ("a.xlsx", workbook(TEXT + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "negative count of pages": ("a.pdf", page(HELLO, count=-5)),
    "false count of pages": ("a.pdf", page(HELLO, count=2_000_000_000)),
    "commands": ("a.pdf", page(HELLO * 100_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_no_document_is_has_its_name(tmp_path, name):
    assert isinstance(prepared(tmp_path, *NAMED[name]), Failure)


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_what_only_looks_dangerous_is_read(tmp_path, name):
    assert prepared(tmp_path, *READ[name]).document.text


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are Linux's")
def test_a_folder_of_them_is_run_in_a_gigabyte(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number, (name, data) in enumerate([*NAMED.values(), *READ.values()]):
        (folder / f"{number}{Path(name).suffix}").write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "good.txt").write_text("Peter: We never trusted the funder.\nAnna: Why?\nPeter: No trust.\n")
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1_700_000_000, -1)); "
    program = f"{limit}from partcode.cli import main; main()"
    books = [part for path in BOOKS for part in ("-c", str(path))]
    done = subprocess.run(
        [sys.executable, "-c", program, "run", "corpus", "--jobs", "1", *books],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, "bug" in done.stderr) == (0, False), done.stderr[-3000:]
    assert f"{len(NAMED)} unreadable" in done.stderr
    assert "good.txt" in (tmp_path / "results" / "segments.csv").read_text(encoding="utf-8")


BOOKS = sorted((Path(__file__).parents[1] / "small_codebooks").glob("*.yaml"))
