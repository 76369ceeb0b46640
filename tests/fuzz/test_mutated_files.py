"""Broken files of every format: each is read or named, none crashes, hangs or fills the memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from mutations import mutated
from seeds import SUFFIXES, seeds

HERE = Path(__file__).parent
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="/proc and limits of address space are Linux's"),
    pytest.mark.filterwarnings("ignore:Duplicate name"),  # meant
]
PARTCODE = [sys.executable, "-W", "ignore", "-m", "partcode"]
CODEBOOKS = sorted((HERE.parent / "small_codebooks").glob("*.yaml"))


def broken(formats, first, count):
    command = [sys.executable, "-W", "ignore", HERE / "break_files.py", ",".join(formats), str(first), str(count)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=600)
    *tried, last = done.stdout.splitlines() or ["nothing was tried"]
    failed = [line for line in tried if line.startswith("failed")]
    assert not failed, "replay with break_files.py FORMAT SEED:\n" + "\n".join(failed[:20])
    assert last == "done", f"the process ended {last}: {done.stderr[-2000:]}"
    assert sum(line.startswith("trying") for line in tried) == count * len(formats)


def test_a_dozen_mutations_of_every_format():
    broken(SUFFIXES, 0, 12)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hundreds_of_mutations(suffix):
    broken([suffix], 1000, 300)


def test_the_same_seed_breaks_the_same_file_alike():
    assert mutated("docx", 7) == mutated("docx", 7)
    assert len({mutated("txt", seed) for seed in range(50)}) > 40


@pytest.mark.slow
def test_a_whole_run_over_broken_files(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for suffix in SUFFIXES:
        (folder / f"good.{suffix}").write_bytes(seeds(suffix)[0])
        for seed in range(5000, 5060):
            other, data = mutated(suffix, seed)
            (folder / f"{suffix}{seed}.{other}").write_bytes(data)
    chosen = [part for path in CODEBOOKS for part in ("-c", str(path))]
    done = subprocess.run(
        [*PARTCODE, "run", "corpus", *chosen], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300
    )
    assert (done.returncode, "bug" in done.stderr, "Traceback" in done.stderr) == (0, False, False), done.stderr[-2000:]
    check = "import sys; from partcode.store import open_store; from pathlib import Path\n"
    check += "with open_store(Path('partcode.db'), create=False) as store: print(len(store.versions()))"
    told = subprocess.run([sys.executable, "-c", check], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert int(told.stdout) > len(SUFFIXES)
