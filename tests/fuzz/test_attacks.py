"""Files made to do harm: bombs, quadratic text, paths that lead out, sequences that steer a terminal."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from outcomes import check
from reader_files import docx, odt, p, zipped
from seeds import seeds

from partcode.errors import Location, ReadError, on_one_line, printable
from partcode.ingest.metadata import Metadata
from partcode.ingest.reading import read
from partcode.pipeline.prepare import Failure, Preparer, Task, fetch
from partcode.render import render
from partcode.table import Table

SECONDS = 10


def prepared(tmp_path, name, data):
    """What becomes of a file within ten seconds."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    started = time.process_time()
    outcome = Preparer().attempt(fetch(Task(path, name, "", Metadata())))
    assert time.process_time() - started < SECONDS
    check(outcome)
    return outcome


def changed(data, name, *replacements):
    """A zip archive with other words in one member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    for old, new in replacements:
        assert old in members[name]
        members[name] = members[name].replace(old, new)
    return zipped(members)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("member", "old", "new", "problem"),
    [
        (SHEET, b'r="B4"', b'r="XFD1048576"', "too large"),
        (SHEET, b'r="B4"', b'r="B' + b"9" * 400 + b'"', "place of a cell"),
        (SHEET, b'row r="4"', b'row r="99999999999"', "place of a cell"),
        ("xl/sharedStrings.xml", b'uniqueCount="', b'uniqueCount="99999999999', "counts more parts"),
    ],
    ids="far huge row count".split(),
)
def test_a_small_workbook_that_would_fill_the_memory_is_refused(tmp_path, member, old, new, problem):
    outcome = prepared(tmp_path, "a.xlsx", changed(seeds("xlsx")[0], member, (old, new)))
    assert isinstance(outcome, Failure)
    assert problem in outcome.problem


def test_cells_that_repeat_one_long_string_are_counted_before_they_are_made(tmp_path):
    long = changed(seeds("xlsx")[0], "xl/sharedStrings.xml", (b">speaker<", b">" + b"long " * 1_600_000 + b"<"))
    row = b'<row r="5">' + b'<c t="s"><v>0</v></c>' * 30 + b"</row></sheetData>"
    outcome = prepared(tmp_path, "a.xlsx", changed(long, SHEET, (b"</sheetData>", row)))
    assert "far more text" in outcome.problem


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "odt", "xlsx"])
def test_500_megabytes_of_zeros_are_not_unpacked(tmp_path, suffix):
    member = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/workbook.xml"}[suffix]
    outcome = prepared(tmp_path, f"a.{suffix}", zipped({member: b"\0" * 500_000_000}))
    assert "far more" in outcome.problem


def test_an_archive_in_an_archive_is_never_opened(tmp_path):
    inner = zipped({"word/document.xml": b" " * 60_000_000})
    assert "missing" in prepared(tmp_path, "a.docx", zipped({"inner.docx": inner})).problem


def test_members_whose_paths_lead_out_write_nothing(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    target = "../../../../../../../../etc/passwd"
    relations = f'<R><Relationship Type="x/officeDocument" Target="{target}"/></R>'
    for name in ("../evil.txt", "/evil.txt", "..\\evil.txt"):
        prepared(folder, "a.docx", zipped({name: "x", "_rels/.rels": relations, "word/document.xml": "<d/>"}))
        assert not list(tmp_path.rglob("*evil*"))
    assert [path.name for path in folder.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("entity", ["SYSTEM 'file:///etc/passwd'", "'lollollol'"])
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_entities_are_not_expanded(tmp_path, suffix, entity):
    declared = f'<!DOCTYPE d [<!ENTITY % p "x"><!ENTITY x {entity}><!ENTITY y "&x;&x;&x;&x;">]>'
    member = {"docx": "word/document.xml", "odt": "content.xml"}[suffix]
    far = " " * 70_000  # past the part that is looked at before parsing
    for space in ("", f"<!--{far}-->"):
        data = zipped({member: f"{space}{declared}<d>&y;</d>"})
        assert "DOCTYPE" in prepared(tmp_path, f"a.{suffix}", data).problem


NESTED = "<w:sdt><w:sdtContent>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(NESTED * 50_000 + p("x") + "</w:sdtContent></w:sdt>" * 50_000)),
        ("a.docx", docx("<w:p><mc:AlternateContent><mc:Choice>" * 60 + "<w:r><w:t/></w:r>" * 30_000
                        + "</mc:Choice></mc:AlternateContent></w:p>" * 60 + p("x"))),
        ("a.docx", docx(p("a b c ", properties="<w:rPr><w:del/></w:rPr>") * 20_000 + p("end"))),
        ("a.docx", docx(p("x"), header=p(" " * 500_000 + "x"))),
        ("a.odt", odt("<office:text>" * 200 + "<text:p>a</text:p>" * 5_000 + "</office:text>" * 200)),
        ("a.html", "<ol>" + "<li>a" * 40_000),
        ("a.html", "<div>" * 100_000 + "x"),
        ("a.html", "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</p>"),
        ("a.html", "<p " + "".join(f"a{number}='<'" for number in range(100_000)) + ">x</p>"),
        ("a.html", "<!--><p " + "/".join(f"a{number}" for number in range(100_000)) + ">x</p>"),
        ("a.html", "<meta charset=punycode>" + "a" * 400_000 + "-b"),
        ("a.html", "\n" * 400_000 + "x"),
        ("a.html", '<p><a name="ts_1_2_S">' + "\u00a0" * 400_000 + "</a>"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 300_000),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v" + " " * 600_000),
        ("a.rtf", "{\\rtf1 " + '{\\field{\\*\\fldinst{HYPERLINK "' * 40_000 + "}"),
        ("a.json", "[" * 500_000),
        ("a.json", '{"segments": [{"text": "a", "start": ' + "9" * 4000 + "}]}"),
        ("a.json", '{"segments": [{"text": "a", "start": ' + "9" * 9000 + "}]}"),
        ("a.txt", "l'" * 500_000),
        ("a.txt", "a" + "-il" * 300_000),
        ("a.md", "# a\n" * 40_000),
        ("a.md", "---\na: &a [x]\nb: *a\n---\nx"),
        ("a.md", "---\n" + "- " * 15_000 + "x\n---\nx"),
        ("a.csv", 'text\n"' + "word " * 1_000_000 + '"\n'),
        ("a.txt", "word " * 1_000_000),
        ("a.txt", "".join(f"Speaker{number}: yes\nINT: why?\n" for number in range(10_000))),
    ],
    ids="deep-docx alternatives deletions page-header deep-odt items deep-html attributes quoted after-comment"
    " punycode newlines spaces voices open-voice fields deep-json number giant-number elisions inversions headings"
    " alias deep-yaml giant-cell one-line speakers".split(),
)  # fmt: skip
def test_hostile_shapes_take_no_time(tmp_path, name, data):
    prepared(tmp_path, name, data)


HOSTILE = ["a ", "A ", ":", "A: ", "(", "[", "[00:00:00", "#00:00:00-0#", "<", "1", "1. ", ".", "… ", "Mr. ", "M. Ba ",
           "(Aa, 2001) ", "(Aa ", "Aa, ", "Aa et Aa, ", "\n", "\t", "\u00a0", "- a\n", "**a**\n", "|", "a-\n", "l'",
           "A.", "1.2.", "M. M. ", "👩\u200d👩", "שלום. ", "e\u0301", ".» » ", ". [a] ", "« ",
           "e.s ", "\u0301", "\u200d", "Aa, B. (2001). ", "\nReferences\n\n", "une ligne pleine\n"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv"])
def test_time_grows_with_the_text_and_not_with_its_square(tmp_path, piece, suffix):
    def seconds(size):
        path = tmp_path / f"a.{suffix}"
        path.write_text(("text\n" if suffix == "csv" else "x\n") + (piece * size)[:size], encoding="utf-8")
        started = time.process_time()
        Preparer().attempt(fetch(Task(path, path.name, "", Metadata())))
        return time.process_time() - started

    seconds(1000)  # what is imported or loaded once
    assert seconds(400_000) < max(2, 10 * seconds(100_000))  # of four times the text; the square would be sixteen


ESC = "\x1b]8;;http://evil\x1b\\click\x1b[2J\u202e"


def test_what_steers_a_terminal_is_written_out():
    assert printable(ESC) == "\\x1b]8;;http://evil\\x1b\\click\\x1b[2J\\u202e"
    assert on_one_line("a\nb") == "a\\nb"
    assert "\x1b" not in str(ReadError(ESC, where=Location(ESC), hint=ESC))
    render(Table(("text",), [(ESC,)]), shown := io.StringIO(), "table", tty=True, width=200)
    assert "\x1b]" not in shown.getvalue()
    assert "\x1b[2J" not in shown.getvalue()
    render(Table(("text",), [(ESC,)]), piped := io.StringIO(), "tsv")
    assert ESC in piped.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names are Linux's")
def test_hostile_names_and_words_do_not_reach_the_terminal(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    names = ["-rf.txt", "a\nb.txt", "c\td.txt", f"e{ESC.replace('/', '')}.txt", "f" * 251 + ".txt", "<script>.txt"]
    for name in names:
        (folder / name).write_text(f"A{ESC}: They impose an audit {ESC}\n" * 4, encoding="utf-8")
    (folder / os.fsdecode(b"g\xff.txt")).write_bytes(b"")
    command = [sys.executable, "-m", "partcode"]
    for arguments in (["run", "corpus", "-c", str(SMALL)], ["ingest", "corpus", "--dry-run"]):
        done = subprocess.run([*command, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert (done.returncode, "1 unreadable" in done.stderr) == (0, True)
        assert "\x1b" not in done.stderr
        assert "\u202e" not in done.stderr
        assert len([line for line in done.stderr.splitlines() if line.endswith("b.txt")]) == 0


SMALL = Path(__file__).parents[1] / "small_codebooks"


def test_markup_in_transcripts_stays_text_where_the_format_has_none(tmp_path):
    said = 'A: <script>alert(1)</script> "><img src=x onerror=alert(1)>\n'
    path = tmp_path / "a.txt"
    path.write_text(said)
    assert read(path, "a.txt").text == said
    page = tmp_path / "a.html"
    page.write_text(f"<p>{said}</p>")
    assert "alert(1)</script" not in read(page, "a.html").text
