"""Word documents read as their reader sees them with all changes accepted."""

from __future__ import annotations

import pytest
from reader_files import docx, marked, p, read_file

RUN = "<w:r><w:t>{}</w:t></w:r>"


def text_of(tmp_path, body, **parts):
    return read_file(tmp_path, "a.docx", docx(body, **parts)).text


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>", "one\ttwo"),
        ("<w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r>", "long\u2011term"),
        ("<w:r><w:t>gou</w:t><w:softHyphen/><w:t>verne</w:t></w:r>", "gou\u00adverne"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
        ("<w:ins>" + RUN.format("kept") + "</w:ins>", "kept"),
        (RUN.format("a") + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>" + RUN.format("b"), "ab"),
        ("<w:moveFrom>" + RUN.format("x") + "</w:moveFrom><w:moveTo>" + RUN.format("y") + "</w:moveTo>", "y"),
        ("<w:hyperlink>" + RUN.format("link") + "</w:hyperlink>", "link"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + RUN.format("control") + "</w:sdtContent></w:sdt>", "control"),
        ("<w:fldSimple w:instr='PAGE'>" + RUN.format("7") + "</w:fldSimple>", "7"),
        ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>" + RUN.format("seen"), "seen"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>real name</w:t></w:r>" + RUN.format("alias"), "alias"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        (RUN.format("l’") + RUN.format("État"), "l’État"),
    ],
)
def test_inline_markup(tmp_path, inner, expected):
    assert text_of(tmp_path, f"<w:p>{inner}</w:p>") == expected


def test_paragraphs_and_empty_lines_stay(tmp_path):
    assert text_of(tmp_path, p() + p("One ", "two") + p() + p("Three") + p()) == "One two\n\nThree"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path):
    mark = "<w:rPr><w:del/></w:rPr>"
    assert text_of(tmp_path, p("We ", properties=mark) + p("agree.") + p("Yes.")) == "We agree.\nYes."


def test_a_text_box_is_told_once_after_its_paragraph(tmp_path):
    box = f"<w:txbxContent>{p('Boxed.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(tmp_path, p("Before", both, " after") + p("Next")) == "Before after\nBoxed.\nNext"


def test_an_untouched_content_control_is_no_text(tmp_path):
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
    kept = f"<w:sdt><w:sdtContent>{p('Kept')}</w:sdtContent></w:sdt>"
    assert text_of(tmp_path, control + kept) == "Kept"


def test_table_rows_are_lines_with_tabs_unless_a_cell_is_long(tmp_path):
    def row(*cells, mark=""):
        return f"<w:tr>{mark}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    deleted = row(p("gone"), mark="<w:trPr><w:del/></w:trPr>")
    table = f"<w:tbl>{row(p('INT:'), p('Hello'))}{row(p('P1:'), p('First.') + p('Second.'))}{deleted}</w:tbl>"
    assert text_of(tmp_path, table + p("End")) == "INT:\tHello\nP1:\nFirst.\nSecond.\nEnd"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>'
)


def styled(style, text):
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def test_headings_are_known_by_style_parent_style_or_outline(tmp_path):
    body = (
        styled("TM1", "Intro 3")
        + styled("Titre1", "Intro")
        + p("Body")
        + styled("Mine", "Mine")
        + styled("Loop", "Body")
        + p("Outlined", properties='<w:outlineLvl w:val="1"/>')
    )
    document = read_file(tmp_path, "a.docx", docx(body, styles=STYLES))
    assert marked(document, "heading") == ["Intro", "Mine", "Outlined"]
    assert marked(document, "navigation") == ["Intro 3"]


def test_paragraphs_under_a_heading_references_are_references(tmp_path):
    body = (
        styled("Titre1", "Bibliographie")
        + p("Pirotte 2021")
        + p()
        + p("OIF 2019")
        + styled("Titre1", "Annexe")
        + p("B")
    )
    document = read_file(tmp_path, "a.docx", docx(body, styles=STYLES))
    assert marked(document, "reference") == ["Pirotte 2021", "OIF 2019"]


def test_notes_follow_the_body_once_and_comments_stay_out(tmp_path):
    body = p(
        "Money", '<w:r><w:footnoteReference w:id="2"/></w:r>', " talks", '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    notes = f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    comments = f'<w:comment w:id="0">{p("check this")}</w:comment>'
    document = read_file(tmp_path, "a.docx", docx(body, footnotes=notes, comments=comments))
    assert document.text == "Money talks\nA note."
    assert marked(document, "reference") == ["A note."]
    assert document.warnings == ("1 comment(s) left out",)


def test_page_headers_and_footers_are_marked_and_page_numbers_dropped(tmp_path):
    body = p("Body.")
    document = read_file(tmp_path, "a.docx", docx(body, header=p("Report 2024"), footer=p("Page 1 of 9") + p("NGO")))
    assert document.text == "Report 2024\nNGO\nBody."
    assert marked(document, "header") == ["Report 2024", "NGO"]
