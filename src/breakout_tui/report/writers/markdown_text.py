"""Escapes text so that Markdown readers show exactly that text, and it stays readable in an editor.

A character is escaped only where a reader would interpret it: where it could start, end or be part of a construct of CommonMark,
GitHub's tables, strikethrough and automatic links, or pandoc's footnotes, definition lists, attributes, mathematics and
citations. A mark of a block (``#``, ``>``, ``1.``) has no meaning within a line, ``_`` none in snake_case, ``|`` none outside
tables. ``<`` and ``&`` become entities, since some readers ignore a backslash before them and would read HTML. Entities as well
where a reader that links addresses looks for ``@``, ``:`` or ``www.``, or makes an emoji of ``:smile:``, ``:+1:`` or
``:100:``: those readers match the source, before escapes are resolved.

Text and the marks of Markdown are escaped together, so that each character is judged by all that stands around it. Until
then a mark is one of the characters in ``MARKS``, which no clean text has.

Readers set to improve typography may still turn quotes and "..." into their typographic forms, and some (GitHub
for addresses of mail, remark for all) look for addresses in the finished text, where no escape reaches: they link
what is written, under its own words.
"""

from __future__ import annotations

import re

STRONG, EMPHASIS, LINK, BRACKET, EXTRA = "\ud800", "\ud801", "\ud802", "\ud803", "\ud804"
"""Lone surrogates: ``**``, ``*``, ``[`` of a link, a bracket within its words, and what only the writer knows."""
MARKS = ((STRONG, "**"), (EMPHASIS, "*"), (LINK, "["), (BRACKET, "\\]"))

_ENTITIES = {"<": "&lt;", "&": "&amp;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}

# It starts with a plain character set, which the engine finds ten times as fast as alternative patterns; the context
# before the character is checked afterwards, with lookbehinds over the character itself. %s is for more characters, and
# for their contexts.
_SPECIAL = r"""
    [<&@:.\\`*_\[~{$^=\-%%/(%s]
    (?:
        (?P<entity>
            (?<=<)(?=[A-Za-z/!?])             # tags, comments, automatic links; "a < b" and "<=" are none
          | (?<=&)(?=\#?[0-9A-Za-z]+;)
          | (?<=[^\s("'\[{“‘«„]@)(?=\S)       # addresses of mail
          | (?<=:)(?=//)
          | (?<=:)(?=[\d+-]*+[^\W\d][\w+-]*+:|(?:[+-]1|100|1234):)  # :smile:, and :8ball: behind a digit too
          | (?<=www\.)
        )
      | (?P<mark>
            (?<=[\\`\[])
          | (?<=\*)(?:(?<!\s\*)|(?![^\S\n]|\Z))   # a hard break is a backslash, so a mark before it isn't alone
          | (?<=_)(?!(?<=[^\W_]_)(?=[^\W_]))(?!(?<=\s_)(?=[^\S\n]|\Z))
          | (?<=\S~) | (?<=~)(?=~)            # an opening one without a closing one is text
          | (?<=\^)(?=[^\s^\ud800-\udfff]*+[\^\ud800-\udfff])
          | (?<=\$)(?=[^$]*+\$) | (?<=\S\$)(?!\d)  # mathematics; a closing one may belong to another paragraph's
          | (?<=[\ud800-\udfff][{(:])         # behind our own marks
          | (?<===) | (?<=--) | (?<=%%%%)
          | (?<=//)(?<!://)(?=[^\s/])          # //example.org; a host may begin with a sign, as in //+10.0.0.1
          | (?<=@)(?=\S)                      # pandoc's citations
          | (?<=\S\.)(?=[^\W\d_]{2})          # names of hosts; not "e.g." or "3.5"
          %s
        )
    )
    """
_IN_BLOCK = re.compile(_SPECIAL % ("", ""), re.VERBOSE | re.IGNORECASE)
_IN_HEADING = re.compile(_SPECIAL % ("#", r"| (?<=\{) | (?<=\#)(?=\#*+\s*\Z)"), re.VERBOSE | re.IGNORECASE)
_IN_CELL = re.compile(_SPECIAL % ("|", r"| (?<=\|)"), re.VERBOSE | re.IGNORECASE)

_START = re.compile(
    r"""
    ^(?:
        (?=[\#>|{])                           # headings, tags, quotes, tables, attributes
      | (?=[-+](?:\s|\Z|[-+|:=]))             # lists, lines, tables
      | (?=[*_](?:\s|\Z))                    # lists, lines
      | (?==[ ]*$)                            # the underline of a heading
      | (?=:)                                 # definitions, fences, tables, and their captions
      | (?=~(?:\s|\Z|[-:|~]))                 # definitions, fences, tables
      | [Tt]able(?=:)                         # the caption of a table
      | (?![A-Z]\.[ ]\S)                      # "M. Lindqvist" is no list
        (?:(?=\() \( )? (?:[0-9]+|[ivxlcdm]+|[IVXLCDM]+|[A-Za-z]) (?=[.)](?:\s|\Z))
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What would begin a block at the start of a line; the backslash goes behind the match."""


def escaped_block(text: str) -> str:
    """Lines that begin at the start of a line or of a list item."""
    escaped = _IN_BLOCK.sub(_literal, text)
    if "\n" in escaped or _START.match(escaped):
        return _START.sub(r"\g<0>\\", escaped)
    return escaped


def escaped_heading(line: str) -> str:
    """One line behind the ``#`` of a heading."""
    return _IN_HEADING.sub(_literal, line)


def escaped_cell(line: str) -> str:
    """One line in a cell of a table."""
    return _IN_CELL.sub(_literal, line)


def _literal(special: re.Match[str]) -> str:
    return _ENTITIES[special[0]] if special.lastgroup == "entity" else f"\\{special[0]}"
