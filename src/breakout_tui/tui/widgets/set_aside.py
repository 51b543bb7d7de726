"""Set aside: text from the capture line that returns when an edit or a command is over, and text that was refused."""

from __future__ import annotations

from breakout_tui.domain.text import clean
from breakout_tui.tui.widgets.line_history import LineState

_GOES_ON = frozenset(" .,;:!?)]}")
"""A character that goes on with the text before it; any other begins a new one."""


class SetAside:
    """Keeps what was typed when another text is loaded into the line, so that none of it is lost."""

    def __init__(self) -> None:
        self.kept = ""
        """The text that returns later."""
        self._refused: LineState | None = None
        """A note, or an edit, as it came back into the line; nothing was changed since."""
        self._is_edit_refused = False
        self._to_amend: str | None = None
        """The text of an amendment before it was changed."""

    def load(
        self, loaded: str, typed: str, editing: str | None, *, was_editing: str | None, amends: bool = False
    ) -> str:
        """What the line shows once ``loaded`` is in it; ``typed`` follows on a line of its own, or is kept for later.

        ``editing`` and ``was_editing``: the note of which the loaded text, and the typed text, is an edit. ``amends``: the
        edit is an amendment.
        """
        self._to_amend, self._refused = clean(loaded) if amends else None, None
        if editing is not None:
            self.kept = typed if was_editing is None else self.kept
        elif _is_command(loaded):
            self.kept = self.kept if _is_command(typed) else typed
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
        kept, self.kept, self._to_amend, self._refused = self.kept, "", None, None
        return kept

    def refuse(self, line: LineState, *, is_edit: bool = False) -> None:
        """A refused note, or edit, is in the line again."""
        self._refused, self._is_edit_refused = None if _is_command(line.text) else line, is_edit

    def parted(self, text: str, start: int, end: int, line: LineState) -> tuple[str, int, int]:
        """What a typed or pasted text replaces in the line, so that it is no part of a refused note.

        It begins a line of its own behind the note, or goes on with it. A command that is typed has the line to itself, and
        the note returns when it is over; an edit would return as a note.
        """
        is_behind, self._refused = self._refused == line and start == end == len(line.text), None
        if not is_behind or not text or text[0] in _GOES_ON or text[0] == "\n":
            return text, start, end
        if text == "/" and not self.kept and not self._is_edit_refused:
            self.kept = line.text
            return text, 0, end
        return f"\n{text}", start, end


def _is_command(text: str) -> bool:
    return text.startswith("/") and not text.startswith("//")
