"""Overview room screen: one room with all its findings and its notes, the latest first; read-only but for what is silenced."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.overview_source import OverviewSource
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import RoomFinding, SilencedFinding
from breakout_tui.tui.overview_words import bar_parts, contact_part, count_parts, moment_parts
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.silencing import ask_why
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.overview_list import OverviewList


class OverviewRoomScreen(ClosesOnce[None]):
    """``room_id`` is the room; ``url`` is where the hub is."""

    CSS_PATH = "../styles/overview.tcss"
    AUTO_FOCUS = "OverviewList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "silence", "Silence, or show again", show=False),
        Binding("r", "refresh", "Ask the hub now", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, source: OverviewSource, clock: Clock, room_id: str, url: str) -> None:
        super().__init__()
        self._source = source
        self._clock = clock
        self._room_id = room_id
        self._url = url
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """Room and theme, how it is with the hub, time and place, the bar, the counts, then findings and notes."""
        yield Line(id="title")
        yield Line(id="moment")
        yield Line(id="bar")
        yield Line(id="counts")
        yield OverviewList(id="rows")
        yield Line(id="state")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Ask for the notes."""
        self._source.read_notes_of(self._room_id)
        self._show()

    def on_unmount(self) -> None:
        """They are no longer followed."""
        self._source.read_notes_of("")

    def on_resize(self) -> None:
        """The lines have another width."""
        self._shown = None
        self.tick()

    def tick(self) -> None:
        """Show how it is now."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        standing = self._source.standing
        now = self._clock.read().since_boot + standing.offset
        state = standing, int(now)
        if state == self._shown:
            return
        self._shown = state
        card = self._card
        title = self.query_one("#title", Line)
        self.query_one("#state", Line).left = (contact_part(standing, self._url),)
        if card is None:
            title.left = (("This room is not at the hub any more", "strong"),)
            return
        title.left = ((" · ".join(filter(None, (card.name, card.theme))), "strong"),)
        title.right = ((f"round {card.round}" if card.round else "", "muted"),)
        moment, bar, counts = (self.query_one(name, Line) for name in ("#moment", "#bar", "#counts"))
        moment.left = tuple(moment_parts(card, moment.size.width, now))
        bar.left = tuple(bar_parts(card.time, bar.size.width, now))
        counts.left = tuple(count_parts(card))
        room = counts.size.width - sum(cell_len(text) for text, _ in counts.left) - 2
        told = [*filter(None, (card.heard_words(now), card.noted_words(now), card.ends, card.laptop))]
        while len(told) > 1 and cell_len(" · ".join(told)) > room:
            told.pop()
        counts.right = ((" · ".join(told), "muted"),)
        notes = standing.notes if standing.notes is not None and standing.notes.room_id == card.id else None
        rows = self.query_one(OverviewList)
        rows.show(card, notes)
        self._show_keys(rows)

    def on_overview_list_moved(self) -> None:
        """Other keys may act."""
        self._show_keys(self.query_one(OverviewList))

    def _show_keys(self, rows: OverviewList) -> None:
        words = {RoomFinding: "silence", SilencedFinding: "show again"}.get(type(rows.row))
        hints = [KeyHint("s", words, "silence")] if words is not None else []
        hints += [KeyHint("r", "refresh", "refresh"), KeyHint("Esc", "all rooms", "back")]
        self.query_one("#keys", KeyLine).show([*hints, KeyHint("q", "quit", "app.quit")])

    @property
    def _card(self) -> RoomCard | None:
        return next((card for card in self._source.standing.cards if card.id == self._room_id), None)

    # Keys

    def action_silence(self) -> None:
        """Silence the finding under the cursor, or show it again."""
        row, card = self.query_one(OverviewList).row, self._card
        if card is None:
            return
        if isinstance(row, SilencedFinding):
            self._source.show_again(card, row)
        elif isinstance(row, RoomFinding):
            ask_why(self, row, lambda reason: self._source.silence(card, row, reason))

    def action_refresh(self) -> None:
        """Ask the hub now."""
        self._source.look_now()

    def action_back(self) -> None:
        """Back to all rooms."""
        self.dismiss(None)
