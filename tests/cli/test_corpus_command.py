import pytest


def test_the_list_has_every_document(call, ingested):
    header, *lines = call("corpus", "list").stdout.splitlines()
    assert header.startswith("document\tcase\tkind")
    assert [line.split("\t")[:3] for line in lines] == [["en.txt", "kesho", "interview"], ["fr.txt", "", "interview"]]


def test_the_stored_text_comes_out_byte_for_byte(call, ingested):
    result = call("corpus", "show", "en.txt", "--text")
    assert result.stdout_bytes == (ingested / "en.txt").read_bytes()


def test_a_document_is_shown_field_by_field(call, ingested):
    lines = dict(line.split("\t") for line in call("corpus", "show", "en.txt").stdout.splitlines())
    assert lines["case"] == "kesho" and lines["language"] == "en" and lines["turns"] == "4"


@pytest.mark.parametrize(("name", "near"), [("en.text", "en.txt"), ("nothing like it", "")])
def test_an_unknown_document_is_an_error_that_helps(call, ingested, name, near):
    result = call("corpus", "show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: no document {name}" in result.stderr
    assert (f"did you mean {near}?" if near else "see: partcode corpus list") in result.stderr


def test_removing_asks_first(call, ingested):
    refused = call("corpus", "remove", "en.txt")
    assert refused.exit_code == 2 and "--yes" in refused.stderr
    assert "would delete 1 document:\n  en.txt" in call("corpus", "remove", "en.txt", "--dry-run").stderr
    assert call("corpus", "remove", "en.txt", "--yes").stderr.endswith("deleted: en.txt\n")
    assert [line.split("\t")[0] for line in call("corpus", "list").stdout.splitlines()[1:]] == ["fr.txt"]


def test_nothing_is_removed_when_one_of_the_names_is_wrong(call, ingested):
    assert call("corpus", "remove", "en.txt", "no.txt", "--yes").exit_code == 2
    assert len(call("corpus", "list").stdout.splitlines()) == 3
