"""Plain text and Markdown: the text is the file's own, blocks say what in it is not body."""

from __future__ import annotations

import time

import pytest
from reader_files import marked, read_file

FRONT = "---\ntitle: Entretien\ndate: 2024-12-26\nlanguage: no\nspeakers:\n  INT: {role: interviewer}\n---\n"


def test_front_matter_is_read_and_stays_in_the_text_as_header(tmp_path):
    document = read_file(tmp_path, "a.md", FRONT + "# Heading\n\nBody.\n")
    assert document.text == FRONT + "# Heading\n\nBody.\n"
    assert document.meta == {
        "title": "Entretien",
        "date": "2024-12-26",
        "language": "no",
        "speakers": {"INT": {"role": "interviewer"}},
    }
    assert marked(document, "header") == [FRONT.rstrip("\n")]
    assert marked(document, "heading") == ["# Heading"]
    assert read_file(tmp_path, "a.txt", FRONT + "Body.").meta == document.meta


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("a: 1\na: 2", "key 'a' is given twice"),
        ("a: &x [1]\nb: *x", "aliases are refused"),
        ("a: [1, 2", "line 3"),
        ("a: !!python/object:os.system x", "tags are refused"),
        ("a: " + "[" * 60 + "]" * 60, "nested too deeply"),
        ("? [a]\n: b", "a key must be plain text"),
    ],
)
def test_front_matter_that_cannot_be_used_is_a_warning(tmp_path, yaml, problem):
    document = read_file(tmp_path, "a.md", f"---\n{yaml}\n---\nBody.")
    assert document.meta == {}
    assert problem in document.warnings[0]
    assert marked(document, "header") == [f"---\n{yaml}\n---"]


@pytest.mark.parametrize(
    "text", ["---\nJust a rule.\n---\nBody.", "---\n\nBody.\n---\n", "---\nkey: never closed", "- a"]
)
def test_dashes_around_anything_else_are_text(tmp_path, text):
    document = read_file(tmp_path, "a.txt", text)
    assert (document.text, document.meta, document.blocks, document.warnings) == (text, {}, (), ())


def test_markdown_headings_outside_code_are_headings(tmp_path):
    document = read_file(tmp_path, "a.md", "# One\ntext\n\n## Two ##\n```\n# code\n```\n#hash\n### Three")
    assert marked(document, "heading") == ["# One", "## Two ##", "### Three"]


def test_text_files_have_no_markdown_headings(tmp_path):
    assert read_file(tmp_path, "a.txt", "# One\n## Two").blocks == ()


def test_references_end_where_a_heading_as_high_begins(tmp_path):
    text = "# Paper\nBody.\n## Références\nPirotte (2021)\n\n### Sources\nOIF (2019)\n## Annex\nMore body."
    document = read_file(tmp_path, "a.md", text)
    assert marked(document, "reference") == ["Pirotte (2021)", "OIF (2019)"]
    assert marked(document, "heading") == ["# Paper", "## Références", "### Sources", "## Annex"]


def test_references_may_close_a_document(tmp_path):
    assert marked(read_file(tmp_path, "a.md", "# 5. References\n- One\n- Two"), "reference") == ["- One", "- Two"]


def test_iramuteq_headers_give_variables(tmp_path):
    text = "**** *ent_01 *sex_f *pilot\nJe négocie.\n-*argent\nEncore.\n**** *ent_02 *sex_m\nMoi aussi."
    document = read_file(tmp_path, "corpus.txt", text)
    assert document.meta == {"ent": "01", "sex": "f", "pilot": ""}
    assert marked(document, "header") == ["**** *ent_01 *sex_f *pilot", "-*argent", "**** *ent_02 *sex_m"]


def test_sounds_and_odd_characters_stay(tmp_path):
    text = "INT: [laughs] (inaudible) “quoted”\u00a0: œuvre \U0001f600\n"
    assert read_file(tmp_path, "a.txt", text).text == text


def test_text_is_read_at_speed(tmp_path):
    data = b"The partners were asked for another audit before the grant came.\n" * 160_000
    (tmp_path / "a.txt").write_bytes(data)
    read_file(tmp_path, "warm.txt", b"x")
    begun = time.perf_counter()
    read_file(tmp_path, "a.txt", data)
    assert time.perf_counter() - begun < 0.5
