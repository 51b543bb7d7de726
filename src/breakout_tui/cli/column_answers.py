"""The columns of a list of delegates: kept from before, given by ``--column``, guessed, or asked for in the terminal."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.cli.allocation_folder import COLUMNS, AllocationFolder
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.column_guess import guess_columns
from breakout_tui.inputs.column_questions import Question
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.sheet_rows import Sheet

_MOST_SHOWN = 30


class Chosen(NamedTuple):
    """What the columns are, and whether that is to be kept once the list was read with them."""

    columns: Columns
    is_new: bool


def chosen_columns(
    sheet: Sheet, programme: Programme, folder: AllocationFolder | None, options: Sequence[str]
) -> Chosen:
    """What the columns are. Raises UsageError."""
    given = _given(options)
    kept = None if folder is None or given else folder.columns()
    if kept is not None and kept.missing_in(sheet.headers):
        kept = None
    guess = guess_columns(sheet, programme, given, kept)
    if folder is not None and kept is not None and not guess.questions:
        _say_how(kept, guess.ignored)
        _tell(f"  as in the run before; {folder.path / COLUMNS} keeps it, any --column makes it new")
        return Chosen(kept, is_new=False)
    while guess.questions:
        question = guess.questions[0]
        given[question.key] = _answer(question)
        guess = guess_columns(sheet, programme, given, kept)
    _say_how(guess.columns, guess.ignored)
    return Chosen(guess.columns, is_new=bool(given))


def _given(options: Sequence[str]) -> dict[str, list[str]]:
    """The options ``ROLE=HEADER``; the same role several times has several columns."""
    given: dict[str, list[str]] = {}
    for each in options:
        role, equals, title = each.partition("=")
        if not equals:
            raise UsageError(f"{each!r} names no column", remedy='such as --column country="Pays"')
        given.setdefault(role.strip(), []).append(title.strip())
    return given


def _answer(question: Question) -> list[str]:
    """Ask until the answer is a number of the list, or empty for none. Raises UsageError where nobody can answer."""
    if not sys.stdin.isatty():
        ways = " or ".join(f"--column {shlex.quote(clean_line(each))}" for each in question.options)
        raise UsageError(
            clean_line(question.text),
            remedy=f"say it with {ways}"
            if ways
            else f'say it with --column {question.key}="…"; the columns are {_quoted(question.candidates)}',
        )
    _tell(question.text)
    for number, candidate in enumerate(question.candidates, 1):
        _tell(f"  {number}  {candidate}")
    several, one = ("numbers in order, with spaces between", "numbers"), ("number", "one number")
    how, what = several if question.takes_many else one
    while True:
        _tell(f"{how} (Enter: none of them): ", end="")
        typed = sys.stdin.readline().replace(",", " ").split()
        if not typed:
            return [""]
        chosen = [_candidate(each, question) for each in typed]
        if all(chosen) and (question.takes_many or len(chosen) == 1):
            return [each for each in chosen if each]
        _tell(f"Type {what} from 1 to {len(question.candidates)}.")


def _candidate(typed: str, question: Question) -> str | None:
    if typed.isdecimal() and 1 <= int(typed) <= len(question.candidates):
        return question.candidates[int(typed) - 1]
    return None


def _say_how(columns: Columns, ignored: Sequence[str]) -> None:
    """Say how the columns are read: a wrong guess would give wrong places."""
    for role, titles in replace(columns, ignore=()).to_values().items():
        told = [titles] if isinstance(titles, str) else titles
        if isinstance(told, dict):
            told = [f"{title} ({theme})" for title, theme in told.items()]
        if isinstance(told, list) and told:
            _tell(f"  {role}: {', '.join(map(str, told))}")
    if ignored:
        _tell(f"  not read: {_quoted(ignored)}")


def _tell(line: str, end: str = "\n") -> None:
    """To stderr: it is about the list, not the result."""
    indent = len(line) - len(line.lstrip(" "))
    print(f"{' ' * indent}{clean_line(line)}", end=end or " ", file=sys.stderr, flush=True)  # noqa: T201


def _quoted(titles: Sequence[str]) -> str:
    shown = ", ".join(f"“{clean_line(each)}”" for each in titles[:_MOST_SHOWN])
    return f"{shown} …" if len(titles) > _MOST_SHOWN else shown
