"""The settings of a study: flags over environment over the project file partcode.yaml over defaults.

# partcode.yaml; every setting is optional, paths are relative to the folder of this file
folders: [interviews, documents]
codebooks: [codebooks/norms.yaml, codebooks/own]
db: study.db
out: results
unit: sentence                   # sentence, paragraph or turn
language: auto                   # auto, en or fr
jobs: 2                          # 0: one per processor
engine: local                    # local or dask
scheduler: tcp://login1:8786     # of the engine dask
include: ["*.docx"]
exclude: [drafts/**]
encoding: cp1252
format: csv                      # csv, tsv, jsonl, xlsx or parquet
excel: true
strict: false
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partcode.errors import ConfigError, Location, MetadataError, UsageError, closest
from partcode.model.corpus import LANGUAGES, Unit
from partcode.model.options import Options

if TYPE_CHECKING:
    from partcode.ingest.strict_yaml import Node, Scalar

PROJECT_FILE = "partcode.yaml"
DB_VARIABLE = "PARTCODE_DB"
FORMATS = ("csv", "tsv", "jsonl", "xlsx", "parquet")

_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}


def options(given: Mapping[str, Any], environment: Mapping[str, str], project: Path | None = None) -> Options:
    """The settings of a command: those `given` (None and () are not), then the environment's, then those of the
    project file (`project`, or partcode.yaml in the current folder), then the defaults.

    Raises ConfigError for a project file that can't be used.
    """
    settings = project_settings(project)
    if environment.get(DB_VARIABLE):
        settings["db"] = Path(environment[DB_VARIABLE])
    settings |= {name: value for name, value in given.items() if value is not None and value != ()}
    return Options(**settings)


def project_settings(project: Path | None = None) -> dict[str, Any]:
    """What the project file sets; nothing when none is named and the current folder has none."""
    path = project or Path(PROJECT_FILE)
    if project is None and not path.is_file():
        return {}
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path)
    except FileNotFoundError:
        raise UsageError("no such project file", where=Location(str(path)), hint="check --project") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        hint = "save it as UTF-8, where you may read it; or name another with --project"
        raise ConfigError(f"can't be read: {reason}", where=Location(str(path)), hint=hint) from None


def parse(text: str, path: Path) -> dict[str, Any]:
    """The settings in the text of a project file at `path`; ConfigError with the place of what is wrong."""
    from partcode.ingest.problems import Problems
    from partcode.ingest.strict_yaml import Fields, Scalar, load

    try:
        node = load(text, str(path), problems := Problems())
        problems.check()
    except MetadataError as error:
        raise ConfigError(error.message, where=error.where, hint=error.hint) from None
    if node is None or (isinstance(node, Scalar) and not node.text):
        return {}
    if not isinstance(node, Fields):
        raise ConfigError("must be written as `name: value` lines", where=node.where, hint="db: study.db")
    settings = {}
    for key, value in node.entries.items():
        if key not in _SETTINGS:
            raise ConfigError(f"unknown setting {key}", where=node.keys[key], hint=_meant(key, tuple(_SETTINGS)))
        settings[key] = _SETTINGS[key](value, path.parent)
    return settings


def _meant(given: str, known: tuple[str, ...]) -> str:
    near = closest(given, known)
    return f"did you mean {near}?" if near else f"one of: {', '.join(known)}"


def _scalar(node: Node) -> Scalar:
    from partcode.ingest.strict_yaml import Scalar

    if isinstance(node, Scalar) and node.text:
        return node
    raise ConfigError("must be one value", where=node.where, hint="write it on this line, after the colon")


def _text(node: Node, folder: Path) -> str:
    return _scalar(node).text


def _texts(node: Node, folder: Path) -> tuple[str, ...]:
    """A list, or a single value for a list of one."""
    from partcode.ingest.strict_yaml import Items

    return tuple(_scalar(item).text for item in (node.items if isinstance(node, Items) else (node,)))


def _path(node: Node, folder: Path) -> Path:
    return folder / Path(_scalar(node).text).expanduser()


def _paths(node: Node, folder: Path) -> tuple[Path, ...]:
    return tuple(folder / Path(text).expanduser() for text in _texts(node, folder))


def _number(node: Node, folder: Path) -> int:
    value = _scalar(node)
    if not value.text.isdecimal() or len(value.text) > 6:
        raise ConfigError(f"{value.text} is no number", where=value.where, hint="jobs: 2, or 0: one per processor")
    return int(value.text)


def _flag(node: Node, folder: Path) -> bool:
    value = _scalar(node)
    if (found := _BOOLEANS.get(value.text.casefold())) is None:
        raise ConfigError(f"{value.text} is neither true nor false", where=value.where, hint="write true or false")
    return found


def _encoding(node: Node, folder: Path) -> str:
    value = _scalar(node)
    return checked_encoding(value.text, value.where)


def checked_encoding(name: str, where: Location | None = None) -> str:
    """The name of an encoding that Python knows; UsageError otherwise."""
    from partcode.ingest.encoding import codec_of

    if not codec_of(name):
        hint = "utf-8, utf-16, cp1252, mac-roman, latin-1 …"
        raise UsageError(f"unknown encoding {name}", where=where, hint=hint)
    return name


def _choice(*allowed: str) -> Callable[[Node, Path], str]:
    def choose(node: Node, folder: Path) -> str:
        value = _scalar(node)
        if value.text not in allowed:
            raise ConfigError(f"{value.text} is not possible here", where=value.where, hint=_meant(value.text, allowed))
        return value.text

    return choose


def _unit(node: Node, folder: Path) -> Unit:
    return Unit(_choice(*Unit)(node, folder))


_SETTINGS: dict[str, Callable[[Node, Path], Any]] = {
    "folders": _paths,
    "db": _path,
    "out": _path,
    "codebooks": _paths,
    "unit": _unit,
    "language": _choice("auto", *LANGUAGES),
    "jobs": _number,
    "engine": _choice("local", "dask"),
    "scheduler": _text,
    "include": _texts,
    "exclude": _texts,
    "encoding": _encoding,
    "format": _choice(*FORMATS),
    "excel": _flag,
    "strict": _flag,
}
