"""Peers run one after the other, and what they found held against the truth."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.peers.peer import MEMORY, Environments, Peer, Place
from benchmarks.peers.qualitative_coding import in_lines
from benchmarks.peers.task import Task
from benchmarks.processes import Failed, run

QUICK = 30.0  # seconds; what is over sooner is run again, and the best counts


@dataclass(frozen=True, slots=True)
class Measured:
    """What one peer did. Seconds from the start of its process to its codings being there, and without start-up
    (None where that can't be told apart); peak memory in bytes of all its processes at one time; hits of the truth
    that it has, lacks, and what it has beside them. `note` says why there is nothing to tell."""

    peer: Peer
    version: str = ""
    seconds: float = 0.0
    work: float | None = None
    peak: int = 0
    right: int = 0
    missed: int = 0
    wrong: int = 0
    note: str = ""


def measure(peers: Sequence[Peer], task: Task, places: Environments, rounds: int) -> Iterator[Measured]:
    """Each peer in turn, the quick ones in several rounds; each is given when its last round is over."""
    first = [_measure_once(peer, task, places) for peer in peers]
    best = {one.peer.name: one for one in first}
    for _ in range(rounds - 1):
        for one in first:
            if not one.note and one.seconds < QUICK:
                best[one.peer.name] = _better(best[one.peer.name], _measure_once(one.peer, task, places))
    yield from best.values()


def lasting(found: Sequence[Measured], growth: float, patience: float) -> list[Peer]:
    """The peers that would get through a corpus so many times larger in `patience` seconds; partcode in any case."""
    return [
        one.peer
        for one in found
        if one.peer.package == "partcode" or (not one.note and one.seconds * growth <= patience)
    ]


def _better(one: Measured, other: Measured) -> Measured:
    """The shortest times and the largest memory of two rounds."""
    works = [work for work in (one.work, other.work) if work is not None]
    seconds, peak = min(one.seconds, other.seconds), max(one.peak, other.peak)
    return replace(other, seconds=seconds, work=min(works, default=None), peak=peak)


def _measure_once(peer: Peer, task: Task, places: Environments) -> Measured:
    version = places.version(peer)
    if not version:
        return _said(Measured(peer, note=f"not installed: {peer.install}"))
    place = Place(task.corpus, task.literals, task.folder / "peers" / peer.name.replace(" ", "-"), places.python(peer))
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir(parents=True)
    peer.prepare(place)
    try:
        ran = _timed(Measured(peer, version), place)
    except Failed as failed:
        return _said(Measured(peer, version, note=f"failed: {str(failed).splitlines()[-1]}"))
    found, wanted = peer.collect(place), task.truth()
    if peer.lines:
        wanted = in_lines(wanted, task.corpus)
    right = len(found & wanted)
    return _said(replace(ran, right=right, missed=len(wanted) - right, wrong=len(found) - right))


def _timed(one: Measured, place: Place) -> Measured:
    began = time.monotonic()
    ran = run(one.peer.command(place))
    if one.peer.keeps != MEMORY:
        return replace(one, seconds=ran.seconds, peak=ran.peak)
    said = json.loads(ran.output.splitlines()[-1])
    return replace(one, seconds=said["done"] - began, work=said["done"] - said["ready"], peak=said["peak"])


def _said(one: Measured) -> Measured:
    """Tell whoever waits."""
    told = one.note or f"{one.seconds:.2f} s, {one.right} hits, {one.missed} missed, {one.wrong} wrong"
    print(f"{one.peer.name}: {told}", file=sys.stderr, flush=True)
    return one
