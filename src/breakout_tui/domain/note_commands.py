"""The commands about notes, as data; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field

from breakout_tui.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class Capture:
    """Make a note. Texts are clean; the box is the current one unless another is given."""

    text: str
    kind: Kind
    attribution: str = ""
    cluster: str = ""
    links: tuple[int, ...] = ()
    box_id: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """By attribute of Note; see ``note_fields``."""
    same_as: int | None = None
    """The note that it repeats, and into which it is merged at once."""


@dataclass(frozen=True, slots=True)
class EditNote:
    """Change the wording, the attribution, the cluster, fields or the kind of a note; None leaves it unchanged."""

    serial: int
    text: str | None = None
    attribution: str | None = None
    cluster: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class DeleteNote:
    """Mark a note as deleted."""

    serial: int


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """Restore a deleted or merged note."""

    serial: int


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Change a note's kind; it gets a new reference and keeps the old one as an alias."""

    serial: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class MoveNote:
    """Move a note to another box; None for no box."""

    serial: int
    box_id: str | None


@dataclass(frozen=True, slots=True)
class BringNotes:
    """Move the notes of the box before, taken since the current one began, to the current one."""


@dataclass(frozen=True, slots=True)
class MergeNote:
    """Merge a note into another one that says the same; both wordings are kept."""

    serial: int
    into: int


@dataclass(frozen=True, slots=True)
class Link:
    """Link a note to another."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class Unlink:
    """Remove a link."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class RenameCluster:
    """Rename a cluster; an existing name merges the two."""

    name: str
    new_name: str


NoteCommand = (
    Capture
    | BringNotes
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
