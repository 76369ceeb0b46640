"""partcode methods: what a reader of a paper has to know of a run."""

import re

import pytest

from partcode.pipeline.appendix.sources import REFERENCES, STATISTICS


@pytest.fixture
def place(call, coded):
    """The document, the place and the code of the first codings."""
    rows = [line.split("\t") for line in call("export", "segments").stdout.splitlines()]
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return [(row["document"], f"{row['start']}-{row['end']}", row["code"]) for row in named]


def sections(text):
    """The text under each heading."""
    _, *parts = re.split(r"^##? (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def cells(section, first):
    """The row of a table that begins with a cell."""
    (row,) = [line for line in section.splitlines() if line.startswith(f"| {first} |")]
    return row.strip("| ").split(" | ")


def test_the_appendix_goes_to_stdout_and_says_what_was_done(call, coded):
    result = call("methods")
    assert (result.exit_code, result.stderr) == (0, "")
    told = sections(result.stdout)
    assert list(told)[:6] == ["Methods appendix", "Corpus", "Codebooks", "Coding", "Rules that fired", "Coders"]
    assert "2 documents with" in told["Corpus"] and "in 8 turns" in told["Corpus"]
    assert "The role of 1 speaker is unknown." in told["Corpus"]
    assert cells(told["Corpus"], "southern NGO")[1:4] == ["unknown", "1", "1"]
    assert re.search(r"\| power \| 1\.0\.0 \| Power \| 2 \|.*\| [0-9a-f]{64} \|", told["Codebooks"])
    assert "Of 4 rules, 4 fired" in told["Rules that fired"]
    assert "No person has decided" in told["Coders"]
    assert "undefined: no person has decided on a proposal" in told["Agreement"]
    assert "partcode run FOLDER --unit sentence -c power.yaml -c trust.yaml" in told["To repeat it"]


def test_it_is_written_to_a_file_in_french(call, here, coded):
    result = call("methods", "--language", "fr", "-o", "annexe.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "written: annexe.md\n")
    told = sections((here / "annexe.md").read_text(encoding="utf-8"))
    assert "Le rôle de 1\u00a0locuteur est inconnu." in told["Corpus"]
    assert "Pouvoir" in told["Livres de codes"]


def test_counts_are_those_of_the_tables(call, coded):
    told = sections(call("methods").stdout)
    segments = call("export", "segments").stdout.splitlines()[1:]
    evidence = call("export", "evidence").stdout.splitlines()[1:]
    found = cells(told["Rules that fired"], "power"), cells(told["Rules that fired"], "trust")
    assert [sum(map(int, column)) for column in zip(*(row[3:] for row in found), strict=True)] == [
        len(evidence),
        len(segments),
    ]
    assert told["Coders"].strip().startswith(f"{len(segments)} codings in all")


def test_the_same_study_gives_the_same_text_without_clock_or_place(call, here, coded):
    first = call("methods").stdout
    (here / "elsewhere").mkdir()
    (here / "partcode.db").rename(here / "elsewhere" / "other.db")
    assert call("methods", "--db", "elsewhere/other.db").stdout == first
    assert str(here) not in first and not re.search(r"\b20\d\d-\d\d-\d\d\b|\d\d:\d\d:\d\d", first)


def test_decisions_of_people_are_the_precision_of_the_proposals(call, place):
    for who, what, where in (("Ana", "accept", place[0]), ("Ana", "reject", place[1]), ("Bob", "reject", place[0])):
        assert call("decisions", what, *where, "--coder", who).exit_code == 0
    told = sections(call("methods").stdout)
    rows = [line for line in told["Agreement"].splitlines() if line.startswith(("| Ana", "| Bob"))]
    # Wilson (1927) for 1 of 2, and for 0 of 1
    assert "| Ana | all codes | 2 | 1 | 0.500 | 0.095–0.905 | fewer than 20 decisions |" in rows
    assert "| Bob | all codes | 1 | 0 | 0.000 | 0.000–0.793 | fewer than 20 decisions |" in rows
    assert cells(told["Coders"], "Ana")[1:] == ["person", "0", "1", "1"]
    # Both judged the first one: Ana's word counts though Bob's came later.
    any_code = cells(told["Agreement"], "any code")
    assert any_code[1:4] == ["2", "1", "0.500"] and any_code[5] == "0.000"
    assert any_code[4] == "0.000" and any_code[6] == "undefined" and "fewer than 3 documents" in any_code[7]


@pytest.mark.slow
def test_what_was_edited_lost_or_changed_since_is_told(call, here, coded):
    speakers = call("corpus", "speakers", "--format", "csv").stdout.replace(
        "en.txt,Peter,,south_ngo", "en.txt,Peter,,io"
    )
    (here / "speakers.csv").write_text(speakers, encoding="utf-8")
    assert call("corpus", "speakers", "--import", "speakers.csv").exit_code == 0
    (coded / "fr.txt").write_text("Moussa : Oui.\n", encoding="utf-8")
    assert call("ingest", "texts", "-q").exit_code == 0
    (coded / "en.txt").unlink()
    assert call("ingest", "texts", "-q").exit_code == 0
    told = sections(call("methods").stdout)
    assert "A person has changed the description of 1 speaker" in told["Corpus"]
    annex = told["Annex B: documents to know something about"]
    assert "| fr.txt | read anew since this run |" in annex
    assert "| en.txt | its file is no longer there |" in annex


@pytest.mark.slow
def test_the_lock_beside_the_database_is_told(call, coded):
    assert "There is no lock" in call("methods").stdout
    assert call("lock", "-q").exit_code == 0
    assert "partcode.lock holds this run" in call("methods").stdout
    assert call("code", "-q", "--unit", "turn").exit_code == 0
    assert "partcode.lock holds another run" in call("methods").stdout


def test_without_a_run_it_is_an_error(call, ingested):
    result = call("methods")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing has been coded yet" in result.stderr


def test_every_work_that_is_named_is_among_the_references():
    named = {
        (name, year) for source in STATISTICS.values() for name, year in re.findall(r"(\w+)[^;]*?\((\d{4})\)", source)
    }
    assert named and [one for one in named if not any(one[0] in work and one[1] in work for work in REFERENCES)] == []


def test_rules_that_never_fired_are_counted_and_not_listed(call, corpus):
    (corpus / "fr.txt").unlink()
    (corpus / "en.txt").write_text("Peter: We trust them. They impose it, they impose the audit.\n", encoding="utf-8")
    assert call("ingest", "texts", "-q").exit_code == 0
    assert call("code", "-q").exit_code == 0
    told = sections(call("methods").stdout)
    assert "Of 4 rules, 2 fired at least once: 3 matches, 2 codings." in told["Rules that fired"]
    annex = [line for line in told["Annex A: rules that fired"].splitlines() if "|" in line]
    assert annex[2:] == [
        "| power | power.coercive | impose | high | 2 | 1 | 1 |",
        "| trust | norm.trust | word | medium | 1 | 1 | 1 |",
    ]


@pytest.mark.slow
def test_a_decision_on_a_sentence_counts_where_turns_are_coded(call, place):
    assert call("decisions", "accept", *place[0], "--coder", "Ana").exit_code == 0
    assert call("code", "-q", "--unit", "turn").exit_code == 0
    told = sections(call("methods").stdout)
    assert "The unit of coding is the turn" in told["Coding"]
    assert "| Ana | all codes | 1 | 1 |" in told["Agreement"]


def test_a_file_of_another_kind_is_not_written_over(call, here, coded):
    (here / "corpus.yaml").write_text("cases: {}\n", encoding="utf-8")
    result = call("methods", "-o", "corpus.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: corpus.yaml: the appendix is Markdown\n  name it corpus.md\n"
    assert (here / "corpus.yaml").read_text(encoding="utf-8") == "cases: {}\n"
