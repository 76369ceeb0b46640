"""A good file of every format that is read, small and with what is special about the format, to be mutated."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "ingest"))
from reader_files import docx, odt, p, pdf, whisper

SAMPLE = Path(__file__).parents[2] / "sample_corpus"

SPOKEN = """Interviewer: Who decides about the budget?
Awa Ndiaye: They do. "No audit, no money", they say. [laughs]

Interviewer: (00:01:12) And then?
Awa Ndiaye: Nous avons confiance, malgré tout… M. Ba l'a dit (Pirotte, 2021). É\u0301\u200d😀
"""
FRONT = "---\ntitle: 'A: walk'\ndate: 2021-03-04\ntags: [a, b]\nspeakers: {Awa Ndiaye: {role: south_ngo}}\n---\n"
MARKDOWN = (
    FRONT + "# One\n\nThe donor imposes an *audit*.\n\n```\n# no heading\n```\n\n## References\n\nBa, A. (2001).\n"
)
HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/a">About</a></li></ul></nav>
<main><h1>Trust</h1><p>They impose <b>rules</b>&nbsp;&mdash; on <a href="#x">us</a>.<br>Yes.</p>
<ol start="3"><li>one<li><p>two</p></ol><table><tr><td>a</td><td>b</td></tr></table><pre>  as  is</pre>
<script>alert("no")</script></main><footer>© 2021</footer></body></html>"""
NOSCRIBE = """<html><body><p><a name="ts_0_1500_S00">S00: Who pays?</a></p>
<p><a name="ts_1500_3000_S01">Awa: They do.</a> <a name="ts_3000_3500_//S00">//S00: ah//</a></p></body></html>"""
VTT = """WEBVTT - title

NOTE a note

1
00:00:01.000 --> 00:00:04.500 align:start
<v Awa Ndiaye>They impose an <b>audit</b> &amp; more.</v>

2
00:00:05.000 --> 00:00:06.000
<v.loud INT>Why?</v> <v Awa Ndiaye><00:00:05.500>Money.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:04,500
Awa: They impose an audit.

2
00:00:05,000 --> 00:00:06,000
INT: <i>Why?</i>
{\\an8}- Money.

3
00:00:07,000 --> 00:00:09,000
Awa: No audit, no money.
"""
RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}}{\*\generator x;}\pard Interviewer: Qui d\'e9cide ?\par "
    r"Awa: Le bailleur\u8217?s \u-10179?\u-8704? {\deleted gone}\cell a\row {\field{\*\fldinst HYPERLINK "
    '"http://example.org"}{\\fldrslt here}}\\par {\\footnote note} end.\\par }'
)
CSV = 'speaker;text;start;end\nINT;"Who ""decides""?\nReally?";0:01;0:02\nAwa Ndiaye;They impose an audit.;0:03;0:05\n'
_BODY = (
    p("Interviewer: Who decides?", "<w:r><w:tab/><w:br/></w:r>")
    + p("Awa: They do.", '<w:r><w:footnoteReference w:id="1"/></w:r>', properties='<w:pStyle w:val="H"/>')
    + "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>"
    + "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r><mc:AlternateContent><mc:Choice Requires="wps">'
    + "<w:r><w:txbxContent>" + p("boxed") + "</w:txbxContent></w:r></mc:Choice></mc:AlternateContent></w:p>"
)  # fmt: skip
_ODT = (
    '<text:h text:outline-level="1">One</text:h><text:p>Awa: a<text:s text:c="3"/>b<text:tab/>c'
    '<text:note text:note-class="footnote"><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>'
    "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    "</table:table>"
)


@cache
def seeds(suffix: str) -> tuple[bytes, ...]:
    """The good files of a format; the first ones are small, the last may be one of the sample corpus."""
    return tuple(one if isinstance(one, bytes) else one.encode() for one in _SEEDS[suffix]())


SUFFIXES = tuple("txt md html docx odt rtf pdf vtt srt otr json csv tsv xlsx".split())


def _sample(name: str) -> bytes:
    return (SAMPLE / name).read_bytes()


def _xlsx() -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("one")
        rows = [("speaker", "text", "start"), ("INT", "Who decides?", 0.5), ("Awa", "They do.", 1), ("", "=1+1", None)]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.add_worksheet("two").write(0, 0, True)
    return buffer.getvalue()


_SEEDS = {
    "txt": lambda: (
        SPOKEN,
        SPOKEN.encode("utf-16"),
        SPOKEN.encode("cp1252", "ignore"),
        "**** *ent_1 *sex_f\n" + SPOKEN,
        _sample("interviews/en_03_programme_officer.txt"),
    ),
    "md": lambda: (MARKDOWN, FRONT + SPOKEN, "**Interviewer:** Why?\n\n**Awa:** So.\n\n**Interviewer:** Oh.\n"),
    "html": lambda: (HTML, HTML, NOSCRIBE),
    "docx": lambda: (
        docx(
            _BODY,
            footnotes='<w:footnote w:id="1">' + p("a note") + "</w:footnote>",
            styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>',
            header=p("page 1"),
            comments="<w:comment/>",
        ),
        docx(p("Interviewer: Why?") + p("Awa: So.")),
        _sample("interviews/en_01_lindara_director.docx"),
    ),
    "odt": lambda: (
        odt(_ODT, styles="<style:header><text:p>head</text:p></style:header>", manifest="<manifest:file-entry/>"),
        odt("<text:p>Interviewer: Why?</text:p><text:p>Awa: So.</text:p>"),
        _sample("interviews/fr_02_chargee_programme.odt"),
    ),
    "rtf": lambda: (RTF, RTF),
    "pdf": lambda: (
        pdf(
            [(50, 800, "Head"), (50, 700, "Interviewer: Who de-"), (50, 688, "cides?"), (300, 20, "1")],
            [(50, 800, "Head"), (50, 700, "Awa: They do.", 14), (50, 650, "REFERENCES", 18), (300, 20, "2")],
        ),
        pdf([(50, 700, "One line.")]),
        _sample("documents/en_conference_abstract.pdf"),
    ),
    "vtt": lambda: (VTT, VTT, VTT.replace("<v Awa Ndiaye>", "Awa: ")),
    "srt": lambda: (SRT, SRT.replace("\n", "\r\n")),
    "otr": lambda: (
        json.dumps({"text": '<p><span class="timestamp" data-timestamp="12.5">0:12</span> INT: Why?</p><p>A: So.</p>'}),
    ),
    "json": lambda: (
        whisper((0.0, 1.5, "Who decides?", "SPEAKER_00"), (1.5, 2, " They do.", "Awa"), (2, None, "\ud83d\ude00")),
        json.dumps({"segments": [{"id": 1, "start": 0, "end": 9.9, "text": "Só.", "words": [{"word": "a"}]}]}),
    ),
    "csv": lambda: (CSV, CSV.replace(";", ","), "text\nOne.\nTwo.\n"),
    "tsv": lambda: (CSV.replace(";", "\t"),),
    "xlsx": lambda: (_xlsx(),),
}  # fmt: skip
