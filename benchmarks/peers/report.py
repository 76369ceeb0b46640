"""What the peers did, as the section "Beside the others" of the page of benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.corpus import MEGABYTE
from benchmarks.peers.measured import Measured
from benchmarks.peers.peer import DATABASE
from benchmarks.peers.task import Task
from benchmarks.table import HEADS, Asked, Row, at_least, at_most, same

OURS, FLOOR = "partcode", "ahocorasick_rs"
ENGINES = ("partcode's engine, new words", "partcode's engine, known words")
_COLUMNS = (
    "peer",
    "version",
    "codings end in",
    "seconds",
    "× partcode",
    "without start-up",
    "peak MB",
    "× partcode",
    "hits",
    "missed",
    "wrong offsets",
)


def goals(found: Sequence[Measured]) -> Iterator[Row]:
    """What is asked of partcode beside the others, as far as they were measured."""
    measured = {one.peer.name: one for one in found if not one.note}
    ours, floor = measured.get(OURS), measured.get(FLOOR)
    for other in measured.values():
        if ours and other.peer.keeps == DATABASE and other.peer.package != ours.peer.package:
            what = f"partcode against {other.peer.name}, both into a database"
            yield _row(what, ours.seconds, other.seconds, other.seconds / ours.seconds, at_least(1))
    if ours:
        off = ours.missed + ours.wrong
        yield Row("hits that partcode misses, or has at wrong offsets", str(off), "", None, same(not off))
    if ours and floor:
        what = f"partcode, from files to a database, against {FLOOR}, which only scans"
        yield _row(what, ours.seconds, floor.seconds, ours.seconds / floor.seconds, at_most(8))
    for name in ENGINES:
        engine = measured.get(name)
        if engine and floor and engine.work and floor.work:
            what = f"{name}, against {FLOOR}, both without start-up"
            yield _row(what, engine.work, floor.work, engine.work / floor.work, at_most(8))


def _row(what: str, ours: float, other: float, ratio: float, asked: Asked) -> Row:
    return Row(what, f"{ours:.3f} s", f"{other:.3f} s", ratio, asked)


def markdown(parts: Sequence[tuple[Task, Sequence[Measured]]], command: str, machine: str) -> str:
    """The section: what was asked of all, and for each corpus the table and the goals."""
    wanted = parts[0][0].wanted()
    words = sum(" " not in literal.text for literal in wanted)
    return (
        "## Beside the others\n\n"
        f"Given by `{command}`\n({machine}).\n\n"
        f"One machine, one run: {words} words and {len(wanted) - words} phrases in {len({one.code for one in wanted})} "
        "codes, on interviews half English and half\n"
        "French. Seconds count from the start of a process to its codings being where it keeps them; × is against\n"
        "partcode. How each is driven, and what is unfair to whom: benchmarks/README.md.\n"
        + "".join(_part(task, found) for task, found in parts)
    )


def _part(task: Task, found: Sequence[Measured]) -> str:
    sizes = [path.stat().st_size for path in task.corpus.iterdir()]
    return (
        f"\n### {sum(sizes) / MEGABYTE:.0f} MB\n\n"
        f"{len(sizes)} interviews, with {len(task.truth())} hits by the plainest search.\n\n"
        f"{_table(_COLUMNS, [_cells(one, found) for one in found])}\n\n"
        f"{_table(HEADS, [row.cells() for row in goals(found)])}\n"
    )


def _cells(one: Measured, found: Sequence[Measured]) -> tuple[str, ...]:
    if one.note:
        return (one.peer.name, one.version, one.note, *[""] * (len(_COLUMNS) - 3))
    ours = next((other for other in found if other.peer.name == OURS and not other.note), None)
    lines = " lines" if one.peer.lines else ""
    return (
        one.peer.name,
        one.version,
        one.peer.keeps,
        f"{one.seconds:.2f}",
        f"{one.seconds / ours.seconds:.3g}" if ours else "",
        "" if one.work is None else f"{one.work:.3f}",
        f"{one.peak / MEGABYTE:.0f}",
        f"{one.peak / ours.peak:.3g}" if ours else "",
        f"{one.right}{lines}",
        str(one.missed),
        f"lines only, {one.wrong} wrong" if one.peer.lines else str(one.wrong),
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
