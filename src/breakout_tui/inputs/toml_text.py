"""Reads a TOML document from any path in bounded time; every error names its line and column."""

from __future__ import annotations

import codecs
import re
import tomllib
from pathlib import Path

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.inputs.problems import MOST_SHOWN, printable
from breakout_tui.inputs.regular_file import read_bytes

MOST_BYTES = 1024 * 1024
"""The largest file that is read: about a hundred times as large as a long programme."""

_MOST_KEY_PARTS = 16
_LONGEST_MESSAGE = 2 * MOST_SHOWN

_PLACE = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(
    rf"(?:^[ \t]*+(?:\[[ \t]*+){{0,2}}|[{{,][ \t]*+)(?P<here>(?:{_KEY_PART}\.[ \t]*+){{{_MOST_KEY_PARTS}}})",
    re.MULTILINE,
)
_LONG_NUMBER = re.compile(r"(?P<here>\d(?:_?\d){4300})")


def read_text(path: Path) -> str:
    """The text of the file at ``path``. Raises ProgrammeRefused unless it is a regular UTF-8 file within the size limit."""
    where = str(path)
    try:
        content = read_bytes(path, MOST_BYTES)
    except FileNotFoundError:
        raise _refused(where, "file not found; check its name and folder") from None
    except IsADirectoryError:
        raise _refused(where, "this is a folder; name a file") from None
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else str(failure)
        raise _refused(where, f"the file cannot be read: {reason}") from None
    if content is None:
        raise _refused(where, "this is not a regular file; name a text file")
    if len(content) > MOST_BYTES:
        raise _too_large(where)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refused(where, "the file is saved as UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as failure:
        at = failure.start
        line = content.count(b"\n", 0, at) + 1
        raise _refused(
            where,
            f"line {line}: byte 0x{content[at]:02x} at offset {at} is not UTF-8; save the file as UTF-8",
        ) from None


def parse_toml(text: str, where: str) -> dict[str, object]:
    """Parse ``text`` as TOML. Raises ProgrammeRefused, which names line and column, if it is not valid.

    tomllib is slow on hostile input: the time for a key is quadratic in the number of its parts. So the size of the
    text and the length of keys are checked first.
    """
    text = text.removeprefix("\ufeff")  # editors on Windows put it there
    if len(text) > MOST_BYTES:
        raise _too_large(where)
    if long_key := _LONG_KEY.search(text):
        raise _refused(
            where, f"{_place(long_key)}: the key has more than {_MOST_KEY_PARTS} parts; shorten it"
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise _refused(where, _place_first(str(failure), text)) from None
    except RecursionError:
        raise _refused(where, "lists or tables are nested too deeply; use fewer levels") from None
    except ValueError:  # Python does not convert numbers of more than 4300 digits
        number = _LONG_NUMBER.search(text)
        place = f"{_place(number)}: " if number else ""
        raise _refused(where, f"{place}the number has more than 4300 digits; shorten it") from None


def _place_first(message: str, text: str) -> str:
    """Line and column, then the cause and the remedy; in the words of tomllib if the mistake isn't known."""
    from breakout_tui.inputs.syntax_advice import advice, offset_of, place_of

    split = _PLACE.fullmatch(message)
    if split is None:
        return printable(message, _LONGEST_MESSAGE)
    at = len(text) if split["line"] is None else offset_of(text, int(split["line"]), int(split["column"]))
    if (known := advice(text, at, split["what"])) is not None:
        line, column = place_of(text, known.at)
        return f"line {line}, column {column}: {printable(known.words, _LONGEST_MESSAGE)}"
    what = printable(split["what"], _LONGEST_MESSAGE)
    if split["line"] is None:
        return f"line {text.rstrip().count(chr(10)) + 1}, at the end of the file: {what}"
    return f"line {split['line']}, column {split['column']}: {what}"


def _place(found: re.Match[str]) -> str:
    """Line and column of the group ``here``, both from 1, as in tomllib."""
    at = found.start("here")
    return f"line {found.string.count(chr(10), 0, at) + 1}, column {at - found.string.rfind(chr(10), 0, at)}"


def _too_large(where: str) -> ProgrammeRefused:
    return _refused(where, "the file is too large; the limit is 1 MiB")


def _refused(where: str, problem: str) -> ProgrammeRefused:
    return ProgrammeRefused(where, (problem,))
