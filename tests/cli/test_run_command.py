import csv
import json

import pytest

BAD_CODEBOOK = """codebook: mine
version: 1.0.0
codes:
  - id: trust
    rules:
      - id: words
        en: [confide ..4 <mony>]
"""
COLUMNS = (
    "document,case,language,kind,unit,segment,start,end,turn,speaker,role,text,code,label,codebook,codebook_version,"
    "rule,certainty,match,match_start,match_end,lossy,matches,negated,reported,coder,status,run"
)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_command_leads_from_a_folder_to_coded_segments(call, corpus, here):
    result = call("run", "texts")
    assert (result.exit_code, result.stdout) == (0, "")
    header = (here / "results/segments.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == COLUMNS
    found = rows(here / "results/segments.csv")
    assert {row["document"] for row in found} == {"en.txt", "fr.txt"}
    names = {path.name for path in (here / "results").iterdir()}
    assert names == {"segments.csv", "evidence.csv", "sequences.csv", "matrix.csv", "codings.jsonl", "run.json"}


def test_every_match_stands_in_the_stored_text(call, corpus, here):
    call("run", "texts", "-q")
    texts = {name: call("corpus", "show", name, "--text").stdout for name in ("en.txt", "fr.txt")}
    found = rows(here / "results/segments.csv")
    assert found
    for row in found:
        text = texts[row["document"]]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
        assert text[int(row["match_start"]) : int(row["match_end"])] == row["match"]


def test_the_summary_tells_what_was_read_found_and_written(call, corpus):
    told = call("run", "texts").stderr
    assert "read: 2 files: 2 new" in told
    assert "partcode.db: 2 documents (2 interviews; 1 en, 1 fr; 2 txt)" in told
    assert "  8 turns of 4 speakers" in told
    assert "without a role: 1 speaker\n  fr.txt: Moussa" in told
    assert "partcode corpus speakers -o speakers.csv" in told
    assert "Codes by role" in told and "█" in told
    assert "results/segments.csv" in told
    assert "next:" in told


def test_without_tables_all_is_in_the_database(call, corpus, here):
    result = call("run", "texts", "--no-tables")
    assert result.exit_code == 0
    assert not (here / "results").exists()
    assert "results" not in result.stderr
    assert result.stderr.endswith("next:\n  partcode export segments\n  partcode export codes\n")
    exported = call("export", "segments", "--format", "csv").stdout
    call("run", "texts", "-q")
    assert exported == (here / "results/segments.csv").read_text(encoding="utf-8")


def test_quiet_says_nothing(call, corpus):
    result = call("run", "texts", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_an_unreadable_file_is_told_in_one_line_and_the_rest_goes_through(call, unreadable, here):
    result = call("run", "texts", "-q")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("not read: broken.docx: ")
    assert {row["document"] for row in rows(here / "results/segments.csv")} == {"en.txt", "fr.txt"}


def test_strict_makes_an_unreadable_file_an_answer_of_no(call, unreadable, here):
    result = call("run", "texts", "--strict")
    assert result.exit_code == 1
    assert "error: 1 file could not be read (--strict)" in result.stderr
    assert (here / "results/segments.csv").exists()


def test_a_dry_run_shows_files_and_codebooks_and_writes_nothing(call, unreadable, here):
    result = call("run", "texts", "--dry-run")
    assert result.exit_code == 0
    header, *lines = result.stdout.splitlines()
    assert header.split("\t") == "file status format encoding language kind turns speakers words problem".split()
    assert [line.split("\t")[:3] for line in lines] == [
        ["broken.docx", "unreadable", ""],
        ["en.txt", "new", "txt"],
        ["fr.txt", "new", "txt"],
    ]
    assert "Claire, Moussa" in lines[2]
    assert "would be coded with power 1.0.0, trust 1.0.0" in result.stderr
    assert [path.name for path in here.iterdir()] == ["texts"]


def test_a_mistake_in_a_codebook_stops_the_run_before_anything_is_written(call, corpus, here):
    (here / "mine.yaml").write_text(BAD_CODEBOOK, encoding="utf-8")
    result = call("run", "texts", "-c", "mine.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    first, source, caret, *_ = result.stderr.splitlines()
    assert first.startswith("mine.yaml:7:") and "did you mean" not in source
    assert source.endswith("| " + BAD_CODEBOOK.splitlines()[6])
    assert source[caret.index("^")] == "<"
    assert result.stderr.endswith("error: 1 error in the codebooks; nothing was done\n")
    assert sorted(path.name for path in here.iterdir()) == ["mine.yaml", "texts"]


def test_two_runs_write_the_same_bytes(call, corpus, here):
    call("run", "texts", "-q", "--out", "one")
    (here / "partcode.db").unlink()
    call("run", "texts", "-q", "--out", "two")
    one, two = ({path.name: path.read_bytes() for path in (here / out).iterdir()} for out in ("one", "two"))
    assert one == two


def test_the_same_run_again_reuses_everything(call, corpus):
    call("run", "texts", "-q")
    told = call("run", "texts").stderr
    assert "read: 2 files: 2 unchanged" in told
    assert "coded: 2 documents, 2 of them as before" in told


def test_a_project_file_holds_the_whole_study(call, corpus, here):
    (here / "study").mkdir()
    project = here / "study" / "partcode.yaml"
    project.write_text("folders: ../texts\ndb: s.db\nout: tables\nunit: turn\nformat: tsv\n", encoding="utf-8")
    assert call("run", "--project", project, "-q").exit_code == 0
    assert (here / "study/s.db").exists()
    manifest = json.loads((here / "study/tables/run.json").read_text(encoding="utf-8"))
    assert manifest["options"]["unit"] == "turn"
    assert (here / "study/tables/segments.tsv").exists()


def test_a_flag_wins_over_the_environment_and_that_over_the_project_file(call, corpus, here, monkeypatch):
    (here / "partcode.yaml").write_text("folders: [texts]\ndb: project.db\n", encoding="utf-8")
    assert call("ingest", "-q").exit_code == 0
    monkeypatch.setenv("PARTCODE_DB", "environment.db")
    assert call("ingest", "-q").exit_code == 0
    assert call("ingest", "-q", "--db", "flag.db").exit_code == 0
    assert {path.name for path in here.glob("*.db")} == {"project.db", "environment.db", "flag.db"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "error: no folder to read"),
        (["run", "nowhere"], "nowhere"),
        (["run", "texts", "--encoding", "utf-88"], "unknown encoding utf-88"),
        (["run", "texts", "--jobs", "-1"], "--jobs -1"),
        (["run", "texts", "--engine", "dask"], "--engine dask needs a scheduler"),
        (["run", "texts", "--scheduler", "tcp://127.0.0.1:9"], "--scheduler is for the engine dask"),
        (["run", "texts", "-c", "missing.yaml"], "missing.yaml:1:1: PC100"),
        (["code"], "no database here"),
        (["rum", "texts"], "Did you mean 'run'?"),
    ],
)
def test_what_can_t_be_meant_is_a_usage_error(call, corpus, here, arguments, message):
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not list(here.glob("*.db"))
