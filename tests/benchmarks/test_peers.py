"""The benchmark beside the others: what needs nothing but partcode finds all hits, and what is missing says so."""

import re
import subprocess
import sys

import pytest

from benchmarks.page import write_section
from benchmarks.peers import engine
from benchmarks.peers.__main__ import PEERS
from benchmarks.peers.given import Hit, Literal, Text, read_texts, write_hits, write_literals
from benchmarks.peers.literals import truth
from benchmarks.peers.measured import Measured, lasting, measure
from benchmarks.peers.peer import DATABASE, Environments, Peer
from benchmarks.peers.qualitative_coding import in_lines, wrap
from benchmarks.peers.report import goals, markdown
from benchmarks.peers.task import Task

ENGLISH = "Ann: The Grant came late, No grants, no new fund: the grant, the common fund.\n\nBen: Grant!\n"
FRENCH = "Ève: L'été, les Élèves attendaient. Un élève et l'ététure ne font pas le fonds commun d'ÉTÉ.\n"
WANTED = [Literal("c0", "grant"), Literal("c0", "common fund"), Literal("c1", "été"), Literal("c1", "élèves")]
TEXTS = [Text("a_en.txt", "en", ENGLISH), Text("b_fr.txt", "fr", FRENCH)]
SPOTS = ["a_en.txt c0 Grant", "a_en.txt c0 Grant", "a_en.txt c0 common fund", "a_en.txt c0 grant"]
SPOTS += ["b_fr.txt c1 ÉTÉ", "b_fr.txt c1 Élèves", "b_fr.txt c1 été"]


@pytest.fixture
def task(tmp_path):
    """Two interviews and four literals on disk."""
    found = Task(tmp_path)
    found.corpus.mkdir()
    for document, _, text in TEXTS:
        (found.corpus / document).write_text(text, encoding="utf-8")
    write_literals(found.literals, WANTED)
    write_hits(tmp_path / "truth.csv", truth(TEXTS, WANTED))
    return found


def peer(name):
    return next(one for one in PEERS if one.name == name)


def measured(task, names):
    return list(measure([peer(name) for name in names], task, Environments(None), 1))


def test_the_truth_is_whole_words_in_any_case_by_code_points():
    words = {text.document: text.text for text in TEXTS}
    found = truth(TEXTS, WANTED)
    assert sorted(f"{hit.document} {hit.code} {words[hit.document][hit.start : hit.end]}" for hit in found) == SPOTS


def test_partcode_and_a_bare_loop_find_the_truth_and_nothing_else(task, root, monkeypatch):
    monkeypatch.chdir(root)
    for one in measured(task, ("partcode, one job", "bare re loop")):
        assert (one.note, one.right, one.missed, one.wrong) == ("", 7, 0, 0), one
        assert one.seconds > (one.work or 0) > 0 or one.peer.keeps == DATABASE
        assert one.peak > 5_000_000


def test_the_engine_finds_the_truth_with_new_words_and_with_known_ones():
    find = engine.finder(WANTED)
    assert set(find(TEXTS)) == truth(TEXTS, WANTED)
    assert set(find(TEXTS)) == truth(TEXTS, WANTED)


@pytest.mark.parametrize("name", ["ahocorasick_rs", "dictionary in pandas"])
def test_a_library_that_is_there_finds_the_truth_and_one_that_is_not_says_how_to_get_it(task, root, monkeypatch, name):
    monkeypatch.chdir(root)
    (one,) = measured(task, [name])
    if one.note:
        assert one.note == f"not installed: pip install '{one.peer.requirement}'"
    else:
        assert (one.right, one.missed, one.wrong) == (7, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["strong spaCy", "naive spaCy"])
def test_spacy_finds_the_truth(task, root, monkeypatch, name):
    monkeypatch.chdir(root)
    (one,) = measured(task, [name])
    assert (one.note, one.right, one.missed, one.wrong) == ("", 7, 0, 0)


def test_wrong_and_missing_hits_are_counted(task):
    def found(_):
        return {Hit("a_en.txt", "c0", 9, 14), Hit("a_en.txt", "c0", 10, 15)}

    (one,) = measure([Peer("odd", "a file", lambda _: [sys.executable, "-c", ""], found)], task, Environments(None), 2)
    assert (one.right, one.missed, one.wrong) == (1, 6, 1)


def test_a_peer_that_fails_is_a_note_and_not_the_end(task):
    broken = Peer("broken", "a file", lambda _: [sys.executable, "-c", "raise SystemExit('no luck')"], lambda _: set())
    (one,) = measure([broken], task, Environments(None), 2)
    assert one.note == "failed: no luck"


def test_a_peer_that_is_missing_says_how_to_get_it(task):
    missing = Peer("none", "a file", lambda _: [], lambda _: set(), package="no-such-thing", requirement="no-such==1")
    (one,) = measure([missing], task, Environments(task.folder / "environments"), 1)
    assert one.note == "not installed: pip install 'no-such==1'"


def test_wrapping_moves_no_character_and_leaves_no_line_too_long():
    text = f"Ann: {'a word and ' * 40}end.\n\nBen: {'x' * 200} y\n"
    wrapped = wrap(text)
    assert re.sub(r"\s", " ", wrapped) == re.sub(r"\s", " ", text)
    assert max(len(line) for line in wrapped.split("\n") if "xx" not in line) <= 80
    assert len(wrapped.split("\n")[0]) > 70


def test_the_coder_codes_the_line_in_which_a_hit_begins(task, root):
    (task.corpus / "a_en.txt").write_text(
        "Ann: one\n\nthe common\nfund, no Grant and a grant\nnext\n", encoding="utf-8"
    )
    codes = task.folder / "codes.txt"
    coder = root / "benchmarks/peers/coder.py"
    subprocess.run([sys.executable, "-S", coder, task.literals, task.corpus / "a_en.txt", codes], check=True)
    assert codes.read_text(encoding="utf-8").split("\n") == ["", "", "c0", "c0", "", ""]


def test_the_truth_in_lines_is_that_of_the_wrapped_texts(task):
    (task.corpus / "a_en.txt").write_text(f"{'word ' * 20}grant grant\n\ngrant\n", encoding="utf-8")
    hits = truth(read_texts(task.corpus), WANTED[:1])
    assert in_lines(hits, task.corpus) == {Hit("a_en.txt", "c0", 1, 1), Hit("a_en.txt", "c0", 3, 3)}


def test_the_table_has_ratios_against_partcode_and_the_goals_say_what_is_met(task):
    found = [
        Measured(peer("partcode"), "1.0", 2.0, None, 100_000_000, 7),
        Measured(peer("qualitative-coding"), "1.7.8", 50.0, None, 50_000_000, 5, 1, 2),
        Measured(peer("semgrep, regex rules"), note="not installed: pip install 'semgrep'"),
        Measured(peer("partcode's engine, new words"), "1.0", 1.0, 0.5, 80_000_000, 7),
        Measured(peer("ahocorasick_rs"), "1.0", 0.1, 0.1, 20_000_000, 7),
    ]
    text = markdown([(task, found)], "a command", "a machine")
    assert (
        "\n| qualitative-coding | 1.7.8 | SQLite | 50.00 | 25 |  | 50 | 0.5 | 5 lines | 1 | lines only, 2 wrong |\n"
        in text
    )
    assert "\n| semgrep, regex rules |  | not installed: pip install 'semgrep' |" in text
    assert "3 words and 1 phrases in 2 codes" in text
    assert "\n### 0 MB\n\n2 interviews, with 7 hits" in text
    assert [(row.ratio, row.kept) for row in goals(found)] == [(25, True), (None, True), (20, False), (5, True)]


def test_a_larger_corpus_is_for_those_that_would_get_through_it():
    names = ("partcode", "semgrep, regex rules", "bare re loop", "ahocorasick_rs")
    found = [Measured(peer(name), seconds=seconds) for name, seconds in zip(names, (9, 5, 4, 0.1), strict=True)]
    found.append(Measured(peer("strong spaCy"), note="not installed"))
    assert [one.name for one in lasting(found, 50, 200)] == ["partcode", "bare re loop", "ahocorasick_rs"]


def test_each_benchmark_writes_its_own_section_of_the_page(tmp_path):
    page = tmp_path / "page.md"
    write_section(page, "run", "# One\n")
    write_section(page, "peers", "## Two\n")
    write_section(page, "run", "# Other\n")
    sections = page.read_text(encoding="utf-8").split("\n")
    assert sections == [
        "<!-- begin run -->",
        "# Other",
        "<!-- end run -->",
        "",
        "<!-- begin peers -->",
        "## Two",
        "<!-- end peers -->",
        "",
    ]
