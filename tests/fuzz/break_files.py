"""Break files and read them, in a process of its own, so that a crash, a hang or a flood of memory shows:

    python tests/fuzz/break_files.py FORMATS [FIRST [COUNT]]      for instance: docx 1234, or txt,md 0 500

A line for each mutation that went wrong: failed, format, seed, what happened. The last line is "done"; where it is
missing, the mutation that was tried last has ended the process.
"""

from __future__ import annotations

import faulthandler
import resource
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from mutations import mutated
from outcomes import check
from seeds import seeds

from partcode.ingest.metadata import Metadata
from partcode.pipeline.prepare import Preparer, Task, fetch

SECONDS = 10
MEMORY = 1_000_000_000  # bytes above what the process has when it begins


def main(formats: Sequence[str], first: int = 0, count: int = 1) -> None:
    """The mutations `first` and following of each format."""
    with tempfile.TemporaryDirectory() as folder:
        preparer = Preparer()
        for suffix in formats:
            for number, good in enumerate(seeds(suffix)):  # these import what a reader needs
                check(_attempt(preparer, Path(folder, f"{number}.{suffix}"), good))
        _limit_memory()
        for suffix in formats:
            for seed in range(first, first + count):
                _try(preparer, Path(folder), suffix, seed)
    print("done", flush=True)


def _try(preparer: Preparer, folder: Path, suffix: str, seed: int) -> None:
    print("trying", suffix, seed, flush=True)
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        other, data = mutated(suffix, seed)
        check(_attempt(preparer, folder / f"{seed}.{other}", data))
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {last.name}: {error}"
        print("failed", suffix, seed, what[:300].replace("\n", " "))
    faulthandler.cancel_dump_traceback_later()


def _attempt(preparer: Preparer, path: Path, data: bytes) -> object:
    path.write_bytes(data)
    outcome = preparer.attempt(fetch(Task(path, path.name, "", Metadata())))
    path.unlink()
    return outcome


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(sys.argv[1].split(","), *map(int, sys.argv[2:]))
