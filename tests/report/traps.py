"""Two interviews, a codebook and metadata that are full of traps, and how a command is called."""

import json

from typer.testing import CliRunner

from partcode.cli import app

SCRIPT = "<script>window.pwned = 1</script>"
IMAGE = '"><img src=x onerror="window.pwned = 2">'
FILE = "'><svg onload=window.pwned=3>.txt"
TITLE = f"Grant talks {IMAGE} </title>{SCRIPT} {{{{scripts}}}}"
MEETING = f"""Ruth: Let us begin. {SCRIPT} Nobody is late. 😀😀
Odd: We demand an audit of every partner this year. {IMAGE}
Ruth: And then?
Abla: We never impose the budget on anybody. We speak for nine villages 😀 and they trust us. </script><!--
Odd: I can live with a shorter audit.
Abla: Then it is a compromise, and we trust you.
"""
FRENCH = """Claire : Qui décide du budget ?
Moussa : Le bailleur exige un audit, et nous n'avons pas confiance.
Claire : Vraiment ?
Moussa : Oui, vraiment. La confiance, ça se construit.
"""
BOOK = f"""codebook: talks
version: 1.0.0
title: {{en: Talks, fr: Pourparlers}}
codes:
  - id: talk.demand
    label: {{en: {json.dumps("Demand " + IMAGE)}, fr: {json.dumps("Exigence " + SCRIPT)}}}
    definition: {json.dumps("What is asked for " + SCRIPT)}
    who: {{exerted_by: [north_funder]}}
    rules:
      - {{id: demand, certainty: high, en: [demand, impose], fr: [exiger]}}
  - id: talk.trust
    label: {{en: Trust, fr: Confiance}}
    definition: Trust that is given or refused
    rules:
      - {{id: trust, certainty: low, en: [trust], fr: [confiance]}}
  - id: talk.agreement
    label: {{en: Agreement, fr: Accord}}
    rules:
      - {{id: agree, en: [compromise], fr: [compromis]}}
sequences:
  - id: talk.bargain
    label: {{en: Bargain, fr: Marchandage}}
    steps: [talk.demand@north_funder, talk.agreement@south_ngo]
    within: 8 turns
    gap: 6 turns
"""
CORPUS = {
    "cases": {"nine": {"name": f"Nine villages {IMAGE}", "side": "south", "attributes": {"country": SCRIPT}}},
    "speakers": {
        "Ruth": "interviewer",
        "Claire": "interviewer",
        "Odd": {"name": f"Odd {IMAGE}", "role": "north_funder", "organisation": SCRIPT, "side": "north"},
        "Abla": {"role": "south_ngo", "side": "south"},
        "Moussa": {"role": "grassroots", "side": "south"},
    },
    "documents": {FILE: {"case": "nine", "title": TITLE, "date": "2024-05-01", "kind": "interview"}},
}


def call(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments], prog_name="partcode")
    assert done.exit_code == 0, done.output
    return done
