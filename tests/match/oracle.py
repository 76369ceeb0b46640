"""Random codebooks and texts in the shape that the engine reads, and a brute-force matcher."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from partcode.errors import Location
from partcode.match import engine
from partcode.match.batch import Batch
from partcode.match.program import compile_program
from partcode.match.vocabulary import WordClasses
from partcode.model import LANGUAGES, Atom, Pattern, Step
from partcode.words.lemmas import lemma, lemma_column

# Few words, so that everything meets everything: repeated words, overlaps, inflected forms, rare characters.
WORDS = [
    "fund",
    "funds",
    "funding",
    "no",
    "audit",
    "couper",
    "coupé",
    "coupons",
    "fonds",
    "l'",
    "état",
    "𠀀x",
    "e\u0301t",
]
LEMMAS = {language: lemma_column(WORDS, language) for language in LANGUAGES}


@dataclass(frozen=True)
class Case:
    """Sentences as lists of word numbers, with a language and a flag each, and (owner, pattern) by language."""

    sentences: list[tuple[list[int], int, bool]]
    patterns: dict[str, list[tuple[int, Pattern]]]

    @property
    def batch(self):
        counts = np.array([len(words) for words, _, _ in self.sentences], dtype=np.int64)
        ids = np.array([word for words, _, _ in self.sentences for word in words], dtype=np.int64)
        zeros = np.zeros(len(self.sentences), dtype=np.int64)
        return Batch(
            ids=ids,
            start=np.arange(ids.size) * 10,
            clause=np.zeros(ids.size, dtype=np.bool_),
            sentence=np.repeat(np.arange(counts.size), counts),
            language=np.array([language for _, language, _ in self.sentences], dtype=np.uint8),
            coded=np.array([coded for _, _, coded in self.sentences], dtype=np.bool_),
            first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            document=zeros,
            sentence_start=zeros,
            sentence_end=zeros,
        )

    @property
    def program(self):
        return compile_program(self.patterns, dict.fromkeys(LANGUAGES, frozenset()))

    @property
    def words(self):
        classes = WordClasses(tuple(self.program.steps))
        classes.learn(WORDS, LEMMAS)
        return classes

    def hits(self):
        """What the engine finds."""
        return engine.match(self.program, self.words, self.batch)

    def expected(self):
        """Every (owner, first, last), by trying every way through every pattern."""
        found, base = set(), 0
        for words, language, coded in self.sentences:
            if coded and language < len(LANGUAGES):
                name = LANGUAGES[language]
                for owner, pattern in self.patterns[name]:
                    for steps in pattern.alternatives:
                        found |= {(owner, base + a, base + b) for a, b in _ways(words, steps, name)}
            base += len(words)
        return found


def words_for(atoms, language):
    """The words that satisfy any of the atoms, tried one by one."""
    return {number for number in range(len(WORDS)) if any(_satisfies(number, atom, language) for atom in atoms)}


def _satisfies(number, atom, language):
    if atom.kind == "prefix":
        return WORDS[number].startswith(atom.text)
    lemmas = LEMMAS[language][number].split(" ") if atom.kind == "lemma" else []
    return WORDS[number] == atom.text or atom.text in lemmas or lemma(atom.text, language) in lemmas


def _ways(words, steps, language):
    fits = [words_for(step.atoms, language) for step in steps]
    for start, word in enumerate(words):
        if word in fits[0]:
            ends = {start}
            for step, fit in zip(steps[1:], fits[1:], strict=True):
                reach = {end + 1 + skipped for end in ends for skipped in range(step.gap + 1)}
                ends = {end for end in reach if end < len(words) and words[end] in fit}
            for end in ends:
                yield start, end


atoms = st.one_of(
    st.builds(Atom, st.just("form"), st.sampled_from(WORDS)),
    st.builds(Atom, st.just("lemma"), st.sampled_from(WORDS)),
    st.builds(Atom, st.just("prefix"), st.sampled_from(["fund", "cou", "é", "𠀀"])),
)
steps = st.builds(Step, st.frozensets(atoms, min_size=1, max_size=2), st.sampled_from([0, 0, 1, 2, 4]))
patterns = st.builds(
    Pattern,
    st.just("generated"),
    st.just(Location("codebook.yaml", 1, 1)),
    st.lists(st.lists(steps, min_size=1, max_size=4).map(tuple), min_size=1, max_size=3).map(tuple),
)
owned = st.lists(st.tuples(st.integers(0, 4), patterns), max_size=4)
sentences = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(WORDS) - 1), max_size=10),
        st.sampled_from([0, 0, 1, 1, 255]),
        st.sampled_from([True, True, True, False]),
    ),
    min_size=1,
    max_size=6,
)
cases = st.builds(Case, sentences, st.fixed_dictionaries({"en": owned, "fr": owned}))
