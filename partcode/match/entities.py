"""Names that a trained spaCy pipeline finds; spaCy's rooms are entered here and in tokens alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from partcode.errors import UsageError

KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip


def installed_models(languages: Sequence[str]) -> list[str]:
    """The trained pipelines that are installed for these languages, one for each, smallest names first."""
    import spacy

    found: dict[str, str] = {}
    for name in sorted(spacy.util.get_installed_models(), key=lambda name: (len(name), name)):
        if name[:2] in languages:
            found.setdefault(name[:2], name)
    return [found[language] for language in languages if language in found]


def entities(lines: Iterable[str], model: str) -> Iterator[tuple[str, str]]:
    """Each name in these lines, with its kind: person, organisation or place. UsageError without the pipeline."""
    for doc in _loaded(model).pipe(line for line in lines if line.strip()):
        for entity in doc.ents:
            if entity.label_ in KINDS:
                yield entity.text, KINDS[entity.label_]


def language_of(model: str) -> str:
    """The language of a pipeline, as en. UsageError without it."""
    return str(_loaded(model).lang)


@lru_cache(maxsize=2)
def _loaded(model: str) -> Any:
    import spacy

    try:
        return spacy.load(model)
    except OSError:
        hint = f"python -m spacy download {model}; without --model those installed are asked"
        raise UsageError(f"no spaCy pipeline {model}", hint=hint) from None
