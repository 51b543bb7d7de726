"""Votes on phones where servers share them: processes of a hub on one real database, one of which is killed, and the laptop's own server."""

from __future__ import annotations

import http.client
import json
import re
import signal
import threading
from contextlib import closing
from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.door_line import FloorStanding
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import PhoneVote, VoteSort
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.told_votes import to_record
from breakout_tui.store.hub_database import HubDatabase
from tests.cli.test_floor_by_phone import Phone as NearPhone
from tests.cli.test_floor_by_phone import until
from tests.hub.phones import Phone
from tests.hub.voting import casts
from tests.server.floor_window import HubRoomOfPhones, room_of_phones
from tests.server.hub_of_rooms import fingerprint_in, hub_here, hub_process
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of
from tests.server.test_erasure_on_a_server import files_with

PHONES = 20
_SAID = ((1, 0), (0, 2), (1, 1), (3, 0))
_VALUE = re.compile(r'name="p\d"[^>]* value="(\d)"')


def opens(room: HubRoomOfPhones) -> None:
    """The room lets its phones vote on two challenges."""
    if not room.window.session.phone_votes:
        for text in ("Silo budgets", "No law"):
            room.window.does(c.Capture(text, Kind.CHALLENGE))
        room.window.does(c.ChooseRanking(method=RankMethod.DOTS, dots=3))
    room.window.does(c.OpenVote(VoteSort.RANK))


def vote_in(room: HubRoomOfPhones) -> PhoneVote:
    """The vote, with what the servers have told of it meanwhile."""
    window = room.window
    for vote in window.session.phone_votes.values():
        for new in to_record(vote, room.floor.door.votes):
            window.does(c.RecordBallots(new.id, new.ballots, new.is_counted, new.counts, new.part))
    return max(window.session.phone_votes.values(), key=lambda vote: vote.opened_at)


def standings(room: HubRoomOfPhones) -> dict[bool, FloorStanding]:
    """How it is with the phones of the hub (True), and of the laptop's server."""
    return {line.is_hub: line.standing for line in room.floor.door._lines}


def sees(phone: Phone) -> bool:
    """Whether a phone that has not voted has the ballot before it."""
    return own(phone) == (0, 0)


def own(phone: Phone) -> tuple[int, ...]:
    """The ballot that a phone is shown as its own."""
    return tuple(map(int, _VALUE.findall(phone.get("/p/vote/sheet").text)))


def test_what_is_acknowledged_counts_once_where_a_process_is_killed(
    hub: ServerAddress, tmp_path: Path, server: RunningServer
) -> None:
    """Rule: twenty phones change their ballots at a process that is killed, and again at the other one.

    Each finds the last one that was acknowledged, or a later one. After the count no row has anything of a ballot, and once the space is
    written anew, no file of the database.
    """
    folder = tmp_path / "hub"
    folder.mkdir()
    acknowledged: dict[int, tuple[int, ...]] = {}
    tried: dict[int, list[tuple[int, ...]]] = {}
    fingerprint = fingerprint_in(folder)
    with (
        hub_process(hub, folder) as (process, one),
        hub_process(hub, folder) as (_, two),
        room_of_phones(tmp_path / "room.db", hub, fingerprint) as room,
        room.linked(f"https://127.0.0.1:{two}"),
    ):
        opens(room)
        session = room.window.session
        until(lambda: room.floor.door.standing.address)
        phones = [room.phone(one) for _ in range(PHONES)]
        until(lambda: sees(phones[0]))

        def votes(each: Phone, place: int) -> None:
            for number in range(8):
                said = _SAID[(place + number) % len(_SAID)]
                tried.setdefault(place, []).append(said)
                try:
                    answer = casts(each, session, *said)
                except (OSError, http.client.HTTPException, ValueError):
                    return  # the process is gone
                if answer.get("voted"):
                    acknowledged[place] = said
                    tried[place] = []

        threads = [threading.Thread(target=votes, args=(each, place)) for place, each in enumerate(phones)]
        for thread in threads:
            thread.start()
        until(lambda: len(acknowledged) == PHONES)
        process.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
        there = [Phone(room.at(two), each.cookie) for each in phones]
        until(lambda: own(there[0]))
        for place, each in enumerate(there):
            assert own(each) in (acknowledged[place], *tried[place])
        for each in there[: PHONES // 2]:
            assert casts(each, session, 0, 3)["voted"]
        wanted = [sum(column) for column in zip(*map(own, there), strict=True)]
        until(lambda: vote_in(room).ballots == PHONES)
        name = database_of(hub)
        ((salt, text),) = server.run("SELECT salt, ballots FROM hub_ballots", database=name)
        keys = [*json.loads(text)]
        devices = {each.cookie.split(":", 1)[1].split(".")[1] for each in phones}
        assert (len(keys), keys) == (PHONES, sorted(keys))
        assert not [each for each in devices if each in salt + text]
        room.window.does(c.CloseVote())
        until(lambda: vote_in(room).is_counted)
        vote = vote_in(room)
        assert (vote.ballots, vote.counts) == (PHONES, tuple((dots,) for dots in wanted))
        assert casts(there[0], session, 0, 3)["refused"] == "vote closed"
        tally = "SELECT (SELECT count(*) FROM hub_ballots) + (SELECT count(*) FROM hub_tally)"
        until(lambda: server.run(tally, database=name)[0][0] == 0)
    assert files_with(server, hub, salt, *keys), "a server keeps what was replaced"
    with closing(HubDatabase(hub, SystemClock())) as database:
        assert database.has_freed_space
        database.rewrite_freed_space()
    assert not files_with(server, hub, salt, *keys)


def test_phones_of_the_laptop_and_of_a_hub_count_together(hub: ServerAddress, tmp_path: Path) -> None:
    """Rule: the tallies add up. A hub that is away is not waited for: what is closed meanwhile is counted when it is back, and added once."""
    with room_of_phones(tmp_path / "room.db", hub) as room:
        with hub_here(hub) as port:
            pass
        with room.linked(f"http://127.0.0.1:{port}"):
            door = room.floor.door
            opens(room)
            room.window.sharing.begin(on_network=False)
            with hub_here(hub, port=port):
                until(lambda: all(each.address for each in standings(room).values()))
                near = NearPhone(standings(room)[False].address, standings(room)[False].code)
                until(lambda: near.sees(vote_in(room).id))
                near.votes(vote_in(room).id, 3, 0)
                far = [room.phone(port) for _ in range(2)]
                until(lambda: all(map(sees, far)))
                assert all(casts(each, room.window.session, 1, 2)["voted"] for each in far)
                until(lambda: vote_in(room).ballots == 3)
                room.window.does(c.CloseVote())
                until(lambda: vote_in(room).is_counted)
                assert (vote_in(room).ballots, vote_in(room).counts) == (3, ((5,), (4,)))
                first = vote_in(room)
                opens(room)
                until(lambda: near.sees(vote_in(room).id))
                near.votes(vote_in(room).id, 0, 1)
                until(lambda: sees(far[0]))
                assert casts(far[0], room.window.session, 3, 0)["voted"]
                until(lambda: vote_in(room).ballots == 2)
            until(lambda: not standings(room)[True].address)
            room.window.does(c.CloseVote())
            until(lambda: vote_in(room).is_counted)
            assert (vote_in(room).ballots, vote_in(room).counts, vote_in(room).uncounted) == (
                1,
                ((0,), (1,)),
                1,
            )
            with hub_here(hub, port=port):
                until(lambda: vote_in(room).uncounted == 0)
                assert (vote_in(room).ballots, vote_in(room).counts) == (2, ((3,), (1,)))
                opens(room)
                until(lambda: sees(far[0]))
                assert casts(far[0], room.window.session, 0, 3)["voted"]
                room.window.does(c.CloseVote())
                until(lambda: vote_in(room).is_counted)
                assert (vote_in(room).ballots, vote_in(room).counts) == (1, ((0,), (3,)))
                assert room.window.session.phone_votes[first.id] == first
                until(lambda: not any(told.votes for told in door.votes))
