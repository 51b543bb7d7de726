"""Report-back screen: the short spoken report, filled from the outcomes, edited card by card, fitted to its minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.records import ReportBack
from breakout_tui.domain.report_back import Fitted, SpokenPart
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.spoken_cards import EditCard, added_to, cards_of, refilled, rewritten, stored_of
from breakout_tui.tui.widgets.card_list import CardList
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line import Part as LinePart
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.text_box import TextBox
from breakout_tui.tui.wording import steady


class ReportBackScreen(ClosesOnce[None]):
    """Shows a session's report-back. ``edit`` stores an edited one, and returns the updated session."""

    CSS_PATH = "../styles/report_back.tcss"
    AUTO_FOCUS = "CardList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "minutes(1)", "One minute more", show=False),
        Binding("minus", "minutes(-1)", "One minute less", show=False),
        Binding("n", "add", "Add another", show=False),
        Binding("d,delete", "leave_out", "Leave out", show=False),
        Binding("o", "refill", "Restore draft", show=False),
        Binding("r", "rehearse", "Rehearse", show=False),
        Binding("e", "export", "Export", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    @dataclass
    class ExportAsked(Message):
        """Write the report-back as Markdown and as slides."""

        session: Session

    @dataclass
    class RehearsalAsked(Message):
        """Rehearse the report-back."""

        fitted: Fitted

    def __init__(self, session: Session, edit: Callable[[ReportBack], Session]) -> None:
        super().__init__()
        self._session = session
        self._edit = edit
        self._fitted, self._cards = cards_of(session)
        self._editing: EditCard | None = None

    @property
    def fitted(self) -> Fitted:
        """The report-back, fitted to its minutes."""
        return self._fitted

    def compose(self) -> ComposeResult:
        """The length, the cards, the editor, the keys."""
        yield Line(id="header")
        yield CardList(self._fitted, self._cards, id="cards")
        with Vertical(id="editor"):
            yield Static("", id="edited", markup=False)
            yield TextBox(id="text")
            yield Static("Reason", id="reason-label", markup=False)
            yield TextBox(id="reason")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the cards without the editor."""
        self.query_one("#editor").display = False
        self._show()

    @on(LineList.Chosen, "#cards")
    def _chosen(self) -> None:
        self._open(self.query_one(CardList).card)

    @on(LineList.Moved, "#cards")
    def _moved(self) -> None:
        self._show_keys()

    @on(TextBox.Kept)
    def _kept(self, event: TextBox.Kept) -> None:
        card = self._editing
        if card is None:
            return
        text, reason = (
            event.text if box is event.box else box.clean_text
            for box in (self.query_one("#text", TextBox), self.query_one("#reason", TextBox))
        )
        if (text, reason) != (card.text, card.reason):
            self._store(rewritten(self._session, card, text, reason))
        self._close()

    @on(TextBox.Left)
    def _left(self) -> None:
        self._close()

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused widget."""
        self._show_keys()

    def action_minutes(self, by: int) -> None:
        """Change its minutes."""
        stored = stored_of(self._session)
        if stored.minutes + by >= 1:
            self._store(replace(stored, minutes=stored.minutes + by))

    def action_add(self) -> None:
        """Add a finding or recommendation."""
        card = added_to(self._session, self.query_one(CardList).card)
        if card is not None:
            self._open(card)

    def action_leave_out(self) -> None:
        """Leave out the card under the cursor."""
        card = self.query_one(CardList).card
        if card.text:
            self._store(rewritten(self._session, card, ""))

    def action_refill(self) -> None:
        """Restore the draft of this part, made from the outcomes."""
        card = self.query_one(CardList).card
        if card.is_kept:
            self._store(refilled(self._session, card.part))

    def action_rehearse(self) -> None:
        """Start the rehearsal."""
        if self._fitted.cards:
            self.post_message(self.RehearsalAsked(self._fitted))

    def action_export(self) -> None:
        """Write the files."""
        self.post_message(self.ExportAsked(self._session))

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    def _open(self, card: EditCard) -> None:
        self._editing = card
        self.query_one("#edited", Static).update(card.heading)
        self.query_one("#editor").display = True
        text, reason = self.query_one("#text", TextBox), self.query_one("#reason", TextBox)
        text.open(card.text)
        reason.open(card.reason)
        for name in ("#reason-label", "#reason"):
            self.query_one(name).display = card.part is SpokenPart.FINDING
        self.set_focus(text)

    def _close(self) -> None:
        self._editing = None
        self.query_one("#editor").display = False
        self.set_focus(self.query_one(CardList))

    def _store(self, report_back: ReportBack) -> None:
        self._session = self._edit(report_back)
        self._show()

    def _show(self) -> None:
        self._fitted, self._cards = cards_of(self._session)
        self.query_one(CardList).show(self._fitted, self._cards)
        header = self.query_one("#header", Line)
        header.left = (("Report-back", "strong"), (f"   {steady(self._session.theme.title)}", "muted"))
        header.right = _measure(self._fitted)
        self._show_keys()

    def _show_keys(self) -> None:
        if self._editing is not None:
            other = [KeyHint("Tab", "reason")] if self._editing.part is SpokenPart.FINDING else []
            hints = [
                KeyHint("Enter", "save"),
                *other,
                KeyHint("Ctrl+J", "new line"),
                KeyHint("Esc", "cancel"),
            ]
            self.query_one(KeyLine).show(hints)
            return
        card = self.query_one(CardList).card
        hints = [KeyHint("Enter", "edit"), KeyHint("+ −", "minutes"), KeyHint("r", "rehearse", "rehearse")]
        hints.append(KeyHint("e", "export", "export"))
        if card.is_kept:
            hints.insert(1, KeyHint("o", "reset", "refill"))
        if added_to(self._session, card) is not None:
            hints.append(KeyHint("n", "add", "add"))
        if card.text:
            hints.append(KeyHint("d", "leave out", "leave_out"))
        self.query_one(KeyLine).show([*hints, KeyHint("Esc", "back", "back"), help_hint()])


def _measure(fitted: Fitted) -> tuple[LinePart, ...]:
    """The words used, the words available, and the time."""
    time = f" · {clock(fitted.seconds)} of {fitted.minutes}:00"
    words = f"{fitted.words:,} of {plural(fitted.budget, 'word')}"
    if fitted.over:
        return ((f"{words}{time}", "muted"), (f" · {plural(fitted.over, 'word')} too many", "bad"))
    return ((f"{words}{time}", "good"),)
