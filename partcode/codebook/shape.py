"""The language of codebooks, described once: every mapping, its keys, what they hold, a sentence of help.

The loader takes from here which keys are allowed and needed, `jsonschema` what editors complete and check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from partcode.codebook import token_names
from partcode.model.corpus import LANGUAGES, ROLES, Kind

ID = r"[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*"
VERSION = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
# JavaScript, which editors check with, and Python understand the same by this, and not by \w.
LIST_NAME = "[A-Za-zÀ-ÖØ-öø-ÿŒœ][0-9A-Za-zÀ-ÖØ-öø-ÿŒœ_-]*"
WINDOW = r"sentence|paragraph|turn|[1-9][0-9]{0,3} words?"
TURNS = r"[1-9][0-9]{0,3} turns?"


@dataclass(frozen=True, slots=True)
class Text:
    """A text; all of it is as `pattern` says, where there is one."""

    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of at least `least`."""

    least: int = 1


@dataclass(frozen=True, slots=True)
class List:
    """A list of at least `least` values of one kind; with `single`, one of them may stand without brackets."""

    of: Value
    least: int = 0
    single: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose keys the author chooses, by `keys`, an expression or each with its help; their values are of one
    kind."""

    keys: str | Mapping[str, str]
    of: Value


@dataclass(frozen=True, slots=True)
class TokenValue:
    """What spaCy's Matcher wants of a token's attribute: text, true or false, a number, or operators."""


@dataclass(frozen=True, slots=True)
class Key:
    """What stands under one key."""

    value: Value
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """Of `keys` one is filled, `exactly` one where it is said; else the finding `code`, with `hint`."""

    keys: tuple[str, ...]
    hint: str
    exactly: bool = False
    code: str = "PC202"


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping: what people call it, and its keys."""

    what: str
    keys: Mapping[str, Key] = field(default_factory=dict)
    needs: Needs | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that can't be left out."""
        return tuple(name for name, key in self.keys.items() if key.required)


Value = Text | Word | Truth | Number | List | Named | TokenValue | Shape

TEXT = Text()
NEGATION = Word(("flag", "drop", "ignore"))
CERTAINTY = Word(("high", "medium", "low"))
ACCENTS = Word(("exact", "lossy"))
ROLE = Word(ROLES)
SOME_ROLES = List(ROLE, single=True)
PATTERNS = List(TEXT, single=True)


def _by_language(value: Value) -> Named:
    return Named({"en": "In English.", "fr": "In French."}, value)


_ATTRIBUTES = {name: f"{name} of the token, as spaCy's Matcher has it." for name in token_names.ATTRIBUTES}
TOKENS = List(List(Named(_ATTRIBUTES, TokenValue()), least=1), least=1)

# Values that stand under many keys, by the names that the schema gives them.
SHARED: Mapping[str, Value] = {"patterns": PATTERNS, "roles": SOME_ROLES, "tokens": TOKENS}

WHO = Shape(
    "who",
    {
        "exerted_by": Key(SOME_ROLES, "The roles that do what the code names; told by others, it is reported."),
        "said_by": Key(SOME_ROLES, "Only what these roles say is coded at all."),
    },
)

STANDS_FOR = Shape(
    "stands_for",
    {
        "kind": Key(Word(tuple(Kind)), "A kind of segment."),
        "role": Key(ROLE, "The role of a speaker."),
        "segment": Key(Word(("citations",)), "An attribute of segments."),
        "case": Key(Text(ID), "An attribute of cases."),
    },
    Needs(("kind", "role", "segment", "case"), "stands_for: {kind: reference}", exactly=True),
)

NEAR = Shape(
    "near",
    {
        "any": Key(_by_language(PATTERNS), "One of these must be there too."),
        "none": Key(_by_language(PATTERNS), "None of these may be there."),
        "within": Key(Text(WINDOW), "How far to look: sentence (default), paragraph, turn, or 6 words."),
    },
    Needs(("any", "none"), "near: {any: {en: […], fr: […]}}"),
)

_PATTERN_HELP = (
    'word = any form of it; "exact words"; negotiat*; a ..3 b = up to three words between; [optional]; (a|b); '
    "<list>; /regular expression/."
)

RULE = Shape(
    "a rule",
    {
        "id": Key(Text(ID), "The rule's name, once in its code.", required=True),
        "en": Key(PATTERNS, f"English patterns: {_PATTERN_HELP}"),
        "fr": Key(PATTERNS, f"French patterns: {_PATTERN_HELP}"),
        "codes": Key(List(Text(ID), single=True), "Other codes, whose matches are matches of this rule too."),
        "unless": Key(_by_language(PATTERNS), "A match that shares a word with one of these is dropped."),
        "near": Key(NEAR, "What must, or must not, stand in the neighbourhood of a match."),
        "negation": Key(NEGATION, "What happens to a match under a negation: flag it (default), drop it, ignore that."),
        "who": Key(WHO, "Whose words count, where it isn't as the code says."),
        "tokens": Key(_by_language(TOKENS), "Token patterns of spaCy, for what words alone can't say."),
        "certainty": Key(CERTAINTY, "How sure a match of this rule is: high, medium (default) or low."),
    },
    Needs(("en", "fr", "codes", "tokens"), "add en: […] or fr: […], or codes: […]", code="PC213"),
)

EXAMPLE = Shape(
    "an example",
    {
        "en": Key(TEXT, "The sentence, in English."),
        "fr": Key(TEXT, "The sentence, in French."),
        "role": Key(ROLE, "Who says it."),
        "negated": Key(Truth(), "Whether the match is under a negation."),
        "reported": Key(Truth(), "Whether the speaker tells what others do."),
    },
    Needs(LANGUAGES, "one sentence, in one language: {en: They cut the grant.}", exactly=True),
)

EXAMPLES = Shape(
    "examples",
    {
        "matches": Key(List(EXAMPLE), "Sentences that the rules must find."),
        "rejects": Key(List(EXAMPLE), "Sentences that the rules must leave alone."),
    },
)

_ABOUT = {
    "label": Key(_by_language(TEXT), "Its name for people, in each language."),
    "definition": Key(TEXT, "What it means."),
    "include": Key(TEXT, "When to code it."),
    "exclude": Key(TEXT, "When not to code it, although it looks like it."),
    "source": Key(TEXT, "Where the concept comes from."),
}

CODE = Shape(
    "a code",
    {
        "id": Key(Text(ID), "The code's name; dots make the tree: power.coercive.", required=True),
        **_ABOUT,
        "who": Key(WHO, "Whose words count."),
        "stands_for": Key(STANDS_FOR, "What partcode knows without rules."),
        "rules": Key(List(RULE), "What finds it."),
        "examples": Key(EXAMPLES, "The sentences that prove the rules."),
    },
)

SAMPLE_TURN = Shape(
    "a turn",
    {
        "en": Key(TEXT, "What is said, in English."),
        "fr": Key(TEXT, "What is said, in French."),
        "role": Key(ROLE, "Who says it; turns of one role are turns of one speaker."),
    },
    Needs(LANGUAGES, "what is said, in one language: {en: We require it., role: south_ngo}", exactly=True),
)

SEQUENCE_EXAMPLE = Shape(
    "an example of a sequence",
    {
        "turns": Key(List(SAMPLE_TURN, least=2), "The turns, in their order.", required=True),
        "complete": Key(Truth(), "Whether all steps are found in them."),
    },
)

SEQUENCE_EXAMPLES = Shape(
    "examples of a sequence",
    {
        "matches": Key(List(SEQUENCE_EXAMPLE), "Turns in which the sequence must be found."),
        "rejects": Key(List(SEQUENCE_EXAMPLE), "Turns in which it must not be found."),
    },
)

SEQUENCE = Shape(
    "a sequence",
    {
        "id": Key(Text(ID), "The sequence's name, which no code has.", required=True),
        **_ABOUT,
        "steps": Key(
            List(TEXT, least=2),
            "Codes in their order: code, code|code, code@role, 'code@role,role', '[code@role]' for one that may lack.",
            required=True,
        ),
        "within": Key(Text(TURNS), "How many turns all steps lie in: 6 turns.", required=True),
        "gap": Key(Text(TURNS), "How many turns at most lie from one step to the next: 3 turns."),
        "alternating": Key(Truth(), "Each step comes from another speaker than the one before; true is the default."),
        "at_least": Key(Number(), "How many steps, from the first on, make a partial chain; 2 is the default."),
        "negated": Key(Truth(), "Negated codings make steps too."),
        "reported": Key(Truth(), "Reported codings make steps too."),
        "examples": Key(SEQUENCE_EXAMPLES, "The turns that prove the sequence."),
    },
)

CODEBOOK = Shape(
    "a codebook",
    {
        "codebook": Key(Text(ID), "The codebook's name: lower-case letters, digits, - and _.", required=True),
        "version": Key(Text(VERSION), "Three numbers; raise them when the rules change.", required=True),
        "title": Key(_by_language(TEXT), "The codebook's title, in each language."),
        "extend": Key(Text(f"{ID}@{VERSION}"), "The codebook that this one changes, in one exact version."),
        "without": Key(
            List(Text(f"{ID}(/{ID})?"), single=True),
            "Its codes and rules that are switched off: power.control, power.coercive/impose.",
        ),
        "uses": Key(List(Text(f"{ID}(@{VERSION})?"), single=True), "The codebooks whose codes the rules here name."),
        "accents": Key(ACCENTS, "lossy also finds words that lost their accented letters; exact is the default."),
        "lists": Key(Named(LIST_NAME, _by_language(PATTERNS)), "Words that patterns share: <money>."),
        "codes": Key(List(CODE), "The codes."),
        "sequences": Key(List(SEQUENCE), "Codes in an order, over turns."),
    },
    Needs(("codes", "extend"), "codes: [{id: …, label: …, rules: …}]"),
)
