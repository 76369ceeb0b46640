"""One library in a process of its own: `python -m benchmarks.peers.alone MODULE CORPUS LITERALS HITS.csv [warm]`.

It ends with one line of JSON: when it was `ready` (libraries loaded, literals compiled, texts in memory) and when it
was `done` (hits in memory), on the clock that all processes of a machine share. Warm, it has found them once before
it is ready.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.peers.given import read_literals, read_texts, write_hits


def main() -> None:
    """Find all hits, then write them."""
    module, corpus, literals, out, *warm = sys.argv[1:]
    texts = read_texts(Path(corpus))
    find = import_module(f"benchmarks.peers.{module}").finder(read_literals(Path(literals)))
    if warm:
        find(texts)
    ready = time.monotonic()
    found = find(texts)
    done = time.monotonic()
    write_hits(Path(out), found)
    print(json.dumps({"ready": ready, "done": done}))


if __name__ == "__main__":
    main()
