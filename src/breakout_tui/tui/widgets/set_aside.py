"""Set aside: text from the capture line that returns when an edit or a command is over, and what the edit is."""

from __future__ import annotations

from breakout_tui.domain.text import clean


class SetAside:
    """Keeps what was typed when another text is loaded into the line, so that none of it is lost."""

    def __init__(self) -> None:
        self._kept = ""
        self._to_amend: str | None = None
        """The text of an amendment before it was changed."""

    def load(
        self, loaded: str, typed: str, editing: str | None, *, was_editing: str | None, amends: bool = False
    ) -> str:
        """What the line shows once ``loaded`` is in it; ``typed`` follows on a line of its own, or is kept for later.

        ``editing`` and ``was_editing``: the note of which the loaded text, and the typed text, is an edit. ``amends``: the
        edit is an amendment.
        """
        self._to_amend = clean(loaded) if amends else None
        if editing is not None:
            self._kept = typed if was_editing is None else self._kept
        elif loaded.startswith("/") and not loaded.startswith("//"):
            self._kept = self._kept if typed.startswith("/") else typed
        elif typed not in ("", loaded):
            return clean(f"{loaded}\n{typed}".strip())
        return clean(loaded)

    def label(self, editing: str | None, becomes: str) -> str:
        """What is done to the note ``editing``, and what kind it becomes; empty if there is no edit."""
        deed = "editing" if self._to_amend is None else "amending"
        return f"{deed} {editing}{f' → {becomes}' if becomes else ''}" if editing else ""

    def is_amended(self, text: str) -> bool:
        """Whether this is a changed amendment: it stays in the line until it is saved or emptied."""
        return self._to_amend is not None and text not in ("", self._to_amend)

    def take(self) -> str:
        """The kept text; nothing is kept any more."""
        kept, self._kept, self._to_amend = self._kept, "", None
        return kept
