"""What a token pattern may ask for, by the names of spaCy's Matcher: https://spacy.io/api/matcher#patterns"""

from __future__ import annotations

FLAGS = (
    *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE"),
    *("IS_STOP", "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY"),
)
TEXTS = (
    *("ORTH", "TEXT", "NORM", "LOWER", "LEMMA", "POS", "TAG", "MORPH", "DEP", "SHAPE"),
    *("ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "OP"),
)
ATTRIBUTES = (*TEXTS, *FLAGS, "LENGTH")
COMPARISONS = ("==", ">=", "<=", ">", "<")
OPERATORS = (
    *("REGEX", "NOT_IN", "IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "FUZZY"),
    *(f"FUZZY{edits}" for edits in range(1, 10)),
    *COMPARISONS,
)
