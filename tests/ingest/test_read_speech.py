"""JSON of Whisper, WhisperX and oTranscribe."""

from __future__ import annotations

import json

import pytest
from reader_files import read_file, said, whisper

from partcode.errors import ReadError


def test_whisperx_segments_of_one_speaker_are_one_turn(tmp_path):
    data = whisper((0, 1.5, " Who", "S0"), (1.5, 2, " pays? ", "S0"), (2, 3, "We do.", "S1"), (3, 4, "Hm."))
    document = read_file(tmp_path, "a.json", data)
    assert document.text == "Who pays?\nWe do.\nHm."
    assert said(document) == [("S0", "Who pays?"), ("S1", "We do."), ("", "Hm.")]
    assert (document.turns[0].begin, document.turns[0].end) == (0.0, 2.0)


def test_whisper_without_speakers_is_paragraphs(tmp_path):
    document = read_file(tmp_path, "a.json", whisper((0, 1, " One"), (1, 2, "two."), (9, 10, "Three.")))
    assert (document.text, document.turns) == ("One two.\nThree.", ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"a": 1}', "no transcript of Whisper"),
        ('[{"text": "x"}]', "no transcript of Whisper"),
        ('{"segments": [{"start": 0}]}', "segment 1 has no text"),
        ('{"segments": [{"text": "x"}', "cut off"),
        ("not json at all, really", "no JSON"),
        ("[" * 100_000, "deeply|cut off"),
    ],
)
def test_another_json_is_refused_with_what_was_expected(tmp_path, data, message):
    with pytest.raises(ReadError, match=message) as caught:
        read_file(tmp_path, "a.json", data)
    assert caught.value.hint


def test_otr_keeps_paragraphs_and_shows_timestamps_in_brackets(tmp_path):
    markup = (
        '<p><span class="timestamp" contenteditable="false" data-timestamp="12.3">0:12</span>'
        "INT: Who <b>pays</b>?<br/></p>"
        "<p>P1:&nbsp;We do &amp; they don't.</p>"
    )
    document = read_file(tmp_path, "a.otr", json.dumps({"text": markup, "media": "x.mp3", "media-time": 3.2}))
    assert document.text == "[0:12] INT: Who pays?\nP1:\u00a0We do & they don't."
    assert (document.format, document.turns) == ("otr", ())


def test_otr_of_another_shape_is_refused(tmp_path):
    with pytest.raises(ReadError, match="no transcript of oTranscribe"):
        read_file(tmp_path, "a.otr", '{"segments": []}')
