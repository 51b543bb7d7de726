"""What phones are shown is worked out only when it can be another one, and is then never behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.phone_face import PhoneFace, phone_face
from breakout_tui.hub.ballot_intake import BallotIntake
from breakout_tui.hub.credentials import Credentials, phone_credentials
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.shared_floor import SharedFloor
from breakout_tui.hub.shared_votes import SharedVotes
from breakout_tui.hub.shown_room import ShownRoom
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.strategies import CLOCK_WISHES, Wish
from tests.domain.test_topics import TOPICS, WRAP_UP, open_space
from tests.hub.test_stage import PAGES, Watched
from tests.sampled import a_third


class Followed(Watched):
    """A room that phones follow."""

    def __init__(self, silent_minutes: int) -> None:
        super().__init__(made=open_space(replace(TOPICS, planned=1200, silent=silent_minutes * 60), WRAP_UP))
        shown = ShownRoom(self.copy.on_show, Credentials("s", "ABCDEFGH"), PAGES, self.clock, lambda: ())
        thread: StoreThread[HubStore] = StoreThread(
            lambda: HubDatabase(Path("never opened"), self.clock), "never", 1, 1
        )
        floor = SharedFloor("room", FloorIntake(thread, lambda _: None), self.clock)
        votes = SharedVotes("room", BallotIntake(thread, thread))
        self.phones = PhoneRoom(shown, phone_credentials("s", "JKMNPQRS"), floor, self.clock, votes)
        self.room.tries(c.Next())

    def shows(self) -> None:
        """One beat of the server."""
        self.phones.shown.show()
        self.phones.show()

    def now(self) -> PhoneFace:
        """What phones would be shown if it were worked out now."""
        session, reading = self.room.session, self.room.reading()
        return phone_face(session, view_of(session, face_of(session), reading), reading)


@settings(max_examples=a_third(15))
@given(st.lists(st.tuples(CLOCK_WISHES, st.floats(0.05, 400)), max_size=10), st.integers(0, 5))
@example([], 4)
@example([(Wish("end later", 30, 30), 1.0)], 0)
def test_what_phones_show_is_never_behind(plan: list[tuple[Wish, float]], silent_minutes: int) -> None:
    """Rule: at each beat it is what one would work out then: as silence ends, a break is over, the end moves in overtime."""
    followed = Followed(silent_minutes)
    for wish, seconds in plan:
        if (command := wish.command(followed.room.session)) is not None:
            followed.room.tries(command)
        followed.room.wait(seconds)
    followed.send()
    followed.room.wait(0.2)
    for _ in range(120):
        followed.shows()
        assert followed.phones.face == followed.now()
        followed.room.wait(7)


def test_a_steady_room_costs_nothing() -> None:
    """Rule: in four minutes of a box it is looked at as often as something turns there, also while pages come and go."""
    followed = Followed(2)
    followed.send()
    followed.shows()
    before = followed.phones.shown.stage.looks
    silent = []
    for _ in range(240):
        followed.room.wait(1)
        followed.shows()
        assert followed.phones.face is not None
        silent.append(followed.phones.face.silence_ends_at is not None)
    assert followed.phones.shown.stage.looks - before < 12
    assert silent == sorted(silent, reverse=True)
    assert 118 <= sum(silent) <= 121
