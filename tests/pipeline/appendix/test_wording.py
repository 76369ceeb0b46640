"""The appendix says the same in both languages."""

import re
from string import Formatter

import pytest

from partcode.model import ROLES, SIDES, Kind, Unit
from partcode.pipeline.appendix.english import ENGLISH
from partcode.pipeline.appendix.french import FRENCH
from partcode.pipeline.appendix.wording import Wording


def test_both_languages_have_all_texts_in_the_same_order():
    assert list(ENGLISH) == list(FRENCH)


@pytest.mark.parametrize("key", ENGLISH)
def test_a_text_has_the_same_fields_in_both_languages(key):
    fields = [{name for _, name, _, _ in Formatter().parse(texts[key]) if name} for texts in (ENGLISH, FRENCH)]
    assert fields[0] == fields[1]


def test_every_text_is_used_and_every_name_has_one(root):
    texts = ("english.py", "french.py")
    folder = root / "partcode/pipeline/appendix"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name not in texts)
    source = source.replace("'", '"')
    built = re.findall(r'f"([\w.]+\.)\{', source) + [f"{name}." for name in re.findall(r'w\.name\("(\w+)"', source)]
    assert [key for key in ENGLISH if f'"{key}"' not in source and not key.startswith(tuple(built))] == []
    names = [*(f"role.{one}" for one in ROLES), *(f"side.{one}" for one in SIDES)]
    names += [*(f"part.{one}" for one in Kind), *(f"unit.{one}" for one in Unit)]
    assert [name for name in names if name not in ENGLISH] == []


@pytest.mark.parametrize(
    ("language", "codes", "said"),
    [
        ("en", 0, "0 codes"), ("en", 1, "1 code"), ("en", 1200, "1,200 codes"),
        ("fr", 0, "0\u00a0code"), ("fr", 1, "1\u00a0code"), ("fr", 1200, "1\u202f200\u00a0codes"),
    ],
)  # fmt: skip
def test_a_number_stands_with_its_noun(language, codes, said):
    assert said in Wording(language).say("codebooks.applied", codebooks=2, codes=codes, rules=5)


def test_french_sets_spaces_that_do_not_break_and_decimal_commas():
    said = Wording("fr").say("coders.all", codings=3, proposed=1, accepted=1, rejected=1)
    assert "tout\u00a0: 1" in said
    assert Wording("fr").number(0.5) == "0,500" and Wording("en").number(0.5) == "0.500"
