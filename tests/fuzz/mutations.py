"""Ways to break a file, each a function of a random generator: the same seed breaks the same file alike."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random

from seeds import SUFFIXES, seeds

NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 2**63, 2**64 - 1)
TOKENS = (
    *("\0", "\r", "\n" * 50, "\t", "\u2028", "\ufeff", "\u0301" * 60, "\u202e", "\x1b[2J", "\ufffd", "\U0010ffff"),
    *("-1", "²", "9" * 20, "9" * 400, "9" * 5000, "1e999", "NaN", "0x7fffffff", "٣", "'", '"', "\\", "\\ud800", "%s"),
    *("<", ">", "&", "&#0;", "&#xD800;", "&lol;", "]]>", "<!--", "<![CDATA[", "<!DOCTYPE a [", "<?xml?>", "<a>" * 300),
    *("{", "}", "[", "]", "[" * 2000, "{\\", "\\u-1?", "\\bin99999 ", "\\'zz", "(", ")", ":", "::::", ";", "|", "=1+1"),
    *("Awa: ", "\nA: b\n", "[00:00:00] ", "00:00:01.000 --> ", "-->", "---\n", "!!python/object:os.system", "&a *a"),
    *("<v ", "</v>", "# ", "```", "obj", "stream\n", "endstream", "/Length ", "<w:p>", " " * 3000, "ÿ" * 99, "<li>"),
    *("a: .inf\n", 'a: "\\ud800\\0"\n', "a: !!binary AA\n", "<<: ", "? [", "- ", "**** *a_b\n", "<tr><td>", "\\f1 "),
)


def mutated(suffix: str, seed: int) -> tuple[str, bytes]:
    """The suffix and the bytes of the broken file that this seed makes of a good one."""
    rng = Random(f"{suffix} {seed}")
    data = rng.choice(seeds(suffix))
    kind = rng.random()
    if kind < 0.03:
        return rng.choice(SUFFIXES), data  # a wrong suffix
    if kind < 0.04:
        return suffix, b""
    if kind < 0.10:
        return suffix, _spliced(rng, data, rng.choice(seeds(suffix)))
    if data.startswith(b"PK") and kind < 0.75:
        return suffix, _inside(rng, data)
    return suffix, broken(rng, data)


def broken(rng: Random, data: bytes) -> bytes:
    """One to six breaks in a row."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(_BREAKS)(rng, data)
    return data


def _span(rng: Random, data: bytes, longest: int = 400) -> tuple[int, int]:
    at = rng.randrange(len(data) + 1)
    return at, min(len(data), at + rng.randint(1, longest))


def _flip(rng: Random, data: bytes) -> bytes:
    found = bytearray(data or b"\0")
    for _ in range(rng.choice((1, 1, 4, 30))):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _noise(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data, 40)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def _truncated(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _deleted(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def _repeated(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def _moved(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _token(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS).encode() + data[at + rng.choice((0, 0, 1, 8)) :]


def _number(rng: Random, data: bytes) -> bytes:
    """A number that is written in digits, or in bytes, becomes one at which programs stumble."""
    written = list(re.finditer(rb"\d+", data))
    value = rng.choice(NUMBERS)
    if written and rng.random() < 0.7:
        found = rng.choice(written)
        new = rng.choice((str(value), f"-{value}", "9" * 400, "9" * 5000, "", "1e400", "²", f"{value}.5")).encode()
        return data[: found.start()] + new + data[found.end() :]
    at, width = rng.randrange(len(data) + 1), rng.choice((1, 2, 4, 8))
    return data[:at] + (value % 256**width).to_bytes(width, rng.choice(("little", "big"))) + data[at + width :]


def _element(rng: Random, data: bytes) -> bytes:
    """One tag of a marked-up text goes, or comes twice, or wraps all that follows many times."""
    tags = list(re.finditer(rb"<[^<>]*>", data))
    if not tags:
        return _token(rng, data)
    tag, other = rng.choice(tags), rng.choice(tags)
    new = rng.choice((b"", tag[0] * 2, other[0], tag[0] * 300, tag[0].replace(b"w:", b"x:"), tag[0].upper()))
    return data[: tag.start()] + new + data[tag.end() :]


_BREAKS = (_flip, _noise, _truncated, _deleted, _repeated, _moved, _token, _token, _number, _number, _element, _element)


def _spliced(rng: Random, one: bytes, other: bytes) -> bytes:
    return one[: rng.randrange(len(one) + 1)] + other[rng.randrange(len(other) + 1) :]


def _inside(rng: Random, data: bytes) -> bytes:
    """A zip archive that is whole, with a member that is broken, missing, twice there or under another's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    index = rng.randrange(len(members))
    name, content = members[index]
    kind = rng.random()
    if kind < 0.8:
        members[index] = (name, broken(rng, content))
    elif kind < 0.87:
        del members[index]
    elif kind < 0.93:
        members[index] = (name, rng.choice(members)[1])
    else:
        members.append((rng.choice((name, f"../{name}", f"/{name}", name.upper())), content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return buffer.getvalue()
