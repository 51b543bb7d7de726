"""What actions need of their surroundings: any place (``Surface``), the live screen (``Room``), the app (``Shell``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.error_text import ScreenRefused

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.room_mail import RoomMail
    from breakout_tui.tui.actions.results import Open, Question
    from breakout_tui.tui.floor_tools import FloorTools
    from breakout_tui.tui.note_views import NoteView


class Room(Protocol):
    """The live screen, as actions see it."""

    @property
    def session(self) -> Session:
        """The session as it is now."""
        ...

    def do(self, command: Command) -> bool:
        """Carry out a command; False if it was refused, and the reason is shown."""
        ...

    def run(self, word: str, argument: str = "") -> bool:
        """Run another action; False if it was refused, and the reason is shown."""
        ...

    def edit(self, note: Note) -> None:
        """Load a note into the capture line for editing."""
        ...

    def amend(self, note: Note) -> None:
        """Load an output into the capture line, to be amended at the read-back."""
        ...

    def keep_kind(self, kind: Kind | None) -> None:
        """Use a kind for all notes of the step, or stop using it; None for the one that is shown."""
        ...

    def count_as_repeat(self) -> None:
        """Count the note just saved, or the text in the line, as a repeat of the similar note shown."""
        ...

    @property
    def view(self) -> NoteView:
        """Which notes the list shows."""
        ...

    def show(self, view: NoteView) -> None:
        """Show these notes in the list."""
        ...

    def toggle_background(self) -> None:
        """Show or hide what the current box builds on."""
        ...

    def focus_agenda(self) -> None:
        """Give the agenda the focus."""
        ...

    def say(self, text: str) -> None:
        """Show a message in the status line for a few seconds."""
        ...

    def accept_message(self) -> None:
        """Put the organiser's message away, or accept what it proposes."""
        ...

    def decline_message(self) -> None:
        """Decline what the organiser's message proposes."""
        ...

    @property
    def shell(self) -> Shell:
        """The app around the live screen."""
        ...


class Shell(Protocol):
    """The app, as actions see it: documents, other sessions, settings, the way out."""

    def show_help(self) -> None:
        """Show how to write a note, the keys of the current screen, and all commands."""
        ...

    def copy(self, text: str) -> None:
        """Put text on the clipboard of the terminal."""
        ...

    def show_report(self) -> None:
        """Show the report as it would be now."""
        ...

    def export_report(self, file_format: FileFormat | None = None) -> None:
        """Write the report to the documents folder; without a format, ask for it."""
        ...

    def earlier_round(self) -> Session:
        """The session of the previous round. Raises ScreenRefused, StoreError."""
        ...

    def take_over(self) -> None:
        """Take the session over from another window. Raises StoreError."""
        ...

    def save_elsewhere(self, path: Path) -> None:
        """Copy the whole database to a new file and continue saving there."""
        ...

    def close_session(self) -> None:
        """Go back to the themes and sessions. Raises ScreenRefused."""
        ...

    def gather(self) -> None:
        """Close the session, and find files of other rooms. Raises ScreenRefused."""
        ...

    def edit_paper(self) -> None:
        """Close the session, and edit the position paper. Raises ScreenRefused."""
        ...

    def share(self, *, on_network: bool) -> None:
        """Share the room display with browsers, and show how to join. Raises ScreenRefused."""
        ...

    def stop_sharing(self) -> bool:
        """Stop sharing; returns whether anything was shared. Raises ScreenRefused."""
        ...

    def show_displays(self) -> None:
        """Show the displays that have joined, to choose what each shows. Raises ScreenRefused."""
        ...

    def show_co_facilitator(self) -> None:
        """Show how a co-facilitator joins. Raises ScreenRefused if this window can't share the session."""
        ...

    def floor(self) -> FloorTools:
        """What phones send, and what the window does with it. Raises ScreenRefused if this window can't share the session."""
        ...

    def hub_words(self) -> str:
        """How it is with the hub, and what to do."""
        ...

    def mail(self) -> RoomMail:
        """The organiser's messages, and the call for help. Raises ScreenRefused if this window sends to no hub."""
        ...

    def call_words(self) -> str:
        """How it is with the call for help; empty without one."""
        ...

    def choose_theme(self, name: str) -> str:
        """Use the theme of this name, or the next of ours without one; returns its name."""
        ...

    def switch_bell(self) -> bool:
        """Turn the bell on or off; returns whether it is on now."""
        ...

    def ring(self) -> None:
        """Ring, if the bell is on."""
        ...

    def quit(self) -> None:
        """Close the window after everything typed so far has been processed."""
        ...


class ActionContext(NamedTuple):
    """The session, clock and screen of an action, and the note or box that it is about."""

    session: Session
    """The whole session, never a preview of it."""
    read_clock: Callable[[], Reading]
    room: Room | None = None
    """None without a live screen, as in a script."""
    serial: int | None = None
    """The note under the cursor."""
    box_id: str | None = None
    """The box under the cursor."""
    countries: Countries = NO_COUNTRIES
    """The countries that a name can be."""
    earlier: Callable[[], Session] | None = None
    """Reads the session of the previous round; None in a script. Raises ScreenRefused, StoreError."""
    standing: str = "saved"
    """Whether all is saved: ``saved``, ``saving``, ``not saved: `` and why, or ``read only``."""
    refusal: BreakoutError | None = None
    """Why nothing of the session can be changed here; None if it can."""

    @property
    def reading(self) -> Reading:
        """What the clock says now."""
        return self.read_clock()

    def previous_round(self) -> Session:
        """The session of the previous round. Raises ScreenRefused if there is none, StoreError."""
        if self.earlier is None:
            raise ScreenRefused("there is no earlier round here")
        return self.earlier()

    @property
    def live(self) -> Room:
        """The live screen. Raises ScreenRefused if there is none."""
        if self.room is None:
            raise ScreenRefused("this needs the window")
        return self.room


class Surface(Protocol):
    """The place that carries out the results of actions: the live screen, or a script."""

    def context(self, box_id: str | None = None) -> ActionContext:
        """The context of an action that runs now, for a box if given. Raises BreakoutError if the session can't be read."""
        ...

    def do(self, command: Command) -> bool:
        """Carry out a command; False if it was refused."""
        ...

    def run_typed(self, word: str, argument: str) -> None:
        """Run a typed action; if it is refused, the text returns for correction."""
        ...

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Ask, and pass the answer to ``answered``; a cancelled question passes nothing."""
        ...

    def open(self, opened: Open, answered: Callable[[object], None]) -> None:
        """Show a screen, and pass its answer to ``answered``."""
        ...

    def prefill(self, text: str) -> None:
        """Put a command line into the capture line."""
        ...

    def say(self, text: str) -> None:
        """Tell what was done."""
        ...

    def refuse(self, refusal: BreakoutError) -> None:
        """Say why an action was refused."""
        ...
