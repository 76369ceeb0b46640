"""All segments of a selection, as a table."""

from partcode.analysis.selection import Selection
from partcode.pipeline.segments import segments
from tests.analysis.materials import material


class Stored:
    """A material with a text of 1,000 letters for every document."""

    def material(self, run, unit, certainty):
        return material()

    def text(self, version):
        return "abcdefghij" * 100


def test_a_coding_counts_in_each_segment_that_it_touches():
    table = segments(Stored(), Selection())
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    of_first = [(row["turn"], row["role"], row["codings"]) for row in rows if row["document"] == "a.txt"]
    # The first coding of the funder goes on into the next turn, which has one of its own.
    assert of_first == [(1, "interviewer", 0), (2, "north_funder", 2), (3, "south_ngo", 2), (4, "north_funder", 1)]


def test_rejected_codings_do_not_count_unless_they_are_asked_for():
    def counted(**filters):
        table = segments(Stored(), Selection.of(document="b.txt", **filters))
        return [row[table.columns.index("codings")] for row in table.rows]

    assert (counted(), counted(status="rejected")) == ([0, 0, 0], [1, 1, 0])
