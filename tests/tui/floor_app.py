"""A window that shares, whose file has a floor, and a server that sends what it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from breakout_tui.domain.erased_elsewhere import ErasingHere
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, SentStatement
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.session import Session
from breakout_tui.link.room_floor_box import FloorExchange
from breakout_tui.store.room_floor import StoredFloor
from breakout_tui.tui.screens.floor_screen import FloorScreen
from tests.domain.day import NINE
from tests.store.floor_room import ADDRESS, CODE, FloorRoom
from tests.tui.fake_sharing import FakeSharing, squares
from tests.tui.fakes import FakeClock
from tests.tui.live_app import LiveApp, live_app


class FloorSharing(FakeSharing):
    """Shares in memory; the floor follows what is offered."""

    def __init__(self, floor: StoredFloor) -> None:
        super().__init__()
        self.floor = floor
        self.exchange = FloorExchange(floor, lambda: None)
        self.hub = FloorExchange(floor, lambda: None, is_hub=True)

    def offer(self, session: Session | None) -> None:
        """The floor of this session."""
        super().offer(session)
        assert isinstance(self.floor, StoredFloor)
        self.floor.offer(session)
        self.exchange.look()


@dataclass
class FloorApp:
    """The window."""

    app: LiveApp
    room: FloorRoom
    sharing: FloorSharing

    def sent(self, text: str, *, country: str = "", kind: str = "challenge") -> SentStatement:
        """A statement for the open session, on its way."""
        return SentStatement(new_id(NINE), self.app.session_id, kind, text, country, 60.0)

    async def gets(
        self, *statements: SentStatement, withdrawn: tuple[str, ...] = (), phones: int = 3
    ) -> FloorNews:
        """The server sends this; what it was told before."""
        news = self.sharing.exchange.news()
        self.sharing.exchange.hear(news, FloorMail(statements, withdrawn, False, CODE, ADDRESS, phones))
        await self.app.wait(0.25)
        return news

    async def hub_tells(self, address: str, code: str, phones: int = 0) -> FloorNews:
        """The hub that the room is joined to says how phones join there; what it was told before. It is away without an address."""
        hub = self.sharing.hub
        news = hub.news()
        hub.hear(news, FloorMail(code=code, address=address, phones=phones) if address else None)
        await self.app.wait(0.25)
        return news

    async def opens(self) -> FloorScreen:
        """Open the list, and press keys in it."""
        await self.presses("f10")
        await self.app.wait(1.0)
        screen = self.app.app.screen
        assert isinstance(screen, FloorScreen)
        return screen

    async def presses(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.app.send(key)
            await self.app.wait(0.25)

    @property
    def became(self) -> list[tuple[FloorOutcome, str]]:
        """What became of each statement."""
        assert self.sharing.floor is not None
        session = self.app.controller.session
        found = FloorOutcomes().of(self.sharing.floor.statements, session).values()
        return [(became.outcome, became.reference) for _, became in found]


@asynccontextmanager
async def floor_app(
    folder: Path, size: tuple[int, int] = (120, 32), *, erasing: ErasingHere | None = None
) -> AsyncIterator[FloorApp]:
    """A window in which a phase runs."""
    clock = FakeClock()
    room = FloorRoom(folder / "room.db", clock=clock)
    floor = StoredFloor(lambda: room.path, room.write, clock, draw=lambda _a, _c: squares())
    sharing = FloorSharing(floor)
    async with live_app(sharing=sharing, size=size, clock=clock, erasing=erasing) as app:
        await app.pilot.press("f2")
        await app.wait(0.25)
        yield FloorApp(app, room, sharing)
