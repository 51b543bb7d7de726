"""What the store has told about saving: which ticket is durable, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Saving:
    """Kept by the app for as long as it runs; tickets only grow."""

    saved: int = 0
    """Every change up to this ticket is durable."""
    problem: str = ""
    """Why the latest change could not be written; empty where it could."""
