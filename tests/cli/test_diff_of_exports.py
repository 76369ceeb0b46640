"""partcode diff over tables that were exported: all kinds of runs against each other, and what isn't such a table."""

import csv
import io
import re
import shutil
import sys
from itertools import product

import pytest
from texts import change, rows

from partcode.export import FORMATS
from partcode.model import Span, Unit
from partcode.store import open_store

TALK = """Anna: Who decides?
Peter: We trust them.
Anna: They impose it, and the grant comes on condition.
Peter: No confidence, no trust.
Anna: And who decides now?
Peter: That is the condition.
"""
WHOLE = ("lock", "db", "results", "xlsx", "run")
TABLES = [f"{what}.{format}" for what in ("segments", "evidence") for format in FORMATS]


@pytest.fixture
def study(project, corpus, call):
    """The project with one more talk, coded."""
    pytest.importorskip("pyarrow")
    (corpus / "talk.txt").write_text(TALK, encoding="utf-8")
    assert call("run", "-q").exit_code == 0
    return project


def written(call, here, name):
    """The latest run as every kind of source."""
    (here / name).mkdir()
    assert call("run", "-q", "--out", f"{name}/results").exit_code == 0
    assert call("run", "-q", "--out", f"{name}/xlsx", "--format", "xlsx").exit_code == 0
    assert call("lock", "-q", "-o", f"{name}/partcode.lock").exit_code == 0
    shutil.copy(here / "partcode.db", here / name / "kept.db")
    for table in TABLES:
        assert call("export", table.partition(".")[0], "-q", "-o", f"{name}/{table}").exit_code == 0
    (run,) = [row["run"] for row in rows(call("runs", "list", "-q").stdout)][-1:]
    places = {"lock": "partcode.lock", "db": "kept.db", "codings": "results/codings.jsonl"}
    kinds = ("lock", "db", "results", "xlsx", "codings", *TABLES)
    return {"run": run, **{kind: f"{name}/{places.get(kind, kind)}" for kind in kinds}}


def moved(call, old, new, *options):
    result = call("diff", old, new, *options)
    assert result.exit_code == 1, (old, new, result.stderr)
    found = {row["code"]: row for row in rows(result.stdout)}
    return {
        code: tuple(int(row[name]) for name in ("appears", "disappears", "changed", "decided"))
        for code, row in found.items()
    }, result.stderr


def each_once(old, new):
    """Every kind as the run before and as the run after, each with another kind."""
    return zip(old, [*list(new)[4:], *list(new)[:4]], strict=True)


@pytest.mark.parametrize("pairs", [each_once, pytest.param(product, marks=pytest.mark.slow)])
def test_every_kind_of_run_is_compared_with_others_by_what_both_have(call, study, pairs):
    before = written(call, study, "before")
    change(study / "codebooks/trust.yaml", "[trust, confidence]", "[trust, condition]")  # trust was no leading match
    change(study / "codebooks/power.yaml", "'no audit no <money>', condition]", "'no audit no <money>']")
    with open_store(study / "partcode.db", create=False) as store:
        version = next(one for one in store.versions() if one.path == "en.txt")
        store.reviews.decide(version.text_sha256, Span(6, 24), "norm.trust", "rejected", "ada")
        store.reviews.add_coding("ada", int(store.segments(version.id, Unit.SENTENCE).ids[1]), 1)
    assert call("run", "-q", "--no-tables").exit_code == 0
    after = written(call, study, "after")

    for old, new in pairs(before, after):
        counts, told = moved(call, before[old], after[new])
        kinds = {kind.partition(".")[0] for kind in (old, new)}
        by_leading, without_people = "segments" in kinds, "evidence" in kinds
        chains = all(kind in WHOLE for kind in (old, new))
        since = 0 if old == "run" else 1  # what people decide holds for all runs of a database
        wanted = {
            "norm.trust": (2, 0, 1, since),
            # In one sentence only the second match is gone.
            "power.coercive": (0 if without_people else since, 1, 0 if by_leading else 1, 0),
            "trust.after_decision": (1, 0, 0, 0) if chains else (0, 0, 0, 0),
        }
        assert counts == {code: some for code, some in wanted.items() if any(some)}, (old, new)
        first = told.splitlines()[0]
        assert ("by leading match" in first) == by_leading
        assert ("without people's codings" in first) == without_people
        assert ("without chains" in first) == (not chains)
        assert first.startswith("compared ") == (not chains)


@pytest.fixture
def exported(call, study):
    """segments.csv and evidence.csv of the latest run."""
    for what in ("segments", "evidence"):
        assert call("export", what, "-q", "-o", f"{what}.csv").exit_code == 0
    return study


def saved_again(path, **options):
    """A CSV file as a spreadsheet saves it again."""
    found = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    csv.writer(out := io.StringIO(newline=""), lineterminator="\r\n", **options).writerows(found)
    return out.getvalue()


@pytest.mark.parametrize(
    ("beginning", "encoding", "delimiter"),
    [("", "utf-8-sig", ";"), ("sep=;\r\n", "utf-8-sig", ";"), ("sep=,\r\n", "utf-8", ","), ("", "utf-8", "\t")],
)
def test_a_table_that_a_spreadsheet_saved_again_is_the_same(call, exported, beginning, encoding, delimiter):
    for what in ("segments", "evidence"):
        path = exported / f"{what}.csv"
        again = beginning + saved_again(path, delimiter=delimiter)
        blank = delimiter * (23 - 1 if what == "evidence" else 28 - 1)
        path.write_bytes(f"{again}{blank}\r\n".encode(encoding))
        result = call("diff", f"{what}.csv")
        assert (result.exit_code, rows(result.stdout)) == (0, []), result.stderr


def test_a_table_that_was_sorted_and_got_a_column_is_the_same(call, exported):
    path = exported / "evidence.csv"
    head, *lines = list(csv.reader(path.open(encoding="utf-8")))
    lines.sort(key=lambda row: (row[head.index("code")], row[head.index("evidence")]), reverse=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["mine", *reversed(head)], *(["seen", *reversed(row)] for row in lines)])
    result = call("diff", "evidence.csv")
    assert (result.exit_code, rows(result.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("table", "column", "cell", "message"),
    [
        ("segments", "start", "0.5", "row 3: column start has '0.5', not a whole number"),
        ("segments", "start", "99999", "row 3: end 24 lies before start 99999"),
        ("segments", "match_end", "", "row 3: column match_end has '', not a whole number"),
        ("segments", "match_end", "-1", "row 3: column match_end has '-1', not a whole number"),
        ("segments", "negated", "2", "row 3: column negated has '2', not 0 or 1"),
        ("segments", "reported", "no", "row 3: column reported has 'no', not a whole number"),
        ("segments", "status", "ok", "row 3: column status has 'ok', not one of proposed, accepted, rejected"),
        ("segments", "rule", "", "row 3: column rule has '', not a name"),
        ("segments", "document", "", "row 3: column document has '', not a name"),
        ("evidence", "evidence", "2", "row 3: a row of the same coding is missing before it, or it is there twice"),
    ],
)
def test_a_broken_row_is_told_with_its_row_and_column(call, exported, table, column, cell, message):
    path = exported / f"{table}.csv"
    lines = list(csv.reader(path.open(encoding="utf-8")))
    lines[2][lines[0].index(column)] = cell
    if column == "start" and cell == "99999":
        lines[2][lines[0].index("end")] = "24"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    result = call("diff", f"{table}.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: {table}.csv: {message}\n  undo what was changed in it" in result.stderr


def test_rows_that_are_cut_or_there_twice_are_told(call, exported):
    path = exported / "segments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    assert f"row {len(lines) + 1}: a row of the same coding is missing before it, or it is there twice" in (
        call("diff", "segments.csv").stderr
    )
    path.write_text("".join(lines)[:-40], encoding="utf-8")
    assert re.search(rf"row {len(lines)}: \d+ cells, but there are 28 columns", call("diff", "segments.csv").stderr)
    path.write_text("".join([*lines[:3], f'"{lines[3]}']), encoding="utf-8")
    told = call("diff", "segments.csv").stderr
    assert re.search(r"segments.csv:\d+: no table: .+\n  is a quote missing", told)


@pytest.mark.parametrize("what", ["turns", "sequences", "chains", "matrix", "codes", "documents"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_table_of_another_kind_is_told(call, exported, what, format):
    assert call("export", what, "-q", "-o", f"{what}.{format}").exit_code == 0
    result = call("diff", f"{what}.{format}")
    assert (result.exit_code, result.stdout) == (2, "")
    message = "a table of something else than codings\n  name segments.*"
    assert result.stderr.startswith(f"error: {what}.{format}: {message}")


def test_a_column_that_is_gone_is_told(call, exported):
    change(exported / "segments.csv", ",coder,status,", ",who,what,")
    told = call("diff", "segments.csv").stderr
    message = "segments.csv: there is no column coder and no column status\n  give it back its name"
    assert told.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "a.csv: empty: it has no columns"),
        ("a.csv", "document;é".encode("cp1252"), "a.csv: not in UTF-8: another program has saved it\n  save it as CSV"),
        ("a.xlsx", b"PK", "a.xlsx: damaged"),
        ("a.parquet", b"PAR1", "a.parquet: no Parquet, or a damaged one\n  write it anew"),
        ("a.jsonl", b'{"match_start": 1}\n[]\n', "a.jsonl: a table of something else"),
        ("a.jsonl", b"[]\n", "a.jsonl:1: no line of a table"),
        ("codings.jsonl", b'{"position": {"start": 1}}\n', "codings.jsonl:1: no line of codings\n  name the"),
        ("gone.csv", None, "gone.csv: no such file\n  is the path right?"),
    ],
)
def test_a_file_that_is_no_table_is_told(call, study, name, content, message):
    if content is not None:
        (study / name).write_bytes(content)
    result = call("diff", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_parquet_without_pyarrow_says_how_to_get_it(call, exported, monkeypatch):
    assert call("export", "segments", "-q", "-o", "segments.parquet").exit_code == 0
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "partcode[parquet]" in call("diff", "segments.parquet").stderr


def test_jsonl_of_a_run_without_codings_is_a_run(call, exported):
    for name in ("segments.jsonl", "codings.jsonl"):
        (exported / name).write_bytes(b"")
        assert call("diff", name, name).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"documents"', '"papers"', "run.json: not as partcode writes it: there is no documents"),
        ("{", "[", "run.json: can't be read"),
    ],
)
def test_a_manifest_that_is_not_whole_is_told(call, study, old, new, message):
    change(study / "results/run.json", old, new)
    assert f"{message}\n  write the results anew" in call("diff", "results").stderr


def test_a_broken_table_of_sequences_is_told(call, study):
    change(study / "results/sequences.csv", ",match_end,", ",match_ends,")
    assert "sequences.csv: there is no column match_end" in call("diff", "results").stderr
    change(study / "results/sequences.csv", ",match_ends,", ",match_end,")
    path = study / "results/sequences.csv"
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    assert re.search(r"sequences.csv: row \d+: \d+ cells", call("diff", "results").stderr)
