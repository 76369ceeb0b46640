"""Who does what while a corpus is read and coded: the seconds of the coordinator and those of the workers, in one
process, and the bytes that would travel between them.

On its own: `python -m benchmarks.stages FOLDER [CODEBOOK]`; says one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import pickle
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.corpus import MEGABYTE
from partcode.model import Unit
from partcode.model.options import Options
from partcode.pipeline.applying import coding_settings
from partcode.pipeline.coding import codebooks_of
from partcode.pipeline.corpus import corpus_of
from partcode.pipeline.engines.shards import Detached
from partcode.pipeline.engines.workers import Chunk, How, cut
from partcode.pipeline.prepare import fetch
from partcode.pipeline.writing import Writer
from partcode.store import open_store


def measure(folder: Path, paths: tuple[Path, ...]) -> dict[str, float]:
    """Seconds by MB of text: `fetching`, `packing` and `writing` are the coordinator's, `working` the workers';
    MB by MB: `out` and `back`."""
    spent = dict.fromkeys(("fetching", "packing", "working", "writing", "out", "back"), 0.0)
    with tempfile.TemporaryDirectory() as place:
        options = Options(folders=(folder,), db=Path(place) / "stages.db", codebooks=paths)
        codebooks = codebooks_of(options)
        worker = Detached(How("", "", codebooks))
        tasks = corpus_of(options).tasks({}, "", reread=False)
        size = sum(task.path.stat().st_size for task in tasks) / MEGABYTE
        with open_store(options.db, create=True) as store:
            writer = Writer(store, {}, coding_settings((), Unit.SENTENCE), codebooks)
            for shard in cut(tasks)[0]:
                began = perf_counter()
                files = [fetch(task) for task in shard]
                fetched = perf_counter()
                out = pickle.dumps(files)
                packed = perf_counter()
                chunk = worker.work(pickle.loads(out))
                back = pickle.dumps(chunk, 5)
                worked = perf_counter()
                received: Chunk = pickle.loads(back)
                unpacked = perf_counter()
                list(writer.write(shard, received))
                written = perf_counter()
                spent["fetching"] += fetched - began
                spent["packing"] += packed - fetched + unpacked - worked
                spent["working"] += worked - packed
                spent["writing"] += written - unpacked
                spent["out"] += len(out) / MEGABYTE
                spent["back"] += len(back) / MEGABYTE
    return {name: value / size for name, value in spent.items()}


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("codebooks", type=Path, nargs="*", help="those shipped without any")
    given = parser.parse_args()
    print(json.dumps(measure(given.folder, tuple(given.codebooks))))


if __name__ == "__main__":
    main()
