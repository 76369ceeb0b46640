"""Break files and read them, in a process of its own, so that a crash, a hang or a flood of memory shows:

    python tests/fuzz/break_files.py FORMAT [FIRST [COUNT]]      for instance: docx 1234

One line for each mutation that went wrong: format, seed, what happened. The last line is "done N".
"""

from __future__ import annotations

import faulthandler
import resource
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from mutations import mutated
from outcomes import check
from seeds import seeds

from partcode.ingest.metadata import Metadata
from partcode.pipeline.prepare import Preparer, Task

SECONDS = 10
MEMORY = 1_000_000_000  # bytes above what the process has when it begins
STORED_AT_ONCE = 100


def main(suffix: str, first: int = 0, count: int = 1) -> None:
    """Mutations `first` and the following of one format."""
    with tempfile.TemporaryDirectory() as folder:
        preparer = Preparer()
        for number, good in enumerate(seeds(suffix)):
            check(_attempt(preparer, Path(folder), f"{number}.{suffix}", good))
        _limit_memory()
        for seed in range(first, first + count):
            print("trying", suffix, seed, flush=True)
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            try:
                other, data = mutated(suffix, seed)
                check(_attempt(preparer, Path(folder), f"{seed}.{other}", data))
            except BaseException as error:
                last = traceback.extract_tb(error.__traceback__)[-1]
                print(
                    "failed", suffix, seed, f"{type(error).__name__} in {last.name}: {error}"[:300].replace("\n", " ")
                )
            faulthandler.cancel_dump_traceback_later()
    print("done", count, flush=True)


def _attempt(preparer: Preparer, folder: Path, name: str, data: bytes) -> object:
    path = folder / name
    path.write_bytes(data)
    outcome = preparer.attempt(Task(path, name, "", Metadata()))
    path.unlink()
    return outcome


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
