"""The commands about notes, as data; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field

from breakout_tui.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class Capture:
    """Make a note. Texts are clean; the box is the current one unless another is named."""

    text: str
    kind: Kind
    attribution: str = ""
    cluster: str = ""
    links: tuple[int, ...] = ()
    box_id: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """Any of where, evidence, addressee, actor, due."""
    same_as: int | None = None
    """Heard again: the note that stands for it from the start."""


@dataclass(frozen=True, slots=True)
class EditNote:
    """Change the wording, the attribution, the cluster or fields of a note; None leaves as it is."""

    serial: int
    text: str | None = None
    attribution: str | None = None
    cluster: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeleteNote:
    """Mark a note as deleted."""

    serial: int


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """Bring a deleted or merged note back."""

    serial: int


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Make a note another kind; it gets a new reference and keeps the old one as an alias."""

    serial: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class MoveNote:
    """Put a note under another box (None: none)."""

    serial: int
    box_id: str | None


@dataclass(frozen=True, slots=True)
class MergeNote:
    """Heard again: let ``into`` stand for this note; both wordings stay."""

    serial: int
    into: int


@dataclass(frozen=True, slots=True)
class Link:
    """Let a note point to another."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a link away."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class RenameCluster:
    """Give a cluster another name; an existing name joins the two."""

    name: str
    new_name: str


NoteCommand = (
    Capture
    | EditNote
    | DeleteNote
    | RestoreNote
    | ChangeKind
    | MoveNote
    | MergeNote
    | Link
    | Unlink
    | RenameCluster
)
