"""What is typed on the live screen: notes, edits and drafts, and which note says the same already."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.timer import Timer

from breakout_tui.domain.capture import Captured, line_of, parse
from breakout_tui.domain.errors import DatabaseBusy
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.marks import strip_personal
from breakout_tui.domain.note_fields import by_name, by_word, fields_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Change, Draft
from breakout_tui.tui import live_view
from breakout_tui.tui.note_views import View
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.screens.live_frame import LiveFrame
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.similar_notes import SimilarNotes
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.wording import shortened

DRAFT_DELAY = 0.3
"""Seconds after a key until the draft is handed to the store."""


class LiveTyping(LiveFrame):
    """Makes notes of what the line gives, and keeps what stands in it."""

    def __init__(self, controller: SessionController, draft: Draft | None, saving: Saving) -> None:
        super().__init__(controller, saving)
        self._draft_timer: Timer | None = None
        self._draft_given = draft
        self._editing: int | None = None
        self._similar_notes = SimilarNotes()
        self._like: Note | None = None
        self._same_as: int | None = None
        self._price_shown: tuple[Part, ...] = ()
        self._is_more_coming = False
        """Of a paste: to paint each of ten thousand notes would take a minute."""

    def bring_back(self, draft: Draft) -> None:
        """Put a stored draft back into the line, unless it became a note in the last moment before a crash."""
        book = self.session.book
        if draft.editing is None and self._is_last_note(draft):
            self._forget_draft()
            return
        note = book[draft.editing] if draft.editing is not None and draft.editing < len(book) else None
        self._editing = note.serial if note is not None else None
        if note is not None:
            self._line.lend_kind(draft.kind)
        self._line.load(draft.text, note.reference if note is not None else None)
        if note is None:
            self._line.carry_kind(draft.kind)
        self.tell("your draft is back in the line")

    def _is_last_note(self, draft: Draft) -> bool:
        notes = self.session.book.notes
        if not notes:
            return False
        last, said = notes[-1], self._parsed(draft.text, draft.kind)
        return (said.text, said.attribution, said.cluster, draft.kind) == (
            last.text,
            last.attribution,
            last.cluster,
            last.kind,
        )

    def _parsed(self, text: str, kind: Kind) -> Captured:
        session = self.session
        return parse(
            text,
            session.info.rule,
            known=session.info.known,
            exists=lambda reference: session.book.find(reference) is not None,
            kind=kind,
        )

    def question_about(self, text: str) -> str:
        """Ask for a second Enter where a new country or organisation would be taken up, or nothing would be left."""
        if not self.is_whole():
            return "the session can't be read just now: Enter tries again"
        captured = self._parsed(text, self._line.kind)
        if captured.unknown_attribution is not None:
            name = shortened(captured.unknown_attribution, 30)
            return f"Enter again adds @{name} · not yet in the list of countries and organisations"
        if not captured.text:
            return "there are no words in it: Enter again to let it go"
        return ""

    @on(CaptureLine.Asked)
    def _ask(self, event: CaptureLine.Asked) -> None:
        self.tell(event.question)

    def _capture(self, event: CaptureLine.Submitted) -> None:
        self._is_more_coming = event.more > 0
        # Only what is on its way to the file may leave the draft: the file is written in the order of these calls.
        if self._take(event) and event.more == 0:
            self._forget_draft()

    def _take(self, event: CaptureLine.Submitted) -> bool:
        """Make a note or an edit of what the line gave; False where it had to go back into the line."""
        from breakout_tui.domain import commands as c

        captured = self._parsed(event.text, event.kind)
        if captured.unknown_attribution is not None:
            known = (*self.session.info.known, *captured.unknown_attribution.split(", "))
            self.do(c.EditDetails(known=known))
        fields = by_name(event.kind, captured.fields)
        editing, self._editing = self._editing if event.editing else None, None
        same_as, self._same_as, self._like = self._same_as, None, None
        if not captured.text and not (editing is not None and captured.fields):
            return True
        if editing is not None:
            edited = self.session.book[editing]
            if not self._edited(edited, captured, fields):
                self._editing = editing
                self._line.lend_kind(event.kind)
                self._line.load(event.text, edited.reference)
                return False
            return True
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
            self._line.carry_kind(event.kind)
            self._line.load(event.text)
            return False
        if captured.removed_personal:
            self.tell("nobody is named in this session: the @ was not kept")
        elif same_as is not None:
            stands = self.session.book.standing_for(same_as)
            self.tell(f"{stands.reference} heard {self.session.book.heard(stands.serial)} times")
        elif self.notes_view.view is View.SEARCH:
            self.search("")
        elif not self._list.display or not self.notes_view.takes(self.session, self.session.book[-1]):
            self.tell(f"{self.session.book.notes[-1].reference} noted")
        return True

    def _edited(self, note: Note, captured: Captured, fields: dict[str, str]) -> bool:
        from breakout_tui.domain import commands as c

        links = [n for ref in captured.links if (n := self.session.book.find(ref)) is not None]
        is_done = self.do(
            c.EditNote(
                note.serial,
                text=captured.text or note.text,
                attribution=captured.attribution,
                cluster=captured.cluster,
                fields=fields,
            )
        )
        for other in links:
            if is_done and other.serial not in note.links and other.serial != note.serial:
                self.do(c.Link(note.serial, other.serial))
        return is_done

    def give_back(self, kept: Sequence[Change]) -> None:
        """Put the words of changes that could not be stored back into the line, before what is typed there now.

        They stand there as they were typed, as words for a new note: what they were an edit of may be another's by now.
        """
        notes = [change.after for change in kept if isinstance(change.after, Note) and _has_new_words(change)]
        words = "\n".join(dict.fromkeys(_as_typed(note) for note in notes))
        self._editing = None
        if words:
            self._line.load(words)
            self._line.kind = notes[-1].kind
            self.show_notes()
        elif kept:
            self.tell("not done: another window had gone on with the session", is_bad=True)

    def edit(self, note: Note) -> None:
        """Take a note into the line."""
        is_fitting = note.kind in self.session.kinds or bool(fields_of(note.kind))
        self._line.lend_kind(note.kind if is_fitting else self._line.kind)
        self._editing = note.serial
        # behind the words, where words are added: what is typed behind its marks would make words of them
        self._line.load(_as_typed(note), note.reference, caret=len(line_of(note.text)))
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

    def _draft_changed(self, event: CaptureLine.DraftChanged) -> None:
        if event.text.startswith("/search ") or event.text == "/search":
            self.search(event.text.removeprefix("/search").strip())
        if (price := self._price_words()) != self._price_shown:
            if price:
                self._told_for = 0
            self._say_quietly(price)
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_DELAY, self.save_draft)

    def save_draft(self) -> None:
        """Hand what stands in the line to the store, if it changed; and see whether a note says the same already."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        try:
            self.controller.complete()
        except DatabaseBusy:  # which is told where the rest is waited for
            self.controller.keep_draft(self.draft())
            self._draft_timer = self.set_timer(DRAFT_DELAY, self.save_draft)
            return
        self._compare()
        draft = self.draft()
        if draft == self._draft_given:
            return
        if draft is not None and not self.session.info.rule_locked:
            from breakout_tui.domain.commands import LockRule

            self.do(LockRule())
        self._draft_given = draft
        self.controller.save_draft(draft)

    def _compare(self) -> None:
        line = self._line
        text = (
            self._parsed(line.value, line.kind).text
            if line.editing is None and not line.value.startswith("/")
            else ""
        )
        like = self._similar_notes.find(self.session, text, line.kind)
        if like is not self._like:
            self._like = like
            self._say_quietly(self._price_shown)

    def _say_quietly(self, price: tuple[Part, ...]) -> None:
        """Let the quiet line say what was told just now, the price that is asked for, or what else there is to say."""
        self._price_shown = price
        self.query_one("#whisper", Line).left = (
            self._told
            if self._told_for > 0
            else price
            or self._like_words()
            or live_view.status_line(self.session, self._pace, self.saving.holder, self._agreed_skew)
        )

    def _put_back(self, words: str) -> None:
        """Words that could not be taken come back into the line; what was told about it stays in sight."""
        told, told_for = self._told, self._told_for
        self._line.load(words)
        self._told, self._told_for = told, told_for
        self._say_quietly(self._price_shown)

    def _price_words(self) -> tuple[Part, ...]:
        """What the extension that stands in the line would cost."""
        command = self._line.command
        if command is None or command.word != "extend" or not command.argument:
            return ()
        from breakout_tui.tui.price import price_of

        return ((price_of(command.argument, self.session, self._pace, self.controller.reading()), "accent"),)

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

    @property
    def line_text(self) -> str:
        """All that stands in the line, a paste that is held included."""
        return self._line.held.whole if self._line.held is not None else self._line.value

    def draft(self) -> Draft | None:
        """What stands in the line; commands and blanks are none."""
        line, text = self._line, self.line_text
        if not text.strip() or (text.startswith("/") and not text.startswith("//")):
            return None
        if self.session.info.rule is AttributionRule.NONE:
            text = strip_personal(text, self.session.info.known)
        return Draft(text, line.kind, self._editing)

    def _forget_draft(self) -> None:
        """The line was taken: what was its draft is a note now."""
        self._draft_given = None
        self.controller.save_draft(None)


def _as_typed(note: Note) -> str:
    return line_of(note.text, note.attribution, note.cluster, by_word(note))


def _has_new_words(change: Change) -> bool:
    before, after = change.before, change.after
    assert isinstance(after, Note)
    return not isinstance(before, Note) or _as_typed(before) != _as_typed(after)
