"""XML from strangers: no entities, no DTD, no network, no huge trees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partcode.ingest.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"']*)")
# Those in which < is the byte that it is in ASCII: in others elements can't be counted, nor a DOCTYPE seen.
_PLAIN = re.compile(rb"utf-?(8|16)|us-ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)


def parse(source: Source, data: bytes) -> _Element:
    """The root of the XML document `data`, a part of `source`; comments and instructions are left out."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if (declared := _ENCODING.search(data[:300])) and not _PLAIN.fullmatch(declared[1]):
        raise source.error("its XML is in an encoding that no document is in", "save it again")
    if b"<!DOCTYPE" in data[:65_536]:  # before parsing: entities in attributes are expanded by then
        raise _doctype(source)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise source.error(f"damaged: its XML can't be read ({error})", "save it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(source)
    return root


def _doctype(source: Source) -> Exception:
    return source.error("its XML declares a DOCTYPE, which no document needs", "check where the file is from")


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def whole(text: str, otherwise: int) -> int:
    """A number as an attribute gives it, `otherwise` for what is none that a document can mean."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def attribute(element: _Element, name: str) -> str:
    """An attribute by its name without namespace, or ""."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
