"""Compounds that are written as one word, with a hyphen or as two: grassroots, grass-roots, grass roots."""

from __future__ import annotations

# Of closed words only these are taken apart.
_PREFIXED = frozenset(
    "cooperation cooperate cooperative coordination coordinate coordinator coexist coexistence".split()
)
_CLOSED = {
    one.replace(" ", ""): tuple(one.split())
    for one in (
        "grass roots|decision making|decision maker|policy making|policy maker|long term|short term|fund raising"
        "|fund raiser|peace building|peace builder|peace keeping|capacity building|trust building|north south"
        "|south south|rule making|law maker|work shop|win win|know how|bottom up|top down|stake holder|share holder"
        "|right holder|gate keeper|gate keeping|watch dog|bench mark|road map|spokes person|check list|guide line"
        "|time line|work load|work plan|bottle neck"
    ).split("|")
}

# Too frequent beside each other to be a compound.
FUNCTION_WORDS = frozenset(
    (
        "a an the of to in on at by for from with and or not no be have do will would can could should must may might"
        " it its his he she they we you i her their our your my this that these those as so if than then there here"
        " all any some each every more most very too also only just into about over under up out off down us them me"
        " him who which what how when where why"
        " le la les l' un une de d' du des à au aux en dans sur sous par pour avec sans et ou ni mais ne pas plus"
        " jamais que qui quoi dont où ce cet cette ces se me te nous vous ils elles il elle on je tu y son sa ses leur"
        " leurs notre nos votre vos mon ma mes être avoir faire tout tous toute toutes très trop si comme même aucun"
        " quel"
    ).split()
)

# Of these, what a compound may hold beside words of content: bottom-up, in-kind; step-by-step, face-à-face; bien-être.
PARTICLES = frozenset("up down in out on off over under être avoir faire".split())
LINKS = frozenset("and by for in of on the to à au de du en et".split())


def parts_of(word: str) -> tuple[str, ...]:
    """The words of a compound when it is written open; none for other words."""
    if "-" in word[1:-1]:
        parts = tuple(word.split("-"))
        return parts if all(part.isalpha() for part in parts) else ()
    if word in _PREFIXED:
        return word[:2], word[2:]
    return _CLOSED.get(word, ())
