"""The mail of a room over its link: with hubs of earlier versions, with answers that get lost, and beside an anonymous session."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.mail_exchange import NO_MAIL, HubMail, SentMessage
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.room_changes import ChangesReader
from tests.domain.example import Talk
from tests.link.linked_room import CODE, QUICK, at, has_all, until
from tests.link.listening_hub import SOON, ListeningHub, listening
from tests.store.file_replicas import FileReplica, first_file
from tests.store.mail_room import MailRoom

FAR = "http://10.0.0.5:8765"
LUNCH = SentMessage("m1", "facilitator", "Lunch", left=600)


@contextmanager
def mailed(room: FileReplica, mail: MailRoom, hub: ListeningHub, url: str = "") -> Iterator[HubLink]:
    """A link with the room's mail; it finds this hub under every address."""

    def connect(_: str, __: str, timeout: float) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", hub.port, timeout=timeout)

    file = ChangesReader(lambda: room.path)
    place = HubPlace((url or hub.url,), CODE)
    link = HubLink(place, file, SystemClock(), "laptop", mail=mail.mail, patience=QUICK, connect=connect)
    link.offer(room.session_id)
    try:
        yield link
    finally:
        link.close()
        link._thread.join(SOON)


def test_a_hub_of_an_earlier_version_has_the_session_and_no_mail(room: FileReplica, tmp_path: Path) -> None:
    """Rule: nothing is refused; a call for help stays untold until a hub knows what to do with it."""
    mail = MailRoom(tmp_path / "mail.db")
    mail.mail.call_for_help("No chairs")
    with listening() as hub, mailed(room, mail, hub) as link:
        until(link, at(HubContact.ON))
        hub.until(lambda _: len(hub.updates) > 3)
        assert all(update.news and update.news.is_first for update in hub.updates)
        assert mail.mail.call is not None
        assert not mail.mail.call.is_told
        hub.answering = lambda _, taken: Taken(taken.knowledge, mail=NO_MAIL)
        hub.until(lambda _: hub.updates[-1].news and not hub.updates[-1].news.calls)
        assert mail.mail.call.is_told
        assert [each.text for each in mail.mail.messages] == []


def test_a_message_whose_answers_get_lost_comes_once(room: FileReplica, tmp_path: Path) -> None:
    """Rule: and the hub is told at once that it is stored, not at the next heartbeat."""
    mail = MailRoom(tmp_path / "mail.db")
    answers = 0

    def lossy(update: HubUpdate, taken: Taken) -> Taken | int:
        nonlocal answers
        answers += 1
        has_it = update.news is not None and "m1" in update.news.stored
        return 503 if answers % 2 else Taken(taken.knowledge, mail=NO_MAIL if has_it else HubMail((LUNCH,)))

    with listening() as hub, mailed(room, mail, hub) as link:
        hub.answering = lossy
        hub.until(lambda _: any(each.news and each.news.stored for each in hub.updates))
        hub.until(lambda _: hub.updates[-1].news and not hub.updates[-1].news.is_first)
        until(link, at(HubContact.ON))
        assert [each.text for each in mail.mail.messages] == ["Lunch"]


def test_a_message_that_makes_no_sense_does_not_keep_the_session_from_the_hub(
    room: FileReplica, tmp_path: Path
) -> None:
    """Rule: the session is what counts."""
    mail, broken = MailRoom(tmp_path / "mail.db"), HubMail((replace(LUNCH, left=float("nan")),))
    with listening() as hub, mailed(room, mail, hub) as link:
        hub.answering = lambda _, taken: Taken(taken.knowledge, mail=broken)
        hub.until(lambda _: len(hub.updates) > 3)
        until(link, at(HubContact.ON))
        assert has_all(hub, room)
        assert mail.mail.messages == ()


@pytest.mark.parametrize("rule", [AttributionRule.NONE, AttributionRule.NAMED])
def test_beside_an_anonymous_session_nothing_typed_is_sent_in_clear(
    tmp_path: Path, rule: AttributionRule
) -> None:
    """Rule: neither with a session that is not known yet; beside others it is sent as they are."""
    talk = Talk(c.EditDetails(rule=rule))
    talk.say(Kind.CHALLENGE, "Silo budgets")
    room, mail = first_file(talk, tmp_path / "a.db"), MailRoom(tmp_path / "mail.db")
    mail.mail.call_for_help("Ana is ill")
    with listening() as hub, mailed(room, mail, hub, FAR) as link:
        is_anonymous = rule is AttributionRule.NONE
        until(link, at(HubContact.REFUSED if is_anonymous else HubContact.ON))
        hub.until(lambda _: len(hub.updates) > 2)
        told = [each.news is not None for each in hub.updates]
        assert not told[0]
        assert any(told) is not is_anonymous
    room.ends_window()
