"""The parts of a Word package that python-docx doesn't make: numbering, footnotes, properties."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from breakout_tui.domain.text import clean_line, clip
from breakout_tui.report.document import Document

_LONGEST = 255
"""Characters of a property."""
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_LINES = 2
"""How many footnotes in a part are the lines above the others."""
_BEHIND_FOOTNOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)


def numbering_of(word: WordDocument) -> Any:
    """The element with the lists; made where the template has none."""
    try:
        part: Any = word.part.part_related_by(RT.NUMBERING)
        return part.element
    except KeyError:
        element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        _add(word, "/word/numbering.xml", CT.WML_NUMBERING, element, RT.NUMBERING)
        return element


def footnotes_part(word: WordDocument) -> XmlPart:
    """A part for footnotes, with the lines above them."""
    element = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{_SEPARATORS}</w:footnotes>")
    settings: Any = word.settings.element
    named = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    later = [each for name in _BEHIND_FOOTNOTES for each in settings.findall(qn(f"w:{name}"))]
    if later:
        later[0].addprevious(named)
    else:
        settings.append(named)
    return _add(word, "/word/footnotes.xml", CT.WML_FOOTNOTES, element, RT.FOOTNOTES)


def add_footnote(part: XmlPart, paragraph: str) -> None:
    """Write the next footnote, a paragraph; the first has the id 1."""
    number = len(part.element) - _LINES + 1
    part.element.append(
        parse_xml(f'<w:footnote {nsdecls("w", "r")} w:id="{number}">{paragraph}</w:footnote>')
    )


def footnote_mark(styles: dict[str, str]) -> str:
    """The runs at the start of a footnote: its number, and a space."""
    style = f"<w:rPr><w:rStyle w:val={quoteattr(styles['footnote reference'])}/></w:rPr>"
    return f"<w:r>{style}<w:footnoteRef/></w:r><w:r><w:tab/></w:r>"


def set_properties(word: WordDocument, document: Document) -> None:
    """Title, author, subject, keywords, language and times, in place of the template's."""
    properties, said = word.core_properties, document.properties
    element: Any = properties._element
    for child in list(element):
        element.remove(child)
    properties.title = _property(document.title)
    properties.language = document.language
    if said.author:
        properties.author = properties.last_modified_by = _property(said.author)
    if said.subject:
        properties.subject = _property(said.subject)
    if said.keywords:
        properties.keywords = _property("; ".join(said.keywords))
    if said.created is not None:
        properties.created = properties.modified = said.created.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1


def _property(text: str) -> str:
    return clip(clean_line(text), _LONGEST)


def set_language(styles: Any, language: str) -> None:
    """The language of all text, for spelling, reading aloud and quotes."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
        styles.insert(0, defaults)
    properties = _child(_child(defaults, "w:rPrDefault"), "w:rPr")
    for style in [properties, *(style.find(qn("w:rPr")) for style in styles.findall(qn("w:style")))]:
        for element in () if style is None else style.findall(qn("w:lang")):
            style.remove(element)
    tag = quoteattr(language)
    properties.append(parse_xml(f"<w:lang {nsdecls('w')} w:val={tag} w:eastAsia={tag} w:bidi={tag}/>"))


def _child(parent: Any, name: str) -> Any:
    found = parent.find(qn(name))
    if found is None:
        found = parse_xml(f"<{name} {nsdecls('w')}/>")
        parent.insert(0, found)
    return found


def _add(word: WordDocument, name: str, content_type: str, element: Any, relation: str) -> XmlPart:
    package = word.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    while name in taken:
        name = name.removesuffix(".xml") + "1.xml"
    part = XmlPart(PackURI(name), content_type, element, package)
    word.part.relate_to(part, relation)
    return part
