"""Overview screen: all rooms of a hub as cards, for the organiser; with the calls for help above."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.overview import CardChoice, figures_of, heading_of, themes_of
from breakout_tui.domain.overview_source import OverviewContact, OverviewSource, OverviewStanding
from breakout_tui.tui.organiser_writing import close_call, list_messages, take_call, write
from breakout_tui.tui.overview_words import contact_part
from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen
from breakout_tui.tui.screens.overview_room_screen import OverviewRoomScreen
from breakout_tui.tui.silencing import LETTERS, silence
from breakout_tui.tui.widgets.call_lines import CallLines
from breakout_tui.tui.widgets.card_grid import CardGrid
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.line import Line, Part

_HINTS = (
    KeyHint("Enter", "notes", "open"),
    KeyHint("/", "find", "find"),
    KeyHint("w", "write", "write"),
    KeyHint("m", "messages", "messages"),
    KeyHint("s", "silence", "silence"),
    KeyHint("f", "findings only", "findings"),
    KeyHint("t", "theme", "theme"),
    KeyHint("r", "refresh", "refresh"),
    KeyHint("c", "colours", "app.turn_theme"),
    KeyHint("q", "quit", "app.quit"),
)
_ALL_THEMES = "0"


class OverviewScreen(Screen[None]):
    """``url`` is where the hub is."""

    CSS_PATH = "../styles/overview.tcss"
    AUTO_FOCUS = "CardGrid"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", show=False),
        Binding("f", "findings", "Only rooms with findings", show=False),
        Binding("t", "theme", "Only one theme", show=False),
        Binding("s", "silence", "Silence a finding", show=False),
        Binding("h", "take", "Take a call for help", show=False),
        Binding("x", "close_call", "Close a call for help", show=False),
        Binding("w", "write", "Write to rooms", show=False),
        Binding("m", "messages", "Messages and their answers", show=False),
        Binding("r", "refresh", "Ask the hub now", show=False),
        Binding("escape", "all", "All rooms", show=False),
    ]

    def __init__(self, source: OverviewSource, clock: Clock, url: str) -> None:
        super().__init__()
        self._source = source
        self._clock = clock
        self._url = url
        self.choice = CardChoice()
        self._shown: tuple[OverviewStanding, int, CardChoice] | None = None

    def compose(self) -> ComposeResult:
        """The heading and figures, how it is with the hub and what is chosen, the cards, the keys."""
        yield Line(id="title")
        yield Line(id="state")
        yield CallLines(id="calls")
        yield CardGrid(id="cards")
        yield KeyLine(_HINTS, id="keys")

    def on_mount(self) -> None:
        """Show how it is."""
        self._show()

    def tick(self) -> None:
        """Show how it is now."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        """Nothing is painted in a second in which nothing has changed."""
        standing, since_boot = self._source.standing, self._clock.read().since_boot
        now = since_boot + standing.offset
        state = standing, int(now), self.choice
        if state == self._shown:
            return
        self._shown = state
        chosen = [card for card in standing.cards if self.choice.has(card)]
        figures = figures_of(standing.cards)
        title = self.query_one("#title", Line)
        title.left = ((heading_of(standing.cards), "strong"),)
        title.right = ((figures.words if standing.cards else "", "muted"),)
        line = self.query_one("#state", Line)
        line.left = (contact_part(standing, self._url), *self._chosen_words(len(chosen), standing))
        line.right = ((figures.graded_words, "muted"),)
        self.query_one(CallLines).show(standing.mail.calls, now)
        self.query_one(CardGrid).show(chosen, now)

    def _chosen_words(self, count: int, standing: OverviewStanding) -> list[Part]:
        words = [
            *([f"“{self.choice.text}”"] if self.choice.text else []),
            *([self.choice.theme] if self.choice.theme else []),
            *(["with findings"] if self.choice.has_findings else []),
        ]
        if not words:
            has_none = standing.contact is OverviewContact.ON and not standing.cards
            return [("No rooms yet: breakout-tui rooms add NAME", "muted")] if has_none else []
        gap = "   " if contact_part(standing, self._url)[0] else ""
        return [(f"{gap}{count} of {len(standing.cards)}: {', '.join(words)} · Esc all", "muted")]

    # Keys

    def action_find(self) -> None:
        """Ask for words; only rooms with all of them are shown."""

        def answered(text: str | None) -> None:
            if text is not None:
                self._choose(replace(self.choice, text=text))

        question = "Show rooms with these words"
        self.app.push_screen(AskScreen(question, value=self.choice.text, is_replaced=True), answered)

    def action_findings(self) -> None:
        """Show only rooms with findings, or all."""
        self._choose(replace(self.choice, has_findings=not self.choice.has_findings))

    def action_theme(self) -> None:
        """Ask for a theme; only its rooms are shown."""
        themes = dict(zip(LETTERS, themes_of(self._source.standing.cards), strict=False))

        def answered(key: str | None) -> None:
            if key is not None:
                self._choose(replace(self.choice, theme=themes.get(key, "")))

        options = [(_ALL_THEMES, "all themes"), *themes.items()]
        self.app.push_screen(ChooseScreen("Show the rooms of a theme", options), answered)

    def action_all(self) -> None:
        """Show all rooms again."""
        self._choose(CardChoice())

    def action_refresh(self) -> None:
        """Ask the hub now."""
        self._source.look_now()

    def action_open(self) -> None:
        """Open the notes of the room under the cursor."""
        self.query_one(CardGrid).action_open()

    @on(CardGrid.Opened)
    def _opened(self, message: CardGrid.Opened) -> None:
        self.app.push_screen(OverviewRoomScreen(self._source, self._clock, message.card.id, self._url))

    def action_silence(self) -> None:
        """Silence a finding of the room under the cursor, for a reason."""
        if (card := self.query_one(CardGrid).card) is not None and card.findings:
            silence(self, self._source, card)

    def action_take(self) -> None:
        """Go to a room that calls."""
        take_call(self, self._source)

    def action_close_call(self) -> None:
        """Close a call that is dealt with."""
        close_call(self, self._source)

    def action_write(self) -> None:
        """Write to all rooms, or to the one under the cursor."""
        write(self, self._source, self.query_one(CardGrid).card, new_id(self._clock.read().wall))

    def action_messages(self) -> None:
        """List the messages with what rooms have answered."""
        list_messages(self, self._source)

    def _choose(self, choice: CardChoice) -> None:
        self.choice = choice
        self.tick()
