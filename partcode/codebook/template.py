"""The codebook with which somebody begins: small, complete, passing its own examples, its comments a first lesson."""

from __future__ import annotations

import re

from partcode.codebook import shape
from partcode.codebook.library import shipped
from partcode.errors import UsageError

_TEMPLATE = """\
# yaml-language-server: $schema=codebook.schema.json
#
# A codebook: what each code means, the rules that find it, and the sentences that prove the rules. Everything
# after a # is for people. Change the words below to yours, then look at what you have:
#     partcode codebook check {name}.yaml     says what is wrong, with line and column
#     partcode codebook test {name}.yaml      tries every example
# Indentation is by spaces, and it counts. [a, b] is a list, {{en: a, fr: b}} gives one thing by language.

codebook: {name}
version: 1.0.0                       # raise it when the rules change: every result says which version made it
title: {{en: {title}, fr: {title}}}

# Lists are words that several patterns share. In a pattern, <money> is any of them.
lists:
  money:
    en: [money, fund, grant, budget, call for tender]
    fr: [argent, fonds, subvention, budget, appel d'offres]

codes:
  - id: {name}.withheld              # dots make the tree of codes
    label: {{en: Money withheld, fr: Argent retenu}}
    definition: Money is held back, or said to be held back, to obtain something
    include: threats; payments suspended until a report or an audit comes
    exclude: payments that are merely late
    source: field notes

    # Who does this? Told by anybody else, the coding is marked as reported. Roles: north_funder, south_ngo,
    # grassroots, state, local_authority, io, association, facilitator, interviewer, other.
    who: {{exerted_by: [north_funder, state]}}

    rules:
      # A pattern is found inside one sentence. Put single quotes around it when it contains [ or begins with ".
      #   withhold             any form of the word: withhold, withholds, withheld, withholding
      #   withhold ..4 grant   up to four other words between the two
      #   (stop|pull back)     one or the other
      #   [the]                with or without this word
      #   <money>              any word of the list
      - id: hold-back
        en: [(withhold|suspend|freeze) ..4 <money>, '(stop|pull back) [the] <money>']
        fr: [(retenir|suspendre|geler|couper) ..4 <money>]
        # A match that shares a word with one of these is dropped.
        unless: {{en: [freeze our own], fr: [geler nos propres]}}
        # Under "not", "never", "sans" …: flag marks the match as negated, drop leaves it out, ignore doesn't look.
        negation: flag
        # How sure a match is: high, medium or low. A table can be cut at "only what is certain".
        certainty: high

      #   "no audit, no money"   these very words; here YAML takes the double quotes for itself, which is meant
      #   condition*             every word that begins so: conditional, conditionality
      - id: on-condition
        en: ["no audit, no money", condition* ..6 <money>]
        fr: [pas d'audit pas d'argent, condition* ..6 <money>]
        # Context: one of these must be there too. within: sentence, paragraph, turn, or 6 words.
        near:
          any: {{en: [funder, donor, audit, report], fr: [bailleur, audit, rapport]}}
          within: sentence
        certainty: medium

    # The proof: sentences that must be found, and some that must not although they look like it. Invent them, or
    # quote texts that may be shared. role is who speaks; negated and reported say what the coding must be.
    examples:
      matches:
        - {{en: They froze the second grant until the audit was done., role: south_ngo, reported: true}}
        - {{en: We will withhold the money., role: north_funder, reported: false}}
        - {{en: The donor made its conditionality clear for the whole budget.}}
        - {{en: They never suspended our funds., negated: true}}
        - {{fr: Ils ont suspendu toute la subvention., role: south_ngo, reported: true}}
        - {{fr: "Le bailleur pose ses conditions : le budget attendra."}}
      rejects:
        - {{en: The second grant arrived late.}}
        - {{en: In May we chose to freeze our own budget.}}
        - {{fr: La subvention est arrivée en retard.}}
        - {{fr: Nous avons dû geler nos propres fonds.}}

  - id: {name}.money                 # a code may be made of others: what they find, it finds too
    label: {{en: Money matters, fr: Questions d'argent}}
    definition: Money is promised, spent or held back
    include: any dealings with money between partners
    exclude: the word as such; the name of a fund
    source: field notes
    rules:
      - id: withheld
        codes: [{name}.withheld]
      - id: promise
        en: [(promise|grant|approve) ..3 <money>]
        fr: [(promettre|accorder|approuver) ..3 <money>]
    examples:
      matches:
        - {{en: The ministry promised a new budget.}}
        - {{en: They froze our grant again.}}
        - {{fr: Le siège a enfin accordé la subvention.}}
        - {{fr: On nous a coupé le budget.}}
      rejects:
        - {{en: The fund has an office in town.}}
        - {{fr: Le fonds a un bureau en ville.}}
"""

_ID = re.compile(shape.ID)
_NAME_HINT = "a lower-case letter, then lower-case letters, digits, - and _"


def template(name: str, title: str = "") -> str:
    """The text of a codebook called `name`; its title, in both languages, is the name where none is given.

    Raises UsageError when a codebook can't be called so.
    """
    return filled(_TEMPLATE, name, title)


def filled(text: str, name: str, title: str) -> str:
    """A template with its name and its title. Raises UsageError for a name that can't be one, or that is taken."""
    if not _ID.fullmatch(name):
        raise UsageError(f"{name or '(empty)'} can't be a codebook's name", hint=_NAME_HINT)
    if name in shipped():
        raise UsageError(f"a codebook {name} comes with partcode", hint=f"another name for yours: my-{name}")
    shown = " ".join("".join(filter(str.isprintable, title.replace("\n", " "))).split()) or name
    return text.format(name=name, title="'" + shown.replace("'", "''") + "'")
