"""Rehearsal: the report-back one card at a time, large, against a countdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.report_back import Fitted
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.page import Page

WIDEST = 64
"""The most cells of a line that can be read at a glance."""


class RehearsalScreen(ClosesOnce[None]):
    """Starts its countdown immediately.

    ``read`` reads the clocks; ``show`` shows a card on the room's displays, or takes it back.
    """

    CSS_PATH = "../styles/report_back.tcss"
    AUTO_FOCUS = "CardPage"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,enter", "turn(1)", "Next card", show=False, priority=True),
        Binding("left,backspace", "turn(-1)", "Previous card", show=False, priority=True),
        Binding("0", "restart", "Restart", show=False),
        Binding("d", "turn_displays", "Show on the displays", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(
        self,
        fitted: Fitted,
        read: Callable[[], Reading],
        show: Callable[[ShownCard | None], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._fitted = fitted
        self._read = read
        self._show_card = show
        self._is_on_displays = False
        self._started = read().since_boot
        self._card = 0
        self._took: int | None = None

    def compose(self) -> ComposeResult:
        """Which card, the card, the countdown, the keys."""
        yield Line(id="header")
        yield CardPage(id="card")
        yield ClockFace(id="clock")
        yield KeyLine(
            [
                KeyHint("Space", "next card", "turn(1)"),
                KeyHint("←", "previous card", "turn(-1)"),
                KeyHint("0", "restart", "restart"),
                KeyHint("d", "on the displays", "turn_displays"),
                KeyHint("Esc", "back", "back"),
            ],
            id="keys",
        )

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()
        self.tick()

    def tick(self) -> None:
        """Show the time."""
        used = self._used
        length = self._fitted.minutes * 60
        left = length - used
        face = self.query_one(ClockFace)
        face.seconds = left
        face.level = (
            Level.OVER
            if left < 0
            else Level.LAST
            if left <= length * 0.05
            else Level.LOW
            if left <= length * 0.2
            else Level.CALM
        )
        face.paused = False
        face.progress = min(1.0, used / length)
        face.caption = f"of {self._fitted.minutes} min" if self._took is None else "when you ended"
        face.sub_caption = self._pace(used)

    def action_turn(self, by: int) -> None:
        """Go to the next or previous card; after the last one, the rehearsal ends."""
        last = len(self._fitted.cards)
        self._card = max(0, min(self._card + by, last))
        if self._card == last and self._took is None:
            self._took = self._used
        elif self._card < last and self._took is not None:
            self._took = None
        self._show()
        self.tick()

    def action_restart(self) -> None:
        """Restart with the first card."""
        self._started, self._card, self._took = self._read().since_boot, 0, None
        self._show()
        self.tick()

    def action_turn_displays(self) -> None:
        """Show the cards on the room's displays, or no longer."""
        self._is_on_displays = not self._is_on_displays
        if not self._is_on_displays:
            self._show_card(None)
        self._show()

    def on_unmount(self) -> None:
        """The displays are back at what is now."""
        if self._is_on_displays:
            self._show_card(None)

    def action_back(self) -> None:
        """Go back to the cards."""
        self.dismiss(None)

    @property
    def _used(self) -> int:
        return int(self._read().since_boot - self._started) if self._took is None else self._took

    def _pace(self, used: int) -> str:
        """How far the speaker is ahead or behind, judged by the current card."""
        cards = self._fitted.cards
        if self._card >= len(cards):
            return f"said in {clock(used)}"
        card = cards[self._card]
        late = used - (card.starts_at + card.seconds)
        if late > 0:
            return f"{clock(late)} behind"
        early = card.starts_at - used
        return f"{clock(early)} ahead" if early > 0 else "on time"

    def _tell_displays(self) -> None:
        """The card that is said now; after the last one it stays, with the time that it took."""
        cards, reading = self._fitted.cards, self._read()
        place = min(self._card, len(cards) - 1)
        text = " ".join(clean_line(sentence.text) for sentence in cards[place].sentences)
        self._show_card(
            ShownCard(
                cards[place].heading,
                text,
                place + 1,
                len(cards),
                reading.boot,
                self._started,
                self._fitted.minutes,
                self._took,
            )
        )

    def _show(self) -> None:
        cards = self._fitted.cards
        if self._is_on_displays and cards:
            self._tell_displays()
        header, page = self.query_one("#header", Line), self.query_one(CardPage)
        if self._card >= len(cards):
            header.left, header.right = (("Rehearsal", "strong"),), ()
            used = self._took or 0
            spare = self._fitted.minutes * 60 - used
            words = f"{clock(spare)} to spare" if spare >= 0 else f"{clock(spare)} too long"
            page.show(f"Said in {clock(used)}: {words}.", "")
            return
        card = cards[self._card]
        following = f"then: {cards[self._card + 1].heading}" if self._card + 1 < len(cards) else "last card"
        header.left = (("Rehearsal", "strong"), (f"   {card.heading}", "accent"))
        place = f"card {self._card + 1} of {len(cards)}"
        header.right = ((f"on the displays · {place}" if self._is_on_displays else place, "muted"),)
        page.show(" ".join(clean_line(sentence.text) for sentence in card.sentences), following)


class CardText:
    """The text of a card in the middle, double-spaced if there is room."""

    def __init__(self) -> None:
        self.words = ""
        self.following = ""

    def lay_out(self, width: int, height: int) -> list[Content]:
        """The text in bold, vertically centred, then the next heading, muted."""
        wide = max(1, min(width - 2, WIDEST))
        indent = Content(" " * ((width - wide) // 2))
        words = [indent + line for line in Content.styled(self.words, "bold").wrap(wide)]
        if 2 * len(words) + 2 <= height:
            words = [line for each in words for line in (each, Content(""))]
        words += [Content(""), indent + Content.styled(self.following, "$muted")]
        above = max(0, (height - len(words)) // 2)
        return [Content("")] * above + words


class CardPage(Page):
    """A card to read out."""

    def __init__(self, *, id: str | None = None) -> None:
        self._card = CardText()
        super().__init__(self._card, fills=True, id=id)

    def show(self, text: str, following: str) -> None:
        """Show a card, and the heading of the next one."""
        self._card.words, self._card.following = text, following
        self.show_again()

    def as_text(self) -> str:
        """Its text."""
        return f"{self._card.words} {self._card.following}".strip()
