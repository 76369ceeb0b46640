"""What of a web page is the site and not the document: menus, banners, footers, lists of links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partcode.ingest.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = frozenset({"nav", "aside", "menu", "dialog"})
_PAGE_LEVEL = frozenset({"header", "footer"})  # inside an article they belong to the article
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"})
_NAMES = frozenset(
    "nav navbar navigation menu submenu topmenu mainmenu breadcrumb breadcrumbs sidebar cookie cookies consent "
    "gdpr rgpd footer siteheader masthead share sharing social pagination pager skip skiplink newsletter related "
    "toolbar banner".split()
)
_NEVER = frozenset({"html", "body", "main", "article"})  # their class names speak of the whole page
_REFERENCE_NAMES = frozenset({"references", "reflist", "bibliography", "bibliographie", "csl-bib-body"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MIN_LINKS = 3
_LINKED_SHARE = 0.8  # of the characters of a list of links, those inside links
_SHORT_LINK = 60  # characters; longer ones are sentences or references


def is_furniture(element: _Element) -> bool:
    """Whether a block element is navigation and the like, by its tag, role, class or id, or its links."""
    name = local(element)
    if name in _NEVER:
        return False
    if name in _TAGS or element.get("role", "").lower() in _ROLES:
        return True
    if name in _PAGE_LEVEL:
        return not any(local(above) in ("article", "main", "blockquote") for above in element.iterancestors())
    if _names(element) & _NAMES and not _holds_document(element):
        return True
    return name in ("ul", "ol", "div", "p", "table") and _is_link_list(element)


def is_reference_list(element: _Element) -> bool:
    """Whether the page itself calls a block its bibliography."""
    if "doc-bibliography" in element.get("role", "") or element.get("role") == "doc-endnotes":
        return True
    return bool(_tokens(element) & _REFERENCE_NAMES)


def _tokens(element: _Element) -> set[str]:
    return set(f"{element.get('class', '')} {element.get('id', '')}".lower().split())


def _names(element: _Element) -> set[str]:
    """The words of class names and id: `site-footer`, `mainMenu`; `has-sidebar` and `no-nav` say otherwise."""
    names: set[str] = set()
    for token in f"{element.get('class', '')} {element.get('id', '')}".split():
        words = re.findall(r"[a-z]+", _CAMEL.sub("-", token).lower())
        if words and words[0] not in ("has", "no", "with", "without", "is", "not"):
            names |= set(words) | ({"siteheader"} if words[:2] == ["site", "header"] else set())
    return names


def _holds_document(element: _Element) -> bool:
    """A wrapper around everything is no menu, whatever it is called."""
    return any(local(below) in ("main", "article", "h1") for below in element.iter() if isinstance(below.tag, str))


def _is_link_list(element: _Element) -> bool:
    links = [_text(link) for link in element.iter("a") if link.get("href") is not None]
    if len(links) < _MIN_LINKS or any(len(text) > _SHORT_LINK for text in links):
        return False
    return sum(map(len, links)) >= _LINKED_SHARE * len(re.sub(r"[\s|·•/»›>-]+", "", _text(element)))


def _text(element: _Element) -> str:
    return re.sub(r"\s+", "", "".join(map(str, element.itertext())))
