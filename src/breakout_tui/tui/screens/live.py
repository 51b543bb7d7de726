"""The live screen: the clock, the track, the agenda, the notes, and the line in which everything is caught.

It shows what the desk's session is, hands every word to the desk, and keeps the focus in the capture line.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from breakout_tui.domain import commands as c
from breakout_tui.domain.capture import FIELDS, Captured, line_of, parse, strip_personal
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import (
    BoxEntered,
    Event,
    NoteCaptured,
    NoteChanged,
    PhaseEnded,
    PhaseStarted,
    Told,
)
from breakout_tui.domain.notes import Kind, Note
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Session
from breakout_tui.tui import footer, live_view
from breakout_tui.tui.commands import ACTIONS, words
from breakout_tui.tui.desk import Desk
from breakout_tui.tui.interpret import interpret, target
from breakout_tui.tui.likeness import Likeness
from breakout_tui.tui.note_rows import row, row_maker
from breakout_tui.tui.note_views import NoteView, View
from breakout_tui.tui.panels import panel_for
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.context_strip import ContextStrip
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.widgets.phase_track import ending, steps_of, track

DRAFT_DELAY = 0.3
"""Seconds after a key until the draft is handed to the store."""


class LiveScreen(Screen[None]):
    """One session, live."""

    AUTO_FOCUS = "#capture"
    CSS_PATH = "../styles/live.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(a.key, f"word('{a.word}')", a.help, show=False) for a in ACTIONS if a.key),
        *(Binding(a.letter, f"letter('{a.word}')", a.help, show=False) for a in ACTIONS if a.letter),
        Binding("escape", "home", show=False),
        Binding("ctrl+s", "same", show=False),
    ]

    class Wanted(Message):
        """A word that needs another screen, with its argument and the note it is about."""

        def __init__(self, word: str, argument: str, chosen: int | None) -> None:
            super().__init__()
            self.word = word
            self.argument = argument
            self.chosen = chosen

    def __init__(self, desk: Desk, draft: Draft | None, saving: Saving) -> None:
        super().__init__()
        self.desk = desk
        self.saving = saving
        self.notes_view = NoteView()
        self.is_ready = False
        """Whether it stands, so that it can be told things."""
        self._draft = draft
        self._draft_timer: Timer | None = None
        self._draft_given = draft
        self._told: tuple[Part, ...] = ()
        self._told_for = 0
        self._editing: int | None = None
        self._pace: Pace | None = None
        self._level: Level | None = None
        self._panel_class: type[Panel] | None = None
        self._ticked: tuple[object, ...] = ()
        self._ticked_session: Session | None = None
        self._likeness = Likeness()
        self._like: Note | None = None
        self._same_as: int | None = None

    @property
    def session(self) -> Session:
        """The session on the desk."""
        return self.desk.session

    def compose(self) -> ComposeResult:
        """The capture line comes first in no layout, but always has the focus."""
        yield Line(id="header")
        yield Line(id="track")
        with Horizontal(id="band"):
            with Vertical(id="band-words"):
                yield Line(id="folded")
                yield Static(id="band-question", markup=False)
            yield ClockFace(id="band-clock")
        with Horizontal(id="middle"):
            with Vertical(id="side"):
                yield AgendaList(id="agenda")
                yield ClockFace(id="clock")
            with Vertical(id="main"):
                yield Static(id="question", markup=False)
                yield ContextStrip(id="context")
                yield NoteList(id="notes")
        yield Line(id="whisper")
        with Vertical(id="bottom"):
            yield Line(id="kinds")
            yield CaptureLine(
                rule=self.session.head.rule,
                exists=lambda reference: self.session.book.find(reference) is not None,
                gate=self._question_about,
                commands=words(),
                receive=self.receive,
                id="capture",
            )
        yield Line(id="footer")

    def on_mount(self) -> None:
        """Show everything; bring the draft back."""
        self.is_ready = True
        self._list.back_to = self.query_one("#agenda", AgendaList).back_to = self._line
        session = self.session
        line = self._line
        line.set_kinds(session.kinds, session.kinds[0])
        if self._draft is not None:
            note = session.book[self._draft.editing] if self._draft.editing is not None else None
            line.load(self._draft.text, note.reference if note is not None else None)
            self._editing = self._draft.editing
            line.kind = self._draft.kind
            self.tell("your draft is back in the line")
        self.refresh_session(())
        self.beat()

    def pace_now(self) -> Pace | None:
        """What the clock says, as of the last beat."""
        return self._pace

    # What is shown

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def _list(self) -> NoteList:
        return self.query_one("#notes", NoteList)

    def refresh_session(self, events: tuple[Event, ...]) -> None:
        """The session changed: show it. While the window closes, what was typed is still stored, but shown no more."""
        if not self.is_attached:
            return
        session = self.session
        line = self._line
        line.rule = session.head.rule
        line.set_candidates(people=session.head.known, clusters=session.book.cluster_counts)
        if any(isinstance(event, BoxEntered | PhaseEnded | PhaseStarted) for event in events):
            self.notes_view = NoteView()
            line.set_kinds(session.kinds, session.kinds[0] if not line.value else line.kind)
        self._show_notes(events)
        for event in events:
            if isinstance(event, Told):
                self.tell(event.words)
        self.show_saving()
        self.beat()

    def _show_notes(self, events: tuple[Event, ...]) -> None:
        session, notes = self.session, self._list
        captured = [event.serial for event in events if isinstance(event, NoteCaptured)]
        is_only_captured = bool(captured) and not any(isinstance(e, NoteChanged | BoxEntered) for e in events)
        if is_only_captured:
            for serial in captured:
                note = session.book[serial]
                if note.is_visible and self.notes_view.takes(session, note):
                    notes.append(row(session, note))
            return
        if events and not any(
            isinstance(e, NoteChanged | BoxEntered | PhaseEnded | PhaseStarted) for e in events
        ):
            return
        self.show_notes()

    def show_notes(self) -> None:
        """Fill the list anew from its view, keeping the cursor."""
        session, notes = self.session, self._list
        key = notes.highlighted_key if notes.has_focus else None
        notes.needle = self.notes_view.words
        notes.placeholder = self._empty_words()
        notes.show_items(
            self.notes_view.notes(session),
            row_maker(session),
            lambda note: note.serial,
            keeps_place=key is not None,
        )
        if key is not None:
            notes.highlight(key)
        self._show_question()

    def _empty_words(self) -> str:
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
            text = f"Found for “{view.words}”"
        elif view.view is not View.BOX:
            text = f"{view.view.value.capitalize()} · {text}"
        for name in ("#question", "#band-question"):
            self.query_one(name, Static).update(text)

    def tick(self) -> None:
        """A quarter of a second has passed; most of the time nothing shows of it."""
        session, reading = self.session, self.desk.reading()
        now = pace(session, reading)
        shown = (
            None if now is None else (now.left, now.used, now.phase_left, now.paused_for, now.skew, now.doubt),
            reading.wall.minute,
            self._told_for == 1,
            self.focused,
        )
        if session is self._ticked_session and shown == self._ticked:
            self._told_for = max(0, self._told_for - 1)
            self._likeness.read(session)
            return
        self._ticked_session, self._ticked = session, shown
        self.beat()

    def beat(self) -> None:
        """A moment has passed: show the time, and only what changed of it."""
        session, reading = self.session, self.desk.reading()
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
        self._show_panel(now)
        self.query_one(ContextStrip).show(session)
        if self._told_for > 0:
            self._told_for -= 1
        self._likeness.read(session)
        told = self._told if self._told_for > 0 else self._like_words() or live_view.whisper(session, now)
        self.query_one("#whisper", Line).left = told
        self.query_one("#kinds", Line).left = live_view.kinds(session, self._line.kind)
        self._show_keys()

    def _show_keys(self) -> None:
        line = self.query_one("#footer", Line)
        line.left, line.right = footer.parts(self.focused, self.session, self.size.width - 4), footer.HELP

    def _show_agenda(self, now: Pace | None) -> None:
        self.query_one("#agenda", AgendaList).rows = live_view.agenda_rows(self.session, now)

    def _show_clock(self, now: Pace | None) -> None:
        faces = (self.query_one("#clock", ClockFace), self.query_one("#band-clock", ClockFace))
        for face in faces:
            face.display = now is not None
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

    def show_saving(self) -> None:
        """Say how many notes there are and whether they are safe."""
        self.query_one("#kinds", Line).right = live_view.saving(
            self.session,
            waiting=self.saving.saved < self.desk.ticket,
            problem=self.saving.problem,
            holder=self.saving.holder,
        )
        if self.saving.problem:
            self.tell(self.saving.problem, is_bad=True)

    def tell(self, text: str, *, is_bad: bool = False) -> None:
        """Say something in the quiet line for a few seconds."""
        self._told, self._told_for = ((text, "bad" if is_bad else "accent"),), 28
        self.query_one("#whisper", Line).left = self._told

    # What is typed

    def receive(self, message: Message) -> None:
        """What the line hands over, in the order of typing."""
        match message:
            case CaptureLine.Submitted():
                self._capture(message)
            case CaptureLine.CommandGiven(word=word, argument=argument):
                self.run_word(word, argument)
            case CaptureLine.Left():
                self._leave_line()
            case CaptureLine.EditLast():
                self._edit_last()
            case CaptureLine.UndoAsked():
                self.do(c.Undo())
            case CaptureLine.RedoAsked():
                self.do(c.Redo())

    def _parsed(self, text: str, kind: Kind) -> Captured:
        session = self.session
        return parse(
            text,
            session.head.rule,
            known=session.head.known,
            exists=lambda reference: session.book.find(reference) is not None,
            kind=kind,
        )

    def _question_about(self, text: str) -> str:
        """Ask for a second Enter where a new country or organisation would be taken up, or nothing would be left."""
        captured = self._parsed(text, self._line.kind)
        if captured.unknown_attribution is not None:
            return f"@{captured.unknown_attribution} is not in the list of countries and organisations: Enter again adds it"
        if not captured.text:
            return "there are no words in it: Enter again to let it go"
        return ""

    @on(CaptureLine.Asked)
    def _ask(self, event: CaptureLine.Asked) -> None:
        self.tell(event.question)

    def _capture(self, event: CaptureLine.Submitted) -> None:
        captured = self._parsed(event.text, event.kind)
        if captured.unknown_attribution is not None:
            known = (*self.session.head.known, *captured.unknown_attribution.split(", "))
            self.do(c.EditDetails(known=known))
        if captured.removed_personal:
            self.tell("nobody is named in this session: the @ was not kept")
        fields = {FIELDS[event.kind][word]: value for word, value in captured.fields.items()}
        editing, self._editing = self._editing if event.editing else None, None
        same_as, self._same_as, self._like = self._same_as, None, None
        self._forget_draft()
        if not captured.text and not (editing is not None and captured.fields):
            return
        if editing is not None:
            self._edited(self.session.book[editing], captured, fields)
            return
        links = tuple(
            note.serial for ref in captured.links if (note := self.session.book.find(ref)) is not None
        )
        command = c.Capture(
            text=captured.text,
            kind=event.kind,
            attribution=captured.attribution,
            cluster=captured.cluster,
            links=links,
            fields=fields,
            same_as=same_as,
        )
        if not self.do(command):
            self._line.load(event.text)
            return
        if same_as is not None:
            stands = self.session.book.standing_for(same_as)
            self.tell(f"{stands.reference} heard {self.session.book.heard(stands.serial)} times")
        elif self._panel_class is not None or not self.notes_view.takes(self.session, self.session.book[-1]):
            self.tell(f"{self.session.book.notes[-1].reference} noted")

    def _edited(self, note: Note, captured: Captured, fields: dict[str, str]) -> None:
        links = [n for ref in captured.links if (n := self.session.book.find(ref)) is not None]
        self.do(
            c.EditNote(
                note.serial,
                text=captured.text or note.text,
                attribution=captured.attribution,
                cluster=captured.cluster,
                fields=fields,
            )
        )
        for other in links:
            if other.serial not in note.links and other.serial != note.serial:
                self.do(c.Link(note.serial, other.serial))

    def edit(self, note: Note) -> None:
        """Take a note into the line."""
        labels = {attribute: word for words_ in FIELDS.values() for word, attribute in words_.items()}
        fields = {
            labels[name]: getattr(note, name)
            for name in labels
            if note.kind in FIELDS and labels[name] in FIELDS[note.kind]
        }
        self._line.kind = note.kind if note.kind in self.session.kinds or fields else self._line.kind
        self._editing = note.serial
        self._line.load(line_of(note.text, note.attribution, note.cluster, fields), note.reference)
        self.set_focus(self._line)

    def _edit_last(self) -> None:
        last = next((note for note in reversed(self.session.book.notes) if note.is_visible), None)
        if last is not None:
            self.edit(last)

    @on(CaptureLine.EditingLeft)
    def _editing_left(self) -> None:
        self._editing = None

    @on(CaptureLine.CommandUnknown)
    def _unknown(self, event: CaptureLine.CommandUnknown) -> None:
        self.tell(f"there is no command /{event.word} · F1 lists them, // begins a note with a slash")

    @on(CaptureLine.Full)
    def _full(self) -> None:
        self.tell("a note holds 4,000 characters: Tab makes one a line, or make two of it")

    @on(CaptureLine.KindTurned)
    def _kind_turned(self) -> None:
        self.query_one("#kinds", Line).left = live_view.kinds(self.session, self._line.kind)

    @on(CaptureLine.DraftChanged)
    def _draft_changed(self, event: CaptureLine.DraftChanged) -> None:
        if event.text.startswith("/search ") or event.text == "/search":
            self.search(event.text.removeprefix("/search").strip())
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_DELAY, self.save_draft)

    def save_draft(self) -> None:
        """Hand what stands in the line to the store, if it changed; and see whether a note says the same already."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        self._compare()
        draft = self.draft()
        if draft == self._draft_given:
            return
        if draft is not None and not self.session.head.rule_locked:
            self.do(c.LockRule())
        self._draft_given = draft
        self.desk.save_draft(draft)

    def _compare(self) -> None:
        line = self._line
        text = (
            self._parsed(line.value, line.kind).text
            if line.editing is None and not line.value.startswith("/")
            else ""
        )
        like = self._likeness.find(self.session, text, line.kind)
        if like is not self._like:
            self._like = like
            if self._told_for == 0:
                self.query_one("#whisper", Line).left = self._like_words()

    def _like_words(self) -> tuple[Part, ...]:
        if self._like is None:
            return ()
        return live_view.like(self._like)

    async def action_same(self) -> None:
        """What is in the line was heard before: save it, and let that note stand for it."""
        if self._like is None or not self._line.value.strip():
            self.tell("no note says the same; Enter saves it")
            return
        self._same_as = self._like.serial
        await self._line.action_submit()

    def draft(self) -> Draft | None:
        """What stands in the line; commands and blanks are none."""
        line = self._line
        text = line.held.whole if line.held is not None else line.value
        if not text.strip() or (text.startswith("/") and not text.startswith("//")):
            return None
        if self.session.head.rule is AttributionRule.NONE:
            text = strip_personal(text, self.session.head.known)
        return Draft(text, line.kind, self._editing)

    def _forget_draft(self) -> None:
        """The line was taken: what was its draft is a note now."""
        self._draft_given = None
        self.desk.save_draft(None)

    # What is asked for

    def do(self, command: c.Command) -> bool:
        """Carry out a command; a refusal is said in the quiet line."""
        if self.desk.is_read_only:
            self.tell("another window has this session: /take-over to write here", is_bad=True)
            return False
        try:
            self.desk.do(command)
        except CommandRefused as refused:
            self.tell(str(refused), is_bad=True)
            return False
        return True

    def action_word(self, word: str) -> None:
        """A key for a command."""
        self.run_word(word, "")

    def action_letter(self, word: str) -> None:
        """A letter in the list or a panel: the command is about the note under the cursor."""
        if self.focused is not None and self.focused is not self._line:
            self.run_word(word, "")

    def run_word(self, word: str, argument: str) -> None:
        """Carry out a command by its word: here, or by asking the app for a screen."""
        chosen = self._list.highlighted_key if self._list.has_focus else None
        try:
            command = interpret(word, argument, self.session, self.desk.reading(), chosen)
            if command is not None:
                self.do(command)
            elif word == "edit":
                self.edit(target(argument, self.session, chosen))
            elif word == "amend":
                note = target(argument, self.session, chosen)
                # As an edit, so that what stands in the line is set aside and comes back, and is no part of the words.
                self._editing = note.serial
                self._line.load(f"/amend {note.reference} {note.text}", note.reference)
                self.set_focus(self._line)
            elif word == "search" and not argument:
                self._line.load("/search ")
                self.set_focus(self._line)
            elif word in {"search", "notes", "clusters"}:
                self._turn_view(word, argument)
            elif word == "context":
                self.query_one(ContextStrip).turn()
            elif word == "agenda":
                self.set_focus(self.query_one("#agenda", AgendaList))
            else:
                self.post_message(self.Wanted(word, argument, chosen))
        except CommandRefused as refused:
            self.tell(str(refused), is_bad=True)

    def search(self, text: str) -> None:
        """Show the notes that hold these words; none brings this box's back."""
        self.notes_view = NoteView(View.SEARCH, text) if text else NoteView()
        self.show_notes()
        self._show_panel(self._pace)

    def _turn_view(self, word: str, argument: str) -> None:
        if word == "search":
            self.search(argument)
            return
        if word == "clusters":
            self.notes_view = NoteView(View.CLUSTERS)
        else:
            order = [View.BOX, View.ALL, View.CLUSTERS, View.REMOVED]
            now = self.notes_view.view
            self.notes_view = NoteView(
                order[(order.index(now) + 1) % len(order)] if now in order else View.BOX
            )
        self._show_panel(self._pace)
        self.show_notes()

    def _leave_line(self) -> None:
        panels = [panel for panel in self.query(Panel) if panel.can_focus]
        self.set_focus(panels[0] if panels and not self._list.display else self._list)
        self.beat()

    @on(NoteList.Left)
    @on(AgendaList.Left)
    @on(Panel.Left)
    def _home(self) -> None:
        self.action_home()

    def action_home(self) -> None:
        """Back to the capture line."""
        if self.notes_view.view is View.SEARCH:
            self.search("")
        self.set_focus(self._line)

    @on(NoteList.Opened)
    def _opened(self, event: NoteList.Opened) -> None:
        self.edit(self.session.book[event.key])

    @on(Panel.Asked)
    def _panel_asked(self, event: Panel.Asked) -> None:
        self.run_word(event.word, event.argument)

    @on(AgendaList.Asked)
    def _agenda_asked(self, event: AgendaList.Asked) -> None:
        box = self.session.box(event.key)
        if box is None:
            return
        match event.what:
            case "jump":
                if self.do(c.JumpTo(box.id)):
                    self.set_focus(self._line)
            case "drop":
                self.do(c.RestoreBox(box.id) if box.dropped else c.DropBox(box.id))
            case "later":
                self.do(c.MoveBox(box.id, 1))
            case "earlier":
                self.do(c.MoveBox(box.id, -1))
            case "join":
                ahead = self.session.ahead(box)
                if ahead:
                    self.do(c.MergeBoxes(box.id, ahead[0].id))
            case "rename":
                self._line.load(f"/rename {box.label} {box.title}")
                self.set_focus(self._line)
            case "add":
                self._line.load("/add 10 ")
                self.set_focus(self._line)

    def on_unmount(self) -> None:
        """It is being taken down."""
        self.is_ready = False

    def on_descendant_focus(self) -> None:
        """The footer shows what fits the moment."""
        if self.is_ready:
            self._show_keys()

    def on_resize(self) -> None:
        """The track and the clock know the width."""
        if self.is_ready:
            self.beat()
