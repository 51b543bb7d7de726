"""The overview as a hub serves it: what its pages and its data say, what streams send, and what is silenced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.overview import Overview
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_notes import RoomNotes
from breakout_tui.hub_protocol import update_text
from breakout_tui.overview_protocol import notes_text, overview_text, read_notes_text, read_overview
from tests.domain.example import Talk
from tests.domain.test_room_card import card_of
from tests.hub.organised import OrganisedHub, organised
from tests.hub.served import wait_until
from tests.hub.test_overview_rights import stream

SECRET_NAME = "Ana Lopez"


@pytest.fixture(name="hub")
def fixture_hub(tmp_path: Path) -> Iterator[OrganisedHub]:
    """A hub."""
    with organised(tmp_path) as made:
        yield made


def talking(*texts: str, rule: AttributionRule = AttributionRule.COUNTRY) -> Talk:
    """A room on its first question that has said this, with clocks of its own."""
    talk = Talk(c.EditDetails(room="Room 2", people=20, rule=rule, facilitator=SECRET_NAME))
    talk.do(c.Next())
    for text in texts:
        talk.say(Kind.CHALLENGE, text)
    return talk


def overview_of(hub: OrganisedHub, cookie: str, since: str = "") -> Overview:
    """What the hub says of all rooms."""
    answer = hub.gets(f"/overview/data?since={since}", cookie)
    assert answer.status == 200
    return read_overview(answer.body)


def waits_for(hub: OrganisedHub, cookie: str, *codes: str) -> RoomCard:
    """The only room, once these are its findings."""
    found: list[RoomCard] = []

    def is_so() -> bool:
        found[:] = overview_of(hub, cookie).cards
        told = [tuple(each.code for each in card.findings) for card in found]
        return told == [codes] and (found[0].theme != "" or "not-joined" in codes)

    wait_until(is_so)
    return found[0]


def notes_of(hub: OrganisedHub, cookie: str, room: str) -> RoomNotes:
    """A room's notes."""
    return read_notes_text(hub.gets(f"/overview/room/{room}/data", cookie).body)


def test_a_card_says_what_a_room_does(hub: OrganisedHub) -> None:
    """Rule: theme, step, time, notes by kind; what is new is there within a second, and only what has changed is sent."""
    talk = talking("Silo budgets")
    room, other = hub.room("Room 1"), hub.room("Room 2")
    hub.says(room, talk.session, talk.reading())
    cookie = hub.enters()
    wait_until(lambda: [card.theme for card in overview_of(hub, cookie).cards] == ["", "Theme"])
    first = overview_of(hub, cookie)
    cards = {card.id: card for card in first.cards}
    assert (cards[room].theme, cards[room].step, cards[room].notes) == ("Theme", "Challenges · Q1 of 2", 1)
    assert not cards[other].has_joined
    assert first.ids == (other, room)  # it has not joined: to check
    page = hub.gets("/overview", cookie).text
    assert "Challenges · Q1 of 2" in page
    assert 'role="timer"' in page
    talk.say(Kind.CHALLENGE, "No owner")
    hub.says(room, talk.session, talk.reading())
    wait_until(
        lambda: {card.id: card.notes for card in overview_of(hub, cookie, first.edition).cards}.get(room) == 2
    )
    now = overview_of(hub, cookie)
    assert overview_of(hub, cookie, now.edition).cards == ()
    assert {card.id for card in overview_of(hub, cookie, "another-process-7").cards} == {room, other}


def test_a_rooms_notes_are_read_live(hub: OrganisedHub) -> None:
    """Rule: the latest first, deleted ones not; what has not changed is not sent again; text is text."""
    talk = talking("Silo <b>budgets</b>", "Wrong")
    room, cookie = hub.room("Room 1"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    waits_for(hub, cookie)
    assert [note.text for note in notes_of(hub, cookie, room).notes] == ["Wrong", "Silo <b>budgets</b>"]
    assert "Silo &lt;b&gt;budgets&lt;/b&gt;" in hub.gets(f"/overview/room/{room}", cookie).text
    edition = notes_of(hub, cookie, room).edition
    assert hub.gets(f"/overview/room/{room}/data?since={edition}", cookie).status == 204
    talk.do(c.DeleteNote(talk.note("C2").serial))
    hub.says(room, talk.session, talk.reading())
    wait_until(lambda: [note.reference for note in notes_of(hub, cookie, room).notes] == ["C1"])
    assert hub.gets("/overview/room/nobody/data", cookie).status == 404
    assert hub.gets("/overview/room/nobody", cookie).status == 303


def test_what_a_room_may_not_send_is_nowhere(hub: OrganisedHub) -> None:
    """Rule: under *none* no name in any answer, also where a room's records had one; never the names of facilitators."""
    talk = talking("Silo budgets", rule=AttributionRule.NONE)
    note = replace(talk.note("C1"), attribution=SECRET_NAME, dissent=SECRET_NAME)
    talk.session = talk.session.put(note)
    room, cookie = hub.room("Room 1"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    waits_for(hub, cookie)
    paths = ("/overview", "/overview/data", f"/overview/room/{room}", f"/overview/room/{room}/data")
    answers = [hub.gets(path, cookie).text for path in paths]
    assert "Silo budgets" in answers[2]
    assert not [answer for answer in answers if SECRET_NAME in answer]


def test_a_finding_is_silenced_for_a_reason_and_shown_again(hub: OrganisedHub) -> None:
    """Rule: by whoever looks, for all who look; nothing that was not seen is silenced, and nothing without a reason."""
    room, cookie, other = hub.room("Room 1"), hub.enters(), hub.enters(hub.organiser("Ben"))
    (finding,) = waits_for(hub, cookie, "not-joined").findings
    form = {"room": room, "code": finding.code, "seen": finding.seen, "reason": "comes <later>"}
    assert hub.post("/overview/silence", form | {"reason": " "}, cookie).status == 400
    assert hub.post("/overview/silence", form | {"seen": "0" * 16}, cookie).status == 409
    assert hub.post("/overview/silence", form | {"room": "nobody"}, cookie).status == 404
    assert hub.post("/overview/silence", form | {"reason": "x" * 3000}, cookie).status == 413
    assert hub.post("/overview/silence", form, cookie).status == 204
    card = overview_of(hub, other).cards[0]
    assert (card.findings, card.silenced[0].silence.organiser) == ((), "Ana")
    assert "comes &lt;later&gt; (Ana)" in hub.gets("/overview", other).text
    shown = {"room": room, "code": finding.code}
    headers = {"Origin": hub.url, "Content-Type": "application/x-www-form-urlencoded", "Cookie": other, "Accept": "text/html"}  # fmt: skip
    body = "&".join(f"{name}={value}" for name, value in shown.items()).encode()
    answer = hub.ask("POST", "/overview/show", body, headers)
    assert (answer.status, answer.headers["location"]) == (303, f"/overview#{room}")
    assert overview_of(hub, cookie).cards[0].findings == (finding,)


def test_what_is_new_in_a_silenced_finding_is_told(hub: OrganisedHub) -> None:
    """Rule: of a finding with several subjects, those that were silenced stay so."""
    talk = talking()
    talk.say(Kind.RECOMMENDATION, "Fund it", addressee="All", actor="Ministries")
    room, cookie = hub.room("Room 1"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    card = waits_for(hub, cookie, "loose-origin", "loose-date")
    date = card.findings[1]
    form = {"room": room, "code": date.code, "seen": date.seen, "reason": "next week"}
    assert hub.post("/overview/silence", form, cookie).status == 204
    talk.say(Kind.RECOMMENDATION, "Share it", addressee="All", actor="Ministries")
    hub.says(room, talk.session, talk.reading())
    wait_until(lambda: overview_of(hub, cookie).cards[0].notes == 2)
    card = overview_of(hub, cookie).cards[0]
    assert [each.text for each in card.findings] == [
        "not linked to what it carries out: R1, R2",
        "no date: R2",
    ]
    assert [each.finding.text for each in card.silenced] == ["no date: R1"]


def test_one_stream_tells_of_all_rooms_and_only_what_is_new(hub: OrganisedHub) -> None:
    """Rule: the newest state of each card that has changed since the page was made, and a heartbeat; a removed room leaves the list."""
    talk = talking()
    room, other, cookie = hub.room("Room 1"), hub.room("Room 2"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    wait_until(lambda: any(card.step for card in overview_of(hub, cookie).cards))
    with stream(hub, cookie) as events:
        told: dict[str, Any] = events.until("cards")
        assert sorted(told["cards"]) == sorted([room, other])
        assert told["figures"].startswith("2 rooms · 20 people")
        events.until("alive")
        for number in range(3):
            talk.say(Kind.CHALLENGE, f"Statement {number}")
        hub.says(room, talk.session, talk.reading())
        told = events.until("cards")
        assert [*told["cards"]] == [room]
        assert "3 challenges" in told["cards"][room]
        hub.database.revoke(other)
        while room not in told["ids"] or other in told["ids"]:
            told = events.until("cards")


def test_the_computer_that_sends_too_is_told(hub: OrganisedHub) -> None:
    """Rule: by name, as long as it sends."""
    talk = talking()
    room, cookie = hub.room("Room 1"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    waits_for(hub, cookie)
    talk.boot = "boot-of-another"
    update = update_text(hub.update(talk.session, talk.reading(), "another-link", "spare laptop"))
    answer = hub.ask("POST", "/hub", update, {"Authorization": f"Bearer {hub.secrets[room]}"})
    assert answer.status == 200
    assert waits_for(hub, cookie, "other-laptop").findings[0].text.endswith("code: spare laptop")


def test_a_room_that_falls_silent_is_told(hub: OrganisedHub) -> None:
    """Rule: since when, by its own clock; when it is back it is not."""
    talk = talking()
    room, cookie = hub.room("Room 1"), hub.enters()
    hub.says(room, talk.session, talk.reading())
    waits_for(hub, cookie)
    hub.database.write(
        lambda connection: connection.execute("UPDATE hub_room SET heard_at = heard_at - 400000")
    )
    card = waits_for(hub, cookie, "away")
    assert card.findings[0].grade.value == "problem"
    assert card.silent_since is not None
    hub.says(room, talk.session, talk.reading())
    assert waits_for(hub, cookie).silent_since is None


def test_a_session_that_can_not_be_shown_does_not_hide_the_others(tmp_path: Path) -> None:
    """Rule: its card stays with what is known of it; the failure is reported, not told to the organiser."""
    told: list[Exception] = []
    with organised(tmp_path, report=told.append) as hub:
        talk, cookie = talking(), hub.enters()
        rooms = [hub.room("Room 1"), hub.room("Room 2")]
        for number, room in enumerate(rooms):
            other = talking() if number else talk
            session = replace(other.session, info=replace(other.session.info, id=f"0193-{number}"))
            hub.says(room, _owned(session, f"0193-{number}"), other.reading())
        hub.database.write(
            lambda connection: connection.execute("UPDATE session SET programme = '{' WHERE id = '0193-0'")
        )
        wait_until(
            lambda: (
                {card.name: card.theme for card in overview_of(hub, cookie).cards}
                == {"Room 1": "", "Room 2": "Theme"}
            )
        )
    assert [type(error).__name__ for error in told] == ["DatabaseDamaged"]


def _owned(session: Any, session_id: str) -> Any:
    """The session with records of this id."""
    return replace(
        session,
        boxes=tuple(replace(box, session_id=session_id, id=f"{session_id}{box.id}") for box in session.boxes),
        runs=tuple(replace(run, session_id=session_id, id=f"{session_id}{run.id}") for run in session.runs),
        spans=tuple(
            replace(span, session_id=session_id, id=f"{session_id}{span.id}", box_id=span.box_id and f"{session_id}{span.box_id}")
            for span in session.spans
        ),
        undo_steps=(),
    )  # fmt: skip


def test_the_messages_are_read_as_they_were_written() -> None:
    """Rule: unknown fields are left out, a newer major version and what is no message are refused."""
    talk = talking("Silo budgets")
    overview = Overview("e", 5.5, Reading("b", 1.0, talk.wall).wall, ("1",), (card_of(talk, 5.5),))
    assert read_overview(overview_text(overview)) == overview
    assert (
        read_overview(overview_text(overview).replace(b'"version":1', b'"version":1,"more":[1]')) == overview
    )
    notes = RoomNotes("1", "Room 1", "e")
    assert read_notes_text(notes_text(notes)) == notes
    for read in (read_overview, read_notes_text):
        with pytest.raises(JsonNewer):
            read(b'{"version":2}')
        for text in (b"", b"[]", b'{"version":1}', b'{"version":1,"cards":[{}]}'):
            with pytest.raises(JsonRefused):
                read(text)
