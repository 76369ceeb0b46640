"""Trials of one stage, in a process that has imported the program and forks for each: python driver.py STAGE KILLED."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from dying import deaths, events_of, forked
from stages import STAGES, holds, largest, state


def main(name, wanted):
    """Every trial must hold; printed is how many processes were killed, and how many were done before that."""
    stage = STAGES[name]
    with tempfile.TemporaryDirectory() as folder:
        begun, trial = Path(folder) / "begun", Path(folder) / "trial"
        begun.mkdir()
        os.chdir(begun)
        stage.begin()
        results = files_of(begun / "results")
        expected = undisturbed(stage, begun, trial)
        enter(begun, trial)
        events = events_of(stage.work)
        after = files_of(trial / "results")
        ends = Counter()
        for how, arrange in deaths(events, largest(), name):
            enter(begun, trial)
            status = forked(stage.work, arrange)
            assert status in (0, -9, -25), f"{name}, {how}: {status}"
            ends["killed" if status else "done before"] += 1
            assert ends["done before"] < 10 + wanted, f"{name}: hardly any death comes in time"
            try:
                whole(trial / "results", results, after)
                holds()
                assert forked(stage.goes_on) == 0, "the next command doesn't finish"
                assert state() == expected, "the next command ends elsewhere"
                swept()
                if ends["killed"] == wanted:
                    break
            except Exception as error:
                sys.exit(f"{name}, killed at {how}: {type(error).__name__}: {error}")
    sys.stdout.write(f"{name}: {ends['killed']} killed, {ends['done before']} done before\n")


def enter(begun, trial):
    """A fresh copy of the study, as the current folder."""
    os.chdir(begun)
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(begun, trial)
    os.chdir(trial)


def undisturbed(stage, begun, trial):
    """The state of a study in which nothing was killed; in this process, so that its children find loaded what it
    took seconds to load."""
    enter(begun, trial)
    assert stage.work() == 0
    assert stage.goes_on() == 0
    gc.collect()
    gc.freeze()
    return state()


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if folder.exists() else {}


def whole(folder, *allowed):
    """A results folder with a manifest is one of those that undisturbed processes leave."""
    found = {name: data for name, data in files_of(folder).items() if not name.startswith(".partcode-")}
    assert "run.json" not in found or found in allowed, "half a results folder that looks whole"


def swept():
    """The next command has taken away what the killed one left."""
    left = [path for path in Path().rglob("*") if path.name.endswith(("-wal", "-shm", "-journal"))]
    assert not left, left
    assert not list(Path("results").glob(".partcode-*"))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
