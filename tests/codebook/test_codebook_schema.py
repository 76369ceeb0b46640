"""The JSON Schema: what is shipped is what the loader's own description gives, and editors agree with the loader."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from partcode.codebook.jsonschema import json_schema, text
from partcode.codebook.library import shipped_paths
from partcode.codebook.loader import load, loads
from partcode.codebook.template import template
from partcode.errors import CodebookError

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft202012Validator(json_schema())

FULL = """\
codebook: mine
version: 1.0.0
title: {en: Mine, fr: Le mien}
uses: [power]
accents: exact
lists: {money: {en: fund, fr: [fonds]}, œuvre: {fr: [œuvre]}}
codes:
  - id: mine.first
    label: {en: First, fr: Premier}
    who: {exerted_by: state, said_by: [io, state]}
    rules:
      - {id: r, en: [no, 2020, true], unless: {en: []}, certainty: low, negation: drop}
      - {id: n, fr: couper, near: {any: {fr: [<money>]}, within: 6 words}}
      - {id: t, tokens: {en: [[{LOWER: {IN: [a]}, OP: '?'}, {LENGTH: {'>=': 4}}, {IS_PUNCT: true}, {}]]}}
      - {id: c, codes: mine.second}
    examples: {matches: [{en: It is cut., role: state, negated: false}], rejects: []}
  - {id: mine.second, stands_for: {kind: reference}}
sequences: [{id: chain, steps: [mine.first, mine.second@state], within: 6 turns}]
"""


def errors(source: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(source))]


def test_the_shipped_schema_is_what_the_language_gives() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert (ROOT / "codebooks" / "codebook.schema.json").read_text(encoding="utf-8") == text()
    assert json.loads(text()) == json_schema()


@pytest.mark.parametrize("path", shipped_paths(), ids=lambda path: path.stem)
def test_a_shipped_codebook_is_valid(path: Path) -> None:
    try:
        load(path)
    except CodebookError:
        pytest.skip("it doesn't load")
    assert errors(path.read_text(encoding="utf-8")) == []


def test_a_codebook_of_every_form_is_valid() -> None:
    assert loads(FULL, "mine.yaml").id == "mine"
    assert errors(FULL) == []
    assert errors(template("mine", "Mine")) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("codebook: mine", "codebok: mine"),
        ("codebook: mine", "codebook: Mine"),
        ("version: 1.0.0", "version: 1.0"),
        ("label:", "lable:"),
        ("certainty: low", "certainty: lowish"),
        ("negation: drop", "negation: dorp"),
        ("said_by: [io, state]", "said_by: [io, stat]"),
        ("within: 6 words", "within: 6"),
        ("{en: First, fr: Premier}", "{en: First, de: Erste}"),
        ("{LOWER: {IN", "{LOWR: {IN"),
        ("uses: [power]", "uses: [power@1]"),
        ("œuvre: {fr", "2x: {fr"),
        ("near: {any: {fr: [<money>]}, within", "near: {within"),
        ("{kind: reference}", "{kind: reference, role: state}"),
        ("{en: It is cut., role", "{en: It is cut., fr: C'est coupé., role"),
        ("negated: false", "negated: perhaps"),
        ("6 turns", "soon"),
        ("- {id: r, en", "- {en"),
    ],
)
def test_what_the_loader_refuses_an_editor_underlines(good: str, bad: str) -> None:
    assert good in FULL
    source = FULL.replace(good, bad, 1)
    with pytest.raises(CodebookError):
        loads(source, "mine.yaml")
    assert errors(source)


@pytest.mark.parametrize("codes", ["codes: []", "codes: [{id: a, rules: [{id: r, en: []}]}]"])
def test_what_is_empty_and_must_not_be_is_underlined(codes: str) -> None:
    source = f"codebook: mine\nversion: 1.0.0\n{codes}\n"
    with pytest.raises(CodebookError):
        loads(source, "mine.yaml")
    assert errors(source)
    assert not errors("codebook: mine\nversion: 1.0.0\nextend: power@1.0.0\ncodes: []\n")


def test_languages_are_explained_wherever_they_stand() -> None:
    defined = json_schema()["$defs"]
    for found in (json_schema()["properties"]["title"], defined["code"]["properties"]["label"]):
        assert found["properties"]["fr"]["description"] == "In French."
    for found in (defined["rule"]["properties"]["unless"], defined["near"]["properties"]["any"]):
        assert found["properties"]["en"]["description"] == "In English."


def test_every_key_is_explained() -> None:
    objects = [json_schema(), *json_schema()["$defs"].values()]
    properties = [one for found in objects for one in found.get("properties", {}).values()]
    assert len(properties) > 60
    assert all(one["description"] for one in properties)
