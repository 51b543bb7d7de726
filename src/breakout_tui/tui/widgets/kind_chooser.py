"""Kind chooser: which kind the note in the line gets, and which kind comes after it.

The kind is the step's own. Tab chooses another one for one note; ``keep`` chooses one for all notes of the step. A text that
returns to the line, and an edit, bring their own kind; it goes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH


class Lasting(Enum):
    """For how long a kind was chosen."""

    STEP = "step"
    """It is the step's own, or that of an edited note."""
    NOTE = "once"
    """For one note."""
    KEPT = "kept"
    """For all notes of this step."""


class KindChoice(NamedTuple):
    """What is shown of the choice."""

    kind: Kind
    lasting: Lasting
    choices: tuple[Kind, ...]
    """What Tab goes through."""


class KindChooser:
    """``changed`` is called when something else is to be shown."""

    def __init__(self, changed: Callable[[Kind], None] = lambda _: None) -> None:
        self.labels = ENGLISH
        self._changed = changed
        self._fitting: tuple[Kind, ...] = (Kind.CHALLENGE,)
        self._kept: Kind | None = None
        self._of_next: Kind | None = None
        """Chosen for the next note."""
        self._of_text: Kind | None = None
        """Of the text in the line, until the line is empty."""
        self._of_edit: Kind | None = None
        self._of_edited: Kind | None = None
        """What the edited note is."""
        self._is_fixed = False
        """Whether the edit can't change the kind."""
        self._shown = self.choice

    @property
    def current(self) -> Kind:
        """The kind of the note in the line."""
        return self._of_edit or self._of_text or self._of_next or self._of_step

    @property
    def choice(self) -> KindChoice:
        """The current kind, for how long, and what else can be chosen."""
        kind = self.current
        is_once = self._of_edit is None and kind is not self._of_step
        steady = Lasting.KEPT if kind is self._kept else Lasting.STEP
        if self._is_fixed:
            return KindChoice(kind, Lasting.STEP, (kind,))
        others = [each for each in (self._of_edited, kind) if each is not None and each not in self._fitting]
        choices = (*dict.fromkeys(others), *self._fitting)
        return KindChoice(kind, Lasting.NOTE if is_once else steady, choices)

    @property
    def is_kept(self) -> bool:
        """Whether a kind is kept for the notes of the step."""
        return self._kept is not None

    @property
    def _of_step(self) -> Kind:
        return self._kept or self._fitting[0]

    def choose(self, kind: Kind) -> None:
        """Use this kind for the note in the line: the edited one, or the next one."""
        if self._is_fixed:
            return
        if self._of_edit is not None:
            self._of_edit = kind
        elif self._of_text is not None:
            self._of_text = kind
        else:
            self._of_next = kind
        self._tell()

    @property
    def becomes(self) -> Kind | None:
        """What the edited note becomes, if that is another kind."""
        return self._of_edit if self._of_edit is not self._of_edited else None

    @property
    def word_it_becomes(self) -> str:
        """The word for what the edited note becomes; empty if it keeps its kind."""
        return "" if self.becomes is None else self.labels.one(self.becomes)

    def keep(self, kind: Kind) -> bool:
        """Use this kind for all notes of the step; once more returns to the step's own. Returns whether it is kept now."""
        self._kept = None if kind is self._kept or kind is self._fitting[0] else kind
        self._of_next = None
        if self._of_text is not None:
            self._of_text = self._of_step
        self._tell()
        return self.is_kept

    def turn(self, step: int) -> None:
        """Go to the next choice (1) or the previous one (-1), from the last to the first and back."""
        choices = self.choice.choices
        self.choose(choices[(choices.index(self.current) + step) % len(choices)])

    def offer(self, choices: Sequence[Kind], *, is_line_empty: bool) -> None:
        """Offer these kinds, the step's own first; a text in the line, or an edit, keeps its kind."""
        if not is_line_empty:
            self._of_text = self._of_text or self._of_next or self._of_step
        if choices[0] is not self._fitting[0]:
            self._kept = None
        self._fitting, self._of_next = tuple(choices), None
        if is_line_empty:
            self._of_text = None
        self._tell()

    def lend(self, kind: Kind, *, of_note: Kind, is_fixed: bool = False) -> None:
        """Use this kind for an edit of a note of the kind ``of_note``; ``is_fixed``: the edit can't change it."""
        self._of_edit, self._of_edited, self._is_fixed = kind, of_note, is_fixed
        self._tell()

    def carry(self, kind: Kind) -> None:
        """Use this kind until the line is empty."""
        self._of_text = kind
        self._tell()

    def end_note(self) -> None:
        """The note in the line is made; the kind that was chosen for the next one outlasts an edit."""
        if self._of_edit is None:
            self._of_next = None

    def end_edit(self, *, is_line_empty: bool) -> None:
        """An edit is over, if there was one; the text from before it is in the line again, if there was any."""
        self._of_edit = self._of_edited = None
        self._is_fixed = False
        if is_line_empty:
            self._of_text = None
        self._tell()

    def end_text(self) -> None:
        """The line is empty, and no note is being edited any more."""
        self.end_edit(is_line_empty=True)

    def _tell(self) -> None:
        before, self._shown = self._shown, self.choice
        if self._shown != before:
            self._changed(self.current)
