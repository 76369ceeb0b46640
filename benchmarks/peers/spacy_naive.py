"""spaCy as everybody writes it first: sentencizer, and one Matcher over every sentence."""

from __future__ import annotations

from benchmarks.peers.given import Find, Hit, Literal, Text


def finder(literals: list[Literal]) -> Find:
    """Raises ImportError where spaCy isn't installed."""
    import spacy
    from spacy.matcher import Matcher

    pipelines = {}
    for language in ("en", "fr"):
        nlp = spacy.blank(language)
        nlp.add_pipe("sentencizer")
        matcher = Matcher(nlp.vocab)
        for code, text in literals:
            matcher.add(code, [[{"LOWER": word} for word in text.split()]])
        pipelines[language] = (nlp, matcher)

    def find(texts: list[Text]) -> list[Hit]:
        found = []
        for document, language, text in texts:
            nlp, matcher = pipelines[language]
            for sentence in nlp(text).sents:
                for span in matcher(sentence, as_spans=True):
                    found.append(Hit(document, span.label_, span.start_char, span.end_char))
        return found

    return find
