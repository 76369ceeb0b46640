"""Time every question to a study of 300 interviews and 30,000 codings, each a fresh process.

`python -m benchmarks.questions [--documents 300] [--out docs/benchmarks.md]`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import interviews
from benchmarks.page import write_section
from benchmarks.processes import MACHINE, PARTCODE, Ran, run

QUESTIONS = (
    ("kwic", "withhold ..4 <money>", "-c", "power"),
    ("kwic", "power.coercive"),
    ("search", "audit"),
    ("freq", "--by", "role"),
    ("crosstab", "role"),
    ("cooccur",),
    ("cooccur", "--within", "3"),
    ("sequence",),
    ("chains",),
    ("chains", "--summary"),
    ("keyness", "--role", "north_funder"),
    ("map", "case"),
    ("saturation",),
    ("profile",),
    ("methods",),
)


def asked(database: Path, question: tuple[str, ...]) -> Ran:
    """A question in a fresh process, its table into a pipe."""
    return run([*PARTCODE, *question, "--db", database, "-q"])


def section(documents: int, codings: int) -> str:
    """What is measured, as Markdown."""
    with TemporaryDirectory() as place:
        folder, database = Path(place) / "corpus", Path(place) / "study.db"
        interviews.write(folder, documents, codings)
        coded = run([*PARTCODE, "run", folder, "--db", database, "--no-tables", "-q"])
        counted = run([*PARTCODE, "export", "runs", "--db", database, "--format", "csv"]).output.splitlines()[-1]
        print(f"coded in {coded.seconds:.1f} s: {counted[-200:]}", file=sys.stderr)
        lines = ["| question | seconds | peak MB |", "|---|---|---|"]
        for question in QUESTIONS:
            ran = asked(database, question)
            lines.append(f"| `partcode {' '.join(question)}` | {ran.seconds:.2f} | {ran.peak / 1e6:.0f} |")
            print(lines[-1], file=sys.stderr)
    head = f"{documents} interviews with about {codings:,} codings, made of turns of the sample corpus; {MACHINE}.\n"
    return f"## Questions\n\n{head}\n" + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--codings", type=int, default=30_000)
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    given = parser.parse_args()
    write_section(given.out, "questions", section(given.documents, given.codings))


if __name__ == "__main__":
    main()
