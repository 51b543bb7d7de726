"""Set aside: text from the capture line that returns when an edit or a command is over, and text that was refused."""

from __future__ import annotations

from breakout_tui.domain.text import clean
from breakout_tui.tui.widgets.line_history import LineState

_GOES_ON = frozenset(" .,;:!?)]}\n")
"""A character that goes on with the note before it; any other begins a new one."""
_BEGINS = frozenset("/@#")
"""Beside letters, what begins a new text behind a command; digits, blanks and other signs go on with its argument."""


class SetAside:
    """Keeps what was typed when another text is loaded into the line, so that none of it is lost."""

    def __init__(self) -> None:
        self.kept = ""
        """The text that returns later."""
        self._refused: LineState | None = None
        """A note, an edit or a command as it is in the line since it was refused; nothing was changed since."""
        self._is_kept_refused = False
        """Whether the kept text is a note that was refused."""
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
        refused, self._refused = self._refused, None
        self._to_amend = clean(loaded) if amends else None
        if editing is not None:
            if was_editing is None:
                self._set_aside(typed, refused)
        elif _is_command(loaded):
            if not _is_command(typed):
                self._set_aside(typed, refused)
        elif typed not in ("", loaded):
            return clean(f"{loaded}\n{typed}".strip())
        return clean(loaded)

    def keep(self, text: str) -> None:
        """Let this text return later, before what returns anyway."""
        self.kept = "\n".join(filter(None, (text, self.kept if self.kept != text else "")))

    def label(self, editing: str | None, becomes: str) -> str:
        """What is done to the note ``editing``, and what kind it becomes; empty if there is no edit."""
        deed = "editing" if self._to_amend is None else "amending"
        return f"{deed} {editing}{f' → {becomes}' if becomes else ''}" if editing else ""

    def is_amended(self, text: str) -> bool:
        """Whether this is a changed amendment: it stays in the line until it is saved or emptied."""
        return self._to_amend is not None and text not in ("", self._to_amend)

    def take(self) -> str:
        """The kept text, to be the line; nothing is kept any more. A refused note is still one."""
        kept, self.kept, self._to_amend = self.kept, "", None
        self._refused = LineState(kept, len(kept)) if kept and self._is_kept_refused else None
        self._is_edit_refused = self._is_kept_refused = False
        return kept

    def refuse(self, line: LineState, *, is_edit: bool = False) -> None:
        """A refused note, edit or command is in the line again."""
        self._refused, self._is_edit_refused = line, is_edit

    def parted(self, text: str, start: int, end: int, line: LineState) -> tuple[str, int, int]:
        """What a typed or pasted text replaces in the line, so that it is no part of a refused text.

        Behind a note it begins a line of its own, or goes on with it. A command that is typed there has the line to itself,
        and the note returns when it is over; an edit would return as a note. Behind a command, its argument goes on, or a
        new text takes the place of the command; the kept text returns before it.
        """
        is_behind, self._refused = self._refused == line and start == end == len(line.text), None
        if not is_behind or not text:
            return text, start, end
        if _is_command(line.text):
            return (self._before(text), 0, end) if _begins(text[0]) else (text, start, end)
        if text[0] in _GOES_ON:
            return text, start, end
        if text == "/" and not self.kept and not self._is_edit_refused:
            self.kept, self._is_kept_refused = line.text, True
            return text, 0, end
        return f"\n{text}", start, end

    def _set_aside(self, typed: str, refused: LineState | None) -> None:
        self.kept, self._is_kept_refused = typed, refused is not None and refused.text == typed

    def _before(self, text: str) -> str:
        """The text behind what returns before it; another command leaves that aside."""
        if not self.kept or text == "/":
            return text
        parting = "\n" if self._is_kept_refused else ""
        return f"{self.take()}{parting}{text}"


def _begins(character: str) -> bool:
    return character.isalpha() or character in _BEGINS


def _is_command(text: str) -> bool:
    return text.startswith("/") and not text.startswith("//")
