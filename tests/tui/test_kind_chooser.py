"""The kind chooser shows the kind that a simple model of layers predicts, whatever happens in which order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets.kind_chooser import KindChooser, Lasting

KINDS = st.sampled_from(Kind)
CHOICES = st.lists(KINDS, min_size=1, max_size=4, unique=True)


class KindsOfALine(RuleBasedStateMachine):
    """A line with an empty text, a typed text, or an edit that lies over either of them.

    The model is layers: the step's own kind, the kept one, the one of the next note, that of the typed text, and that of the
    edit. The topmost one shows. The typed text has a layer of its own only if its kind was carried, or the choices changed
    while it was in the line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Kind] = []
        self.chooser = KindChooser(self.told.append)
        self.choices = [Kind.CHALLENGE]
        self.has_text = False
        self.kept: Kind | None = None
        self.of_next: Kind | None = None
        self.of_text: Kind | None = None
        self.of_edit: Kind | None = None
        self.edited: Kind | None = None

    @property
    def below(self) -> Kind:
        """The kind of the notes that follow."""
        return self.kept or self.choices[0]

    @property
    def expected(self) -> Kind:
        """The kind of the topmost layer."""
        return self.of_edit or self.of_text or self.of_next or self.below

    def _choose(self, kind: Kind) -> None:
        """The topmost layer has this kind now."""
        if self.of_edit:
            self.of_edit = kind
        elif self.of_text:
            self.of_text = kind
        else:
            self.of_next = kind

    @rule(choices=CHOICES)
    def offer(self, choices: list[Kind]) -> None:
        """The box changes: a text keeps its kind, and the step's own follows it; a kept kind stays in its step."""
        is_line_empty = not self.has_text and self.of_edit is None
        self.chooser.offer(choices, is_line_empty=is_line_empty)
        if self.has_text:
            self.of_text = self.of_text or self.of_next or self.below
        if choices[0] is not self.choices[0]:
            self.kept = None
        self.choices, self.of_next = choices, None

    @rule(kind=KINDS)
    def click(self, kind: Kind) -> None:
        """A click chooses."""
        self.chooser.choose(kind)
        self._choose(kind)

    @precondition(lambda self: self.of_edit is None)
    @rule(kind=KINDS)
    def keep(self, kind: Kind) -> None:
        """Keeping a kind lasts; keeping it again, or the step's own, ends it."""
        self.kept = None if kind in (self.kept, self.choices[0]) else kind
        assert self.chooser.keep(kind) is (self.kept is not None)
        self.of_next = None
        self.of_text = self.below if self.of_text else None

    @rule(step=st.sampled_from([1, -1]))
    def turn(self, step: int) -> None:
        """Tab goes round the choices and what the note is already."""
        self.chooser.turn(step)
        choices = [*self.choices]
        for kind in (self.expected, self.edited):
            if kind is not None and kind not in choices:
                choices.insert(0, kind)
        self._choose(choices[(choices.index(self.expected) + step) % len(choices)])

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

    @rule(kind=KINDS, changed=KINDS)
    def edit(self, kind: Kind, changed: Kind) -> None:
        """A note is loaded, perhaps in place of another one; a typed text is set aside."""
        self.chooser.lend(changed, of_note=kind)
        self.of_edit, self.edited = changed, kind

    @precondition(lambda self: self.of_edit is not None)
    @rule(is_saved=st.booleans())
    def end_edit(self, is_saved: bool) -> None:
        """The edit is saved or cancelled: the typed text returns, if there was one."""
        if is_saved:
            self.chooser.end_note()
        self.chooser.end_edit(is_line_empty=not self.has_text)
        self.of_edit = self.edited = None

    @precondition(lambda self: self.of_edit is None)
    @rule(is_saved=st.booleans())
    def empty(self, is_saved: bool) -> None:
        """The text is saved, or deleted; only a saved note uses up the kind that was chosen for it."""
        if is_saved:
            self.chooser.end_note()
            self.of_next = None
        self.chooser.end_text()
        self.has_text, self.of_text = False, None

    @invariant()
    def shows_the_topmost_kind(self) -> None:
        """Rule: it shows what the model predicts and for how long, and has told each change."""
        choice = self.chooser.choice
        assert self.chooser.current is choice.kind is self.expected
        assert choice.kind in choice.choices
        assert (self.told[-1] if self.told else Kind.CHALLENGE) is self.expected
        is_once = self.of_edit is None and self.expected is not self.below
        assert (choice.lasting is Lasting.NOTE) is is_once
        assert self.chooser.becomes is (None if self.of_edit is self.edited else self.of_edit)


TestKindsOfALine = KindsOfALine.TestCase


def test_an_amendment_can_not_change_the_kind() -> None:
    """Rule: Tab and a click do nothing until it is over."""
    chooser = KindChooser()
    chooser.lend(Kind.PRINCIPLE, of_note=Kind.PRINCIPLE, is_fixed=True)
    chooser.turn(1)
    chooser.choose(Kind.CHALLENGE)
    assert chooser.choice.choices == (Kind.PRINCIPLE,)
    chooser.end_edit(is_line_empty=True)
    assert chooser.current is not Kind.PRINCIPLE
