"""A random day of a facilitator at the keyboard: what is done, and how much time passes before it."""

from __future__ import annotations

import random
from typing import NamedTuple

GAPS = (0.0, 0.0, 0.0, 0.5, 3.0, 40.0, 400.0)
"""Seconds before an action; with 0 its bytes come in the same read as those of the action before."""
WEIGHTS = {
    **{"say": 28, "say marked": 14, "say another kind": 5, "type": 12, "enter": 5, "add to last": 5},
    **{"paste a line": 4, "paste lines as one": 2, "paste a note a line": 2},
    **{"next": 13, "back": 4, "pause": 4, "extend": 3, "jump": 4, "skip": 1, "next ago": 2, "command": 34},
    **{
        "list and back": 10,
        "look": 4,
        "focus report": 4,
        "size": 2,
        "wait": 5,
        "letter": 6,
        "panel": 10,
        "click": 2,
        "kill": 5,
        "quit": 2,
    },
}
"""How often each action is done, in relation to the others."""
COMMANDS = (
    *("undo", "undo", "redo", "merge", "delete", "undelete", "kind", "park", "cluster", "rename-cluster"),
    *("link", "unlink", "place", "bring", "rank", "hands", "dots", "vote", "vote", "vote", "revote"),
    *("cut", "lock", "unlock", "agree", "read", "amend", "spare", "end", "finish", "resume"),
    *("add", "rename", "drop", "restore", "move", "merge-boxes"),
)
"""The words of the commands that are typed."""
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "zem")


class Action(NamedTuple):
    """``number`` makes its words unlike those of all others; ``first`` and ``second`` choose what it is about."""

    what: str
    gap: float
    number: int
    first: int
    second: int


def plan(seed: int, longest: int = 40) -> list[Action]:
    """The day of a seed: always the same. Most begin with the start of the morning."""
    chance = random.Random(seed)
    count = chance.randint(8, longest)
    whats = chance.choices([*WEIGHTS], [*WEIGHTS.values()], k=count)
    opening = ["next"] * chance.choice((0, 1, 2, 2, 6, 7, 8, 11, 13))
    return [
        Action(what, chance.choice(GAPS), number, chance.randrange(60), chance.randrange(60))
        for number, what in enumerate([*opening, *whats], 1)
    ]


def words(number: int, place: int = 0) -> str:
    """A statement that no other one is like, of words that are no marks; it begins with two different letters."""
    chance = random.Random(number * 31 + place)
    said = [f"{chance.choice(_SYLLABLES)}{chance.choice(_SYLLABLES)}" for _ in range(chance.randint(1, 4))]
    return " ".join([*said, unique_word(number, place)])


def unique_word(number: int, place: int = 0) -> str:
    """The last word of a statement, which occurs nowhere else."""
    spelled = "".join(_SYLLABLES[int(digit)] for digit in f"{number}")
    return f"x{spelled}y{_SYLLABLES[place]}"
