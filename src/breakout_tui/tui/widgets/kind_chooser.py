"""Kind chooser: which kind the next note gets, and which kind follows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from breakout_tui.domain.kinds import Kind


class KindChooser:
    """The current kind, and up to two kinds that wait: one until an edit is over, one until the line is empty.

    ``changed`` is called with each new kind.
    """

    def __init__(self, changed: Callable[[Kind], None] = lambda _: None) -> None:
        self._changed = changed
        self._current = Kind.CHALLENGE
        self._choices: tuple[Kind, ...] = ()
        self._after_edit: Kind | None = None
        self._after_text: Kind | None = None

    @property
    def current(self) -> Kind:
        """The kind of the note in the line."""
        return self._current

    def choose(self, kind: Kind) -> None:
        """Use this kind from now on."""
        if kind is not self._current:
            self._current = kind
            self._changed(kind)

    def turn(self, step: int) -> None:
        """Go to the next choice (1) or the previous one (-1), from the last to the first and back."""
        if self._choices:
            is_choice = self._current in self._choices
            place = self._choices.index(self._current) + step if is_choice else 0
            self.choose(self._choices[place % len(self._choices)])

    def offer(self, choices: Sequence[Kind], *, is_line_empty: bool) -> None:
        """Offer these kinds, and use the first; a text in the line, or an edit, keeps its kind."""
        self._choices = tuple(choices)
        self._after_text = None if is_line_empty else choices[0]
        if is_line_empty:
            self.choose(choices[0])

    def lend(self, kind: Kind) -> None:
        """Use this kind for the edit that begins now; the current kind returns after it."""
        if self._after_edit is None:
            self._after_edit = self._current
        self.choose(kind)

    def carry(self, kind: Kind) -> None:
        """Use this kind until the line is empty; the current kind returns then."""
        if self._after_text is None:
            self._after_text = self._current
        self.choose(kind)

    def end_edit(self, *, is_line_empty: bool) -> None:
        """An edit is over, if there was one; the text from before it is in the line again, if there was any."""
        if is_line_empty:
            self.end_text()
        elif self._after_edit is not None:
            self.choose(self._after_edit)
            self._after_edit = None

    def end_text(self) -> None:
        """The line is empty, and no note is being edited any more."""
        following = self._after_text or self._after_edit or self._current
        self._after_text = self._after_edit = None
        self.choose(following)
