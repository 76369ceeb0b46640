"""partcode report: what it writes, what it says, and what it does not touch."""

import json
import re

import pytest
from typer.testing import CliRunner

from partcode.cli import app
from partcode.pipeline import reporting
from partcode.report import assembling
from tests.report.conftest import FILE


@pytest.fixture
def report(study, tmp_path, monkeypatch):
    """Run the command in an empty folder, without figures and what draws them: these take a second."""
    monkeypatch.setattr(assembling, "_drawing", lambda: "")
    monkeypatch.setattr(reporting, "answers", lambda material: {})
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    return lambda *words: runner.invoke(app, ["report", "--db", str(study), *map(str, words)], prog_name="partcode")


def shown(file):
    found = re.search(r'<script type="application/json" id="study">(.*?)</script>', file.read_text(encoding="utf-8"))
    return json.loads(found[1])


def test_it_writes_one_file_and_says_which(report, tmp_path):
    done = report("--title", "Two talks")
    file = tmp_path / "report.html"
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(r"written: report\.html: 2 documents, 9 codings, [\d,]+ kB\n", done.stderr)
    assert "<title>Two talks</title>" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0  # it holds the interviews
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_report_takes_the_place_of_a_report_and_is_the_same_bytes(report, tmp_path):
    assert report("-q").stderr == ""
    first = (tmp_path / "report.html").read_bytes()
    assert report("-q").exit_code == 0
    assert (tmp_path / "report.html").read_bytes() == first


def test_another_file_is_replaced_only_with_yes(report, tmp_path):
    file = tmp_path / "thesis.html"
    file.write_text("<h1>My thesis</h1>", encoding="utf-8")
    done = report("-o", file)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no report of partcode's" in done.stderr and "--yes" in done.stderr
    assert file.read_text(encoding="utf-8") == "<h1>My thesis</h1>"
    assert report("-o", file, "--yes").exit_code == 0
    assert shown(file)["documents"]


def test_a_folder_that_is_not_there_is_told(report, tmp_path):
    done = report("-o", tmp_path / "none" / "report.html")
    assert done.exit_code == 2
    assert "make the folder first" in done.stderr


@pytest.mark.parametrize(
    ("words", "documents", "codings"),
    [
        (["--case", "nine"], [FILE], 6),
        (["--language", "fr"], ["fr.txt"], 3),
        (["--code", "talk.trust"], [FILE, "fr.txt"], 4),
        (["--role", "north_funder"], [FILE], 1),
        (["--status", "accepted"], [FILE, "fr.txt"], 1),
        (["--certainty", "high"], [FILE, "fr.txt"], 4),
    ],
)
def test_filters_choose_what_is_in_the_file(report, tmp_path, words, documents, codings):
    assert report("-q", *words).exit_code == 0
    study = shown(tmp_path / "report.html")
    assert [one["path"] for one in study["documents"]] == documents
    assert len(study["codings"]["code"]) == codings


def test_a_value_that_is_not_there_is_an_error_that_says_what_is_meant(report, tmp_path):
    done = report("--case", "nin")
    assert done.exit_code == 2
    assert "did you mean nine?" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_what_draws_pictures_it_says_what_to_install(report, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    done = report()
    assert done.exit_code == 2
    assert "pip install 'partcode[plots]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
