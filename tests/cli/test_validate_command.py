"""partcode validate on six sentences whose figures are known by heart."""

import csv
import io
import re

import pytest

CODEBOOK = """codebook: small
version: 1.0.0
title: {en: Small, fr: Petit}
codes:
  - id: trust
    label: {en: Trust, fr: Confiance}
    rules: [{id: word, en: trust, fr: confiance}]
  - id: money
    label: {en: Money, fr: Argent}
    rules: [{id: word, en: grant, fr: subvention}]
"""
ONE = ["They trust us.", "The trust fund is large.", "We rely on them.", "The grant came late."]
TWO = ["Ils ont confiance en nous.", "La subvention est arrivée."]
HEAD = "document,start,end,text,language,role,split,coder,codes\n"


def rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


@pytest.fixture
def study(here, call):
    """Two coded documents, and a function that writes the gold codings of their sentences."""
    (here / "texts").mkdir()
    (here / "texts" / "one.txt").write_text("\n\n".join(ONE) + "\n", encoding="utf-8")
    (here / "texts" / "deux.txt").write_text("\n\n".join(TWO) + "\n", encoding="utf-8")
    (here / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    assert call("run", "texts", "-c", "small.yaml", "--no-tables", "-q").exit_code == 0

    def gold(readings):
        lines = [HEAD]
        for coder, sentence, codes in readings:
            document, sentences = ("one.txt", ONE) if sentence in ONE else ("deux.txt", TWO)
            start = "\n\n".join(sentences).index(sentence)
            split = "test" if sentences is ONE else "dev"
            language = "en" if sentences is ONE else "fr"
            end = start + len(sentence)
            lines.append(f'{document},{start},{end},"{sentence}",{language},,{split},{coder},{codes}\n')
        (here / "gold.csv").write_text("".join(lines), encoding="utf-8")

    gold(
        [
            ("Ana", text, codes)
            for text, codes in zip(ONE + TWO, ["trust", "", "trust", "money", "trust", "money"], strict=True)
        ]
    )
    return gold


def test_precision_recall_and_f1_are_those_of_the_table(call, study):
    result = call("validate", "gold.csv", "-q")
    found = {row["code"]: row for row in rows(result.stdout)}
    assert result.exit_code == 0
    assert list(found) == ["micro", "money", "trust"]
    # trust: two hits, the trust fund wrong, one sentence missed; money: two hits.
    names = ("segments", "gold", "found", "hits", "precision", "recall", "f1")
    assert [found["trust"][name] for name in names] == ["6", "3", "3", "2", "0.667", "0.667", "0.667"]
    assert [found["money"][name] for name in names] == ["6", "2", "2", "2", "1.0", "1.0", "1.0"]
    assert [found["micro"][name] for name in names] == ["6", "5", "5", "4", "0.8", "0.8", "0.8"]
    # Wilson (1927) for 4 of 5.
    assert (found["micro"]["precision_low"], found["micro"]["precision_high"]) == ("0.376", "0.964")


def test_figures_are_told_by_language_and_split(call, study):
    found = rows(call("validate", "gold.csv", "--by", "language", "-q").stdout)
    french = {row["code"]: row["f1"] for row in found if row["value"] == "fr"}
    assert french == {"micro": "1.0", "money": "1.0", "trust": "1.0"}
    ran = call("validate", "gold.csv", "--split", "test", "--by", "", "-q")
    test = {row["code"]: row["f1"] for row in rows(ran.stdout)}
    assert test == {"micro": "0.667", "money": "1.0", "trust": "0.5"}


def test_what_was_missed_and_wrong_is_shown_in_context(call, study):
    found = rows(call("validate", "gold.csv", "--show", "errors", "-q").stdout)
    assert [(row["text"], row["outcome"], row["rule"], row["match"]) for row in found] == [
        (ONE[1], "wrong", "word", "trust"),
        (ONE[2], "missed", "", ""),
    ]
    assert (found[0]["pre"], found[0]["post"]) == (ONE[0], f"{ONE[2]} {ONE[3]}")


def test_only_some_codes_are_judged_when_asked(call, study):
    assert [row["code"] for row in rows(call("validate", "gold.csv", "--by", "", "--code", "mon", "-q").stdout)] == [
        "micro",
        "money",
    ]


@pytest.mark.parametrize(("floor", "exit_code"), [("0.8", 0), ("0.81", 1)])
def test_a_figure_below_the_floor_is_an_answer_of_no(call, study, floor, exit_code):
    result = call("validate", "gold.csv", "--min-f1", floor, "-q")
    assert result.exit_code == exit_code
    assert rows(result.stdout)
    assert result.stderr == ("micro F1 0.800 is below 0.81\n" if exit_code else "")


def test_the_floor_holds_for_the_split_that_was_chosen(call, study):
    assert call("validate", "gold.csv", "--split", "dev", "--min-f1", "1", "-q").exit_code == 0
    assert call("validate", "gold.csv", "--split", "test", "--min-f1", "0.7", "-q").exit_code == 1


def test_a_segment_whose_text_has_changed_is_left_out_and_said(call, study, here):
    changed = (here / "texts" / "one.txt").read_text(encoding="utf-8").replace("rely on", "count on")
    (here / "texts" / "one.txt").write_text(changed, encoding="utf-8")
    call("run", "texts", "-c", "small.yaml", "--no-tables", "-q")
    result = call("validate", "gold.csv", "-q")
    micro = rows(result.stdout)[0]
    assert (micro["segments"], micro["gold"], micro["hits"]) == ("4", "3", "3")
    assert result.stderr.startswith("2 gold segments left out, as one.txt 42-58")
    assert "its text has changed since" in result.stderr


def test_what_readers_do_not_agree_on_counts_neither_way(call, study):
    study([("Ana", ONE[0], "trust"), ("Bob", ONE[0], "trust"), ("Ana", ONE[1], "trust"), ("Bob", ONE[1], "")])
    (micro, trust) = rows(call("validate", "gold.csv", "--by", "", "-q").stdout)
    assert (trust["gold"], trust["found"], trust["hits"], trust["disputed"]) == ("1", "1", "1", "1")
    assert micro["f1"] == "1.0"
    (agreement,) = rows(call("validate", "gold.csv", "--show", "agreement", "-q").stdout)
    assert (agreement["coders"], agreement["segments"], agreement["all"], agreement["some"]) == ("2", "2", "1", "2")
    # Cohen: observed 1/2, expected (2/2 · 1/2) = 1/2.
    assert agreement["kappa"] == "0.0"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.csv"], "nowhere.csv: can't be read"),
        (["gold.csv", "--by", "speaker"], "--by speaker: no such facet"),
        (["gold.csv", "--split", "train"], "no gold segments of the split train"),
        (["gold.csv", "--code", "hope"], "the gold codings have no code hope"),
        (["gold.csv", "--run", "none"], "no run none"),
        (["gold.csv", "--min-f1", "1.01"], "--min-f1 1.01: must be between 0 and 1"),
        (["gold.csv", "--min-f1", "-1"], "--min-f1 -1: must be between 0 and 1"),
        (["gold.csv", "--min-f1", "nan"], "--min-f1 nan: must be between 0 and 1"),
    ],
)
def test_what_can_t_be_meant_is_a_user_error(call, study, arguments, message):
    result = call("validate", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_gold_of_another_corpus_is_no_empty_answer(call, study, here):
    (here / "gold.csv").write_text("document,start,end,codes\nother.txt,0,5,trust\n", encoding="utf-8")
    result = call("validate", "gold.csv")
    assert result.exit_code == 2
    assert "holds none of the gold segments" in result.stderr


def test_what_was_measured_is_named(call, study):
    told = call("validate", "gold.csv").stderr
    assert re.fullmatch(r"measured: run [0-9a-f]+ with small 1\.0\.0\nwhat was missed .* --show errors\n", told)


def test_a_code_that_the_run_has_not_is_said(call, study):
    study([("Ana", ONE[0], "trust"), ("Ana", ONE[3], "mony;xyz")])
    result = call("validate", "gold.csv", "-q")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "the run has no code mony; did you mean money?",
        "the run has no code xyz",
    ]


def test_a_code_that_was_never_found_is_one_of_the_run(call, study):
    study([("Ana", TWO[0], "trust"), ("Ana", ONE[0], "money")])
    assert call("validate", "gold.csv", "-q").stderr == ""


def test_a_run_without_any_of_the_codes_can_t_be_measured(call, study):
    study([("Ana", ONE[0], "trsut"), ("Ana", ONE[3], "xyz")])
    result = call("validate", "gold.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "error: the run has no code trsut; did you mean trust?\n  the run has no code xyz\n"
    )
    # How far the readers agree doesn't depend on the run.
    agreement = call("validate", "gold.csv", "--show", "agreement", "-q")
    assert (agreement.exit_code, agreement.stderr) == (0, "")


def test_gold_that_was_read_in_another_text_is_not_missing(call, study, here):
    (here / "gold.csv").write_text(HEAD + "one.txt,0,14,Other words,en,,,Ana,trust\n", encoding="utf-8")
    result = call("validate", "gold.csv")
    assert result.exit_code == 2
    assert "as it was read: the text has changed" in result.stderr


def test_a_segment_beyond_the_end_of_its_document_is_left_out_and_said(call, study, here):
    rows_of_gold = ["one.txt,0,14,trust", "one.txt,0,9999,trust", "other.txt,0,5,trust", "other.txt,6,8,trust"]
    (here / "gold.csv").write_text("\n".join(["document,start,end,codes", *rows_of_gold]) + "\n", encoding="utf-8")
    result = call("validate", "gold.csv", "-q")
    assert rows(result.stdout)[0]["segments"] == "1"
    assert result.stderr.splitlines() == [
        "1 gold segment left out, as one.txt 0-9999: beyond the end of its document",
        "2 gold segments left out, as other.txt 0-5: not in the run",
    ]
    (here / "gold.csv").write_text("document,start,end,codes\none.txt,9000,9999,trust\n", encoding="utf-8")
    assert "all gold segments lie beyond the end" in call("validate", "gold.csv").stderr


def test_figures_come_by_language_and_role_where_there_is_something_to_count(call, study):
    found = {(row["by"], row["value"]) for row in rows(call("validate", "gold.csv", "-q").stdout)}
    assert ("", "") in found
    assert {by for by, _ in found} == {"", "language", "role"}
