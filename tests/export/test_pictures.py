"""Charts become files, whole or not at all."""

import sys
from importlib import import_module
from typing import ClassVar
from xml.etree import ElementTree

import pytest

from partcode.charts import timeline
from partcode.errors import MissingExtra, UsageError
from partcode.export.pictures import write_picture
from tests.charts.tables import LONG, NAMES, case, table


class _Chart:
    words = "<b>&"
    size: ClassVar = {}

    def to_dict(self):
        encoding = {"text": {"field": "a"}}
        return {"data": {"values": [{"a": self.words}]}, "mark": "text", "encoding": encoding} | self.size


def test_a_suffix_that_is_no_picture_is_refused(tmp_path):
    with pytest.raises(UsageError, match="not a picture") as caught:
        write_picture(_Chart(), tmp_path / "figure.pdf")
    assert caught.value.hint == "name it figure.svg or figure.png"
    assert not list(tmp_path.iterdir())


def test_without_the_extra_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra) as caught:
        write_picture(_Chart(), tmp_path / "figure.svg")
    assert caught.value.hint == "pip install 'partcode[plots]'"


@pytest.mark.slow
def test_what_an_svg_cannot_hold_is_replaced(tmp_path):
    chart = _Chart()
    chart.words = "\x1b[31m\ufffe\x00é😀"
    write_picture(chart, tmp_path / "a.svg")
    assert "�[31m��é😀" in _texts(tmp_path / "a.svg")


@pytest.mark.slow
def test_a_png_that_memory_would_not_hold_is_refused(tmp_path):
    chart = _Chart()
    chart.size = {"width": 100_000, "height": 10_000}
    with pytest.raises(UsageError, match=r"too large for a PNG: 200,\d+ × 20,\d+ pixels") as caught:
        write_picture(chart, tmp_path / "a.png")
    assert caught.value.hint == "name it .svg, or select less"
    assert not list(tmp_path.iterdir())
    write_picture(chart, tmp_path / "a.svg")


@pytest.mark.slow
def test_svg_and_png_are_written_and_the_same_again(tmp_path):
    for name, head in (("a.svg", b"<svg"), ("a.PNG", b"\x89PNG")):
        write_picture(_Chart(), tmp_path / name)
        first = (tmp_path / name).read_bytes()
        write_picture(_Chart(), tmp_path / name)
        assert first.startswith(head)
        assert (tmp_path / name).read_bytes() == first
    assert "<b>&" in _texts(tmp_path / "a.svg")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, "timeline"])
def test_no_label_is_cut(tmp_path, name):
    chart = (
        timeline.chart(*case()) if name == "timeline" else import_module(f"partcode.charts.{name}").chart(table(name))
    )
    write_picture(chart, tmp_path / "a.svg")
    texts = _texts(tmp_path / "a.svg")
    assert not [text for text in texts if "…" in text]
    # Interviews are numbered in the picture of saturation, words of a timeline are in its tooltips.
    assert name in ("saturation", "timeline") or LONG in texts


def _texts(file):
    return {"".join(text.itertext()) for text in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}text")}
