"""The kind chooser shows the kind that a simple model of layers predicts, whatever happens in which order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets.kind_chooser import KindChooser

KINDS = st.sampled_from(Kind)
CHOICES = st.lists(KINDS, min_size=1, max_size=4, unique=True)


class KindsOfALine(RuleBasedStateMachine):
    """A line with an empty text, a typed text, or an edit that lies over either of them.

    The model is three layers: the kind of an empty line, of the typed text, and of the edit. The topmost one shows. The
    typed text has a layer of its own only if its kind was carried, or the choices changed while it was in the line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Kind] = []
        self.chooser = KindChooser(self.told.append)
        self.choices: list[Kind] = []
        self.has_text = False
        self.of_empty: Kind = Kind.CHALLENGE
        self.of_text: Kind | None = None
        self.of_edit: Kind | None = None

    @property
    def expected(self) -> Kind:
        """The kind of the topmost layer."""
        return self.of_edit or self.of_text or self.of_empty

    def _choose(self, kind: Kind) -> None:
        """The topmost layer has this kind now."""
        if self.of_edit:
            self.of_edit = kind
        elif self.of_text:
            self.of_text = kind
        else:
            self.of_empty = kind

    @rule(choices=CHOICES)
    def offer(self, choices: list[Kind]) -> None:
        """The box changes: a text keeps its kind, and the first choice follows it."""
        self.chooser.offer(choices, is_line_empty=not self.has_text and self.of_edit is None)
        self.choices = choices
        if self.has_text:
            self.of_text = self.of_text or self.of_empty
        self.of_empty = choices[0]

    @rule(kind=KINDS)
    def click(self, kind: Kind) -> None:
        """A click chooses."""
        self.chooser.choose(kind)
        self._choose(kind)

    @rule(step=st.sampled_from([1, -1]))
    def turn(self, step: int) -> None:
        """Tab goes round the choices; from another kind it goes to the first."""
        self.chooser.turn(step)
        if self.choices:
            here = self.expected in self.choices
            place = self.choices.index(self.expected) + step if here else 0
            self._choose(self.choices[place % len(self.choices)])

    @precondition(lambda self: self.of_edit is None)
    @rule()
    def type_text(self) -> None:
        """Typing changes no kind."""
        self.has_text = True

    @precondition(lambda self: self.of_edit is None)
    @rule(kind=KINDS)
    def return_text(self, kind: Kind) -> None:
        """A refused text returns with its kind."""
        self.chooser.carry(kind)
        self.has_text, self.of_text = True, kind

    @rule(kind=KINDS)
    def edit(self, kind: Kind) -> None:
        """A note is loaded, perhaps in place of another one; a typed text is set aside."""
        self.chooser.lend(kind)
        self.of_edit = kind

    @precondition(lambda self: self.of_edit is not None)
    @rule()
    def end_edit(self) -> None:
        """The edit is saved or cancelled: the typed text returns, if there was one."""
        self.chooser.end_edit(is_line_empty=not self.has_text)
        self.of_edit = None

    @precondition(lambda self: self.of_edit is None)
    @rule()
    def empty(self) -> None:
        """The text is saved, or deleted."""
        self.chooser.end_text()
        self.has_text, self.of_text = False, None

    @invariant()
    def shows_the_topmost_kind(self) -> None:
        """Rule: it shows what the model predicts, and has told each change."""
        assert self.chooser.current is self.expected
        assert (self.told[-1] if self.told else Kind.CHALLENGE) is self.expected


TestKindsOfALine = KindsOfALine.TestCase
