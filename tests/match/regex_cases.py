"""Random regular expressions and texts, and the matches that are found by looking everywhere."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import regex
from hypothesis import strategies as st

from partcode.errors import Location
from partcode.match.batch import Batch
from partcode.match.regexes import Regexes, RegexHit, RegexRule
from partcode.words.stream import Indexer, code_points

# Letters that are others without regard to case, that are in no word or in two, and signs that join words or don't.
WORDS = [
    "fund", "funds", "Fund", "FUNDſ", "ﬁn", "fin.Le", "le", "LE", "qui", "décide", "DÉCIDE", "de\u0301cide", "a-t-il",
    "l'état", "L’ÉTAT", "allié(e)s", "19", "2019", "a", "b", "ſ", "K", "kilo", "\u212ailo", "İl", "ıl", "il", "ß",
    "\U0001df95", "\U00010d40\U00010d41", "٣٤", "pou\u00advoir", "x_y", "fund-le", "e.g.", "𠀀x", "...", ";", ",", ":",
    "(", "–", "-", "?",
]  # fmt: skip
SPACES = [" ", " ", " ", "\u00a0", "\n", "", "  "]

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=4, max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
plain = st.sampled_from([word for word in WORDS if word.isalnum()])
signs = st.sampled_from(
    [
        *(
            " ",
            ";",
            ",",
            "-",
            "'",
            ":",
            r"\.",
            r"\?",
            r"\(",
            r"\-",
            r"\d",
            r"\w",
            r"\s",
            r"\W",
            r"\D",
            r"\S",
            ".",
            r"\x66",
        ),
        *(
            "[,;]",
            "[;-]",
            "[a-z]",
            "[^a-z]",
            "[0-9]",
            r"[\d,]",
            "[]a]",
            "[’' ]",
            "[[:alpha:]]",
            r"\p{L}",
            "[^;.]",
            r"[\]f]",
        ),
    ]
)
nothing = st.sampled_from(
    ["^", "$", r"\b", r"\B", r"\A", r"\Z", r"\m", r"\K", "(?i)", "(?-i:u)", "(?x)", "(?f)", "(?#;)"]
)
times = st.sampled_from(
    ["?", "*", "+", "{2}", "{0}", "{0,2}", "{1,3}", "{,2}", "{2,}", "??", "+?", "*+", "?+", "{e<=1}"]
)
opened = st.sampled_from(["(", "(?:", "(?P<n>", "(?<n>", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?i:", "(?-i:", "(?|"])


def _larger(smaller):
    grouped = st.builds("{}{})".format, opened, smaller)
    return st.one_of(
        st.lists(smaller, min_size=2, max_size=4).map("".join),
        st.lists(smaller, min_size=2, max_size=3).map(r"\W".join),
        st.lists(smaller, min_size=2, max_size=3).map(".*".join),
        st.lists(smaller, min_size=2, max_size=3).map("|".join),
        grouped,
        st.builds("{}{}".format, st.one_of(grouped, plain, signs), times),
        smaller.map(r"({})\1".format),
    )


expressions = st.recursive(st.one_of(plain, plain, plain, signs, signs, nothing), _larger, max_leaves=6)


@dataclass(frozen=True)
class Case:
    """Sentences that lie between `cuts` of a text, and expressions."""

    text: str
    cuts: list[int]
    sources: list[str]

    @property
    def spans(self):
        edges = sorted({min(cut, len(self.text)) for cut in self.cuts} | {0, len(self.text)})
        return list(pairwise(edges))

    @property
    def rules(self):
        place = Location("codebook.yaml", 1, 1)
        sources = filter(_can_be_compiled, self.sources)
        return [RegexRule(owner, f"rule {owner}", "en", source, place) for owner, source in enumerate(sources)]

    def found(self):
        """What is found in sentences that may have a match."""
        indexer = Indexer()
        words = indexer.index(self.text, code_points(self.text))
        regexes = Regexes(self.rules)
        half = len(indexer.vocabulary) // 2
        for portion in (indexer.vocabulary[:half], indexer.vocabulary[half:]):
            regexes.learn(portion)
        return regexes.find(self._batch(words), lambda _: self.text)

    def expected(self):
        """What is found by looking everywhere."""
        indexer = Indexer()
        batch = self._batch(indexer.index(self.text, code_points(self.text)))
        return [
            hit
            for rule in self.rules
            for sentence in range(len(self.spans))
            for hit in self._hits(rule, batch, sentence)
        ]

    def _hits(self, rule, batch, sentence):
        (begin, end), words = self.spans[sentence], range(*batch.first[sentence : sentence + 2].tolist())
        for match in regex.finditer(rule.source, self.text[begin:end], regex.IGNORECASE, timeout=1):
            first, last = begin + match.start(), begin + match.end()
            if words and first < last:
                at = [word for word in words if batch.start[word] <= first]
                until = [word for word in words if batch.start[word] < last]
                low = max(at, default=words[0])
                yield RegexHit(rule.owner, low, max([low, *until]), first, last)

    def _batch(self, words):
        """Only words that are whole in a sentence are its words, as where documents are read."""
        spans = np.array(self.spans, dtype=np.int64).reshape(-1, 2)
        inside = [np.flatnonzero((words.start >= start) & (words.end <= end)) for start, end in spans]
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *inside])
        counts = [one.size for one in inside]
        return Batch(
            ids=words.ids[rows],
            start=words.start[rows],
            clause=words.clause[rows],
            sentence=np.repeat(np.arange(len(counts)), counts),
            language=np.zeros(len(counts), dtype=np.uint8),
            coded=np.ones(len(counts), dtype=np.bool_),
            first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            document=np.zeros(len(counts), dtype=np.int64),
            sentence_start=spans[:, 0],
            sentence_end=spans[:, 1],
        )


def _can_be_compiled(source):
    """Whether it is an expression at all."""
    try:
        regex.compile(source, regex.IGNORECASE)
    except (regex.error, RecursionError):
        return False
    return True


cases = st.builds(
    Case,
    texts,
    st.lists(st.integers(0, 150), max_size=3),
    st.lists(expressions, min_size=4, max_size=8),
)
