"""What is open is read seldom: at most once a second, at once when an organiser has changed it; and waiting times do not jump."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.hub_messages import MessageStanding, RoomHelp
from breakout_tui.domain.organiser_mail import open_calls
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.overview_mail import OverviewMail
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.hub_message_store import StoredMessages
from tests.sampled import a_third
from tests.tui.fakes import FakeClock

ASKED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class CountedMessages(StoredMessages):
    """Those of a database; counts how often they are read."""

    reads = 0

    def open_mail(self) -> tuple[tuple[RoomHelp, ...], tuple[MessageStanding, ...]]:
        """Once more."""
        self.reads += 1
        return super().open_mail()


def test_it_is_read_once_a_second(tmp_path: Path) -> None:
    """Rule: however often it is looked at; at once after a change by an organiser."""
    clock = FakeClock()
    database = HubDatabase(tmp_path / "hub.db", clock)
    messages = database.messages = CountedMessages(database, clock)

    async def looked() -> None:
        thread: StoreThread[HubStore] = StoreThread(lambda: database, "reads", 5.0, 3.0)
        mail = OverviewMail(thread, clock, Failures(lambda _: None))
        for _ in range(50):  # ten seconds, five looks in each
            assert not await mail.look()
            clock.pass_time(0.2)
        assert messages.reads == 10
        await mail.look()
        mail.forget_time()
        await mail.look()
        assert messages.reads == 12
        thread.close()

    asyncio.run(looked())


@settings(max_examples=a_third(50), deadline=None)
@given(st.lists(st.tuples(st.floats(0.1, 600), st.floats(-0.5, 0.5)), min_size=1, max_size=20))
def test_a_waiting_time_counts_on_without_a_jump(readings: list[tuple[float, float]]) -> None:
    """Rule: readings a little early or late give the same call; who comes does not change since when it waited."""
    now, known = 5000.0, open_calls((), 5000.0)
    for passed, late in readings:
        now += passed
        call = RoomHelp("c", "Room 1", "", ASKED, now - 4900 + late, room_id="r")
        before, known = known, open_calls([call], now, known)
        assert before in ((), known)
    taken = RoomHelp("c", "Room 1", "", ASKED, 42.9, "Maria", ASKED, room_id="r")
    (found,) = open_calls([taken], now + 60, known)
    assert (found.since, found.waited, found.waiting_words(0)) == (
        known[0].since,
        42,
        "Maria comes · waited 0:42",
    )
    moved = RoomHelp("c", "Room 1", "", ASKED, 500.0, room_id="r")
    assert open_calls([moved], 9000.0, known)[0].waiting_words(9000.0) == "waits 8:20"
