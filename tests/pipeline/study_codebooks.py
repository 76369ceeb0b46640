"""Codebooks of a study that is edited: each text has places, and each place its values."""

MONEY = """\
codebook: money
version: 1.0.{number}
title: {{en: Money}}
lists:
  funds: {{en: [{funds}], fr: [subvention, budget]}}
codes:
  - id: money.cut
    label: {{en: {label}, fr: Couper}}
    definition: Money is taken away.
    who: {{exerted_by: north_funder}}
    rules:
      - {{id: cut, certainty: {certainty}, en: [{cut} ..3 <funds>], fr: [couper ..3 <funds>]}}
      - {{id: none, negation: drop, en: [cut, no money]}}
  - id: money.funds
    label: {{en: Funds, fr: Fonds}}
    definition: Money is spoken of.
    rules:
      - {{id: of-cuts, codes: [money.cut]}}
      - {{id: named, en: [<funds>, money], fr: [<funds>]}}
{more}
sequences:
  - id: money.answer
    label: {{en: {label}}}
    definition: A cut is answered.
    steps: [money.cut, {answer}, money.funds]
    within: {within} turns
    at_least: {least}
"""
MORE = """\
  - id: money.report
    label: {en: Report}
    definition: A report is asked for.
    rules: [{id: report, en: [report]}]
"""
TALK = """\
codebook: talk
version: 1.0.{number}
title: {{en: Talk}}
{accents}{uses}codes:
  - id: talk.trust
    label: {{en: Trust, fr: Confiance}}
    definition: Trust is named.
    rules:
      - {{id: trust, en: [{trust}], fr: [confiance]}}
{borrows}sequences:
  - id: talk.turns
    label: {{en: Turns}}
    definition: Trust after something.
    steps: [{first}, talk.trust]
    within: 4 turns
"""
EXTRA = """\
  - id: talk.of-money
    label: {en: Talk of money}
    definition: What the other codebook finds.
    rules: [{id: theirs, codes: [money.cut]}]
"""
MINE = """\
codebook: mine
version: 1.0.0
title: {{en: Mine}}
extend: money@1.0.{number}
{without}codes:
  - id: mine.rain
    label: {{en: Rain}}
    definition: It rains.
    rules: [{{id: rain, en: [rain]}}, {{id: theirs, codes: [money.funds]}}]
"""
APPLIED = (
    ("money",), ("talk",), ("money", "talk"), ("talk", "money"), ("mine",), ("mine", "talk"), ("money", "mine", "talk"),
)  # fmt: skip
BOOKS = {
    "funds": ("grant, fund", "grant, fund, budget", "fund"),
    "label": ("Cutting", "Taking away"),
    "certainty": ("high", "low"),
    "cut": ("cut", "(cut|report)"),
    "more": ("", MORE),
    "answer": ("money.funds", "money.cut"),
    "within": ("3", "6"),
    "least": ("2", "3"),
    "trust": ("trust", "trust, agree"),
    "uses": ("", "uses: [money]\n"),
    "number": ("0", "1"),
    "accents": ("", "accents: lossy\n"),
    "without": ("", "without: [money.answer, money.funds/named]\n"),
}
