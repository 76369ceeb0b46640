"""The codebook with which researchers define types of relations themselves, from codes of other codebooks.

It names no type: which there are is what a study has to find.
"""

from __future__ import annotations

from partcode.codebook.template import filled

_TEMPLATE = """\
# yaml-language-server: $schema=codebook.schema.json
#
# Types of relations between Northern and Southern NGOs. Which types there are isn't given: you find them. Two have a
# place here, "one" and "two", only to show how a type is put together from codes that are there already; rename them,
# change what they are made of, add others. Then:
#     partcode codebook check {name}.yaml            says what is wrong, with line and column
#     partcode codebook test {name}.yaml             tries every example
#     partcode run FOLDER -c {name}.yaml             codes a folder with it
#
# From codes to a type, case by case:
#  1. partcode run FOLDER, with the shipped codebooks, says which codes each partnership shows, and in which chains.
#  2. partcode export segments -o segments.xlsx has a row for each coding with its case. A pivot table of case by code
#     shows what goes together; read the segments behind the large numbers, and those of the cases that don't fit.
#     partcode export chains -o chains.xlsx shows which demands end in a compromise, and which stay open.
#  3. Write down here what you saw: which codes speak for which type. Run again: now the rows count for the types.
#  4. The decision is yours, not the rules': a case may show two types, or none. Write it into the column
#     relation_type of cases.csv (partcode corpus cases > cases.csv; partcode corpus cases --import cases.csv brings it
#     back). From then on partcode export cases has it; the tables of segments, sequences, chains and turns name the
#     case of each row, by which a lookup in the spreadsheet, or a join in R or Python, brings the type to them.

codebook: {name}
version: 1.0.0                       # raise it when a type changes: every result says which version made it
title: {{en: {title}, fr: {title}}}

# The codebooks whose codes are named below. partcode codebook show power lists those of one.
uses: [power, arbitration]

codes:
  # The decision. No rule finds it: it is an attribute of the case, which people give (step 4).
  - id: type
    label: {{en: Relation type, fr: Type de relation}}
    definition: The type of the relation, as decided for the whole case
    include: one value per case, in the column relation_type of cases.csv
    exclude: signs of a type in single sentences, which the codes below find
    source: this study
    stands_for: {{case: relation_type}}

  - id: type.one                     # rename it: type.your_word
    label: {{en: First type (rename it), fr: Premier type (à renommer)}}
    definition: What makes a relation one of this type
    include: what speaks for it in a single sentence
    exclude: what looks like it, and speaks for another type
    source: this study
    rules:
      # What these codes find, speaks for the type. A rule for each reason, so that a table can tell them apart.
      - id: pressed
        codes: [power.coercive, arb.demand]
    examples:
      matches:
        - {{en: "No audit, no money.", role: north_funder}}
        - {{fr: "Pas d'audit, pas d'argent.", role: north_funder}}
      rejects:
        - {{en: We met in the village and talked about the harvest.}}
        - {{fr: Nous nous sommes vus au village et avons parlé de la récolte.}}

  - id: type.two                     # rename it
    label: {{en: Second type (rename it), fr: Second type (à renommer)}}
    definition: What makes a relation one of this type
    include: what speaks for it in a single sentence
    exclude: what looks like it, and speaks for another type
    source: this study
    rules:
      - id: settled
        codes: [arb.compromise]
      # A type may have words of its own beside the codes.
      - id: own-words
        en: [settle it ..2 together]
        fr: [régler ..3 ensemble]
    examples:
      matches:
        - {{en: In the end we found a compromise.}}
        - {{en: We settled it together.}}
        - {{fr: Nous avons fini par trouver un compromis.}}
        - {{fr: Nous avons réglé cela ensemble.}}
      rejects:
        - {{en: We met in the village and talked about the harvest.}}
        - {{fr: Nous nous sommes vus au village et avons parlé de la récolte.}}

# A type may also show in an order of moves rather than in one sentence.
sequences:
  - id: type.course
    label: {{en: A course that speaks for a type (rename it), fr: Un déroulement qui indique un type (à renommer)}}
    definition: Somebody presses, and another answers with a settlement
    include: the two moves in turns of one conversation, by different speakers
    exclude: both told by one person
    source: this study
    steps: [type.one@north_funder, type.two]
    within: 6 turns
    examples:
      matches:
        - turns:
            - {{en: "No audit, no money.", role: north_funder}}
            - {{en: Then let us find a compromise., role: south_ngo}}
        - turns:
            - {{fr: "Pas d'audit, pas d'argent.", role: north_funder}}
            - {{fr: Alors trouvons un compromis., role: south_ngo}}
      rejects:
        - turns:
            - {{en: We found a compromise., role: south_ngo}}
            - {{en: "No audit, no money.", role: north_funder}}
"""


def template(name: str, title: str = "") -> str:
    """The text of a codebook called `name`; its title, in both languages, is the name where none is given.

    Raises UsageError when a codebook can't be called so.
    """
    return filled(_TEMPLATE, name, title)
