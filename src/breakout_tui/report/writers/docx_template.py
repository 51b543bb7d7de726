"""The template of a Word document: ours, or that of a secretariat, of which styles, page, headers and footers are used.

What a template says in its body is left out, with the pictures, links and comments of it. Macros and links to other files are
not taken over.
"""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from breakout_tui.domain.errors import TemplateRefused
from breakout_tui.report.writers.fixed_zip import unzipped, zipped

_LARGEST = 200_000_000
"""Bytes of a template when it is unpacked."""
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_KEPT = frozenset(
    {
        RT.STYLES,
        RT.SETTINGS,
        RT.THEME,
        RT.FONT_TABLE,
        RT.NUMBERING,
        RT.HEADER,
        RT.FOOTER,
        RT.WEB_SETTINGS,
        RT.CUSTOM_XML,
    }
)
_OURS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_relations.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer1.xml": "footer.xml",
}


def base_file(name: str) -> bytes:
    """A file of ``docx_base``."""
    return (resources.files("breakout_tui.report.writers") / "docx_base" / name).read_bytes()


def read_template(path: Path) -> bytes:
    """The bytes of a template, checked as far as opening it needs. Raises TemplateRefused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateRefused(f"cannot be read ({error.strerror})", where=str(path)) from error
    try:
        open_template(data)
    except TemplateRefused as error:
        raise TemplateRefused(error.what, where=str(path), remedy=error.remedy) from error
    return data


def open_template(data: bytes | None) -> WordDocument:
    """A document without content in the styles of a template, ours without one. Raises TemplateRefused."""
    if data is None:
        return docx.Document(BytesIO(zipped({name: base_file(file) for name, file in _OURS.items()})))
    try:
        document = docx.Document(BytesIO(_as_document(data)))
        _empty(document)
    except TemplateRefused:
        raise
    except Exception as error:
        raise TemplateRefused(
            "not a Word document", remedy="save it as .docx with Word or LibreOffice"
        ) from error
    return document


def _as_document(data: bytes) -> bytes:
    """A .dotx file as the .docx file that it describes."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise TemplateRefused("not a Word document", remedy="choose a .docx or .dotx file") from error
    if size > _LARGEST:
        raise TemplateRefused("too large for a template", remedy="remove its content and keep the styles")
    files = unzipped(data)
    types = files.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise TemplateRefused("has macros", remedy="save it as .docx or .dotx")
    files["[Content_Types].xml"] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    return zipped(files)


def _empty(document: WordDocument) -> None:
    """Remove the content, and what only the content uses."""
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    part = document.part
    for id_ in [id_ for id_, relation in part.rels.items() if relation.reltype not in _KEPT]:
        del part.rels[id_]
    _forget_other_files(document)
    package = part.package.rels
    for id_ in [id_ for id_, relation in package.items() if relation.reltype.endswith("/metadata/thumbnail")]:
        del package[id_]


def _forget_other_files(document: WordDocument) -> None:
    settings: Any = document.settings.element
    for name in (
        "w:attachedTemplate",
        "w:mailMerge",
        "w:footnotePr",
        "w:endnotePr",
        "w:documentProtection",
        "w:rsids",
    ):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    relations = document.part.part_related_by(RT.SETTINGS).rels
    for id_ in list(relations):
        del relations[id_]
