"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partcode.errors import ExportError, Location
from partcode.store.file.beside import take_place, written_beside

_HINTS = {
    errno.ENOSPC: "make room; what was there before is untouched",
    errno.EDQUOT: "make room, or ask for a larger quota; what was there before is untouched",
    errno.EFBIG: "a limit on the size of files was reached (ulimit -f); what was there before is untouched",
    errno.EACCES: "choose a folder of your own, or close the file in the program that has it open",
    errno.EPERM: "choose a folder of your own, or close the file in the program that has it open",
    errno.EROFS: "choose a folder that can be written",
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "there is a file where the folder should be",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Errors of the operating system leave as ExportError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"can't be written: {reason}", where=Location(str(path)), hint=_HINTS.get(error.errno or 0, "")
        ) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to: one beside `path` that takes its place when the block ends well. Where `path` is a link,
    what it leads to is replaced; a device or a FIFO is written straight into.

    A new file can be read by its owner alone; one that was there keeps its permissions.
    """
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            yield path
            return
        target = Path(os.path.realpath(path))
        with written_beside(target) as beside:
            yield beside
            take_place(beside, target)
