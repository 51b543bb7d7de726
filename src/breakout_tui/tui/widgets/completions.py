"""Completions: the words that fit what is being typed, the likeliest first, and which of them Enter takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from breakout_tui.domain.marks import HalfMark, half_mark, quoted
from breakout_tui.tui.likely_names import likely_clusters
from breakout_tui.tui.widgets.capture_context import CaptureContext

_ENOUGH = 3
"""Letters that tell a name of the session from a country that nobody has named yet."""
_NEAR = 0.8
"""How alike, from 0 to 1, a misspelt name and the right one are: Estonai and Estonia, but not Iran and Iraq."""
_TELLING = 2
"""Letters from which a command is also found by a word of its help."""


class Completion(NamedTuple):
    """One word that fits; ``start`` is where in the line it would go, ``written`` how it is written there."""

    word: str
    written: str
    start: int
    help: str = ""
    rest: str | None = None
    """What the word adds to what is typed; None if it does not begin with that."""
    is_for_enter: bool = False
    """Whether Enter takes it, if what it completes was typed."""

    @property
    def ghost(self) -> str:
        """What the line shows behind the caret while Enter takes this word."""
        return self.rest if self.rest is not None else f" → {self.word}"


def fitting(typed: str, words: Iterable[str]) -> list[str]:
    """The words that start with the typed letters, then those with a later word that does.

    A word that is typed in full comes first; alone it is nothing to offer.
    """
    folded = typed.casefold()
    whole: list[str] = []
    begin: list[str] = []
    inside: list[str] = []
    for word in words:
        candidate = word.casefold()
        if candidate.startswith(folded):
            (whole if candidate == folded else begin).append(word)
        elif folded and " " not in folded and f" {folded}" in candidate:
            inside.append(word)
    found = list(dict.fromkeys([*whole, *begin, *inside]))
    return [] if len(found) == 1 and whole else found


def fitting_commands(line: str, caret: int, commands: Iterable[tuple[str, str]]) -> list[Completion]:
    """The commands (word, help) that fit the word after the slash, while the caret is in it.

    Those that begin with it come first, then those with a word of their help that does: ``/dark`` finds ``/theme``.
    """
    typed = line[1:caret].casefold()
    if caret < 1 or " " in typed or "\n" in typed:
        return []
    helps = dict(commands)
    begun = [word for word in helps if word.startswith(typed)]
    told = [word for word, help_ in helps.items() if len(typed) >= _TELLING and _tells(help_, typed)]
    found = list(dict.fromkeys([*begun, *told]))
    return [] if found == [typed] else [Completion(f"/{word}", f"/{word} ", 0, helps[word]) for word in found]


def fitting_choices(line: str, caret: int, choices: Mapping[str, Sequence[str]]) -> list[Completion]:
    """The words that fit the argument of a command which has such words, while the caret is behind it."""
    word, blank, typed = line[1:caret].partition(" ")
    if not blank or " " in typed or line[caret:].strip():
        return []
    start = caret - len(typed)
    return [Completion(each, each, start) for each in fitting(typed, choices.get(word, ()))]


def fitting_names(
    line: str, caret: int, commands: Collection[str], context: CaptureContext
) -> list[Completion]:
    """The names that fit the argument of a command which takes names, as after an ``@``; the mark itself may be typed or not."""
    word, blank, argument = line[1:caret].partition(" ")
    if not blank or word not in commands or line[caret:].strip():
        return []
    typed = re.split(r"[,:]\s*", argument)[-1].lstrip()
    bare = typed.lstrip("@")
    rows = fitting_marks(f"@{bare}", len(bare) + 1, context) if bare or typed else []
    start = caret - len(typed)
    return [row._replace(word=row.word[1:], written=row.word[1:], start=start) for row in rows]


def _tells(help_: str, typed: str) -> bool:
    return any(word.startswith(typed) for word in re.findall(r"[\w-]+", help_.casefold()))


def fitting_marks(line: str, caret: int, context: CaptureContext) -> list[Completion]:
    """The names or clusters that fit the half-typed mark before the caret, if there is one.

    Countries follow the names of the session, and only for typed letters. An anonymous session offers no names. Enter takes
    the first one if it continues what is typed, and the mark is the end of the line.
    """
    mark = half_mark(line, caret)
    if mark is None:
        return []
    sentence = line[: mark.start]
    mark = HalfMark(mark.start, mark.sign, mark.typed.replace("_", " "))
    found = fitting(mark.typed, _names_for(mark, sentence, context))
    meant = _meant(mark, found, context) if caret == len(line) else ""
    return [
        Completion(
            f"{mark.sign}{word}",
            f"{mark.sign}{word if mark.sign == '@' and ' ' in word else quoted(word)} ",
            mark.start,
            rest=_rest(mark.typed, word),
            is_for_enter=word == meant,
        )
        for word in found
    ]


def hint(row: Completion, typed: str, *, is_end: bool, is_taken: bool, is_chosen: bool) -> str:
    """What the keys do with the offer of a mark.

    ``typed`` is the mark as it is typed, at the end of the line if ``is_end``. ``is_taken``: Enter takes the offer.
    ``is_chosen``: the facilitator went to it.
    """
    if is_taken and (is_chosen or row.word.casefold() == typed.casefold()):
        return "Enter takes it"
    if is_taken:
        return f"Enter takes it · Esc then Enter: {'new' if typed[1:] else 'just'} {typed}"
    return f"Tab takes it · Enter: {typed.rstrip()} as typed" if is_end and typed[1:] else "Tab takes it"


def begun(typed: str, known: Iterable[str], others: Iterable[str]) -> str:
    """The one name that begins with what is typed; empty if there are several, or it is a name already.

    One of the session comes before others, from the third letter on.
    """
    folded = typed.casefold()
    here, elsewhere = (
        [name for name in names if name.casefold().startswith(folded)] for names in (known, others)
    )
    found = here if len(folded) >= _ENOUGH and here else list(dict.fromkeys([*here, *elsewhere]))
    return found[0] if len(found) == 1 and found[0].casefold() != folded else ""


def meant_by(typed: str, known: Collection[str], others: Collection[str]) -> str:
    """The name of which this is the beginning, else the one that it misspells; empty for none. The session's come first."""
    if found := begun(typed, known, others):
        return found
    from difflib import get_close_matches  # rarely needed

    for names in (known, others):
        folded = {name.casefold(): name for name in names}
        if near := get_close_matches(typed.casefold(), folded, n=1, cutoff=_NEAR):
            return folded[near[0]]
    return ""


def _names_for(mark: HalfMark, sentence: str, context: CaptureContext) -> tuple[str, ...]:
    """The names of the session that may follow the sign, the likeliest first, then the countries."""
    if mark.sign == "#":
        return likely_clusters(context.clusters, sentence)
    if context.is_anonymous:
        return ()
    return (*context.people, *context.offered_countries) if mark.typed else context.people


def _meant(mark: HalfMark, found: list[str], context: CaptureContext) -> str:
    """The one of the names found that Enter takes; empty if what is typed is a name already, or begins none.

    Before anybody has spoken, ``@`` alone means nobody.
    """
    is_nobody = mark == (mark.start, "@", "") and not context.speaker
    is_ended = mark.typed[-1:].isspace()
    if not found or is_nobody or is_ended or (rest := _rest(mark.typed, found[0])) is None:
        return ""
    is_country = mark.sign == "@" and bool(rest) and context.is_country(mark.typed)
    return "" if is_country else found[0]


def _rest(typed: str, word: str) -> str | None:
    """The end of a word that begins with what is typed; None for another word."""
    folded = typed.casefold()
    ends = (end for end in range(len(word) + 1) if word[:end].casefold() == folded)
    end = next(ends, None)
    return None if end is None else word[end:]
