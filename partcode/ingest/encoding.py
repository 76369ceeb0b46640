"""From bytes to text without guessing more than must be guessed, and never with replacement characters."""

from __future__ import annotations

import codecs
import re

from partcode.ingest.source import Source

LEGACY = ("cp1252", "mac-roman", "cp850")  # unrestricted detectors take French for Turkish or Hungarian
# Notations rather than encodings; to decode some of them takes time without bounds.
_OF_NO_FILES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (.docx, .odt and .xlsx are such)"),
    (OLE_MAGIC, "an old or password-protected Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"ID3", "a sound recording"),
    (b"RIFF", "a sound or video recording"),
    (b"OggS", "a sound recording"),
)
_SAMPLE = 65_536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_STRAY = re.compile("[\udc80-\udcff]")
_WIDE = re.compile(r"[^\x00-\x7f\udc80-\udcff]")


def decode(source: Source) -> tuple[str, str]:
    """The text of a plain file and the name of its encoding, still with its own line ends.

    In this order: what the user demands, a byte-order mark, UTF-16 by its NULs, strict UTF-8, and at last one
    of LEGACY. Raises ReadError for binary, truncated, undecodable and giant files.
    """
    source.refuse_giant()
    text, name = _decoded(source)
    return source.bearable(text), name


def _decoded(source: Source) -> tuple[str, str]:
    if source.encoding:
        return _demanded(source)
    for mark, name, codec in _BOMS:
        if source.data.startswith(mark):
            return _strict(source, source.data[len(mark) :], codec), name
    if codec := _wide_by_nuls(source.data):
        return _strict(source, source.data, codec), codec
    _refuse_binary(source)
    try:
        return source.data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(source, error)


def codec_of(name: str) -> str:
    """Python's own name of an encoding in which text files are written, "" for any other name."""
    try:
        found = codecs.lookup(name).name
        b"\0\0\0\0".decode(found)  # hex and zip are codecs, too, but of bytes
    except (LookupError, ValueError):
        return ""
    return "" if found in _OF_NO_FILES else found


def _demanded(source: Source) -> tuple[str, str]:
    if not (name := codec_of(source.encoding)):
        raise source.error(f"there is no encoding {source.encoding!r}", "try utf-8, cp1252, mac-roman")
    return _strict(source, source.data, name).removeprefix("\ufeff"), name


def _strict(source: Source, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and "truncated" in error.reason:
            raise source.error(f"cut off in the middle of a character ({codec})", "copy the file again") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise source.error(
            f"not {codec}: byte 0x{data[error.start]:02x} can't be read",
            "leave --encoding out, or name another",
            line=line,
        ) from None


def _wide_by_nuls(data: bytes) -> str:
    """UTF-16 of mostly Latin letters has a NUL in nearly every second byte."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2 or b"\0" not in sample:
        return ""
    even, odd, half = sample[::2].count(0), sample[1::2].count(0), len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _refuse_binary(source: Source) -> None:
    for magic, what in _MAGIC:
        if source.data.startswith(magic):
            raise source.error(f"not a text file: it is {what}", "give it the extension of what it is")
    sample = source.data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in source.data or controls > 0.02 * len(sample):
        raise source.error("not a text file: it holds binary data", "leave it out, or export it as text")


def _legacy(source: Source, error: UnicodeDecodeError) -> tuple[str, str]:
    _refuse_broken_utf8(source, error)
    import chardet

    found = chardet.detect(source.data, include_encodings=LEGACY, compat_names=False)["encoding"]
    try:
        if found in LEGACY:
            return source.data.decode(found), found
    except UnicodeDecodeError:  # past the part that chardet looks at
        pass
    raise source.error("its encoding can't be told", "name it with --encoding, or save the file as UTF-8")


def _refuse_broken_utf8(source: Source, error: UnicodeDecodeError) -> None:
    """UTF-8 with a few bad bytes read as cp1252 would be "dÃ©cidÃ©" from end to end."""
    text = source.data.decode("utf-8", "surrogateescape")
    stray, wide = len(_STRAY.findall(text)), len(_WIDE.findall(text))
    if wide <= 2 * stray:
        return
    if error.reason == "unexpected end of data":
        raise source.error("cut off in the middle of a character (utf-8)", "copy the file again")
    line = source.data.count(b"\n", 0, error.start) + 1
    raise source.error(
        f"UTF-8 but for {stray} byte(s) that can't be read",
        "save the file as UTF-8, or demand an encoding with --encoding",
        line=line,
    )


def refuse_office_lock(source: Source) -> None:
    """Old binary and encrypted Office files share one container, whatever their extension says."""
    if not source.data.startswith(OLE_MAGIC):
        return
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        raise source.error("protected by a password", "open it, remove the password, save it again")
    raise source.error("an old Office file (.doc, .xls)", "save it as .docx, .odt or .xlsx")
