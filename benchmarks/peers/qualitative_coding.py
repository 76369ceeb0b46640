"""qualitative-coding (AGPL, run as a program): set up, import, and one `qc code` for each document.

On its own: `python -m benchmarks.peers.qualitative_coding FOLDER CORPUS PYTHON`, where FOLDER holds settings.yaml.
It codes lines, so texts are wrapped at 80 columns first, as its importer does through pandoc; a space becomes a line
end, so no character moves. Coding is a person's work there: `coder.py` takes the place of the editor.
"""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from bisect import bisect
from pathlib import Path

from benchmarks.peers.given import Hit
from benchmarks.peers.peer import DATABASE, Peer, Place

REQUIREMENT = "qualitative-coding==1.7.8"
WIDTH = 80
_LINE = re.compile(rf"(.{{1,{WIDTH}}})(?: |$)", re.MULTILINE)
_LINES = """
    SELECT document_index.document_id, coded_line.code_id, coded_line.line
    FROM coded_line
    JOIN coded_line_location_association ON coded_line_location_association.coded_line_id = coded_line.id
    JOIN location ON location.id = coded_line_location_association.location_id
    JOIN document_index ON document_index.id = location.document_index_id
"""


def wrap(text: str) -> str:
    """The text in lines of at most `WIDTH` characters, as long as before."""
    return "\n".join(_LINE.sub(r"\1\n", line)[: len(line)] for line in text.split("\n"))


def in_lines(hits: set[Hit], corpus: Path) -> set[Hit]:
    """The lines in which hits begin, once the texts are wrapped."""
    starts = {
        path.name: [match.end() for match in re.finditer("\n", wrap(path.read_bytes().decode()))]
        for path in corpus.glob("*.txt")
    }
    lines = ((hit, bisect(starts[hit.document], hit.start)) for hit in hits)
    return {Hit(hit.document, hit.code, line, line) for hit, line in lines}


def _prepare(place: Place) -> None:
    coder = [place.python, "-S", Path(__file__).with_name("coder.py").resolve(), place.literals.resolve()]
    hook = " ".join(shlex.quote(str(word)) for word in coder) + ' "{corpus_file_path}" "{codes_file_path}"'
    settings = f"""qc_version: {REQUIREMENT.partition("==")[2]}
corpus_dir: corpus
database: codings.sqlite3
memos_dir: memos
codebook: codebook.yaml
log_file: qc.log
verbose: false
editor: auto
editors:
  auto:
    name: The coder of the benchmark
    code_command: '{hook.replace("'", "''")}'
    memo_command: 'true'
"""
    (place.folder / "settings.yaml").write_text(settings, encoding="utf-8")


def _command(place: Place) -> list[str | Path]:
    return [sys.executable, "-m", "benchmarks.peers.qualitative_coding", place.folder, place.corpus, place.python]


def _collect(place: Place) -> set[Hit]:
    with sqlite3.connect(place.folder / "codings.sqlite3") as connection:
        return {Hit(document, code, line, line) for document, code, line in connection.execute(_LINES)}


PEER = Peer("qualitative-coding", DATABASE, _command, _collect, _prepare, "qualitative-coding", REQUIREMENT, True, True)


def main() -> None:
    """The whole of it, as a shell script would do it."""
    folder, corpus, python = map(Path, sys.argv[1:])

    def qc(*words: str) -> None:
        subprocess.run([python.parent / "qc", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    qc("init")
    wrapped = folder / "wrapped"
    wrapped.mkdir()
    for path in sorted(corpus.glob("*.txt")):
        (wrapped / path.name).write_bytes(wrap(path.read_bytes().decode()).encode())
    qc("corpus", "import", str(wrapped), "--recursive", "--importer", "verbatim")
    for path in sorted(wrapped.iterdir()):
        qc("code", "auto", "--pattern", path.name)


if __name__ == "__main__":
    main()
