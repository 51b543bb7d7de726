"""Typing: makes notes, edits and commands of what is typed into the capture line, and returns refused text to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Draft
from breakout_tui.domain.text import clean_line, clip
from breakout_tui.tui import live_view
from breakout_tui.tui.actions.catalogue import aliases, choices, taking_names, words
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.likely_names import last_speaker, latest_clusters, likely_people
from breakout_tui.tui.parts.draft_keeper import DraftKeeper
from breakout_tui.tui.parts.line_loader import LineLoader
from breakout_tui.tui.parts.note_taker import NoteTaker
from breakout_tui.tui.parts.repeats import Repeats
from breakout_tui.tui.parts.status_line import About, StatusLine
from breakout_tui.tui.session_controller import SessionController
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


_SHOWN = 40
"""Characters of a command that are shown."""


class TypingHost(Protocol):
    """What typing needs from the screen around it."""

    def do(self, command: Command, *, ends_draft: bool = False) -> bool:
        """Run a command; False if it was refused, in which case the reason is shown.

        ``ends_draft``: it is made of the draft, which goes with it.
        """
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

    def show_amended(self) -> None:
        """An amendment was saved."""
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
        self.keys_changed: Callable[[], None] = lambda: None
        """Called when the keys may do something else with what is in the line."""
        self.kinds = Line(id="kinds")
        self._words = CommandWords(words(), aliases(), choices(), taking_names())
        self.line = CaptureLine(receive=self.receive, words=self._words, id="capture")
        self._controller = controller
        self._countries = countries
        self._host = host
        self._status = status
        self._restored = draft
        self._known_names = countries.names, countries.is_ready
        """The names of countries with which the line was last painted, and whether it was with all spellings."""
        self._was_typed = False
        """Whether the text changed since the last beat."""
        self._replaced = ""
        """The refused command that undo in the line would bring back."""
        self._offered = controller.session.kinds
        self._repeats = Repeats(controller, self.line, status)
        self.line.kinds.labels = controller.session.labels
        self._keeper = DraftKeeper(
            controller, self.line, stored=draft, do=self._do_quietly, compare=self._repeats.compare
        )
        self.loader = LineLoader(controller, self.line, self._keeper, status)
        self._taker = NoteTaker(
            controller,
            self.line,
            self._keeper,
            self.loader,
            status,
            self._repeats,
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
        self.line.offers.changed = self.keys_changed
        self.refresh()
        self.fit_kinds()
        if self._restored is not None:
            self.loader.bring_back(self._restored)

    def fit_kinds(self) -> None:
        """Offer the kinds that fit the current box."""
        is_line_empty = not self.line.value and self.line.editing is None
        self._offered = self._controller.session.kinds
        self.line.kinds.offer(self._offered, is_line_empty=is_line_empty)

    def refresh(self) -> None:
        """The session changed: complete from its current names and clusters."""
        session = self._controller.session
        self._repeats.drop_old()
        if set(self._offered) != set(session.kinds):  # the first decision came, or the last one went
            self.fit_kinds()
        self.line.context = CaptureContext(
            self._exists,
            session.info.rule,
            likely_people(session),
            last_speaker(session),
            latest_clusters(session),
            self._countries,
        )

    def _exists(self, reference: str) -> bool:
        return self._controller.session.book.find(reference) is not None

    def show_kinds(self) -> None:
        """Show the kinds that Tab turns through."""
        self.kinds.left = live_view.kinds(self.line.kinds.choice, self._controller.session.labels)

    def beat(self) -> None:
        """Four times a second: show the names that were read since, and index some notes unless a key would wait for that."""
        before, self._known_names = self._known_names, (self._countries.names, self._countries.is_ready)
        is_news = before != self._known_names
        if is_news:
            self.line.refresh()
        if is_news or self.line.offers.is_open:  # the window may have another size
            self.line.offer()
        self._taker.beat()
        if not self._was_typed:
            self._repeats.read()
        self._was_typed = False

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
                self._status.drop(About.KIND)
                self.show_kinds()
            case m.EditCancelled():
                self._keeper.end_edit()
            case m.CommandUnknown(word=word):
                self._status.say(
                    f"No command /{word} · {shown('help')} lists them, // begins a note with a slash",
                    about=About.TEXT,
                )
            case m.CommandReplaced(command=command):
                self._replaced = command
                self._status.say(f"Ctrl+Z brings {clip(clean_line(command), _SHOWN)} back", about=About.TEXT)
            case m.LineFull():
                self._status.say(
                    "A note holds 4,000 characters · Tab makes one note a line, or split it in two",
                    about=About.TEXT,
                )
            case _:
                self._act(message)
        self.keys_changed()

    def _act(self, message: _Request) -> None:
        """Do what needs the whole session; what can't be done now returns to the line."""
        try:
            self._controller.whole()
            if isinstance(message, m.EditLastAsked) and self._controller.refusal is not None:
                raise self._controller.refusal
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
                self.loader.edit_last()
            case m.UndoAsked():
                self._host.run_typed("undo", "")
            case m.RedoAsked():
                self._host.run_typed("redo", "")

    def kind_clicked(self, label: str) -> None:
        """A kind above the line was clicked: it is chosen as by Tab; the second click keeps it."""
        chooser = self.line.kinds
        labels = self._controller.session.labels
        for kind in chooser.choice.choices:
            if label.strip() == f"{GLYPHS[kind]} {labels.one(kind)}":
                is_second = kind is chooser.current and self.line.editing is None
                (chooser.keep if is_second else chooser.choose)(kind)

    def _note_given(self, given: m.NoteGiven) -> None:
        self.is_more_coming = given.more > 0
        amends = self._keeper.amends
        # The file is written in the order of these calls: the draft may go only after its note.
        if self._taker.take(given) and given.more == 0:
            self._keeper.forget()
            if amends:
                self._host.show_amended()

    def _return_text(self, message: _Request) -> None:
        if isinstance(message, m.NoteGiven):
            self.loader.put_back_note(message)
        elif isinstance(message, m.CommandGiven):
            self.loader.put_back(f"/{message.word} {message.argument}".rstrip())

    def _draft_changed(self, text: str) -> None:
        self._was_typed = True
        if "@" in self.line.value or self._words.takes_names(self.line.value):
            self._countries.begin()
        if text.startswith("/search ") or text == "/search":
            self._host.search(text.removeprefix("/search").strip())
        if self.text in ("", self._replaced):
            self._status.drop(About.TEXT)
            self._replaced = ""
        self._status.show_price(self._price())
        self._keeper.changed()

    def _do_quietly(self, command: Command) -> bool:
        """Run a command that the facilitator didn't give: what was said before it stays in sight."""
        with self._status.kept():
            return self._host.do(command)

    def _price(self) -> str:
        command = self._words.read(self.line.value)
        if not isinstance(command, m.CommandGiven) or command.word != "extend" or not command.argument:
            return ""
        from breakout_tui.tui.actions.price import price_of

        return price_of(command.argument, self._controller.session, self._controller.read_clock())

    # Repeats

    async def count_as_repeat(self) -> None:
        """Merge the note saved last into the similar one shown, or save the text in the line so."""
        offer, merging = self._status.offer, self._repeats.merging()
        if merging is not None:
            self._host.do(merging)
        elif offer is not None and self.line.value.strip():
            self._taker.same_as = offer.similar.serial
            await self.line.action_submit()
        else:
            self._status.say("No similar note" + " · Enter saves this one" * bool(self.line.value.strip()))
