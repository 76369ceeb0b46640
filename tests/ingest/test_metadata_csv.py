"""speakers.csv and cases.csv: rows, separators, encodings, errors by line."""

import pytest

from partcode.errors import MetadataError
from partcode.ingest import metadata
from partcode.ingest.metadata import parse_cases_csv, parse_speakers_csv
from partcode.model import Case, Speaker

SPEAKERS = """document,label,name,role,organisation,side,Age
,INT,,interviewer,,,
a.txt,P1,"Awa, chief",grassroots,CBO,south,40
*.docx,P1,,state,,North,

a.txt,,,other,,,
"""


def document(path):
    return path, {}


def test_rows_of_speakers():
    rows = parse_speakers_csv(SPEAKERS, "speakers.csv")
    assert [(row.document, row.speaker, row.where.line) for row in rows] == [
        ("", Speaker("INT", role="interviewer"), 2),
        ("a.txt", Speaker("P1", "Awa, chief", "grassroots", "CBO", "south", {"Age": "40"}), 3),
        ("*.docx", Speaker("P1", role="state", side="north"), 4),
        ("a.txt", Speaker("", role="other"), 6),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(separator, end):
    text = "\ufeff" + end.join(["Label ,Role", "INT:,interviewer", "[P1], South NGO "]).replace(",", separator)
    assert [row.speaker for row in parse_speakers_csv(text, "s")] == [
        Speaker("INT", role="interviewer"), Speaker("P1", role="south_ngo"),
    ]  # fmt: skip


def test_rows_of_cases():
    text = "case;name;side;documents;country\nkesho;Kesho;south;a.txt; b/*.docx;Kenya\n".replace("; b", "| b")
    rows = parse_cases_csv(text.replace("a.txt| b/*.docx", '"a.txt; b/*.docx"'), "cases.csv")
    assert rows[0].case == Case("kesho", "Kesho", "south", {"country": "Kenya"})
    assert rows[0].documents == ("a.txt", "b/*.docx")
    assert parse_cases_csv("Case,Document\nk,a.txt\n", "c")[0].documents == ("a.txt",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "label,role\nP1,grasroots\nP2,stat\n",
            r"s.csv:2: unknown role 'grasroots'\n  did you mean grassroots\?\ns.csv:3: ",
        ),
        ("label,role,side\nP1,state,up\n", "s.csv:2: unknown side 'up'\n  one of: north, south"),
        ("label,organization\nP1,x\n", r"s.csv:1: unknown column 'organization'\n  did you mean organisation\?"),
        ("labels,role\nP1,state\n", r"s.csv:1: unknown column 'labels'\n  did you mean label\?"),
        ("name,role\nAwa,state\n", "s.csv:1: there is no column label"),
        ("label,age,age\nP1,1,2\n", "s.csv:1: two columns are called age"),
        ("label,role\nP1,state,more\n", "s.csv:2: 3 cells, but the first row has 2 columns"),
        ("label,role\nP1,state\n\nP1,io\n", "s.csv:4: 'P1' of all documents stands already on line 2"),
        ("label,role\n,state\n", "s.csv:2: the label is empty"),
        ('label,name\nP1,"two\nlines"\nP2,"never closed\n', "s.csv:4: not CSV"),
    ],
)
def test_what_is_wrong_with_speakers(text, message):
    with pytest.raises(MetadataError, match=message):
        parse_speakers_csv(text, "s.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("case,side\nk,est\n", "c.csv:2: unknown side 'est'"),
        ("case\nk\nk\n", "c.csv:3: the case 'k' stands already on line 2"),
        ("case,name\n,x\n", "c.csv:2: the case is empty"),
        ("name\nx\n", "c.csv:1: there is no column case"),
    ],
)
def test_what_is_wrong_with_cases(text, message):
    with pytest.raises(MetadataError, match=message):
        parse_cases_csv(text, "c.csv")


@pytest.mark.parametrize("text", ["", "\n\n", "label,role\n"])
def test_no_rows_are_no_error(text):
    assert parse_speakers_csv(text, "s.csv") == []


def test_tables_and_corpus_yaml_together(tmp_path):
    (tmp_path / "corpus.yaml").write_text(
        "cases: {k: {name: Old, side: south, attributes: {country: Kenya}}}\n"
        "speakers: {P1: {role: state, name: Awa}}\n"
        "documents: {a.txt: {speakers: {P1: {organisation: CBO, role: io}}}, '*.txt': {case: k}}\n"
    )
    (tmp_path / "cases.csv").write_text("case,name,documents\nk,New,\nm,Other,b.txt\n")
    (tmp_path / "speakers.csv").write_bytes(
        "document;label;role\na.txt;P1;grassroots\n;Hélène;state\n".encode("cp1252")
    )
    known = metadata.load(tmp_path)
    assert known.cases == {"k": Case("k", "New", "south", {"country": "Kenya"}), "m": Case("m", "Other")}
    info = known.info(*document("a.txt"), ["P1", "Hélène"])
    assert info.speakers["P1"] == Speaker("P1", "Awa", "grassroots", "CBO")
    assert info.speakers["Hélène"].role == "state"
    assert (info.case, known.info(*document("b.txt"), []).case) == ("k", "m")
    assert known.info(*document("c.txt"), ["P1"]).speakers["P1"].role == "state"


def test_a_table_that_excel_saved_as_unicode_text(tmp_path):
    (tmp_path / "speakers.csv").write_bytes("label\trole\r\nÉva\tstate\r\n".encode("utf-16"))
    assert metadata.load(tmp_path).speakers == {"Éva": Speaker("Éva", role="state")}


def test_a_table_that_is_a_folder(tmp_path):
    (tmp_path / "speakers.csv").mkdir()
    with pytest.raises(MetadataError, match="can't be read"):
        metadata.load(tmp_path)
