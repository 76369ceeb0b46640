"""Where the segments of a material stand."""

import numpy as np

from partcode.analysis.selection import Selection
from partcode.pipeline.asking import material_of
from partcode.pipeline.questions.places import NOWHERE, Places, of_codings


def test_a_code_point_is_in_a_segment_or_nowhere(coded, texts):
    material = material_of(coded, Selection.of(speaker="Peter"))
    places = Places(material)
    (version,) = places.versions
    text = texts["a.txt"]
    inside = [i for i in range(len(text)) if places.at(version, np.array([i]))[0] != NOWHERE]
    segments = material.segments
    assert inside == [i for a, b in zip(segments.start, segments.end, strict=True) for i in range(a, b)]
    assert places.at(version + 1, np.array([0])).tolist() == [NOWHERE]
    here = places.at(version, np.array([text.index("grant")]))[0]
    assert places.about(here) == ("a.txt", 2, "Peter", "south_ngo")


def test_segments_with_a_coding_are_kept_whole(coded):
    material = material_of(coded, Selection.of(code="norm.trust"))
    kept = of_codings(material)
    assert len(kept.segments) == len(kept.codings) == 4
    assert kept.codings.segment.tolist() == [0, 1, 2, 3]
