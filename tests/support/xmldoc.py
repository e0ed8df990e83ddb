"""Reading an XML document that may be bad, without the network and without expanding entities."""

from __future__ import annotations

from lxml import etree


def parse_xml(data: bytes) -> etree._Element:
    """The root of the document; raises ``etree.XMLSyntaxError`` when it isn't well-formed XML 1.0."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def text_of(element: etree._Element) -> str:
    """The character data of a simple element, comments left out and white space at its ends kept."""
    return "".join(str(piece) for piece in element.itertext(etree.Element))


def place(element: etree._Element) -> str:
    """Where an element stands, for a message: its name without the namespace, and its line."""
    return f"line {element.sourceline or 0}, <{etree.QName(element).localname}>"
