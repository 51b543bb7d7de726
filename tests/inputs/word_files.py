"""Small Word files written by hand, as Word writes them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def part(name: str, content: str, *, namespace: str = WORD) -> str:
    """A part with this root element."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{namespace}"'
        f' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{content}</w:{name}>'
    )


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def word_file(
    body: str, *, footnotes: str = "", comments: str = "", styles: str = "", namespace: str = WORD
) -> bytes:
    """A file with this body, and the parts that are given."""
    parts = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", namespace=namespace),
        "word/footnotes.xml": part("footnotes", footnotes, namespace=namespace),
        "word/comments.xml": part("comments", comments, namespace=namespace),
        "word/styles.xml": part("styles", styles, namespace=namespace),
    }
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts, with their relations."""
    others = [name for name in parts if name != "word/document.xml"]
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_TYPES}/{name.split("/")[1][:-4]}" Target="{name.split("/")[1]}"/>'
        for number, name in enumerate(others)
    )
    main = f'<Relationship Id="r" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        **parts,
    }
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
