"""The frame of the live screen: what it is made of, and what all its parts need: the session, the line, a word to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from breakout_tui.domain.errors import CommandRefused, DatabaseBusy
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import footer
from breakout_tui.tui.commands import words
from breakout_tui.tui.note_views import NoteView
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.screens.first_look import FirstLook
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.context_strip import ContextStrip
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from breakout_tui.domain import commands as c

TOLD_FOR = 28
"""Beats for which something told stays in the quiet line: seven seconds."""


class LiveFrame(FirstLook):
    """Composes the screen; the parts of its behaviour are added by the classes above it."""

    def __init__(self, controller: SessionController, saving: Saving) -> None:
        super().__init__()
        self.controller = controller
        self.saving = saving
        self.notes_view = NoteView()
        self.is_ready = False
        """Whether it stands, so that it can be told things."""
        self._told: tuple[Part, ...] = ()
        self._told_for = 0
        self._pace: Pace | None = None
        self._agreed_skew = 0
        """The difference between wall and room's time that she chose herself."""

    @property
    def session(self) -> Session:
        """The session on the session controller."""
        return self.controller.session

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def _list(self) -> NoteList:
        return self.query_one("#notes", NoteList)

    def pace_now(self) -> Pace | None:
        """What the clock says, as of the last beat."""
        return self._pace

    def compose(self) -> ComposeResult:
        """The capture line comes first in no layout, but always has the focus."""
        self.take_size()
        yield Line(id="header")
        yield Line(id="track")
        with Horizontal(id="band", classes="frame"):
            with Vertical(id="band-words", classes="frame"):
                yield Line(id="folded")
                yield Sentence(id="band-question")
            yield ClockFace(id="band-clock")
        with Horizontal(id="middle", classes="frame"):
            with Vertical(id="side", classes="frame"):
                yield AgendaList(id="agenda")
                yield ClockFace(id="clock")
            with Vertical(id="main", classes="frame"):
                yield Sentence(id="question")
                yield ContextStrip(id="context")
                yield NoteList(id="notes")
        yield Line(id="whisper")
        with Vertical(id="bottom", classes="frame"):
            yield Line(id="kinds")
            yield CaptureLine(
                rule=self.session.info.rule,
                exists=lambda reference: self.session.book.find(reference) is not None,
                gate=self.question_about,
                commands=words(),
                receive=self.receive,
                id="capture",
            )
        with Horizontal(id="footer", classes="frame"):
            yield KeyLine(id="keys")
            yield KeyLine(footer.HELP, id="help")

    def tell(self, text: str, *, is_bad: bool = False) -> None:
        """Say something in the quiet line for a few seconds."""
        self._told, self._told_for = ((text, "bad" if is_bad else "accent"),), TOLD_FOR
        self.query_one("#whisper", Line).left = self._told

    def is_whole(self) -> bool:
        """Have the whole session; where another program keeps the rest of it from being read, say so."""
        try:
            self.controller.complete()
        except DatabaseBusy as busy:
            self.tell(str(busy), is_bad=True)
            return False
        return True

    def do(self, command: c.Command) -> bool:
        """Carry out a command; a refusal is said in the quiet line."""
        if self.controller.is_read_only:
            self.tell("another window has this session: Ctrl+T takes it over, to write here", is_bad=True)
            return False
        self._told_for = 0
        try:
            self.controller.do(command)
        except CommandRefused as refused:
            from breakout_tui.tui.refusal_words import refusal_text

            self.tell(refusal_text(refused), is_bad=True)
            return False
        return True

    def show_notes(self) -> None:
        """Fill the list anew from its view."""
        raise NotImplementedError

    def search(self, text: str) -> None:
        """Show the notes that hold these words."""
        raise NotImplementedError

    def receive(self, message: Message) -> None:
        """Take what the line hands over."""
        raise NotImplementedError

    def question_about(self, text: str) -> str:
        """What has to be asked before a note is taken; empty for nothing."""
        raise NotImplementedError
