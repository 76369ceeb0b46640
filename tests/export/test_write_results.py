import csv
import json
import os

import pytest
from by_hand import add, add_corpus, code_by_regex, power, prepare

from partcode.errors import ExportError, StoreError
from partcode.export import FORMATS, write_results, write_table
from partcode.model import Unit
from partcode.store import open_store
from partcode.store.file.beside import staging_folder, take_place, written_beside

NAMES = ["segments.csv", "evidence.csv", "sequences.csv", "matrix.csv", "codings.jsonl", "run.json"]


def mode(path):
    return path.stat().st_mode & 0o777


def text_of(store, path):
    return store.text(store.known()[path].version_id)


def test_a_run_has_its_six_files(store, tmp_path):
    steps = []
    results = write_results(store, tmp_path / "deep" / "results", advance=lambda: steps.append(1))
    assert [path.name for path in results.files] == NAMES
    assert sorted(os.listdir(tmp_path / "deep" / "results")) == sorted(NAMES)
    assert results.warnings == []
    assert len(steps) == len(store.run().documents)


def test_every_match_in_the_csv_is_where_it_says(store, tmp_path):
    write_results(store, tmp_path)
    with (tmp_path / "segments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    for row in rows:
        text = text_of(store, row["document"])
        assert text[int(row["match_start"]) : int(row["match_end"])] == row["match"]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_codings_have_position_and_quote(store, tmp_path):
    write_results(store, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "codings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 6
    for line in lines:
        text = text_of(store, line["document"])
        assert len(line["matches"]) == 1
        for part in (line, *line["matches"]):
            start, end, quote = part["position"]["start"], part["position"]["end"], part["quote"]
            assert quote["exact"] == text[start:end]
            assert text.startswith(quote["prefix"] + quote["exact"] + quote["suffix"], start - len(quote["prefix"]))
            assert len(quote["prefix"]) == min(32, start)
            assert len(quote["suffix"]) == min(32, len(text) - end)
    assert [line["reported"] for line in lines] == [False, True, None, True, None, False]


def test_the_manifest_names_neither_clock_nor_machine(store, tmp_path):
    write_results(store, tmp_path)
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["run"] == store.run().id
    assert [document["path"] for document in manifest["documents"]] == ["interviews/one.txt", "report.md"]
    assert list(manifest) == sorted(manifest)
    assert "started_at" not in manifest
    assert str(tmp_path) not in text


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_two_studies_of_the_same_folder_export_the_same_bytes(store, tmp_path, format):
    with open_store(tmp_path / "again.db", create=True) as again:
        code_by_regex(again, add_corpus(again))
        write_results(again, tmp_path / "again", format=format)
    write_results(store, tmp_path / "first", format=format)
    for name in os.listdir(tmp_path / "first"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


@pytest.mark.parametrize("excel", [False, True])
def test_tables_are_the_same_in_the_folder_and_alone(store, tmp_path, excel):
    paragraphs = [("=S", ["They cut it,", "=Trust\tus."], 0), ("P", ["No: cut, trust."], 1)]
    odd = prepare(store, '-odd, "name".txt', paragraphs)
    (version,) = add(store, odd)
    code_by_regex(store, [version])
    segment = int(store.segments(version, Unit.SENTENCE).ids[0])
    store.reviews.add_coding("Ana", segment, store.add_codebook(power()).codes["absent"])
    for format in FORMATS if not excel else ("csv",):
        pytest.importorskip("pyarrow" if format == "parquet" else "csv")
        write_results(store, tmp_path / format, format=format, excel=excel)
        for what in ("segments", "evidence", "sequences", "matrix"):
            alone = tmp_path / f"{what}.{format}"
            write_table(store.table(what), alone, format, excel=excel)
            assert (tmp_path / format / alone.name).read_bytes() == alone.read_bytes(), alone.name


def test_the_documents_are_read_once_for_all_files(store, tmp_path):
    statements = []
    store._connection.set_trace_callback(statements.append)
    write_results(store, tmp_path)
    versions = len(store.run().documents)
    assert (
        sum("CROSS JOIN segments ON segments.id = codings.segment" in statement for statement in statements) == versions
    )
    assert sum("CROSS JOIN matches" in statement for statement in statements) == versions


def test_a_file_where_the_folder_should_be_is_named(store, tmp_path):
    (tmp_path / "results").write_text("mine")
    with pytest.raises(ExportError, match="can't be written"):
        write_results(store, tmp_path / "results")
    assert (tmp_path / "results").read_text() == "mine"


def test_results_are_replaced_all_together_or_not_at_all(store, tmp_path, monkeypatch):
    write_results(store, tmp_path / "results")
    before = {name: (tmp_path / "results" / name).read_bytes() for name in NAMES}

    def fails(*_):
        raise ExportError("the disk is full")

    monkeypatch.setattr("partcode.export.codings._lines", fails)
    with pytest.raises(ExportError, match="full") as raised:
        write_results(store, tmp_path / "results", excel=True)
    assert str(raised.value.where) == str(tmp_path / "results")
    assert {name: (tmp_path / "results" / name).read_bytes() for name in NAMES} == before
    assert sorted(os.listdir(tmp_path / "results")) == sorted(NAMES)


def test_what_a_killed_process_left_is_taken_away_and_what_another_writes_is_not(store, tmp_path):
    out = tmp_path / "results"
    out.mkdir()
    with staging_folder(out) as busy, written_beside(out / "x.csv") as beside:
        abandoned = out / ".partcode-old"
        abandoned.mkdir()
        (abandoned / "segments.csv").write_text("half")
        (out / ".partcode-half").write_text("half")
        write_results(store, out)
        assert sorted(os.listdir(out)) == sorted([*NAMES, busy.name, beside.name])


def test_files_of_a_run_are_for_the_owner_unless_the_owner_said_otherwise(store, tmp_path, umask):
    out = tmp_path / "deep" / "results"
    write_results(store, out)
    assert {mode(path) for path in out.iterdir()} == {0o600}
    assert (mode(out), mode(out.parent)) == (0o700, 0o700)
    (out / "segments.csv").chmod(0o664)
    out.chmod(0o755)
    write_results(store, out)
    assert (mode(out / "segments.csv"), mode(out / "run.json"), mode(out)) == (0o664, 0o600, 0o755)


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_folder_with_a_manifest_is_whole_wherever_the_moving_stops(store, tmp_path, monkeypatch, number):
    write_results(store, tmp_path / "old")
    out = tmp_path / "results"
    write_results(store, out)
    moved = []

    def stops(written, target):
        if len(moved) == number:
            raise OSError(5, "stopped here")
        moved.append(target.name)
        take_place(written, target)

    monkeypatch.setattr("partcode.export.results.take_place", stops)
    with pytest.raises(ExportError, match="stopped here"):
        write_results(store, out, certainty="high")
    assert moved == NAMES[:number]
    assert not (out / "run.json").exists()
    monkeypatch.undo()
    write_results(store, out)
    assert {name: (out / name).read_bytes() for name in NAMES} == {
        name: (tmp_path / "old" / name).read_bytes() for name in NAMES
    }


def test_without_a_run_nothing_is_written(tmp_path):
    with open_store(tmp_path / "empty.db", create=True) as empty, pytest.raises(StoreError, match="nothing has been"):
        write_results(empty, tmp_path / "results")
    assert not (tmp_path / "results").exists()
