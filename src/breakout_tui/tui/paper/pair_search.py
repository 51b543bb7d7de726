"""Pair search: finds on a thread what rooms said nearly alike. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.offered_pairs import OfferedPair, compared_texts, offered
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


class PairSearch:
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
        texts = compared_texts(conference)
        self._background(lambda tell: self._look(texts, tell), self._hear)

    def stop(self) -> None:
        """Look no further."""
        self._is_stopped = True

    def open_in(self, paper: Paper, conference: Conference) -> tuple[OfferedPair, ...]:
        """The pairs that the editor has not decided on, the most similar first; none until all are found."""
        return offered(self._found or (), conference, paper)

    def _look(
        self, texts: tuple[ComparedText, ...], tell: Callable[[_Progress | tuple[Pair, ...]], None]
    ) -> None:
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
