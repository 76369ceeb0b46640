"""Forms of irregular French verbs, by the verb at the root of a family: repris is to reprendre as pris to prendre."""

from __future__ import annotations

from collections.abc import Iterator

_FAMILIES = (
    "pris prendre|mis mettre|quis quérir|clu clure|clus clure|duit duire|truit truire|cuit cuire|traint traindre"
    "|craint craindre|plaint plaindre|joint joindre|teint teindre|peint peindre|feint feindre|streint streindre"
    "|freint freindre|crit crire|dit dire|fait faire|trait traire|ouvert ouvrir|offert offrir|souffert souffrir"
    "|tenu tenir|venu venir|couru courir|vêtu vêtir|çu cevoir|vu voir|voulu vouloir|valu valoir|plu plaire"
    "|dû devoir|du devoir|connu connaître|paru paraître|cru croître|crû croître|cru croire|lu lire|vécu vivre"
    "|vaincu vaincre|suivi suivre|résolu résoudre|né naître|mort mourir|assis asseoir|suffi suffire|nui nuire"
    "|mû mouvoir|mu mouvoir|ému émouvoir|fui fuir|battu battre|bu boire"
)
_NOUNS = frozenset(
    "entreprise entreprises vue vues revue revues avenue avenues revenu revenus crue crues du bus".split()
)


def _by_ending() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for participle, infinitive in (pair.split() for pair in _FAMILIES.split("|")):
        found.setdefault(participle, []).append(infinitive)
    return found


_ENDINGS = _by_ending()
_LAST = tuple(end + more for end in {one[-1] for one in _ENDINGS} for more in ("", "s", "e", "es"))
_LENGTHS = sorted(set(map(len, _ENDINGS)))


def irregular_infinitives(form: str) -> Iterator[str]:
    """What may be the infinitive of a participle in either gender and number; not all that comes is a word."""
    if not form.endswith(_LAST) or form in _NOUNS:
        return
    singular = form.removesuffix("s")
    for masculine in dict.fromkeys((form, singular, singular.removesuffix("e"))):
        for length in _LENGTHS:
            for infinitive in _ENDINGS.get(masculine[-length:], ()):
                yield masculine[:-length] + infinitive
