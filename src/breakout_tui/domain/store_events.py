"""Events of a store's writer thread; see ``ports.Store``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """The writer has opened the database: this window can write."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything up to this ticket is committed and synced."""

    ticket: int


@dataclass(frozen=True, slots=True)
class SaveFailed:
    """A write failed; it is kept and tried again. ``problem`` says what happened and what to do."""

    ticket: int
    problem: str
    exit_code: int = 7
    """That of the error, as the error tree says."""


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The latest draft is stored."""

    session_id: str


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """Another running window owns the session (``holder`` says which); nothing was written to it."""

    session_id: str
    holder: str


@dataclass(frozen=True, slots=True)
class BackupFailed:
    """A backup failed, but everything is saved; reported once, then tried again silently."""

    problem: str


@dataclass(frozen=True, slots=True)
class DamageFound:
    """A page of the database is damaged; saving continues. Reported once. ``problem`` says what to do."""

    problem: str


StoreEvent = Opened | Saved | SaveFailed | DraftSaved | HeldElsewhere | BackupFailed | DamageFound
