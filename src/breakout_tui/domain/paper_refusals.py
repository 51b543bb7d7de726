"""Why the paper refuses an edit: what happened, in words, without keys or commands."""

from __future__ import annotations

from enum import Enum


class PaperRefusal(Enum):
    """The reasons; the value says what happened."""

    NO_SUCH_STATEMENT = "there is no such statement in the rooms"
    NO_SUCH_THEME = "there is no such theme"
    NO_SUCH_ENTRY = "there is nothing of this id in the paper"
    NO_REASON = "leaving a statement out needs a reason"
    NOT_LEFT_OUT = "the statement is not left out"
    NO_TEXT = "there is no text"
    TOO_LONG = "the text is too long"
    FEWER_THAN_TWO = "joining needs two statements"
    OF_TWO_KINDS = "only statements of one kind can be joined"
    SAME_STATEMENT = "this is one statement"
    NO_DIFFERENCE = "the rooms say what they said when it was edited"
    NOTHING_TO_UNDO = "there is nothing to undo"
    NOTHING_TO_REDO = "there is nothing to redo"
