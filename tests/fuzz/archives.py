"""Zip archives written byte by byte, so that they can say what no program would write."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from struct import pack
from typing import NamedTuple

STORED, DEFLATED, DEFLATE64, BZIP2, LZMA = 0, 8, 9, 12, 14


class Member(NamedTuple):
    """One member as the archive tells it. `packed` are its bytes in the archive (those of `data`, deflated, when None);
    `size` and `crc` are what is said of them unpacked; `at` is where its local header is said to stand; `local` is its
    name there; with `later` the sizes follow the bytes and the header has none."""

    name: str
    data: bytes = b""
    packed: bytes | None = None
    method: int = DEFLATED
    size: int | None = None
    crc: int | None = None
    flags: int = 0
    mode: int = 0
    at: int | None = None
    local: str | None = None
    later: bool = False
    zip64: bool = False


def deflated(data: bytes) -> bytes:
    """Raw deflate, as archives have it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def archive(members: Iterable[Member], *, count: int | None = None, zip64: bool = False) -> bytes:
    """The archive of these members; `count` is how many it claims to have."""
    body, directory, number = bytearray(), bytearray(), 0
    for member in members:
        number += 1
        packed = member.packed if member.packed is not None else _packed(member)
        at = len(body) if member.at is None else member.at
        if member.at is None:
            body += _local(member, packed)
        directory += _central(member, packed, at)
    told = number if count is None else count
    return bytes(body + directory + _end(told, len(directory), len(body), zip64))


def bytes_before(members: Iterable[Member]) -> int:
    """Where the directory of an archive of these members would begin."""
    return sum(len(_local(member, member.packed or _packed(member))) for member in members)


def _packed(member: Member) -> bytes:
    return member.data if member.method == STORED else deflated(member.data)


def _told(member: Member, packed: bytes) -> tuple[int, int, int]:
    crc = zlib.crc32(member.data) if member.crc is None else member.crc
    return crc, len(packed), len(member.data) if member.size is None else member.size


def _flags(member: Member) -> int:
    return member.flags | 0x800 | (8 if member.later else 0)


def _local(member: Member, packed: bytes) -> bytes:
    name = (member.name if member.local is None else member.local).encode()
    crc, size, full = (0, 0, 0) if member.later else _told(member, packed)
    extra = pack("<HHQQ", 1, 16, full, size) if member.zip64 else b""
    if member.zip64:
        size = full = 0xFFFFFFFF
    head = pack(
        "<4s5H3I2H", b"PK\3\4", 45, _flags(member), member.method, 0, 33, crc, size, full, len(name), len(extra)
    )
    return head + name + extra + packed + (pack("<4s3I", b"PK\7\x08", *_told(member, packed)) if member.later else b"")


def _central(member: Member, packed: bytes, at: int) -> bytes:
    name, (crc, size, full) = member.name.encode(), _told(member, packed)
    extra = pack("<HHQQQ", 1, 24, full, size, at) if member.zip64 else b""
    if member.zip64:
        size = full = at = 0xFFFFFFFF
    numbers = (crc, size, full, len(name), len(extra), 0, 0, 0, member.mode << 16, at)
    made = (0x0314 if member.mode else 20, 45, _flags(member), member.method, 0, 33)
    return pack("<4s6H3I5H2I", b"PK\1\2", *made, *numbers) + name + extra


def _end(count: int, size: int, at: int, zip64: bool) -> bytes:
    end = pack("<4s4H2IH", b"PK\5\6", 0, 0, *[min(count, 0xFFFF)] * 2, size, 0xFFFFFFFF if zip64 else at, 0)
    if not zip64:
        return end
    large = pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, at)
    return large + pack("<4sIQI", b"PK\6\7", 0, at + size, 1) + end
