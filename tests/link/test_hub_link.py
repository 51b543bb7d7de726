"""The link to a hub over real sockets: the hub has what the file has, whatever either of them has been through."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Draft
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.versions import Erasure
from breakout_tui.link.hub_exchange import HubPatience
from tests.link.linked_room import at, has_all, linked, says, until
from tests.link.listening_hub import SOON, HubData, ListeningHub, listening
from tests.store.file_replicas import FileReplica


def test_it_asks_first_and_then_sends_what_the_hub_lacks(room: FileReplica) -> None:
    """Rule: to a hub that has nothing the whole session; after that each change as it is saved, and nothing twice."""
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        assert hub.updates[0].part is None
        assert hub.parts[0].is_whole
        for text in ("Pay once", "Shared data"):
            says(room, link, text)
            hub.until(lambda _: has_all(hub, room))
        assert [each.is_whole for each in hub.parts] == [True, False, False]
        sent = [(each.stamp, each.record.id) for part in hub.parts for each in part.state.versions]
        assert len(sent) == len({*sent})
        standing = until(link, at(HubContact.ON))
        assert (standing.room, standing.url, standing.code) == ("Room 3", hub.url, "7KQ2-M4XP")
        assert {each.laptop for each in hub.updates} == {"laptop-1"}
    assert len(hub.goodbyes) == 1


def test_a_heartbeat_tells_nothing_but_the_time(room: FileReplica) -> None:
    """Rule: while nothing changes."""
    with listening() as hub, linked(room, hub.url):
        hub.until(lambda _: has_all(hub, room))
        known = len(hub.updates)
        hub.until(lambda _: len(hub.updates) > known + 4)
        assert [(each.part, each.has_draft) for each in hub.updates[known + 1 : known + 4]] == [
            (None, False)
        ] * 3


def test_after_an_hour_away_it_is_one_request(room: FileReplica) -> None:
    """Rule: the standing tells since when the hub is away; whatever was said meanwhile comes in one part."""
    data = HubData()
    with listening(data) as hub:
        port = hub.port
        with linked(room, hub.url) as link:
            hub.until(lambda _: has_all(hub, room))
            hub.close()
            for number in range(30):
                says(room, link, f"Statement {number}")
            away = until(link, at(HubContact.AWAY))
            assert away.since is not None
            with listening(data, port) as again:
                again.until(lambda _: has_all(again, room))
                assert len(again.parts) == 1
                assert again.updates[0].part is not None
                assert not again.parts[0].is_whole
                until(link, at(HubContact.ON))


def test_a_hub_with_less_than_it_had_gets_the_whole_session(room: FileReplica) -> None:
    """Rule: as one whose database was restored from a backup, whether it says so at a part or at a heartbeat."""
    data = HubData()
    with listening(data) as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        early = data.states[room.session_id]
        says(room, link, "Pay once")
        hub.until(lambda _: has_all(hub, room))
        data.states[room.session_id] = early
        hub.until(lambda _: has_all(hub, room))  # by a heartbeat
        data.states.clear()
        says(room, link, "Shared data")
        hub.until(lambda _: has_all(hub, room))
        assert hub.parts[-1].is_whole


def test_a_hub_with_more_than_the_room_has_gets_what_it_lacks(room: FileReplica, tmp_path: Path) -> None:
    """Rule: another laptop may have sent the same session; both statements are there."""
    other = room.copy(tmp_path / "b.db")
    with listening() as hub:
        with linked(other, hub.url) as second:
            says(other, second, "Of the annex")
            hub.until(lambda _: has_all(hub, other))
        with linked(room, hub.url) as link:
            says(room, link, "Of the hall")
            texts = ("Of the annex", "Of the hall", "Silo budgets")
            hub.until(lambda _: all(text in repr(hub.data.states[room.session_id]) for text in texts))
    other.ends_window()


def test_another_laptop_is_named(room: FileReplica) -> None:
    """Rule: one that sends too, and one that has taken the session over."""
    since = SystemClock().read().wall
    with listening() as hub, linked(room, hub.url) as link:
        hub.answering = lambda _, taken: Taken(taken.knowledge, other_laptop="LAPTOP2", other_since=since)
        standing = until(link, lambda each: each.other_laptop)
        assert (standing.contact, standing.other_since) == (HubContact.ON, since)
        hub.answering = lambda _, taken: Taken(
            taken.knowledge, other_laptop="LAPTOP2", other_since=since, is_taken_over=True
        )
        assert until(link, at(HubContact.TAKEN_OVER)).other_laptop == "LAPTOP2"
        hub.answering = lambda _, taken: taken
        assert not until(link, at(HubContact.ON)).other_laptop


def test_the_next_address_is_used_where_one_does_not_answer(room: FileReplica) -> None:
    """Rule: and it is kept until that one does not answer either; both have one database."""
    data = HubData()
    with listening(data) as first, listening(data) as second, linked(room, first.url, second.url) as link:
        first.until(lambda _: has_all(first, room))
        assert not second.updates
        first.close()
        says(room, link, "Pay once")
        second.until(lambda _: has_all(second, room))
        assert until(link, at(HubContact.ON)).url == second.url
        with listening(data, first.port) as again:
            second.close()
            says(room, link, "Shared data")
            again.until(lambda _: has_all(again, room))


def test_a_connection_that_was_closed_meanwhile_is_not_an_hour_away(room: FileReplica) -> None:
    """Rule: servers close what was quiet for a while; the next message makes another one, and the hub was never away."""
    seen: list[HubContact] = []
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        for number in range(5):
            hub.cut()
            says(room, link, f"Statement {number}")
            hub.until(lambda _: has_all(hub, room))
            seen.append(link.standing.contact)
    assert {*seen} == {HubContact.ON}


def test_a_large_body_is_packed(room: FileReplica) -> None:
    """Rule: a small one is one packet anyway."""
    with listening() as hub, linked(room, hub.url):
        hub.until(lambda _: has_all(hub, room))
        assert hub.packed[:2] == [False, True]


def test_the_draft_is_sent_when_it_changes(room: FileReplica) -> None:
    """Rule: at the next heartbeat; also that it is empty again."""
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        says(room, link, "Pay once")
        assert room._store is not None
        for draft in (Draft("half a", Kind.CHALLENGE), None):
            room._store.save_draft(room.session_id, draft)
            hub.until(partial(has_draft, room.session_id, draft))


def has_draft(session_id: str, draft: Draft | None, hub: ListeningHub) -> bool:
    """Whether the hub has this draft."""
    return session_id in hub.data.drafts and hub.data.drafts[session_id] == draft


def test_an_erasure_is_passed_on_once(room: FileReplica) -> None:
    """Rule: not those that the file has."""
    passed: list[Erasure] = []
    with listening() as hub:
        hub.erasures = (Erasure("e1", room.session_id, "n1"), Erasure("e2", room.session_id, "n2"))
        with linked(room, hub.url, erased=passed.extend):
            hub.until(lambda _: len(hub.updates) > 6)
    assert [each.id for each in passed] == ["e1", "e2"]


def test_an_erasure_that_can_t_be_done_yet_is_passed_on_again(room: FileReplica) -> None:
    """Rule: until it was taken without an error; meanwhile everything else is sent as ever."""
    passed: list[list[str]] = []

    def erase(erasures: Sequence[Erasure]) -> None:
        passed.append([each.id for each in erasures])
        if len(passed) < 3:
            raise RuntimeError("the room is typing")

    with listening() as hub:
        hub.erasures = (Erasure("e1", room.session_id, "n1"),)
        with linked(room, hub.url, erased=erase) as link:
            says(room, link, "Pay once")
            hub.until(lambda _: has_all(hub, room) and len(passed) == 3)
            known = len(hub.updates)
            hub.until(lambda _: len(hub.updates) > known + 3)
            assert until(link, at(HubContact.ON))
    assert passed == [["e1"]] * 3


def test_a_session_that_was_closed_is_sent_before_the_next_one(room: FileReplica, tmp_path: Path) -> None:
    """Rule: what was said last in the morning is there, though the hub was away until the afternoon."""
    with listening() as hub:
        hub.answering = lambda _update, _taken: 503
        with linked(room, hub.url) as link:
            until(link, at(HubContact.AWAY))
            hub.data.states.clear()
            link.offer("")
            link.offer("afternoon")
            hub.answering = lambda _, taken: taken
            hub.until(lambda _: has_all(hub, room) and hub.updates[-1].session_id == "afternoon")
            known = len(hub.updates)
            hub.until(lambda _: len(hub.updates) > known + 3)
            assert {each.session_id for each in hub.updates[known + 1 :]} == {"afternoon"}


def test_a_window_that_another_one_speaks_for_is_silent(room: FileReplica) -> None:
    """Rule: it says goodbye once, and nothing until it has a session again; nothing is shown of the hub meanwhile."""
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        link.offer(None)
        until(link, at(HubContact.NONE))
        known = len(hub.updates)
        threading.Event().wait(0.2)
        assert (len(hub.updates), len(hub.goodbyes)) == (known, 1)
        says(room, link, "Pay once")
        hub.until(lambda _: has_all(hub, room))
        until(link, at(HubContact.ON))


def test_what_was_saved_last_is_sent_before_the_goodbye(room: FileReplica) -> None:
    """Rule: while the hub answers."""
    with listening() as hub:
        with linked(room, hub.url, patience=HubPatience(goodbye=SOON)) as link:
            hub.until(lambda _: has_all(hub, room))
            room.wish(c.Capture("The last word", Kind.CHALLENGE))
            room.ends_window()
            link.close()
        assert has_all(hub, room)
        assert len(hub.goodbyes) == 1


def test_a_take_over_and_a_card_are_told(room: FileReplica) -> None:
    """Rule: a take-over once, a card until it is taken back."""
    card = ShownCard("Headline", "Pay once", 1, 3, "boot-1", 5.0, 4)
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        link.take_over(room.session_id)
        link.show_card(card)
        hub.until(lambda _: any(each.takes_over for each in hub.updates))
        hub.until(lambda _: hub.updates[-1].card == card)
        link.show_card(None)
        hub.until(lambda _: hub.updates[-1].card is None)
        assert sum(each.takes_over for each in hub.updates) == 1
