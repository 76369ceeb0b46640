"""Whatever stands at the address of a scheduler, what is wrong with it is said, and soon."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from partcode.errors import PartcodeError
from partcode.pipeline.engines import connecting

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(connecting, "TIMEOUT", 3)


@contextmanager
def answering(said):
    """The address of something that says the same to everybody, and no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            kept = []  # connections, open until the end
            try:
                while True:
                    connection, _ = server.accept()
                    connection.sendall(said)
                    kept.append(connection)
            except OSError:
                return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        host, port = server.getsockname()
        yield f"tcp://{host}:{port}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def connect(address):
    """The message of the error that connecting gives, and the time that it took, in seconds."""
    before = time.monotonic()
    with pytest.raises(PartcodeError) as raised, connecting.connected(address):
        pass
    assert raised.value.hint
    return raised.value.message, time.monotonic() - before


@pytest.mark.parametrize(
    "address",
    [
        "nonsense", "127.0.0.1:8786", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://:8786", "tcp://127.0.0.1:0",
        "tcp://127.0.0.1:99999", "http://127.0.0.1:8786", "nowhere://x:1", "inproc://1/2/3", "",
    ],
)  # fmt: skip
def test_what_can_not_be_an_address_is_said_to_be_none(address):
    assert connect(address)[0] == f"{address} is no address of a scheduler"


@pytest.mark.slow
@pytest.mark.parametrize(
    "said", [b"", b"\0" * 6, b"HTTP/1.0 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x02" + b"\0" * 99]
)
def test_what_is_no_scheduler_is_left_in_time(said):
    with answering(said) as address:
        message, seconds = connect(address)
    assert message in (
        f"no dask scheduler answers at {address}",
        f"what answers at {address} is no dask scheduler",
    )
    assert seconds < 30  # of a busy machine


@pytest.fixture
def cluster():
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=":0"
    ) as started:
        yield started


def test_the_address_of_a_worker_is_told_from_that_of_a_scheduler(cluster):
    (worker,) = cluster.scheduler.workers
    assert connect(worker)[0] == f"what answers at {worker} is no dask scheduler but a worker"


def test_a_scheduler_of_another_version_is_refused(cluster, monkeypatch):
    monkeypatch.setattr(connecting, "library_version", lambda name: "1.0")
    assert "has another version of dask: distributed 2" in connect(cluster.scheduler_address)[0]


def test_an_encrypted_cluster_needs_certificates(tmp_path):
    assert connect("tls://127.0.0.1:1")[0] == "tls://127.0.0.1:1 needs certificates"
    with dask.config.set({"distributed.comm.require-encryption": True}):
        assert "is not encrypted" in connect("tcp://127.0.0.1:1")[0]
    for content in (None, "no certificate"):
        path = tmp_path / "certificate.pem"
        if content:
            path.write_text(content)
        names = dict.fromkeys(("ca-file", "client.cert", "client.key"), str(path))
        with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in names.items()}):
            assert connect("tls://127.0.0.1:1")[0] == "the certificates for the cluster can't be read"
