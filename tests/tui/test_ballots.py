"""Votes on phones in the window: opened and closed by a key, an offer beside the counts, taken by a key, never before it is closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from breakout_tui.domain.floor_exchange import FloorMail, VoteCount
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.session import Session
from breakout_tui.domain.vote_sheet import latest_vote
from breakout_tui.store.room_floor import StoredFloor
from breakout_tui.tui.panels.agree_panel import AgreePanel
from breakout_tui.tui.panels.rank_panel import RankPanel
from breakout_tui.tui.widgets.panel import Panel
from tests.store.floor_room import ADDRESS, CODE, FloorRoom
from tests.tui.fake_sharing import shared
from tests.tui.fakes import FakeStore
from tests.tui.floor_app import FloorSharing
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import agreeing, ranking


@dataclass
class VotingApp:
    """A window in a panel, and the server of its phones."""

    app: LiveApp
    sharing: FloorSharing

    @property
    def session(self) -> Session:
        """As it is now."""
        return self.app.controller.session

    @property
    def vote(self) -> PhoneVote:
        """The latest vote."""
        found = latest_vote(self.session)
        assert found is not None
        return found

    @property
    def counts(self) -> dict[str, int | None]:
        """The counts of the list."""
        return {line.subject: line.votes for line in standings(self.session)}

    async def hears(self, *votes: VoteCount, code: str = CODE, at_hub: bool = False) -> None:
        """A server tells this of votes, and with what phones join there."""
        exchange = self.sharing.hub if at_hub else self.sharing.exchange
        exchange.hear(exchange.news(), FloorMail((), (), False, code, ADDRESS, 14, votes=votes))
        await self.app.wait(0.5)
        await self.app.wait(0.5)

    async def presses(self, *keys: str) -> str:
        """Press keys, one after the other; what is on the screen then."""
        for key in keys:
            await self.app.pilot.press(key)
            await self.app.idle()
        await self.app.wait(0.5)
        return screen_text(self.app.app)

    async def shares(self, key: str) -> str:
        """Open the screen about sharing, and press a key."""
        await self.app.type("/share", "enter")
        return await self.presses(key)


@asynccontextmanager
async def voting_app(folder: Path, session: Session, panel: type[Panel]) -> AsyncIterator[VotingApp]:
    """A window in this panel, whose session phones can reach."""
    room = FloorRoom(folder / "room.db")
    floor = StoredFloor(lambda: room.path, room.write, room.clock)
    sharing = FloorSharing(floor)
    store = FakeStore.holding(session)
    async with live_app(session=session, store=store, sharing=sharing, clock=room.clock) as app:
        voting = VotingApp(app, sharing)
        app.live.query_one(panel).focus()
        await voting.hears()
        yield voting


async def test_a_vote_is_an_offer_beside_the_hands_until_a_key_takes_it(tmp_path: Path) -> None:
    """Rule: b opens and closes; nobody sees a sum before; = takes one, ballot take all, u undoes; the turnout stands against heads."""
    session = ranking("Silo budgets", "No legal basis", "Skills leave").session
    async with voting_app(tmp_path, session, RankPanel) as room:
        text = await room.presses("4", "enter", "b")
        assert "Let the phones vote on 3 challenges, 3 dots each, at most one on each?" in text
        await room.presses("b")
        assert room.vote.is_open
        await room.hears(VoteCount(room.vote.id, 14))
        assert "vote: 14 of 24 in the room" in room.app.says("status")
        assert "14 of 24 in the room. Once it is closed" in await room.presses("b")
        await room.presses("n")
        assert room.vote.is_open
        await room.presses("b", "b")
        assert not room.vote.is_open
        assert "vote closed, 14 ballots not counted yet" in room.app.says("status")
        assert room.counts == {"C1": 4, "C2": None, "C3": None}
        await room.hears(VoteCount(room.vote.id, 17, True, ((12,), (15,), (3,))))
        text = screen_text(room.app.app)
        assert "17 ballots, 24 in the room" in text
        assert "phones" in text
        assert room.counts == {"C1": 4, "C2": None, "C3": None}
        await room.presses("home", "=")
        assert room.counts == {"C1": 12, "C2": None, "C3": None}
        await room.presses("u")
        assert room.counts == {"C1": 4, "C2": None, "C3": None}
        assert "show the room the result" in await room.presses("b")
        await room.presses("t")
        assert room.counts == {"C2": 15, "C1": 12, "C3": 3}
        await room.presses("b", "s")
        assert room.vote.is_shown
        old = room.vote
        await room.app.wait(60)
        await room.presses("b", "a")
        assert (room.vote.again_of, room.vote.ballots, room.session.phone_votes[old.id]) == (old.id, 0, old)


async def test_a_vote_that_is_open_when_its_step_ends_says_so(tmp_path: Path) -> None:
    """Rule: it stays open; the status line says that it still is."""
    async with voting_app(tmp_path, ranking("One", "Two").session, RankPanel) as room:
        await room.presses("b", "b", "f2")
        await room.app.wait(10)
        assert room.vote.is_open
        assert "vote still open: 0 of 24 in the room" in room.app.says("status")


async def test_levels_are_shown_as_a_distribution_and_the_facilitator_records_one(tmp_path: Path) -> None:
    """Rule: on the one under the cursor or on all; what the phones say stands below the level, and sets none."""
    async with voting_app(tmp_path, agreeing("Pool funds", "Share staff").session, AgreePanel) as room:
        assert "R1 alone" in await room.presses("b")
        await room.presses("a")
        assert room.vote.subjects == ("R1", "R2")
        assert "phones: voting now" in screen_text(room.app.app)
        await room.presses("b", "b")
        counts = ((9, 3, 0, 0, 0, 1), (0, 0, 0, 0, 0, 0))
        await room.hears(VoteCount(room.vote.id, 13, True, counts))
        text = screen_text(room.app.app)
        assert "phones: full consensus 9 · consensus 3 · unclear 1" in text
        assert [note.agreement for note in room.session.book.notes] == [None, None]
        await room.presses("home", "b", "o", "b")
        assert [*room.vote.subjects] == ["R1"]


async def test_without_phones_no_vote_is_opened(tmp_path: Path) -> None:
    """Rule: it says what to do; /vote with a verb is the same, with a count it still counts."""
    async with voting_app(tmp_path, ranking("One", "Two").session, RankPanel) as room:
        room.sharing.exchange.forget()
        await room.presses("escape")
        await room.app.type("/vote open", "enter")
        assert "/share network" in room.app.says("status")
        assert not room.session.phone_votes
        await room.app.type("/vote C1 7", "enter")
        assert room.counts["C1"] == 7


async def test_a_hub_that_is_away_holds_no_tally_up_and_what_it_has_is_added(tmp_path: Path) -> None:
    """Rule: panel, status line and question say how many ballots the tally is without, until the hub is back."""
    session = ranking("Silo budgets", "No legal basis", "Skills leave").session
    async with voting_app(tmp_path, session, RankPanel) as room:
        hub = room.sharing.hub
        await room.presses("b", "b")
        far = VoteCount(room.vote.id, 5, part="far")
        hub.hear(hub.news(), FloorMail(votes=(far,)))
        await room.hears(VoteCount(room.vote.id, 14, part="near"))
        assert "vote: 19 of 24 in the room" in room.app.says("status")
        hub.forget()
        await room.presses("b", "b")
        await room.hears(VoteCount(room.vote.id, 14, True, ((4,), (5,), (3,)), "near"))
        assert "5 ballots not counted yet" in room.app.says("status")
        assert "phones: 14 ballots, 5 more not counted" in screen_text(room.app.app)
        assert "14 ballots, 5 more not counted, 24 in the room" in await room.presses("b")
        await room.presses("n")
        told = replace(far, is_counted=True, counts=((2,), (0,), (0,)))
        for _ in range(2):
            hub.hear(hub.news(), FloorMail(votes=(told,)))
            await room.app.wait(0.5)
        assert (room.vote.ballots, room.vote.counts) == (19, ((6,), (5,), (3,)))
        assert "5 more ballots counted" in room.app.says("status")
        assert "not counted yet" not in room.app.says("status")


async def test_a_vote_begins_again_when_phones_have_to_join_again(tmp_path: Path) -> None:
    """Rule: whatever gave them another code, here or at the hub: each is a new device. The questions before it say so; the same code changes nothing."""
    session = ranking("Silo budgets", "No legal basis", "Skills leave").session
    async with voting_app(tmp_path, session, RankPanel) as room:
        assert "vote is open" not in await room.presses("f10", "k")
        await room.presses("n", "escape")
        await room.presses("b", "b")
        room.sharing.exchange.forget()
        await room.hears(VoteCount(room.vote.id, 14, part="part"))
        first = room.vote
        assert first.ballots == 14
        text = await room.presses("f10", "k")
        assert "It then begins again, from zero" in text
        await room.presses("y", "escape")
        assert room.sharing.exchange.news().renews_code
        assert room.vote == first
        await room.hears(VoteCount(first.id, 14, part="part"), code="ANOT-HER1")
        second = room.vote
        assert (second.subjects, second.dots, second.ballots, second.is_open) == (
            first.subjects,
            first.dots,
            0,
            True,
        )
        assert second.id != first.id
        assert room.session.phone_votes[first.id].deleted
        assert "vote: 0 of 24 in the room" in room.app.says("status")
        room.sharing.standing = shared()
        assert "then begins again, from zero" in await room.shares("x")
        await room.presses("k")
        assert room.sharing.ended == 0
        await room.presses("x", "x", "escape")
        assert room.sharing.ended == 1
        await room.hears(VoteCount(second.id, 3, part="new"), code="ANOT-HER1")
        await room.hears(code="HUBC-ODE1", at_hub=True)
        assert room.vote.id == second.id
        assert room.vote.ballots == 3
        await room.hears(code="HUBC-ODE2", at_hub=True)
        assert room.vote.id != second.id
        assert len([vote for vote in room.session.phone_votes.values() if vote.is_open]) == 1
