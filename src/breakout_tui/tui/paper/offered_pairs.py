"""Offered pairs: finds on a thread what rooms said nearly alike, and knows what of it is still to be decided. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.pairs import ComparedText, Pair, pairs
from breakout_tui.domain.paper import Paper
from breakout_tui.tui.background import Background


class _Stopped(Exception):
    """Nobody waits for the pairs any more."""


@dataclass(frozen=True, slots=True)
class _Progress:
    """So many statements are compared."""

    done: int
    of: int


class OfferedPairs:
    """``changed`` is called in the loop when there is something else to show."""

    def __init__(self, background: Background, changed: Callable[[], None]) -> None:
        self._background = background
        self._changed = changed
        self._found: tuple[Pair, ...] | None = None
        self._is_stopped = False
        self.progress = (0, 0)
        """How many statements are compared, and how many there are."""

    @property
    def is_looking(self) -> bool:
        """Whether the thread is at work."""
        return self._found is None

    def look(self, conference: Conference) -> None:
        """Begin to look for pairs."""
        texts = [
            ComparedText(said.id, said.session.id, said.note.kind, said.note.text, said.session.info.known)
            for said in conference.statements.values()
        ]
        self._background(lambda tell: self._look(texts, tell), self._hear)

    def stop(self) -> None:
        """Look no further."""
        self._is_stopped = True

    def open_in(self, paper: Paper, conference: Conference) -> list[Pair]:
        """The pairs that the editor has not decided on, the most similar first."""
        groups = {member.note_id: joined.id for joined in paper.joined() for member in joined.members}

        def is_open(pair: Pair) -> bool:
            ids = (pair.one, pair.other)
            if any(each not in conference.statements or paper.left_out(each) for each in ids):
                return False
            is_joined = pair.one in groups and groups[pair.one] == groups.get(pair.other)
            return not is_joined and not paper.are_apart(pair.one, pair.other)

        return [pair for pair in self._found or () if is_open(pair)]

    def _look(self, texts: list[ComparedText], tell: Callable[[_Progress | tuple[Pair, ...]], None]) -> None:
        """On the thread."""

        def progress(done: int, of: int) -> None:
            if self._is_stopped:
                raise _Stopped
            tell(_Progress(done, of))

        try:
            found = pairs(texts, progress)
        except _Stopped:
            return
        tell(found)

    def _hear(self, news: _Progress | tuple[Pair, ...]) -> None:
        if isinstance(news, _Progress):
            self.progress = (news.done, news.of)
        else:
            self._found = news
        self._changed()
