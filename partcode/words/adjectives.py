"""French feminines that a dictionary gives to another word, or to none: claire (a first name), dure (of durer), folle.

No rule tells them from what only looks like one (port, porte; point, pointe; cas, case), so the adjectives are named.
Those of the classes that `words.genders` knows by their endings need no place here.
"""

from __future__ import annotations

_ADJECTIVES = (
    "abject abrupt abstrait accru ami argentin assis auteur badaud badin bas bavard bienvenu bougon brut béninois "
    "candidat canin certain chagrin chaud cher clair confit continu correct corrompu cuit diffus direct discontinu "
    "distrait divers dur défait défendu député détendu dévot exact exempt fichu flemmard flou garanti gentil gourd "
    "gras gris grognon gros imparfait imprécis incertain inclus indirect indu inexact infect ingénieur ingénu "
    "insatisfait instruit intact intrus las lent lourd malsain mignon mineur médian métis mûr nanti naïf nul obtus "
    "opalin pareil parfait patron persan piéton plaisant plat professeur précis prêt pur radin reclus romain rond "
    "réduit sain satisfait sourd souverain succinct suspect sélect sûr taquin tordu uni vain vermeil veuf vif voisin "
    "échu écrivain épais épars éperdu"
).split()
_DOUBLED = "bas gros las gras épais métis nul gentil pareil vermeil".split()
_TABLE = (
    "blanc blanche|franc franche|sec sèche|frais fraîche|frais fraiche|long longue|oblong oblongue|public publique"
    "|caduc caduque|turc turque|grec grecque|laïc laïque|fou folle|mou molle|beau belle|jumeau jumelle|vieux vieille"
    "|faux fausse|roux rousse|jaloux jalouse|doux douce|bref brève|malin maligne|bénin bénigne|favori favorite"
    "|coi coite|tiers tierce|aigu aiguë|aigu aigüe|ambigu ambiguë|ambigu ambigüe|contigu contiguë|contigu contigüe"
    "|exigu exiguë|exigu exigüe|chef cheffe|auteur autrice|maître maîtresse|traître traîtresse|complet complète"
    "|incomplet incomplète|inquiet inquiète|discret discrète|indiscret indiscrète|concret concrète|secret secrète"
    "|replet replète|désuet désuète|muet muette|sujet sujette|net nette|cadet cadette|coquet coquette"
    "|douillet douillette|violet violette|droit droite|étroit étroite|premier première|exprès expresse|tout touste"
)


def _feminine(masculine: str) -> str:
    if masculine in _DOUBLED or masculine.endswith("on"):
        return masculine + masculine[-1] + "e"
    if masculine.endswith("f"):
        return masculine[:-1] + "ve"
    return masculine[:-2] + "ère" if masculine.endswith("er") else masculine + "e"


FEMININES = {_feminine(one): one for one in _ADJECTIVES}
FEMININES |= {feminine: masculine for masculine, feminine in (pair.split() for pair in _TABLE.split("|"))}
