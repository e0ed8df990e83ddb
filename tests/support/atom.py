"""Whether a document is a valid Atom feed: the schema of RFC 4287, and what the schema can't say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from .formats import is_absolute_iri, is_rfc3339
from .xmldoc import parse_xml, place, text_of

ATOM = "{http://www.w3.org/2005/Atom}"
_SCHEMA = Path(__file__).parent / "schemas" / "atom.rng"
# RFC 4287 section 4.2.7.2: a bare name of the registry means the same as this address and the name.
_RELATIONS = "http://www.iana.org/assignments/relation/"
_DATES = ("updated", "published")
_IRI_ELEMENTS = ("id", "icon", "logo", "uri")
_IRI_ATTRIBUTES = (("link", "href"), ("content", "src"), ("generator", "uri"), ("category", "scheme"))


def atom_problems(data: bytes) -> list[str]:
    """What is wrong with an Atom feed, one line each; empty for a feed that is right.

    Beyond RFC 4287 this asks that a feed names itself (``rel="self"``, a SHOULD of section 4.1.1) and that
    every IRI is absolute (the RFC lets ``xml:base`` complete them, which many readers get wrong).
    """
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        return [f"not well-formed XML: {error}"]
    if root.tag != f"{ATOM}feed":
        return [f"the root element is {root.tag}, not atom:feed"]
    return list(_schema_problems(root)) + [problem for rule in _RULES for problem in rule(root)]


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(_SCHEMA)))


def _schema_problems(feed: etree._Element) -> Iterator[str]:
    schema = _schema()
    if not schema.validate(feed):
        for error in schema.error_log:
            yield f"schema, line {error.line}: {error.message}"


def _author_problems(feed: etree._Element) -> Iterator[str]:
    """Sections 4.1.1 and 4.1.2: the feed has an author, or each entry has one, itself or in its source."""
    if feed.find(f"{ATOM}author") is not None:
        return
    entries = feed.findall(f"{ATOM}entry")
    if not entries:
        yield "the feed has neither an author nor entries that have one"
    for entry in entries:
        if entry.find(f"{ATOM}author") is None and entry.find(f"{ATOM}source/{ATOM}author") is None:
            yield f"{place(entry)}: neither the entry nor the feed has an author"


def _id_problems(feed: etree._Element) -> Iterator[str]:
    """Section 4.2.6: an id is for one entry only (this allows no two versions of an entry in one feed)."""
    ids = Counter(text_of(element) for element in feed.iterfind(f"{ATOM}entry/{ATOM}id"))
    for value, times in ids.items():
        if times > 1:
            yield f"{times} entries have the id {value}"
    for own in feed.findall(f"{ATOM}id"):
        if text_of(own) in ids:
            yield f"an entry has the id of the feed, {text_of(own)}"


def _date_problems(feed: etree._Element) -> Iterator[str]:
    """Section 3.3: dates are RFC 3339 date-times (the schema's xsd:dateTime also takes one without a zone)."""
    for name in _DATES:
        for element in feed.iter(f"{ATOM}{name}"):
            if not is_rfc3339(text_of(element)):
                yield f"{place(element)}: {text_of(element)!r} is not an RFC 3339 date-time"


def _self_problems(feed: etree._Element) -> Iterator[str]:
    """Section 4.1.1: a feed should name the address it is had from, with a link of rel self."""
    count = sum(_relation(link) == "self" for link in feed.findall(f"{ATOM}link"))
    if count != 1:
        yield f"the feed has {count} links with rel=self, not one"


def _iri_problems(feed: etree._Element) -> Iterator[str]:
    """Sections 2 and 4.2.6: what is to be an IRI is one, and is absolute; no white space around it."""
    for element, value in _iris(feed):
        if not is_absolute_iri(value):
            yield f"{place(element)}: {value!r} is not an absolute IRI"


def _iris(feed: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for name in _IRI_ELEMENTS:
        for element in feed.iter(f"{ATOM}{name}"):
            yield element, text_of(element)
    for name, attribute in _IRI_ATTRIBUTES:
        for element in feed.iter(f"{ATOM}{name}"):
            value = element.get(attribute)
            if value is not None:
                yield element, value


def _alternate_problems(feed: etree._Element) -> Iterator[str]:
    """Sections 4.1.1 and 4.1.2: no two alternate links of one parent with the same type and hreflang."""
    for parent in feed.iter(f"{ATOM}feed", f"{ATOM}entry", f"{ATOM}source"):
        links = [link for link in parent.findall(f"{ATOM}link") if _relation(link) == "alternate"]
        kinds = Counter((_lowered(link, "type"), _lowered(link, "hreflang")) for link in links)
        for (media, language), times in kinds.items():
            if times > 1:
                yield f"{place(parent)}: {times} alternate links of type {media!r} and hreflang {language!r}"


def _content_problems(feed: etree._Element) -> Iterator[str]:
    """Sections 4.1.1.1 and 4.1.2: what an entry must have besides, by the content that it has."""
    for entry in feed.findall(f"{ATOM}entry"):
        content = entry.find(f"{ATOM}content")
        if content is None:
            if not any(_relation(link) == "alternate" for link in entry.findall(f"{ATOM}link")):
                yield f"{place(entry)}: neither content nor an alternate link"
        elif _needs_summary(content) and entry.find(f"{ATOM}summary") is None:
            yield f"{place(entry)}: content that readers can't show in place, and no summary"


def _needs_summary(content: etree._Element) -> bool:
    """Whether the content lies elsewhere or is Base64 (a media type that is neither text nor XML)."""
    kind = (content.get("type") or "text").lower()
    is_text = kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
    return content.get("src") is not None or not is_text


def _relation(link: etree._Element) -> str:
    """The relation of a link by its short name; a link without rel is an alternate (section 4.2.7.2)."""
    return (link.get("rel") or "alternate").removeprefix(_RELATIONS)


def _lowered(element: etree._Element, attribute: str) -> str:
    """An attribute whose case has no meaning (media types, language tags)."""
    return (element.get(attribute) or "").lower()


_RULES: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
    _author_problems,
    _id_problems,
    _date_problems,
    _self_problems,
    _iri_problems,
    _alternate_problems,
    _content_problems,
)
