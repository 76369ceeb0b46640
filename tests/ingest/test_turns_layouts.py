"""One test per layout of transcripts: who speaks, what exactly is said, where the label stands."""

import pytest
from turn_rows import turns_of

from partcode.ingest.turns import find_turns
from partcode.model import Document


def said(text: str, *speakers: str) -> list[tuple[str, str]]:
    turns = turns_of(text, *speakers)
    for turn in turns:
        assert turn.label is not None
        assert turn.label.end == turn.span.start
        assert text[turn.span.start : turn.span.end] == text[turn.span.start : turn.span.end].strip() != ""
    return [(turn.speaker, text[turn.span.start : turn.span.end]) for turn in turns]


def labels(text: str) -> list[str]:
    return [text[turn.label.start : turn.label.end] for turn in turns_of(text) if turn.label]


def clock(text: str) -> list[tuple[float | None, float | None]]:
    return [(turn.begin, turn.end) for turn in turns_of(text)]


CHERCHEUR = (
    "Entretien 01\n\n[Chercheur] (0:01 - 0:11)\nVous êtes artisan ?\n\n"
    "[Interviewé] (0:11 – 1:02:03)\nOui.\n\nDepuis dix ans.\n\n[Chercheur]\nAh.\n"
)


def test_brackets_with_a_range_an_en_dash_or_no_time():
    assert said(CHERCHEUR) == [
        ("Chercheur", "Vous êtes artisan ?"),
        ("Interviewé", "Oui.\n\nDepuis dix ans."),
        ("Chercheur", "Ah."),
    ]
    assert clock(CHERCHEUR) == [(1, 11), (11, 3723), (None, None)]
    assert labels(CHERCHEUR)[:2] == ["[Chercheur] (0:01 - 0:11)\n", "[Interviewé] (0:11 – 1:02:03)\n"]


def test_turns_are_columns_of_equal_length():
    text = "P1: One.\nINT [0:02]: Two?\n??: Three.\nP1: Four.\nINT: Five?\n"
    turns = find_turns(Document("a.txt", text, "txt", "utf-8", "", "", len(text)))
    assert turns.speakers == ("P1", "INT")
    assert turns.speaker.tolist() == [0, 1, -1, 0, 1]
    assert turns.label_end.tolist() == turns.start.tolist()
    assert str(turns.begin.tolist()) == "[nan, 2.0, nan, nan, nan]"
    integers = (turns.start, turns.end, turns.speaker, turns.label_start, turns.label_end)
    assert {(column.dtype.name, len(column)) for column in integers} == {("int32", 5)}
    assert {(column.dtype.name, len(column)) for column in (turns.begin, turns.end_time)} == {("float64", 5)}


def test_text_before_the_first_label_belongs_to_no_turn():
    assert turns_of(CHERCHEUR)[0].label.start == CHERCHEUR.index("[Chercheur]")


@pytest.mark.parametrize("interviewer", ["INT", "Interviewer", "Enquêtrice", "I", "Mme Diallo-Sy", "J.-P. N'Diaye"])
def test_name_and_colon(interviewer):
    text = f"{interviewer}: Who decides?\nP1: They do.\nAlways.\n\n{interviewer}: And you?\nP1: We wait.\n"
    assert said(text) == [
        (interviewer, "Who decides?"),
        ("P1", "They do.\nAlways."),
        (interviewer, "And you?"),
        ("P1", "We wait."),
    ]


def test_time_in_the_label_before_the_colon():
    text = "INT [00:00:58]: So?\nP1 [00:01:02]: The audit.\nINT: Yes.\nP1 (1:10:05): Late again.\n"
    assert said(text) == [("INT", "So?"), ("P1", "The audit."), ("INT", "Yes."), ("P1", "Late again.")]
    assert clock(text) == [(58, None), (62, None), (None, None), (4205, None)]
    assert labels(text)[1] == "P1 [00:01:02]: "


def test_time_between_the_colon_and_the_speech():
    text = "INT: [00:12] So?\nP1: (00:15) It's late.\nINT: Yes.\n"
    assert said(text) == [("INT", "So?"), ("P1", "It's late."), ("INT", "Yes.")]
    assert [begin for begin, _ in clock(text)] == [12, 15, None]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " ", "\u2009", ""])
def test_question_and_answer_with_any_space_before_the_colon(space):
    text = f"Q{space}: Qui décide ?\nR{space}: Le bailleur.\n\nQ{space}:\u00a0Et vous ?\nR{space}: Nous attendons."
    assert said(text) == [("Q", "Qui décide ?"), ("R", "Le bailleur."), ("Q", "Et vous ?"), ("R", "Nous attendons.")]


def test_markdown_headings():
    text = (
        "# Interview 3\n\n### Interviewer\n\nWho decides?\n\n"
        "### Fatou (0:05)\n\nThey do.\n\nAlways.\n\n### Interviewer\n\nOh.\n"
    )
    assert said(text) == [("Interviewer", "Who decides?"), ("Fatou", "They do.\n\nAlways."), ("Interviewer", "Oh.")]
    assert clock(text)[1] == (5, None)


def test_name_in_square_brackets_before_the_speech():
    text = "[id1] hello\n[id2] [laughs] hi\n[id1] so\n[laughs]\nwell\n"
    assert said(text) == [("id1", "hello"), ("id2", "[laughs] hi"), ("id1", "so\n[laughs]\nwell")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_teams_ranges_with_the_name_on_the_next_line(gap):
    lines = [
        "0:0:5.100 --> 0:0:8.250", "Jean Dupont", "Bonjour à tous.", "0:0:8.250 --> 0:1:9.5", "Awa Ba", "Bonjour.\n",
        "0:1:10.0 --> 0:1:12.0", "Jean Dupont", "On commence.",
    ]  # fmt: skip
    text = gap.join(lines)
    assert said(text) == [("Jean Dupont", "Bonjour à tous."), ("Awa Ba", "Bonjour."), ("Jean Dupont", "On commence.")]
    assert clock(text) == [(5.1, 8.25), (8.25, 69.5), (70, 72)]


@pytest.mark.parametrize("gap", ["   ", "  ", "\t", " "])
def test_teams_and_otter_name_and_time_on_a_line(gap):
    text = (
        f"Réunion\nJean Dupont{gap}0:03\nBonjour.\n\n"
        f"Speaker 2{gap}1:00:05\nHello: yes.\nJean Dupont{gap}1:10:00\nOn y va."
    )
    assert said(text) == [("Jean Dupont", "Bonjour."), ("Speaker 2", "Hello: yes."), ("Jean Dupont", "On y va.")]
    assert clock(text) == [(3, None), (3605, None), (4200, None)]


def test_one_speaker_is_enough_where_each_line_has_a_name_and_a_time():
    text = "Speaker 1  0:03\nHello.\n\nSpeaker 1  0:09\nAgain."
    assert said(text) == [("Speaker 1", "Hello."), ("Speaker 1", "Again.")]


def test_time_before_the_name_alone_on_a_line():
    text = "[00:00:03] Speaker 1\nHello.\n\n[00:00:09] Speaker 2\nHi.\n\n[00:00:12] Speaker 1\nSo.\n"
    assert said(text) == [("Speaker 1", "Hello."), ("Speaker 2", "Hi."), ("Speaker 1", "So.")]
    assert clock(text) == [(3, None), (9, None), (12, None)]


def test_otranscribe_time_before_name_and_colon():
    text = "00:03 INT: Hello.\n00:09 Fatou: Hi.\n1:00:12 INT: So.\n"
    assert said(text) == [("INT", "Hello."), ("Fatou", "Hi."), ("INT", "So.")]
    assert clock(text) == [(3, None), (9, None), (3612, None)]
    assert labels(text)[0] == "00:03 INT: "


def test_name_in_round_brackets_on_its_own_line():
    text = "(Fatou)\nWe refused.\n\n(John)\nWhy?\n\n(laughs)\n\n(Fatou)\nBecause.\n"
    assert said(text) == [("Fatou", "We refused."), ("John", "Why?\n\n(laughs)"), ("Fatou", "Because.")]


def test_f4_marks_at_the_end_stay_in_the_text_and_give_times():
    text = "I: Wer?\u00a0#00:00:05-3#\n\nB: They. And then. #00:01:02-0#\n\nI: Mm. #00:01:04-9#\n"
    assert said(text) == [
        ("I", "Wer?\u00a0#00:00:05-3#"),
        ("B", "They. And then. #00:01:02-0#"),
        ("I", "Mm. #00:01:04-9#"),
    ]
    assert clock(text) == [(None, 5.3), (5.3, 62.0), (62.0, 64.9)]


def test_f4_marks_at_the_start_give_times():
    before = "#00:00:01-0# I: Who?\n#00:00:05-3# B: They.\n#00:01:02-0# I: Mm.\n"
    after = "I: #00:00:01-0# Who?\nB: #00:00:05-3# They.\nI: #00:01:02-0# Mm.\n"
    assert [begin for begin, _ in clock(before)] == [begin for begin, _ in clock(after)] == [1.0, 5.3, 62.0]
    assert said(before) == [("I", "Who?"), ("B", "They."), ("I", "Mm.")]
    assert said(after)[0] == ("I", "#00:00:01-0# Who?")


@pytest.mark.parametrize("form", ["**{}:** ", "**{}**: ", "__{}:__ ", "**{} :** ", "- **{}**: ", "*{}*: "])
def test_markdown_bold_labels(form):
    expected = [("Interviewer", "So?"), ("Awa", "**No.**"), ("Interviewer", "Oh.")]
    assert said("".join(f"{form.format(name)}{speech}\n\n" for name, speech in expected)) == expected


def test_bold_name_alone_on_its_line():
    text = "**Interviewer**\nSo?\n\n**Awa Diop**\nNo.\n\n**Interviewer**\nOh.\n"
    assert said(text) == [("Interviewer", "So?"), ("Awa Diop", "No."), ("Interviewer", "Oh.")]


def test_chat_lines_without_tiers_and_headers():
    text = (
        "@Begin\n@Participants:\tINV Awa Investigator, PAR Participant\n*INV:\twho decides ?\n%mor:\tpro|who ?\n"
        "*PAR:\tthey do .\n\tevery time .\n%com:\tlaughs\n*INV:\toh .\n@End\n"
    )
    assert said(text) == [("INV", "who decides ?"), ("PAR", "they do .\n\tevery time ."), ("INV", "oh .")]


def test_iramuteq_headers_end_a_turn_and_are_no_speakers():
    text = "**** *ent_1 *sexe_f\nINT: So?\nP1: We go.\n\n**** *ent_2 *sexe_m\nINT: And?\nP1: Stay.\n"
    assert said(text) == [("INT", "So?"), ("P1", "We go."), ("INT", "And?"), ("P1", "Stay.")]
    assert turns_of("**** *ent_1 *sexe_f\nNous avons dit non.\n**** *ent_2 *sexe_m\nEt puis oui.\n") == ()


def test_sonal_interviewer_keeps_the_question_mark():
    text = "Marie ? : Qui décide ?\nAwa : Eux.\nMarie ? : Ah.\n"
    assert said(text) == [("Marie ?", "Qui décide ?"), ("Awa", "Eux."), ("Marie ?", "Ah.")]


def test_organisation_in_brackets_and_titles():
    text = (
        "Fatou (CBO Kesho): No.\nMme Diallo : Si.\nM. Ba (Direction régionale) : Non.\n"
        "Mme Diallo : Bon.\nFatou (CBO Kesho): No.\n"
    )
    assert [speaker for speaker, _ in said(text)] == [
        "Fatou (CBO Kesho)", "Mme Diallo", "M. Ba (Direction régionale)", "Mme Diallo", "Fatou (CBO Kesho)",
    ]  # fmt: skip


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_name_and_dash(dash):
    text = f"M. Ba {dash} Nous refusons.\nMme Diallo\u00a0{dash} Pourquoi – dites-moi ?\nM. Ba {dash} Parce que.\n"
    assert said(text) == [
        ("M. Ba", "Nous refusons."),
        ("Mme Diallo", "Pourquoi – dites-moi ?"),
        ("M. Ba", "Parce que."),
    ]


def test_remark_after_the_name_is_no_part_of_it():
    text = "INT: Hm?\nAwa (laughing): No.\nINT (rires) : Ah.\nAwa: Yes.\n"
    assert [speaker for speaker, _ in said(text)] == ["INT", "Awa", "INT", "Awa"]


def test_labels_alone_on_their_line_with_a_colon():
    text = "Interviewer:\nWho decides?\n\nFatou:\n\nThey do.\n\nInterviewer:\nOh.\n"
    assert said(text) == [("Interviewer", "Who decides?"), ("Fatou", "They do."), ("Interviewer", "Oh.")]


def test_indented_labels():
    text = "   INT: So?\n\tAwa: No.\n   INT: Oh.\n"
    assert said(text) == [("INT", "So?"), ("Awa", "No."), ("INT", "Oh.")]
    assert labels(text)[0] == "INT: "


def test_long_labels_of_roles():
    text = (
        "Chargée de mission de la Fondation : Bonjour.\nChef du village : Bonjour.\n"
        "Chargée de mission de la Fondation : Alors ?\nreprésentante de la coopérative : Non.\n"
        "Chargée de mission de la Fondation : Bon.\nChef du village : Oui.\n"
    )
    assert [speaker for speaker, _ in said(text)][:3] == [
        "Chargée de mission de la Fondation",
        "Chef du village",
        "Chargée de mission de la Fondation",
    ]
