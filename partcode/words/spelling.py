"""English words in the spelling of the other side of the Atlantic.

The regularities are those of the Oxford Guide to Style: -ise/-ize, -yse/-yze, -our/-or, -ogue/-og, -dgement/-dgment,
-ll-/-l-; a table has what follows no rule. A spelling made by a rule counts only if the dictionary knows it, so
that "wise", "four" and "filling" stay alone.
"""

from __future__ import annotations

import re
from functools import cache

from partcode.words.dictionary import dictionary

_ENDING = r"(?=(?:e|ed|es|er|ers|ing|able|ations?|ational)$)"
_OUR = r"(?=(?:s|ed|ing|er|ers|ful|able|ably|ite|ites|hood|hoods|less|al|ally|ist|ists)?$)"
_SECOND = r"(?:(?<=[aeiou]\w[aeiou])|(?<=[aeiou]\w\w[aeiou])|(?<=[aeiou]\w\w\w[aeiou]))"  # a vowel, not the first
_LL = r"(?=(?:ed|ing|er|ers|or|ors|ous)$)"
# What a word must hold, for a fast no; the pattern; what stands there instead.
_RULES = tuple(
    (letters, re.compile(pattern), other)
    for letters, pattern, other in (
        ("is", rf"(?<=\w\w\w)is{_ENDING}", "iz"),
        ("iz", rf"(?<=\w\w\w)iz{_ENDING}", "is"),
        ("ys", r"(?<=\w[ltr])ys(?=(?:e|ed|es|er|ers|ing)$)", "yz"),
        ("yz", r"(?<=\w[ltr])yz(?=(?:e|ed|es|er|ers|ing)$)", "ys"),
        ("our", rf"(?<=\w\w)our{_OUR}", "or"),
        ("or", rf"(?<=\w\w)or{_OUR}", "our"),
        ("ogue", r"(?<=\w\w)ogue(?=s?$)", "og"),
        ("og", r"(?<=\w\w)og(?=s?$)", "ogue"),
        ("dgement", r"dgement(?=s?$)", "dgment"),
        ("dgment", r"dgment(?=s?$)", "dgement"),
        ("ll", rf"{_SECOND}ll{_LL}", "l"),
        ("l", rf"{_SECOND}l{_LL}", "ll"),
    )
)
# All that a rule can touch, for one fast no to most words.
_TOUCHED = re.compile(rf"(?:i[sz]|y[sz]){_ENDING}|ou?r|og|dge?ment|ll?(?:ed|ing|ers?|ors?|ous)$")
_TABLE = (
    "centre center|theatre theater|metre meter|litre liter|fibre fiber|calibre caliber|spectre specter"
    "|sombre somber|meagre meager|manoeuvre maneuver|kilometre kilometer|defence defense|offence offense"
    "|pretence pretense|licence license|practise practice|programme program|kilogramme kilogram|fulfil fulfill"
    "|fulfilment fulfillment|enrol enroll|enrolment enrollment|instalment installment|instil instill|skilful skillful"
    "|wilful willful|distil distill|jewellery jewelry|ageing aging|grey gray|sceptic skeptic|sceptical skeptical"
    "|scepticism skepticism|mould mold|plough plow|artefact artifact|enquiry inquiry|enquire inquire|whilst while"
    "|amongst among|towards toward|afterwards afterward|archaeology archeology|paediatric pediatric"
    "|encyclopaedia encyclopedia|anaemia anemia|likeable likable|sizeable sizable|liveable livable|cosy cozy"
    "|storey story|tonne ton|percent per-cent|acknowledgement acknowledgment|judgement judgment"
)
_PAIRS = [pair.split() for pair in _TABLE.split("|")]
_OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


@cache
def other_spelling(word: str) -> str:
    """A folded English word, or an inflected form of it, as the others write it; "" where they write it alike."""
    if word in _OTHER:
        return _OTHER[word]
    if word.endswith("s") and word[:-1] in _OTHER:
        return _OTHER[word[:-1]] + "s"
    if not _TOUCHED.search(word):
        return ""
    for letters, pattern, other in _RULES:
        if letters not in word:
            continue
        twin, found = pattern.subn(other, word)
        if found and (dictionary("en").knows(twin) or "ation" in word[-7:]):
            return twin
    return ""
