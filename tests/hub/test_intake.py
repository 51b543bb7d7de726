"""How what rooms send is put together into transactions, with a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.intake import MOST_VERSIONS, Intake, at_once
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.store.hub_database import HubDatabase
from tests.store.hub_rules import whole

CLOCK = SystemClock()
QUIET = HubUpdate("link", "laptop", "", CLOCK.read())


class CountingDatabase(HubDatabase):
    """Remembers how many updates each transaction had."""

    sizes: list[int]

    def take(self, updates: Sequence[tuple[str, HubUpdate]]) -> tuple[Taken, ...]:
        """Take them in."""
        self.sizes.append(len(updates))
        return super().take(updates)


def test_signs_of_life_share_a_transaction_and_tell_no_display(tmp_path: Path) -> None:
    """Rule: they wait a moment for others; what brings something doesn't, and says of which room it is."""
    database = CountingDatabase(tmp_path / "hub.db", CLOCK)
    database.sizes = []
    rooms = [database.add_room(f"Room {number}", f"hash {number}", "ABCD").id for number in range(5)]
    database.close()  # the thread opens it anew
    told: list[Collection[str]] = []

    async def send() -> None:
        thread: StoreThread[HubStore] = StoreThread(lambda: database, "hub-writes", 30.0, 3.0)
        intake = Intake(thread, told.append)
        running = asyncio.ensure_future(intake.run())
        quiet = [asyncio.ensure_future(intake.take(room, QUIET)) for room in rooms[1:]]
        await asyncio.gather(*quiet)
        assert (database.sizes, told) == ([4], [])
        sent = replace(whole(1), is_whole=True)
        update = replace(QUIET, session_id=sent.state.session_id, part=sent)
        assert (await intake.take(rooms[0], update)).knowledge == {"w1": 2}
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        thread.close()

    asyncio.run(send())
    assert told == [{rooms[0]}]


@given(st.lists(st.integers(0, MOST_VERSIONS * 2), min_size=1, max_size=20))
def test_a_transaction_has_no_more_than_others_can_wait_for(sizes: list[int]) -> None:
    """Rule: at least one update, and as many as have no more versions together than one transaction may have."""
    part = whole(1)
    version = part.state.versions[0]
    updates = [
        replace(QUIET, part=replace(part, state=replace(part.state, versions=(version,) * size)))
        if size
        else QUIET
        for size in sizes
    ]
    count = at_once(updates)
    assert 1 <= count <= len(sizes)
    assert count == 1 or sum(sizes[:count]) <= MOST_VERSIONS
    assert count == len(sizes) or sum(sizes[: count + 1]) > MOST_VERSIONS
