"""HTML that is safe by its type: literal text becomes ``Html`` only through ``text``, and elements only through ``element``."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)

EMPTY = Html("")
_VOID = frozenset({"br", "col", "hr", "line", "meta", "path", "rect"})


def text(literal: str) -> Html:
    """Literal text, with all characters that mean something in HTML escaped."""
    return Html(escape(literal, quote=False))


def lines(literal: str) -> Html:
    """Literal text with its line breaks."""
    return Html(escape(literal, quote=False).replace("\n", "<br>"))


def element(name: str, /, *content: Html, **attributes: str | int | None) -> Html:
    """An element; attributes are escaped, and left out if they are None.

    In the names of attributes ``_`` stands for ``-``, and one at the end is dropped (``class_``).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{written}>" if name in ("br", "col", "hr", "meta") else f"<{name}{written}/>")
    return Html(f"<{name}{written}>{''.join(content)}</{name}>")


def together(parts: Iterable[Html], between: str = "") -> Html:
    """These one after the other; ``between`` is white space."""
    return Html(between.join(parts))
