"""Typing: makes notes, edits and commands of what is typed into the capture line, and returns refused text to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.note_fields import fields_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Draft
from breakout_tui.tui import live_view
from breakout_tui.tui.actions.catalogue import aliases, words
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.likely_names import likely_people
from breakout_tui.tui.note_text import as_typed, has_new_text, is_last_note, parsed
from breakout_tui.tui.parts.draft_keeper import DraftKeeper
from breakout_tui.tui.parts.note_taker import NoteTaker
from breakout_tui.tui.parts.status_line import StatusLine
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.similar_notes import SimilarNotes
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.command_words import CommandWords
from breakout_tui.tui.widgets.line import Line

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.ports import Countries


_Request = m.NoteGiven | m.CommandGiven | m.LineLeft | m.EditLastAsked | m.UndoAsked | m.RedoAsked
"""What the line tells that needs the whole session."""


class TypingHost(Protocol):
    """What typing needs from the screen around it."""

    def do(self, command: Command) -> bool:
        """Run a command; False if it was refused, in which case the reason is shown."""
        ...

    def run_typed(self, word: str, argument: str) -> None:
        """Run a typed action."""
        ...

    def search(self, words: str) -> None:
        """Show the notes that match; without words, the notes of this box."""
        ...

    def leave_line(self) -> None:
        """Focus the list or the panel."""
        ...

    def show_captured(self, note: Note) -> bool:
        """A note was captured. Returns whether it is visible."""
        ...


class Typing:
    """Owns the capture line, the kinds above it, and the draft."""

    def __init__(
        self,
        controller: SessionController,
        draft: Draft | None,
        host: TypingHost,
        status: StatusLine,
        countries: Countries = NO_COUNTRIES,
    ) -> None:
        self.is_more_coming = False
        """More notes of the same paste follow; to paint after each of ten thousand would take a minute."""
        self.kinds = Line(id="kinds")
        self._words = CommandWords(words(), aliases())
        self.line = CaptureLine(receive=self.receive, words=self._words, id="capture")
        self._controller = controller
        self._countries = countries
        self._host = host
        self._status = status
        self._restored = draft
        self._similar_notes = SimilarNotes()
        self._keeper = DraftKeeper(
            controller, self.line, stored=draft, do=host.do, compare=self._find_similar
        )
        self._taker = NoteTaker(
            controller,
            self.line,
            self._keeper,
            status,
            countries,
            do=host.do,
            is_shown=host.show_captured,
        )

    @property
    def text(self) -> str:
        """All text in the line, including a held paste."""
        return self._keeper.text

    @property
    def draft(self) -> Draft | None:
        """The text in the line as a draft; None for a command and for blanks."""
        return self._keeper.draft

    def begin(self) -> None:
        """The widgets are mounted: show the kinds, and restore a stored draft."""
        self.line.offers.keep_clear = self._status
        self.refresh()
        self.fit_kinds()
        if self._restored is not None:
            self.bring_back(self._restored)

    def fit_kinds(self) -> None:
        """Offer the kinds that fit the current box."""
        is_line_empty = not self.line.value and self.line.editing is None
        self.line.kinds.offer(self._controller.session.kinds, is_line_empty=is_line_empty)

    def refresh(self) -> None:
        """The session changed: complete from its current names and clusters."""
        session = self._controller.session
        self.line.context = CaptureContext(
            self._exists,
            session.info.rule,
            likely_people(session),
            tuple(session.book.cluster_counts),
            self._countries,
        )

    def _exists(self, reference: str) -> bool:
        return self._controller.session.book.find(reference) is not None

    def show_kinds(self) -> None:
        """Show the kinds that Tab turns through."""
        self.kinds.left = live_view.kinds(self._controller.session, self.line.kinds.current)

    def read_notes(self) -> None:
        """Index some notes for finding similar ones, and look up names; called on each beat."""
        self._taker.beat()
        self._similar_notes.read(self._controller.session)

    def save_draft(self) -> None:
        """Save the text in the line as a draft now."""
        self._keeper.save()

    # What the line tells

    def receive(self, message: m.CaptureMessage) -> None:
        """Act on what the line tells, in the order of typing."""
        match message:
            case m.DraftChanged(text=text):
                self._draft_changed(text)
            case m.KindChanged():
                self.show_kinds()
            case m.EditCancelled():
                self._keeper.editing = None
            case m.CommandUnknown(word=word):
                self._status.say(f"No command /{word} · F1 lists them, // begins a note with a slash")
            case m.LineFull():
                self._status.say(
                    "A note holds 4,000 characters · Tab makes one note a line, or split it in two"
                )
            case _:
                self._act(message)

    def _act(self, message: _Request) -> None:
        """Do what needs the whole session; what can't be done now returns to the line."""
        try:
            self._controller.whole()
        except BreakoutError as error:
            self._status.say(error_text(error), is_bad=True)
            self._return_text(message)
            return
        match message:
            case m.NoteGiven():
                self._note_given(message)
            case m.CommandGiven(word=word, argument=argument):
                self._host.run_typed(word, argument)
            case m.LineLeft():
                self._host.leave_line()
            case m.EditLastAsked():
                self._edit_last()
            case m.UndoAsked():
                self._host.run_typed("undo", "")
            case m.RedoAsked():
                self._host.run_typed("redo", "")

    def kind_clicked(self, label: str) -> None:
        """A kind above the line was clicked."""
        for kind in Kind:
            if label.strip().endswith(kind.value):
                self.line.kinds.choose(kind)

    def put_back(self, text: str) -> None:
        """Return refused text to the line; the reason stays visible."""
        with self._status.kept():
            self.line.load(text)

    def _note_given(self, given: m.NoteGiven) -> None:
        self.is_more_coming = given.more > 0
        # The file is written in the order of these calls: the draft may go only after its note.
        if self._taker.take(given) and given.more == 0:
            self._keeper.forget()

    def _return_text(self, message: _Request) -> None:
        if isinstance(message, m.NoteGiven):
            self.line.kinds.carry(message.kind)
            self.put_back(message.as_line)
        elif isinstance(message, m.CommandGiven):
            self.put_back(f"/{message.word} {message.argument}".rstrip())

    def _draft_changed(self, text: str) -> None:
        if "@" in self.line.value:
            self._countries.begin()
        if text.startswith("/search ") or text == "/search":
            self._host.search(text.removeprefix("/search").strip())
        self._status.show_price(self._price())
        self._keeper.changed()

    def _price(self) -> str:
        command = self._words.read(self.line.value)
        if not isinstance(command, m.CommandGiven) or command.word != "extend" or not command.argument:
            return ""
        from breakout_tui.tui.actions.price import price_of

        return price_of(command.argument, self._controller.session, self._controller.read_clock())

    # What is loaded into the line

    def edit(self, note: Note) -> None:
        """Load a note into the line for editing."""
        is_fitting = note.kind in self._controller.session.kinds or bool(fields_of(note.kind))
        self.line.kinds.lend(note.kind if is_fitting else self.line.kinds.current)
        self._keeper.editing = note.serial
        typed = as_typed(note, self._controller.session)
        self.line.load(typed.line, note.reference, caret=typed.words_end)

    def amend(self, note: Note) -> None:
        """Load an output into the line as an edit, so that the typed text is set aside and returns."""
        self._keeper.editing = note.serial
        self.line.load(f"/amend {note.reference} {note.text}", note.reference)

    def _edit_last(self) -> None:
        last = next((note for note in reversed(self._controller.session.book.notes) if note.is_visible), None)
        if last is not None:
            self.edit(last)

    def bring_back(self, draft: Draft) -> None:
        """Restore a stored draft, unless it became a note just before a crash."""
        session = self._controller.session
        if draft.editing is None and is_last_note(draft, session):
            self._keeper.forget()
            return
        is_edit = draft.editing is not None and draft.editing < len(session.book)
        note = session.book[draft.editing] if is_edit and draft.editing is not None else None
        self._keeper.editing = note.serial if note is not None else None
        if note is not None:
            self.line.kinds.lend(draft.kind)
        self.line.load(draft.text, note.reference if note is not None else None)
        if note is None:
            self.line.kinds.carry(draft.kind)
        self._status.say("Your draft is back in the line")

    def give_back(self, kept: Sequence[Change]) -> bool:
        """Return the text of changes that could not be stored to the line, as text for a new note.

        It comes before the text that is typed there now. Even an edit returns as a new note, because another window may
        have taken over the session. Returns whether there was text.
        """
        notes = [change.after for change in kept if isinstance(change.after, Note) and has_new_text(change)]
        text = "\n".join(dict.fromkeys(as_typed(note, self._controller.session).line for note in notes))
        self._keeper.editing = None
        if text:
            self.line.load(text)
            self.line.kinds.choose(notes[-1].kind)
        elif kept:
            self._status.say("Not done · another window continued the session", is_bad=True)
        return bool(text)

    # Similar notes

    def _find_similar(self) -> None:
        line, session = self.line, self._controller.session
        is_note = line.editing is None and not line.value.startswith("/")
        countries = line.context.countries
        text = parsed(line.value, line.kinds.current, session, countries).text if is_note else ""
        self._status.show_similar(self._similar_notes.find(session, text, line.kinds.current))

    async def count_as_repeat(self) -> None:
        """Save the text in the line, merged into the similar note shown."""
        similar = self._status.similar
        if similar is None or not self.line.value.strip():
            self._status.say("No similar note · Enter saves this one")
            return
        self._taker.same_as = similar.serial
        await self.line.action_submit()
