"""The live screen: the clock, the track, the agenda, the notes, and the line in which everything is caught.

It shows what the desk's session is, hands every word to the desk, and keeps the focus in the capture line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import footer, live_view
from breakout_tui.tui.commands import ACTIONS
from breakout_tui.tui.note_rows import row, row_maker
from breakout_tui.tui.note_views import NoteView, View
from breakout_tui.tui.panels import panel_for
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.screens.live_words import LiveWords
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.context_strip import ContextStrip
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.widgets.phase_track import ending, steps_of, track
from breakout_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from breakout_tui.domain.events import Event


class LiveScreen(LiveWords):
    """One session, live."""

    AUTO_FOCUS = "#capture"
    CSS_PATH = "../styles/live.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(a.key, f"word('{a.word}')", a.help, show=False) for a in ACTIONS if a.key),
        *(Binding(a.letter, f"letter('{a.word}')", a.help, show=False) for a in ACTIONS if a.letter),
        Binding("escape", "home", show=False),
    ]

    def __init__(self, controller: SessionController, draft: Draft | None, saving: Saving) -> None:
        super().__init__(controller, draft, saving)
        self._draft = draft
        self._level: Level | None = None
        self._panel_class: type[Panel] | None = None
        self._ticked: tuple[object, ...] = ()
        self._ticked_session: Session | None = None

    def on_mount(self) -> None:
        """Show everything; bring the draft back."""
        self.is_ready = True
        self._list.back_to = self.query_one("#agenda", AgendaList).back_to = self._line
        self._line.shy_of = self.query_one("#kinds", Line)
        session = self.session
        line = self._line
        line.set_kinds(session.kinds)
        if self._draft is not None:
            self.bring_back(self._draft)
        self.refresh_session(())
        self.beat()

    def refresh_session(self, events: tuple[Event, ...]) -> None:
        """The session changed: show it. While the window closes, what was typed is still stored, but shown no more."""
        if not self.is_attached:
            return
        session = self.session
        line = self._line
        line.rule = session.info.rule
        line.set_candidates(people=session.info.known, clusters=session.book.cluster_counts)
        only_notes = bool(events) and self._take_in(events)
        if not events:
            self.show_notes()
        self.show_saving()
        if only_notes:
            self._show_what_is_said(self._pace)
        else:
            self.beat()

    def _take_in(self, events: tuple[Event, ...]) -> bool:
        """Show what these events changed; whether they are notes and nothing else, which change nothing about the time."""
        from breakout_tui.domain.events import (
            BoxEntered,
            NoteCaptured,
            NoteChanged,
            PhaseEnded,
            PhaseStarted,
        )
        from breakout_tui.tui.event_words import event_words

        session, line = self.session, self._line
        if any(isinstance(event, BoxEntered | PhaseEnded | PhaseStarted) for event in events):
            self.notes_view = NoteView()
            line.set_kinds(session.kinds)
        self._show_notes(events)
        told = [words for event in events if (words := event_words(event))]
        if not told and session.undo_steps and any(isinstance(event, NoteChanged) for event in events):
            told = [session.undo_steps[-1].words]
        for words in told:
            self.tell(words)
        return all(isinstance(event, NoteCaptured) for event in events)

    def _show_notes(self, events: tuple[Event, ...]) -> None:
        from breakout_tui.domain.events import BoxEntered, NoteCaptured, NoteChanged, PhaseEnded, PhaseStarted

        session, notes = self.session, self._list
        captured = [event.serial for event in events if isinstance(event, NoteCaptured)]
        is_only_captured = bool(captured) and not any(isinstance(e, NoteChanged | BoxEntered) for e in events)
        if is_only_captured:
            for serial in captured:
                note = session.book[serial]
                if note.is_visible and self.notes_view.takes(session, note):
                    notes.append(row(session, note))
            if not self._is_more_coming:
                self.paint_now(notes)
            return
        if any(isinstance(e, NoteChanged | BoxEntered | PhaseEnded | PhaseStarted) for e in events):
            self.show_notes()

    def show_notes(self) -> None:
        """Fill the list anew from its view, keeping the cursor."""
        session, notes = self.session, self._list
        keeps_place = notes.has_focus and notes.is_marking
        notes.needle = self.notes_view.words
        notes.placeholder = self._empty_words()
        notes.show_items(
            self.notes_view.notes(session),
            row_maker(session),
            lambda note: note.serial,
            keeps_place=keeps_place,
        )
        if keeps_place and (key := notes.highlighted_key) is not None:
            notes.highlight(key)
        self._show_question()

    def _empty_words(self) -> str:
        if self.controller.rest is not None:
            return ""
        match self.notes_view.view:
            case View.SEARCH:
                return "Nothing holds these words."
            case View.REMOVED:
                return "Nothing was deleted or merged."
            case _:
                return "Type what is said, and press Enter."

    def _show_question(self) -> None:
        view = self.notes_view
        text = live_view.question(self.session)
        if view.view is View.SEARCH:
            leave = "Esc" if self._line.value.startswith("/search") else "Esc Esc"
            text = f"Found for “{view.words}” · {leave} goes back"
        elif view.view is not View.BOX:
            text = f"{view.view.value.capitalize()} · {text}"
        for name in ("#question", "#band-question"):
            self.query_one(name, Sentence).say(text)

    def tick(self) -> None:
        """A quarter of a second has passed; most of the time nothing shows of it."""
        session, reading = self.session, self.controller.reading()
        now = pace(session, reading)
        shown = (
            None
            if now is None
            else (now.left, now.used, now.phase_left, now.paused_for, now.skew, now.doubt),
            reading.wall.minute,
            self._told_for == 1,
            self.focused,
        )
        self._similar_notes.read(session)
        if session is self._ticked_session and shown == self._ticked:
            self._told_for = max(0, self._told_for - 1)
            return
        self._ticked_session, self._ticked = session, shown
        self.beat()

    def beat(self) -> None:
        """A moment has passed: show the time, and only what changed of it."""
        session, reading = self.session, self.controller.reading()
        now = self._pace = pace(session, reading)
        left, right = live_view.header(session, reading.wall)
        header = self.query_one("#header", Line)
        header.left, header.right = left, right
        end = ending(session, now)
        width = self.size.width - 4 - sum(len(text) for text, _ in end) - 3
        line = self.query_one("#track", Line)
        line.left, line.right = track(steps_of(session, now), width), end
        self._show_agenda(now)
        self._show_clock(now)
        if self._told_for > 0:
            self._told_for -= 1
        self._show_what_is_said(now)
        self.query_one("#kinds", Line).left = live_view.kinds(session, self._line.kind)
        self._show_keys()

    def _show_what_is_said(self, now: Pace | None) -> None:
        """Show what builds on the notes: the panel, the context, the quiet line."""
        session = self.session
        self._show_panel(now)
        self.query_one(ContextStrip).show(session)
        self._say_quietly(self._price_words())

    def _show_keys(self) -> None:
        self.query_one("#keys", KeyLine).show(footer.hints(self.focused, self.session))

    def _show_agenda(self, now: Pace | None) -> None:
        self.query_one("#agenda", AgendaList).rows = live_view.agenda_rows(self.session, now)

    def _show_clock(self, now: Pace | None) -> None:
        faces = (self.query_one("#clock", ClockFace), self.query_one("#band-clock", ClockFace))
        self.set_class(now is None, "-timeless")
        folded = self.query_one("#folded", Line)
        if now is None:
            folded.left = ()
            self._level = None
            return
        face = faces[1] if self.has_class("-narrow") else faces[0]
        level = Level[now.level.name]
        face.seconds, face.level, face.paused = now.left, level, now.is_paused
        if face is faces[0]:
            face.caption, face.sub_caption = live_view.caption(now), live_view.coming(self.session, now)
            face.progress = min(1.0, now.used / now.allotted) if now.allotted else 1.0
        folded.left = live_view.folded(self.session, now)
        if self._level is not None and level is not self._level and level in (Level.LAST, Level.OVER):
            self.app.bell_quietly()  # type: ignore[attr-defined]
        self._level = level

    def _show_panel(self, now: Pace | None) -> None:
        wanted = panel_for(self.session) if self.notes_view.view is View.BOX else None
        if wanted is not self._panel_class:
            self._panel_class = wanted
            for old in self.query(Panel):
                old.remove()
            if wanted is not None:
                panel = wanted()
                panel.back_to = self._line
                self.query_one("#main", Vertical).mount(panel)
            self._list.display = wanted is None
            if wanted is not None and self.focused is not self._line:
                self.set_focus(self._line)
        if self._panel_class is None:
            return
        for panel in self.query(Panel):
            if type(panel) is self._panel_class:
                panel.show(self.session, now)

    def show_view(self) -> None:
        """Show what the view of the list says: the notes, or this step's panel."""
        self._show_panel(self._pace)
        self.show_notes()

    def show_saving(self) -> None:
        """Say how many notes there are and whether they are safe."""
        self.query_one("#kinds", Line).right = live_view.saving(
            self.session,
            waiting=self.saving.saved < self.controller.ticket,
            problem=self.saving.problem,
            holder=self.saving.holder,
            is_whole=self.controller.rest is None,
        )
        if self.saving.problem:
            self.tell(self.saving.problem, is_bad=True)

    def on_unmount(self) -> None:
        """It is being taken down."""
        self.is_ready = False

    def on_descendant_focus(self) -> None:
        """The footer shows what fits the moment, and the agenda is in sight while it has the focus."""
        self.set_class(isinstance(self.focused, AgendaList), "-agenda")
        if self.is_ready:
            self._show_keys()

    def on_resize(self) -> None:
        """The track and the clock know the width."""
        if self.is_ready:
            self.beat()
