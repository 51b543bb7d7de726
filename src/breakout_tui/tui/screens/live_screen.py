"""The live screen: clock, track, agenda, notes, and the capture line.

It places the parts of the live room, passes them the session whenever it changes, and keeps the focus in the capture
line. Keys, letters and clicks run the actions of ``tui/actions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import footer, live_view
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import BY_WORD, key_bindings, letter_bindings
from breakout_tui.tui.actions.room import Shell
from breakout_tui.tui.note_views import NoteView
from breakout_tui.tui.parts.live_room import LiveRoom
from breakout_tui.tui.parts.opening_key import OpeningKey
from breakout_tui.tui.parts.time_watch import TimeWatch
from breakout_tui.tui.screens.first_look import FirstLook
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.key_line import KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.ports import Countries
    from breakout_tui.tui.screens.help_screen import HelpGroup


class LiveScreen(FirstLook):
    """One session, live."""

    AUTO_FOCUS = "#capture"
    CSS_PATH = "../styles/live.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (180, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high"), (40, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *key_bindings(),
        *letter_bindings(Place.NOTES, "letter"),
        Binding("escape", "home", show=False),
    ]

    def __init__(
        self,
        controller: SessionController,
        draft: Draft | None,
        shell: Shell,
        countries: Countries | None = None,
    ) -> None:
        super().__init__(classes="" if pace(controller.session, controller.read_clock()) else "-timeless")
        self.controller = controller
        self.room = LiveRoom(self, controller, draft, shell, countries or NO_COUNTRIES, self._show_view)
        self.is_ready = False
        """Whether it is mounted, so that its parts can be updated."""
        self._says_saved = False
        self._pace: Pace | None = None
        self._watch = TimeWatch()
        self._keys = KeyLine(id="keys")
        self.opening_key = OpeningKey()

    @property
    def session(self) -> Session:
        """The session as shown; possibly a preview."""
        return self.controller.session

    @property
    def pace(self) -> Pace | None:
        """The pace last shown; None between the phases."""
        return self._pace

    def compose(self) -> ComposeResult:
        """The parts, in their places."""
        self.take_size()
        time, notes, typing = self.room.time, self.room.notes, self.room.typing
        yield time.header
        yield time.track
        with Horizontal(id="band", classes="frame"):
            yield Vertical(time.folded, notes.band_question, id="band-words", classes="frame")
            yield time.band_clock
        with Horizontal(id="middle", classes="frame"):
            yield time.bar
            yield Vertical(time.agenda, time.clock, id="side", classes="frame")
            yield notes.bar
            yield notes.box
        yield self.room.status
        yield Vertical(typing.kinds, typing.line, id="bottom", classes="frame")
        yield Horizontal(self._keys, KeyLine((help_hint(),), id="help"), id="footer", classes="frame")

    def on_mount(self) -> None:
        """Show everything, and restore the draft."""
        self.is_ready = True
        self.room.typing.keys_changed = self._show_keys
        self.room.typing.begin()
        self.controller.subscribe(self._session_changed)
        self._session_changed(self.session, ())

    def on_unmount(self) -> None:
        """The screen closes: drafts are still saved, but nothing is shown any more."""
        self.is_ready = False

    # Changes of the session

    def _session_changed(self, session: Session, events: tuple[Event, ...]) -> None:
        if not self.is_ready or not self.is_attached:
            return
        is_news = self._show_saved()
        are_only_notes = bool(events) and self._take_in(session, events, is_news=is_news)
        self.room.typing.refresh()  # the note is painted already: it waits for no names
        if not events:
            self._fill_list()
        self.show_saving()
        if are_only_notes:
            self._show_what_builds_on_notes()
        else:
            self.beat()

    def _take_in(self, session: Session, events: tuple[Event, ...], *, is_news: bool) -> bool:
        """Show what these events changed; returns whether they are only new notes, which do not affect the time.

        A frame that shows a note, also shows that it isn't saved yet; ``is_news`` is whether "all saved" was shown before.
        """
        from breakout_tui.domain.events import (
            BoxEntered,
            NoteCaptured,
            PhaseEnded,
            PhaseStarted,
            StartTakenBack,
        )
        from breakout_tui.tui.event_words import told

        room = self.room
        if any(isinstance(each, BoxEntered | PhaseEnded | PhaseStarted | StartTakenBack) for each in events):
            room.notes.view = NoteView()
            room.typing.fit_kinds()
        is_only_added = room.notes.take_in(session, events)
        if is_news or (is_only_added and not room.typing.is_more_coming):
            self.paint_now(room.typing.kinds, room.notes.list)
        for words in told(session, events):
            room.say(words)
        return all(isinstance(event, NoteCaptured) for event in events)

    def _show_view(self) -> None:
        if self.room.notes.show_panel(self.controller, self._pace):
            self._keep_focus()
        self._fill_list()

    def _fill_list(self) -> None:
        needs_one_esc = self.room.typing.line.value.startswith("/search")
        self.room.notes.fill(self.session, is_preview=self.controller.is_preview, needs_one_esc=needs_one_esc)

    def _keep_focus(self) -> None:
        """The panel changed: the focused widget may be gone."""
        line = self.room.typing.line
        if self.room.notes.panel is not None and self.focused is not line:
            self.set_focus(line)

    def show_saving(self) -> None:
        """Show the number of notes, whether they are saved, and why not."""
        self._show_saved()
        if self.controller.problem:
            self.room.status.say(self.controller.problem, is_bad=True)

    def _show_saved(self) -> bool:
        """Show the number of notes, and whether they are saved; returns whether "all saved" has just become untrue."""
        controller = self.controller
        was_saved, self._says_saved = self._says_saved, controller.is_saved
        self.room.typing.kinds.right = live_view.saving(
            self.session,
            waiting=not controller.is_saved,
            problem=controller.problem,
            is_read_only=controller.is_read_only,
            is_whole=not controller.is_preview,
        )
        return was_saved and not self._says_saved

    def give_back(self, kept: Sequence[Change]) -> None:
        """Return the text of unsaved changes to the line."""
        if self.room.typing.loader.give_back(kept):
            self._fill_list()

    # Time

    def tick(self) -> None:
        """One beat, every quarter of a second; most beats change nothing on screen."""
        if not self.is_ready:
            return
        status, watch = self.room.status, self._watch
        self.room.typing.beat()
        reading = self.controller.read_clock()
        if watch.is_new(self.session, reading, (status.is_about_to_change, self.focused)):
            self._show_time(reading, watch.pace)
        else:
            status.beat()

    def beat(self) -> None:
        """Show the time; repaint only what changed."""
        reading = self.controller.read_clock()
        self._show_time(reading, pace(self.session, reading))

    def _show_time(self, reading: Reading, now: Pace | None) -> None:
        """Show this pace."""
        self._pace = now
        self.set_class(now is None, "-timeless")
        self.room.time.show(self.session, now, reading, self.size)
        self.room.status.beat()
        self._show_what_builds_on_notes()
        self.room.typing.show_kinds()
        self._show_keys()

    def _show_what_builds_on_notes(self) -> None:
        """Show the panel, the background and the status line."""
        if self.room.notes.show_panel(self.controller, self._pace):
            self._keep_focus()
        self.room.notes.background.show(self.session)
        standing = live_view.status_line(
            self.session, self._pace, self.controller.held_words, self.room.agreed_skew
        )
        self.room.status.show_standing(standing)

    def keys_now(self) -> list[HelpGroup]:
        """The keys of this moment, and of the lists, for the help; those of the focused list come first."""
        shown = footer.moment(self.controller, self.room.notes.panel, self.focused)
        return [(heading, [(key, "", words) for key, words in keys]) for heading, keys in shown]

    def _show_keys(self) -> None:
        self._keys.show(footer.hints(self.focused, self.controller))
        self.room.notes.show_panel_keys(is_in_line=self.focused is self.room.typing.line)

    # Keys and clicks

    def action_key(self, word: str) -> None:
        """Run the action of a key that works everywhere."""
        if word == "next" and self.opening_key.is_held(self.controller.read_clock().since_boot):
            self.room.say(live_view.just_opened(self.session))
            return
        self.room.run(word)

    def action_letter(self, word: str) -> None:
        """Run the action of a letter in the notes list, about the visible note under the cursor."""
        is_about_note = BY_WORD[word].is_about_note
        if self.room.notes.is_note_marked or (
            self.focused is not self.room.typing.line and not is_about_note
        ):
            self.room.run(word)

    def action_press(self, key: str) -> None:
        """A click on a key in the footer presses the key."""
        self.app.simulate_key(key)

    @on(NoteList.Left)
    @on(AgendaList.Left)
    @on(Panel.Left)
    def action_home(self) -> None:
        """Go back to the capture line."""
        self.room.go_home()

    @on(NoteList.Opened)
    def _opened(self, event: NoteList.Opened) -> None:
        self.room.edit(self.session.book[event.key])

    @on(Panel.Asked)
    def _panel_asked(self, event: Panel.Asked) -> None:
        self.room.run_of_panel(event)

    @on(AgendaList.Asked)
    def _agenda_asked(self, event: AgendaList.Asked) -> None:
        if self.room.run(event.word, event.argument, box_id=event.key) and event.word == "jump":
            self.set_focus(self.room.typing.line)

    @on(Line.Clicked, "#kinds")
    def _kind_clicked(self, event: Line.Clicked) -> None:
        self.room.typing.kind_clicked(event.text)

    def on_descendant_focus(self) -> None:
        """Update the footer, and mark what has the focus; show the agenda while it has it."""
        self.room.show_focus(self.focused)
        self.set_class(isinstance(self.focused, AgendaList), "-agenda")
        if self.is_ready:
            self._show_keys()

    def on_resize(self) -> None:
        """Fit the track and the clock to the width."""
        if self.is_ready:
            self.beat()
