"""Edits of the body of a Word file of ours, as text."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import docx


def paragraph(text: str, style: str = "") -> str:
    """A paragraph as XML."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def before_the_statement(xml: str, words: str, added: str) -> str:
    """The body with paragraphs added before the last one that has these words."""
    at = xml.rindex("<w:p>", 0, xml.rindex(f">{words}<"))
    return xml[:at] + added + xml[at:]


def without_paragraph(xml: str, words: str) -> str:
    """The body without the paragraphs that have these words."""
    return re.sub(rf"<w:p>(?:(?!<w:p>).)*?>{re.escape(words)}<.*?</w:p>", "", xml, flags=re.DOTALL)


def commented(data: bytes, words: str, author: str, text: str) -> bytes:
    """The file with a comment on the first paragraph that has these words."""
    document = docx.Document(BytesIO(data))
    found = next(each for each in document.paragraphs if words in each.text)
    document.add_comment(found.runs, text=text, author=author)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def with_the_next(data: bytes, words: str) -> bytes:
    """The file with the end of a paragraph deleted, so that the next one goes on in it."""
    document = docx.Document(BytesIO(data))
    first, second = next((one, other) for one, other in pairwise(document.paragraphs) if one.text == words)
    for element in second._p[1:]:  # behind its properties
        first._p.append(element)
    second._p.getparent().remove(second._p)
    target = BytesIO()
    document.save(target)
    return target.getvalue()
