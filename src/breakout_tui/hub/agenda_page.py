"""The page of the public agenda, for which nobody needs a code."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.overview import commonest_event
from breakout_tui.domain.public_agenda import agenda_row, in_rooms_order
from breakout_tui.hub.overview_rooms import OverviewRooms
from breakout_tui.hub.pages import Pages

AGENDA_PATH = "/agenda"
_FRESH = 1.0
"""Seconds for which a page that was made is given to everybody."""

_NO_EVENT = "Agenda"
"""The heading before any room has told of its event."""


class AgendaPage:
    """One page; however many look at it, it is made once a second."""

    def __init__(self, overview: OverviewRooms, pages: Pages, clock: Clock) -> None:
        self._overview = overview
        self._pages = pages
        self._clock = clock
        self._made = ""
        self._made_at = float("-inf")
        self.routes = [Route(AGENDA_PATH, self._page, methods=["GET"])]

    async def _page(self, _: Request) -> Response:
        await self._overview.seen()
        now = self._clock.read().since_boot
        if not 0 <= now - self._made_at < _FRESH:
            self._made, self._made_at = self._rendered(), now
        return HTMLResponse(self._made)

    def _rendered(self) -> str:
        cards = self._overview.cards()
        found = (self._overview.room(card.id) for card in cards)
        rows = (
            agenda_row(room.card.name, room.read.session, room.live.copy.reading()) for room in found if room
        )
        return self._pages.rendered(
            "agenda.html",
            event=commonest_event(cards) or _NO_EVENT,
            rows=in_rooms_order(rows),
            wall=self._clock.read().wall,
        )
