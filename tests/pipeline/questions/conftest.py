"""A study of three interviews and a leaflet, coded once."""

import pytest

from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code
from partcode.pipeline.ingesting import ingest
from partcode.store import open_store

TEXTS = {
    "a.txt": """Anna: Do they trust you?
Peter: They imposed the audit on us, an audit every year [laughs].
And the grant was cut by half in June.
Anna: And then?
Peter: No audit, no money. We trust the villages all the same.
""",
    "b.txt": """Ingrid: We impose an audit because donors want an audit and receipts.
Anna: Receipts?
Ingrid: Receipts, and audits again: the audit reads receipts.
""",
    "c.txt": """Claire : Qui décide du budget ?
Moussa : Le bailleur impose ses procédures, et l'audit coûte cher.
Claire : Et les villageois ont confiance ?
Moussa : Les élus ont confiance.
""",
    "leaflet.txt": "The audit of the fund\n\nThe villages cut the grass, and nobody imposes anything on anybody.\n",
}
METADATA = """speakers:
  Anna: interviewer
  Claire: interviewer
  Peter: south_ngo
  Moussa: south_ngo
  Ingrid: north_funder
cases:
  kesho: {name: Kesho Trust, side: south}
documents:
  a.txt: {case: kesho}
"""


@pytest.fixture(scope="session")
def coded(tmp_path_factory, root):
    """The open store of the study."""
    folder = tmp_path_factory.mktemp("study")
    (texts := folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    (texts / "corpus.yaml").write_text(METADATA, encoding="utf-8")
    books = (root / "tests" / "small_codebooks",)
    options = Options(folders=(texts,), db=folder / "study.db", codebooks=books, jobs=1)
    ingest(options, Silent())
    code(options, Silent())
    with open_store(options.db, create=False) as store:
        yield store


@pytest.fixture(scope="session")
def texts(coded):
    """The stored texts by path."""
    return {version.path: coded.text(version.id) for version in coded.versions()}


@pytest.fixture
def rows():
    """The rows of a table by column, and nothing else."""
    return lambda table: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
