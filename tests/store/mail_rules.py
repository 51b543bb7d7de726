"""What a hub's database promises of messages and calls for help, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_messages import HubMessage, MessageAnswer, MessageKind, MessageStanding
from breakout_tui.domain.mail_exchange import NO_MAIL, HelpState, HubMail, RoomNews, ToldAnswer, ToldCall
from breakout_tui.domain.room_notice import RoomNotice
from tests.store.hub_play import READING
from tests.store.hub_rules import MINE, TriedHub, whole

MINUTES = 60.0
LUNCH = HubMessage("m1", MessageKind.FACILITATOR, "Lunch is at 12:40")


def told(hub: TriedHub, news: RoomNews | None = None, room: str = "", **given: Any) -> HubMail:
    """What the hub tells the first room, or another one, in answer to this news."""
    mail = hub.send(room=room or hub.room, news=news or RoomNews(), **given).mail
    assert mail is not None
    return mail


def ids(mail: HubMail) -> list[str]:
    """The messages in it."""
    return [each.id for each in mail.messages]


def rooms_of(standing: MessageStanding) -> dict[str, MessageAnswer | None]:
    """By room what it has answered; None before the message was stored there."""
    return {each.room: each.answer if each.fetched_at else None for each in standing.deliveries}


def sends_a_message_until_the_room_has_stored_it(hub: TriedHub) -> None:
    """To the rooms that are named, and only once it is said to be stored there it is not sent again."""
    sent = hub.database.messages.send(LUNCH, 15 * MINUTES, [hub.room])
    assert rooms_of(sent) == {"Room 1": None}
    first, again = told(hub), told(hub)
    assert ids(first) == ids(again) == ["m1"]
    (message,) = first.messages
    assert (message.kind, message.text, message.is_withdrawn) == ("facilitator", "Lunch is at 12:40", False)
    assert 14 * MINUTES < message.left <= 15 * MINUTES
    assert told(hub, room=hub.other, session_id="", link="link-2") == NO_MAIL
    assert told(hub, RoomNews(stored=("m1",))) == NO_MAIL == told(hub)
    (now,) = hub.database.messages.messages()
    assert rooms_of(now) == {"Room 1": MessageAnswer.NONE}


def sends_one_message_for_one_key(hub: TriedHub) -> None:
    """Whatever else is said the second time; without rooms it goes to all that are not revoked."""
    hub.database.revoke(hub.other)
    first = hub.database.messages.send(LUNCH, 15 * MINUTES)
    other = replace(LUNCH, text="Something else")
    assert hub.database.messages.send(other, MINUTES, [hub.room]) == first
    assert rooms_of(first) == {"Room 1": None}
    assert len(hub.database.messages.messages()) == 1


def tells_an_organiser_what_is_open(hub: TriedHub) -> None:
    """The newest message first, with each answer as soon as it is there; not what has expired, was withdrawn or is closed."""
    messages = hub.database.messages
    assert messages.open_mail() == ((), ())
    for key in ("m1", "m2", "m3"):
        messages.send(replace(LUNCH, id=key), 15 * MINUTES, [hub.room])
    hub.sql("UPDATE hub_message SET made_at = made_at - 1000 WHERE id = 'm1'")
    for news, wanted in (
        (RoomNews(), None),
        (RoomNews(stored=("m1",)), MessageAnswer.NONE),
        (RoomNews(answers=(ToldAnswer("m1", "seen"),)), MessageAnswer.SEEN),
    ):
        told(hub, news)
        _, sent = messages.open_mail()
        assert (sent[-1].message.id, rooms_of(sent[-1])) == ("m1", {"Room 1": wanted})
    messages.withdraw("m2")
    hub.sql("UPDATE hub_message SET expires_at = made_at WHERE id = 'm3'")
    told(hub, RoomNews(calls=(ToldCall("c1", "Dark", 60.0), ToldCall("c2", "", 5.0))))
    calls, sent = messages.open_mail()
    assert [each.message.id for each in sent] == ["m1"]
    assert [(each.room, each.room_id, each.text) for each in calls] == [
        ("Room 1", hub.room, "Dark"),
        ("Room 1", hub.room, ""),
    ]
    messages.close_call("c1")
    assert [each.id for each in messages.open_mail()[0]] == ["c2"]


def keeps_the_order_of_messages(hub: TriedHub) -> None:
    """The earliest comes first, whatever its key is; more than twenty come with the next answers."""
    keys = [f"m{99 - number:02}" for number in range(25)]
    for key in keys:
        hub.database.messages.send(replace(LUNCH, id=key), 15 * MINUTES)
    hub.sql("UPDATE hub_message SET made_at = made_at - 1000 * CAST(substr(id, 2) AS INTEGER)")
    first = ids(told(hub))
    assert first == keys[:20]
    assert ids(told(hub, RoomNews(stored=tuple(first)))) == keys[20:]


def sends_nothing_that_has_expired(hub: TriedHub) -> None:
    """Neither to a room nor to displays."""
    hub.database.messages.send(LUNCH, 15 * MINUTES)
    hub.database.messages.send(HubMessage("m2", MessageKind.DISPLAY, "Fire drill"), 15 * MINUTES)
    assert [each.text for each in hub.found().notices] == ["Fire drill"]
    hub.sql("UPDATE hub_message SET expires_at = made_at - 1")
    assert told(hub, RoomNews(is_first=True)) == NO_MAIL
    assert hub.found().notices == ()
    assert all(each.is_over for each in hub.database.messages.messages())


def sends_nothing_to_a_room_that_is_revoked(hub: TriedHub) -> None:
    """What it tells is not taken either."""
    hub.database.messages.send(LUNCH, 15 * MINUTES)
    hub.database.revoke(hub.room)
    news = RoomNews(is_first=True, stored=("m1",), calls=(ToldCall("c1", "help"),))
    taken = hub.send(news=news)
    assert taken.is_revoked
    assert taken.mail is None
    assert hub.database.messages.calls(with_closed=True) == ()
    assert rooms_of(hub.database.messages.messages()[0]) == {"Room 1": None, "Room 2": None}


def sends_messages_to_the_computer_that_counts(hub: TriedHub) -> None:
    """Another one with the same code calls for help all the same; when it takes over, it gets what is not over."""
    hub.send(whole(2))
    hub.database.messages.send(LUNCH, 15 * MINUTES)
    other: dict[str, Any] = {"link": "link-9", "session_id": MINE, "reading": replace(READING, boot="boot-9")}
    call = RoomNews(is_first=True, calls=(ToldCall("c1", "Too many people"),))
    assert told(hub, call, **other).messages == ()
    assert [each.text for each in hub.database.messages.calls()] == ["Too many people"]
    assert told(hub, RoomNews(stored=("m1",)), session_id=MINE) == NO_MAIL
    mail = told(hub, RoomNews(is_first=True), **other, takes_over=True)
    assert ids(mail) == ["m1"]
    assert mail.calls == (HelpState("c1"),)


def takes_the_first_answer_of_a_room(hub: TriedHub) -> None:
    """An answer says as well that the message is stored; a word that is not known says nothing."""
    hub.database.messages.send(HubMessage("m1", MessageKind.EXTEND, value="+10"), 15 * MINUTES)
    told(hub, RoomNews(answers=(ToldAnswer("m1", "shrugged"), ToldAnswer("m7", "taken"))))
    assert ids(told(hub)) == ["m1"]
    assert told(hub, RoomNews(answers=(ToldAnswer("m1", "taken", ago=60),))) == NO_MAIL
    told(hub, RoomNews(answers=(ToldAnswer("m1", "declined"),)))
    told(hub, RoomNews(answers=(ToldAnswer("m1", "seen"),)), room=hub.other, session_id="", link="link-2")
    (now,) = hub.database.messages.messages()
    assert rooms_of(now) == {"Room 1": MessageAnswer.TAKEN, "Room 2": MessageAnswer.SEEN}
    first = now.deliveries[0]
    assert first.fetched_at is not None
    assert first.answered_at is not None
    assert round((first.fetched_at - first.answered_at).total_seconds()) == 60


def takes_a_message_back(hub: TriedHub) -> None:
    """Rooms that have it are told so until they have stored that; the displays no longer show it."""
    fire = HubMessage("m1", MessageKind.DISPLAY, "Fire drill")
    hub.database.messages.send(fire, 15 * MINUTES)
    before = hub.found().edition
    told(hub, RoomNews(stored=("m1",)))
    assert [each.text for each in hub.found().notices] == ["Fire drill"]
    over = hub.database.messages.withdraw("m1")
    assert over.is_over
    assert hub.database.messages.withdraw("m1") == over
    assert hub.found().notices == ()
    assert hub.found().edition > before
    (message,) = told(hub, RoomNews(stored=("m1",))).messages
    assert message.is_withdrawn
    assert message.text == ""
    assert told(hub, RoomNews(withdrawn=("m1",))) == NO_MAIL


def tells_displays_of_their_messages(hub: TriedHub) -> None:
    """The room's edition grows, and the latest one is the last one."""
    before = hub.found().edition
    hub.database.messages.send(HubMessage("m1", MessageKind.DISPLAY, "Fire drill"), 15 * MINUTES, [hub.room])
    hub.database.messages.send(HubMessage("m2", MessageKind.DISPLAY, "It is over"), 5 * MINUTES, [hub.room])
    hub.sql("UPDATE hub_message SET made_at = made_at + 1 WHERE id = 'm2'")
    found = hub.found()
    assert [each.text for each in found.notices] == ["Fire drill", "It is over"]
    assert all(isinstance(each, RoomNotice) and 0 < each.left <= 15 * MINUTES for each in found.notices)
    assert found.edition == before + 2
    assert hub.found(hub.other).notices == ()


def queues_calls_for_help(hub: TriedHub) -> None:
    """The one that waits longest is first; a room hears only what it does not know."""
    call = ToldCall("c2", "The projector\x00 is dark", ago=120)
    assert told(hub, RoomNews(calls=(call,))) == NO_MAIL
    told(hub, RoomNews(calls=(call,)))
    told(hub, RoomNews(calls=(ToldCall("c1", "Who chairs?"),)), room=hub.other, session_id="", link="link-2")
    queue = hub.database.messages.calls()
    assert [(each.room, each.text) for each in queue] == [
        ("Room 1", "The projector␀ is dark"),
        ("Room 2", "Who chairs?"),
    ]
    assert 120 <= queue[0].waited < 130
    known = RoomNews(open_calls=(HelpState("c2"),))
    assert told(hub, known) == NO_MAIL
    assert hub.database.messages.take_call("c2", " Maria ").taken_by == "Maria"
    assert told(hub, known).calls == (HelpState("c2", "Maria"),)
    known = RoomNews(open_calls=(HelpState("c2", "Maria"),))
    assert told(hub, known) == NO_MAIL
    with pytest.raises(StoreError, match="Maria has taken"):
        hub.database.messages.take_call("c2", "Olu")
    closed = hub.database.messages.close_call("c2")
    assert closed.closed_at is not None
    assert told(hub, known).calls == (HelpState("c2", "Maria", is_closed=True),)
    assert [each.id for each in hub.database.messages.calls()] == ["c1"]
    with pytest.raises(StoreError, match="closed"):
        hub.database.messages.take_call("c2", "Olu")


def lets_a_room_withdraw_its_own_call_only(hub: TriedHub) -> None:
    """Also one that the hub never heard of before; and nobody else's."""
    told(hub, RoomNews(calls=(ToldCall("c1", "Help", is_withdrawn=True), ToldCall("c2", "Help"))))
    told(hub, RoomNews(calls=(ToldCall("c2", "", is_withdrawn=True),)), room=hub.other, session_id="")
    assert [each.id for each in hub.database.messages.calls()] == ["c2"]
    assert [each.id for each in hub.database.messages.calls(with_closed=True)] == ["c1", "c2"]


def asks_again_for_a_call_that_it_has_lost(hub: TriedHub) -> None:
    """As after its database was restored."""
    mail = told(hub, RoomNews(open_calls=(HelpState("c1"),)))
    assert mail.calls == (HelpState("c1", is_unknown=True),)


def keeps_a_room_from_flooding_the_queue(hub: TriedHub) -> None:
    """Only so many calls of a room are open at the same time."""
    calls = tuple(ToldCall(f"c{number}", "Help") for number in range(9))
    mail = told(hub, RoomNews(calls=calls))
    assert len(hub.database.messages.calls()) == 5
    assert all(each.is_unknown for each in mail.calls)
    told(hub, RoomNews(calls=(ToldCall("x" * 1000, "Help"), ToldCall("", "Help"))), room=hub.other)
    assert len(hub.database.messages.calls()) == 5


def refuses_what_can_not_be_sent(hub: TriedHub) -> None:
    """With the reason; nothing is stored."""
    for message, seconds, rooms, words in (
        (replace(LUNCH, text=" \n "), MINUTES, None, "no words"),
        (HubMessage("m1", MessageKind.EXTEND, value="10"), MINUTES, None, "adds \\+1 to \\+120"),
        (HubMessage("m1", MessageKind.EXTEND, value="+121"), MINUTES, None, "adds \\+1 to \\+120"),
        (HubMessage("m1", MessageKind.END, value="25:00"), MINUTES, None, "time of day"),
        (HubMessage("m1", MessageKind.OTHER, "text"), MINUTES, None, "no kind"),
        (replace(LUNCH, id=""), MINUTES, None, "key"),
        (LUNCH, 0, None, "at most a day"),
        (LUNCH, 90_000, None, "at most a day"),
        (LUNCH, MINUTES, ["none"], "unknown"),
        (LUNCH, MINUTES, [], "no room"),
    ):
        with pytest.raises(StoreError, match=words):
            hub.database.messages.send(message, seconds, rooms)
    for call in (hub.database.messages.close_call, hub.database.messages.withdraw):
        with pytest.raises(StoreError, match="there is no such"):
            call("none")
    assert hub.database.messages.messages() == ()


def has_no_mail_for_a_room_that_knows_none(hub: TriedHub) -> None:
    """A room of an earlier version gets what it always got."""
    hub.database.messages.send(LUNCH, 15 * MINUTES)
    assert hub.send().mail is None
    assert ids(told(hub)) == ["m1"]


MAIL_RULES: tuple[Callable[[TriedHub], None], ...] = (
    sends_a_message_until_the_room_has_stored_it,
    sends_one_message_for_one_key,
    tells_an_organiser_what_is_open,
    keeps_the_order_of_messages,
    sends_nothing_that_has_expired,
    sends_nothing_to_a_room_that_is_revoked,
    sends_messages_to_the_computer_that_counts,
    takes_the_first_answer_of_a_room,
    takes_a_message_back,
    tells_displays_of_their_messages,
    queues_calls_for_help,
    lets_a_room_withdraw_its_own_call_only,
    asks_again_for_a_call_that_it_has_lost,
    keeps_a_room_from_flooding_the_queue,
    refuses_what_can_not_be_sent,
    has_no_mail_for_a_room_that_knows_none,
)
