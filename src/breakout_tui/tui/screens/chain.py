"""Chain screen: which statement answers which, from challenge to recommendation, and what is loose."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from breakout_tui.domain.chain import boxes_of_issues
from breakout_tui.domain.lint import Loose, LooseEnd, lint
from breakout_tui.domain.notes import Kind, Note
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session import Session
from breakout_tui.tui.chain_tree import rows_of
from breakout_tui.tui.colours import GLYPHS, KIND_VARIABLES
from breakout_tui.tui.widgets.chain_list import REMEDIES, ChainList, LooseList
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.wording import plural

Mending = tuple[str, str]
"""A word and its argument, as they would be typed after the slash."""


class ChainScreen(Screen[Mending | None]):
    """Gives the command that mends or changes something, or None when she only looked. The chain is drawn once, as it is."""

    CSS_PATH = "../styles/chain.tcss"
    AUTO_FOCUS = "ChainList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9", "back", "Back", show=False),
        Binding("tab,shift+tab", "turn", "The other list", show=False),
        Binding("l", "about('link')", "Link", show=False),
        Binding("f", "about('fields')", "Fields", show=False),
        Binding("e", "about('edit')", "Edit", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ends = lint(session)

    def compose(self) -> ComposeResult:
        """The chain, the loose ends beside or below it, the words of what the cursor is on, the keys."""
        kinds = [None if end.serial is None else self._session.book[end.serial].kind for end in self._ends]
        yield Static(self._title(), id="title")
        with Horizontal(id="body"):
            yield ChainList(rows_of(self._session), id="chain")
            with Vertical(id="loose-part"):
                yield Static(self._loose_title(), id="loose-title", markup=False)
                yield LooseList(self._ends, kinds, id="loose")
        yield Static("", id="words", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say what the cursor is on."""
        self._show()

    @on(ChainList.Moved, "#chain")
    def _chain_moved(self) -> None:
        self._show()

    @on(LooseList.Moved, "#loose")
    def _loose_moved(self) -> None:
        self._follow()
        self._show()

    def on_descendant_focus(self) -> None:
        """The keys fit the list that has the focus."""
        if self.query_one(LooseList).has_focus:
            self._follow()
        self._show()

    @on(ChainList.Chosen, "#chain")
    def _edit(self) -> None:
        self.action_about("edit")

    @on(LooseList.Chosen, "#loose")
    def action_mend(self) -> None:
        """Leave for what mends the loose end under the cursor."""
        end = self.query_one(LooseList).end
        if end is not None:
            self.dismiss(mending(self._session, end))

    def action_about(self, word: str) -> None:
        """Leave for a command about the note under the cursor."""
        note = self._note()
        if note is not None:
            self.dismiss((word, f"{note.reference} " if word == "link" else note.reference))

    def action_turn(self) -> None:
        """Go to the other list."""
        chain, loose = self.query_one(ChainList), self.query_one(LooseList)
        (chain if loose.has_focus else loose).focus()

    def action_back(self) -> None:
        """Go back to where she came from."""
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
            remedy = [KeyHint("Enter", REMEDIES[loose.end.remedy], "mend")] if loose.end is not None else []
            hints = [*remedy, KeyHint("Tab", "chain", "turn")]
        else:
            hints = [
                KeyHint("← →", "what it answers, what answers it"),
                KeyHint("Tab", "loose ends", "turn"),
                KeyHint("Enter", "edit", "about('edit')"),
                KeyHint("l", "link", "about('link')"),
                KeyHint("f", "fields", "about('fields')"),
            ]
        self.query_one(KeyLine).show([*hints, KeyHint("Esc", "back", "back")])

    def _title(self) -> Content:
        parts = [Content.styled("The chain", "bold"), Content("    ")]
        for kind in (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION):
            count = sum(1 for _ in self._session.book.of_kind(kind))
            arrow = Content.styled(" → ", "$faint") if kind is not Kind.CHALLENGE else Content("")
            words = Content.styled(f"{GLYPHS[kind]} {plural(count, kind.value)}", f"${KIND_VARIABLES[kind]}")
            parts += [arrow, words]
        return Content("").join(parts)

    def _loose_title(self) -> str:
        return plural(len(self._ends), "loose end") if self._ends else "Loose ends"


def mending(session: Session, end: LooseEnd) -> Mending:
    """The command that mends a loose end."""
    if end.kind is Loose.NO_APPROACH:
        place = next(
            (i for i, issue in enumerate(priorities(session)) if end.subject in (issue.subject, issue.title)),
            -1,
        )
        boxes = [box for box in session.boxes if boxes_of_issues(session).get(box.id) == place]
        return end.remedy, boxes[0].label if boxes else end.subject
    return end.remedy, f"{end.subject} " if end.remedy == "link" else end.subject


def _words(note: Note) -> Content:
    about = [f"@{note.attribution}" if note.attribution else "", f"#{note.cluster}" if note.cluster else ""]
    about += [f"{label} {value}" for label, value in _fields(note) if value]
    text = Content.assemble((f"{note.reference}  ", f"bold ${KIND_VARIABLES[note.kind]}"), note.text)
    aside = "  ".join(filter(None, about))
    return Content.assemble(text, "   ", (aside, "$muted")) if aside else text


def _fields(note: Note) -> tuple[tuple[str, str], ...]:
    return (
        ("where:", note.where),
        ("evidence:", note.evidence),
        ("for:", note.addressee),
        ("who:", note.actor),
        ("by:", note.due),
    )
