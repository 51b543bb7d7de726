"""Line loader: puts notes, drafts and returned text into the capture line, each with its kind and what it is an edit of."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Draft
from breakout_tui.tui.note_text import as_typed, has_new_text, is_last_note, is_read_back
from breakout_tui.tui.parts.draft_keeper import DraftKeeper
from breakout_tui.tui.parts.status_line import About, StatusLine
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.capture_messages import NoteGiven


class LineLoader:
    """Replaces what is in the line; typed text is set aside or follows."""

    def __init__(
        self, controller: SessionController, line: CaptureLine, keeper: DraftKeeper, status: StatusLine
    ) -> None:
        self._controller = controller
        self._line = line
        self._keeper = keeper
        self._status = status

    def edit(self, note: Note, *, amends: bool = False) -> None:
        """Load a note for editing or, at the read-back, for amending. An amendment that has begun is not replaced."""
        begun = self._keeper.editing if self._keeper.amends else None
        if begun is None:
            typed = as_typed(note, self._controller.session)
            self.load_edit(note, typed.line, note.kind, amends=amends, caret=typed.words_end)
        elif begun != note.serial:
            reference = self._controller.session.book[begun].reference
            self._status.say(f"{reference} is still being amended · Enter saves it, Ctrl+U and Esc cancel")

    def edit_last(self) -> None:
        """Load the latest visible note for editing."""
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
        if note is not None:
            ending = as_typed(note, session).ending
            caret = len(draft.text.removesuffix(ending))
            self.load_edit(note, draft.text, draft.kind, amends=is_read_back(note, session), caret=caret)
        else:
            self._keeper.end_edit()
            self._line.load(draft.text)
            self._line.kinds.carry(draft.kind)
        self._line.aside.keep(draft.kept)
        self._status.say("Your draft is back in the line")

    def put_back(self, text: str) -> None:
        """Return refused text to the line; the reason stays visible, at most as long as the text."""
        with self._status.kept():
            self._line.load(text)
        self._line.aside.refuse(self._line.state)
        self._status.tie_to(About.TEXT)

    def put_back_note(self, given: NoteGiven) -> None:
        """Return a refused note to the line, with its kind; the lines of a paste return in their order."""
        text = given.as_line
        if given.place:
            text, self._line.value = f"{self._line.value}\n{given.text}", ""
        self._line.kinds.carry(given.kind)
        self.put_back(text)

    def give_back(self, kept: Sequence[Change]) -> bool:
        """Return the text of changes that could not be stored to the line, as text for a new note.

        It comes before the text that is typed there now. Even an edit returns as a new note, because another window may
        have taken over the session. Returns whether there was text.
        """
        notes = [change.after for change in kept if isinstance(change.after, Note) and has_new_text(change)]
        text = "\n".join(dict.fromkeys(as_typed(note, self._controller.session).line for note in notes))
        self._keeper.end_edit()
        if text:
            self._line.load(text)
            self._line.kinds.carry(notes[-1].kind)
        elif kept:
            self._status.say("Not done · another window continued the session", is_bad=True)
        return bool(text)

    def load_edit(self, note: Note, text: str, kind: Kind, *, amends: bool, caret: int | None = None) -> None:
        """Load this text, as an edit of a note or, with ``amends``, as its amendment; the caret is at its end if not given."""
        self._keeper.begin_edit(note.serial, amends=amends)
        self._line.kinds.lend(kind, of_note=note.kind, is_fixed=amends)
        self._line.load(text, note.reference, caret, amends)
