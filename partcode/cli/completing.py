"""What the shell offers for a name that was begun: nothing that takes a person's time, and never an error."""

from __future__ import annotations

from pathlib import Path

import typer

from partcode.errors import PartcodeError


def documents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Documents of the database that the command would open."""
    from partcode.cli.options import study
    from partcode.store import open_store

    try:
        options = study(_path(ctx, "project"), db=_path(ctx, "db"))
        with open_store(options.db, create=False, wait=0) as store:
            return [one.path for one in store.versions() if one.path.startswith(incomplete)]
    except PartcodeError:
        return []


def codebooks(incomplete: str) -> list[str]:
    """Codebooks that are shipped; files the shell knows itself."""
    from partcode.codebook.collection import shipped_paths

    return [path.stem for path in shipped_paths() if path.stem.startswith(incomplete)]


def _path(ctx: typer.Context, name: str) -> Path | None:
    given = ctx.params.get(name)
    return Path(given) if given else None
