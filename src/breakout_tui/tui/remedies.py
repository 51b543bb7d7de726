"""Loose ends of the chain in words, each with the command that fixes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from breakout_tui.domain.chain import issues_by_box
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.lint import Loose, LooseEnd
from breakout_tui.domain.session_state import Session

Remedy = tuple[str, str]
"""A command word and its argument."""


class LooseWords(NamedTuple):
    """The words for a kind of loose end."""

    missing: str
    """Follows the reference: ``does not say who acts``; ``{kind}`` is the kind of note that is missing."""
    word: str
    """The command that fixes it."""
    deed: str
    """What that command does, for the footer."""


LOOSE_WORDS: Mapping[Loose, LooseWords] = {
    Loose.NO_ORIGIN: LooseWords("is not linked to what it carries out", "link", "link it"),
    Loose.NO_ADDRESSEE: LooseWords("has no addressee", "fields", "fill it in"),
    Loose.NO_OWNER: LooseWords("does not say who acts", "fields", "fill it in"),
    Loose.NO_DATE: LooseWords("does not say by when", "fields", "fill it in"),
    Loose.NO_REASON: LooseWords("gives no reason", "fields", "fill it in"),
    Loose.NO_CHALLENGE: LooseWords("answers no {kind}", "link", "link it"),
    Loose.NO_PRINCIPLE: LooseWords("follows no {kind}", "link", "link it"),
    Loose.NO_APPROACH: LooseWords("has no {kind}", "jump", "go there"),
    Loose.NOT_READ_BACK: LooseWords("was not read back", "read", "read it back"),
}
"""The words for every kind of loose end."""


def missing(kind: Loose, labels: Labels) -> str:
    """What is missing, behind the reference: ``does not say who acts``."""
    return LOOSE_WORDS[kind].missing.format(kind="" if kind.wanted is None else labels.one(kind.wanted))


def loose_text(end: LooseEnd, labels: Labels) -> str:
    """The loose end as a sentence without a full stop: ``R2 does not say who acts``."""
    return f"{end.name} {missing(end.kind, labels)}"


def remedy(session: Session, end: LooseEnd) -> Remedy:
    """The command that fixes a loose end; for a priority issue, the jump to its box."""
    word = LOOSE_WORDS[end.kind].word
    if end.issue is None:
        return word, end.subject
    boxes = issues_by_box(session, end.step)
    box = next((box for box in session.boxes if end.issue - 1 in boxes.get(box.id, ())[:1]), None)
    return word, end.subject if box is None else box.label
