"""Repeats: offers to count the text in the line, or the note saved last, as a repeat of an earlier note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.session_state import Session
from breakout_tui.tui.note_text import parsed
from breakout_tui.tui.parts.status_line import StatusLine
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.similar_notes import RepeatOffer, SimilarNotes
from breakout_tui.tui.widgets.capture_line import CaptureLine

if TYPE_CHECKING:
    from breakout_tui.domain.commands import MergeNote

CATCH_UP = 50
"""How many notes are indexed before a comparison: those that came since the last beat."""


class Repeats:
    """Compares when typing pauses, so that neither a key nor Enter waits for it."""

    def __init__(self, controller: SessionController, line: CaptureLine, status: StatusLine) -> None:
        self.saved: int | None = None
        """Serial of the note that was saved last, until it is compared with the earlier ones."""
        self._controller = controller
        self._line = line
        self._status = status
        self._similar_notes = SimilarNotes()

    def read(self) -> None:
        """Index some notes."""
        self._similar_notes.read(self._controller.session)

    def compare(self) -> None:
        """Typing pauses: offer a note that says the same as the text in the line, else one for the note saved last."""
        session, shown = self._controller.session, self._status.offer
        self._similar_notes.read(session, most=CATCH_UP)
        offer = self._for_text(session) or self._for_saved(session)
        if offer is not None or shown is None or shown.saved is None:
            self._status.show_offer(offer)

    def drop_old(self) -> None:
        """The session changed: offer nothing about a note that was deleted, merged or edited."""
        offer, book = self._status.offer, self._controller.session.book
        if offer is None:
            return
        about = (offer.similar,) if offer.saved is None else (offer.similar, offer.saved)
        if any(note.serial >= len(book) or book[note.serial] is not note for note in about):
            self._status.show_offer(None)

    def merging(self) -> MergeNote | None:
        """The command that merges the note saved last, if that is offered."""
        offer = self._status.offer
        if offer is None or offer.saved is None:
            return None
        from breakout_tui.domain.commands import MergeNote

        return MergeNote(offer.saved.serial, offer.similar.serial)

    def _for_text(self, session: Session) -> RepeatOffer | None:
        line = self._line
        if line.editing is not None or line.value.startswith("/"):
            return None
        text = parsed(line.value, line.kinds.current, session, line.context.countries).text
        similar = self._similar_notes.find(session, text, line.kinds.current)
        return None if similar is None else RepeatOffer(similar)

    def _for_saved(self, session: Session) -> RepeatOffer | None:
        """Half a sentence can't match, so a note is compared again once it is saved."""
        serial, self.saved = self.saved, None
        if serial is None or serial >= len(session.book) or not (saved := session.book[serial]).is_visible:
            return None
        similar = self._similar_notes.find(session, saved.text, saved.kind, besides=serial)
        return None if similar is None else RepeatOffer(similar, saved)
