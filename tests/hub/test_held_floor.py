"""The floor at the server: what it knows and what its file has are the same, whatever the disk does and whenever the room speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.hub.floor_store import FloorStore
from breakout_tui.hub.held_floor import HeldFloor
from breakout_tui.hub.known_statements import NewStatement
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.store.floor_file import FloorFile
from tests.sampled import a_third

KEY, SECRET = "k" * 16, "s" * 16
SENT = NewStatement("s1", "challenge", "Silo budgets", "Norway", KEY, SECRET)


class Disk(FloorFile):
    """The file on a disk that can be full."""

    is_full = False

    def put(self, statements: Sequence[HeldStatement]) -> None:
        """Or not."""
        if self.is_full:
            raise StoreError("is full", where="the file", remedy="make room")
        super().put(statements)


@asynccontextmanager
async def floor_of(disk: Disk, *early: FloorNews) -> AsyncIterator[HeldFloor]:
    """A server that hears this before it has read its file. At its end the disk works, and everything is written."""
    thread: StoreThread[FloorStore] = StoreThread(lambda: disk, "floor", 30.0, 3.0)
    floor = HeldFloor(thread, SystemClock())
    for news in early:
        floor.hear(news)
    running = asyncio.ensure_future(floor.run())
    while not floor.is_loaded:
        await asyncio.sleep(0)
    try:
        yield floor
    finally:
        disk.is_full = False
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await floor.finish()
        in_memory = {each.id: each for each in floor.latest(100)}
        written = await thread.do(lambda store: store.all())
        assert {each.id: each for each in written} == in_memory
        thread.close()


def test_news_of_the_room_before_the_file_is_read_change_nothing_in_it(tmp_path: Path) -> None:
    """Rule: its phone's key and secret are there after them, so that what it sends again is the same statement; until then nothing is withdrawn."""
    disk = Disk(tmp_path / "room.db")

    async def play() -> None:
        async with floor_of(disk) as floor:
            held = await floor.send(SENT)
        taken = FloorNews(is_open=True, stored=(held.id,), results=(FloorResult(held.id, "taken", "C1"),))
        async with floor_of(disk, taken) as floor:
            assert (await floor.send(SENT)).id == held.id
            floor.hear(taken)
            assert (await floor.send(SENT)).result == ("taken", "C1")
        early = HeldFloor(StoreThread(lambda: disk, "floor", 30.0, 3.0), SystemClock())
        with pytest.raises(FloorRefused) as refused:
            await early.withdraw(held.id, SECRET)
        assert refused.value.refusal is PhoneRefusal.NOT_SAVED

    asyncio.run(play())


_STEPS = st.lists(st.sampled_from(("withdraw", "withdraw", "stored", "taken", "full", "yield")), max_size=8)


@settings(max_examples=a_third(60), deadline=None)
@example(["full", "withdraw"])
@example(["full", "withdraw", "yield", "stored", "withdraw"])
@example(["full", "withdraw", "withdraw"])
@given(_STEPS)
def test_what_a_phone_is_told_of_its_withdrawal_is_so(steps: list[str]) -> None:
    """Rule: in memory and in the file, while the disk fills up, two pages of it withdraw at once, and the room tells what it has."""

    async def play(disk: Disk) -> None:
        async with floor_of(disk) as floor:
            held = await floor.send(SENT)
            tasks: list[asyncio.Task[HeldStatement]] = []
            is_stored = is_taken = False
            for step in steps:
                match step:
                    case "withdraw":
                        tasks.append(asyncio.create_task(floor.withdraw(held.id, SECRET)))
                    case "stored":
                        is_stored = True
                        floor.hear(FloorNews(is_open=True, stored=(held.id,)))
                    case "taken":
                        is_stored = is_taken = True
                        floor.hear(FloorNews(is_open=True, results=(FloorResult(held.id, "taken", "C1"),)))
                    case "full":
                        disk.is_full = not disk.is_full
                await asyncio.sleep(0)
            answers = await asyncio.gather(*tasks, return_exceptions=True)
            refused = [each.refusal for each in answers if isinstance(each, FloorRefused)]
            assert all(isinstance(each, HeldStatement | FloorRefused) for each in answers)
            assert {*refused} <= {PhoneRefusal.NOT_SAVED, PhoneRefusal.TAKEN}
            now = floor.one(held.id)
            assert now is not None
            assert now.withdrawn is any(isinstance(each, HeldStatement) for each in answers)
            assert now.text == ("" if now.withdrawn or is_stored else SENT.text)
            assert (now.shown_outcome == "taken") is is_taken

    with TemporaryDirectory() as name:
        asyncio.run(play(Disk(Path(name) / "room.db")))
