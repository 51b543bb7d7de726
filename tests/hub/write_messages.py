"""``make messages``: brings the texts of the phones' pages in ``hub/locale`` up to date with the source. What is new is empty there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from breakout_tui.hub.phone_languages import LOCALE, NAMES, SOURCE

HUB = LOCALE.parent
_SOURCES = [
    ("phone_*.py", "python"),
    ("co_*.py", "python"),
    ("templates/phone*.html", "jinja2"),
    ("templates/phone.html", "jinja2"),
    ("templates/co_*.html", "jinja2"),
]
_WORDS = {"_": None, "say": None}


def extracted() -> Catalog:
    """All texts of the source."""
    catalog = Catalog()
    for _, _, message, comments, context in extract_from_dir(HUB, _SOURCES, keywords=_WORDS):
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def read(language: str) -> Catalog:
    """The catalog of a language, as it is stored."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    """The file of a language."""
    return LOCALE / f"{language}.po"


def updated(language: str) -> bytes:
    """The file of a language as it is to be."""
    catalog = read(language) if path_of(language).exists() else Catalog(locale=language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    made = BytesIO()
    made.write(
        f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=utf-8\\n"\n\n'.encode()
    )
    write_po(made, catalog, width=120, omit_header=True, sort_output=True, no_location=True)
    return made.getvalue()


if __name__ == "__main__":
    for code in NAMES:
        if code != SOURCE:
            path_of(code).write_bytes(updated(code))
