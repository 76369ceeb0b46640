"""PDF: paragraphs from lines, hyphens, running heads, margin numbers, and what can't be read."""

from __future__ import annotations

import pytest
from reader_files import marked, pdf, read_file

from partcode.errors import ReadError
from partcode.ingest.readers.hyphens import joined


def lines(*texts, x=60, y=780, step=12):
    """Lines one under another; None leaves a gap."""
    return [(x, y - step * i, text) for i, text in enumerate(texts) if text is not None]


FULL = "The donor asked for another audit before it would release the money,"


def test_lines_become_paragraphs_at_labels_gaps_bullets_and_short_lines(tmp_path):
    page = lines(
        "INT: Who decides about the money that comes from the donors, in your",
        "organisation?",
        "P1: The donor asked for another audit before it would release the money",
        "and we had no choice.",
        "INT: And then?",
        "P1: We waited and we wrote letters.",
        None,
        "A paragraph after a gap, which goes on for more than one line of text",
        "until here.",
        "Another one, as the last line was short: this can be seen in its layout",
        "\u2022 a bullet",
        "\u2022 another bullet that is so long that it has to be continued on a next",
        "line",
    )
    document = read_file(tmp_path, "a.pdf", pdf(page))
    assert document.text.split("\n") == [
        "INT: Who decides about the money that comes from the donors, in your organisation?",
        "P1: The donor asked for another audit before it would release the money and we had no choice.",
        "INT: And then?",
        "P1: We waited and we wrote letters.",
        "A paragraph after a gap, which goes on for more than one line of text until here.",
        "Another one, as the last line was short: this can be seen in its layout",
        "• a bullet",
        "• another bullet that is so long that it has to be continued on a next line",
    ]
    assert document.extractor.startswith("pypdfium2 ")


def test_a_label_that_occurs_once_is_a_word_before_a_colon(tmp_path):
    page = lines(
        "We were told this by the people of the ministry who had come to see us", "France: it decides for you."
    )
    assert "\n" not in read_file(tmp_path, "a.pdf", pdf(page)).text


def numbered(page, first):
    """Line numbers in the margin, after the text in the content of the page."""
    return [*page, *((20, y, str(first + i)) for i, (_, y, _) in enumerate(page))]


def test_page_and_line_numbers_do_not_break_a_turn(tmp_path):
    one = lines("INT: Begin.", "P1: I say that we were asked for yet another audit and for new budgets,")
    two = lines("and so we went on strike for a while.", "INT: I see.", "P1: Yes.")
    data = pdf(
        [(300, 20, "1/2"), *numbered(one, 1)],
        [(300, 20, "2/2"), *numbered(two, 3)],
    )
    assert read_file(tmp_path, "a.pdf", data).text.split("\n") == [
        "INT: Begin.",
        "P1: I say that we were asked for yet another audit and for new budgets, and so we went on strike for a while.",
        "INT: I see.",
        "P1: Yes.",
    ]


def test_running_heads_are_kept_once_outside_the_body(tmp_path):
    def page(number, *texts):
        return [
            (60, 810, "Annual report 2024"),
            *lines(*texts, y=760),
            (60, 30, f"NGO - {number}"),
            (300, 15, str(number)),
        ]

    words = FULL.split()
    data = pdf(
        *(page(n, f"{words[n]} {FULL}", f"{words[n]} more of the text that fills this page.") for n in range(1, 5))
    )
    document = read_file(tmp_path, "a.pdf", data)
    assert marked(document, "header") == ["Annual report 2024", "NGO - 1"]
    assert document.text.startswith("Annual report 2024\nNGO - 1\ndonor The donor asked")
    assert document.text.count("Annual report") == 1


def test_the_same_answer_on_top_of_three_pages_is_speech(tmp_path):
    many = [lines(f"P1: {word} {FULL[20:40]}", None, f"INT: {word}?", f"P1: {word}.") for word in FULL.split()[:4]]
    data = pdf(*(lines("P1: Yes.", None, f"INT: Question number {n}?", "P1: No.") for n in range(4)), *many)
    assert read_file(tmp_path, "a.pdf", data).text.count("P1: Yes.") == 4


def test_numbers_inside_the_text_are_text(tmp_path):
    page = lines("Year", "2019", "2020", "2021", "were the years in which nobody would fund the network of the South.")
    assert "2019 2020 2021" in " ".join(read_file(tmp_path, "a.pdf", pdf(page)).text.split())


def test_bigger_letters_are_headings_and_dotted_lines_contents(tmp_path):
    page = [
        (60, 790, "Our Report", 18),
        *lines("Introduction.............................3", FULL, "and then nothing came for months.", y=740),
    ]
    document = read_file(tmp_path, "a.pdf", pdf(page))
    assert marked(document, "heading") == ["Our Report"]
    assert marked(document, "navigation") == ["Introduction.............................3"]
    assert document.text.endswith(FULL + " and then nothing came for months.")


def test_columns_are_read_one_after_the_other(tmp_path):
    left = lines("The donor asked for", "another audit, and", "so we had to stop", "our work for a", "while.")
    right = lines(
        "Then they wrote to", "us that the money", "had been given to", "another project of", "theirs.", x=320
    )
    text = read_file(tmp_path, "a.pdf", pdf(left + right)).text
    assert text == (
        "The donor asked for another audit, and so we had to stop our work for a while.\n"
        "Then they wrote to us that the money had been given to another project of theirs."
    )


def test_divided_words_are_made_whole_and_real_hyphens_kept(tmp_path):
    page = lines(
        "The donor asked us for another audit and it spoke of our deve-",
        "lopment plans, of a long list of things and of communicating in-",
        "between the meetings.",
    )
    text = read_file(tmp_path, "a.pdf", pdf(page)).text
    assert "our development plans" in text
    assert "communicating in-between the" in text


def test_hyphens_that_pdfium_took_off_are_judged_alike():
    assert joined([("le gou", True), ("vernement", False)]) == "le gouvernement"
    assert joined([("Navarro", True), ("Flores says", False)]) == "Navarro-Flores says"
    assert joined([("vice", True), ("présidente", False)]) == "vice-présidente"
    assert joined([("and then -", False), ("no", False)]) == "and then - no"
    assert joined([("the end", True)]) == "the end-"


def test_a_pdf_without_text_layer_asks_for_ocr(tmp_path):
    with pytest.raises(ReadError, match="pictures") as caught:
        read_file(tmp_path, "a.pdf", pdf([], []))
    assert "OCR" in caught.value.hint


def test_a_page_without_text_is_reported(tmp_path):
    assert read_file(tmp_path, "a.pdf", pdf(lines(FULL), [])).warnings == ("no text on page 2",)


def test_an_encrypted_pdf_is_refused(tmp_path):
    extra = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> "
        "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    )
    with pytest.raises(ReadError, match="password"):
        read_file(tmp_path, "a.pdf", pdf(lines(FULL), extra=extra))


def test_truncated_and_false_pdfs_are_refused(tmp_path):
    data = pdf(lines(FULL))
    with pytest.raises(ReadError, match="cut off"):
        read_file(tmp_path, "a.pdf", data[: len(data) // 2])
    with pytest.raises(ReadError, match="no PDF"):
        read_file(tmp_path, "b.pdf", b"plain text")
    with pytest.raises(ReadError, match="damaged"):
        read_file(tmp_path, "c.pdf", b"%PDF-1.4\nnothing here\n%%EOF")
