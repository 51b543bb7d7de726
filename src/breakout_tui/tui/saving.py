"""Saving: the last saved ticket, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Saving:
    """The app owns one; tickets only increase."""

    saved: int = 0
    """Every change up to this ticket is durable."""
    problem: str = ""
    """Why the latest change could not be written; empty if it was written."""
