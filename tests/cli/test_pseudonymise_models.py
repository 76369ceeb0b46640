"""Names that installed spaCy pipelines find, in the labels of the French and of the English ones."""

import csv
import io
import sys
from importlib.metadata import entry_points

import pytest

from partcode.match.entities import _loaded, installed_models

FRENCH = """Claire : Le budget d’Amadou Sarr, et la part d'Amadou ? Marie-Claire Diop le sait.
Moussa : Marie ne vient pas. Mme Diop est à Thiès, avec les gens d'Eau Vive. XXXX XX était là.
Claire : Oui. Ouais. Et puis Espérance le dit, avec la Fondation.
Moussa : La fondation paie ; Fondation ou pas, Thiès attend.
"""
ENGLISH = """Tess: Aminata's report went to Mr Lund from Oslo, and Oslo read Aminata’s report.
Peter: Ingmar Lund's sister, Grace, asked Kesho Trust. Dan: Mmm, he said.
Tess: Then Grace left, and Oslo, and Lund.
"""
PATTERNS = {
    # As statistical pipelines give them: with d', 's, a title, words too many, and blackened names.
    "fr": {
        "PER": ["d’Amadou Sarr", "d'Amadou", "Marie-Claire Diop", "Marie", "Mme Diop", "XXXX XX", "Espérance", "Ouais"],
        "LOC": ["Thiès", "Fondation"],
        "ORG": ["Eau Vive"],
    },
    "en": {
        "PERSON": ["Aminata's", "Aminata’s", "Mr Lund from", "Ingmar Lund's", "Grace", "Dan: Mmm"],
        "GPE": ["Oslo"],
        "ORG": ["Kesho Trust", "the Kesho Trust"],
        "DATE": ["Then"],
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Two pipelines as pip installs them."""
    import spacy

    site = tmp_path_factory.mktemp("site")
    for language, labels in PATTERNS.items():
        name = f"{language}_small"
        nlp = spacy.blank(language)
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": k, "pattern": text} for k, texts in labels.items() for text in texts])
        (site / name).mkdir()
        nlp.to_disk(site / name / "data")
        loader = "import spacy\n\n\ndef load(**options):\n    return spacy.load(__path__[0] + '/data', **options)\n"
        (site / name / "__init__.py").write_text(loader, encoding="utf-8")
        about = site / f"{name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (about / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n", encoding="utf-8")
    return site


@pytest.fixture
def models(site, monkeypatch):
    import spacy

    monkeypatch.syspath_prepend(site)
    # What is installed is looked up once, when spaCy is imported.
    catalogue = sys.modules[type(spacy.registry.models).__module__]
    monkeypatch.setattr(catalogue, "AVAILABLE_ENTRY_POINTS", entry_points())
    yield
    _loaded.cache_clear()
    for name in ("en_small", "fr_small"):
        sys.modules.pop(name, None)


@pytest.fixture
def proposed(models, here, call):
    (here / "interviews").mkdir()
    (here / "interviews/fr.txt").write_text(FRENCH, encoding="utf-8")
    (here / "interviews/en.txt").write_text(ENGLISH, encoding="utf-8")
    (here / "key").mkdir()
    result = call("pseudonymise", "propose", "interviews", "-o", "key/names.csv")
    assert result.exit_code == 0 and "asked: en_small, fr_small" in result.stderr
    text = (here / "key/names.csv").read_text(encoding="utf-8")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


def test_installed_pipelines_are_known_by_name(models):
    assert installed_models(("en", "fr")) == ["en_small", "fr_small"]


def test_both_schemes_of_labels_are_taken_without_what_stands_around_a_name(proposed):
    assert {name: row["kind"] for name, row in proposed.items()} == {
        "Claire": "person", "Moussa": "person", "Tess": "person", "Peter": "person",  # who speak
        "Amadou Sarr": "person", "Marie-Claire Diop": "person", "Thiès": "place", "Aminata": "person",
        "Ingmar Lund": "person", "Oslo": "place", "Grace": "person", "Kesho Trust": "organisation",
        "Espérance": "person", "Ouais": "person",
        # ordinary words: never inside a sentence, or no person
        "Marie": "unknown", "Dan": "unknown", "Fondation": "unknown", "Eau Vive": "unknown",
    }  # fmt: skip


def test_names_of_models_come_out_consistently(proposed, here, call):
    rows = [row | {"pseudonym": {"Marie": "Odile", "Ouais": ""}.get(name, row["pseudonym"])}
            for name, row in proposed.items()]  # fmt: skip
    with (here / "key/names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    result = call("pseudonymise", "apply", "interviews", "--key", "key/names.csv", "--out", "copy")
    assert result.exit_code == 0, result.stdout + result.stderr
    new = {row["name"]: row["pseudonym"] for row in rows}
    amadou, lund, diop = new["Amadou Sarr"].split()[0], new["Ingmar Lund"], new["Marie-Claire Diop"]
    french = (here / "copy/fr.txt").read_text(encoding="utf-8")
    assert f"Le budget d’{new['Amadou Sarr']}, et la part d'{amadou} ? {diop} le sait." in french
    assert f"Odile ne vient pas. Mme {diop.split()[-1]} est à {new['Thiès']}" in french
    english = (here / "copy/en.txt").read_text(encoding="utf-8")
    assert f"{new['Aminata']}'s report went to Mr {lund.split()[1]} from {new['Oslo']}" in english
    assert f"read {new['Aminata']}’s report" in english and f"{lund}'s sister, {new['Grace']}," in english
