"""kill -9 wherever it hurts: the database opens, is sound, and the next command ends where an undisturbed one does."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forked, and killed by signals of POSIX")

HERE = Path(__file__).parent
STAGES = (
    "ingest", "run", "code", "results", "export", "migration", "remove", "decisions", "backup", "restore", "vacuum",
)  # fmt: skip
KILLED = 20  # of each stage; of results, which are moved file by file, three times as many: 260 in all


def trials(stage, number):
    done = subprocess.run([sys.executable, HERE / "driver.py", stage, str(number)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sys.stdout.write(done.stdout)  # seen with pytest -rP
    assert re.match(rf"{stage}: {number} killed, \d+ done before\n", done.stdout)


def test_a_run_that_is_killed_is_gone_on_with():
    trials("run", 10)


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_whatever_is_killed_is_gone_on_with(stage):
    trials(stage, 3 * KILLED if stage == "results" else KILLED)


LINE = "Peter: It rained all day, and the goats slept in the store. They impose the audit on us.\nAnna: Why?\n"


@pytest.fixture
def large(tmp_path, monkeypatch, root):
    """A study on which two workers work for a while; what is read is small, so that starting them takes most of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for number in range(8):
        (tmp_path / f"texts/{number}.txt").write_text(LINE * 1500, encoding="utf-8")
    settings = "from partcode.pipeline.engines import workers\nworkers.WORTH_A_PROCESS, workers.CHUNK = 0, 50_000\n"
    (tmp_path / "sitecustomize.py").write_text(settings)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    monkeypatch.setenv("PYTHONPATH", path)
    books = root / "tests/small_codebooks"
    return [sys.executable, "-m", "partcode", "run", "texts", "-c", str(books), "--jobs", "3", "-q"]


def children(process):
    """The processes that it started, without that of multiprocessing which looks after shared names."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True
    ).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "spawn_main" in line]


def alive(process):
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("seconds", [0, 0.5, 1])
@pytest.mark.parametrize("victim", ["worker", "main"])
def test_a_worker_or_its_master_that_is_killed_leaves_nobody_behind(large, victim, seconds):
    partcode = subprocess.Popen(large, stderr=subprocess.PIPE, text=True)
    while not (workers := children(partcode.pid)):
        assert partcode.poll() is None
        time.sleep(0.02)
    time.sleep(seconds)
    workers = children(partcode.pid)
    os.kill(workers[0] if victim == "worker" else partcode.pid, signal.SIGKILL)
    _, told = partcode.communicate(timeout=60)
    if victim == "worker":
        assert (partcode.returncode, told.partition("\n")[0]) == (
            2,
            "error: a worker process was killed, perhaps for want of memory",
        )
    deadline = time.monotonic() + 20
    while any(map(alive, workers)):
        assert time.monotonic() < deadline, "a worker outlives its master"
        time.sleep(0.1)
    assert subprocess.run([*large, "--jobs", "1"]).returncode == 0
    check = [sys.executable, "-m", "partcode", "db", "check", "-q"]
    assert subprocess.run(check, capture_output=True).returncode == 0
