"""quanteda's way in pandas: a table of tokens, and a dictionary looked up in it, phrases as n-grams of tokens."""

from __future__ import annotations

import re
from importlib import import_module

from benchmarks.peers.given import Find, Hit, Literal, Text

_TOKEN = re.compile(r"\w+|[^\w\s]")  # punctuation is a token, as in quanteda, so that no phrase goes over it


def finder(literals: list[Literal]) -> Find:
    """Raises ImportError where pandas isn't installed."""
    pandas = import_module("pandas")
    codes = {literal.text: literal.code for literal in literals}
    longest = max(text.count(" ") + 1 for text in codes)

    def find(texts: list[Text]) -> list[Hit]:
        tokens = pandas.DataFrame(
            [
                (document, match.group(), match.start(), match.end())
                for document, _, text in texts
                for match in _TOKEN.finditer(text.casefold())
            ],
            columns=["document", "gram", "start", "end"],
        )
        found = []
        gram, by_document = tokens.gram, tokens.groupby("document", sort=False)
        for words in range(longest):
            if words:
                gram = gram + " " + by_document.gram.shift(-words)
            hits = tokens.assign(code=gram.map(codes), end=by_document.end.shift(-words)).dropna(subset="code")
            found.append(hits[["document", "code", "start", "end"]])
        rows = pandas.concat(found).astype({"end": int})
        return [Hit(*row) for row in rows.itertuples(index=False, name=None)]

    return find
