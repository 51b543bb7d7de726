"""Ballots on the disk: what is acknowledged survives a kill and counts once; once they are counted, no byte of them is left."""

from __future__ import annotations

import http.client
import json
import random
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from breakout_tui.domain.held_votes import CountedVote, HeldBallots, StoredVotes
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.store.ballot_rows import BallotRows
from breakout_tui.store.floor_file import FloorFile, floor_path, open_floor, remove_if_fetched
from tests.faults.child_process import victim
from tests.hub.phones import Phone, RoomWindow, phone
from tests.hub.served import served, wait_until
from tests.hub.voting import ballot, casts, counted, ranking, recorded, voting_room

PHONES = 40
_BALLOTS = ((2, 0, 1, 0), (0, 1, 1, 1), (3, 0, 0, 0), (0, 0, 0, 1))


def test_forty_ballots_at_once_survive_a_kill_and_count_once(tmp_path: Path) -> None:
    """Rule: forty phones change their ballots while the server is killed; each finds the last one that was acknowledged, or a later one.

    Under none nothing names a device; after the count no key, salt or ballot is in any file.
    """
    session = ranking(voting_room(AttributionRule.NONE))
    acknowledged: dict[int, tuple[int, ...]] = {}
    tried: dict[int, list[tuple[int, ...]]] = {}
    with served(tmp_path) as server:
        RoomWindow(server, session).says()
        phones = [phone(server, server.share.phone_code) for _ in range(PHONES)]

        def vote(each: Phone, place: int) -> None:
            for number in range(5):
                said = _BALLOTS[(place + number) % len(_BALLOTS)]
                tried.setdefault(place, []).append(said)
                try:
                    answer = each.post(ballot(session, *said), "/p/vote")
                except (OSError, http.client.HTTPException, ValueError):
                    return  # the server is gone
                if answer.get("voted"):
                    acknowledged[place] = said
                    tried[place] = []

        threads = [threading.Thread(target=vote, args=(each, place)) for place, each in enumerate(phones)]
        for thread in threads:
            thread.start()
        while len(acknowledged) < PHONES:
            threading.Event().wait(0.005)
        server.tell_process(signal.SIGKILL)
        for thread in threads:
            thread.join()
    with served(tmp_path) as server:
        window = RoomWindow(server, session)
        assert window.says().votes[0].ballots == PHONES
        again = [Phone(server, each.cookie) for each in phones]
        for place, each in enumerate(again):
            assert _shown(each) in (acknowledged[place], *tried[place])
            casts(each, session, *_BALLOTS[0])
        during, (salt, keys) = _bytes(tmp_path), _held(tmp_path)
        assert len(keys) == PHONES
        assert keys == sorted(keys), "their order says nothing of when they came"
        assert all(each.cookie.partition("=")[2].split(".")[1].encode() not in during for each in phones)
        found = counted(window)
        assert (found.ballots, found.counts) == (PHONES, ((80,), (0,), (40,), (0,)))
        _nothing_left(tmp_path, salt, keys, during)
        recorded(window, found)
        wait_until(lambda: found.id.encode() not in _bytes(tmp_path))
        assert server.said == ""
    assert remove_if_fetched(tmp_path / "room.db")


def count_until_killed(path: Path, reported: int) -> None:
    """Count the vote that is in the file, again and again."""
    file = FloorFile(path)
    (vote,) = file.ballots.all().held
    while True:
        with open(reported, "w", closefd=False) as told:
            told.write("counting\n")
        file.ballots.count(CountedVote(vote.id, vote.session_id, len(vote.ballots), ((7,),)))
        file.ballots.forget([vote.id])
        file.ballots.put([vote])


def test_a_kill_while_it_is_counted_leaves_all_ballots_or_none(tmp_path: Path) -> None:
    """Rule: whenever it comes, all are there to be counted, or the tally is; once it is counted nothing is left, also not in the journal."""
    path, chance = tmp_path / "room.db", random.Random(21)
    keys = sorted(f"{chance.getrandbits(128):032x}" for _ in range(200))
    held = HeldBallots("vote", "session", "5a17" * 16, 0, dict.fromkeys(keys, (2, 0, 1, 0)))
    FloorFile(path).ballots.put([held])
    kept: list[bool] = []
    while len(kept) < 4 or not any(kept):
        with victim(count_until_killed, path, ...) as counting:
            counting.wait_for(1 + chance.randrange(4))
            time.sleep(chance.random() * 0.02)
            counting.kill()
        found = FloorFile(path).ballots.all()
        assert [each.ballots for each in found.held] in ([], [held.ballots])
        kept.append(bool(found.held))
        during = _bytes(tmp_path)
        if found.held:
            FloorFile(path).ballots.count(CountedVote("vote", "session", 200, ((7,),)))
            _nothing_left(tmp_path, held.salt, keys, during)
        else:
            assert not _left(tmp_path, held.salt, keys)
        FloorFile(path).ballots.put([held])
        assert len(kept) < 40, "it was killed before the tally at least once"


def test_what_a_kill_leaves_in_free_pages_is_gone_when_the_file_is_opened(tmp_path: Path) -> None:
    """Rule: ballots that were being written into free pages are rolled back, and no byte of them is left once the file was opened.

    The journal does not know what free pages held, so SQLite itself leaves them as they are.
    """
    keys = [f"{number:032x}" for number in range(400)]
    held = HeldBallots("vote", "session", "5a17" * 16, 0, dict.fromkeys(keys, (2, 0, 1, 0)))
    path, cut = floor_path(tmp_path / "room.db"), tmp_path / "cut" / "room.db"
    cut.parent.mkdir()
    copies = [f"{floor_path(cut)}{ending}" for ending in ("", "-journal")]
    with closing(open_floor(path)) as connection:

        @contextmanager
        def transaction(ending: str = "COMMIT") -> Iterator[sqlite3.Connection]:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            if ending == "ROLLBACK":
                for copy in copies:
                    shutil.copy(path.with_name(Path(copy).name), copy)
            connection.execute(ending)

        rows = BallotRows(transaction)
        rows.put([held])
        rows.forget([held.id])
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 0
        connection.execute("PRAGMA cache_size = 1")  # so that pages are written before the transaction ends
        BallotRows(lambda: transaction("ROLLBACK")).put([held])
    assert _left(cut.parent, held.salt, keys)
    assert FloorFile(cut).ballots.all() == StoredVotes()
    assert not _left(cut.parent, held.salt, keys)


def test_a_vote_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    """Rule: ballots or a tally whose text is damaged are left out; what is cast later takes their place."""
    file, path = FloorFile(tmp_path / "room.db"), floor_path(tmp_path / "room.db")
    votes = [HeldBallots(name, "session", "5a17", 0, {"ab": (1,)}) for name in ("one", "two")]
    tallies = [CountedVote(name, "session", 1, ((1,),)) for name in ("three", "four")]
    file.ballots.put(votes)
    for each in tallies:
        file.ballots.count(each)
    file.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE held_vote SET ballots = '{\"ab\": [1' WHERE id = 'one'")
        connection.execute("UPDATE counted_vote SET counts = '[[true]]' WHERE id = 'three'")
    assert file.ballots.all() == StoredVotes((votes[1],), (tallies[1],))
    file.ballots.put(votes[:1])
    assert {each.id for each in file.ballots.all().held} == {"one", "two"}


def _shown(each: Phone) -> tuple[int, ...]:
    """The ballot that a phone is shown as its own."""
    sheet = each.get("/p/vote/sheet").text
    return tuple(int(part.partition('value="')[2][0]) for part in sheet.split('<input type="number"')[1:])


def _held(folder: Path) -> tuple[str, list[str]]:
    """The salt of the vote that is not counted, and the keys of its ballots in their order."""
    with closing(sqlite3.connect(floor_path(folder / "room.db"))) as connection:
        ((salt, ballots),) = connection.execute("SELECT salt, ballots FROM held_vote").fetchall()
    return salt, list(json.loads(ballots))


def _nothing_left(folder: Path, salt: str, keys: Iterable[str], during: bytes) -> None:
    """No byte of salt, keys or ballots is in any file, where all of it was."""
    assert salt.encode() in during
    assert b"[2,0,1,0]" in during
    assert not _left(folder, salt, keys)


def _left(folder: Path, salt: str, keys: Iterable[str]) -> list[str]:
    after = _bytes(folder)
    return [word for word in (salt, "[2,0,1,0]", "2,0,1", *keys) if word.encode() in after]


def _bytes(folder: Path) -> bytes:
    """All files of the server: databases, journals, backups, log, and what it said."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
