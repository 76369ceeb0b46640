"""partcode.open: what is stored and what the commands compute, as data frames."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import partcode
from partcode.cli import app
from partcode.errors import MissingExtra, StoreError, UsageError

ROOT = Path(__file__).resolve().parents[1]
BOOKS = [part for path in sorted((ROOT / "tests/small_codebooks").glob("*.yaml")) for part in ("-c", path)]
TALK = """Funder: We {must} have the audit, and we impose the report. No audit, no money.
Local: We decide here. The community trusts us, and we trust them.
Ann: And then?
Funder: We trust you. We decided to trust you. Who decided on the budget?
Local: They imposed the audit on us. We have confidence all the same.
"""
METADATA = """speakers:
  Funder: {role: north_funder, side: north}
  Local: {role: south_ngo, side: south}
  Ann: interviewer
documents:
"""

# Of commands that can't be asked without parameters, or say more with them: as they are typed, and as they are called.
EXAMPLES = {
    "freq": (("--by", "role", "--code", "power."), {"by": "role", "code": "power."}),
    "kwic": (("trust",), ("trust",)),
    "search": (("audit",), ("audit",)),
    "keyness": (("--role", "north_funder"), {"role": "north_funder"}),
}
NO_TABLES = ("report", "methods")
# The analyses: the commands of partcode.cli.analysis.
COMMANDS = sorted(path.stem for path in (ROOT / "partcode/cli/analysis").glob("*.py"))
ANALYSES = [name for name in COMMANDS if name in getattr(get_command(app), "commands", {}) and name not in NO_TABLES]


MISSING = object()


def call(*arguments):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="partcode")
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """Six interviews of three cases, coded with small codebooks."""
    folder = tmp_path_factory.mktemp("study")
    lines = []
    for number in range(6):
        talk = TALK.replace("{must}", "must") + TALK.replace("{must}", "would") * (number % 3)
        (folder / f"{number}.txt").write_text(talk, encoding="utf-8")
        lines.append(f"  {number}.txt: {{case: case{number % 3}, date: 2021-0{number + 1}-01, kind: interview}}\n")
    (folder / "corpus.yaml").write_text(METADATA + "".join(lines), encoding="utf-8")
    call("run", folder, "--db", folder / "partcode.db", "--no-tables", "-q", *BOOKS)
    return folder / "partcode.db"


@pytest.fixture(scope="module", params=["pandas", "polars"])
def study(db, request):
    with partcode.open(db, frames=request.param) as opened:
        yield opened


def rows(frame):
    """The rows of a data frame, as a pipe gets them."""
    columns = list(frame.columns)
    listed = frame.rows() if hasattr(frame, "rows") else frame.astype(object).itertuples(index=False, name=None)
    return columns, [[_cell(cell) for cell in row] for row in listed]


def _cell(cell):
    missing = cell is None or type(cell).__name__ == "NAType" or cell != cell
    return MISSING if missing else str(cell)


def piped(*command):
    heads, *rows = csv.reader(io.StringIO(call(*command, "--format", "tsv", "-q")), delimiter="\t")
    return heads, rows


def same(found, expected):
    """How many rows there are, if they are the same; a whole number among figures is a figure too."""
    (columns, cells), (heads, told) = found, expected
    assert (columns, len(cells)) == (heads, len(told))
    for row, other in zip(cells, told, strict=True):
        for one, two in zip(row, other, strict=True):
            assert two in ("", "undefined") if one is MISSING else one == two or float(one) == float(two), (row, other)
    return len(cells)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_has_the_numbers_of_its_command(study, db, name):
    typed, called = EXAMPLES.get(name, ((), ()))
    arguments, parameters = ((), called) if isinstance(called, dict) else (called, {})
    found = rows(getattr(study, name)(*arguments, **parameters))
    assert same(found, piped(name, *typed, "--db", db))


@pytest.mark.parametrize(
    "what", ["evidence", "sequences", "matrix", "turns", "speakers", "documents", "cases", "codes", "runs"]
)
def test_a_stored_table_is_that_of_export(study, db, what):
    assert same(rows(getattr(study, what)()), piped("export", what, "--db", db))


def test_codings_are_the_segments_of_export_with_its_filters(study, db):
    assert same(rows(study.codings()), piped("export", "segments", "--db", db))
    typed = ("--code", "power.", "--certainty", "high")
    chosen = study.codings(code="power.", certainty="high")
    assert 0 < same(rows(chosen), piped("export", "segments", *typed, "--db", db)) < len(study.codings())


def test_segments_are_all_with_their_words(study):
    columns, found = rows(study.segments())
    named = [dict(zip(columns, row, strict=True)) for row in found]
    _, matrix = rows(study.matrix())
    assert len(found) == len(matrix)
    assert sum(int(row["codings"]) for row in named) == len(study.codings())
    texts = {
        path: (Path(study.path).parent / path).read_text(encoding="utf-8") for path in {r["document"] for r in named}
    }
    assert all(texts[row["document"]][int(row["start"]) : int(row["end"])] == row["text"] for row in named)
    north = study.segments(role="north_funder", unit="turn")
    assert 0 < len(north) < len(study.segments(unit="turn"))


def test_the_appendix_is_that_of_the_command(study, db):
    assert study.methods(language="fr") == call("methods", "--language", "fr", "--db", db)


def test_a_study_says_what_it_holds(study):
    assert "6 documents, 2 codebooks" in repr(study) and "unit sentence" in repr(study)


def test_missing_numbers_are_whole_numbers_still_and_what_is_undefined_is_nan(db):
    with partcode.open(db, frames="pandas") as study:
        assert study.turns()["begin_seconds"].isna().all()
        assert str(study.documents()["words"].dtype) == "int64"
        assert str(study.freq()["rate"].dtype) == "float64"
        from partcode.export.frames import frame_of
        from partcode.table import UNDEFINED, Table

        gaps = frame_of(Table(("turn", "rate", "mixed"), [(1, UNDEFINED, 1), (None, 0.5, None)]), "pandas")
        assert list(map(str, gaps.dtypes)) == ["Int64", "float64", "Int64"]
        assert str(gaps["rate"][0]) == "nan"
        said = frame_of(Table(("who",), [("Ann",), (UNDEFINED,)]), "pandas")
        assert list(said["who"].isna()) == [False, True]


def test_what_must_be_known_of_a_table_is_in_the_notes(study, monkeypatch):
    from partcode.analysis import frequencies
    from partcode.table import Table

    monkeypatch.setattr(frequencies, "freq", lambda material, **_: Table(("code",), [("a",)], notes=("Beware.",)))
    study.freq()
    assert study.notes == ("Beware.",)


def test_a_command_without_a_picture_is_an_error(study):
    with pytest.raises(UsageError, match="no picture"):
        study.chart("codings")


def test_a_filter_that_is_none_and_a_file_that_is_none_are_errors(study, tmp_path):
    with pytest.raises(UsageError, match="no filter rolle"):
        study.freq(rolle="north_funder")
    with pytest.raises(StoreError):
        partcode.open(tmp_path / "none.db")


def test_without_pandas_and_polars_the_extra_is_named(db, monkeypatch):
    monkeypatch.setattr("partcode.export.frames.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="data frame") as raised:
        partcode.open(db)
    assert raised.value.hint == "pip install 'partcode[pandas]'"


def test_a_closed_study_lets_the_file_go(db):
    study = partcode.open(db)
    study.close()
    with pytest.raises(Exception, match="closed"):
        study.documents()


def test_the_package_imports_nothing_heavy_until_a_study_is_opened():
    code = "import partcode, sys; print([n for n in ('numpy', 'pandas', 'polars', 'sqlite3') if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=os.environ, check=True
    )
    assert done.stdout == "[]\n"
