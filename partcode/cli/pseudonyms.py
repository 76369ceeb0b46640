"""The steps that the commands of pseudonymise share, with what is said about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from partcode.cli import work
from partcode.cli.options import study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count, shortened
from partcode.errors import Exit
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.pipeline.pseudonyms.copying import Copy, Material
    from partcode.pipeline.pseudonyms.files import Files
    from partcode.pseudonyms.names import Name

_SHOWN = 10  # lines of a warning


def names_of(key: Path, out: Path, terminal: Terminal) -> list[Name]:
    """The names of a key that is kept apart from what is written, and from others' eyes."""
    from partcode.pipeline.pseudonyms import files

    files.keep_apart(key, [out])
    names = [row.name for row in files.load_key(key)]
    files.check_has_names(names, key)
    files.load_records(key)  # damaged ones are told before anything is written
    terminal.warn(*(f"warning: others can read {path}: chmod 600" for path in files.readable_by_others(key)))
    return names


def material_of(
    terminal: Terminal,
    project: Path | None,
    folders: list[Path] | None,
    include: list[str] | None,
    exclude: list[str] | None,
    language: str | None,
    encoding: str | None,
    key: Path | None,
    out: Path | None = None,
) -> Material:
    """The corpus, read. UsageError: it has the key, or would have its copy, in itself."""
    from partcode.pipeline.pseudonyms import copying, files

    options = study(project, folders=folders, include=include, exclude=exclude, language=language, encoding=encoding)
    work.need_folders(options)
    within = [folder for folder in options.folders if folder.is_dir()]
    if key:
        files.keep_apart(key, within)
    if out:
        files.refuse_inside(out, within)
    with terminal.progress() as progress:
        material = copying.read_material(options, progress)
    unread = [f"warning: {path} is left out: {problem}" for path, problem in material.unread]
    terminal.warn(*shortened(unread, _SHOWN))
    return material


def stop_if_names_are_left(copy: Copy, target: Target, terminal: Terminal) -> None:
    """Show the names that a copy would have, and exit."""
    if copy.left:
        rows = [(one.path, one.line, one.name, one.context) for one in copy.left]
        target.put(Table(("file", "line", "name", "context"), rows, "Names that are left"), terminal)
        terminal.warn(
            f"error: {count(len(copy.left), 'name')} would be left; nothing was written",
            "  give what stands there a row of its own: with a pseudonym, or without, if it may stay",
        )
        raise typer.Exit(Exit.NO)


def tell_of_names(material: Material, names: list[Name], terminal: Terminal) -> None:
    """What stays by the key, and what it doesn't know."""
    from partcode.pipeline.pseudonyms import proposing

    new = [f"warning: the key has no row for {name}" for name in proposing.without_row(material, names)]
    terminal.warn(*shortened(new, _SHOWN), *(["  partcode pseudonymise propose adds what is missing"] if new else []))
    kept = [name.name for name in names if not name.pseudonym]
    if kept:
        named = ", ".join(kept[:_SHOWN]) + (" …" if len(kept) > _SHOWN else "")
        terminal.say(f"left as it is, without a pseudonym: {named}")


def write(found: Files, out: Path, terminal: Terminal, *, dry_run: bool) -> None:
    """Write changed files, and say what to look at."""
    from partcode.pipeline.pseudonyms import files

    lost = [] if dry_run else files.write_folder(out, found.files)
    unknown = (f"warning: nothing is recorded of {path}: its positions are as before" for path in found.unknown)
    loose = (f"{path}: changed since, or not from a copy: put back name by name" for path in found.loose)
    skipped = (f"warning: {path} is left out: {problem}" for path, problem in found.skipped)
    left = (f"warning: {name} is left in column {column}" for name, column in found.left)
    stale = (f"warning: {path}: the key isn't that of the last apply: apply again first" for path in found.stale)
    for warnings in (skipped, unknown, stale, left, (f"warning: {one}" for one in lost)):
        terminal.warn(*shortened(warnings, _SHOWN))
    verb = "would be written" if dry_run else "written"
    terminal.say(*shortened(loose, _SHOWN), f"{verb}: {out}: {count(len(found.files), 'file')}")
