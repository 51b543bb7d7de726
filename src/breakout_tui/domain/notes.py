"""Notes: the captured statements, their kinds, references and links.

Inside a session a note is identified by its *serial*: 0 for the first captured, then 1, 2, …; serials are never reused.
People use its *reference*: the letter of its kind and a running number (``C3``), never given twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from breakout_tui.domain.kinds import LETTERS, Kind

# What stands before the letter is judged behind it: the engine finds a letter of a set four times as fast as a place between characters.
REFERENCE = re.compile(rf"([{LETTERS}])(?<![\w/·@#][{LETTERS}])([1-9]\d{{0,5}})(?!\w)")
"""Finds references in a sentence: the capital letter of a kind and a number, as a word."""

LAPTOP_SIGN = "@"
"""Stands between a reference and the name of the laptop that gave it, in an alias of a note that lost it (``C9@annex``)."""


class Agreement(Enum):
    """ICANN's five levels (GNSO Working Group Guidelines, section 3.6); the value is the word shown and stored."""

    FULL_CONSENSUS = "full consensus"
    CONSENSUS = "consensus"
    STRONG_SUPPORT = "strong support with significant opposition"
    DIVERGENCE = "divergence"
    MINORITY_VIEW = "minority view"


class ReadBack(Enum):
    """The result of reading an output back to the room."""

    AGREED = "agreed"
    AMENDED = "amended"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Wording:
    """An earlier wording of a note and the time when it was replaced."""

    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """One captured statement. All texts are clean (see ``text.clean``) and literal."""

    id: str
    session_id: str
    serial: int
    kind: Kind
    number: int
    """The running number of its reference within its kind."""
    text: str
    box_id: str | None
    """The box it was captured in; None between and outside the phases."""
    captured_at: datetime
    attribution: str = ""
    """Who said it, as the attribution rule allows; empty for no attribution."""
    cluster: str = ""
    aliases: tuple[str, ...] = ()
    """References it had under earlier kinds, oldest first; last those it lost to another laptop's note (``C9@annex``)."""
    links: tuple[int, ...] = ()
    """Serials of the notes it links to, in the order given."""
    wordings: tuple[Wording, ...] = ()
    """Earlier wordings, oldest first."""
    merged_into: int | None = None
    """Serial of the note into which it was merged."""
    deleted: bool = False
    agreement: Agreement | None = None
    minority: str = ""
    """The text of the minority view."""
    dissent: str = ""
    """Who dissents, as the attribution rule allows."""
    read_back: ReadBack | None = None
    read_back_at: datetime | None = None
    where: str = ""
    """Approach: the country or organisation where it is practised."""
    evidence: str = ""
    """Approach: what shows that it works."""
    addressee: str = ""
    """Recommendation: for whom, a country group or all."""
    actor: str = ""
    """Recommendation: who acts."""
    due: str = ""
    """Recommendation: by when, in the room's words."""
    reason: str = ""
    """Decision: why the room decided so."""

    @property
    def reference(self) -> str:
        """The reference, such as ``C3``."""
        return f"{self.kind.letter}{self.number}"

    @property
    def is_visible(self) -> bool:
        """Whether it is neither deleted nor merged into another."""
        return not self.deleted and self.merged_into is None


def on_laptop(alias: str) -> str:
    """An alias in words: ``C9 on annex`` for a reference that another laptop gave; any other one as it is."""
    reference, sign, laptop = alias.partition(LAPTOP_SIGN)
    return f"{reference} on {laptop}" if sign else reference


def edit_words(note: Note, changed: Note) -> str:
    """What an edit changed. A cluster may be a person's name, so the words have neither names nor clusters."""
    if changed.kind is not note.kind:
        return f"{note.reference} became {changed.reference}"
    if changed == replace(note, cluster=changed.cluster):
        return f"changed the cluster of {note.reference}"
    if changed == replace(note, attribution=changed.attribution):
        return f"changed who said {note.reference}"
    return f"edited {note.reference}"
