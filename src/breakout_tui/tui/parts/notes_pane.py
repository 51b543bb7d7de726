"""Notes pane: the question, the background, and the notes or the panel of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import live_view
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.note_rows import row, row_maker
from breakout_tui.tui.note_views import NoteView, View
from breakout_tui.tui.panels import panel_for
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.speaker_words import live_line
from breakout_tui.tui.widgets.context_strip import ContextStrip
from breakout_tui.tui.widgets.focus_bar import FocusBar
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from textual.widget import Widget

    from breakout_tui.domain.events import Event


class NotesPane:
    """Shows the notes of a view; at first those of the current box."""

    def __init__(self, back_to: Widget) -> None:
        self.question = Sentence(3, id="question")
        self.band_question = Sentence(2, id="band-question")
        """The question in a narrow window, above the notes."""
        self.prompts = Sentence(4, id="prompts")
        """The lines that the programme has for this step."""
        self.silence = Line(id="silence")
        """Until when everybody writes in silence."""
        self.speakers = Line(id="speakers")
        """Who speaks, for how long, and who is next; only while the list of speakers is used."""
        self.background = ContextStrip(id="context")
        self.list = NoteList(id="notes")
        self.list.back_to = back_to
        self.panel_keys = KeyLine(id="panel-keys")
        """What Esc and a letter would do in the panel, while the line has the focus."""
        self.box = Vertical(
            self.question,
            self.prompts,
            self.silence,
            self.background,
            self.list,
            self.panel_keys,
            self.speakers,
            id="main",
            classes="frame",
        )
        self.bar = FocusBar(id="main-bar")
        self.panel: Panel | None = None
        """The panel of this step, if it replaces the list."""
        self.view = NoteView()
        self._back_to = back_to

    @property
    def focusable(self) -> Widget:
        """The widget to focus when the capture line loses the focus."""
        panel = self.panel
        return panel if panel is not None and panel.can_focus and not self.list.display else self.list

    @property
    def serial(self) -> int | None:
        """The serial of the note under the cursor, if the list has the focus."""
        return self.list.highlighted_key if self.list.has_focus else None

    @property
    def is_note_marked(self) -> bool:
        """Whether a letter would act on a visible note."""
        return self.list.has_focus and self.list.display and self.list.highlighted_key is not None

    def shows(self, session: Session, note: Note) -> bool:
        """Whether a new note appears in the list."""
        return self.list.display and self.view.takes(session, note)

    def take_in(self, session: Session, events: tuple[Event, ...]) -> bool:
        """Show what these events changed; returns whether notes were only added."""
        from breakout_tui.domain.events import (
            BoxEntered,
            NoteCaptured,
            NoteChanged,
            PhaseEnded,
            PhaseStarted,
            StartTakenBack,
        )

        captured = [event.serial for event in events if isinstance(event, NoteCaptured)]
        if captured and not any(isinstance(event, NoteChanged | BoxEntered) for event in events):
            for note in (session.book[serial] for serial in captured):
                if note.is_visible and self.view.takes(session, note):
                    self.list.append(row(session, note))
            return True
        if any(
            isinstance(e, NoteChanged | BoxEntered | PhaseEnded | PhaseStarted | StartTakenBack)
            for e in events
        ):
            self.fill(session)
        return False

    def fill(self, session: Session, *, is_preview: bool = False, needs_one_esc: bool = False) -> None:
        """Fill the list from its view, keeping the cursor; the clusters stay where they are, the other views show their end."""
        notes = self.list
        keeps_place = notes.has_focus and notes.is_marking
        notes.needle = self.view.words
        notes.placeholder = "" if is_preview else _EMPTY.get(self.view.view) or _invitation(session)
        notes.show_items(
            self.view.notes(session),
            row_maker(session),
            lambda note: note.serial,
            keeps_place=keeps_place or self.view.view is View.CLUSTERS,
        )
        if keeps_place and (key := notes.highlighted_key) is not None:
            notes.highlight(key)
        self._show_question(session, needs_one_esc=needs_one_esc)

    def show_panel(self, controller: SessionController, now: Pace | None) -> bool:
        """Show the panel of the step, and the silence; returns whether the panel changed."""
        session = controller.session
        words = live_view.silence(now)
        self.silence.left = ((words, "accent"),)
        self.silence.display = bool(words)
        self.speakers.left = live_line(session, controller.read_clock())
        self.speakers.display = bool(self.speakers.left)
        wanted = panel_for(session) if self.view.view is View.BOX else None
        is_other = wanted is not (type(self.panel) if self.panel is not None else None)
        if is_other:
            self._swap(wanted)
        if self.panel is not None:
            self.panel.only_reads = controller.is_read_only
            self.panel.show(session, now)
            self.panel.show_time(session, controller.read_clock())
        return is_other

    def show_panel_keys(self, *, is_in_line: bool) -> None:
        """While the line has the focus, say which keys the panel has; a panel that is only read has none to tell."""
        panel = self.panel
        has_keys = panel is not None and is_in_line and not panel.only_reads and len(panel.keys) > 1
        keys = panel.keys if panel is not None and has_keys else ()
        self.panel_keys.display = bool(keys)
        self.panel_keys.show([KeyHint("Esc,", "then", "press('escape')"), *(KeyHint(*key) for key in keys)])

    def _swap(self, wanted: type[Panel] | None) -> None:
        if (
            self.focusable.has_focus
        ):  # else Textual gives the focus to the next list, which would take letters
            self.box.screen.set_focus(self._back_to)
        if self.panel is not None:
            self.panel.remove()
        self.panel = wanted() if wanted is not None else None
        if self.panel is not None:
            self.panel.back_to = self._back_to
            self.box.mount(self.panel, before=self.panel_keys)
        self.list.display = self.panel is None

    def _show_question(self, session: Session, *, needs_one_esc: bool) -> None:
        text = live_view.question(session)
        if self.view.view is View.SEARCH:
            text = f"Found for “{self.view.words}” · {'Esc' if needs_one_esc else 'Esc Esc'} goes back"
        elif self.view.view is not View.BOX:
            text = f"{self.view.view.value.capitalize()} · {shown('notes')} {self.view.view.following.value}"
        for sentence in (self.question, self.band_question):
            sentence.say(text)
        prompts = live_view.prompts(session) if self.view.view is View.BOX else ""
        self.prompts.say(prompts)
        self.prompts.display = bool(prompts)
        self.box.set_class(bool(prompts), "-prompted")


def _invitation(session: Session) -> str:
    """How to begin; before the first note, with an example of what the attribution rule allows."""
    words = "Type what is said, and press Enter."
    if len(session.book):
        return words
    said_by = {AttributionRule.NAMED: " @Ana", AttributionRule.COUNTRY: " @Norway", AttributionRule.NONE: ""}
    return f"{words} For example:\n{_EXAMPLE}{said_by[session.info.rule]} #budget"


_EXAMPLE = "Each agency buys its own identity service"
_EMPTY = {
    View.SEARCH: "No notes match.",
    View.REMOVED: "No deleted or merged notes.",
}
