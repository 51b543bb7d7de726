"""The views of the notes list: this box, the whole day, a search, by cluster, deleted notes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import fold


class View(Enum):
    """A view; the value is its name on screen."""

    BOX = "this box"
    ALL = "all notes"
    CLUSTERS = "by cluster"
    REMOVED = "deleted and merged notes"
    SEARCH = "found"

    @property
    def following(self) -> View:
        """The view that F7 shows next; behind a search and the last view, those of this box again."""
        turn = (View.BOX, View.ALL, View.CLUSTERS, View.REMOVED, View.BOX)
        return turn[turn.index(self) + 1] if self in turn else View.BOX


class NoteView(NamedTuple):
    """A view and, for a search, its words."""

    view: View = View.BOX
    words: str = ""

    def notes(self, session: Session) -> Sequence[Note]:
        """The notes to show, in their order."""
        book = session.book
        match self.view:
            case View.BOX:
                box = session.current_box
                return list(book.of_box(box.id if box is not None else None))
            case View.ALL:
                return [note for note in book.notes if note.is_visible]
            case View.CLUSTERS:
                names = sorted(book.cluster_counts, key=str.casefold)
                order = {cluster_key(name): index for index, name in enumerate(names)}
                found = [note for note in book.notes if note.is_visible]
                return sorted(found, key=lambda note: order.get(cluster_key(note.cluster), len(order)))
            case View.REMOVED:
                return [note for note in book.notes if not note.is_visible]
            case View.SEARCH:
                return search(session, self.words)

    def takes(self, session: Session, note: Note) -> bool:
        """Whether a new note belongs at the end of this view."""
        box = session.current_box
        match self.view:
            case View.BOX:
                return note.box_id == (box.id if box is not None else None)
            case View.ALL:
                return True
            case _:
                return False


def search(session: Session, words: str) -> list[Note]:
    """The visible notes with all the words in text, reference, attribution or cluster; ignores case and accents."""
    wanted = fold(words).split()
    if not wanted:
        return []
    first, *others = wanted
    found = []
    for note in session.book.notes:
        if not note.is_visible:
            continue
        where = fold(f"{note.text} {note.reference} @{note.attribution} #{note.cluster}")
        if first in where and all(word in where for word in others):
            found.append(note)
    return found
