"""partcode codebook suggest: figures of four segments against ten."""

import csv
import io

import pytest

from partcode.codebook.loader import load
from partcode.model import Unit
from partcode.store import open_store

BOOK = """codebook: small
version: 1.0.0
title: {en: Small, fr: Petit}
codes:
  - id: complaint
    label: {en: Complaint, fr: Plainte}
    rules: [{id: word, en: protest, fr: protester}]
"""
HERE = {
    "one.txt": ["Villagers filed a grievance.", "Old grievances matter here."],
    "two.txt": ["Nobody heard their grievance.", "Another grievance came."],
}
ELSEWHERE = ["Villagers planted some maize yesterday."] * 5


@pytest.fixture
def study(here, call):
    """Two documents of two segments of the code and five others, and gold codings of them."""
    (here / "texts").mkdir()
    lines = ["document,start,end,codes"]
    for name, sentences in HERE.items():
        text = "\n\n".join([*sentences, *ELSEWHERE])
        (here / "texts" / name).write_text(text + "\n", encoding="utf-8")
        start = 0
        for sentence in [*sentences, *ELSEWHERE]:
            code = "complaint" if sentence in sentences else ""
            lines.append(f"{name},{start},{start + len(sentence)},{code}")
            start += len(sentence) + 2
    (here / "gold.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (here / "small.yaml").write_text(BOOK, encoding="utf-8")
    assert call("ingest", "texts", "--language", "en", "-q").exit_code == 0
    return here / "partcode.db"


def suggest(call, *arguments):
    return call("codebook", "suggest", "complaint", "-c", "small.yaml", *arguments)


def rows(result):
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_a_word_that_stands_out_is_suggested_with_its_figures(call, study):
    result = suggest(call, "--from", "gold.csv")
    (row,) = rows(result)
    assert (row["language"], row["pattern"], row["by"]) == ("en", "grievance", "segments")
    assert (row["here"], row["elsewhere"], row["documents"]) == ("4", "0", "2")
    # 4 of 15 words against 0 of 50: G² = 2 · (4 ln 13/3 + 11 ln 143/183 + 50 ln 65/61), half an occurrence for none.
    assert (row["g2"], row["log_ratio"]) == ("12.66", "4.74")
    assert (row["document"], row["example"]) == ("one.txt", "Villagers filed a grievance.")
    assert "from 4 segments in 2 documents, coded in the gold reading\n" in result.stderr
    assert "G² ≥ 10.83 (p < 0.001)" in result.stderr


def test_what_the_rules_already_find_is_left_out(call, study, here):
    (here / "small.yaml").write_text(BOOK.replace("en: protest", "en: grievance"), encoding="utf-8")
    assert rows(suggest(call, "--from", "gold.csv", "--min-frequency", "1")) == []


def test_stop_words_and_rare_words_are_left_out(call, study):
    assert rows(suggest(call, "--from", "gold.csv", "--min-frequency", "5")) == []
    assert rows(suggest(call, "--from", "gold.csv", "--min-documents", "3")) == []


def test_a_phrase_counts_for_its_parts_and_has_the_gaps_that_were_seen(call, study, here):
    for name in HERE:
        path = here / "texts" / name
        text = path.read_text(encoding="utf-8")
        text = text.replace("filed a grievance", "lodged the bitter grievance")
        text = text.replace("Old grievances matter", "They lodged bitter grievances")
        text = text.replace("heard their grievance", "lodged bitter grievance")
        text = text.replace("Another grievance came", "I lodged that bitter grievance")
        path.write_text(text, encoding="utf-8")
    call("ingest", "texts", "--language", "en", "-q")
    lines = ["document,start,end,codes"]
    for name in HERE:
        start = 0
        for number, sentence in enumerate((here / "texts" / name).read_text(encoding="utf-8").strip().split("\n\n")):
            lines.append(f"{name},{start},{start + len(sentence)},{'complaint' if number < 2 else ''}")
            start += len(sentence) + 2
    (here / "gold.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (row,) = rows(suggest(call, "--from", "gold.csv"))
    assert (row["pattern"], row["here"], row["documents"]) == ("lodge ..1 bitter grievance", "4", "2")


def test_words_near_the_matches_of_the_rules_are_suggested_too(call, study, here):
    said = ["They protest with drums because of what they had and what we have not."] * 3
    for name, rest in (("one.txt", ["Drums rest here."] * 2), ("two.txt", ["Drums rest here."])):
        text = "\n\n".join([*said, *rest, *ELSEWHERE * 4])
        (here / "texts" / name).write_text(text + "\n", encoding="utf-8")
    call("ingest", "texts", "--language", "en", "-q")
    call("code", "-c", "small.yaml", "-q")
    (row,) = rows(suggest(call))
    # 6 of 78 words against 3 of 209 is G² = 6.31; near the matches, 6 of 36 against 3 of 251, it is 15.07.
    assert (row["pattern"], row["by"], row["here"], row["elsewhere"], row["g2"]) == (
        "drum",
        "matches",
        "6",
        "3",
        "15.07",
    )


def test_the_proposals_of_the_rules_serve_where_nobody_has_decided(call, study, here):
    (here / "small.yaml").write_text(BOOK.replace("en: protest", "en: (file|matter|hear|came)"), encoding="utf-8")
    call("code", "-c", "small.yaml", "-q")
    result = suggest(call)
    assert [row["pattern"] for row in rows(result)] == ["grievance"]
    assert "proposed by the rules themselves" in result.stderr


def test_what_people_coded_counts_and_not_what_is_undecided(call, study, here):
    (here / "small.yaml").write_text(BOOK.replace("en: protest", "en: planted"), encoding="utf-8")
    call("code", "-c", "small.yaml", "-q")
    with open_store(study, create=False) as store:
        code = store.add_codebook(load(here / "small.yaml")).codes["complaint"]
        for version in store.versions():
            for segment in store.segments(version.id, Unit.SENTENCE).ids[:2].tolist():
                store.reviews.add_coding("Ana", segment, code)
    result = suggest(call)
    # The ten other sentences are proposed and undecided: nothing is left to compare with.
    assert rows(result) == []
    assert "from 4 segments in 2 documents, accepted by people" in result.stderr


def test_gold_that_was_read_in_another_text_is_left_out_and_said(call, study, here):
    text = (here / "gold.csv").read_text(encoding="utf-8").replace("codes", "codes,text", 1)
    (here / "gold.csv").write_text(
        text.replace("one.txt,0,28,complaint", "one.txt,0,28,complaint,Other words"), encoding="utf-8"
    )
    result = suggest(call, "--from", "gold.csv", "--min-frequency", "1", "--min-documents", "1")
    assert "1 gold segment left out" in result.stderr
    assert "from 3 segments" in result.stderr


def test_nothing_is_written(call, study):
    before = study.read_bytes()
    suggest(call, "--from", "gold.csv")
    assert study.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["complaints", "-c", "small.yaml"], "no code complaints; did you mean complaint?"),
        (["complaint", "-c", "small.yaml"], "nothing has been coded yet"),
        (["complaint", "-c", "small.yaml", "--from", "none.csv"], "none.csv: can't be read"),
        (["complaint", "-c", "small.yaml", "--from", "other.csv"], "on which their readers agree are complain\n"),
    ],
)
def test_what_can_t_be_meant_is_a_user_error(call, study, here, arguments, message):
    (here / "other.csv").write_text("document,start,end,codes\none.txt,0,28,complain\n", encoding="utf-8")
    result = call("codebook", "suggest", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
