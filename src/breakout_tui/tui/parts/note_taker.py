"""Note taker: makes a note or an edit of the text from the capture line; refused text returns to the line.

A line that has marks but no words is no statement yet: it stays in the line. Of many pasted lines, such a one is a note as
it was pasted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.capture import Captured
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import StepKind
from breakout_tui.tui.note_text import capture_of, fields_of, links_of, parsed
from breakout_tui.tui.parts.draft_keeper import DraftKeeper
from breakout_tui.tui.parts.line_loader import LineLoader
from breakout_tui.tui.parts.name_question import NameQuestion
from breakout_tui.tui.parts.repeats import Repeats
from breakout_tui.tui.parts.status_line import About, StatusLine
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.capture_messages import NoteGiven

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.ports import Countries


_COUNT = re.compile(r"(?:[A-Za-z]\d+\s+)?\d{1,3}")
"""A number alone, or behind a reference: in the steps below this is no statement, but a count or a level."""
_IN_PANEL = {StepKind.RANK: "0–9 count", StepKind.AGREE: "1–5 set the level"}


class Do(Protocol):
    """Runs a command, which is made of the draft if ``ends_draft``, and says whether it was accepted."""

    def __call__(self, command: Command, *, ends_draft: bool = False) -> bool:
        """Run it."""
        ...


class NoteTaker:
    """``do`` runs a command and says whether it was accepted; ``is_shown`` says whether the list shows a note."""

    def __init__(
        self,
        controller: SessionController,
        line: CaptureLine,
        keeper: DraftKeeper,
        loader: LineLoader,
        status: StatusLine,
        repeats: Repeats,
        countries: Countries,
        *,
        do: Do,
        is_shown: Callable[[Note], bool],
    ) -> None:
        self.same_as: int | None = None
        """The note that the next note repeats."""
        self._controller = controller
        self._line = line
        self._keeper = keeper
        self._loader = loader
        self._status = status
        self._repeats = repeats
        self._countries = countries
        self._question = NameQuestion(controller, status, countries, do)
        line.answer = self._question.answer
        self._do = do
        self._is_shown = is_shown

    def take(self, given: NoteGiven) -> bool:
        """Make a note or an edit; False if it was refused and the text is in the line again."""
        session = self._controller.session
        captured = self._parsed(given)
        if not given.place:
            self._question.lapse()
        editing = self._keeper.editing if given.editing else None
        amends = self._keeper.amends
        self._keeper.end_edit()
        same_as, self.same_as = self.same_as, None
        self._status.show_offer(None)
        if captured.text:
            self._question.list_names(captured)
            if editing is None:
                is_done = self._capture(given, captured, same_as)
            else:
                is_done = self._edit(given, captured, session.book[editing], amends=amends)
            if is_done:
                serial = len(self._controller.session.book) - 1 if editing is None else editing
                self._question.ask(given, captured, self._controller.session.book[serial])
            return is_done
        if given.is_of_many:  # under the rule none there may be nothing left of it
            return True
        self._load(replace(given, text=f"{given.text} "), editing, amends=amends)
        self._status.say("No words yet: type the statement, then Enter", about=About.TEXT)
        return False

    def beat(self) -> None:
        """Once in a while: a name that was asked about may be known by now."""
        self._question.beat()

    def _parsed(self, given: NoteGiven) -> Captured:
        """What was given; a pasted line that has only marks is text."""
        captured = parsed(given.text, given.kind, self._controller.session, self._countries)
        if captured.text or not given.is_of_many:
            return captured
        return replace(Captured(""), text=given.text, fields={})

    def _load(self, given: NoteGiven, editing: int | None, *, amends: bool = False) -> None:
        """Put the text into the line again, for another note or for the note that is edited."""
        if editing is None:
            self._line.kinds.carry(given.kind)
            self._line.load(given.as_line)
            return
        note = self._controller.session.book[editing]
        self._loader.load_edit(note, given.as_line, given.kind, amends=amends)

    def _capture(self, given: NoteGiven, captured: Captured, same_as: int | None) -> bool:
        command = capture_of(captured, given.kind, self._controller.session, same_as)
        if not self._do(command, ends_draft=given.more == 0):
            self._loader.put_back_note(given)
            return False
        self._say_captured(captured, same_as)
        self._repeats.saved = len(self._controller.session.book) - 1 if same_as is None else None
        return True

    def _say_captured(self, captured: Captured, same_as: int | None) -> None:
        book = self._controller.session.book
        is_shown = self._is_shown(book.notes[-1])
        if captured.removed_personal:
            self._status.say("Anonymous session · the @name was not saved")
        elif same_as is not None:
            stands = book.standing_for(same_as)
            self._status.say(f"{stands.reference} heard {book.heard(stands.serial)} times")
        elif not is_shown:
            box = self._controller.session.current_box
            meant = _meant_for_panel(captured.text, box.kind if box is not None else None)
            undo = f" as a note · Ctrl+Z undoes · Esc, then {meant}" if meant else ""
            self._status.say(f"{book.notes[-1].reference} saved{undo}")

    def _edit(self, given: NoteGiven, captured: Captured, note: Note, *, amends: bool) -> bool:
        if self._edit_note(note, captured, given, amends=amends):
            self._say_kind(note)
            return True
        self._load(given, note.serial, amends=amends)
        self._line.aside.refuse(self._line.state, is_edit=True)
        return False

    def _edit_note(self, note: Note, captured: Captured, given: NoteGiven, *, amends: bool) -> bool:
        from breakout_tui.domain.commands import EditNote, Link, MarkReadBack, Unlink

        links = links_of(captured, self._controller.session)
        edit = EditNote(
            note.serial,
            text=captured.text,
            attribution=captured.attribution,
            cluster=captured.cluster,
            fields=fields_of(captured, given.kind),
            kind=given.kind,
        )
        command = MarkReadBack(note.serial, None, edit) if amends else edit
        is_done = self._do(command, ends_draft=given.more == 0)
        for serial in links:
            if is_done and serial not in note.links and serial != note.serial:
                self._do(Link(note.serial, serial))
        for serial in note.links:
            if is_done and serial not in links:
                self._do(Unlink(note.serial, serial))
        return is_done

    def _say_kind(self, note: Note) -> None:
        """Say which reference an edited note has now."""
        changed = self._controller.session.book[note.serial]
        if changed.kind is not note.kind:
            self._status.say(f"{note.reference} is {changed.reference} now")


def _meant_for_panel(text: str, step: StepKind | None) -> str:
    """What the keys of the step's panel do with a number; empty for a text that isn't one, and in other steps."""
    return _IN_PANEL.get(step, "") if step is not None and _COUNT.fullmatch(text) else ""
