r"""The grammar of marks: what ``@name``, ``#name`` and a reference such as ``C3`` mean in a line.

This page is the whole grammar. This module finds the marks, ``sentence`` decides which of them leave the sentence,
``capture`` makes a note of both, ``personal`` takes out the persons under the rule *none*, and ``typed_line`` turns a note
into a line again. ``docs/marks.md`` says the same to users, by examples.

The one reason for all of it: a facilitator types what people say, and looks at them. A mark is what a person would read as
one; everything else is text, and is stored as it was typed.

**Where a mark begins.** At the start of a word: behind a blank, an opening bracket or quotation mark, a dash, or another
mark, also with a comma or slash between them. Not inside a word (``C#``), not in a web address, an e-mail address or a
handle (``ana@example.org``, ``example.org/page#part``), not before a digit (``@10:30``, ``#2``) and not in a colour
(``#ff0000``). Two signs are the character (``@@home`` is ``@home``), and a backslash makes a reference text (``\P1``); behind a
word it stays itself (``share\C3``).
``##`` at the start of a line is a heading of a pasted text.

**What a name is.** One word, without the punctuation at its end; or what stands in quotation marks; or words joined by
``_``; or the longest known name (the session's lists, the countries of the world), such as ``@Korea, Republic of``. An
unknown name of several words is taken whole if its words begin with capital letters (``@Ana Lopez``): at most four, with
particles between them, also where a shorter name is known (``@Jordan Smith``). At the start of a line that needs a colon
(``@Ana Lopez: …``), because the first word of a sentence has a capital letter too.

**At the ends.** Marks at the end of a line and at its start are filed and leave the sentence, with the brackets, commas,
dashes and blanks around them and the colon behind them. A full stop behind them stays. Each line of a text has these ends.

**What the sentence needs stays**, without its sign: a mark behind *and, or, of, from, with, to, in, is …* (but not behind a
clause, *who you are*); a mark at the start before *and, has, is …* in small letters (a capital begins a sentence), or
directly before other text (``@Norway's``); an ``@`` at the end if another ``@`` is inside the sentence. What a comma joins to
such a mark stays with it.

**Inside**, only the sign goes. Marks side by side are no prose, so they leave the sentence there too: words that are typed
behind the marks do not make words of them.

**References** link at the ends, behind a word that points (*as, see, answers …*), in brackets, and joined to one that links
(``C1 and C3``). Elsewhere they are text (*three P1 level grades*): a link that was not meant is harder to see than one that
is missing. At the start they need a colon; at the end no full stop may follow.

**One cluster.** The first ``#`` at an end is the cluster, else the first one inside. Another one at an end leaves the
sentence, but is not stored, because a note has one cluster: it is reported. Inside the sentence it is a word.

**Under the rule none** (``is_private``) doubts are decided for the person: a name of several words needs no colon, a name
in quotation marks may still be open, and two signs are a name as well. The text around it stays. Nobody can tell where a name
ends that has no sign of it: ``@Ana Doors leak`` loses *Doors*, because it is written as *Ana Lopez* is, and ``@ana lopez`` keeps
*lopez*, because it is written as *ana again* is. The line strikes out what goes, before it is saved.

**Under the rule country** a name that is neither listed nor a country may be a person's. It is reported, not stored, also
inside the sentence. A country is stored in one spelling: that of the session's list, else its English name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.addresses import address_spans
from breakout_tui.domain.kinds import LETTERS
from breakout_tui.domain.known_names import FoundName, KnownNames
from breakout_tui.domain.mark_words import name_goes_on
from breakout_tui.domain.notes import REFERENCE


class Role(Enum):
    """The meaning of a part of the line, for highlighting it while it is typed."""

    ATTRIBUTION = "attribution"
    UNKNOWN = "unknown"
    """A name that is not on the lists, under the rule *country*: it is not stored."""
    CLUSTER = "cluster"
    REFERENCE = "reference"
    FIELD = "field"
    LITERAL = "literal"
    """A doubled sign, or a reference behind a backslash: text."""


class Mark(NamedTuple):
    """One mark, from ``start`` to ``end`` of the line."""

    start: int
    end: int
    role: Role
    name: str
    """As typed, without sign and quotation marks; the text that a literal stands for."""


WORD = re.compile(r"[^\W\d_][^\s@#\"“”„«»,;:!?()\[\]{}<>|/\\…]*")
"""One word of a name; some characters at its end may not belong to it."""
_AT_ITS_END = ".'’-&*"
_POSSESSIVE = re.compile(r"['’]s\Z")
_SIGN = re.compile(r"([@#])\1*|(\\+)([" + LETTERS + r"][1-9]\d{0,5})(?!\w)")
_BEFORE = frozenset("([{\"'“”„‚‘’«»<—–¿¡*")
"""What may stand directly before a mark, besides blanks."""
SEPARATORS = " \t,;/&+"
"""What may stand between marks that are side by side."""
_QUOTED = re.compile(r"\"([^\"\n]*)\"")
_QUOTED_PRIVATE = re.compile(r"\"([^\"\n]*)(?:\"|(?=\n)|\Z)")
_COLOUR = re.compile(
    r"#(?:(?=[a-f]*\d)(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})|([a-f])\1{2}(?:\1{3})?)(?!\w)", re.IGNORECASE
)
_HEADING = re.compile(r"#+(?=\s|\Z)")


_LONGEST_HALF = 80
"""Characters behind a sign in which a name is looked for."""


class Lexicon(NamedTuple):
    """What decides about marks besides the line: the names, the notes that exist, whether persons are kept private."""

    names: KnownNames = KnownNames()
    exists: Callable[[str], bool] = lambda _: False
    is_private: bool = False


def marks_of(line: str, lexicon: Lexicon) -> list[Mark]:
    """The marks of a line, in order; of references, those that exist."""
    found: list[Mark] = []
    addresses = address_spans(line)
    if "@" in line or "#" in line or "\\" in line:
        found = list(_Lexer(line, lexicon, addresses).marks())
    taken = [*addresses, *((mark.start, mark.end) for mark in found)]
    references = [
        Mark(*match.span(), Role.REFERENCE, match.group())
        for match in REFERENCE.finditer(line)
        if lexicon.exists(match.group())
        and not _is_in(match.start(), taken)
        and line[match.start() - 1 : match.start()] != "\\"
    ]
    return sorted([*found, *references])


class HalfMark(NamedTuple):
    """A mark that is being typed: its sign is at ``start``, and ``typed`` may be the beginning of a name, or empty."""

    start: int
    sign: str
    typed: str


def half_mark(line: str, caret: int) -> HalfMark | None:
    """The mark that may be typed before the caret, if its sign may begin one."""
    start = max(line.rfind("@", 0, caret), line.rfind("#", 0, caret))
    if start < 0 or caret - start > _LONGEST_HALF or not _begins(line, start, caret):
        return None
    typed = line[start + 1 : caret].removeprefix('"')
    return None if '"' in typed or "\n" in typed else HalfMark(start, line[start], typed)


def _begins(line: str, start: int, caret: int) -> bool:
    """Whether the sign here begins a mark once a name follows it."""
    typed = line[start + 1 : caret].split(" ")[0]
    probe = line[: start + 1] + (typed if typed.strip('"') else "x")
    return any(mark.start == start and mark.role is not Role.LITERAL for mark in marks_of(probe, Lexicon()))


def quoted(name: str) -> str:
    """The name as it must be written after a sign."""
    word = WORD.fullmatch(name)
    is_plain = word is not None and _whole(name) == name and "_" not in name
    return name if is_plain and not _COLOUR.fullmatch(f"#{name}") else f'"{name}"'


class _Lexer:
    """Reads the signs of one line."""

    def __init__(self, line: str, lexicon: Lexicon, addresses: Sequence[tuple[int, int]]) -> None:
        self._line = line
        self._addresses = addresses
        self._lexicon = lexicon
        self._lead = 0
        """Up to here there are only marks in the current line of the text."""

    def marks(self) -> Iterator[Mark]:
        """The marks, in order."""
        position, last = 0, -1
        while match := _SIGN.search(self._line, position):
            self._lead = max(self._lead, self._line.rfind("\n", 0, match.start()) + 1)
            is_text = _is_in(match.start(), self._addresses) or not self._is_open(match, last)
            mark = None if is_text else self._mark(match)
            position = match.end() if mark is None else mark.end
            if mark is not None:
                self._lead = mark.end if self._is_leading(mark.start) else self._lead
                last = mark.end if mark.role is not Role.LITERAL else -1
                yield mark

    def _is_open(self, match: re.Match[str], last: int) -> bool:
        """Whether a mark may begin here; ``last`` is where the one before ended."""
        at = match.start()
        before = self._line[at - 1 : at]
        if match[1] is not None and (at == last or (at - 1 == last and before in ",;/&")):
            return True
        if match[1] is None:  # wherever a reference is read, but not glued to a mark
            return at != last and not (before.isalnum() or before == "_")
        if before in _BEFORE or before.isspace() or not before:
            return True
        is_in_word = before.isalnum() or before == "_"
        return self._lexicon.is_private and match[1] == "@" and not is_in_word and self._has_name(match.end())

    def _mark(self, match: re.Match[str]) -> Mark | None:
        if match[2] is not None:
            text = match[2][1:] + match[3]
            return Mark(*match.span(), Role.LITERAL, text) if self._lexicon.exists(match[3]) else None
        sign, end = match[1], match.end()
        is_doubled = end - match.start() > 1
        if is_doubled and not (sign == "@" and self._lexicon.is_private and self._has_name(end)):
            return self._literal(match)
        role = Role.ATTRIBUTION if sign == "@" else Role.CLUSTER
        if (found := self._quotation(sign, end)) is not None:
            return Mark(match.start(), found.end(), role, " ".join(found[1].split()))
        if sign == "#" and _COLOUR.match(self._line, match.start()):
            return None
        reached = self._name_end(end) if sign == "@" else self._word_end(end)
        return Mark(match.start(), reached, role, self._line[end:reached]) if reached > end else None

    def _literal(self, match: re.Match[str]) -> Mark | None:
        line, at = self._line, match.start()
        is_heading = match[1] == "#" and (at == 0 or line[at - 1] == "\n") and _HEADING.match(line, at)
        return None if is_heading else Mark(*match.span(), Role.LITERAL, match.group()[1:])

    def _has_name(self, at: int) -> bool:
        return self._word_end(at) > at or self._quotation("@", at) is not None

    def _quotation(self, sign: str, at: int) -> re.Match[str] | None:
        """The name in quotation marks here."""
        is_private = self._lexicon.is_private
        found = (_QUOTED_PRIVATE if is_private and sign == "@" else _QUOTED).match(self._line, at)
        if found is None or not any(map(str.isalnum, found[1])):
            return None
        is_private_cluster = is_private and sign == "#" and "@" in found[1]
        is_private_name = is_private and sign == "@"
        is_glued = not is_private_name and self._line[found.end() : found.end() + 1].isalnum()
        return None if is_private_cluster or is_glued else found

    def _word_end(self, at: int) -> int:
        """The end of the one word here; ``at`` if there is none."""
        word = WORD.match(self._line, at)
        return at + len(_whole(word.group())) if word is not None else at

    def _name_end(self, at: int) -> int:
        """The end of the name here: a known one, or one of several words if it is plain that these are a name."""
        line, names = self._line, self._lexicon.names
        known = names.longest_at(line, at)
        end = max(self._word_end(at), known.end if known is not None else at)
        if not line[at : at + 1].isupper() or (known is not None and names.longest_at(line, end + 1)):
            return end
        several = name_goes_on(line, end, WORD)
        return several if several > end and self._is_plain(at, several, known) else end

    def _is_plain(self, at: int, end: int, known: FoundName | None) -> bool:
        """Whether a name of several words ends here, and not the first word of a sentence."""
        following = self._line[end:].lstrip(" \t.")
        if not following or following[0] in "\n@#":
            return True
        if self._is_leading(at - 1):
            is_country = known is not None and known.is_country
            return following[0] == ":" or (self._lexicon.is_private and not is_country)
        return self._lexicon.is_private or known is None

    def _is_leading(self, start: int) -> bool:
        """Whether only marks stand before this place in its line."""
        return not self._line[self._lead : start].strip(SEPARATORS)


def _whole(word: str) -> str:
    """A word without what does not belong to the name."""
    return _POSSESSIVE.sub("", word.rstrip(_AT_ITS_END))


def _is_in(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
