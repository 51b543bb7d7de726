"""The names of WordprocessingML, in both forms that programs write."""

from __future__ import annotations

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The namespaces: as most programs write it, and the strict form."""


def word_name(tag: str) -> str:
    """The name of an element or attribute of WordprocessingML; empty for others."""
    for namespace in _WORD:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def word_attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute of WordprocessingML; empty without one."""
    return next((found for each in _WORD if (found := attributes.get(each + name)) is not None), "")
