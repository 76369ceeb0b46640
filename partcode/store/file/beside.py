"""Files written beside their place: private, whole or not there, and swept away when their writer was killed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import mkdtemp, mkstemp

_PREFIX = ".partcode-"
_ABANDONED = 3600  # seconds without a change, where nobody can say whether the writer lives


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """A new file beside `target` that its owner alone can read, to take its place (see `take_place`); it is gone
    after the block."""

    def make() -> Path:
        descriptor, name = mkstemp(dir=target.parent, prefix=_PREFIX)
        os.close(descriptor)
        return Path(name)

    with _made(target.parent, make) as beside:
        yield beside


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """A new folder in `parent` that its owner alone can read, gone after the block."""
    with _made(parent, lambda: Path(mkdtemp(dir=parent, prefix=_PREFIX))) as folder:
        yield folder


def take_place(written: Path, target: Path) -> None:
    """Move a file to where `target` is, in one step. A file that was there hands on its permissions: whom it is shown
    to is its owner's decision."""
    with suppress(FileNotFoundError):
        os.chmod(written, target.stat().st_mode & 0o777)
    written.replace(target)


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the owner alone; one that is there stays as it is."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        with suppress(FileExistsError):
            missing.mkdir(0o700)
    folder.mkdir(exist_ok=True)  # says so when it is a file


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """No two processes are in such a block of one folder; without effect where folders can't be locked."""
    with _locked(folder, wait=True):
        yield


@contextmanager
def _made(parent: Path, make: Callable[[], Path]) -> Iterator[Path]:
    """Something new in `parent`, locked while the block lasts; what killed processes left there goes first."""
    with ExitStack() as lasting:
        # A folder made here is locked already, and nobody else writes in it.
        with nullcontext() if parent.name.startswith(_PREFIX) else held(parent):
            for left in parent.glob(f"{_PREFIX}*"):
                _sweep(left)
            made = make()
            lasting.callback(_remove, made)
            lasting.enter_context(_locked(made))
        yield made


@contextmanager
def _locked(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """A lock that ends with the block, or with the process however that ends; whether there is one, since not every
    system has them. BlockingIOError when another process has it, unless it is to be waited for."""
    try:
        import fcntl

        descriptor = os.open(path, os.O_RDONLY)
    except (ImportError, PermissionError):  # Windows has none, and an open file couldn't be moved there
        yield False
        return
    try:
        yield _flock(lambda: fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB))
    finally:
        os.close(descriptor)


def _flock(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except BlockingIOError:
        raise
    except OSError:  # a file system without locks
        return False
    return True


def _sweep(left: Path) -> None:
    """Take away what a process left that was killed while it wrote."""
    with suppress(OSError), _locked(left) as sure:  # another process is at it, or was quicker
        if sure or _age(left) > _ABANDONED:
            _remove(left)


def _age(path: Path) -> float:
    return time.time() - max(one.stat().st_mtime for one in (path, *path.glob("*")))


def _remove(path: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
