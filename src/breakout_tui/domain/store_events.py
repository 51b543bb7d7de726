"""What a store tells of its writing, from its own thread; what each means stands in ``ports.Store``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """The writer has the database open: this window may write."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything up to this ticket is committed and synced."""

    ticket: int


@dataclass(frozen=True, slots=True)
class SaveFailed:
    """Something could not be written; it is kept and tried again. ``problem`` says what and what to do."""

    ticket: int
    problem: str


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The draft, as last given, is stored."""

    session_id: str


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """Another living window owns the session (``holder`` says which); nothing of ours was written to it."""

    session_id: str
    holder: str


@dataclass(frozen=True, slots=True)
class BackupFailed:
    """No backup could be made, though all is saved; told once, then tried again in silence."""

    problem: str


StoreEvent = Opened | Saved | SaveFailed | DraftSaved | HeldElsewhere | BackupFailed
