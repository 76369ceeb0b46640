"""WebVTT and SubRip: voices, names, entities, tags and what surrounds the cues."""

from __future__ import annotations

import pytest
from reader_files import read_file, said

from partcode.errors import ReadError


def vtt(*cues, head="WEBVTT"):
    lines = [f"00:00:{2 * i:02d}.000 --> 00:00:{2 * i + 2:02d}.000\n{cue}" for i, cue in enumerate(cues)]
    return "\n\n".join([head, *lines]) + "\n"


def test_two_voices_in_one_cue_are_two_turns(tmp_path):
    document = read_file(tmp_path, "a.vtt", vtt("<v Awa Ba>Who pays?</v>\n<v.loud Tom>We do &amp; you don't.</v>"))
    assert document.text == "Who pays?\nWe do & you don't."
    assert said(document) == [("Awa Ba", "Who pays?"), ("Tom", "We do & you don't.")]
    assert (document.turns[1].begin, document.turns[1].end) == (0.0, 2.0)
    assert all(turn.label is None for turn in document.turns)


def test_cues_of_one_voice_are_one_turn(tmp_path):
    document = read_file(tmp_path, "a.vtt", vtt("<v Awa>One,", "<v Awa>two.</v>", "<v Tom>Three.", "Four."))
    assert said(document) == [("Awa", "One, two."), ("Tom", "Three."), ("", "Four.")]
    assert (document.turns[0].begin, document.turns[0].end) == (0.0, 4.0)


def test_teams_ids_and_header_blocks_are_dropped(tmp_path):
    text = (
        "WEBVTT\nKind: captions\nLanguage: en-GB\n\nSTYLE\n::cue { color: red }\n\nNOTE two\nlines\n\nREGION\nid:x\n\n"
        "6fbb1fca-421a-4ee9-942b-cee0dc425f8a/12-0\n00:00:00.760 --> 00:00:08.640 align:start\n<v Awa>Hello\nall.</v>\n"
    )
    assert said(read_file(tmp_path, "a.vtt", text)) == [("Awa", "Hello all.")]


def test_zoom_names_in_the_cue_are_speakers(tmp_path):
    text = vtt("Awa Ba: Who pays?", "Awa Ba: And when?", "Tom O’Neil: We do.", "Someone else.", head="WEBVTT\n\n1")
    document = read_file(tmp_path, "a.vtt", text)
    assert said(document)[:2] == [("Awa Ba", "Who pays? And when?"), ("Tom O’Neil", "We do. Someone else.")]


def test_where_every_cue_has_a_name_one_without_is_by_nobody(tmp_path):
    document = read_file(tmp_path, "a.vtt", vtt("A: x", "B: y", "A: x", "B: y", "z", "B: y"))
    assert said(document)[4] == ("", "z")


def test_a_single_colon_makes_no_speaker(tmp_path):
    document = read_file(tmp_path, "a.vtt", vtt("Remember this: pay.", "And", "go", "on.", "Note: x", "Note: y"))
    assert document.turns == ()
    assert document.text.startswith("Remember this: pay. And go on.")


def test_a_name_in_brackets_keeps_its_line(tmp_path):
    document = read_file(tmp_path, "a.vtt", vtt("(Awa)\nWho pays?", "And when?", "(Tom)", "We do."))
    assert (document.text, document.turns) == ("(Awa)\nWho pays? And when?\n(Tom)\nWe do.", ())
    assert read_file(tmp_path, "b.vtt", vtt("(Awa) Who?", "And?", "(Tom) We.")).text == "(Awa) Who? And?\n(Tom) We."


def test_a_pause_ends_a_paragraph_where_nobody_is_named(tmp_path):
    times = ("00:01.000 --> 00:02.000\none", "00:02.500 --> 00:03.000\ntwo", "01:00:09.000 --> 01:00:10.000\nthree")
    text = "\n\n".join(("WEBVTT", *times))
    assert read_file(tmp_path, "a.vtt", text).text == "one two\nthree"


def test_karaoke_and_position_tags_are_dropped(tmp_path):
    text = vtt("so<00:00:01.320><c> we</c><00:00:01.640><c.colorE5E5E5> talk</c>", "<i>now</i> 3 < 4", "{\\an8}up")
    assert read_file(tmp_path, "a.vtt", text).text == "so we talk now 3 < 4 up"


def test_srt_with_dashes_and_commas(tmp_path):
    text = (
        "1\n00:00:01,000 --> 00:00:02,500\n- Who pays?\n- We do.\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>Always.</i>\n"
    )
    document = read_file(tmp_path, "a.srt", text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert (document.text, document.turns) == ("- Who pays?\n- We do. Always.", ())


def test_srt_without_empty_lines_loses_its_numbers(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,500\nOne\n2\n00:00:03,000 --> 00:00:04,000\ntwo."
    assert read_file(tmp_path, "a.srt", text).text == "One two."


def test_a_file_without_cues_or_header_is_refused(tmp_path):
    with pytest.raises(ReadError, match="no WebVTT"):
        read_file(tmp_path, "a.vtt", "Hello")
    with pytest.raises(ReadError, match="no cues"):
        read_file(tmp_path, "b.vtt", "WEBVTT\n\nNOTE nothing")
