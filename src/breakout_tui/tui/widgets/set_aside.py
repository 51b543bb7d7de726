"""Set aside: text from the capture line that returns when an edit or a command is over."""

from __future__ import annotations

from breakout_tui.domain.text import clean


class SetAside:
    """Keeps what was typed when another text is loaded into the line, so that none of it is lost."""

    def __init__(self) -> None:
        self._kept = ""

    def load(self, loaded: str, typed: str, *, editing: str | None, was_editing: str | None) -> str:
        """What the line shows once ``loaded`` is in it; ``typed`` follows on a line of its own, or is kept for later.

        ``editing`` and ``was_editing``: the note of which the loaded text, and the typed text, is an edit.
        """
        if editing is not None:
            self._kept = typed if was_editing is None else self._kept
        elif loaded.startswith("/") and not loaded.startswith("//"):
            self._kept = self._kept if typed.startswith("/") else typed
        elif typed not in ("", loaded):
            return clean(f"{loaded}\n{typed}".strip())
        return clean(loaded)

    def take(self) -> str:
        """The kept text; nothing is kept any more."""
        kept, self._kept = self._kept, ""
        return kept
