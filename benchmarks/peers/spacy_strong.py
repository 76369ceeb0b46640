"""spaCy as one who knows it writes it: the tokeniser alone, and one PhraseMatcher."""

from __future__ import annotations

from benchmarks.peers.given import Find, Hit, Literal, Text


def finder(literals: list[Literal]) -> Find:
    """Raises ImportError where spaCy isn't installed."""
    import spacy
    from spacy.matcher import PhraseMatcher

    pipelines = {}
    for language in ("en", "fr"):
        nlp = spacy.blank(language)
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for code, text in literals:
            matcher.add(code, [nlp.make_doc(text)])
        pipelines[language] = (nlp, matcher)

    def find(texts: list[Text]) -> list[Hit]:
        found = []
        for document, language, text in texts:
            nlp, matcher = pipelines[language]
            doc = nlp.make_doc(text)
            for key, first, last in matcher(doc):
                span = doc[first:last]
                found.append(Hit(document, nlp.vocab.strings[key], span.start_char, span.end_char))
        return found

    return find
