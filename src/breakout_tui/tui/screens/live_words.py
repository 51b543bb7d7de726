"""What is asked for on the live screen: words, keys and letters, the views of the list, the agenda's wishes."""

from __future__ import annotations

from textual import on
from textual.message import Message

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import pace
from breakout_tui.tui.commands import BY_WORD
from breakout_tui.tui.note_views import NoteView, View
from breakout_tui.tui.screens.live_typing import LiveTyping
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.context_strip import ContextStrip
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel


class LiveWords(LiveTyping):
    """Turns words into commands, and those that need a screen into a wish."""

    class Wanted(Message, namespace="live_screen"):
        """A word that needs another screen, with its argument and the note it is about."""

        def __init__(self, word: str, argument: str, chosen: int | None) -> None:
            super().__init__()
            self.word = word
            self.argument = argument
            self.chosen = chosen

    _amended_in: Panel | None = None
    """The panel from which words came into the line to be amended."""

    def receive(self, message: Message) -> None:
        """What the line hands over, in the order of typing."""
        if isinstance(message, CaptureLine.DraftChanged):
            self._draft_changed(message)
            return
        if not self.is_whole():
            if isinstance(message, CaptureLine.Submitted):
                self._line.carry_kind(message.kind)
                self._put_back(message.text)
            elif isinstance(message, CaptureLine.CommandGiven):
                self._put_back(f"/{message.word} {message.argument}".rstrip())
            return
        # All that can be commanded is much to import: not at the first letter, which has to be seen at once.
        from breakout_tui.domain import commands as c

        match message:
            case CaptureLine.Submitted():
                self._capture(message)
            case CaptureLine.CommandGiven(word=word, argument=argument):
                self.run_typed(word, argument)
            case CaptureLine.Left():
                self._leave_line()
            case CaptureLine.EditLast():
                self._edit_last()
            case CaptureLine.UndoAsked():
                self.do(c.Undo())
            case CaptureLine.RedoAsked():
                self.do(c.Redo())

    def action_word(self, word: str) -> None:
        """A key for a command."""
        self.run_word(word, "")

    def action_press(self, key: str) -> None:
        """A click on a key at the foot is as good as the key."""
        self.app.simulate_key(key)

    @on(Line.Clicked, "#kinds")
    def _kind_clicked(self, event: Line.Clicked) -> None:
        for kind in Kind:
            if event.text.strip().endswith(kind.value):
                self._line.kind = kind
                self._kind_turned()

    def action_letter(self, word: str) -> None:
        """A letter in the list: the command is about the note under the cursor, and about none that is not in sight."""
        is_marked = self._list.has_focus and self._list.display and self._list.highlighted_key is not None
        if is_marked or (self.focused is not self._line and not BY_WORD[word].needs_note):
            self.run_word(word, "")

    def run_typed(self, word: str, argument: str) -> None:
        """Carry out a command whose words were typed: where it is refused they come back into the line, to be mended there.

        But not a single one, such as a number of minutes: it is typed again sooner than what comes next is parted from it.
        """
        if self.run_word(word, argument):
            panel = self._amended_in
            if word == "amend" and panel is not None and panel.is_attached:
                self.set_focus(panel)
                self._amended_in = None
        elif " " in argument:
            self._put_back(f"/{word} {argument}")
            self.set_focus(self._line)

    def run_word(self, word: str, argument: str) -> bool:
        """Carry out a command by its word: here, or by asking the app for a screen. Gives False where it was refused."""
        from breakout_tui.tui.interpret import interpret, target

        if not self.is_whole():
            return False
        chosen = self._list.highlighted_key if self._list.has_focus else None
        try:
            command = interpret(word, argument, self.session, self.controller.reading(), chosen)
            if command is not None:
                if not self.do(command):
                    return False
                if word == "clock":
                    now = pace(self.session, self.controller.reading())
                    self._agreed_skew = now.skew if now is not None else 0
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
            elif word == "same":
                self.call_later(self.action_same)
            elif word == "context":
                self.query_one(ContextStrip).turn()
            elif word == "agenda":
                self.add_class("-agenda")
                self.set_focus(self.query_one("#agenda", AgendaList))
            else:
                self.post_message(self.Wanted(word, argument, chosen))
        except BreakoutError as refused:
            from breakout_tui.tui.refusal_words import refusal_text

            self.tell(refusal_text(refused), is_bad=True)
            return False
        return True

    def search(self, text: str) -> None:
        """Show the notes that hold these words; none brings this box's back."""
        if not self.is_whole():
            return
        self.notes_view = NoteView(View.SEARCH, text) if text else NoteView()
        self.show_view()

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
        self.show_view()

    def _leave_line(self) -> None:
        """To the panel or the list; a search is left first."""
        if self.notes_view.view is View.SEARCH and self._line.value.startswith("/search"):
            self._line.let_go()
            self.search("")
            return
        panels = [panel for panel in self.query(Panel) if panel.can_focus]
        self.set_focus(panels[0] if panels and not self._list.display else self._list)

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
        if event.word == "amend" and isinstance(self.focused, Panel):
            self._amended_in = self.focused
        self.run_word(event.word, event.argument)

    @on(AgendaList.Asked)
    def _agenda_asked(self, event: AgendaList.Asked) -> None:
        from breakout_tui.domain import commands as c

        if not self.is_whole():
            return
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

    def show_view(self) -> None:
        """Show what the view of the list says."""
        raise NotImplementedError
