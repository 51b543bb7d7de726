"""Completions: the words that fit what is being typed, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from breakout_tui.domain.marks import half_mark, quoted
from breakout_tui.tui.likely_names import clusters_in, likely_clusters
from breakout_tui.tui.widgets.capture_context import CaptureContext

_ENOUGH = 3
"""Letters that tell a name of the session from a country that nobody has named yet."""
_TELLING = 2
"""Letters from which a command is also found by a word of its help."""


class Completion(NamedTuple):
    """One word that fits; ``start`` is where in the line it would go, ``written`` how it is written there."""

    word: str
    written: str
    start: int
    help: str = ""
    is_plain: bool = False
    """Whether Enter takes it: nothing else can be meant."""


def fitting(typed: str, words: Iterable[str]) -> list[str]:
    """The words that start with the typed letters, then those with a later word that does; none if only the typed word is left."""
    folded = typed.casefold()
    begin: list[str] = []
    inside: list[str] = []
    for word in words:
        candidate = word.casefold()
        if candidate.startswith(folded):
            begin.append(word)
        elif folded and " " not in folded and f" {folded}" in candidate:
            inside.append(word)
    found = list(dict.fromkeys([*begin, *inside]))
    return [] if len(found) == 1 and found[0].casefold() == folded else found


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


def _tells(help_: str, typed: str) -> bool:
    return any(word.startswith(typed) for word in re.findall(r"[\w-]+", help_.casefold()))


def fitting_marks(line: str, caret: int, context: CaptureContext) -> list[Completion]:
    """The names or clusters that fit the half-typed mark before the caret, if there is one.

    Countries follow the names of the session, and only for typed letters. An anonymous session offers no names.
    """
    mark = half_mark(line, caret)
    if mark is None:
        return []
    typed, sentence = mark.typed.replace("_", " "), line[: mark.start]
    known, others = _names_for(mark.sign, typed, sentence, context)
    is_at_end = not line[caret:].strip()
    meant = (
        (_begun(typed, known, others) if typed else _unnamed(mark.sign, sentence, context))
        if is_at_end
        else ""
    )
    return [
        Completion(
            f"{mark.sign}{word}",
            f"{mark.sign}{word if mark.sign == '@' and ' ' in word else quoted(word)} ",
            mark.start,
            f"Enter takes it · Esc keeps {mark.sign}{typed}" if word == meant else "",
            word == meant,
        )
        for word in fitting(typed, [*known, *others])
    ]


def _names_for(
    sign: str, typed: str, sentence: str, context: CaptureContext
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the session that may follow the sign, and others."""
    if sign == "#":
        return likely_clusters(context.clusters, sentence), ()
    return () if context.is_anonymous else context.people, context.offered_countries if typed else ()


def _begun(typed: str, known: Iterable[str], others: Iterable[str]) -> str:
    """The one name that begins with what is typed; empty if there are several, or it is a name already.

    One of the session comes before others, from the third letter on.
    """
    folded = typed.casefold()
    here, elsewhere = (
        [name for name in names if name.casefold().startswith(folded)] for names in (known, others)
    )
    begun = here if len(folded) >= _ENOUGH and here else list(dict.fromkeys([*here, *elsewhere]))
    return begun[0] if len(begun) == 1 and begun[0].casefold() != folded else ""


def _unnamed(sign: str, sentence: str, context: CaptureContext) -> str:
    """Whom or what a sign alone behind a sentence means: who spoke last, or the only cluster with a word of the sentence."""
    if not sentence.strip():
        return ""
    if sign == "@":
        return context.speaker
    found = clusters_in(context.clusters, sentence)
    return found[0] if len(found) == 1 else ""
