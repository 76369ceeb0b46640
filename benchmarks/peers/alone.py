"""One library in a process of its own: `python -m benchmarks.peers.alone MODULE CORPUS LITERALS HITS.csv [warm]`.

It ends with one line of JSON: when it was `ready` (libraries loaded, literals compiled, texts in memory) and when it
was `done` (hits in memory), on the clock that all processes of a machine share, and the peak of its memory until then
in bytes. Warm, it has found the hits once before it is ready.
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
    peak = _peak()
    write_hits(Path(out), found)
    print(json.dumps({"ready": ready, "done": done, "peak": peak}))


def _peak() -> int:
    """Of this program alone: what the system says when a process ends has the memory of its parent in it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main()
