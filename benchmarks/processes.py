"""Commands in fresh processes: how long they take and how much memory they and their children hold."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

PROC = Path("/proc")
POLL = 0.05  # seconds between looks at a process tree
PARTCODE = (sys.executable, "-c", "import sys; from partcode.cli import main; sys.exit(main())")


MACHINE = f"Python {platform.python_version()}, {os.cpu_count()} processors, {sys.platform}"


class Failed(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended well: wall-clock seconds, peak memory in bytes of it and all its children at one
    time, and what it wrote."""

    seconds: float
    peak: int
    output: str


def run(command: Sequence[str | Path]) -> Ran:
    """Run a command alone and wait for it. Raises Failed with the end of its stderr."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = perf_counter()
        process = subprocess.Popen(words, stdout=out, stderr=err)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        if process.returncode:
            raise Failed(f"{' '.join(words[-6:])}: exit {process.returncode}\n{_text(err)[-2000:]}")
        own = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Ran(seconds, max(own, watch.peak), _text(out))


def run_json(module: str, *words: str | Path) -> dict[str, Any]:
    """What a module of the benchmark says of itself in a process of its own."""
    found: dict[str, Any] = json.loads(run([sys.executable, "-m", module, *words]).output.splitlines()[-1])
    return found


def best_of(rounds: int, *commands: Sequence[str | Path]) -> list[float]:
    """Seconds of the best run of each command, taken in turn so that they share the machine's moods."""
    times = [[run(command).seconds for command in commands] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


class _Watch:
    """Looks at a process tree from time to time; without /proc it sees nothing."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(POLL):
            tree = list(_tree(self._pid))
            # One process alone is known exactly from its resource usage.
            if len(tree) > 1:
                self.peak = max(self.peak, sum(map(_share, tree)))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in PROC.glob(f"{pid}/task/*/children"):
        for child in _read(task).split():
            yield from _tree(int(child))


def _share(pid: int) -> int:
    """Memory of one process in bytes, pages that several of them share divided among them."""
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended meanwhile
        return ""


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode(errors="replace"))
