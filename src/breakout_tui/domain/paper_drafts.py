"""Drafts of a position paper: what an editor typed and did not save. They stay in the file of the editor and never travel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A text that is not saved. Each window has its own of one place, so that none takes away what another one typed."""

    target: str
    """What it is for, as the screen names it."""
    writer: str
    """The window that typed it."""
    text: str
    at: str
    """When it was typed, in UTC as ISO 8601 with seconds and their fraction: of several the latest is shown first."""
