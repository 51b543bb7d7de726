"""The room's mail and a hub's database together: whatever gets lost, doubled or delayed, each message arrives once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_messages import HubMessage, MessageAnswer, MessageKind
from breakout_tui.domain.mail_exchange import HelpState, HubMail, SentMessage
from breakout_tui.domain.room_mail import RoomMail, on_display, waiting
from breakout_tui.hub_protocol import HubAnswer as Answer
from breakout_tui.hub_protocol import HubUpdate, answer_text, read_answer, read_update, update_text
from breakout_tui.link.room_mailbox import RoomMailbox
from breakout_tui.store.hub_database import HubDatabase
from tests.store.mail_room import MailRoom
from tests.tui.fakes import FakeClock

MINUTES = 60.0


@dataclass
class Played:
    """A hub's database and a room whose exchanges may fail."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    sent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hub = HubDatabase(self.folder / "hub.db", self.clock)
        self.room_id = self.hub.add_room("Room 1", "hash", "display").id
        self.room = MailRoom(self.folder / "room.db", self.clock)

    def exchanges(self, *, loses_update: bool = False, loses_answer: bool = False) -> None:
        """One update and its answer, as they go over the wire."""
        news = self.room.exchange.news()
        update = HubUpdate("link", "annex", "", self.clock.read(), news=news)
        if loses_update:
            return
        (taken,) = self.hub.take([(self.room_id, read_update(update_text(update)))])
        answer = read_answer(answer_text(Answer("Room 1", taken)))
        if not loses_answer:
            self.room.exchange.hear(news, answer.taken.mail)

    def sends(self, kind: MessageKind, seconds: float) -> None:
        """The organiser sends a message."""
        self.clock.pass_time(1)
        value = {MessageKind.EXTEND: "+10", MessageKind.END: "12:30"}.get(kind, "")
        message = HubMessage(f"m{len(self.sent)}", kind, f"Message {len(self.sent)}", value)
        self.hub.messages.send(message, seconds)
        self.sent.append(message.id)

    def does(self, move: str, which: int) -> None:
        """One thing happens."""
        key = self.sent[which % len(self.sent)] if self.sent else ""
        calls = self.hub.messages.calls()
        messages = self.room.mail.messages
        match move:
            case "send":
                kinds = [kind for kind in MessageKind if kind is not MessageKind.OTHER]
                self.sends(kinds[which % 4], (2 + 10 * (which % 3)) * MINUTES)
            case "withdraw" if key:
                self.hub.messages.withdraw(key)
            case "answer" if messages:
                answers = (MessageAnswer.SEEN, MessageAnswer.TAKEN, MessageAnswer.DECLINED)
                self.room.mail.answer(messages[which % len(messages)].id, answers[which % 3])
            case "call":
                self.room.mail.call_for_help(f"Help {which}")
            case "withdraw call":
                self.room.mail.withdraw_call()
            case "take call" if calls:
                try:
                    self.hub.messages.take_call(calls[0].id, "Maria" if which % 2 else "Olu")
                except StoreError:
                    assert calls[0].taken_by
            case "close call" if calls:
                self.hub.messages.close_call(calls[0].id)
            case "time":
                self.clock.pass_time(which * 30.0)
            case "new window":
                self.room.open_window()
            case "disk":
                self.room.is_writable = which % 2 == 0
            case "exchange":
                self.exchanges(loses_update=which % 4 == 1, loses_answer=which % 4 in (2, 3))


MOVES = st.tuples(
    st.sampled_from(
        [
            *(
                "send",
                "send",
                "withdraw",
                "answer",
                "answer",
                "call",
                "withdraw call",
                "take call",
                "close call",
            ),
            *("time", "new window", "disk", *["exchange"] * 6),
        ]
    ),
    st.integers(0, 11),
)


@given(st.lists(MOVES, min_size=5, max_size=40))
@settings(max_examples=8, deadline=None)
def test_whatever_is_lost_both_sides_end_with_the_same(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int]]
) -> None:
    """Rule: after three exchanges that work each message that is not over is in the room once, in order, and each answer and call in the hub."""
    played = Played(tmp_path_factory.mktemp("mail"))
    for move, which in moves:
        played.does(move, which)
    played.room.is_writable = True
    for _ in range(3):
        played.exchanges()
    now = played.clock.read().wall
    room = {each.id: each for each in played.room.mail.messages}
    assert len(room) == len(played.room.mail.messages)
    standings = played.hub.messages.messages()
    order = [each.message.id for each in standings if each.message.id in room]
    assert [*room] == order
    for standing in standings:
        (delivery,) = standing.deliveries
        known = room.get(standing.message.id)
        if not standing.is_over:
            assert known is not None
            assert (known.text, known.kind) == (standing.message.text, standing.message.kind)
            assert abs((known.expires_at - standing.expires_at).total_seconds()) < 1
            assert delivery.fetched_at is not None
        if known is not None:
            assert known.answer is delivery.answer
            assert known.waits(now) == (not standing.is_over and known.answer is MessageAnswer.NONE)
    (call, *others) = played.hub.messages.calls() or [None]
    assert not others
    mine = played.room.mail.call
    assert (mine is None) == (call is None)
    if mine is not None and call is not None:
        assert (mine.id, mine.text, mine.taken_by) == (call.id, call.text, call.taken_by)
    before = played.room.writes
    played.exchanges()
    assert played.room.writes == before, "nothing is new, so nothing is written"
    played.room.open_window()
    played.room.exchange.news()
    assert played.room.mail.messages == tuple(room.values())
    assert played.room.mail.call == mine
    played.hub.close()


def test_an_exchange_without_news_is_as_good_as_empty(tmp_path: Path) -> None:
    """Rule: every four seconds in each room: a few bytes up, a few down, whatever was there before."""
    played = Played(tmp_path)
    for _ in range(3):
        played.sends(MessageKind.FACILITATOR, 15 * MINUTES)
    for _ in range(3):
        played.exchanges()
    news = played.room.exchange.news()
    update = HubUpdate("link", "annex", "", played.clock.read(), news=news)
    plain = HubUpdate("link", "annex", "", played.clock.read())
    assert len(update_text(update)) - len(update_text(plain)) <= len(',"news":{}')
    (taken,) = played.hub.take([(played.room_id, update)])
    (without,) = played.hub.take([(played.room_id, plain)])
    assert len(answer_text(Answer("R", taken))) - len(answer_text(Answer("R", without))) <= len(',"mail":{}')
    played.hub.close()


@pytest.fixture
def room(tmp_path: Path) -> MailRoom:
    """A room without a hub."""
    return MailRoom(tmp_path / "room.db")


def test_the_room_says_that_it_has_a_message_only_when_it_is_in_its_file(room: MailRoom) -> None:
    """Rule: and an answer or a call only when they are."""
    room.is_writable = False
    news = room.exchange.news()
    room.exchange.hear(news, HubMail((SentMessage("m1", "facilitator", "Lunch", left=60),)))
    room.mail.call_for_help("No chairs")
    assert room.texts() == ["Lunch"]
    assert room.exchange.news().stored == ()
    assert room.exchange.news().calls == ()
    room.is_writable = True
    room.exchange.hear(room.exchange.news(), HubMail())
    news = room.exchange.news()
    assert news.stored == ("m1",)
    assert [each.text for each in news.calls] == ["No chairs"]


def test_only_what_waits_is_offered_and_only_the_latest_is_on_display(room: MailRoom) -> None:
    """Rule: until it expires, is withdrawn, or is answered; an answer is given once."""
    sent = tuple(SentMessage(f"m{n}", kind, f"T{n}", left=60.0 + n) for n, kind in enumerate(KINDS))
    room.exchange.hear(room.exchange.news(), HubMail(sent))
    port: RoomMail = room.mail
    link: RoomMailbox = room.mail
    now = room.clock.read().wall
    assert [each.text for each in waiting(port, now)] == ["T0", "T1", "T2", "T3", "T4"]
    shown = on_display(port, now)
    assert shown is not None
    assert shown.text == "T2"
    port.answer("m0", MessageAnswer.SEEN)
    port.answer("m0", MessageAnswer.TAKEN)
    port.answer("m2", MessageAnswer.SEEN)
    port.answer("nothing of the sort", MessageAnswer.SEEN)
    link.take(HubMail((SentMessage("m3", "extend", is_withdrawn=True),)))
    assert [each.text for each in waiting(port, now)] == ["T1", "T4"]
    assert on_display(port, now) == on_display(port, room.clock.read().wall) is not None
    room.clock.pass_time(61.5)
    assert [each.text for each in waiting(port, room.clock.read().wall)] == ["T4"]
    shown = on_display(port, room.clock.read().wall)
    assert shown is not None
    room.clock.pass_time(1)
    assert on_display(port, room.clock.read().wall) is None
    answers = {each.id: each.answer for each in link.news(is_first=False).answers}
    assert answers == {"m0": "seen", "m2": "seen"}


KINDS = ("facilitator", "display", "display", "extend", "something of a newer hub")


def test_what_a_hub_sends_is_cleaned_and_has_a_limit(room: MailRoom) -> None:
    """Rule: it comes from another computer."""
    sent = (
        SentMessage("m1", "facilitator", "a\x1b[2Jb\u202e" + "x" * 9000, "v" * 90, left=1e12),
        SentMessage("x" * 65, "facilitator", "too long an id", left=60),
        SentMessage("", "facilitator", "none", left=60),
    )
    room.exchange.hear(room.exchange.news(), HubMail(sent, (HelpState("c1", "M" * 900),)))
    (message,) = room.mail.messages
    assert message.text.startswith("a␛[2Jb")
    assert len(message.text) == 500
    assert len(message.value) == 16
    assert (message.expires_at - message.stored_at).days == 1
    call = room.mail.call
    assert call is not None
    assert len(call.taken_by) == 60


def test_a_hub_of_an_earlier_version_is_told_again_and_again_until_it_takes_something(room: MailRoom) -> None:
    """Rule: it leaves out what it does not know, and its answer says nothing of mail."""
    room.mail.call_for_help("No chairs")
    for _ in range(2):
        news = room.exchange.news()
        assert [each.text for each in news.calls] == ["No chairs"]
        room.exchange.hear(news, None)
    assert room.exchange.news().is_first
    text = b'{"version": 1, "room": "Room 1", "taken": {}}'
    assert read_answer(text).taken.mail is None
    old = b'{"version": 1, "room": "R", "taken": {"mail": {"messages": [{"id": "m", "kind": "k", "new": 1}], "later": 2}}}'
    mail = read_answer(old).taken.mail
    assert mail == HubMail((SentMessage("m", "k"),))
