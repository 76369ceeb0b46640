"""Corrections of transcripts: what somebody decided about stands in ‹ › before and after, or it is said why not."""

TALK = """Anna: Do they trust you?
Peter: They impose the audit on us every year. ‹No audit, no money.›
Anna: And then?
Peter: We trust them all the same. They are our partners.
"""
TURN = "Peter: They impose the audit on us every year. ‹No audit, no money.›\n"
FRENCH = """Claire : Qui décide du budget ?
Moussa : ‹Le bailleur impose ses procédures, et nous avons confiance.›
Claire : Vraiment ?
Moussa : Oui, vraiment.
"""


def talk(*changes, text=TALK):
    """The text with (before, after) replaced."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


LOST, UNSURE = "not found", "ambiguous"
YES = "Q: First?\nA: Yes.\nQ: Second?\nA: ‹Yes.›\nQ: Third?\nA: Yes.\n"
LIST = "They came.\nThey came.\n‹They came.›\nThey came.\nThey came.\n"
LONG = "\n".join(f"P{i}: Sentence number {i} is about topic {chr(97 + i)}{i * 7}." for i in range(20))

# name: (the text before, the text after, or what is said when the words can't be found)
CORRECTIONS = {
    "nothing": (TALK, TALK),
    "a paragraph inserted before": (TALK, "Interview 3, Nairobi.\n\n" + TALK),
    "a paragraph inserted behind": (TALK, TALK + "Anna: Thank you, that was all.\n"),
    "a sentence inserted just before": (TALK, talk(("‹No", "So it goes. ‹No"))),
    "a sentence inserted just behind": (TALK, talk(("money.›", "money.› So it goes."))),
    "the sentence before deleted": (TALK, talk(("They impose the audit on us every year. ", ""))),
    "everything else deleted": (TALK, "‹No audit, no money.›"),
    "everything before rewritten": (TALK, "A: Some wholly other beginning.\nB: ‹No audit, no money.›\n"),
    "a typo elsewhere": (TALK, talk(("trust you", "truts you"))),
    "a typo in the quote mended": (talk(("No audit", "No adit")), TALK),
    "a typo brought into the quote": (TALK, talk(("No audit", "No aduit"))),
    "a full stop lost": (TALK, talk(("money.›", "money›"))),
    "an exclamation mark": (TALK, talk(("money.›", "money!›"))),
    "a comma gone": (TALK, talk(("audit, no", "audit no"))),
    "capitals": (TALK, talk(("No audit, no money", "NO AUDIT, NO MONEY"))),
    "two spaces": (TALK, talk(("no money", "no  money"))),
    "a line break in the quote": (TALK, talk(("audit, no", "audit,\nno"))),
    "curly apostrophes": (talk(("No audit", "It's no audit")), talk(("No audit", "It’s no audit"))),
    "a label renamed": (TALK, talk(("Peter:", "P1:"))),
    "all labels renamed": (TALK, talk(("Peter:", "P1:"), ("Anna:", "I:"))),
    "a label mended": (TALK, talk(("Peter: They impose", "Petr: They impose"))),
    "timestamps added": (TALK, talk(("Peter:", "[00:01:02] Peter:"), ("Anna:", "[00:01:00] Anna:"))),
    "blank lines between turns": (TALK, talk(("\nAnna:", "\n\nAnna:"), ("\nPeter:", "\n\nPeter:"))),
    "the turn cut in two": (TALK, talk((" ‹No audit", "\nAnna: Hm.\nPeter: ‹No audit"))),
    "the quote moved to the end": (TALK, talk((" ‹No audit, no money.›", "")) + "Peter: ‹No audit, no money.›\n"),
    "the quote moved to the front": (TALK, "Peter: ‹No audit, no money.›\n" + talk((" ‹No audit, no money.›", ""))),
    "the quote deleted": (TALK, talk((" ‹No audit, no money.›", "")), LOST),
    "the quote rewritten": (TALK, talk(("‹No audit, no money.›", "Without controls nothing is paid out.")), LOST),
    "the turn deleted": (TALK, talk((TURN, "")), LOST),
    "another document": (TALK, "The quick brown fox jumps over the lazy dog.", LOST),
    "an empty document": (TALK, "", LOST),
    "words left only inside of longer ones": ("So: ‹Aid.› Then she left.", "So: Aided. Then she left.", LOST),
    "a name anonymised": (
        "We met. ‹Peter Kamau told us to leave the village.› We left.",
        "We met. ‹[NAME] told us to leave the village.› We left.",
    ),
    "names anonymised everywhere": (
        "Kamau came. ‹Kamau said that Otieno takes the money.› Otieno denied it.",
        "[P1] came. ‹[P1] said that [P2] takes the money.› [P2] denied it.",
    ),
    "a name anonymised in two words": ("So. ‹Kamau refused.› They left.", "So. [NAME] refused. They left.", LOST),
    "a place anonymised": (
        "‹In Kibera the county cut the water in March.› Nobody came.",
        "‹In [PLACE] the county cut the water in March.› Nobody came.",
    ),
    "a name anonymised elsewhere": (talk(("our partners", "those of Kamau")), talk(("our partners", "those of X"))),
    "fillers taken out": (
        "‹Well, er, they sort of, you know, impose the whole procedure on us.› Yes.",
        "‹Well, they impose the whole procedure on us.› Yes.",
    ),
    "a word added": (TALK, talk(("No audit, no money", "No audit at all, no money"))),
    "half of the quote deleted": (TALK, talk(("No audit, no money.", "No audit."))),
    "a long sentence cut short": (
        "‹They impose the audit on us every single year in May and June.› So.",
        "‹They impose the audit on us every single year.› So.",
    ),
    "a sentence split in two": (
        "So. ‹They cut the grant for the whole of the region and we left.› Yes.",
        "So. ‹They cut the grant for the whole of the region. We left.› Yes.",
    ),
    "two sentences joined": (
        "So. ‹They cut the grant.› We left the village.",
        "So. ‹They cut the grant›, and we left the village.",
    ),
    "accents repaired": (talk(("é", ""), text=FRENCH), FRENCH),
    "accents lost": (FRENCH, talk(("é", ""), text=FRENCH)),
    "accents garbled": (FRENCH, talk(("é", "Ã©"), text=FRENCH)),
    "a French space before the mark": (FRENCH, talk((" ?", "\u202f?"), (" :", "\u00a0:"), text=FRENCH)),
    "line ends of Windows": (TALK, TALK.replace("\n", "\r\n")),
    "line ends of Windows in the quote": (
        "So.\n‹They cut the grant\nand left.›\nYes.\n",
        "So.\r\n‹They cut the grant\r\nand left.›\r\nYes.\r\n",
    ),
    "the whole document twice": (TALK, TALK + TALK.replace("‹", "").replace("›", "")),
    "the document after another one": (TALK, "A: Other words of another talk.\nB: Indeed.\n" * 3 + TALK),
    "one of three equal answers, the first deleted": (YES, YES.replace("Q: First?\nA: Yes.\n", "")),
    "one of three equal answers, the last deleted": (YES, YES.replace("Q: Third?\nA: Yes.\n", "")),
    "one of three equal answers, this one deleted": (YES, YES.replace("Q: Second?\nA: ‹Yes.›\n", ""), LOST),
    "one of three equal answers, this one changed": (YES, YES.replace("‹Yes.›", "Never."), LOST),
    "one of three equal answers, labels renamed": (YES, YES.replace("A:", "B:").replace("Q:", "I:")),
    "one of three equal answers, questions swapped": (
        YES,
        "Q: Second?\nA: Yes.\nQ: First?\nA: Yes.\nQ: Third?\nA: Yes.\n",
        UNSURE,
    ),
    "a fourth equal answer before": (YES, "Q: Zero?\nA: Yes.\n" + YES),
    "a fourth equal answer behind": (YES, YES + "Q: Fourth?\nA: Yes.\n"),
    "one of five equal lines, one deleted": (LIST, "They came.\n" * 4, UNSURE),
    "two equal sentences, one to be gone": (
        "Before that. ‹We trust them.› Between. We trust them. After.",
        "Before that. Between. We trust them. After.",
        LOST,
    ),
    "two equal sentences, the other gone": (
        "Before that. ‹We trust them.› Between. We trust them. After.",
        "Before that. ‹We trust them.› Between. After.",
    ),
    "two equal sentences, this one changed": (
        "Before that. ‹We trust them.› Between. We trust them. After.",
        "Before that. ‹We trusted them.› Between. We trust them. After.",
    ),
    "a like sentence beside, this one gone": (
        "So. ‹They cut the grant of the county.› They cut the grant of the city. Yes.",
        "So. They cut the grant of the city. Yes.",
        LOST,
    ),
    "paragraphs in another order": (
        LONG.replace("Sentence number 4 is about topic e28.", "‹Sentence number 4 is about topic e28.›"),
        "\n".join(reversed(LONG.split("\n"))).replace(
            "Sentence number 4 is about topic e28.", "‹Sentence number 4 is about topic e28.›"
        ),
    ),
    "two speakers' turns swapped": (
        "A: ‹We decide.›\nB: They decide.\nC: And so it goes on.\n",
        "B: They decide.\nA: ‹We decide.›\nC: And so it goes on.\n",
    ),
    "emoji and rare letters before": (TALK, "🙂 𝒜 ﬁ\n" + TALK),
}  # fmt: skip
