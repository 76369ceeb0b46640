"""Members of a zip archive, read into memory with bounds and never unpacked to disk."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from partcode.ingest.encoding import refuse_office_lock
from partcode.ingest.source import Source
from partcode.ingest.xml import parse

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 20_000
MAX_MEMBER = 100_000_000  # bytes, unpacked
MAX_TOTAL = 200_000_000
MAX_ELEMENTS = 1_500_000  # of all parts that are read as XML; a document of 1,000 pages has a fifth of it
_HEADER = 30  # bytes before a member, at least
_ENTRY = b"PK\1\2"  # where one begins in the directory
_BIG = 10_000_000
_MAX_RATIO = 100  # of what is big; the XML of a real document packs ten to twenty times
_CHUNK = 1 << 20
# What zipfile raises for bytes that are not as they should be, besides its own error.
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(slots=True)
class Archive:
    """An open archive that counts the bytes it has given out."""

    source: Source
    names: Counter[str]
    _zip: ZipFile
    _given: int = field(default=0)
    _elements: int = field(default=0)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def xml(self, name: str) -> _Element:
        """The root of a member that is XML. Raises ReadError as `read` does, and for too many elements."""
        data = self.read(name)
        self._elements += data.count(b"<") - data.count(b"</")
        if self._elements > MAX_ELEMENTS:  # before the tree is made, which takes a hundred bytes for an element of five
            raise self.source.error(f"too large: its XML has more than {MAX_ELEMENTS:,} elements", "split it")
        return parse(self.source, data)

    def read(self, name: str) -> bytes:
        """One member, unpacked. Raises ReadError when it is missing, damaged, encrypted or too large."""
        if name not in self.names:
            raise self.source.error(f"damaged: {name} is missing in it", "save it again with the program it is from")
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise self.source.error("protected by a password", "remove the password and save it again")
        if self.names[name] > 1:  # which of them a program reads is its own choice
            raise self.source.error(f"damaged: {name} is in it {self.names[name]} times", _AGAIN)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.source.error(f"packed as no document is: {name}, by method {info.compress_type}", _AGAIN)
        data = self._bounded(info)
        self._given += len(data)
        return data

    def _bounded(self, info: ZipInfo) -> bytes:
        # The size in the directory may lie, so the bytes are counted as they come.
        limit = min(MAX_MEMBER, MAX_TOTAL - self._given)
        parts, size = [], 0
        try:
            with self._zip.open(info) as member:
                while part := member.read(_CHUNK):
                    size += len(part)
                    if size > limit:
                        raise _bomb(self.source)
                    parts.append(part)
        except _DAMAGE as error:
            raise self.source.error(f"damaged: {info.filename} can't be unpacked ({error})", _AGAIN) from None
        return b"".join(parts)


_CHECK = "check where the file is from"
_AGAIN = "copy the file again, or save it again with the program it is from"


def open_archive(source: Source) -> Archive:
    """The zip archive that `source` is. Raises ReadError for anything else, and for zip bombs at once."""
    refuse_office_lock(source)
    if not source.data.startswith(b"PK"):
        raise source.error("not what its extension says: it is no zip archive", "give it the extension of what it is")
    if source.data.count(_ENTRY) > MAX_MEMBERS:  # before an object is made of each
        raise source.error(f"no document: an archive of more than {MAX_MEMBERS:,} parts", _CHECK)
    try:
        zip_file = ZipFile(BytesIO(source.data))
    except _DAMAGE as error:
        raise source.error(f"damaged or truncated ({error})", _AGAIN) from None
    infos = zip_file.infolist()
    if any(_is_bomb(info) for info in infos):
        raise _bomb(source)
    if _overlap(infos):
        raise source.error("parts of it lie over each other (a zip bomb?)", _CHECK)
    return Archive(source, Counter(info.filename for info in infos), zip_file)


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > _BIG and info.file_size > _MAX_RATIO * max(info.compress_size, 1)


def _overlap(infos: list[ZipInfo]) -> bool:
    """Whether two members share bytes, as where a thousand unpack the same ones."""
    spans = sorted((info.header_offset, info.header_offset + _HEADER + info.compress_size) for info in infos)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _bomb(source: Source) -> Exception:
    return source.error(
        "unpacks to far more than a document holds (a zip bomb?)",
        f"partcode unpacks at most {MAX_MEMBER // 1_000_000} MB of one part; {_CHECK}",
    )
