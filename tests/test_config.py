from dataclasses import fields
from pathlib import Path

import pytest

from partcode.config import options, parse
from partcode.errors import ConfigError, UsageError
from partcode.model import Unit
from partcode.model.options import Options

EVERYTHING = """folders: [interviews, ../documents]
codebooks: own.yaml
db: study.db
out: tables
unit: turn
language: fr
jobs: 2
engine: dask
scheduler: tcp://login1:8786
include: ["*.docx", interviews/**]
exclude: drafts/**
encoding: cp1252
format: tsv
excel: yes
strict: true
"""


def test_every_setting_can_be_made_and_paths_are_those_of_the_file():
    settings = parse(EVERYTHING, Path("study/partcode.yaml"))
    assert settings == {
        "folders": (Path("study/interviews"), Path("study/../documents")),
        "codebooks": (Path("study/own.yaml"),),
        "db": Path("study/study.db"),
        "out": Path("study/tables"),
        "unit": Unit.TURN,
        "language": "fr",
        "jobs": 2,
        "engine": "dask",
        "scheduler": "tcp://login1:8786",
        "include": ("*.docx", "interviews/**"),
        "exclude": ("drafts/**",),
        "encoding": "cp1252",
        "format": "tsv",
        "excel": True,
        "strict": True,
    }
    # What deletes is asked for each time.
    assert {field.name for field in fields(Options)} == settings.keys()


def test_an_empty_file_sets_nothing():
    assert parse("# nothing yet\n", Path("partcode.yaml")) == {}


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("db: a.db\nfolder: texts\n", "2:1", "unknown setting folder", "did you mean folders?"),
        ("unit: sentnce\n", "1:7", "sentnce is not possible here", "did you mean sentence?"),
        ("jobs: many\n", "1:7", "many is no number", "jobs: 2"),
        ("strict: perhaps\n", "1:9", "perhaps is neither true nor false", ""),
        ("db: [a.db, b.db]\n", "1:5", "must be one value", ""),
        ("db: a.db\ndb: b.db\n", "2:1", "db stands here twice", ""),
        ("include: *.docx\n", "1:11", "not YAML", "quotes"),
        ("folders: [texts\n", "2:1", "not YAML", ""),
        ("just words\n", "1:1", "must be written as `name: value` lines", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, place, message, hint):
    with pytest.raises(ConfigError) as caught:
        parse(text, Path("partcode.yaml"))
    assert str(caught.value.where) == f"partcode.yaml:{place}"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_an_encoding_that_nobody_knows_is_refused():
    with pytest.raises(UsageError, match="unknown encoding utf-88"):
        parse("encoding: utf-88\n", Path("partcode.yaml"))


def test_flags_win_over_environment_over_file_over_defaults(tmp_path):
    project = tmp_path / "partcode.yaml"
    project.write_text("db: file.db\nunit: turn\nout: tables\n", encoding="utf-8")
    assert options({}, {}, project).db == tmp_path / "file.db"
    assert options({}, {"PARTCODE_DB": "environment.db"}, project).db == Path("environment.db")
    given = {"db": Path("flag.db"), "unit": Unit.PARAGRAPH, "folders": (), "jobs": None}
    merged = options(given, {"PARTCODE_DB": "environment.db"}, project)
    assert merged == Options(db=Path("flag.db"), unit=Unit.PARAGRAPH, out=tmp_path / "tables")


def test_the_current_folder_s_project_file_is_found_and_another_must_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert options({}, {}) == Options()
    Path("partcode.yaml").write_text("out: tables\n", encoding="utf-8")
    assert options({}, {}).out == Path("tables")
    with pytest.raises(UsageError, match="no such project file"):
        options({}, {}, Path("other.yaml"))
