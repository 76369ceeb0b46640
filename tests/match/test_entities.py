"""Names that a spaCy pipeline finds: a pipeline made here, since none that is trained may be installed."""

import pytest
import spacy

from partcode.errors import UsageError
from partcode.match.entities import entities, installed_models, language_of


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """A folder with a French pipeline that knows four names."""
    made = spacy.blank("fr")
    ruler = made.add_pipe("entity_ruler")
    known = {"Kofi Mensah": "PER", "Kesho Trust": "ORG", "Oslo": "LOC", "mardi": "DATE"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in known.items()])
    path = tmp_path_factory.mktemp("pipelines") / "made"
    made.to_disk(path)
    return str(path)


def test_persons_organisations_and_places_are_found(pipeline):
    lines = ["Kofi Mensah de Kesho Trust, mardi,", "", "à Oslo"]
    assert list(entities(lines, pipeline)) == [
        ("Kofi Mensah", "person"), ("Kesho Trust", "organisation"), ("Oslo", "place"),
    ]  # fmt: skip
    assert language_of(pipeline) == "fr"


def test_a_pipeline_that_is_not_there_is_told():
    with pytest.raises(UsageError, match="no spaCy pipeline fr_not_there"):
        language_of("fr_not_there")


def test_of_those_installed_one_for_each_language_is_asked(monkeypatch):
    names = ["fr_core_news_md", "de_core_news_sm", "en_core_web_trf", "fr_core_news_sm", "en_core_web_sm"]
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: names)
    assert installed_models(["en", "fr"]) == ["en_core_web_sm", "fr_core_news_md"]


def test_its_names_are_proposed_with_their_kinds(pipeline, tmp_path):
    from typer.testing import CliRunner

    from partcode.cli import app

    (tmp_path / "note.txt").write_text(
        "Hier nous avons parlé avec Kofi Mensah de la réunion, qui aura lieu à Oslo.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["pseudonymise", "propose", str(tmp_path), "--model", pipeline])
    assert [line.split("\t")[:2] for line in result.stdout.splitlines()[1:]] == [
        ["Kofi Mensah", "person"], ["Oslo", "place"],
    ]  # fmt: skip
    assert f"asked: {pipeline}" in result.stderr
