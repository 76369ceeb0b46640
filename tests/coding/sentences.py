"""Codebooks written in a test, tried on single sentences."""

from partcode.codebook.loader import loads
from partcode.coding.trial import Trial, code_sentences

HEAD = "codebook: test\nversion: 1.0.0\ntitle: {en: Test, fr: Test}\n"


def codebook(rules, head="", who=""):
    """A codebook of one code `a.b` with the given YAML rules."""
    code = f"codes:\n  - id: a.b\n    label: {{en: A, fr: A}}\n    definition: d\n{who}    rules:\n"
    body = "".join(f"      {line}\n" for line in rules.strip().splitlines())
    return loads(HEAD + head + code + body, "test.yaml")


def verdicts(book, text, language="en", role=""):
    """The codings of one sentence as (words matched, negated, reported)."""
    found = code_sentences([book], [Trial(text, language, role)])[0]
    return [(text[one.span.start : one.span.end], one.negated, one.reported) for one in found]


def words(book, text, language="en", role=""):
    """The words that the leading match of a sentence covers; "" when nothing is coded."""
    return "".join(matched for matched, _, _ in verdicts(book, text, language, role))
