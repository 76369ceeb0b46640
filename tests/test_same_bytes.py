"""Same inputs, same bytes out: whatever the order, the processes, the folder, the language of the machine."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# Commands one after another in a fresh process. A small corpus is not worth further ones; here it is, in chunks, and
# that they were started is left as a file.
PROGRAM = """
import json
import os
import sys
from pathlib import Path
from partcode.cli import main
from partcode.pipeline.engines import workers

if __name__ == "__main__":
    os.umask(int(os.environ.get("TEST_UMASK", "22"), 8))
    workers.WORTH_A_PROCESS, workers.CHUNK, workers.LEAST = 0, 400, 400
    started = workers._in_processes
    workers._in_processes = lambda *given: Path("processes").touch() or started(*given)
    for command in json.loads(sys.argv[1]):
        sys.argv = ["partcode", *command]
        try:
            main()
        except SystemExit as left:
            if left.code:  # no assertion: python -O has none
                raise RuntimeError(command) from left
"""
TABLES = "segments evidence sequences chains matrix turns speakers documents codes runs cases".split()
FORMATS = ("csv", "jsonl", "xlsx", "parquet")
CODEBOOKS = Path(__file__).parent / "small_codebooks"

ENGLISH = """Anna: Do they trust you in İstanbul?
Peter: They impose the audit on us every year, and nobody decides. [laughs]
Anna: And then?
Peter: No audit, no money. We trust them all the same. TITLE I decide.
"""
FRENCH = """Claire : Qui décide du budget ?
Moussa : Le bailleur impose ses procédures, et nous avons confiance.
Éloïse : Œuvrer, décider, faire confiance !
Moussa : Oui, vraiment, la tranche est coupée.
"""
REPORT = "The fund imposes reports (Pirotte, 2021).\n\nWe decide. They trust. Nous décidons : la confiance.\n"
METADATA = """cases:
  kesho: {name: Kesho Trust, side: south}
  aaa: {name: Aide, side: north}
documents:
  "*/en*.txt": {case: kesho, speakers: {Peter: {role: south_ngo}, Anna: interviewer}}
  "*/fr*.txt": {case: aaa, speakers: {Moussa: {role: south_ngo}, Claire: {role: north_funder}}}
"""


def write_corpus(folder):
    for number in range(4):
        for name, text in (("en", ENGLISH), ("fr", FRENCH), ("Zu", REPORT), ("é", REPORT.upper())):
            path = folder / f"part{number % 2}" / f"{name}{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}Nobody: {number} times we trust.\n" * (number + 1), encoding="utf-8")
    (folder / "corpus.yaml").write_text(METADATA, encoding="utf-8")


def partcode(folder, *commands, **environment):
    """Run commands in one fresh process."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARTCODE_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, program, json.dumps(commands)],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode == 0, done.stderr


def digests(folder):
    """Of all that is written: results and lock, and with `exported` every table in every format."""
    files = sorted([*(folder / "results").iterdir(), folder / "partcode.lock", *(folder / "exported").glob("*")])
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def study(folder, *, jobs=1, exported=(), halves=False, twice=False, **environment):
    """What a run over the corpus gives in `folder`, locked."""
    folder.mkdir(parents=True)
    write_corpus(folder / "texts")
    shutil.copytree(CODEBOOKS, folder / "codebooks")
    (folder / "exported").mkdir()
    run = ["run", "texts", "-c", "codebooks", "--jobs", str(jobs), "-q"]
    if halves:  # the second half of the files first, by turn
        partcode(folder, [*run, "--include", "part1/**", "--unit", "turn"], **environment)
    if twice:
        partcode(folder, run, **environment)
    exports = [["export", what, "-o", f"exported/{what}.{format}", "-q"] for what, format in exported]
    partcode(folder, run, ["lock", "-c", "codebooks", "-q"], *exports, **environment)
    assert (folder / "processes").exists() == (jobs > 1)
    return digests(folder)


def locales():
    """Of those that could move something, the ones that are there."""
    if shutil.which("locale") is None:
        return []
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    return [name for name in ("tr_TR.utf8", "fr_FR.utf8", "de_DE.utf8") if name in known]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What one process gives, in a plain environment."""
    return study(tmp_path_factory.mktemp("plain") / "study", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")


def test_other_processes_order_folder_and_environment_give_the_same_bytes(plain, tmp_path):
    other = study(
        tmp_path / "élsewhere with spaces" / "study", jobs=2, halves=True,
        LC_ALL="C", PYTHONHASHSEED="1", TZ="Asia/Kathmandu",
    )  # fmt: skip
    assert other == plain
    assert {"segments.csv", "sequences.csv", "codings.jsonl", "run.json", "partcode.lock"} <= plain.keys()


MATRIX = {
    "again": {"twice": True},
    "two jobs": {"jobs": 2},
    "three jobs": {"jobs": 3},
    "halves": {"halves": True},
    "C": {"LC_ALL": "C"},
    "POSIX without UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    **{f"locale {name}": {"LC_ALL": name} for name in locales()},
    "seed 1": {"PYTHONHASHSEED": "1"},
    "seed random": {"PYTHONHASHSEED": "random"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "no seconds": {"SOURCE_DATE_EPOCH": "0"},
    "umask": {"TEST_UMASK": "077"},
    "no umask": {"TEST_UMASK": "000"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "no docstrings": {"PYTHONOPTIMIZE": "2"},
    "development mode": {"PYTHONDEVMODE": "1"},
    "another user": {"USER": "nobody", "LOGNAME": "nobody", "USERNAME": "nobody", "HOME": "/nonexistent"},
    "terminal": {"COLUMNS": "20", "TERM": "dumb", "FORCE_COLOR": "1"},
    "all": {"jobs": 2, "halves": True, "LC_ALL": "C", "PYTHONHASHSEED": "random", "TZ": "America/St_Johns"},
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """What one process gives, with every table in every format."""
    tables = [(what, format) for what in TABLES for format in FORMATS]
    return tables, study(tmp_path_factory.mktemp("plain") / "study", exported=tables, PYTHONHASHSEED="0")


@pytest.mark.slow
@pytest.mark.parametrize("name", MATRIX)
def test_every_table_in_every_format_is_the_same(exported, tmp_path, name):
    """The table of runs apart, which tells of every run that there was."""
    tables, plain = exported
    settings = MATRIX[name]
    found = study(tmp_path / "other" / "study", exported=tables, **settings)
    assert found.keys() == plain.keys()
    many = "runs." if settings.get("halves") else " "
    assert [file for file in plain if found[file] != plain[file] and not file.startswith(many)] == []
