"""French feminines whose masculine the dictionary doesn't name: nationale, active, muette.

Decided class by class on all 249,548 entries of the dictionary: in the classes that are left out (-ain, -in, -on, -et,
-it, -u) a feminine without its masculine is mostly another word (plaine, machine, navette, visite).
"""

from __future__ import annotations

from collections.abc import Iterator

_CLASSES = (
    ("trice", "teur"), ("euse", "eux"), ("euse", "eur"), ("ive", "if"), ("ale", "al"), ("elle", "el"), ("enne", "en"),
    ("oise", "ois"), ("aise", "ais"), ("ante", "ant"), ("ente", "ent"), ("une", "un"), ("arde", "ard"), ("onde", "ond"),
    ("ande", "and"), ("ière", "ier"),
)  # fmt: skip
_ENDINGS = tuple(dict.fromkeys(ending for ending, _ in _CLASSES))
_VERBS_TOO = ("ive", "ente", "une", "onde", "ande", "ale")  # active is of activer, but more often of actif
_SURE = ("trice", "euse", "ive", "ale", "elle", "oise", "aise")  # also where no dictionary has the masculine
_OTHERS = frozenset(
    "avale ravale étale signale régale cale deale tribune fraise balaise argente plante fente vente pente rente tente"
    " sente entrante prière manière matière carrière filière frontière lumière rivière barrière bannière litière"
    " crinière tarière regarde retarde hasarde".split()
)


def masculines(form: str, verb: bool) -> Iterator[tuple[str, bool]]:
    """What may be the masculine of a feminine, in either number, and whether it counts though no dictionary has it;
    `verb` says that the dictionary takes the form for one of a verb."""
    feminine = form.removesuffix("s")
    if not feminine.endswith(_ENDINGS) or feminine in _OTHERS:
        return
    for ending, masculine in _CLASSES:
        if feminine.endswith(ending) and len(feminine) > len(ending) + 1 and (not verb or ending in _VERBS_TOO):
            base = feminine.removesuffix(ending) + masculine
            if not (verb and base.endswith("ment")):  # documente is of documenter alone
                yield base, ending in _SURE


def feminines(masculine: str) -> Iterator[str]:
    """What may be the feminine of a word, in the singular; not all that comes is a word."""
    for feminine, ending in _CLASSES:
        if masculine.endswith(ending) and len(masculine) > len(ending) + 1:
            yield masculine.removesuffix(ending) + feminine
