"""An XML document as it is published."""

from __future__ import annotations

import xml.etree.ElementTree as ET


def xml_document(root: ET.Element) -> bytes:
    """`root` as UTF-8 with its declaration, a line for each element."""
    ET.indent(root, " ")
    text: str = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
