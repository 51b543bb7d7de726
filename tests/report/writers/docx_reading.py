"""Reads a DOCX file as its programs do: parts, paragraphs, styles, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def files(data: bytes) -> dict[str, bytes]:
    """The files in the package."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> Element:
    """The XML of a part."""
    return ElementTree.fromstring(files(data)[name])


def text(paragraph: Element) -> str:
    """The text of a paragraph, line breaks as line feeds, tabs as tabs."""
    marks = {w("br"): "\n", w("tab"): "\t"}
    found = (
        each.text or "" if each.tag == w("t") else marks.get(each.tag, "")
        for run in paragraph.iter(w("r"))
        for each in run
        if not (each.tag == w("br") and each.get(w("type")) == "page")
    )
    return "".join(found)


def style_names(data: bytes) -> dict[str, str]:
    """The name of each style by its id."""
    return {
        str(style.get(w("styleId"))): str(name.get(w("val")))
        for style in part(data, "word/styles.xml").iter(w("style"))
        if (name := style.find(w("name"))) is not None
    }


def styled(data: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph of the body, in order."""
    names = style_names(data)
    for paragraph in part(data).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        yield ("Normal" if style is None else names[str(style.get(w("val")))], text(paragraph))


def numbering_of(data: bytes, style: str) -> list[str]:
    """The patterns of the numbers of the list that a style is bound to, level by level."""
    (found,) = (
        each for each in part(data, "word/styles.xml").iter(w("style")) if each.get(w("styleId")) == style
    )
    number = found.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    if number is None:
        return []
    numbering = part(data, "word/numbering.xml")
    shape = next(
        each.find(w("abstractNumId"))
        for each in numbering.iter(w("num"))
        if each.get(w("numId")) == number.get(w("val"))
    )
    assert shape is not None
    levels = next(
        each
        for each in numbering.iter(w("abstractNum"))
        if each.get(w("abstractNumId")) == shape.get(w("val"))
    )
    return [str(level.get(w("val"))) for level in levels.iter(w("lvlText"))]


def relations(data: bytes, name: str) -> dict[str, str]:
    """The targets of the relations of a part, by their ids."""
    found = files(data).get(re.sub(r"([^/]+)$", r"_rels/\1.rels", name), b"<r/>")
    return {str(each.get("Id")): str(each.get("Target")) for each in ElementTree.fromstring(found)}
