"""A child process that is killed at a chosen point of its work, and what its end was."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from itertools import count
from typing import NamedTuple

# What changes a folder: between two of these a study may be in pieces.
_CHANGES = frozenset("os.rename os.remove os.rmdir os.mkdir os.chmod os.link tempfile.mkstemp tempfile.mkdtemp".split())
_EVENTS = _CHANGES | {"open", "os.truncate"}
_STEPS = 400  # of SQLite's virtual machine: within long statements, too


def forked(work, arrange=lambda: None):
    """The exit status of a child that first arranges its death and then works; negative is a signal."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 99
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        arrange()
        status = work()
    finally:
        os._exit(status)


def at_event(number):
    """Death at the `number`-th event: a statement, a stretch of SQLite's work, or what is done with a file."""
    return lambda: listen(_countdown(number), _EVENTS)


def at_change(number):
    """Death just before the `number`-th change of a folder."""
    return lambda: listen(_countdown(number), _CHANGES, statements=False)


def _countdown(number):
    left = count(number - 1, -1)

    def step():
        if next(left) <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def listen(step, events, *, statements=True):
    """Have `step` called at each of `events` of which Python tells its auditors, and at each statement and stretch of
    work of which SQLite tells."""

    def stepped(*_):
        step()
        return 0  # go on

    def connect(*arguments, **options):
        connection = connected(*arguments, **options)
        if statements:
            connection.set_trace_callback(stepped)
            connection.set_progress_handler(stepped, _STEPS)
        return connection

    connected, sqlite3.connect = sqlite3.connect, connect
    sys.addaudithook(lambda event, _: step() if event in events else None)


def at_byte(limit):
    """Death in the middle of the first write beyond `limit` bytes of any file: half a page, half a line."""
    import resource

    def arrange():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return arrange


def at_time(seconds):
    """Death after that time, wherever the process is."""

    def arrange():
        if os.fork() == 0:  # a sibling of the work that kills it; it must not outlive it for long
            time.sleep(seconds)
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(0)

    return arrange


class Events(NamedTuple):
    """How many events and changes of folders the whole work has, and how many seconds it takes."""

    count: int
    changes: int
    seconds: float


def events_of(work):
    """The events of the work, which is done to its end."""
    reading, writing = os.pipe()
    events, changes = count(), count()

    def arrange():
        listen(lambda: next(events), _EVENTS)
        listen(lambda: next(changes), _CHANGES, statements=False)

    def counting():
        began = time.monotonic()
        status = work()
        os.write(writing, f"{next(events)} {next(changes)} {time.monotonic() - began}".encode())
        return status

    status = forked(counting, arrange)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read().split()
    assert status == 0, status
    return Events(int(told[0]), int(told[1]), float(told[2]))


def deaths(events, largest, seed):
    """Ways to die without end: before each change of a folder in turn; at events spread evenly over the work; in the
    midst of writing, at a byte up to the size of the `largest` file; and at random moments."""
    chance = random.Random(seed)
    for i in count():
        if events.changes:
            change = events.changes - i % events.changes  # the last ones first: there files move to their places
            yield f"change {change} of {events.changes}", at_change(change)
        number = 1 + int(i * 0.618034 % 1 * events.count)
        yield f"event {number} of {events.count}", at_event(number)
        limit = chance.randrange(1, largest)
        yield f"byte {limit} of {largest}", at_byte(limit)
        seconds = chance.uniform(0, events.seconds)
        yield f"{seconds:.3f} s", at_time(seconds)
