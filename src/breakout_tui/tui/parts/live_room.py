"""Live room: the parts of the live screen, as actions and the capture line see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import pace
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.actions.results import Choose, Open, Question
from breakout_tui.tui.actions.room import ActionContext, Shell
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.note_views import NoteView, View
from breakout_tui.tui.parts.incoming_mail import IncomingMail
from breakout_tui.tui.parts.notes_pane import NotesPane
from breakout_tui.tui.parts.status_line import About, StatusLine
from breakout_tui.tui.parts.time_display import TimeDisplay
from breakout_tui.tui.parts.typing_part import Typing
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.ports import Countries


class LiveRoom:
    """``show_view`` is called when the view of the notes list has changed."""

    def __init__(
        self,
        screen: Screen[None],
        controller: SessionController,
        draft: Draft | None,
        shell: Shell,
        countries: Countries,
        show_view: Callable[[], None],
    ) -> None:
        self.controller = controller
        self.shell = shell
        self.status = StatusLine(id="status")
        self.typing = Typing(controller, draft, self, self.status, countries)
        self.notes = NotesPane(back_to=self.typing.line)
        self.time = TimeDisplay(shell.ring)
        self.time.agenda.back_to = self.typing.line
        self.mail = IncomingMail(self.status, controller, self.run)
        self._screen = screen
        self._countries = countries
        self._show_view = show_view
        self.agreed_skew = 0
        """The difference between wall and room's time that the facilitator accepted."""
        self._amended_in: Panel | None = None
        """The panel whose output is being amended in the line."""

    @property
    def session(self) -> Session:
        """The session as shown; possibly a preview."""
        return self.controller.session

    @property
    def view(self) -> NoteView:
        """Which notes the list shows."""
        return self.notes.view

    # Running actions

    def run(self, word: str, argument: str = "", *, box_id: str | None = None) -> bool:
        """Run an action; False if it was refused, and the reason is shown."""
        from breakout_tui.tui.actions.runner import run_action

        return run_action(BY_WORD[word], argument, self, box_id=box_id)

    def run_typed(self, word: str, argument: str) -> None:
        """Run a typed action. If it is refused, its text returns to the line for correction.

        A single word, such as a number of minutes, does not: typing it again is faster than correcting it.
        """
        if not self.run(word, argument) and " " in argument:
            self.typing.loader.put_back(f"/{word} {argument}")
            self._screen.set_focus(self.typing.line)

    def run_of_panel(self, asked: Panel.Asked) -> None:
        """Run an action of a panel. The reason for a refusal is shown at most as long as what was typed there."""
        if isinstance(asked, Panel.GaveUp):
            self.status.drop(About.COUNT)
        elif not self.run(asked.word, asked.argument):
            self.status.tie_to(About.COUNT)

    def context(self, box_id: str | None = None) -> ActionContext:
        """The context of an action that runs now. Raises StoreError if the session can't be read."""
        controller = self.controller
        return ActionContext(
            controller.whole(),
            controller.read_clock,
            self,
            self.notes.serial,
            box_id,
            self._countries,
            self.shell.earlier_round,
            controller.standing,
            controller.refusal,
        )

    def do(self, command: Command, *, ends_draft: bool = False) -> bool:
        """Carry out a command, and show a refusal."""
        self.status.stop_saying()
        try:
            outcome = self.controller.do(command, ends_draft=ends_draft)
        except BreakoutError as refusal:
            self.refuse(refusal)
            return False
        if not (outcome.changes or outcome.events):
            from breakout_tui.tui.event_words import NOTHING_CHANGED

            self.say(NOTHING_CHANGED)
        from breakout_tui.domain.clock_commands import CorrectClock

        if isinstance(command, CorrectClock):
            now = pace(self.session, self.controller.read_clock())
            self.agreed_skew = now.skew if now is not None else 0
        return True

    def refuse(self, refusal: BreakoutError) -> None:
        """Show why an action was refused: in the status line, or over the screen that covers it."""
        text = error_text(refusal)
        if self._screen.is_active:
            self.status.say(text, is_bad=True)
        else:
            self._screen.app.notify(text, severity="warning", markup=False)

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Ask over the live screen; a cancelled question has no effect."""
        from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen

        def take(answer: str | None) -> None:
            if answer is not None:
                answered(answer)

        if isinstance(question, Choose):
            self._screen.app.push_screen(
                ChooseScreen(question.title, question.options, listed=question.listed), take
            )
        else:
            asking = AskScreen(
                question.title,
                value=question.value,
                preview=question.preview,
                is_replaced=question.is_replaced,
            )
            self._screen.app.push_screen(asking, take)

    def open(self, opened: Open, answered: Callable[[object], None]) -> None:
        """Show a screen over the live one, and pass its answer to ``answered``."""
        self._screen.app.push_screen(opened.screen, answered)

    def prefill(self, text: str) -> None:
        """Put a command line into the capture line."""
        self.typing.line.load(text)
        self._screen.set_focus(self.typing.line)

    def say(self, text: str) -> None:
        """Show a message in the status line for a few seconds."""
        self.status.say(text)

    def accept_message(self) -> None:
        """Put the organiser's message away, or accept what it proposes."""
        self.mail.accept()

    def decline_message(self) -> None:
        """Decline what the organiser's message proposes."""
        self.mail.decline()

    # What actions do to the parts

    def edit(self, note: Note) -> None:
        """Load a note into the capture line for editing."""
        self.typing.loader.edit(note)
        self._screen.set_focus(self.typing.line)

    def amend(self, note: Note) -> None:
        """Load an output into the capture line; its panel gets the focus again once it is amended."""
        focused = self._screen.focused
        self._amended_in = focused if isinstance(focused, Panel) else self._amended_in
        self.typing.loader.edit(note, amends=True)
        self._screen.set_focus(self.typing.line)

    def show_amended(self) -> None:
        """Return to the panel in which the amendment began, if it is still there."""
        if self._amended_in is not None and self._amended_in.is_attached:
            self._screen.set_focus(self._amended_in)
        self._amended_in = None

    def keep_kind(self, kind: Kind | None) -> None:
        """Keep a kind for the notes of this step, or stop; the kinds above the line show it."""
        chooser = self.typing.line.kinds
        was_kept = chooser.is_kept
        is_kept = chooser.keep(kind or chooser.current)
        word = self.controller.session.labels.one(chooser.current)
        if is_kept:
            words = f"Kept for this step: {word} · /keep again stops it"
        elif was_kept:
            words = f"The kind is the step's own again: {word}"
        else:
            words = f"The step's own kind is {word} · /keep keeps another one, chosen with Tab"
        self.status.say(words, about=About.KIND)

    def count_as_repeat(self) -> None:
        """Count the note just saved, or the text in the line, as a repeat, after all earlier keys are processed."""
        self._screen.call_later(self.typing.count_as_repeat)

    def show(self, view: NoteView) -> None:
        """Show these notes in the list: the latest ones, but the clusters from the first one on."""
        self.notes.view = view
        self._show_view()
        if view.view is View.CLUSTERS:
            self.notes.list.show_beginning()

    def toggle_background(self) -> None:
        """Show or hide what the current box builds on."""
        self.notes.background.turn()

    def show_focus(self, focused: Widget | None) -> None:
        """Mark the list or panel that has the focus."""
        self.time.bar.is_on = focused is self.time.agenda
        self.notes.bar.is_on = focused is not None and focused in (self.notes.list, self.notes.panel)

    def focus_agenda(self) -> None:
        """Focus the agenda; a narrow window shows it first."""
        self._screen.add_class("-agenda")
        self._screen.set_focus(self.time.agenda)

    # What typing does to the parts

    def search(self, words: str) -> None:
        """Show the notes that match; without words, those of this box."""
        try:
            self.controller.whole()
        except BreakoutError as refusal:
            self.refuse(refusal)
            return
        self.show(NoteView(View.SEARCH, words) if words else NoteView())

    def leave_line(self) -> None:
        """Focus the list or the panel; ends a search."""
        line = self.typing.line
        if self.view.view is View.SEARCH and line.value.startswith("/search"):
            line.empty()
            self.search("")
            return
        self._screen.set_focus(self.notes.focusable)

    def go_home(self) -> None:
        """Focus the capture line; ends a search."""
        if self.view.view is View.SEARCH:
            self.search("")
        self._screen.set_focus(self.typing.line)

    def show_captured(self, note: Note) -> bool:
        """A note was captured: end a search. Returns whether the note is visible."""
        if self.view.view is View.SEARCH:
            self.search("")
            return True
        return self.notes.shows(self.session, note)
