"""The one exit door: every error becomes a few lines on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from typing import Any, NoReturn

import typer

from partcode.cli.help import HelpfulGroup
from partcode.cli.terminal import discard
from partcode.errors import CodebookError, Exit, ExportError, Location, PartcodeError, place_of

DEBUG_VARIABLE = "PARTCODE_DEBUG"
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
_FRAME = re.compile(r'  File "[^"]+", line \d+, in \S+')
_CLOSED = {"stdin": ("r", os.O_RDONLY), "stdout": ("w", os.O_RDONLY), "stderr": ("w", os.O_WRONLY)}


class Door(HelpfulGroup):
    """The outermost group of commands."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it raises leaves as an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # here a closed pipe is still an exception
            return result
        except PartcodeError as error:
            _complain(explained(error))
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            _complain("interrupted; what was finished is kept, run it again")
            raise typer.Exit(Exit.INTERRUPTED) from None
        except BrokenPipeError:
            discard(sys.stdout)
            raise typer.Exit(Exit.DONE) from None

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Typer's own way to exit, with a last net under it."""
        _open_closed_streams()
        try:
            return super().main(*args, **kwargs)
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _UNWRITABLE and not error.filename:
                _stop_printing(error)
            _give_up(error)


def explained(error: PartcodeError) -> str:
    """An error as it is shown: place, message and hint, each finding of a codebook with its caret."""
    if not isinstance(error, CodebookError):
        return f"error: {error}"
    count = len(error.findings)
    errors = "1 error" if count == 1 else f"{count} errors"
    return f"{error.message}\nerror: {errors} in the codebooks; nothing was done"


def _complain(text: str) -> None:
    typer.echo(text, err=True)


def _open_closed_streams() -> None:
    """Streams that the shell has closed (>&-) are there, too, and no file takes their numbers: stdin is empty, stderr
    is not heard. stdout is open for reading only, so that what is written to it fails and is not lost in silence."""
    for name, (mode, flags) in _CLOSED.items():
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flags), mode, encoding="utf-8"))  # noqa: SIM115


def _stop_printing(error: OSError) -> NoReturn:
    """Only a stream's error comes without a file's name."""
    discard(sys.stdout)
    reason = f"can't be written: {error.strerror}"
    _complain(explained(ExportError(reason, where=Location("stdout"), hint="write to a file with room: -o FILE")))
    sys.exit(Exit.USER)


def _frames(error: BaseException) -> list[str]:
    """Where the program was, the innermost place last: files, lines and functions, of what led to the error first."""
    before = error.__cause__ or error.__context__
    lines = [*_frames(before), "which led to:"] if before else []
    # A worker's traceback comes as one text, with what its exception says at the end.
    told = [line for line in str(error).splitlines() if _FRAME.fullmatch(line)] if _is_remote(error) else []
    here = [line for entry in traceback.format_tb(error.__traceback__) for line in entry.splitlines()]
    return [*lines, "Traceback (most recent call last):", *told, *here, type(error).__name__]


def _is_remote(error: BaseException) -> bool:
    return type(error).__name__ == "_RemoteTraceback"


def _give_up(error: Exception) -> NoReturn:
    """A bug. Neither locals nor the exception's own words are shown unasked: they may quote an interview."""
    if os.environ.get(DEBUG_VARIABLE):
        _complain("\n".join(_frames(error)))
    _complain(f"error: this is a bug in partcode: {type(error).__name__} at {place_of(error)}")
    _complain(f"  please report it; {DEBUG_VARIABLE}=1 shows the traceback, without what was said")
    sys.exit(Exit.BUG)
