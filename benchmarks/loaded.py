"""Run the command line in this process and say which heavy libraries it has imported.

`python -m benchmarks.loaded run corpus --codebook FILE` ends with one line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import sys

HEAVY = ("spacy", "numpy", "sqlite_utils", "lxml", "simplemma")


def main() -> None:
    """Run `partcode` with the arguments given, then list what is in sys.modules."""
    from partcode.cli import main as partcode

    sys.argv[0] = "partcode"
    code: object = None
    try:
        with contextlib.redirect_stdout(sys.stderr):
            partcode()
    except SystemExit as left:
        code = left.code
    print(json.dumps({"loaded": [name for name in HEAVY if name in sys.modules]}))
    sys.exit(code)  # type: ignore[arg-type]  # what SystemExit carries


if __name__ == "__main__":
    main()
