"""What is known of saving: up to which ticket all is durable, what went wrong, who else holds the session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Saving:
    """Kept by the app from what the store tells."""

    saved: int = 0
    problem: str = ""
    holder: str = ""
