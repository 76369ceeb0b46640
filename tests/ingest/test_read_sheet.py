"""Tables with a column of text: delimiters, headers, speakers, times, and what is refused."""

from __future__ import annotations

import io
from datetime import time

import pytest
import xlsxwriter
from reader_files import read_file, said

from partcode.errors import ReadError


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_found(tmp_path, delimiter, name):
    rows = [("id", "Locuteur", "Propos"), ("1", "Awa", '"Oui, non; peut-être\tça"'), ("2", "Tom", "Bien.")]
    document = read_file(tmp_path, name, "\r\n".join(delimiter.join(row) for row in rows))
    assert said(document) == [("Awa", "Oui, non; peut-être\tça"), ("Tom", "Bien.")]


@pytest.mark.parametrize(
    "header",
    ["speaker,text", "Speaker,TEXT", "locuteur,Texte", "Qui,Propos", "name,words", "Intervenant,\u00c9nonc\u00e9"],
)
def test_headers_are_known_in_both_languages(tmp_path, header):
    assert said(read_file(tmp_path, "a.csv", f"{header}\nAwa,Oui\n")) == [("Awa", "Oui")]


def test_a_column_of_text_alone_is_paragraphs(tmp_path):
    document = read_file(tmp_path, "a.csv", "id,text\n1,One\n2,\n3,Two\n".encode("utf-8-sig"))
    assert (document.text, document.turns, document.encoding) == ("One\nTwo", (), "utf-8-sig")


def test_oral_history_tables_come_out_right(tmp_path):
    text = (
        "speaker,words,tags,timestamp\n"
        ',"(Conversation about art)",,\n'
        'Devin Becker:,"State your name, please?",,\n'
        'Robert Wrigley:,"It is called ""Stanza""&#8212;a room.",,\n'
        "DB:,How long?,,[00:02:53]\n"
        'RW:,"Eleven\nyears.",past,\n'
        "RW:,In this space.,,0:03:10\n"
        "LG:,Hello.,,\n"
    )
    document = read_file(tmp_path, "a.csv", text)
    assert said(document) == [
        ("", "(Conversation about art)"),
        ("Devin Becker", "State your name, please?"),
        ("Robert Wrigley", 'It is called "Stanza"—a room.'),
        ("Devin Becker", "How long?"),
        ("Robert Wrigley", "Eleven\nyears.\nIn this space."),
        ("LG", "Hello."),
    ]
    assert document.turns[3].begin == 173.0
    assert document.warnings == ("1 row(s) name no speaker",)


def test_rows_without_a_speaker_go_on_with_the_one_above_unless_they_are_in_brackets(tmp_path):
    document = read_file(tmp_path, "a.csv", "speaker,text\n,(Music)\nA,One.\n,Two.\n,[noise]\n,Three.\nB,Four.\n")
    assert said(document) == [("", "(Music)"), ("A", "One.\nTwo."), ("", "[noise]"), ("", "Three."), ("B", "Four.")]


def test_initials_of_two_people_stay_initials(tmp_path):
    document = read_file(tmp_path, "a.csv", "speaker,text\nAnna Ba,a\nAli Bo,b\nAB,c\nANNA BA,d\n")
    assert [turn.speaker for turn in document.turns] == ["Anna Ba", "Ali Bo", "AB", "ANNA BA"]


def test_begin_and_end_are_seconds(tmp_path):
    text = "start,end,speaker,text\n0:00:01,00:00:02.5,A,x\n3.5,4,B,y\nsoon,,C,z\n#00:01:02-3#,,D,u\n"
    turns = read_file(tmp_path, "a.csv", text).turns
    assert [(turn.begin, turn.end) for turn in turns] == [(1.0, 2.5), (3.5, 4.0), (None, None), (62.0, None)]


def test_a_table_without_text_lists_its_columns(tmp_path):
    with pytest.raises(ReadError, match="the columns are: id, date, score") as caught:
        read_file(tmp_path, "a.csv", "id,date,score\n1,2,3\n")
    assert "text" in caught.value.hint


def test_a_table_cut_inside_a_cell_is_refused(tmp_path):
    with pytest.raises(ReadError, match="cut off"):
        read_file(tmp_path, "a.csv", 'speaker,text\nA,"never closed')
    with pytest.raises(ReadError, match="no proper CSV") as caught:
        read_file(tmp_path, "b.csv", 'speaker,text\nA,"x"y\n')
    assert caught.value.where.line == 2


def test_a_cell_may_hold_a_whole_interview(tmp_path):
    long = "word " * 60_000
    assert read_file(tmp_path, "a.csv", f"text\n{long}\n").text == long.strip()


def xlsx(**sheets):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    clock = book.add_format({"num_format": "hh:mm:ss"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, time):
                    sheet.write_datetime(i, j, value, clock)
                else:
                    sheet.write(i, j, value)
    book.close()
    return buffer.getvalue()


def test_a_workbook_is_read_by_the_sheet_that_has_text(tmp_path):
    data = xlsx(
        info=[["made", 2024]],
        talk=[["speaker", "time", "text"], ["Awa:", time(0, 1, 5), "Oui"], ["", "", "Hm"], [7, "", 3.5]],
        more=[["text"], ["x"]],
    )
    document = read_file(tmp_path, "a.xlsx", data)
    assert said(document) == [("Awa", "Oui\nHm"), ("7", "3.5")]
    assert document.turns[0].begin == 65.0
    assert document.warnings == ("only sheet 'talk' was read, not 'more'",)


def test_workbooks_without_text_or_damaged_are_refused(tmp_path):
    with pytest.raises(ReadError, match="columns are: made, 2024"):
        read_file(tmp_path, "a.xlsx", xlsx(info=[["made", 2024]]))
    with pytest.raises(ReadError, match="empty"):
        read_file(tmp_path, "b.xlsx", xlsx(info=[]))
    with pytest.raises(ReadError, match="damaged"):
        read_file(tmp_path, "c.xlsx", xlsx(a=[["text"], ["x"]])[:900])
