"""What is asked about the columns of a list of delegates when their titles don't say it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from breakout_tui.inputs.column_words import Role, words_of
from breakout_tui.inputs.delegate_columns import SCORES_MEAN, Columns
from breakout_tui.inputs.problems import shown

ASKED = {
    Role.NAME: "Which column has the name of the delegate?",
    Role.FIRST_NAME: "Which column has the first name?",
    Role.LAST_NAME: "Which column has the last name?",
    Role.ID: "Which column has a number or address that tells each delegate from all others?",
    Role.COUNTRY: "Which column has the country?",
    Role.ORGANISATION: "Which column has the organisation?",
    Role.TRACK: "Which column has the track?",
    Role.LIST: "Which column lists the themes that are wanted, the most wanted first?",
    Role.CHOICE: "Which columns have the choices, the first choice first?",
    Role.ANSWERED: "Which column says when the form was filled in?",
}
"""The question for each role."""
MEANS = "What do the numbers for the themes mean: ranks (1 is the most wanted) or ratings (the highest is the most wanted)?"


COLUMN = "column "
"""How the key of a question about a column begins; its title follows."""


@dataclass(frozen=True, slots=True)
class Question:
    """What can't be guessed. The answer is given to ``guess_columns`` under its key; an empty answer means that there is none.

    A question about a column has words for roles as candidates, or *ignore*, which an empty answer means too.
    """

    key: str
    text: str
    candidates: tuple[str, ...]
    """Titles of columns, or the words for what numbers mean or a column is."""
    takes_many: bool = False
    """Whether several candidates, in an order, can be the answer."""
    column: str = ""
    """The title of the column that is asked about; empty for a question about a role or numbers."""

    @property
    def role(self) -> Role | None:
        """The role that is asked for; None if it is about the meaning of numbers, or a column."""
        return None if self.key == SCORES_MEAN or self.column else Role(self.key)

    @property
    def options(self) -> tuple[str, ...]:
        """The answers to a question about a column as they are given on the command line: ``must=Speaker``."""
        return tuple(f"{each}={self.column}" for each in self.candidates) if self.column else ()


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns are, as far as it is clear."""

    columns: Columns
    questions: tuple[Question, ...]
    """All must be answered before the list is read."""
    ignored: tuple[str, ...]
    """The columns that are not read, with those that are to be ignored."""


def nearest(title: str, headers: Sequence[str]) -> str:
    """The title that was meant, or all that there are."""
    words = {words_of(header): header for header in headers}
    near = difflib.get_close_matches(words_of(title), words, n=1)
    return f"did you mean {shown(words[near[0]])}?" if near else f"there is {', '.join(map(shown, headers))}"
