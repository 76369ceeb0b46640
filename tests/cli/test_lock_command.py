"""partcode lock, run --locked, verify, diff: a run on record, and what moves away from it."""

import json
import re
import shutil

import pytest
from texts import change, rows

from partcode.model import Span, Unit
from partcode.store import open_store


@pytest.fixture
def locked(project, call):
    """The project, coded and locked."""
    assert call("run", "-q").exit_code == 0
    assert call("lock", "-q").exit_code == 0
    return project


def forget_trust(here):
    """Another rule: faith instead of trust. Its line."""
    path = here / "codebooks" / "trust.yaml"
    change(path, "[trust, confidence]", "[faith, confidence]")
    return 1 + next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if "faith" in line)


def entries(here):
    return [json.loads(line) for line in (here / "partcode.lock").read_text(encoding="utf-8").splitlines()]


def test_a_lock_is_told_and_holds_no_word_of_an_interview(call, locked):
    result = call("lock")
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.match(r"locked: run \w{12}, 2 documents, 7 codings, \d chain", result.stderr)
    assert "written: partcode.lock" in result.stderr
    text = (locked / "partcode.lock").read_text(encoding="utf-8")
    assert not [word for word in ("audit", "laughs", "Peter", "Moussa", "confiance") if word in text]
    assert str(locked) not in text


def test_a_lock_names_hashes_versions_options_and_codings(locked):
    found = entries(locked)
    assert {"tool_version", "options", "libraries", "run"} <= found[0].keys()
    assert [one["codebook"] for one in found if "sha256" in one and "codebook" in one] == ["power", "trust"]
    assert {one["rule"] for one in found if "rule" in one} >= {"norm.trust/word", "power.coercive/impose"}
    documents = [one for one in found if "document" in one]
    assert [one["document"] for one in documents] == ["en.txt", "fr.txt"]
    assert all(len(one["text_sha256"]) == len(one["raw_sha256"]) == 64 for one in documents)
    text = (locked / "texts/en.txt").read_text(encoding="utf-8")
    coding = next(one for one in found if one.get("coding") == "norm.trust")
    start, length, offset, size = map(int, re.match(r"(\d+)\+(\d+)@(\d+)\+(\d+)", coding["at"]).groups())
    assert text[start : start + length] == "Do they trust you?"
    assert text[start + offset :][:size] == "trust"


def test_the_same_run_gives_the_same_lock(call, locked):
    before = (locked / "partcode.lock").read_bytes()
    (locked / "partcode.db").unlink()
    assert call("run", "-q", "--no-tables").exit_code == 0
    assert call("lock", "-q").exit_code == 0
    assert (locked / "partcode.lock").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"norm.trust"', '"norm.mistrust"', "somebody has edited it"),
        ('{"sha256"', '{"sha"', "cut off"),
        ('{"partcode.lock":1', '{"partcode.lock":9', "a newer partcode (format 9, this one knows 1)\n  pip install"),
        ('{"partcode.lock":1', '{"partcode.lock":0', "another partcode (format 0, this one knows 1)\n  write it anew"),
        ('{"partcode.lock":1', "{", "not a lock"),
        (
            '{"partcode.lock":1',
            '<<<<<<< HEAD\n{"partcode.lock":1',
            "lock:1: a merge has left both versions in it\n  keep",
        ),
        ('{"document"', '<<<<<<< HEAD\n{"document"', "a merge has left both versions in it\n  keep one side"),
    ],
)
def test_a_lock_that_is_not_whole_is_an_error(call, locked, old, new, message):
    change(locked / "partcode.lock", old, new)
    for command in (["run", "--locked", "-q"], ["verify", "-q"], ["diff", "partcode.lock", "partcode.lock"]):
        if message == "not a lock" and command[0] == "diff":
            message = "no record of a run"
        result = call(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr and "partcode.lock:" in result.stderr and "\n  " in result.stderr


def test_a_lock_cut_in_the_middle_is_an_error(call, locked):
    path = locked / "partcode.lock"
    path.write_bytes(path.read_bytes()[:900])
    assert "cut off" in call("verify", "-q").stderr


def test_without_a_lock_nothing_is_begun(call, corpus, here):
    result = call("run", "texts", "--locked", "-q")
    assert result.exit_code == 2
    assert "partcode.lock: no lock" in result.stderr
    assert not (here / "partcode.db").exists()


def test_a_locked_run_that_is_as_the_lock_has_it_writes_its_results(call, locked):
    shutil.rmtree(locked / "results")
    result = call("run", "--locked")
    assert result.exit_code == 0
    assert "as partcode.lock has it" in result.stderr
    assert (locked / "results/segments.csv").exists()


def test_a_locked_run_that_differs_leaves_the_results_alone_and_says_in_what(call, locked):
    before = (locked / "results/segments.csv").read_bytes()
    line = forget_trust(locked)
    change(locked / "texts/fr.txt", "Vraiment ?", "Vraiment, la confiance ?")
    (locked / "texts/new.txt").write_text("Anna: Who decides?\n", encoding="utf-8")
    result = call("run", "--locked", "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    told = result.stderr
    assert told.startswith("error: not as partcode.lock has it; no results were written\n")
    assert re.search(r"codebooks/trust.yaml:1: codebook trust: 1.0.0 \(\w{12}\) → 1.0.0 \(\w{12}\)", told)
    said = "rule norm.trust/word differs: 1 coding appeared, 2 disappeared"
    assert f"codebooks/trust.yaml:{line}:25: {said}" in told
    assert "texts/fr.txt: document fr.txt differs" in told
    assert "texts/new.txt: document new.txt is new" in told
    assert "codings of norm.trust: 3 → 2: 1 coding appeared, 2 disappeared" in told
    assert "    en.txt: turn 1, 6-24 disappears (word)" in told
    assert "partcode diff partcode.lock --show segments" in told
    assert (locked / "results/segments.csv").read_bytes() == before


def test_a_locked_run_minds_options_and_roles(call, locked):
    assert "option unit: sentence → turn" in call("run", "--locked", "-q", "--unit", "turn").stderr
    change(locked / "texts/corpus.yaml", "role: south_ngo", "role: state")
    assert "document en.txt has speakers in other roles" in call("run", "--locked", "-q").stderr


def test_a_locked_run_minds_documents_that_have_lost_their_files(call, locked):
    (locked / "texts/en.txt").unlink()
    for _ in range(2):  # it is stored that the file is gone, and stays so
        result = call("run", "--locked", "-q")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "  document en.txt: the file is no longer there\n" in result.stderr
        assert "fr.txt" not in result.stderr
    assert call("ingest", "texts", "--delete-missing", "--yes", "-q").exit_code == 0
    assert "  document en.txt is gone: " in call("run", "--locked", "-q").stderr


def test_without_any_file_left_all_documents_of_the_lock_are_gone(call, locked):
    for name in ("en.txt", "fr.txt"):
        (locked / "texts" / name).unlink()
    result = call("verify")
    assert result.exit_code == 1
    assert [(row["what"], row["id"], row["change"]) for row in rows(result.stdout) if row["what"] == "document"] == [
        ("document", "en.txt", "removed"), ("document", "fr.txt", "removed"),
    ]  # fmt: skip
    assert "none of the documents of partcode.lock is here" in result.stderr
    told = call("run", "--locked", "-q")
    assert told.exit_code == 1 and told.stderr.count("the file is no longer there") == 2


def test_decisions_made_since_differ_from_the_lock_and_can_be_locked(call, locked):
    with open_store(locked / "partcode.db", create=False) as store:
        version = next(one for one in store.versions() if one.path == "en.txt")
        store.reviews.decide(version.text_sha256, Span(6, 24), "norm.trust", "rejected", "ada")
    result = call("run", "--locked", "-q")
    assert result.exit_code == 1
    assert "codings of norm.trust: 3 → 3: 1 coding decided otherwise" in result.stderr
    assert call("verify", "-q").exit_code == 0  # no file says so
    assert call("lock", "-q").exit_code == 0
    assert call("run", "--locked", "-q").exit_code == 0
    assert call("verify", "-q").exit_code == 0


def test_codings_of_people_are_locked_under_their_names(call, locked):
    digest = entries(locked)[-2]["digest"]
    with open_store(locked / "partcode.db", create=False) as store:
        version = next(one for one in store.versions() if one.path == "en.txt")
        store.reviews.add_coding("ada", int(store.segments(version.id, Unit.SENTENCE).ids[0]), 1, negated=True)
    assert "7 codings, 1 of people" in call("lock").stderr
    (line,) = [one for one in entries(locked) if one.get("coder")]
    assert (line["coder"], line["at"]) == ("ada", "6+18nqa")
    assert entries(locked)[-2]["digest"] == digest
    assert call("run", "--locked", "-q").exit_code == 0


def test_what_a_new_lock_would_change_can_be_seen_first(call, locked):
    assert call("lock", "--dry-run").stdout == "partcode.lock would stay as it is\n"
    forget_trust(locked)
    call("run", "-q")
    before = (locked / "partcode.lock").read_bytes()
    result = call("lock", "--dry-run")
    assert result.exit_code == 0
    assert "codings of norm.trust: 3 → 1" in result.stdout
    assert (locked / "partcode.lock").read_bytes() == before
    assert call("lock", "--dry-run", "-o", "other.lock").stdout.startswith("other.lock would be new, of run ")


def test_a_lock_can_only_be_seen_first_where_there_is_a_run(call, here):
    result = call("lock", "--dry-run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no database here" in result.stderr


def test_codebooks_that_are_elsewhere_are_named_as_the_hint_says(call, locked):
    # What power extends, or trust uses, isn't in the database with them.
    (locked / "codebooks").rename(locked / "elsewhere")
    (locked / "partcode.yaml").write_text("folders: [texts]\ncodebooks: [mine]\n", encoding="utf-8")
    (locked / "mine").mkdir()
    other = (locked / "elsewhere/power.yaml").read_text(encoding="utf-8").replace("version: 1.0.0", "version: 2.0.0")
    (locked / "mine/power.yaml").write_text(other, encoding="utf-8")
    before = (locked / "partcode.lock").read_bytes()
    result = call("lock", "-q")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "name the codebooks of this run with --codebook; where they have changed since, run once more" in result.stderr
    )
    assert (locked / "partcode.lock").read_bytes() == before
    (locked / "partcode.lock").unlink()
    assert call("lock", "-q", "--codebook", "elsewhere").exit_code == 0
    assert (locked / "partcode.lock").read_bytes() == before


def test_the_lock_of_another_study_is_told(call, locked):
    (locked / "others").mkdir()
    (locked / "others/talk.txt").write_text("Anna: Who decides?\n", encoding="utf-8")
    told = (
        "none of the documents of partcode.lock is here: is it the lock of another study, or are these other folders?"
    )
    assert told in call("verify", "others").stderr
    assert told in call("run", "others", "--locked", "--db", "others.db", "-q").stderr
    (locked / "texts/en.txt").unlink()
    assert told not in call("verify").stderr


def test_another_version_is_named_where_codings_moved(call, locked, monkeypatch):
    import partcode.pipeline.coding as coding

    monkeypatch.setattr(coding, "__version__", "9.9.9")
    told = "perhaps it is that: partcode.lock was made with partcode 0"
    assert told not in call("verify").stderr
    forget_trust(locked)
    assert told in call("verify").stderr


def test_a_lock_that_is_no_file_is_told(call, locked):
    (locked / "partcode.lock").unlink()
    (locked / "partcode.lock").mkdir()
    assert "partcode.lock: can't be read: Is a directory\n  a lock is a file" in call("verify").stderr


def test_an_older_run_is_locked_with_its_codebooks_from_the_database(call, locked):
    before = (locked / "partcode.lock").read_bytes()
    run = entries(locked)[0]["run"]
    change(locked / "codebooks/power.yaml", "version: 1.0.0", "version: 1.0.1")
    call("run", "-q")
    failed = call("lock", "--run", run)
    assert failed.exit_code == 2  # trust uses power, and that is another now
    assert "the codebook trust can't be had as it was applied" in failed.stderr
    change(locked / "codebooks/power.yaml", "version: 1.0.1", "version: 1.0.0")
    assert call("lock", "--run", run).exit_code == 0
    assert (locked / "partcode.lock").read_bytes() == before


# verify


def test_files_that_give_what_is_locked_are_verified_without_a_database(call, locked):
    (locked / "partcode.db").unlink()
    files = sorted(locked.iterdir())
    result = call("verify")
    assert (result.exit_code, rows(result.stdout)) == (0, [])
    assert result.stderr == "as partcode.lock has it\n"
    assert sorted(locked.iterdir()) == files


def test_a_changed_rule_is_found_at_its_line(call, locked):
    line = forget_trust(locked)
    result = call("verify")
    assert result.exit_code == 1
    found = {(row["what"], row["id"]): row for row in rows(result.stdout)}
    rule = found["rule", "norm.trust/word"]
    assert (rule["file"], rule["line"], rule["disappears"]) == ("codebooks/trust.yaml", str(line), "2")
    assert found["codings", "norm.trust"]["before"] == "3"
    assert "not as partcode.lock has it" in result.stderr
    annotation, *others = call("verify", "-q", "--format", "github").stdout.splitlines()
    assert annotation.startswith(f"::error file=codebooks/trust.yaml,line={line},col=25,title=partcode.lock::")
    assert "2 codings disappeared, in 1 document%0Aen.txt: turn 1, 6-24 disappears (word)" in annotation
    assert [one.partition("::")[0] for one in others if not one.startswith("::warning")] == []


def test_words_are_shown_only_when_asked_for(call, locked):
    change(locked / "codebooks/power.yaml", "condition]\n        fr", "condition, laughs]\n        fr")
    for format in ("github", "json"):
        assert "laughs" not in call("verify", "-q", "--format", format).stdout
        assert "laughs" in call("verify", "-q", "--format", format, "--quotes").stdout


def test_differences_as_json(call, locked):
    forget_trust(locked)
    result = call("verify", "-q", "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["as_locked"], report["moved"]) == (False, True)
    assert {one["what"]: one["moves"] for one in report["differences"]}.items() >= {
        "rule": False,
        "codings": True,
    }.items()
    assert report["examples"][0]["document"] == "en.txt"
    assert "text" not in report["examples"][0]


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["drift.json"], '{\n "lock": "partcode.lock",\n "as_locked": false,\n "moved": true,'),
        (["drift.txt", "--format", "json"], '{\n "lock"'),
        (["drift.txt", "--format", "github"], "::error file=codebooks/trust.yaml,line="),
        (["drift.csv"], "what,id,change,before,"),
        (["drift.md"], "| what | id |"),
        (["drift.txt", "--format", "tsv"], "what\tid\tchange"),
    ],
)
def test_differences_go_into_a_file_as_its_name_or_the_format_says(call, locked, options, begins):
    forget_trust(locked)
    result = call("verify", "-o", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"written: {options[0]}\nnot as partcode.lock has it" in result.stderr
    assert (locked / options[0]).read_text(encoding="utf-8").startswith(begins)


def test_a_report_of_an_unknown_form_or_into_no_folder_is_an_error(call, locked):
    for name, message in (("drift.xyz", "what format is that?"), ("gone/drift.json", "make the folder first")):
        result = call("verify", "-q", "-o", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


def test_a_difference_that_moves_nothing_is_told_and_passes(call, locked):
    change(locked / "codebooks/trust.yaml", "Confidence in a partner", "Faith in a partner")
    result = call("verify")
    assert result.exit_code == 0
    assert "as partcode.lock has it, but for 1 difference that moved nothing" in result.stderr
    assert call("verify", "-q", "--strict").exit_code == 1
    assert call("run", "--locked", "-q").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("      - {id: word, en: [trust, confidence], fr: [confiance], unless: {en: [trust fund], fr: []}}",
         "      - {id: words, en: [trust, confidence], fr: [confiance], unless: {en: [trust fund], fr: []}}",
         "rule norm.trust/word is gone"),
        ("id: norm.trust", "id: norm.trusts", "code norm.trust is gone"),
    ],
)  # fmt: skip
def test_what_is_gone_is_told_at_what_it_was_part_of(call, locked, old, new, place):
    path = locked / "codebooks/trust.yaml"
    change(path, old, new)
    text = path.read_text(encoding="utf-8").partition("sequences:")[0]
    path.write_text(text, encoding="utf-8")
    out = call("verify", "-q", "--format", "github").stdout
    assert [line for line in out.splitlines() if place in line and "file=codebooks/trust.yaml,line=" in line]


def test_a_changed_list_is_told_at_the_patterns_that_use_it(call, locked):
    change(locked / "codebooks/power.yaml", "en: [money, grant", "en: [yearly, grant")
    text = (locked / "codebooks/power.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, one in enumerate(text) if "no audit no <money>" in one)
    out = call("verify", "-q", "--format", "github").stdout
    assert f"::error file=codebooks/power.yaml,line={line}," in out


def test_a_changed_document_is_told_at_its_file(call, locked):
    change(locked / "texts/en.txt", "We trust them", "We fear them")
    (command,) = call("verify", "-q", "--format", "github").stdout.splitlines()
    assert command.startswith(
        "::error file=texts/en.txt,title=partcode.lock::document en.txt differs: 1 coding disappeared"
    )


def test_drift_without_a_rule_or_document_has_no_place(call, locked, monkeypatch):
    import partcode.pipeline.coding as coding

    monkeypatch.setattr(coding, "__version__", "9.9.9")
    result = call("verify", "--format", "github")
    assert result.exit_code == 0
    assert result.stdout.startswith("::warning title=partcode.lock::tool partcode: ")


# diff


def test_the_lock_and_the_latest_run_are_compared(call, locked):
    result = call("diff", "partcode.lock")
    assert (result.exit_code, rows(result.stdout)) == (0, [])
    forget_trust(locked)
    call("run", "-q")
    result = call("diff", "partcode.lock")
    assert result.exit_code == 1
    (row,) = [row for row in rows(result.stdout) if row["code"] == "norm.trust"]
    assert (row["before"], row["after"], row["appears"], row["disappears"]) == ("3", "1", "0", "2")
    assert "0 codings appeared, 2 disappeared" in result.stderr


@pytest.mark.parametrize("by", ["code", "document", "rule"])
def test_what_moved_is_counted_by(call, locked, by):
    forget_trust(locked)
    call("run", "-q")
    first = {"code": "norm.trust", "document": "en.txt", "rule": "norm.trust/word"}[by]
    found = {row[by]: row for row in rows(call("diff", "partcode.lock", "-q", "--by", by).stdout)}
    assert found[first]["disappears"] == "2"


@pytest.fixture
def sources(call, locked):
    """The run before, as every kind of source, and a run after it in partcode.db."""
    (locked / "texts/talk.txt").write_text("Anna: Who decides?\nPeter: We trust them.\n" * 2, encoding="utf-8")
    assert (call("run", "-q").exit_code, call("lock", "-q").exit_code) == (0, 0)
    shutil.copytree(locked / "results", locked / "before")
    shutil.copy(locked / "partcode.db", locked / "before.db")
    run = entries(locked)[0]["run"]
    change(locked / "codebooks/trust.yaml", "[trust, confidence]", "[impose, confidence]")
    assert call("run", "-q").exit_code == 0
    return {"lock": "partcode.lock", "db": "before.db", "results": "before", "run": run,
            "codings": "before/codings.jsonl"}  # fmt: skip


@pytest.mark.parametrize("kind", ["lock", "db", "results", "run", "codings"])
@pytest.mark.parametrize("show", ["summary", "segments"])
def test_every_source_tells_the_same(call, sources, kind, show):
    found, wanted = (rows(call("diff", sources[one], "-q", "--show", show).stdout) for one in (kind, "db"))
    assert any(row["code"].startswith("trust.") for row in wanted)
    if kind == "codings":  # there are no chains in it
        wanted = [row for row in wanted if not row["code"].startswith("trust.")]
    if kind == "codings":  # of which text they were is not known, so words that are gone are places
        for row in (*wanted, *found):
            for name in ("words_before", "pre", "text", "post", "turn", "role"):
                row.pop(name, None)
    assert found == wanted


def test_tables_of_an_earlier_run_in_another_format_are_left_out_and_told(call, locked):
    (locked / "texts/talk.txt").write_text("Anna: Who decides?\nPeter: We trust them.\n" * 2, encoding="utf-8")
    assert call("run", "-q", "--format", "jsonl").exit_code == 0
    change(locked / "codebooks/trust.yaml", "[trust, confidence]", "[impose, confidence]")
    told = call("run", "-q", "--format", "csv").stderr
    assert "results also has tables in another format, perhaps of another run: segments.jsonl, evidence.jsonl" in told
    assert call("run", "-q", "--format", "csv").stderr == told
    result = call("diff", "results", "-q")
    assert (result.exit_code, rows(result.stdout)) == (0, [])


def test_another_unit_is_said_and_is_no_other_role(call, locked):
    call("run", "-q", "--unit", "turn")
    told = call("diff", "partcode.lock").stderr
    assert "unit: sentence → turn\n" in told and "other roles" not in told


def test_segments_stand_in_their_context(call, sources):
    found = rows(call("diff", sources["lock"], "-q", "--show", "segments").stdout)
    gone = next(row for row in found if row["change"] == "disappears" and row["code"] == "norm.trust")
    assert (gone["document"], gone["turn"], gone["role"]) == ("en.txt", "1", "interviewer")
    assert (gone["rule_before"], gone["words_before"], gone["text"]) == ("word", "trust", "Do they trust you?")
    assert gone["post"].startswith("Peter: They impose")
    came = next(row for row in found if row["change"] == "appears")
    assert (came["words_after"], came["text"]) == ("impose", "They impose the audit on us every year. [laughs]")


def test_without_the_text_there_are_places(call, sources):
    call("lock", "-q", "-o", "after.lock")
    found = rows(call("diff", "partcode.lock", "after.lock", "-q", "--show", "segments").stdout)
    gone = next(row for row in found if row["change"] == "disappears" and row["code"] == "norm.trust")
    assert (gone["words_before"], gone["text"]) == ("14-19", "")


def test_a_document_read_from_another_text_is_said(call, locked):
    change(locked / "texts/en.txt", "[laughs]", "[smiles]")
    call("run", "-q")
    result = call("diff", "partcode.lock")
    assert result.exit_code == 0
    assert "en.txt differs" in result.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing", "no run nothing"),
        ("texts", "no run.json: these are no results"),
        ("partcode.yaml", "partcode.yaml: no record of a run"),
        ("lines.jsonl", "a table of something else than codings"),
    ],
)
def test_what_is_no_run_is_an_error(call, locked, name, message):
    (locked / "lines.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    result = call("diff", name, "partcode.lock")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_results_that_leave_codings_out_are_no_whole_run(call, locked):
    call("run", "-q", "--certainty", "high", "--out", "strong")
    assert "only codings of certainty high" in call("diff", "strong").stderr
