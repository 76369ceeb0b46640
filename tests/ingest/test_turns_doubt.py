"""What is taken for a speaker and what is not; who asks the questions; hostile text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turn_rows import turns_in, turns_of

from partcode.ingest.labels import guess_role
from partcode.model import Block, Document, Kind, Span, Turn


def said(text: str, *speakers: str) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.span.start : turn.span.end]) for turn in turns_of(text, *speakers)]


DIALOGUE = "INT: Who decides?\nP1: They do.\n{}\nINT: And you?\nP1: We wait.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Note: the recorder was off.", "Exemple : le budget.", "Example: the budget.", "À 10:30 nous partons.",
        "À 10:30 : nous partons.", "NB : rien.", "Objet : audit", "Date: 12 May", "Warning: fragile",
        "http://example.org/a: b", "Article 1: the parties", "Our partners are: A, B and C.", "10:30 we left",
        "[laughs]", "[inaudible 00:12:03]", "(inaudible)", "(rires)", "[silence]", "[overlapping]", "[LAUGHS]: yes",
        "Laughs: all of them", "He told me this: go home.", "Bref : non.", "Nos partenaires sont : A et B.",
        "12:30: lunch", "1: the first", "Source : rapport annuel", "[1] Pirotte 2021", "Step 2: wait",
        "Étape 2 : attendre",
        "Il m'a dit : pars.", "Le bailleur a répondu la chose suivante : non.", "Fin : 11h",
    ],
)  # fmt: skip
def test_these_stay_in_what_is_said(line):
    found = said(DIALOGUE.format(line))
    assert found == [("INT", "Who decides?"), ("P1", f"They do.\n{line}"), ("INT", "And you?"), ("P1", "We wait.")]


@pytest.mark.parametrize(
    "label",
    ["Fatou", "Awa Diop", "Chef de village", "Homme 2", "femme au fond", "P2", "id7", "Traductrice", "M. Ba", "A. N.",
     "Interpreter", "Tous", "Kofi Annan (UN)", "W"],
)  # fmt: skip
def test_a_third_person_who_speaks_once_is_heard(label):
    found = said(DIALOGUE.format(f"{label}: Never."))
    assert found[2] == (label, "Never.")
    assert len(found) == 5


@pytest.mark.parametrize("label", ["??", "?", "[Unknown]", "Inconnu ", "Inconnue\u00a0", "Unknown speaker", "[??]"])
def test_an_unattributed_turn_has_no_speaker(label):
    assert said(DIALOGUE.format(f"{label}: Never."))[2] == ("", "Never.")


def test_unattributed_in_brackets():
    text = "[Chercheur]\nAh ?\n[Unknown]\nOui.\n[Chercheur]\nBon.\n[??]\nNon.\n"
    assert [speaker for speaker, _ in said(text)] == ["Chercheur", "", "Chercheur", ""]


AGREEMENT = """PARTNERSHIP AGREEMENT
Between: Northern Fund, hereinafter "the Fund"
And: Kesho Trust, hereinafter "the Partner"
Whereas: the parties share a purpose;
Article 1: Purpose
The parties agree on the following: joint work.
Article 2: Money
Payment schedule: in two parts.
First part: 40 %.
Second part: 60 %, after audit.
Article 3: Audit
Contact: info@fund.org
Date: 12 May 2019
"""
GUIDE = """# Working together

Example: A fund asks for an audit.
Activity: Draw your partners.
Time: 30 minutes
Materials: paper, pens
Remember: listen first.

Example: A partner refuses.
Activity: Act it out.
Time: 45 minutes
Materials: none
Key message: partners are equal.
Trust: the belief that the other will keep their word.
Power: who can say no.
"""
MINUTES = """Compte rendu de réunion
Date : 12 mai 2019
Lieu : Dakar
Présents : Mme Diallo, M. Ba
Excusés : M. Sy

Point 1 : budget
Décision : attendre l'audit.
Responsable : Mme Diallo
Échéance : juin

Point 2 : rapport
Décision : l'envoyer.
Responsable : M. Ba
Échéance : juillet
Prochaine réunion : 10 juin
"""
PROSE = """The fund was clear: no audit, no money. We answered as we could.
To us this meant one thing: waiting. They said: wait.
However: nothing came. Three things matter: trust, time and money.

Then the letter came. It said: the grant is withheld.
In short: we lost. In 2019: nothing.
Trust: it takes years. It said: never.
"""
AGENDA = "Programme\nOpening 9:00\nBreak 10:30\nSession 2 11:00\nLunch 12:30\nBreak 15:30\nClosing 17:00\n"
GLOSSARY = "Partnership: shared work.\nTrust: reliance.\nPower: capacity.\nPartnership: again.\nEquity: fairness.\n"
FICHE = (
    "Partenaire : A\nPays : Mali\nMontant : 5\n\nPartenaire : B\nPays : Togo\nMontant : 6\n\nZone : sud\nZone : est\n"
)
BIBLIOGRAPHY = "[1] Pirotte, G. 2021: La société civile.\n[2] Lewis, D. 2003.\n[Smith 2001] Aid: a history.\n"
HEADINGS = "# Guide\n\n## Introduction\n\nText.\n\n## Trust\n\nText.\n\n## Examples\n\nText.\n\n## Trust\n\nText.\n"
EMAIL = (
    "From: Awa\nTo: John\nSubject: audit\n\nDear John, no.\n\nFrom: John\nTo: Awa\nSubject: audit\n\nDear Awa, yes.\n"
)
QUOTED = "A report of many words.\n" * 400 + "Fatou: no.\nAwa: yes.\nFatou: no.\n" + "And it goes on.\n" * 400
DASHES = "Paris – 2019\nA sentence – with a dash.\nDakar – 2020\nWe know – and they know.\n"


DOCUMENTS = {
    "agreement": AGREEMENT, "guide": GUIDE, "minutes": MINUTES, "prose": PROSE, "agenda": AGENDA, "glossary": GLOSSARY,
    "fiche": FICHE, "bibliography": BIBLIOGRAPHY, "headings": HEADINGS, "email": EMAIL, "quoted": QUOTED,
    "dashes": DASHES, "empty": "", "blank": "\n\n",
}  # fmt: skip


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_without_speakers_has_no_turns(text):
    assert turns_of(text) == ()


def test_one_question_and_one_answer_are_turns():
    assert said("Interviewer: Why?\nAwa: Because.") == [("Interviewer", "Why?"), ("Awa", "Because.")]
    assert turns_of("Awa: Why?\nJohn: Because.") == ()


def test_labels_from_the_metadata_count_once_and_in_any_case():
    text = "Notes of the day\n\nawa: We refused.\nMore of it.\nNote: off.\n"
    assert turns_of(text) == ()
    assert said(text, "Awa") == [("awa", "We refused.\nMore of it.\nNote: off.")]
    assert said(text, "Awa", "[Note]") == [("awa", "We refused.\nMore of it."), ("Note", "off.")]


def test_labels_from_the_metadata_that_the_text_lacks_change_nothing():
    assert turns_of(MINUTES, "Fatou", "INT") == ()


def test_turns_that_the_format_states_are_kept():
    stated = (Turn(Span(0, 2), "DB"),)
    assert turns_in(Document("a.csv", "hi INT: x", "csv", "", "", "", 9, turns=stated)) == stated


@pytest.mark.parametrize("gap", ["\n", ""])
def test_a_form_at_the_top_is_no_speech(gap):
    text = f"Date: 12 May\nInterviewer: Anna Berg\nPlace: Dakar\n{gap}INT: Hello.\nAwa: Hi.\nINT: So?\n"
    assert said(text) == [("INT", "Hello."), ("Awa", "Hi."), ("INT", "So?")]


def test_a_form_that_names_the_interviewer_first():
    text = "INT: Anna Berg\nAwa: Awa Diop\nDate: 12 May\n\nINT: Hello.\n\nAwa: Hi.\n\nINT: So?\n"
    assert said(text) == [("INT", "Hello."), ("Awa", "Hi."), ("INT", "So?")]


def test_a_note_between_the_first_turns_is_no_form():
    text = "INT: Hello.\n\nAwa: Hi.\n\nNote: tea.\n\nINT: So?\n\nAwa: No.\n"
    assert said(text)[0] == ("INT", "Hello.")


def test_a_label_with_nothing_under_it_makes_no_turn():
    assert said("INT: Hello.\nAwa:\nINT: So?\nAwa: No.\n") == [("INT", "Hello."), ("INT", "So?"), ("Awa", "No.")]


PIECES = [
    "INT: ",
    "P1: ",
    "[Awa] (0:01 - 0:09)",
    "Awa  0:03",
    "**Awa:** ",
    "#00:00:01-2#",
    "??: ",
    "Note: ",
    "[laughs]",
]
PIECES += [
    "(Awa)",
    "### Awa",
    "*INV:\t",
    "%mor:",
    "**** *a_1",
    "0:0:1.1 --> 0:0:2",
    "\n",
    "\n\n",
    "\u00a0",
    "so",
    " é ? ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_turns_are_in_order_apart_and_trimmed(text):
    at = 0
    for turn in turns_of(text):
        assert turn.label is not None
        assert at <= turn.label.start < turn.label.end == turn.span.start < turn.span.end <= len(text)
        assert text[slice(*turn.span)] == text[slice(*turn.span)].strip()
        assert not text[slice(*turn.label)][0].isspace()
        at = turn.span.end


@pytest.mark.parametrize(
    "label",
    ["Interviewer", "INT", "INT2", "I", "Q", "Q 1", "Chercheur", "Chercheuse", "Enquêteur", "Enquêtrice",
     "Intervieweuse", "Interviewer 2", "Interviewer Anna", "Enquêteur·rice", "Researcher", "INV", "Anna ?",
     "Anna (interviewer)"],
)  # fmt: skip
def test_labels_of_interviewers(label):
    assert guess_role(label) == "interviewer"


@pytest.mark.parametrize("label", ["Moderator", "Modératrice", "Facilitateur 1", "Animatrice", "Facilitator"])
def test_labels_of_facilitators(label):
    assert guess_role(label) == "facilitator"


@pytest.mark.parametrize(
    "label", ["", "??", "Interviewee", "Enquêté", "Interviewé", "P1", "R", "I. Diop", "Fatou", "Intisar"]
)
def test_labels_that_give_no_role_away(label):
    assert guess_role(label) == ""


@pytest.mark.parametrize(
    "text",
    ["a" * 20_000_000, "ab c " * 2_000_000, "a:\n" * 200_000, "[" * 2_000_000, " " * 2_000_000 + ":", "\n" * 2_000_000,
     "A" + " " * 2_000_000 + "0:03\nA 0:03\n", "12:" * 500_000, "\n[ " * 300_000, "A - " * 500_000,
     "\n# " + "a " * 1_000_000, "".join(f"x{number}: y\n" for number in range(50_000))],
    ids="letters words labels brackets spaces lines gap times openers dashes heading distinct".split(),
)  # fmt: skip
def test_hostile_text_is_quick_and_has_no_turns(text):
    started = time.process_time()
    assert turns_of(text) == ()
    assert time.process_time() - started < 3


def test_notes_after_the_last_turn_are_not_said_in_it():
    text = "A: One.\nB: Two.\nA: Three.\n\n1 A note on money.\nPage 3\n"
    note, page = text.index("1 A"), text.index("Page")
    blocks = (Block(Span(note, page), Kind.REFERENCE), Block(Span(page, len(text) - 1), Kind.HEADER))
    turns = turns_in(Document("a.docx", text, "docx", "", "", "", len(text), blocks=blocks))
    assert text[slice(*turns[-1].span)] == "Three."
