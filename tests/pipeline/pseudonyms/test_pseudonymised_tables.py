"""One row at a time: texts by their positions, names elsewhere, and what codebooks say left alone."""

from partcode.pipeline.pseudonyms.tables import backward, forward
from partcode.pseudonyms.edits import Edit, Edits
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.key import reversed_names
from partcode.pseudonyms.names import Name, Sort
from partcode.pseudonyms.records import Record, from_lines, to_lines

NAMES = (Name("Amina Diallo", Sort.PERSON, "Bo Keïta", ("Mina",)), Name("Trust Fund", Sort.ORGANISATION, "Velano"))
TEXT = "So Amina Diallo and Mina left."
RECORD = Record(
    document="01_amina.docx",
    written="01_amina.docx.txt",
    copy="01_bo.docx.txt",
    text_sha256="before",
    copy_sha256="after",
    edits=Edits([Edit(3, "Amina", "Bo"), Edit(9, "Diallo", "Keïta"), Edit(20, "Mina", "Bo")]),
    labels={"Bo": "Mina"},
    people=(("Amina Diallo",), ()),
    case=("amina", "bo"),
)
OUT = forward(Finder(NAMES), [RECORD], {name.name: name for name in NAMES})
BACK = backward(Finder(reversed_names(NAMES)), [RECORD])


def test_positions_and_texts_are_those_of_the_copy_and_come_back():
    row = {
        "document": "01_amina.docx", "case": "amina", "start": "3", "end": "30", "speaker": "Mina", "text": TEXT[3:30],
        "match_start": "20", "match_end": "24", "match": "Mina",
    }  # fmt: skip
    copied = {
        "document": "01_bo.docx.txt", "case": "bo", "start": "3", "end": "24", "speaker": "Bo",
        "text": "Bo Keïta and Bo left.", "match_start": "16", "match_end": "18", "match": "Bo",
    }  # fmt: skip
    assert OUT.row(row) == copied
    assert BACK.row(copied) == row


def test_a_text_that_is_cut_within_a_name_has_the_whole_pseudonym():
    row = OUT.row({"document": "01_amina.docx", "start": 0, "end": 12, "text": TEXT[:12]})
    assert row == {"document": "01_bo.docx.txt", "start": 0, "end": 11, "text": "So Bo Keïta"}


def test_a_text_that_somebody_changed_goes_name_by_name():
    row = BACK.row({"document": "01_bo.docx.txt", "start": 3, "end": 24, "text": "Bo Keïta (?)"})
    assert (row["start"], row["end"], row["text"]) == (3, 30, "Amina Diallo (?)")


def test_what_codebooks_say_is_left_alone():
    row = {"document": "x", "code": "Trust Fund", "label": "Trust Fund", "rule": "Trust Fund", "memo": "Trust Fund"}
    assert OUT.row(row) == {**row, "memo": "Velano"}
    assert OUT.unknown == {"x"}


def test_a_case_is_found_without_its_document():
    assert OUT.row({"case": "amina", "name": "Amina Diallo"}) == {"case": "bo", "name": "Bo Keïta"}


def test_records_are_read_as_they_were_written():
    (again,) = from_lines(to_lines([RECORD]), "names.records.jsonl")
    assert again.edits.all == RECORD.edits.all
    assert to_lines([again]) == to_lines([RECORD])
