"""The way to a cluster: who answers at an address is looked at before dask's client, which takes on trust what does."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version as library_version
from typing import Any

from partcode.errors import MissingExtra, PartcodeError
from partcode.pipeline.engines.cluster import Cluster

TIMEOUT = 10  # seconds for a scheduler to answer

# What they have to say of a lost worker is that a shard goes to another one.
_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
_ADDRESS = "tcp://HOST:8786 or tls://HOST:8786, as `dask scheduler` says when it starts"
_CERTIFICATES = (
    "dask's configuration names them: distributed.comm.tls, ca-file and client; DASK_CONFIG says where it is"
)


_SAME = "install the same version of dask and distributed here and there"


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address`; what is under way there is given up at the end.

    MissingExtra without dask; PartcodeError when no scheduler answers.
    """
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise MissingExtra("--engine dask", "dask") from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    settings = {
        "distributed.admin.large-graph-warning-threshold": "1TB",
        "distributed.comm.timeouts.connect": f"{TIMEOUT}s",
    }
    with dask.config.set(settings), warnings.catch_warnings():
        # Of versions that differ: what matters of them is compared shard by shard.
        warnings.simplefilter("ignore")
        _greet(address)
        try:
            client = Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ImportError) as error:
            raise _no_answer(address) from error
        try:
            cluster = Cluster(client, address)
            cluster.look()
            yield cluster
        finally:
            with suppress(Exception):
                client.close(timeout=TIMEOUT)


def _greet(address: str) -> None:
    """PartcodeError unless a scheduler of dask answers within the time.

    Of anything else that answers, dask's client waits for ever, or takes the first bytes for a length.
    """
    arguments = _arguments(address)
    try:
        kind, version = asyncio.run(asyncio.wait_for(_identity(address, arguments), TIMEOUT))
    except OSError as error:  # as are TimeoutError and what dask says of connections
        raise _no_answer(address) from error
    except Exception as error:
        raise PartcodeError(f"what answers at {address} is no dask scheduler", hint=_ADDRESS) from error
    if kind != "Scheduler":
        raise PartcodeError(f"what answers at {address} is no dask scheduler but a {kind.lower()}", hint=_ADDRESS)
    # Of another version dask's client may not even understand the greeting.
    if version != library_version("distributed"):
        versions = f"distributed {version} (here {library_version('distributed')})"
        raise PartcodeError(f"the scheduler at {address} has another version of dask: {versions}", hint=_SAME)


async def _identity(address: str, arguments: dict[str, Any]) -> tuple[str, str]:
    """What answers at an address, and its version of distributed."""
    from distributed.core import connect

    comm = await connect(address, timeout=TIMEOUT, **arguments)
    try:
        await comm.write({"op": "identity", "reply": True})
        kind = str((await comm.read())["type"])
        await comm.write({"op": "versions", "reply": True})
        return kind, str((await comm.read())["packages"]["distributed"])
    finally:
        comm.abort()


def _arguments(address: str) -> dict[str, Any]:
    """What dask needs to connect; PartcodeError for what can't be an address, and without certificates."""
    from distributed.comm.addressing import get_address_host_port
    from distributed.security import Security

    try:
        host, port = get_address_host_port(address, strict=True)
        if not host or port not in range(1, 65536):
            raise ValueError
    except (ValueError, NotImplementedError) as error:  # the last of inproc://, which leads to no other process
        raise PartcodeError(f"{address} is no address of a scheduler", hint=_ADDRESS) from error
    try:
        arguments: dict[str, Any] = Security().get_connection_args("client")
    except (OSError, ValueError) as error:
        raise PartcodeError("the certificates for the cluster can't be read", hint=_CERTIFICATES) from error
    if address.startswith(("tls://", "wss://")) and arguments.get("ssl_context") is None:
        raise PartcodeError(f"{address} needs certificates", hint=_CERTIFICATES)
    if address.startswith(("tcp://", "ws://")) and arguments.get("require_encryption"):
        raise PartcodeError(f"{address} is not encrypted, which dask's configuration demands", hint=_ADDRESS)
    return arguments


def _no_answer(address: str) -> PartcodeError:
    return PartcodeError(f"no dask scheduler answers at {address}", hint=_ADDRESS)
