"""A room of the overview is read as far as it has changed, and is what reading all of it gives."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.hub_rooms import HubRoom, NewRecords
from breakout_tui.domain.records import Record, UndoStep
from breakout_tui.domain.room_card import with_session
from breakout_tui.domain.room_checks import found_of
from breakout_tui.domain.room_notes import read_notes
from breakout_tui.domain.session_state import Session
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.overview_room import RoomRead, read_anew
from tests.domain.day import NINE
from tests.domain.example import Talk
from tests.domain.strategies import ALL_WISHES, Wish
from tests.domain.test_room_card import EMPTY
from tests.domain.test_room_findings import THERE
from tests.sampled import a_third


class ToldStore:
    """Gives what has changed of a room since it was asked before, in the order of the tables."""

    def __init__(self, room: Talk) -> None:
        self.room = room
        self._told: list[dict[str, Record]] = []

    def new_records(self, session_id: str, mark: int | None) -> NewRecords:
        """What is new; all of it for None."""
        now: dict[str, Record] = {
            name: each for name, each in self.room.records.items() if not isinstance(each, UndoStep)
        }
        before = {} if mark is None else self._told[mark]
        self._told.append(now)
        changed = [each for name, each in now.items() if before.get(name) != each]
        ordered = tuple(sorted(changed, key=lambda each: type(each).__name__))
        return NewRecords(ordered, len(self._told) - 1, is_whole=mark is None)


def seen(session: Session | None, talk: Talk) -> tuple[Any, ...]:
    """All that the organiser sees of a session."""
    assert session is not None
    reading = talk.reading()
    return (
        with_session(EMPTY, session, reading, 5.0),
        found_of(session, reading, THERE),
        read_notes(session, reading),
    )


@given(st.lists(st.tuples(ALL_WISHES, st.integers(0, 900), st.booleans()), max_size=25))
@settings(max_examples=a_third(25))
def test_what_is_read_in_parts_is_what_is_read_as_a_whole(plan: list[tuple[Wish, int, bool]]) -> None:
    """Rule: after any commands, read one by one or several together."""
    talk = Talk()
    store = cast(HubStore, ToldStore(talk))
    room = HubRoom("1", "Room 1", "", "", NINE, session_id=talk.session.id)
    read = read_anew(store, room, RoomRead(), {})
    for wish, seconds, is_read in plan:
        talk.wait(seconds)
        if (command := wish.command(talk.session)) is not None:
            talk.tries(command)
        if is_read:
            read = read_anew(store, room, read, {})
            assert seen(read.session, talk) == seen(talk.session, talk)
    read = read_anew(store, room, read, {})
    whole = read_anew(store, room, RoomRead(), {})
    assert seen(read.session, talk) == seen(whole.session, talk)
