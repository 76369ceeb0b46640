"""Pseudonyms to propose: common names of West Africa, France and England, and words that mean nothing.

The same word gets the same pseudonym in every name, so that the two Diallos stay relatives and an Amina alone is
never in doubt. A name that begins with a vowel gets one that does, and the d' before it stays right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count
from typing import Literal

from partcode.pseudonyms.letters import VOWELS, is_common, plain, words
from partcode.pseudonyms.names import ELIDED, PARTICLES, TITLES, Sort, chunks_of

Style = Literal["names", "numbers"]

_GIVEN = """
Bintou Camille Salif Nadège Drissa Mireille Lamine Sylvain Kadi Thierno Nafi Benoît Rokia Gaston Safi Denis Maïmouna
Lucas Doussou Marius Tening Gilbert Coura Fabien Daouda Noëlle Modibo Sabine Lassina Colette Boubou Martine Samba
Didier Penda Laurent Cheikh Justine Mariama Félix Bakary Delphine Seydou Corinne Djénéba Rémi Tidiane Valérie Sokhna
Bastien Karim Lucie Fanta Cyril Nestor Solène Zénab Tanguy Balla Gisèle
""".split()
_GIVEN_VOWEL = """
Awa Adrien Idrissa Odile Assane Elsa Issa Agathe Oumar Émile Aïssata Irène Ousmane Alix Adama Édith Ibrahima Arthur
Aïcha Olga Abdou Estelle Amadou Antonin Aminata Éloi Oumou Inès Alpha Andréa Ismaïl Anouk Alioune Elvire Astou Octave
""".split()
_FAMILY = """
Keïta Morel Sow Bernard Camara Lefèvre Sissoko Garnier Touré Perrin Konaté Rousseau Dembélé Chevalier Sangaré Fontaine
Kouyaté Masson Barry Vasseur Sidibé Lacroix Coulibaly Gauthier Doumbia Mercier Fofana Caron Bagayoko Roche Traoré Simon
Cissé Baudin Diarra Marchand Samaké Renaud Konté Texier Tounkara Boyer Ndao Picard Sylla Delmas Mané Robin Gomis Leroy
""".split()
_FAMILY_VOWEL = """
Aubert Adjei Olivier Ouattara Imbert Aïdara Étienne Agbo Aubry Owusu Allard Ayité Evrard Amoah Auger Issaka Arnaud
Adou Ozanne Akakpo
""".split()
_CONSONANTS, _BEGINNINGS, _MIDDLES = "vlrmtndbksg", "aeio", "aeiou"
_CODES = {Sort.PERSON: "P", Sort.ORGANISATION: "O", Sort.PLACE: "L", Sort.CONTACT: "C", Sort.UNKNOWN: "N"}


class Stock:
    """Gives pseudonyms in a fixed order. `taken` are plain words that none may have: all those of the corpus."""

    def __init__(self, taken: Collection[str], style: Style = "names") -> None:
        self._taken = set(taken)
        self._style = style
        self._of_word: dict[tuple[bool, str], str] = {}
        self._given = {False: self._free(_GIVEN), True: self._free(_GIVEN_VOWEL)}
        self._family = {False: self._free(_FAMILY), True: self._free(_FAMILY_VOWEL)}
        self._made = {vowel: self._free(_made(vowel)) for vowel in (False, True)}
        self._codes = {kind: self._free(_numbered(letter)) for kind, letter in _CODES.items()}

    def learn(self, name: str, kind: Sort, pseudonym: str) -> None:
        """A pair that the key has already: its parts are used again in other names, its words for nobody else."""
        self._taken.update(_joined(pseudonym), (word.plain for word in words(pseudonym)))
        own, other = chunks_of(name), chunks_of(pseudonym)
        if len(own) == len(other):
            for i, (one, instead) in enumerate(zip(own, other, strict=True)):
                self._of_word.setdefault((_is_family(kind, i, own), plain(one)), instead)

    def pseudonym(self, name: str, kind: Sort, *, family: bool = False) -> str:
        """A pseudonym for a name; "" for what only looks like one. `family` says that a single word is a family's."""
        if kind is Sort.UNKNOWN:
            return ""
        if self._style == "numbers" or kind is Sort.CONTACT:
            return next(self._codes[kind])
        parts = chunks_of(name)
        found = [self._part(part, kind, family or _is_family(kind, i, parts)) for i, part in enumerate(parts)]
        if kind is not Sort.PERSON and all(one == part for one, part in zip(found, parts, strict=True)):
            return self._new(parts[0], kind, family=False)  # nothing in it is its own
        return " ".join(found)

    def _part(self, part: str, kind: Sort, family: bool) -> str:
        if found := ELIDED.match(part):
            return found[0] + self._part(part[found.end() :], kind, family)
        small = plain(part)
        if small in PARTICLES or small.rstrip(".") in TITLES:
            return part
        if kind is not Sort.PERSON and all(is_common(word.plain) for word in words(part)):
            return part  # the Trust of Kesho Trust
        key = (family, small)
        if key not in self._of_word:
            self._of_word[key] = self._new(part, kind, family=family)
        return self._of_word[key]

    def _new(self, part: str, kind: Sort, *, family: bool) -> str:
        vowel = plain(part)[:1] in VOWELS
        if kind is not Sort.PERSON:
            made = next(self._made[vowel])
            return made.upper() if part.isupper() and len(part) > 1 else made
        return next((self._family if family else self._given)[vowel], None) or next(self._made[vowel])

    def _free(self, names: Iterator[str] | list[str]) -> Iterator[str]:
        for name in names:
            if _joined(name).isdisjoint(self._taken):
                self._taken |= _joined(name)
                yield name


def _is_family(kind: Sort, index: int, parts: list[str]) -> bool:
    return kind is Sort.PERSON and index == len(parts) - 1 > 0


def _joined(name: str) -> set[str]:
    """The words of a name as a corpus may have them, letters and digits of P01 apart or not."""
    return {plain(name)} if any(map(str.isdigit, name)) else {word.plain for word in words(name)}


def _numbered(letter: str) -> Iterator[str]:
    return (f"{letter}{number:02}" for number in count(1))


def _made(vowel: bool) -> Iterator[str]:
    """Imidu, Ogosi …; Gemidu, Tugosi …: three syllables, always in the same order."""
    for number in count(2):
        first = _BEGINNINGS[number % 4] if vowel else _CONSONANTS[number * 5 % 11] + _MIDDLES[number * 3 % 5]
        middle = _CONSONANTS[(number * 7 + number // 11) % 11] + _MIDDLES[(number + number // 5) % 5]
        last = _CONSONANTS[(number * 3 + number // 7) % 11] + _MIDDLES[(number * 2 + number // 3) % 5]
        word = first + middle + last
        if not is_common(word):
            yield word.capitalize()
