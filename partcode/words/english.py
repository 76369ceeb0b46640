"""English lemmas: the dictionary's, and by rule what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partcode.words.dictionary import dictionary
from partcode.words.spelling import other_spelling

_COMPARED = (
    "big broad clear close cheap deep dirty early easy fair far fast firm flat free friendly full great happy hard"
    " healthy heavy high hot kind large late lengthy light likely long loud low lucky mad messy narrow near new nice"
    " old poor proud quick quiet ready rich risky rough sad safe sharp short sick simple slow small smart soft steady"
    " strong sure tall tidy tight tough tricky warm weak wealthy wide wise worthy young"
).split()
_NEGATED = {
    "do": "do does did", "be": "is are was were ai", "have": "have has had", "can": "ca can", "could": "could",
    "will": "wo", "would": "would", "shall": "sha", "should": "should", "must": "must", "need": "need",
    "might": "might", "may": "may", "dare": "dare", "ought": "ought",
}  # fmt: skip

NEGATIONS = {verb: tuple(f"{form}n't" for form in forms.split()) for verb, forms in _NEGATED.items()}
NEGATIONS["can"] = ("can't", "cannot")


def _compared() -> Iterator[tuple[str, tuple[str, ...]]]:
    for word in _COMPARED:
        stem = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
        stem += stem[-1] if word in ("big", "flat", "hot", "mad", "sad") else ""
        for ending in ("er", "est"):
            yield stem + ending, (word, stem + ending)


OVERRIDES: dict[str, tuple[str, ...]] = {
    **dict(_compared()),
    **{form: (form, verb, "not") for verb, forms in NEGATIONS.items() for form in forms},
    # Persons, in the form that says what they do and in the one to which it is done.
    **{form: (form,) for form in "i me we us he him she her they them".split()},
    "felt": ("feel", "felt"), "left": ("leave", "left"), "found": ("find", "found"), "later": ("late", "later"),
    "better": ("good", "better"), "best": ("good", "best"), "worse": ("bad", "worse"), "worst": ("bad", "worst"),
    "further": ("far", "further"), "furthest": ("far", "furthest"), "less": ("little", "less"), "'re": ("be",),
    "'s": ("'s",), "'m": ("be",), "'ve": ("have",), "'ll": ("will",), "'d": ("would", "have"), "men": ("man",),
    "ourselves": ("ourselves",), "broke": ("break", "broke"), "bent": ("bend", "bent"), "bound": ("bind", "bound"),
    "gone": ("go",), "rose": ("rise", "rose"), "shook": ("shake",), "thought": ("think", "thought"), "won": ("win",),
    "swore": ("swear",), "bore": ("bear", "bore"), "shot": ("shoot", "shot"),
    "trod": ("tread",), "panicked": ("panic",), "panicking": ("panic",), "mimicked": ("mimic",), "spelt": ("spell",),
    "smelt": ("smell", "smelt"), "wrought": ("wreak", "wrought"),
    "fulfilled": ("fulfil", "fulfill"), "wrongdoing": ("wrongdoing",), "lives": ("live", "life"),
    "halves": ("half", "halve"), "shelves": ("shelf", "shelve"), "wives": ("wife",), "leaves": ("leave", "leaf"),
    **{mistake: (mistake,) for mistake in "couth withholden witholds".split()},  # in the dictionary
    "people": ("people", "person"), "data": ("datum", "data"),
    "media": ("medium", "media"), "agenda": ("agenda",), "bases": ("base", "basis"),
}  # fmt: skip

# What the dictionary takes for the verb of preferred, travelling and their like; checked over all its entries.
_DOUBLED = frozenset("abutt cancell dispell garnett labell modell outputt preferr signall travell victuall".split())

_HEADS = {"women": "woman", "men": "man", "children": "child"}

# -ing words that are not of a verb.
_NO_GERUND = frozenset(
    "evening morning nothing something anything everything during ceiling sibling sterling darling pudding thing"
    " king ring wing string spring bring".split()
)


def english(form: str) -> Iterator[str]:
    """All lemmas of one folded form, the likeliest first, in the spellings of Britain and America; some come twice."""
    found = OVERRIDES.get(form) or _found(form)
    yield from found
    yield from (other for one in found if (other := other_spelling(one)))


def _found(form: str) -> Sequence[str]:
    if not form.isascii() or not form.replace("-", "").isalpha():
        return [form]
    if "-" in form[1:-1]:
        head, _, last = form.rpartition("-")
        base = next(english(last))
        # co-creating, grass-roots: the compound and the closed spelling, whichever a rule uses; women-led as woman-led.
        found = [f"{head}-{base}", f"{head}{base}".replace("-", ""), form.replace("-", "")]
        return [*found, f"{_HEADS[head]}-{base}"] if head in _HEADS else found
    base = dictionary("en").lemma(form)
    if base in _DOUBLED and base != form:
        base = base[:-1]
    if form.endswith("ing") and form not in _NO_GERUND:
        return [base, *_gerund(form[:-3])] if base == form else [base, form]
    if form.endswith("ings") and base + "ings" == form:
        return [base, form[:-1]]
    if base == form and form.endswith("s") and len(form) > 3 and not dictionary("en").knows(form):
        return [base, form[:-1]]  # NGOs, CBOs
    return [base]


def _gerund(stem: str) -> list[str]:
    """funding → fund, imposing → impose, planning → plan: the first that the dictionary has."""
    candidates = [stem, stem + "e"]
    if len(stem) > 3 and stem[-1] == stem[-2]:
        candidates.insert(0, stem[:-1])
    return [base for base in candidates if len(base) > 2 and dictionary("en").knows(base)][:1]
