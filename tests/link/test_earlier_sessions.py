"""Sessions that were closed while the hub was away: over real sockets, with a hub that has a real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.room_changes import ChangesReader
from tests.hub.live_hub import LiveHub, live_hub
from tests.hub.served import wait_until
from tests.hub.test_link import talking
from tests.link.linked_room import QUICK, state_of
from tests.store.file_replicas import FileReplica, first_file

CLOCK = SystemClock()


@contextmanager
def linked(hub: LiveHub, room: FileReplica) -> Iterator[HubLink]:
    """The link of a window with this session open."""
    link = HubLink(hub.place, ChangesReader(lambda: room.path), CLOCK, "laptop", patience=QUICK)
    link.offer(room.session_id)
    try:
        yield link
    finally:
        link.close()


def has_all(hub: LiveHub, room: FileReplica) -> bool:
    """Whether the hub has what the file has of the session."""
    held = hub.held(room.session_id)
    return held is not None and held[0].knowledge == state_of(room).knowledge


def test_what_was_saved_before_a_window_closed_is_sent_with_the_next_session(tmp_path: Path) -> None:
    """Rule: of a session that the hub knows it gets all words; the open session stays the one that the room has open."""
    morning, afternoon = (first_file(talking(each), tmp_path / "room.db") for each in ("Silos", "Portals"))
    with live_hub(tmp_path / "hub.db") as hub:
        with linked(hub, morning):
            wait_until(lambda: has_all(hub, morning))
        morning.wish(c.Capture("Said while the hub was away", Kind.CHALLENGE))
        morning.ends_window()
        assert not has_all(hub, morning)
        with linked(hub, afternoon):
            wait_until(lambda: has_all(hub, morning) and has_all(hub, afternoon))
            with closing(HubDatabase(hub.file, CLOCK)) as database:
                (about,) = database.rooms()
            assert about.session_id == afternoon.session_id


def test_a_session_that_never_reached_a_hub_is_not_sent_without_being_opened(tmp_path: Path) -> None:
    """Rule: what was said before the room joined is nobody else's."""
    private, now = (first_file(talking(each), tmp_path / "room.db") for each in ("Private", "Public"))
    with live_hub(tmp_path / "hub.db") as hub, linked(hub, now) as link:
        for each in ("Grain prices", "Fertiliser", "Diesel"):
            now.wish(c.Capture(each, Kind.CHALLENGE))
            now.flushes()
            link.offer(now.session_id)
            wait_until(lambda: has_all(hub, now))
        assert hub.held(private.session_id) is None
    now.ends_window()
