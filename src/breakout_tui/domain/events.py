"""What a command caused, for screens to react to; in the past tense, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase started."""

    phase: str


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """A phase ended."""

    phase: str


@dataclass(frozen=True, slots=True)
class BoxEntered:
    """Another box became the current one."""

    box_id: str


@dataclass(frozen=True, slots=True)
class NoteCaptured:
    """A note was captured."""

    serial: int


@dataclass(frozen=True, slots=True)
class NoteChanged:
    """A note was changed, deleted, merged or restored."""

    serial: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message of one line, such as what was undone."""

    words: str


@dataclass(frozen=True, slots=True)
class BoxDropped:
    """A box was taken off the agenda; it can be restored."""

    title: str


@dataclass(frozen=True, slots=True)
class BoxSkipped:
    """The room left a box for the next one, and it is dropped; going back returns to it."""

    title: str


@dataclass(frozen=True, slots=True)
class BoxBackdated:
    """A box was entered some minutes ago; ``notes`` of the box before were taken since then."""

    label: str
    since: datetime
    notes: int
    before: str
    """The label of the box before."""


@dataclass(frozen=True, slots=True)
class StartTakenBack:
    """The start of a phase was taken back."""

    title: str
    """Of the phase."""


Event = (
    PhaseStarted
    | PhaseEnded
    | StartTakenBack
    | BoxBackdated
    | BoxEntered
    | BoxDropped
    | BoxSkipped
    | NoteCaptured
    | NoteChanged
    | Told
)
