"""Votes on phones at a hub with a file, over sockets: as at the laptop, at any process of the hub, and nothing left once they are counted."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, VoteCount
from breakout_tui.domain.held_votes import HeldBallots
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.hub_protocol import HubUpdate, read_update, update_text
from breakout_tui.store.backups import back_up
from breakout_tui.store.ballot_rows import in_order
from breakout_tui.store.hub_database import HubDatabase
from tests.faults.child_process import victim
from tests.hub.organised import OrganisedHub, organised
from tests.hub.phones import Phone, phone
from tests.hub.served import wait_until
from tests.hub.voting import agreeing, ballot, casts, did, ranking, vote_of, voting_room

PHONES = 40
_VALUE = re.compile(r'name="p(\d)"[^>]* value="(\d)"')


@dataclass
class VotingHub:
    """A hub with one room, whose phones vote."""

    hub: OrganisedHub
    room_id: str
    session: Session

    def shows(self, session: Session) -> FloorMail:
        """The room shows this from now on; what phones have for it."""
        self.session = session
        update = self.hub.update(session, self.hub.clock.read(), f"link-{self.room_id}")
        (taken,) = self.hub.database.take([(self.room_id, replace(update, floor=FloorNews()))])
        assert taken.floor is not None
        return taken.floor

    def records(self, told: VoteCount) -> None:
        """The room has this tally."""
        command = c.RecordBallots(told.id, told.ballots, told.is_counted, told.counts, told.part)
        self.shows(did(self.session, command))

    def closes(self) -> VoteCount:
        """The room closes the vote; its tally."""
        (told,) = self.shows(did(self.session, c.CloseVote())).votes
        return told

    def phone(self) -> Phone:
        """One more phone, whose page has a vote."""
        each = phone(self.hub, self.shows(self.session).code)
        wait_until(lambda: 'id="ballot"' in each.get().text)
        return each


@pytest.fixture
def room(tmp_path: Path) -> Iterator[VotingHub]:
    """Its phones vote on a list."""
    with organised(tmp_path) as hub:
        made = VotingHub(hub, hub.room("Room 1"), voting_room())
        made.shows(ranking(made.session))
        yield made


def _own(page: str) -> list[int]:
    return [int(value) for _, value in _VALUE.findall(page)]


def test_a_phone_votes_at_any_process_of_a_hub_as_at_the_laptop(room: VotingHub, tmp_path: Path) -> None:
    """Rule: it finds and changes its ballot at another one, sees that the vote is closed and its result, each within a moment."""
    each = room.phone()
    assert casts(each, room.session, 3, 0, 0, 0)["voted"] is True
    with organised(tmp_path, name="Ben") as other, each.stream() as events:
        there = Phone(other, each.cookie)
        wait_until(lambda: _own(there.get().text) == [3, 0, 0, 0])
        assert events.until("vote")["state"] == "open"
        assert casts(there, room.session, 0, 2, 0, 1)["voted"] is True
        assert _own(each.get("/p/vote/sheet").text) == [0, 2, 0, 1]
        assert casts(each, room.session, 0, 4, 0, 1)["refused"] == "no ballot"
        told = room.closes()
        assert (told.ballots, told.counts) == (1, ((0,), (2,), (0,), (1,)))
        assert casts(there, room.session, 3, 0, 0, 0)["refused"] == "vote closed"
        assert events.until("vote")["state"] == "closed"
        room.records(told)
        assert "Result of the vote" not in each.get().text
        room.shows(did(room.session, c.ShowVote()))
        assert events.until("vote")["state"] == "shown"
        assert "Ballots: 1 · People in the room: 22" in each.get().text
        room.shows(agreeing(room.session))
        assert events.until("vote")["state"] == "open"
        answer = room.hub.post("/p/vote", ballot(room.session, 1, 6), each.cookie)
        assert "Your ballot is in" in answer.text, "also without a script"
        assert room.closes().counts == ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1))


def test_forty_ballots_at_once_are_counted_once_and_nothing_of_them_is_left(
    room: VotingHub, tmp_path: Path
) -> None:
    """Rule: under none nothing in a file names a device; after the count no key, salt or ballot is in any; a backup never has one."""
    room.shows(ranking(voting_room(AttributionRule.NONE)))
    phones = [room.phone() for _ in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as pool:
        for said in ((0, 1, 1, 1), (2, 0, 1, 0)):
            assert all(pool.map(lambda each: casts(each, room.session, *said).get("voted"), phones))  # noqa: B023
    file = tmp_path / "hub.db"
    salt, keys = _held(file)
    assert (len(keys), keys) == (PHONES, sorted(keys))
    during = file.read_bytes()
    assert all(each.cookie.partition(":")[2].split(".")[1].encode() not in during for each in phones)
    backup = back_up(file, room.hub.clock.read().wall)
    assert not _left(backup.parent, salt, keys)
    assert _held(file) == (salt, keys)
    told = room.closes()
    assert (told.ballots, told.counts) == (PHONES, ((80,), (0,), (40,), (0,)))
    assert salt.encode() in during
    assert not _left(tmp_path, salt, keys)
    room.records(told)
    assert told.part.encode() in file.read_bytes()
    assert not _left(tmp_path, salt, keys)


def count_until_killed(
    file: Path, room_id: str, opened: bytes, closed: bytes, row: str, counter: int, reported: int
) -> None:
    """Close the vote that is in the file, again and again."""
    database = HubDatabase(file, SystemClock())
    with open(reported, "w", buffering=1, closefd=False) as told:
        while True:
            _put(file, row)
            told.write("closing\n")
            database.take([(room_id, _later(closed, counter + 1))])
            told.write("closed\n")
            database.take([(room_id, _later(opened, counter + 2))])
            counter += 2


def test_a_kill_while_it_is_counted_leaves_all_ballots_or_none(tmp_path: Path) -> None:
    """Rule: whenever it comes, all ballots are there and the vote is open, or it is closed with its tally; then nothing else is left."""
    file, chance = tmp_path / "hub.db", random.Random(21)
    keys = sorted(f"{chance.getrandbits(128):032x}" for _ in range(200))
    with organised(tmp_path) as hub:
        room = VotingHub(hub, hub.room("Room 1"), voting_room())
        room.shows(session := ranking(room.session))
        room_id, link = room.room_id, f"link-{room.room_id}"
        opened, closed = (
            update_text(replace(hub.update(each, hub.clock.read(), link), floor=FloorNews()))
            for each in (session, did(session, c.CloseVote()))
        )
    held = HeldBallots(vote_of(session).id, session.id, "5a17" * 16, 0, dict.fromkeys(keys, (2, 0, 1, 0)))
    cells = (held.id, held.session_id, held.salt, 1 << 50, in_order(held.ballots), len(keys))
    row = f"({', '.join(repr(each) for each in cells)})"
    kept: list[bool] = []
    while len(kept) < 4 or len({*kept}) < 2:
        counter = 10_000 * (len(kept) + 1)
        with victim(count_until_killed, file, room_id, opened, closed, row, counter, ...) as counting:
            counting.wait_for(1 + len(kept) % 4)  # it is closing the vote, or has closed it
            time.sleep(chance.random() * 0.01)
            counting.kill()
        with closing(HubDatabase(file, SystemClock())) as database:
            database.rooms()  # it is opened, and what was cut short is gone
            is_held = bool(_rows(file, "SELECT 1 FROM hub_ballots"))
            kept.append(is_held)
            if is_held:
                assert _rows(file, "SELECT closed_at FROM phone_vote") == [(None,)]
                assert _held(file) == (held.salt, keys)
                (taken,) = database.take([(room_id, _later(closed, counter + 5_000))])
                assert taken.floor is not None
                assert [(each.ballots, each.counts[0]) for each in taken.floor.votes] == [(200, (400,))]
            assert _rows(file, "SELECT ballots, counts FROM hub_tally") == [(200, "[[400],[0],[200],[0]]")]
            assert not _left(tmp_path, held.salt, keys)
            database.take([(room_id, _later(opened, counter + 5_001))])
        assert len(kept) < 40, "it was killed before and after the tally at least once"


def _later(text: bytes, counter: int) -> HubUpdate:
    """The update with a later stamp."""
    update = read_update(text)
    assert update.part is not None
    state = update.part.state
    versions = tuple(replace(each, stamp=each.stamp._replace(counter=counter)) for each in state.versions)
    later = replace(state, knowledge=dict.fromkeys(state.knowledge, counter), versions=versions)
    return replace(update, part=replace(update.part, state=later))


def _put(file: Path, row: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(
            f"INSERT OR REPLACE INTO hub_ballots (vote_id, session_id, salt, began_at, ballots, turnout) VALUES {row}"
        )


def _rows(file: Path, select: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(select).fetchall()


def _held(file: Path) -> tuple[str, list[str]]:
    """The salt of the vote that is not counted, and the keys of its ballots in their order."""
    with closing(sqlite3.connect(file)) as connection:
        ((salt, ballots),) = connection.execute("SELECT salt, ballots FROM hub_ballots").fetchall()
    return salt, list(json.loads(ballots))


def _left(folder: Path, salt: str, keys: Iterable[str]) -> list[str]:
    """What of salt, keys and ballots is in any file."""
    after = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [word for word in (salt, "[2,0,1,0]", "2,0,1", *keys) if word.encode() in after]
