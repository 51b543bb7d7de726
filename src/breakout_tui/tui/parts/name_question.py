"""Name question: asks about what was not stored with a note: a name on no list, or a second cluster.

The note is saved already. The question is in the status line; one key answers it, and the next note lets it lapse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from breakout_tui.domain.capture import Captured
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.notes import Note
from breakout_tui.tui.note_text import names_to_list, parsed
from breakout_tui.tui.parts.status_line import StatusLine
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.capture_messages import NoteGiven
from breakout_tui.tui.wording import shortened

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.ports import Countries


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed for a note, and the note as it was saved."""

    given: NoteGiven
    note: Note
    captured: Captured


class NameQuestion:
    """``do`` runs a command and says whether it was accepted."""

    def __init__(
        self,
        controller: SessionController,
        status: StatusLine,
        countries: Countries,
        do: Callable[[Command], bool],
    ) -> None:
        self._controller = controller
        self._status = status
        self._countries = countries
        self._do = do
        self._asked: list[_Asked] = []
        self._were_read = False
        """Whether the open question was compared with all spellings of countries."""

    def lapse(self) -> None:
        """Another note follows: nothing is asked any more."""
        self._asked = []
        self._status.ask("")

    def ask(self, given: NoteGiven, captured: Captured, note: Note) -> None:
        """Ask about what this note has not, if there is anything; notes of one paste are asked about together."""
        if not captured.unknown and not captured.more_clusters:
            return
        self._asked.append(_Asked(given, note, captured))
        self._were_read = self._countries.is_ready
        self._status.ask(self._words)

    @property
    def _words(self) -> str:
        names = self._names
        said = self._asked[0].note.reference if len(self._asked) == 1 else f"these {len(self._asked)} notes"
        if names:
            return f"Who said {said}: {shortened(', '.join(names), 40)}? Ctrl+Y adds {'it' if len(names) == 1 else 'them'}"
        cluster = self._asked[-1].captured.more_clusters[-1]
        return f"{self._asked[-1].note.reference} has one cluster · Ctrl+Y puts it into #{shortened(cluster, 30)}"

    @property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(name for asked in self._asked for name in asked.captured.unknown))

    def beat(self) -> None:
        """Answer for the facilitator if the names are countries, now that all spellings are read."""
        if not self._asked or self._were_read or not self._countries.is_ready:
            return
        asked, self._were_read = self._asked, True
        captured = [self._parsed(each) for each in asked]
        if all(now.unknown == each.captured.unknown for now, each in zip(captured, asked, strict=True)):
            return
        self.lapse()
        for each, now in zip(asked, captured, strict=True):
            self.list_names(now)
            self._store(each, is_name=True)
            self.ask(each.given, now, each.note)

    def answer(self) -> bool:
        """Store what was asked about; False if no question is in sight."""
        if not self._status.is_asking or not self._asked:
            return False
        asked, names = self._asked, self._names
        self.lapse()
        try:
            self._controller.whole()
        except BreakoutError:  # the screen says so; nothing is lost but the answer
            return True
        if self._list(names):
            for each in asked:
                self._store(each, is_name=bool(names))
        return True

    def list_names(self, captured: Captured) -> None:
        """Put the names of a note on the session's list, under the rule that stores no others."""
        self._list(names_to_list(captured, self._controller.session))

    def _list(self, names: Sequence[str]) -> bool:
        """Put new names on the session's list; False if that was refused."""
        known = self._controller.session.info.known
        new = [name for name in names if name not in known]
        if not new:
            return True
        from breakout_tui.domain.commands import EditDetails

        return self._do(EditDetails(known=(*known, *new)))

    def _parsed(self, asked: _Asked) -> Captured:
        return parsed(asked.given.text, asked.given.kind, self._controller.session, self._countries)

    def _store(self, asked: _Asked, *, is_name: bool) -> None:
        from breakout_tui.domain.commands import EditNote

        session = self._controller.session
        serial, note = asked.note.serial, session.book[asked.note.serial]
        if not is_name:
            self._do(EditNote(serial, cluster=asked.captured.more_clusters[-1]))
            return
        captured = self._parsed(asked)
        text = captured.text if note.text == asked.note.text else None
        self._do(EditNote(serial, text=text, attribution=captured.attribution))
