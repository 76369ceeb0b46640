"""Whatever happens to texts and documents, each decision that was not taken back is listed, and each coding stands
somewhere or is an orphan."""

import pytest
from by_hand import add, code_by_regex, power, prepare
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partcode.errors import StoreError
from partcode.model import Span, Unit
from partcode.store import open_store
from partcode.store.decided.reviewing import Judgement

SAID = ("We left.", "They cut it.", "Yes.", "They cut the grant of the village.", "They cut the grants of the village!")
TURNS = st.tuples(st.sampled_from(("A", "B")), st.lists(st.sampled_from(SAID), min_size=1, max_size=3))
TALKS = st.lists(TURNS, min_size=1, max_size=4)
VERDICTS = st.sampled_from(("accepted", "rejected"))
UNITS = st.sampled_from(list(Unit))
PATHS = st.sampled_from(("one.txt", "two.txt"))
NUMBERS = st.integers(0, 9)
STEPS = st.one_of(
    st.tuples(st.just("read"), PATHS, TALKS),
    st.tuples(st.just("read"), PATHS, TALKS),
    st.tuples(st.just("decide"), PATHS, NUMBERS, VERDICTS, UNITS),
    st.tuples(st.just("decide"), PATHS, NUMBERS, VERDICTS, UNITS),
    st.tuples(st.just("code"), PATHS, NUMBERS),
    st.tuples(st.just("attach"), PATHS, NUMBERS, NUMBERS),
    st.tuples(st.just("dismiss"), NUMBERS),
    st.tuples(st.just("remove"), PATHS),
    st.tuples(st.just("undo")),
)


class Study:
    """A store, and what people do in it."""

    def __init__(self, store, path):
        self.store, self.path = store, path

    def known(self, path):
        return self.store.known().get(path)

    def is_coded(self, path):
        return path in self.store.reviews.of_run(self.store.run().id)

    def segments(self, path, unit):
        version = self.known(path).version_id
        self.store.ensure_unit([version], unit)
        found = self.store.segments(version, unit)
        return list(zip(found.ids.tolist(), found.start.tolist(), found.end.tolist(), strict=True))

    def judgement(self, path, number, kind, unit, person="Ana", code="power.cut"):
        segments = self.segments(path, unit)
        id, start, end = segments[number % len(segments)]
        known = self.known(path)
        place = (path, known.version_id, known.text_sha256, Span(start, end), str(unit), code)
        return Judgement(*place, kind, person, "", id)

    def keep(self, judgement):
        self.store.reviews.keep(self.store.run().id, [judgement], "decisions")

    def read(self, path, talk):
        before = self.known(path)
        (version,) = add(self.store, prepare(self.store, path, [(who, said, 0) for who, said in talk]))
        if before is None or before.version_id != version:
            code_by_regex(self.store, [version])

    def decide(self, path, number, kind, unit):
        if self.known(path):
            self.keep(self.judgement(path, number, kind, unit, person=f"P{number % 2}"))

    def code(self, path, number):
        if self.is_coded(path):
            self.keep(self.judgement(path, number, "coded", Unit.SENTENCE, code="trust"))

    def orphan(self, number):
        table = self.store.table("orphans")
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return rows[number % len(rows)] if rows else None

    def attach(self, path, number, which):
        if self.is_coded(path) and (one := self.orphan(which)):
            judgement = self.judgement(path, number, one["decision"], Unit(one["unit"]), one["coder"], one["code"])
            try:
                self.store.reviews.attach(self.store.run().id, one["id"], [judgement], "attach")
            except StoreError as error:
                assert "otherwise" in error.message

    def dismiss(self, number):
        one = self.orphan(number)
        if one and one["state"] == "orphan":
            self.store.reviews.dismiss([one["id"]], "dismiss")

    def remove(self, path):
        if self.known(path):
            backup = self.store.back_up_before("delete")
            self.store.delete_documents([path], backup=backup.name)

    def undo(self):
        if entry := self.store.reviews.last_change():
            try:
                self.store.reviews.undo(self.path.parent, entry)
            except StoreError as error:
                assert "read again meanwhile" in error.message or "backup" in error.message

    def check(self):
        def numbers(query):
            return {str(id) for (id,) in self.store._connection.execute(query)}

        made = numbers("SELECT id FROM decisions WHERE origin IS NULL AND undone = 0")
        listed = self.store.table("decisions")
        id, state = listed.columns.index("id"), listed.columns.index("state")
        states = {}
        for row in listed.rows:
            states.setdefault(row[id], set()).add(row[state])
        assert states.keys() == made
        # What has lost its words holds nowhere, and has one row.
        assert all(len(one) == 1 for one in states.values() if one & {"orphan", "dismissed"})
        lost = {row[0] for row in self.store.table("orphans").rows}
        own = numbers(
            """SELECT id FROM codings WHERE application IS NULL
                AND id NOT IN (SELECT coding FROM moved_codings WHERE coding <> origin)"""
        )
        standing = numbers(
            """SELECT ifnull(origin, codings.id) FROM codings JOIN segments ON segments.id = segment
                JOIN versions ON versions.id = segments.version JOIN documents ON documents.id = versions.document
                JOIN versions AS now ON now.id = documents.version AND now.text_sha256 = versions.text_sha256
                LEFT JOIN moved_codings ON coding = codings.id WHERE application IS NULL"""
        )
        assert all(id in standing or f"c{id}" in lost for id in own)
        assert self.store.reviews.standing().orphans == sum(
            row[-1] == "orphan" for row in self.store.table("orphans").rows
        )


def live_through(folder, steps):
    path = folder / "partcode.db"
    with open_store(path, create=True) as store:
        study = Study(store, path)
        store.add_codebook(power())
        study.read("one.txt", [("A", list(SAID))])
        for what, *about in steps:
            getattr(study, what)(*about)
            study.check()


SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=20, **SETTINGS)
@given(steps=st.lists(STEPS, min_size=4, max_size=12))
def test_no_decision_vanishes(tmp_path_factory, steps):
    live_through(tmp_path_factory.mktemp("store"), steps)


@pytest.mark.slow
@settings(max_examples=500, **SETTINGS)
@given(steps=st.lists(STEPS, min_size=10, max_size=40))
def test_no_decision_vanishes_in_long_histories(tmp_path_factory, steps):
    live_through(tmp_path_factory.mktemp("store"), steps)
