"""Ballots that come while their vote closes, is forgotten or can't be written: each is told once what became of it, and voting goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.held_votes import MOST_BALLOTS, StoredVotes
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.session_state import Session
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.floor_store import FloorStore
from breakout_tui.hub.held_votes import HeldVotes
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.phone_texts import refusal_words
from breakout_tui.hub.waiting import AGAIN
from breakout_tui.store.floor_file import FloorFile
from tests.hub.phones import CLOCK
from tests.hub.voting import did, ranking, vote_of, voting_room
from tests.sampled import a_third

T = TypeVar("T")
_DAY = 24 * 60 * 60


@dataclass
class SteppedThread:
    """A thread of the server whose work is done, or fails, when the test says so; the file is a real one."""

    store: FloorStore
    waiting: list[asyncio.Future[None]] = field(default_factory=list)

    async def do(self, work: Callable[[FloorStore], T]) -> T:
        """The work, at its time."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(turn)
        await turn
        return work(self.store)

    async def step(self, error: Exception | None = None) -> None:
        """Let the earliest work be done, or fail."""
        await _settled()
        if self.waiting:
            turn = self.waiting.pop(0)
            turn.set_result(None) if error is None else turn.set_exception(error)
        await _settled()


async def _settled() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


@dataclass
class MovedClock:
    """A clock that the test moves."""

    now: Reading = field(default_factory=CLOCK.read)

    def read(self) -> Reading:
        """Its time."""
        return self.now


class HurriedLoop(asyncio.SelectorEventLoop):
    """An event loop whose time the test moves on."""

    ahead = 0.0

    def time(self) -> float:
        """Seconds."""
        return super().time() + self.ahead


def played(play: Coroutine[None, None, None]) -> None:
    """Play it in an event loop whose time can be moved on."""
    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        runner.run(play)


@dataclass
class Play:
    """One server's votes, its devices, and what each was told."""

    session: Session
    thread: SteppedThread
    clock: MovedClock = field(default_factory=MovedClock)
    errors: list[Exception] = field(default_factory=list)
    cast: list[tuple[str, str, tuple[int, ...], asyncio.Task[None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.votes = HeldVotes(self.thread, self.clock, Failures(self.errors.append))  # type: ignore[arg-type]
        self.run = asyncio.ensure_future(self.votes.run())

    def says(self, session: Session) -> None:
        """The room shows this now."""
        self.session = session
        self.votes.look(session)

    def casts(self, vote: PhoneVote, device: str, *ballot: int) -> None:
        """A device casts."""
        task = asyncio.ensure_future(self.votes.cast(vote, device, ballot))
        self.cast.append((vote.id, device, ballot, task))

    def taken(self, vote_id: str) -> dict[str, tuple[int, ...]]:
        """By device the last ballot that was said to be taken."""
        found = {}
        for vote, device, ballot, task in self.cast:
            if vote == vote_id and task.exception() is None:
                found[device] = ballot
        return found

    async def end(self) -> None:
        """All work is done, and the server ends."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HurriedLoop)
        for _ in range(5):
            loop.ahead += 2 * AGAIN
            await _settled()
            while self.thread.waiting:
                await self.thread.step()
        self.run.cancel()
        with suppress(asyncio.CancelledError):
            await self.run


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("cast"), st.integers(0, 3), st.integers(0, 3)),
        st.sampled_from([("write",), ("write",), ("fail",), ("break",), ("close",), ("erase",)]),
    ),
    max_size=25,
)


async def _plays(folder: str, steps: list[tuple[object, ...]]) -> None:
    play = Play(ranking(voting_room()), SteppedThread(FloorFile(Path(folder) / "room.db")))
    await play.thread.step()
    for step in steps:
        match step:
            case ("cast", int(device), int(dots)):
                play.casts(vote_of(play.session), f"device {device}", dots, 0, 0, 0)
            case ("write",):
                await play.thread.step()
            case ("fail",):
                await play.thread.step(StoreError("the disk is full"))
            case ("break",):
                await play.thread.step(RuntimeError("nobody expected this"))
            case ("close",):
                closed = did(play.session, c.CloseVote())
                play.says(closed)
                play.says(ranking(closed))
            case ("erase",):
                erased = play.session.put(replace(vote_of(play.session), deleted=True))
                play.says(erased)
                play.says(ranking(erased))
        await asyncio.sleep(0)
    play.says(did(play.session, c.CloseVote()))
    await play.end()
    assert all(task.done() for *_, task in play.cast), "each phone has an answer"
    assert all(isinstance(task.exception(), FloorRefused | RuntimeError | None) for *_, task in play.cast)
    assert play.thread.store.ballots.all().held == ()
    told = {each.id: each for each in play.votes.mail(play.session)}
    for vote in play.session.phone_votes.values():
        if not vote.deleted:
            taken = [each for each in play.taken(vote.id).values() if any(each)]
            assert told[vote.id].is_counted, "whatever happened, it is counted in the end"
            assert told[vote.id].ballots == len(taken)
            assert told[vote.id].counts[:1] == (((sum(each[0] for each in taken),),) if taken else ())


@given(_STEPS)
@settings(max_examples=a_third(45))
def test_what_is_said_to_be_taken_counts_once_whenever_a_vote_closes(steps: list[tuple[object, ...]]) -> None:
    """Rule: each phone is answered, each ballot that was said to be taken counts once and no other one does, and the next vote works.

    Whatever the order of ballots, writing, failing, closing and erasing.
    """
    with TemporaryDirectory() as folder:
        played(_plays(folder, steps))


async def _grows_old(folder: str) -> None:
    play = Play(ranking(voting_room()), SteppedThread(FloorFile(Path(folder) / "room.db")))
    await play.thread.step()
    vote = vote_of(play.session)
    play.casts(vote, "device", 1, 0, 0, 0)
    await play.thread.step()
    kept = play.thread.store.ballots

    async def beats() -> bool:
        """Whether the ballots are there after a beat."""
        play.says(play.session)
        await play.thread.step()
        return bool(kept.all().held)

    play.clock.now = replace(play.clock.now, wall=play.clock.now.wall + timedelta(days=400))
    assert await beats(), "the clock was set"
    play.clock.now = play.clock.now.later(2 * _DAY - 60)
    assert await beats()
    play.clock.now = play.clock.now.later(120)
    assert not await beats()
    play.casts(vote, "device", 0, 1, 0, 0)
    await play.thread.step()
    assert await beats(), "the vote is still open, and begins anew"
    await play.end()
    assert play.errors == []


def test_ballots_that_nobody_counts_are_erased_after_two_days_also_while_the_server_runs() -> None:
    """Rule: two days after its first ballot those of a vote are erased; a clock that is set makes them no older."""
    with TemporaryDirectory() as folder:
        played(_grows_old(folder))


async def _counts_late(folder: str) -> None:
    path = Path(folder) / "room.db"
    play = Play(ranking(voting_room()), SteppedThread(FloorFile(path)))
    await play.thread.step()
    vote = vote_of(play.session)
    play.casts(vote, "device", 1, 0, 0, 0)
    await play.end()
    other = Play(play.session, SteppedThread(FloorFile(Path(folder) / "other.db")))
    await other.thread.step()
    closed = did(play.session, c.CloseVote())
    other.says(closed)
    await other.end()
    assert [(each.ballots, each.part) for each in other.votes.mail(closed)] == [(0, "")]
    assert other.thread.store.ballots.all() == StoredVotes()
    later = did(closed, c.RecordBallots(vote.id, 2, True, ((2,), (0,), (0,), (0,)), "another"))
    assert vote_of(later).is_counted
    back = Play(later, SteppedThread(FloorFile(path)))
    await back.thread.step()
    back.says(later)
    await back.end()
    assert [each.counts[0] for each in back.votes.mail(later)] == [(1,)]


def test_a_server_counts_its_ballots_also_after_another_one_has_counted() -> None:
    """Rule: what was cast at a laptop from which the room was taken over is counted when it is back; a server without ballots keeps nothing."""
    with TemporaryDirectory() as folder:
        played(_counts_late(folder))


async def _fills(folder: str) -> None:
    play = Play(ranking(voting_room()), SteppedThread(FloorFile(Path(folder) / "room.db")))
    await play.thread.step()
    vote = vote_of(play.session)
    for number in range(MOST_BALLOTS):
        play.casts(vote, f"device {number}", 1, 0, 0, 0)
    await play.thread.step()
    play.casts(vote, "one more", 1, 0, 0, 0)
    play.casts(vote, "device 7", 0, 1, 0, 0)
    await play.end()
    *_, refused, changed = (task.exception() for *_, task in play.cast)
    assert isinstance(refused, FloorRefused)
    assert refused.refusal is PhoneRefusal.VOTE_FULL
    assert "ballots" in refusal_words(refused.refusal, str)
    assert changed is None


def test_a_full_vote_says_that_it_is_full() -> None:
    """Rule: a ballot that is there can still be changed; what is said of it is about ballots, not about statements."""
    with TemporaryDirectory() as folder:
        played(_fills(folder))
