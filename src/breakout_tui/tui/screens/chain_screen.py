"""Chain screen: the links between statements, from challenge to recommendation, and the loose ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.lint import lint
from breakout_tui.domain.note_fields import filled
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.letters import bindings_of
from breakout_tui.tui.actions.note_actions import NOTE_ACTIONS
from breakout_tui.tui.chain_tree import rows_of
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.keymap import DEFAULT_KEYS
from breakout_tui.tui.remedies import LOOSE_WORDS, Remedy, remedy
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.chain_list import ChainList, LooseList
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint

WIDE = 100
"""Screen width from which the loose ends are beside the chain."""
MARGINS = 4
"""Cells beside the title."""


class ChainScreen(ClosesOnce[Remedy | None]):
    """Returns a command that fixes or changes something, or None. The chain is drawn once."""

    CSS_PATH = "../styles/chain.tcss"
    AUTO_FOCUS = "ChainList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding(DEFAULT_KEYS["chain"], "back", "Back", show=False, id="chain"),
        Binding("tab,shift+tab", "turn", "The other list", show=False),
        *bindings_of(NOTE_ACTIONS, Place.CHAIN, "about"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ends = lint(session)

    def compose(self) -> ComposeResult:
        """The chain, the loose ends beside or below it, the text under the cursor, the keys."""
        kinds = [None if end.serial is None else self._session.book[end.serial].kind for end in self._ends]
        yield Static("", id="title")
        with Horizontal(id="body"):
            yield ChainList(rows_of(self._session), id="chain")
            with Vertical(id="loose-part"):
                yield Static(self._loose_title(), id="loose-title", markup=False)
                yield LooseList(self._ends, kinds, self._session.labels, id="loose")
        yield Static("", id="words", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the text under the cursor."""
        self._show()

    @on(ChainList.Moved, "#chain")
    def _chain_moved(self) -> None:
        self._show()

    @on(LooseList.Moved, "#loose")
    def _loose_moved(self) -> None:
        self._follow()
        self._show()

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused list."""
        if self.query_one(LooseList).has_focus:
            self._follow()
        self._show()

    @on(ChainList.Chosen, "#chain")
    def _edit(self) -> None:
        self.action_about("edit")

    @on(LooseList.Chosen, "#loose")
    def action_mend(self) -> None:
        """Return the command that fixes the loose end under the cursor."""
        end = self.query_one(LooseList).end
        if end is not None:
            self.dismiss(remedy(self._session, end))

    def action_about(self, word: str) -> None:
        """Return a command about the note under the cursor."""
        note = self._note()
        if note is not None:
            self.dismiss((word, note.reference))

    def action_turn(self) -> None:
        """Focus the other list."""
        chain, loose = self.query_one(ChainList), self.query_one(LooseList)
        self.set_focus(chain if loose.has_focus else loose)

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    def _follow(self) -> None:
        end = self.query_one(LooseList).end
        if end is not None and end.serial is not None:
            self.query_one(ChainList).show_note(end.serial)

    def _note(self) -> Note | None:
        loose = self.query_one(LooseList)
        if not loose.has_focus:
            return self.query_one(ChainList).note
        end = loose.end
        return None if end is None or end.serial is None else self._session.book[end.serial]

    def _show(self) -> None:
        note, loose = self._note(), self.query_one(LooseList)
        words = self.query_one("#words", Static)
        words.update("" if note is None else _words(note))
        if loose.has_focus:
            remedy = (
                [KeyHint("Enter", LOOSE_WORDS[loose.end.kind].deed, "mend")] if loose.end is not None else []
            )
            hints = [*remedy, KeyHint("Tab", "chain", "turn")]
        else:
            hints = [
                KeyHint("← →", "follow"),
                KeyHint("Tab", "loose ends", "turn"),
                KeyHint("Enter", "edit", "about('edit')"),
                KeyHint("l", "link", "about('link')"),
                KeyHint("f", "fields", "about('fields')"),
            ]
        self.query_one(KeyLine).show([*hints, KeyHint("Esc", "back", "back"), help_hint()])

    def on_resize(self) -> None:
        """The title; shorter in a narrow window."""
        self.query_one("#title", Static).update(self._title())

    def _title(self) -> Content:
        name = Content.styled("The chain    ", "bold") if self.size.width >= WIDE else Content("")
        kinds = [kind for kind in KINDS if kind in self._session.note_kinds]
        counts = {kind: sum(1 for _ in self._session.book.of_kind(kind)) for kind in kinds}
        full = _counts({kind: self._session.labels.counted(count, kind) for kind, count in counts.items()})
        if name.cell_length + full.cell_length + MARGINS <= self.size.width:
            return name + full
        return name + _counts({kind: f"{count:,} {kind.letter}" for kind, count in counts.items()})

    def _loose_title(self) -> str:
        return plural(len(self._ends), "loose end") if self._ends else "Loose ends"


def _counts(words: Mapping[Kind, str]) -> Content:
    """The kinds in the order of the chain, each with these words."""
    arrow = Content.styled(" → ", "$faint")
    return arrow.join(
        Content.styled(f"{GLYPHS[kind]} {each}", f"${KIND_VARIABLES[kind]}") for kind, each in words.items()
    )


def _words(note: Note) -> Content:
    about = [f"@{note.attribution}" if note.attribution else "", f"#{note.cluster}" if note.cluster else ""]
    about += [f"{field.word}: {value}" for field, value in filled(note)]
    text = Content.assemble((f"{note.reference}  ", f"bold ${KIND_VARIABLES[note.kind]}"), note.text)
    aside = "  ".join(filter(None, about))
    return Content.assemble(text, "   ", (aside, "$muted")) if aside else text
