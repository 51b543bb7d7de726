"""What is wrong where a TOML file can't be read: the cause as a person would say it, and the remedy.

tomllib names the place at which it gave up, in the words of a parser. Each rule here looks at that place for one mistake that
people make. The first rule that knows the mistake answers; without one, the words of tomllib stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from breakout_tui.inputs.open_brackets import Opening, end_of_code, opening_at

_CURLY = "“”„‟‘’‚‛«»‹›＂＇`´″′"
_TIME = re.compile(r"[^=\n]*=[ \t]*(?P<time>\d{1,2}[:.h]\d{2})(?![.:h]?\w)")
_BARE_KEY = r"[A-Za-z0-9_-]+"
_STARTS_ENTRY = re.compile(rf"""[ \t]*(?:(?:{_BARE_KEY}|"[^"\n]*")[ \t.]*)+=|[ \t]*\[\[?[ \t]*[A-Za-z"]""")
_HAS_KEY = re.compile(rf"[ \t]*(?P<key>{_BARE_KEY})[ \t]*=")
_HEADING = re.compile(r"[ \t]*\[\[?(?P<name>[^\]\n]*)\]")
_TRUTHS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_LONGEST_WORD = 40


class Fault(NamedTuple):
    """Where tomllib gave up, as an offset into the text, and what it said."""

    text: str
    at: int
    message: str

    @property
    def here(self) -> str:
        """The character at the place; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """Where the line of the place starts."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.text[self.line_start : self.at]

    @property
    def rest(self) -> str:
        """The line from the place on."""
        return self.text[self.at :].partition("\n")[0].rstrip("\r")

    @property
    def opened(self) -> Opening | None:
        """The bracket or quote that is open at the place, if any."""
        return opening_at(self.text, self.at)

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1


class Advice(NamedTuple):
    """The cause and the remedy in one line, and the offset of the cause."""

    at: int
    words: str


def advice(text: str, at: int, message: str) -> Advice | None:
    """The advice for a fault that tomllib found at this offset, or None if no rule knows the mistake."""
    fault = Fault(text, at, message)
    return next((found for rule in _RULES if (found := rule(fault)) is not None), None)


def _invisible(fault: Fault) -> Advice | None:
    """A space that isn't one, mostly copied from a web page or a word processor."""
    here = fault.here
    if not here or here in " \t\r\n" or unicodedata.category(here) not in ("Zs", "Cf"):
        return None
    name = unicodedata.name(here, "an invisible character").lower()
    if here == "\ufeff":
        return Advice(fault.at, "there is a byte order mark (U+FEFF) inside the file; delete it")
    return Advice(fault.at, f"there is a {name} (U+{ord(here):04X}) here; replace it with an ordinary space")


def _curly_quote(fault: Fault) -> Advice | None:
    """Quotes of a word processor."""
    at = fault.at
    if fault.here in ("", "\n", "\r"):  # a text that starts with a straight quote and ends with a curly one
        start = fault.opened
        if start is None or start.sign not in "\"'":
            return None
        curly = [at for at in range(start.at, fault.at) if fault.text[at] in _CURLY]
        at = curly[-1] if curly else at
    quote = fault.text[at : at + 1]
    if not quote or quote not in _CURLY:
        return None
    return Advice(at, f"{quote} is not a straight quote; put text between straight quotes, \" or '")


def _open_text(fault: Fault) -> Advice | None:
    """A text that isn't closed in its line, or not at all."""
    start = fault.opened
    if start is None or start.sign[0] not in "\"'" or fault.here not in ("", "\n", "\r"):
        return None
    if len(start.sign) == 3:
        return Advice(start.at, f"the text that starts here is never closed; add {start.sign} at its end")
    return Advice(
        start.at,
        f"the text that starts here is not closed in its line; add {start.sign} at its end, "
        f"or put {start.sign * 3} around text of several lines",
    )


def _backslash(fault: Fault) -> Advice | None:
    r"""A path of Windows in double quotes, where ``\U`` starts an escape."""
    if not fault.message.startswith(("Invalid hex", "Unescaped '\\'", "Escaped character")):
        return None
    at = fault.text.rfind("\\", fault.line_start, fault.at + 1)
    if at < 0:
        return None
    return Advice(
        at,
        r"in double quotes, \ starts an escape; put the text in single quotes, such as 'C:\Users', or double it: \\",
    )


def _time(fault: Fault) -> Advice | None:
    """A time of day without quotes."""
    found = _TIME.match(fault.text, fault.line_start)
    if found is None or not fault.message.startswith("Expected newline"):
        return None
    return Advice(found.start("time"), f'put a time of day in quotes: "{found["time"]}"')


def _unclosed(fault: Fault) -> Advice | None:
    """A list or a table in braces: a comma is missing between two entries, or the closing bracket."""
    if fault.here and not fault.message.startswith(("Unclosed array", "Unclosed inline table")):
        return None
    start = fault.opened
    if start is None or start.sign not in "[{":
        return None
    closing = "]" if start.sign == "[" else "}"
    what = "list" if start.sign == "[" else "table"
    starts_entry = (
        start.sign == "[" and fault.line_start > start.at and _STARTS_ENTRY.match(fault.before + fault.rest)
    )
    if not fault.here or starts_entry:
        return Advice(start.at, f"the {what} that starts here is not closed; add {closing} at its end")
    if fault.here in "\r\n#":
        return Advice(fault.at, f"a {what} in {{ }} must stand in one line; join its lines")
    return Advice(
        end_of_code(fault.text, fault.at), f"a comma is missing here, or {closing} at the end of the {what}"
    )


def _broken_line(fault: Fault) -> Advice | None:
    """A table in braces, or a heading, that goes on in the next line; or a comma before the closing brace."""
    if not fault.message.startswith(("Invalid initial character", "Expected ']", "Expected ']]")):
        return None
    start = fault.opened
    if start is None or fault.here not in ("", "\n", "\r", "}", "#"):
        return None
    if fault.here == "}":
        comma = fault.text.rfind(",", 0, fault.at)
        return Advice(comma, "a table in { } must not end with a comma; remove it")
    if start.sign == "{":
        return Advice(fault.at, "a table in { } must stand in one line; join its lines")
    return Advice(
        fault.at,
        "the heading is not closed in its line; write it in one line, such as [themes] or [[themes]]",
    )


def _unquoted(fault: Fault) -> Advice | None:
    """A value that is neither text in quotes nor a number: a word, nothing, or a list of dashes."""
    if not fault.message.startswith("Invalid value"):
        return None
    if not (word := fault.rest.split("#")[0].strip().rstrip(",]}").rstrip()):
        return Advice(fault.at, "a value is missing after =")
    if (truth := _TRUTHS.get(word.casefold())) is not None:
        return Advice(fault.at, f"write {truth} in lower case, without quotes")
    return Advice(fault.at, f'put text in straight quotes: "{_clipped(word)}"')


def _after_value(fault: Fault) -> Advice | None:
    """Something behind a complete value."""
    if not fault.message.startswith("Expected newline"):
        return None
    if fault.rest.startswith("//"):
        return Advice(fault.at, "a comment starts with #, not with //")
    if fault.rest.rstrip() in (";", ","):
        return Advice(fault.at, f"remove the {fault.rest.rstrip()} at the end of the line")
    if fault.before.rstrip().endswith(('"', "'")):
        return Advice(
            fault.at,
            r"the text ends before this place; write a quote inside quotes as \", or remove the rest",
        )
    value = fault.before.partition("=")[2].strip()
    if re.fullmatch(r"[+-]?0\d*", value) and fault.here.isdigit():
        return Advice(fault.at, "a number has no zero in front; remove it, or put the text in quotes")
    return Advice(
        fault.at,
        f'"{_clipped(fault.rest.strip())}" is not expected here; remove it, or put the whole value in quotes',
    )


def _control(fault: Fault) -> Advice | None:
    """A character that no text file should have."""
    if not fault.message.startswith("Illegal character") or not fault.here:
        return None
    return Advice(fault.at, f"there is a control character (U+{ord(fault.here):04X}) here; delete it")


def _key(fault: Fault) -> Advice | None:
    """A key without an equals sign, or with characters that need quotes."""
    if fault.message.startswith("Expected '='"):
        if fault.here == ":":
            return Advice(fault.at, "write = between key and value, not :")
        if "=" in fault.rest:
            key = (fault.before + fault.rest).partition("=")[0].strip()
            return Advice(
                fault.line_start, f'"{_clipped(key)}" is not a key; a key is one word of a-z, 0-9, - and _'
            )
        return Advice(fault.at, "expected = and a value after the key")
    if fault.message.startswith("Invalid statement") and fault.here:
        return Advice(
            fault.at, f'a line cannot start with "{fault.here}"; expected a key, a [heading] or a # comment'
        )
    return None


def _twice(fault: Fault) -> Advice | None:
    """The same key or heading a second time."""
    if not fault.message.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        return None
    if (heading := _HEADING.match(fault.text, fault.line_start)) is not None:
        name = _clipped(heading["name"].strip())
        return Advice(
            fault.line_start,
            f"{name} is there already; join the two, or write [[{name}]] at each of them if it is a list",
        )
    if (key := _HAS_KEY.match(fault.text, fault.line_start)) is not None:
        return Advice(
            fault.line_start,
            f'"{_clipped(key["key"])}" is there already in this table; remove one of the two',
        )
    return None


_RULES: tuple[Callable[[Fault], Advice | None], ...] = (
    _invisible,
    _curly_quote,
    _open_text,
    _backslash,
    _time,
    _unclosed,
    _broken_line,
    _unquoted,
    _after_value,
    _key,
    _twice,
    _control,
)


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, both from 1."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def place_of(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_WORD else text[: _LONGEST_WORD - 1] + "…"
