"""Escapes any text so that Markdown readers show exactly that text, and it stays readable in an editor.

A character is escaped where it could start, end or be part of a construct of CommonMark, GitHub's tables, strikethrough and
automatic links, or pandoc's footnotes, definition lists, attributes, mathematics and citations; elsewhere it is
unchanged: "Who? The CIO (50 %), at 10:30 - or R&D: see above." needs no escape. ``<`` and ``&`` become entities, since some
readers ignore a backslash before them and would read HTML. Entities as well where a reader that
links addresses looks for ``@``, ``:`` or ``www.``, or makes an emoji of ``:smile:``, ``:+1:`` or ``:100:``: those readers match
the source, before escapes are resolved.

What a reader shows is ``clean(text)``, each line without white space at its ends, the text without empty lines at its
ends. Readers set to improve typography may still turn quotes and "..." into their typographic forms, and some (GitHub
for addresses of mail, remark for all) look for addresses in the finished text, where no escape reaches: they link
what is written, under its own words.
"""

from __future__ import annotations

import re

from breakout_tui.domain.text import clean

_ENTITIES = {"<": "&lt;", "&": "&amp;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}

# It starts with a plain character set, which the engine finds ten times as fast as alternative patterns; the context
# before the character is checked afterwards, with lookbehinds over the character itself.
_SPECIAL = re.compile(
    r"""
    [<&@:.\\`*_\[\]|~{}$^\#=+\-%/>]
    (?:
        (?P<entity>
            (?<=<)(?![ 0-9=-])                # tags, comments, automatic links; "a < b" and "<=" are none
          | (?<=&)(?=\#?[0-9A-Za-z]+;)
          | (?<=\S@)(?=\S)
          | (?<=:)(?<![0-9]:)(?=[\w/:])       # schemes, :emoji:, fences
          | (?<=:)(?=[^\W0-9]|[/:])           # but not the colon of 10:30
          | (?<=:)(?=[\d+-]*+[^\W\d][\w+-]*+:|(?:[+-]1|100|1234):)  # :8ball: and :+1: behind a digit too
          | (?<=www\.)
        )
      | (?P<mark>
            (?<=[\\`*_\[\]|~{}$^])
          | (?<=^[-+=>:])                     # lists, underlines of headings, quotes, definitions
          | (?<=\#)(?<![^\W_]\#)             # headings, their ends, tags; not in "C#"
          | (?<===) | (?<=\+\+) | (?<=--) | (?<=%%) | (?<=//)
          | (?<=@)(?<!\S@)(?=\S)              # pandoc's citations
          | (?<=\S\.)(?=[^\W\d_]{2})         # names of hosts; not "e.g." or "3.5"
        )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(\(?(?:[0-9]+|[ivxlcdm]+|[a-z]))([.)])(?=\s|$)", re.IGNORECASE)
"""Matches the start of a numbered list."""


def inline(text: str) -> str:
    """The text in one line, for headings, table cells and within sentences; line breaks become " / "."""
    if not text:
        return ""
    return " / ".join(_escaped(line) for line in _lines(text) if line)


def block(text: str, indent: str = "") -> str:
    """The text as one paragraph or list item, its line breaks kept; lines after the first begin with ``indent``.

    An empty line is a second line break, so that it ends neither the paragraph nor the list.
    """
    return f"\\\n{indent}".join(_escaped(line) for line in _lines(text))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).strip().split("\n")]


def _escaped(line: str) -> str:
    number = _NUMBER.match(line)
    if number is None:
        return _SPECIAL.sub(_literal, line)
    return f"{number[1]}\\{number[2]}{_SPECIAL.sub(_literal, line[number.end() :])}"


def _literal(special: re.Match[str]) -> str:
    return _ENTITIES[special[0]] if special.lastgroup == "entity" else f"\\{special[0]}"
