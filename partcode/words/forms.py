"""What a word is, in English and French at once, and how its written form is folded for matching.

A *run* is letters and digits with single joiners between them (l'État, long-term, allié.e.s, acteur/rice, dit-il).
Each distinct run is split once into *words*: l'|état, long-term, allié.e.s, acteur/rice, dit|il. Rules and texts are
split alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’ʼ‘＇"
HYPHENS = "-\u2010\u2011"
MIDDOTS = "·‧•"
SOFT_HYPHEN = "\u00ad"
JOINERS = APOSTROPHES + HYPHENS + MIDDOTS + SOFT_HYPHEN + "."
ENCLOSERS = "(/)"  # they join in texts alone, for bailleur(e)s and acteur/rice; in patterns they have a meaning

_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", SOFT_HYPHEN: ""}
)
# Translating goes through a word character by character; most have nothing to translate.
_CURLY = re.compile(f"[{APOSTROPHES[1:]}{HYPHENS[1:]}]")
_CLOSED = re.compile(f"[{''.join(map(chr, _LIGATURES))}]")

_WHOLE = {
    "aujourd'hui", "quelqu'un", "quelqu'une", "o'clock", "ma'am", "prud'homme", "prud'hommes", "prud'homal",
    "rendez-vous", "presqu'île", "entr'ouvert", "d'ores", "head-on", "hand-on", "s't", "est-à-dire",
}  # fmt: skip
_LONGEST_WHOLE = max(map(len, _WHOLE))
_ELISION = re.compile(r"(?:[ldjmtsncç]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'(?=\w)")
_CLITIC = re.compile(r"'(?:s|re|ve|ll|d|m)$")
_INVERSION = re.compile(
    r"-(?P<t>t-)?(?P<pronoun>je|tu|il|ils|elle|elles|nous|vous|y|en|le|la|les|lui|leur|moi|toi|ci|là"
    r"|(?<=[td]-)on|(?<=t-)ce)$"
)
_LONGEST_INVERSION = len("-t-elles")
# allié.e.s, acteur·rice, citoyen.ne: a doubled consonant must double the one before it, or "fin.Le" would count.
_GENDER = (
    r"(?:e|s|es|(?:(?<=n.)|(?<=ns.))nes?|(?<=l.)les?|(?:(?<=t.)|(?<=tou.)|(?<=tous.))tes?|(?:(?<=[xs].)|(?<=eur.))ses?"
    r"|(?:(?<=f.)|(?<=fs.))(?:i?v|f)es?|(?:(?<=r.)|(?<=rs.))(?:i?ère|t?rice|ice|euse)s?|(?<=x.)euses?|(?<=aux.)ales?"
    r"|esses?|x|ux|aux)"
)
# A hyphen joins other words too: only what no compound ends in.
_HYPHENATED = (
    r"(?:e|es|(?<=n-)nes?|(?<=el-)les?|(?<=r-)(?:t?r)?ices?|(?:(?<=[rx]-)eu|(?<=eur-))ses?|(?<=f-)[fv]es?)(?:-?s)?"
)
_ADDED = rf"(?:[.·‧•/]{_GENDER}(?:[.·‧•/]s)?|\({_GENDER}(?:\)[sx]?)?|-{_HYPHENATED})"
_INCLUSION = rf"(?P<base>\w{{2,}}(?:-\w{{2,}})*?){_ADDED}(?=$|[(/)])"
_INCLUSIVE = re.compile(rf"{_INCLUSION}$")
_ENCLOSED = re.compile(rf"(?:{_ELISION.pattern})*{_INCLUSION}|[^(/)]+")
_DOTTED = re.compile(r"\w{1,2}(?:\.\w{1,3})+$|.*\d\.\d|(?:www|http)|.*\.(?:org|com|net|fr|ca|be|ch|eu|int|pdf|docx?)$")


class Word(NamedTuple):
    """A word of a text: its span there and its folded form."""

    start: int
    end: int
    form: str


def fold_chars(text: str) -> str:
    """A text as it is compared, code point by code point: lower case, straight apostrophes and hyphens; never
    longer or shorter."""
    lower = text.lower()
    if len(lower) != len(text) or "Σ" in text:
        lower = "".join(map(_lower, text))
    return lower if lower.isascii() or not _CURLY.search(lower) else lower.translate(_STRAIGHT)


def _lower(char: str) -> str:
    """İ has no lower case of one code point, and the one of Σ depends on its place in the word."""
    return char.lower() if len(char.lower()) == 1 else char


def is_word_char(char: str) -> bool:
    """Letters, digits and combining marks make words; everything else ends or joins them."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=1)
def _run_pattern() -> re.Pattern[str]:
    # \w has the letters and digits but not all combining marks; Python's underscore is not a letter here.
    char = r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u20d0-\u20f0])"
    return re.compile(rf"{char}+(?:[{re.escape(JOINERS + ENCLOSERS)}]{char}+)*")


def fold(text: str) -> str:
    """The form in which a word is compared: folded character by character, ligatures open, soft hyphens out,
    inclusive endings off (allié.e.s, allié·es and allié(e)s → allié)."""
    form = fold_chars(text)
    if not form.isascii() and _CLOSED.search(form):
        form = form.translate(_LIGATURES)
    if form.isalpha():
        return form
    inclusive = _INCLUSIVE.match(form)
    return inclusive["base"] if inclusive else form


def split_run(run: str) -> list[tuple[int, int]]:
    """Spans of the words of one folded run (see `fold_chars`), relative to its start."""
    if run.isalpha():
        return [(0, len(run))]
    spans: list[tuple[int, int]] = []
    for part in _ENCLOSED.finditer(run):
        start = part.start()
        for piece in _sentences_run_together(part):
            spans.extend(_split_piece(run, start, start + len(piece)))
            start += len(piece) + 1
    return spans


def _sentences_run_together(part: re.Match[str]) -> list[str]:
    """`end.Begin` is two words; allié.e.s, e.g., 3.5 and site.org are one."""
    text = part.group()
    if "." not in text or part["base"] or _DOTTED.match(text):
        return [text]
    return text.split(".")


def _split_piece(run: str, start: int, end: int) -> list[tuple[int, int]]:
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    while not _is_whole(run, start, end) and (elision := _ELISION.match(run, start, end)):
        before.append((start, elision.end()))
        start = elision.end()
    word = run[start:end]
    if _is_whole(run, start, end) or _INCLUSIVE.match(word):
        return [*before, (start, end)]
    if clitic := _CLITIC.search(word):
        after.append((start + clitic.start(), end))
        end = start + clitic.start()
    # Only the end is looked at: a run may be as long as a hostile file.
    while inversion := _INVERSION.search(run, max(start, end - _LONGEST_INVERSION), end):
        after.append((inversion.start("pronoun"), end))
        end = inversion.start()
    return [*before, (start, end), *reversed(after)]


def _is_whole(run: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_WHOLE and run[start:end] in _WHOLE


def words_of(text: str) -> list[Word]:
    """The words of a short text, one by one: for rules, examples and tests. `words.stream` does the same for
    a corpus, and the tests hold the two against each other."""
    found = []
    for match in _run_pattern().finditer(text):
        folded = fold_chars(match.group())
        for start, end in split_run(folded):
            found.append(Word(match.start() + start, match.start() + end, fold(folded[start:end])))
    return found
