"""Parts of a material: filters leave out what they should, and nothing else."""

import numpy as np
import pytest

from partcode.analysis.facets import facet
from partcode.analysis.selection import Selection, select, split, with_segments
from partcode.errors import UsageError
from tests.analysis.materials import material


def test_nothing_asked_for_is_everything_but_what_was_rejected():
    whole = material()
    chosen = select(whole, Selection())
    assert len(chosen.segments) == len(whole.segments)
    assert len(chosen.codings) == len(whole.codings) - int((whole.codings.status == 2).sum()) < len(whole.codings)


def test_a_role_keeps_its_segments_and_the_codings_in_them():
    chosen = select(material(), Selection(roles=("north_funder",)))
    assert {chosen.voices[voice].role for voice in chosen.segments.voice.tolist()} == {"north_funder"}
    assert len(chosen.codings)
    for coding in range(len(chosen.codings)):
        segment = chosen.codings.segment[coding]
        assert chosen.segments.document[segment] == chosen.codings.document[coding]
        assert chosen.segments.start[segment] <= chosen.codings.start[coding] < chosen.segments.end[segment]


def test_codes_are_chosen_by_their_beginnings():
    chosen = select(material(), Selection(codes=("power.",)))
    assert [chosen.codes[code].id for code in chosen.wanted] == ["power.coercive", "power.money"]
    assert set(chosen.codings.code.tolist()) <= set(chosen.wanted)


@pytest.mark.parametrize("by", ["role", "side", "speaker", "case", "document", "language", "year", "third", "country"])
def test_groups_share_all_segments_out(by):
    whole = select(material(), Selection())
    parts = dict(split(whole, by))
    assert len(parts) > 1
    assert sum(len(part.segments) for part in parts.values()) == len(whole.segments)
    assert sum(len(part.codings) for part in parts.values()) == len(whole.codings)
    assert sum(len(part.chains) for part in parts.values()) == len(whole.chains)


@pytest.mark.parametrize(("dropped", "left"), [(0, 0), (1, 1)])
def test_a_coding_of_several_segments_goes_with_the_first_of_them(dropped, left):
    whole = material()
    wide = int(np.flatnonzero(whole.codings.last > whole.codings.segment)[0])
    keep = np.ones(len(whole.segments), dtype=bool)
    keep[whole.codings.segment[wide] + dropped] = False
    kept = with_segments(whole, keep).codings
    places = np.flatnonzero((kept.start == whole.codings.start[wide]) & (kept.code == whole.codings.code[wide]))
    assert len(places) == left
    assert (kept.last[places] == kept.segment[places]).all()


def test_values_of_a_facet_have_their_order_and_the_unknown_stands_last():
    assert facet(material(), "role").values == ("north_funder", "south_ngo", "interviewer", "unknown")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"role": "north_founder"}, "role north_founder"),
        ({"code": "powr."}, "no code powr."),
        ({"status": "acepted"}, "status acepted"),
        ({"case": "bantar"}, "case bantar"),
        ({"rolle": "north_funder"}, "no filter rolle"),
        ({"unit": "line"}, "unit line"),
    ],
)
def test_what_the_run_cannot_have_is_said_with_what_was_meant(filters, message):
    with pytest.raises(UsageError, match=message) as raised:
        select(material(), Selection.of(**filters))
    assert raised.value.hint


def test_a_role_that_nobody_has_here_is_no_mistake():
    assert len(select(material(), Selection(roles=("grassroots",))).segments) == 0
