"""partcode sequence and partcode chains, over one study that all tests read."""

import json
import shutil
from itertools import chain
from pathlib import Path

import pytest
from typer.testing import CliRunner

import partcode
from partcode.analysis.selection import Selection
from partcode.cli import app
from partcode.pipeline.questions.chains import Wanted
from partcode.pipeline.questions.timeline import timeline
from partcode.store import open_store
from tests.cli.conftest import ENGLISH, FRENCH, METADATA

BOOK = """codebook: mine
version: 1.0.0
codes:
  - {id: ask, label: {en: Ask}, rules: [{id: r, en: trust, fr: décider}]}
  - {id: answer, label: {en: Answer}, rules: [{id: r, en: [impose, money], fr: imposer}]}
sequences:
  - {id: talk, label: {en: Talk}, steps: [ask, answer@south_ngo], within: 2 turns}
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A folder with a database coded with a codebook that has a sequence."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "texts").mkdir()
    for name, text in (("en.txt", ENGLISH), ("fr.txt", FRENCH), ("corpus.yaml", METADATA)):
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    (folder / "mine.yaml").write_text(BOOK, encoding="utf-8")
    run = ["run", folder / "texts", "-c", folder / "mine.yaml", "--db", folder / "partcode.db", "--no-tables", "-q"]
    assert CliRunner().invoke(app, list(map(str, run))).exit_code == 0
    return folder


@pytest.fixture
def talk(study, here, monkeypatch):
    """The study as the current folder; to be read only."""
    monkeypatch.chdir(study)


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_chain_is_told_with_who_began_and_what_was_said(call, talk):
    result = call("chains", "-f", "jsonl", "--concession", "ans")
    (told,) = lines(result)
    assert (told["case"], told["document"]) == ("kesho", "en.txt")
    assert (told["sequence"], told["outcome"], told["complete"]) == ("talk", "answer", 1)
    assert (told["length"], told["first_turn"], told["last_turn"]) == (2, 1, 2)
    assert (told["began"], told["conceded"], told["conceded_role"]) == ("Anna", "Peter", "south_ngo")
    assert told["steps"] == "ask (Anna: Do they trust you?) → answer (Peter: They impose the audit on us every year. …)"
    assert result.stderr == ""


def test_its_steps_have_the_numbers_of_the_exported_ones(call, talk):
    shown, exported = lines(call("chains", "--steps", "-f", "jsonl")), lines(call("export", "sequences", "-f", "jsonl"))
    same = [name for name in shown[0] if name in exported[0]]
    assert {"chain", "step", "gap", "turn", "text", "speaker", "code"} <= {*same}
    assert [[row[name] for name in same] for row in shown] == [[row[name] for name in same] for row in exported]


@pytest.mark.parametrize("codes", [(), ("--code", "ask")])
def test_a_summary_finds_the_chains_of_the_run_again(call, talk, codes):
    result = call("chains", "--summary", "-f", "jsonl", "--permutations", "9", *codes)
    (row,) = lines(result)
    assert (row["sequence"], row["chains"], row["complete"], row["open"], row["found"]) == ("talk", 1, 1, 0, 1)
    assert result.stderr == "note: p is of 9 shuffles of the turns of each document, two-sided (seed 1)\n"


def test_who_conceded_is_undefined_in_words(call, talk):
    result = call("chains", "-q")
    assert result.stdout.splitlines()[1].endswith(
        "\tundefined\tundefined\t1\t2\tconceded is undefined: no step is arb.dilution"
    )
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (("--code", "answer"), 1),
        (("--sequence", "ta"), 1),
        (("--case", "kesho"), 1),
        (("--role", "interviewer"), 1),
        (("--role", "south_ngo"), 0),
        (("--document", "fr.txt"), 0),
        (("--status", "accepted"), 0),
    ],
)
def test_filters_leave_chains_out(call, talk, filters, left):
    assert len(lines(call("chains", "-f", "jsonl", *filters))) == left


def test_a_rejected_step_takes_its_chain_out(call, study, here):
    shutil.copy(study / "partcode.db", here)
    assert call("decisions", "reject", "en.txt", "6-24", "ask", "--coder", "Ana").exit_code == 0
    assert lines(call("chains", "-f", "jsonl")) == lines(call("chains", "--summary", "-f", "jsonl")) == []
    assert len(lines(call("chains", "-f", "jsonl", "--status", "rejected", "--status", "proposed"))) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--sequence", "tlak"), "the run has no sequence tlak\n  did you mean talk?"),
        (("--code", "anwser"), "the run has no code anwser\n  did you mean answer?"),
        (("--concession", "anwser"), "the run has no code anwser\n  did you mean answer?"),
        (("--steps", "--summary"), "--steps or --summary, not both"),
    ],
)
def test_what_cannot_be_asked_is_refused(call, talk, arguments, message):
    result = call("chains", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: {message}" in result.stderr


def test_the_timeline_of_a_case_has_all_its_turns_and_the_chains_that_are_told(talk):
    with open_store(Path("partcode.db"), create=False) as store:
        turns, codings, steps = timeline(store, Selection(cases=("kesho",), roles=("interviewer",)), Wanted())
        *_, others = timeline(store, Selection(cases=("kesho",), roles=("south_ngo",)), Wanted())
    text = "\n".join(line.partition(": ")[2] for line in ENGLISH.splitlines())
    assert [row[:6] for row in turns.rows] == [
        ("en.txt", 1, "Anna", "interviewer", "", 4),
        ("en.txt", 2, "Peter", "south_ngo", "", 9),
        ("en.txt", 3, "Anna", "interviewer", "", 2),
        ("en.txt", 4, "Peter", "south_ngo", "", 10),
    ]
    assert [row[8] for row in turns.rows] == text.split("\n")
    assert [row[:4] for row in codings.rows] == [("en.txt", 1, "ask", "Ask")]
    assert {row[6:8] for row in steps.rows} >= {row[2:4] for row in codings.rows}  # or no mark has its colour
    assert [row[:8] for row in steps.rows] == [
        ("en.txt", 1, "Talk", 1, 1, 1, "ask", "Ask"),
        ("en.txt", 1, "Talk", 1, 2, 2, "answer", "Answer"),
    ]
    assert others.rows == []


def test_the_timeline_is_drawn_beside_the_table(call, talk, tmp_path):
    pytest.importorskip("vl_convert")
    result = call("chains", "--case", "kesho", "--plot", tmp_path / "talk.svg", "-f", "jsonl")
    assert len(lines(result)) == 1
    drawn = (tmp_path / "talk.svg").read_text(encoding="utf-8")
    assert all(name in drawn for name in ("Peter (south_ngo)", "Anna (interviewer)", "complete chain"))
    with partcode.open("partcode.db") as study:
        assert study.chart("chains", case="kesho").to_dict()["datasets"].keys() >= {"turns", "arcs"}


@pytest.mark.parametrize(
    ("cases", "told"), [((), "none is chosen"), (("--case", "kesho", "--case", "other"), "2 are chosen")]
)
def test_a_timeline_is_of_one_case(call, talk, tmp_path, cases, told):
    result = call("chains", *cases, "--plot", tmp_path / "talk.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: a timeline is drawn of one case: {told}\n  choose it: --case CASE\n"
    assert not (tmp_path / "talk.svg").exists()


def test_a_notebook_has_the_numbers_of_the_command(call, talk):
    with partcode.open("partcode.db") as study:
        frame = study.chains("summary", permutations=9, sequence="talk")
        transitions = study.sequence(of="codes", permutations=9)
    (row,) = lines(call("chains", "--summary", "-f", "jsonl", "--permutations", "9"))
    assert frame.to_dict("records") == [row]
    shown = lines(call("sequence", "--of", "codes", "-f", "jsonl", "--permutations", "9"))
    assert list(transitions.columns) == list(shown[0])
    assert transitions["count"].tolist() == [one["count"] for one in shown]


def test_transitions_are_told_with_what_must_be_known_of_them(call, talk):
    result = call("sequence", "--of", "roles", "--actors", "speaker", "--permutations", "50", "--seed", "2")
    header, *rows = result.stdout.splitlines()
    assert result.exit_code == 0
    assert header.startswith("given\ttarget\tcount\tgiven_count\ttarget_count\texpected\tresidual\tq\tshuffled\tp\t")
    assert {tuple(row.split("\t")[:3]) for row in rows} >= {("Anna", "Peter", "2"), ("Moussa", "Claire", "1")}
    assert "note: 6 transitions in 8 turns: χ² 6.00, 2 df\n" in result.stderr
    assert "expected counts are below 5" in result.stderr
    assert result.stderr.endswith(
        "note: p is of 50 shuffles of the turns of each document, two-sided, for each pair alone (seed 2)\n"
    )


def test_quiet_says_nothing_but_the_table(call, talk):
    result = call("sequence", "-q", "--permutations", "5")
    assert (result.exit_code, result.stderr) == (0, "")


def test_groups_have_transitions_of_their_own(call, talk):
    rows = lines(call("sequence", "--of", "roles", "--by", "document", "-f", "jsonl", "--permutations", "5"))
    assert {row["document"] for row in rows} == {"en.txt", "fr.txt"}
    assert sum(row["count"] for row in rows) == 6


def test_a_case_is_chosen_as_everywhere(call, talk):
    rows = lines(call("sequence", "--of", "roles", "--case", "kesho", "-f", "jsonl", "--permutations", "5"))
    assert {(row["given"], row["target"], row["count"]) for row in rows} == {
        ("interviewer", "south_ngo", 2),
        ("south_ngo", "interviewer", 1),
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--lag", "2", "--within", "3"), "by --lag, by --within or by --answers"),
        (("--no-repeats", "--answers"), "--no-repeats is about turns"),
        (("--of", "roles", "--answers"), "any change of speaker"),
    ],
)
def test_steps_that_cannot_be_are_refused_before_the_database_is_opened(call, here, arguments, message):
    result = call("sequence", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.slow
def test_the_chains_of_the_sample_corpus_are_found_again(root, call):
    books = [("-c", root / f"codebooks/{name}.yaml") for name in ("arbitration", "legitimacy", "power", "norms")]
    assert call("run", root / "sample_corpus", *chain(*books), "--no-tables", "-q").exit_code == 0
    rows = lines(call("chains", "--summary", "-f", "jsonl", "--permutations", "3"))
    assert len(rows) >= 3
    assert [row["found"] for row in rows] == [row["chains"] for row in rows]
    assert [row["found_complete"] for row in rows] == [row["complete"] for row in rows]


@pytest.mark.slow
def test_the_south_answers_the_demands_of_funders_with_appeals_in_the_sample_corpus(root, call):
    assert (
        call("run", root / "sample_corpus", "-c", root / "codebooks/arbitration.yaml", "--no-tables", "-q").exit_code
        == 0
    )
    asked = ("sequence", "--code", "arb.", "--actors", "side", "--within", "2", "-f", "jsonl")
    wanted = {"given": "arb.demand@north", "target": "arb.legitimacy_appeal@south"}

    def found(*options):
        return next(row for row in lines(call(*asked, *options)) if wanted.items() <= row.items())

    strong = found("--certainty", "high")
    assert strong["count"] > strong["expected"] > 5
    assert strong["residual"] > 1.96
    assert strong["p"] < 0.05
    # With the weaker rules, which find demands in many more turns, it could be chance.
    assert found()["p"] > 0.05


def test_within_no_turn_is_refused(talk, call):
    result = call("sequence", "--within", "0")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "greater than or equal to 1" in result.stderr
