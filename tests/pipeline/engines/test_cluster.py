"""A dask cluster gives the bytes of a local run, whatever becomes of its workers, or says why it can't."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from partcode.errors import MissingExtra, PartcodeError, UsageError
from partcode.model import Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.engines import cluster as engine
from partcode.pipeline.engines import connecting, workers
from partcode.pipeline.engines.shards import program
from partcode.pipeline.ingesting import ingest, survey
from partcode.pipeline.results import write_results

CORPUS = Path(__file__).parents[3] / "sample_corpus"
SMALL = CORPUS.parent / "tests" / "small_codebooks"


READS_TEXT = """\
codebook: text
version: 1.0.0
title: {en: Text}
codes:
  - id: text.one
    label: {en: One}
    definition: Found by reading the text.
    rules:
      - {id: slashes, en: ['/(?i)we (?=need|want|have)/'], fr: ['/(?i)nous (?=avons)/']}
      - {id: tokens, tokens: {en: [[{LOWER: the}, {LOWER: money}]]}}
"""
SLOW = """\
codebook: slow
version: 1.0.0
title: {en: Slow}
codes:
  - id: slow.one
    label: {en: Slow}
    definition: An expression that takes exponential time.
    rules: [{id: r, en: ['/(a|aa)+$/']}]
"""


class Watched(Silent):
    """Calls once when the first files are done."""

    def __init__(self, call):
        self.call = call

    def advance(self, steps=1):
        call, self.call = self.call, lambda: None
        call()


def run(options, progress=None):
    """All of `partcode run`: its report and the bytes of the results."""
    codebooks = codebooks_of(options)
    report = ingest(options, progress or Silent(), codebooks)
    code(options, Silent(), codebooks, coded_on_the_way=report.coded)
    write_results(options, Silent())
    return report, {file.name: file.read_bytes() for file in sorted(options.out.iterdir())}


@pytest.fixture(autouse=True)
def small_shards(monkeypatch):
    monkeypatch.setattr(workers, "CHUNK", 10_000)
    monkeypatch.setattr(connecting, "TIMEOUT", 3)


def local_cluster(workers, threads, processes):
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers, threads_per_worker=threads, processes=processes, protocol="tcp", dashboard_address=":0"
    )


@pytest.fixture(scope="module")
def threads():
    """One worker with two threads, in this process."""
    with local_cluster(1, 2, processes=False) as cluster:
        yield cluster


@pytest.fixture
def study(tmp_path):
    """A local study of the sample corpus and of some files that can't be read."""
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "no.docx").write_bytes(b"PK but not for long")
    return Options(folders=(CORPUS, bad), db=tmp_path / "local.db", out=tmp_path / "local", jobs=1, codebooks=(SMALL,))


def on(cluster, study, name="cluster"):
    """The same study on a cluster, into another database."""
    place = study.db.parent
    address = cluster.scheduler_address
    return replace(study, db=place / f"{name}.db", out=place / name, engine="dask", scheduler=address)


def test_two_threads_of_a_worker_give_the_bytes_and_outcomes_of_a_local_run(study, threads):
    expected = run(study)
    assert run(on(threads, study)) == expected
    assert {file.path for file in expected[0].files if file.status == "unreadable"} == {"empty.txt", "no.docx"}
    again, results = run(on(threads, study))
    assert (again.count("unchanged"), again.coded) == (14, 0)
    assert results == expected[1]
    assert survey(on(threads, study), Silent()) == survey(study, Silent())
    # Coding by turn reads back the words that the cluster has found.
    by_turn = replace(study, unit=Unit.TURN)
    assert run(replace(on(threads, by_turn), engine="local"))[1] == run(by_turn)[1]


@pytest.mark.parametrize("unit", [Unit.SENTENCE, Unit.TURN])
def test_what_is_stored_is_coded_there_as_here(study, threads, unit, monkeypatch):
    """With a rule of each kind that reads the text, and words that come in no order of any worker."""
    monkeypatch.setattr(engine.Cluster, "words", 500)
    book = study.db.parent / "text.yaml"
    book.write_text(READS_TEXT)
    study = replace(study, unit=unit, codebooks=(SMALL, book))
    expected = run(study)[1]
    assert all(rule in expected["evidence.csv"] for rule in (b",slashes,", b",tokens,"))
    there = on(threads, study)
    ingest(replace(there, engine="local"), Silent())
    code(there, Silent())
    write_results(there, Silent())
    assert {file.name: file.read_bytes() for file in sorted(there.out.iterdir())} == expected


@pytest.mark.slow
def test_a_rule_that_can_not_be_used_is_named_as_it_is_here(study, threads):
    book, folder = study.db.parent / "slow.yaml", study.db.parent / "as"
    folder.mkdir()
    book.write_text(SLOW)
    (folder / "a.txt").write_text(f"It says {'a' * 60}b.\n")
    study = replace(study, folders=(folder,), codebooks=(book,), language="en")
    said = []
    for options in (study, on(threads, study)):
        with pytest.raises(PartcodeError, match=r"slow\.one/r") as raised:
            run(options)
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_workers_with_another_program_are_refused(study, threads, monkeypatch):
    monkeypatch.setattr(engine, "program", lambda: program() | {"simplemma": "0.0", "partcode": "9"})
    with pytest.raises(
        PartcodeError, match=r"runs another program: partcode 0\.1\.0 \(here 9\), simplemma .*here 0\.0"
    ):
        run(on(threads, study))


def test_a_bug_in_one_shard_does_not_mix_up_the_words_of_the_next(study, threads, monkeypatch):
    def broken(self, outcomes, new):
        raise ZeroDivisionError

    expected = run(study)
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(workers.Worker, "_code", broken)
        run(on(threads, study))
    assert run(on(threads, study, "after"))[1] == expected[1]


@pytest.mark.slow
def test_nothing_is_begun_when_no_scheduler_answers(study):
    options = replace(study, engine="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(PartcodeError, match=r"no dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(options)
    assert not study.db.exists()


def test_a_scheduler_must_be_named(study):
    with pytest.raises(UsageError, match="--engine dask needs a scheduler"):
        run(replace(study, engine="dask"))


def test_dask_is_an_extra(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra) as raised:
        run(replace(study, engine="dask", scheduler="tcp://127.0.0.1:9"))
    assert raised.value.hint == "pip install 'partcode[dask]'"


def test_a_cluster_without_workers_is_given_up(study, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    monkeypatch.setattr(engine, "POLL", 0.1)
    with local_cluster(0, 1, processes=False) as empty, pytest.raises(PartcodeError, match="has no workers"):
        run(on(empty, study))


@pytest.mark.slow
def test_a_lost_scheduler_leaves_what_was_finished_and_the_next_run_goes_on(study):
    with local_cluster(1, 1, processes=False) as lost:
        options = on(lost, study)
        with pytest.raises(PartcodeError, match="lost the scheduler"):
            run(options, Watched(lost.close))
    report, results = run(replace(options, engine="local"))
    assert 0 < report.count("unchanged") < 14
    assert results == run(study)[1]


@pytest.mark.slow
def test_a_killed_worker_costs_a_retry_and_no_result(study):
    expected = run(study)
    with local_cluster(2, 1, processes=True) as cluster:
        from distributed import Client

        with Client(cluster, set_as_default=False) as client:
            address, pid = next(iter(client.run(os.getpid).items()))

        def kill():
            # Stopped, it keeps what it is given; so it is killed with work in its hands.
            os.kill(pid, signal.SIGSTOP)
            while not cluster.scheduler.workers[address].processing:
                time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        found = run(on(cluster, study), Watched(killer.start))
        killer.join()
        moves = [move[:3] for move in cluster.scheduler.transition_log]
    assert found == expected
    retried = {key for key, before, after in moves if (before, after) == ("processing", "released")}
    assert retried
    assert all(key.startswith("partcode-") for key in retried)


def partcode(*words):
    return [sys.executable, "-c", "from partcode.cli import main; main()", *map(str, words)]


@pytest.mark.slow
def test_the_command_line_says_no_more_with_a_cluster_than_without(study):
    with local_cluster(2, 1, processes=True) as cluster:
        said = {}
        for name, words in {"local": ["-j", "1"], "dask": ["--scheduler", cluster.scheduler_address]}.items():
            place = study.db.parent / name
            places = ["--db", place.with_suffix(".db"), "--out", place, "-c", SMALL]
            command = partcode("run", *study.folders, *places, "--engine", name, *words)
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            said[name] = (done.returncode, done.stdout, done.stderr.replace(str(place), ""))
            said[name] += ({file.name: file.read_bytes() for file in sorted(place.iterdir())},)
    assert said["dask"] == said["local"]
    assert said["local"][:2] == (0, "")


@pytest.mark.slow
def test_ctrl_c_ends_a_run_that_waits_for_workers(study):
    with local_cluster(0, 1, processes=False) as empty:
        place = ["--db", study.db, "--engine", "dask", "--scheduler", empty.scheduler_address]
        process = subprocess.Popen(partcode("ingest", *study.folders, *place), stderr=subprocess.PIPE, encoding="utf-8")
        while not empty.scheduler.tasks:
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, "interrupted; what was finished is kept, run it again\n")
