"""partcode codebook coverage: figures of a small corpus that can be counted by hand."""

import csv
import io

import pytest

BOOK = """codebook: small
version: 1.0.0
title: {en: Small, fr: Petit}
codes:
  - id: cut
    label: {en: Cut, fr: Coupe}
    who: {exerted_by: [north_funder]}
    rules:
      - {id: stop, en: [stop, halt], fr: couper, certainty: high}
      - {id: freeze, en: freeze, fr: geler}
      - {id: never, en: (expropriate|confiscate)}
    examples:
      matches: [{en: They stopped it.}, {fr: Ils ont coupé.}]
      rejects: [{en: They came.}]
  - id: trust
    label: {en: Trust, fr: Confiance}
    rules: [{id: word, en: trust}]
  - id: hope
    label: {en: Hope, fr: Espoir}
    rules: [{id: word, en: hope, fr: espoir}]
  - id: only.reference
    label: {en: Reference, fr: Référence}
    stands_for: {kind: reference}
"""
ONE = """Anna: What happened?
Peter: They stopped, and stopped, and halted. They froze it.
Paul: They did not stop. We trust them.
"""
TWO = """Mary: They stop.
Anna: We hope so.
Mary: Indeed.
Anna: Good.
"""
METADATA = "speakers: {Peter: north_funder, Paul: south_ngo}\n"


@pytest.fixture
def study(here, call):
    (here / "texts").mkdir()
    (here / "texts" / "one.txt").write_text(ONE, encoding="utf-8")
    (here / "texts" / "two.txt").write_text(TWO, encoding="utf-8")
    (here / "texts" / "corpus.yaml").write_text(METADATA, encoding="utf-8")
    (here / "small.yaml").write_text(BOOK, encoding="utf-8")
    assert call("ingest", "texts", "--language", "en", "-q").exit_code == 0
    return here / "partcode.db"


def rows(result):
    assert result.exit_code == 0
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def row_of(found, **wanted):
    (row,) = (row for row in found if wanted.items() <= row.items())
    return row


def test_a_code_is_counted_by_language(call, study):
    cut = row_of(rows(call("codebook", "coverage", "small.yaml")), code="cut", language="en")
    assert (cut["rules"], cut["patterns"], cut["examples"]) == ("3", "4", "2")
    # stopped, stop, halted, froze: the words of the corpus that its patterns take.
    assert cut["forms"] == "4"
    # stopped twice, halted, froze; stop in Paul's turn, and in Mary's.
    assert (cut["matches"], cut["segments"], cut["documents"], cut["speakers"]) == ("6", "4", "2", "3")
    # Paul's is negated and reported; nobody knows Mary's role.
    assert (cut["negated"], cut["reported"]) == ("0.25", "0.25")
    assert (cut["top_rule"], cut["top_share"]) == ("stop", "0.833")
    assert (cut["silent"], cut["silent_rules"]) == ("1", "never")


def test_a_rule_is_counted_by_language(call, study):
    found = rows(call("codebook", "coverage", "small.yaml", "--by", "rule"))
    stop = row_of(found, rule="stop", language="en")
    names = ("certainty", "patterns", "forms", "matches", "segments", "documents", "speakers", "negated", "share")
    assert [stop[name] for name in names] == ["high", "2", "3", "5", "3", "2", "3", "0.333", "0.833"]
    assert [(row["rule"], row["care"]) for row in found[:2]] == [("never", "silent"), ("stop", "most hits")]


def test_what_needs_care_comes_first(call, study):
    result = call("codebook", "coverage", "small.yaml")
    found = rows(result)
    assert [(row["code"], row["language"], row["care"]) for row in found] == [
        ("trust", "fr", "no rules"),
        ("cut", "en", "silent rules"),
        # One rule makes all matches of these because it is alone.
        ("hope", "en", ""),
        ("trust", "en", ""),
        ("cut", "fr", ""),
        ("hope", "fr", ""),
    ]
    assert "1 × no rules, 1 × silent rules" in result.stderr


def test_a_language_without_texts_has_no_figures(call, study):
    french = row_of(rows(call("codebook", "coverage", "small.yaml")), code="cut", language="fr")
    assert (french["rules"], french["patterns"], french["care"]) == ("2", "2", "")
    assert (french["forms"], french["matches"], french["top_rule"]) == ("", "", "")


def test_one_rule_that_makes_nearly_all_matches_asks_for_care(call, study, here):
    (here / "small.yaml").write_text(
        BOOK.replace("      - {id: never, en: (expropriate|confiscate)}\n", ""), encoding="utf-8"
    )
    cut = row_of(rows(call("codebook", "coverage", "small.yaml")), code="cut", language="en")
    assert (cut["care"], cut["top_share"]) == ("one rule", "0.833")


def test_a_code_that_finds_nothing_at_all_is_silent(call, study, here):
    (here / "small.yaml").write_text(BOOK.replace("en: hope", "en: despair"), encoding="utf-8")
    hope = row_of(rows(call("codebook", "coverage", "small.yaml")), code="hope", language="en")
    assert (hope["care"], hope["forms"], hope["matches"], hope["silent_rules"]) == ("no hits", "0", "0", "word")


def test_nothing_is_written(call, study):
    before = study.read_bytes()
    call("codebook", "coverage", "small.yaml")
    assert study.read_bytes() == before


def test_without_a_database_the_codebooks_alone_are_counted(call, study):
    study.unlink()
    result = call("codebook", "coverage", "small.yaml")
    cut = row_of(rows(result), code="cut", language="en")
    assert (cut["rules"], cut["forms"], cut["matches"], cut["silent"]) == ("3", "", "", "0")
    assert "partcode.db isn't there" in result.stderr
    assert not study.exists()
    missing = call("codebook", "coverage", "small.yaml", "--db", "none.db")
    assert missing.exit_code == 2
    assert "no database here" in missing.stderr


def test_the_counts_are_those_of_a_run(call, study):
    assert call("code", "-c", "small.yaml", "-q").exit_code == 0
    exported = rows(call("export", "codes"))
    covered = rows(call("codebook", "coverage", "small.yaml"))
    for row in exported:
        mine = [one for one in covered if one["code"] == row["code"]]
        assert sum(int(one["segments"] or 0) for one in mine) == int(row["codings"])


SEQUENCES = """sequences:
  - {id: course, label: {en: Course, fr: Cours}, steps: [cut, trust], within: 3 turns}
  - {id: vain, label: {en: Vain, fr: Vain}, steps: [trust, hope], within: 3 turns}
"""


def test_a_sequence_has_a_row_with_its_chains(call, study, here):
    (here / "small.yaml").write_text(BOOK + SEQUENCES, encoding="utf-8")
    result = call("codebook", "coverage", "small.yaml")
    found = rows(result)
    course = row_of(found, code="course")
    assert [course[name] for name in ("language", "care", "rules", "documents", "chains", "complete")] == [
        "", "", "", "1", "1", "1"
    ]  # fmt: skip
    assert [row["code"] for row in found if row["care"] == "no chains"] == ["vain"]
    assert [row["care"] for row in found[:3]] == ["no rules", "no chains", "silent rules"]
    assert "3 codes in each language, 2 sequences; to be looked at" in result.stderr
    by_rule = rows(call("codebook", "coverage", "small.yaml", "--by", "rule"))
    assert {row["code"] for row in by_rule} == {"cut", "trust", "hope"}


def test_a_sequence_has_no_chains_without_a_database(call, study, here):
    study.unlink()
    (here / "small.yaml").write_text(BOOK + SEQUENCES, encoding="utf-8")
    vain = row_of(rows(call("codebook", "coverage", "small.yaml")), code="vain")
    assert (vain["care"], vain["chains"], vain["complete"]) == ("", "", "")
