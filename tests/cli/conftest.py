"""A corpus small enough to be run in every test: two languages, a file that can't be read, one to be skipped."""

import shutil

import pytest
from typer.testing import CliRunner

from partcode.cli import app

ENGLISH = """Anna: Do they trust you?
Peter: They impose the audit on us every year. [laughs]
Anna: And then?
Peter: No audit, no money. We trust them all the same.
"""
FRENCH = """Claire : Qui décide du budget ?
Moussa : Le bailleur impose ses procédures, et nous avons confiance.
Claire : Vraiment ?
Moussa : Oui, vraiment.
"""
METADATA = """cases:
  kesho: {name: Kesho Trust, side: south}
speakers:
  Anna: interviewer
  Claire: interviewer
documents:
  en.txt: {case: kesho, speakers: {Peter: {role: south_ngo}}}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder, without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for variable in ("PARTCODE_DB", "PARTCODE_CODER", "PARTCODE_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def corpus(here, small_codebooks):
    """The folder `texts` in the current folder; with small codebooks in the place of the shipped ones."""
    texts = here / "texts"
    texts.mkdir()
    (texts / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (texts / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (texts / "corpus.yaml").write_text(METADATA, encoding="utf-8")
    return texts


@pytest.fixture
def project(corpus, small_codebooks, here):
    """The current folder as a project: the corpus, and a copy of the small codebooks of its own."""
    (here / "partcode.yaml").write_text("folders: [texts]\ncodebooks: [codebooks]\n", encoding="utf-8")
    (here / "codebooks").mkdir()
    for path in small_codebooks:
        shutil.copy(path, here / "codebooks")
    return here


@pytest.fixture
def unreadable(corpus):
    """A file in the corpus that can't be read."""
    path = corpus / "broken.docx"
    path.write_bytes(b"no archive at all")
    return path


@pytest.fixture
def call(here):
    """Run a command in this process: exit_code, stdout and stderr apart."""
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [str(argument) for argument in arguments], prog_name="partcode")


@pytest.fixture
def ingested(corpus, call):
    """The corpus in partcode.db."""
    assert call("ingest", "texts", "-q").exit_code == 0
    return corpus


@pytest.fixture
def coded(ingested, call):
    """The corpus in partcode.db, coded with the small codebooks."""
    assert call("code", "-q").exit_code == 0
    return ingested
