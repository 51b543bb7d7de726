"""A hostile delegate's afternoon: each row is in SECURITY.md. Whatever one phone does, the others send and the room goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain.floor import LONGEST_STATEMENT, MOST_WAITING
from breakout_tui.domain.floor_exchange import REMEMBERED, FloorNews, MutedDevice
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.hub.phone_limits import MOST_OF_ALL, MOST_OF_DEVICE, PhoneLimits
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from tests.hub.phones import PhoneServer, phone_server
from tests.hub.running import Answered

HOSTILE = {
    "<script>alert(1)</script><img src=x onerror=alert(1)>": None,
    "{{ 7 * 7 }} {% raw %}": None,
    "a\x1b[2J\x07b": "a␛[2J␇b",
    "\u202egnol dna thgir\u2066": "\ufffdgnol dna thgir\ufffd",
    "ends\r\nin\rthree\u2028lines": "ends\nin\nthree\nlines",
    "x" * LONGEST_STATEMENT: None,
    "👩🏽‍💻" * 125: None,
    "بيان طويل": None,
}
"""Texts and what the room gets, if it is another one."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PhoneServer]:
    """A server with an open floor."""
    with phone_server(tmp_path) as made:
        yield made


def _fetch(room: PhoneServer) -> list[str]:
    """What the room fetches, stored at once."""
    found: list[str] = []
    mail = room.window.says()
    while mail.statements:
        found += [sent.text for sent in mail.statements]
        mail = room.window.says(FloorNews(True, tuple(sent.id for sent in mail.statements)))
    return found


def test_a_text_is_text_whatever_it_is(room: PhoneServer) -> None:
    """Rule: it comes to the room clean; empty ones and too long ones are told so, in a sentence."""
    for text, wanted in HOSTILE.items():
        room.phone().sends(text)
        assert _fetch(room) == [wanted or text]
    phone = room.phone()
    for text in ("", " \n\t ", "\u200b\u2060\u00ad"):
        assert phone.post(phone.form(text))["refused"] == "empty"
    for text in ("x" * (LONGEST_STATEMENT + 1), "é" * 4000, "👩" * 4000):
        answer = phone.post(phone.form(text))
        assert (answer["status"], answer["refused"]) == (413, "too long")
        page = room.server.post("/p/send", phone.form(text), phone.cookie)
        assert "at most 500 characters" in page.text
    page = room.server.post(
        "/p/send", phone.form("<b>", kind="<i>", country="<u>", key="short"), phone.cookie
    )
    assert page.status == 400
    assert "&lt;b&gt;</textarea>" in page.text
    assert "<i>" not in page.text
    assert _fetch(room) == []


def test_a_flood_of_one_device_stops_that_device(room: PhoneServer) -> None:
    """Rule: it may send ten statements a minute; the same one again is no further one; the others send as ever."""
    loud, form = room.phone(), {}
    for number in range(MOST_OF_DEVICE):
        form = loud.form(f"Flood {number}")
        assert loud.post(form)["status"] == 200
    answer = loud.post(loud.form("One more"))
    assert (answer["status"], answer["refused"]) == (429, "too many")
    assert "You can send again in " in answer["said"]
    for _ in range(30):
        assert loud.post(form)["status"] == 200
    room.phone().sends("A quiet voice")
    texts = _fetch(room)
    assert len(texts) == MOST_OF_DEVICE + 1
    assert texts[-1] == "A quiet voice"


def test_two_hundred_devices_of_one_address_all_send(room: PhoneServer) -> None:
    """Rule: a room is one address; each is told only when its statement is durable, and each comes once."""
    phones = [room.phone() for _ in range(200)]
    failed: list[BaseException] = []

    def send(place: int) -> None:
        try:
            phones[place].sends(f"Voice {place}")
        except (AssertionError, OSError) as error:
            failed.append(error)

    threads = [threading.Thread(target=send, args=(place,)) for place in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(_fetch(room)) == sorted(f"Voice {place}" for place in range(200))


def test_no_more_wait_than_the_facilitator_can_see(room: PhoneServer) -> None:
    """Rule: then phones are told so; when some are dealt with, they may send again. What waits in another session is in no list that is seen."""
    floor, phone = _floor(room), room.phone()
    here = room.window.session.id
    for session_id in ("another", here):
        phone.sends(f"Before {session_id}")
        waiting = MOST_WAITING - floor.waiting_in(session_id)
        held = [
            HeldStatement(f"{session_id}-{each}", session_id, "challenge", "", "", 0, "", "")
            for each in range(waiting)
        ]
        for each in held:
            floor._know(each)
    answer = phone.post(phone.form("Too many"))
    assert (answer["status"], answer["refused"]) == (409, "full")
    floor._know(held[0].dealt_with("aside", ""))
    phone.sends("Now")
    _fetch(room)


def _floor(room: PhoneServer) -> Any:
    phones = room.server.serving.server.phones
    assert phones is not None
    return phones.floor


def test_nobody_acts_for_another(room: PhoneServer) -> None:
    """Rule: another's receipt withdraws nothing; another page, host or method changes nothing; a forged cookie is none."""
    author, other = room.phone(), room.phone()
    receipt = author.sends("Mine")
    for secret in ("", "x" * 32, receipt):
        assert other.post({"receipt": receipt, "secret": secret}, "/p/withdraw")["refused"] == "not yours"
    assert other.post({"receipt": "no such", "secret": "x" * 32}, "/p/withdraw")["refused"] == "not yours"

    def ask(path: str, **headers: str) -> Answered:
        told = {"Cookie": author.cookie, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return room.server.ask(
            "POST", path, b"text=Forged&kind=challenge&key=kkkkkkkkkkkkkkkk&secret=ssssssssssssssss", told
        )

    for path in ("/p/send", "/p/withdraw", "/p/join"):
        for origin in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
            assert ask(path, **origin).status == 403
        assert ask(path, Origin=room.server.url, Host="evil.example").status == 421
    name, _, value = author.cookie.partition("=")
    forged = [value[:-1] + ("0" if value[-1] != "0" else "1"), value.replace("0.", "1.", 1), "a.b.c.d", "é"]
    for each in forged:
        answer = ask("/p/send", Origin=room.server.url, Cookie=f"{name}={each.encode().decode('latin-1')}")
        assert (answer.status, answer.headers["location"]) == (303, "/p?lang=en")
    assert _fetch(room) == ["Mine"]


def test_forms_that_no_page_makes_are_refused(room: PhoneServer) -> None:
    """Rule: with a sentence and no error of the server, whatever they have or lack; a kind that is none is the likeliest one."""
    phone = room.phone()
    form = phone.form("A text")
    for name in ("key", "secret"):
        for wrong in ("", "short", "k" * 65, "é" * 20, "k" * 20 + "\n"):
            assert phone.post({**form, name: wrong})["refused"] == "unreadable"
    assert phone.post({**form, "session": "s" * 65})["refused"] == "unreadable"
    multipart = b'--x\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\nfile\r\n--x--\r\n'
    headers = {
        "Origin": room.server.url,
        "Cookie": phone.cookie,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    assert room.server.ask("POST", "/p/send", multipart, headers).status == 400
    phone.sends("No kind", kind="nonsense", country="ZZ")
    (sent,) = room.window.says().statements
    assert (sent.kind, sent.country) == ("challenge", "")


def test_guessing_the_code_is_slow(room: PhoneServer) -> None:
    """Rule: twenty wrong ones a minute by all together; then not even the right one; those who are in stay in."""
    phone = room.phone()
    for _ in range(20):
        assert room.server.post("/p/join", {"code": "WRONG"}).status == 403
    late = room.server.post("/p/join", {"code": room.code})
    assert (late.status, "set-cookie" in late.headers) == (429, False)
    assert "Wait a minute" in late.text
    phone.sends("Still in")


def test_one_device_holds_few_connections(room: PhoneServer) -> None:
    """Rule: of its open pages the oldest ends when there are more than four."""
    phone = room.phone()
    with phone.stream() as first, phone.stream(), phone.stream(), phone.stream() as fourth:
        fourth.until("face")
        with phone.stream() as fifth:
            fifth.until("face")
            while first.next()[0]:
                pass
        assert room.window.says().phones == 1


def test_the_limits_are_of_one_minute_and_who_sent_what_is_forgotten_after_ten() -> None:
    """Rule: in all 600 a minute; a device can be muted for what it sent in the last ten minutes; muting ends by itself."""
    limits = PhoneLimits()
    for number in range(MOST_OF_ALL):
        limits.check(f"device {number}", 0.0)
    with pytest.raises(FloorRefused) as refused:
        limits.check("one more", 59.9)
    assert refused.value.refusal is PhoneRefusal.BUSY
    limits.check("one more", 60.0)
    limits.remember("a", "loud", 100.0)
    limits.mute([MutedDevice("a", 1e9), MutedDevice("unknown", 600.0)], 100.0 + REMEMBERED - 1)
    ends = 100.0 + REMEMBERED - 1 + 600
    assert limits.muted(ends - 600) == ("a",), "the room is told of no other one that it is muted"
    limits.mute([MutedDevice("a", 500.0)], 100.0 + REMEMBERED + 99)  # it is muted: that is still known
    assert limits.muted_for("loud", ends - 1) == 1
    assert (limits.muted_for("loud", ends), limits.muted(ends)) == (0, ())
    limits.mute([MutedDevice("a", 600.0)], ends)
    assert limits.muted_for("loud", ends) == 0
    limits.forget(1e6)
    assert "loud" not in repr(vars(limits))


def test_what_the_server_cannot_take_does_not_count() -> None:
    """Rule: statements, requests and ballots that are tried again while the file is away or too many wait leave the device its ten; what is its own fault counts."""
    from_it = [PhoneRefusal.NO_BALLOT, PhoneRefusal.VOTE_CLOSED]
    limits = PhoneLimits()

    def tried(refusal: PhoneRefusal, at: float) -> None:
        with pytest.raises(FloorRefused), limits.counting("one", at):
            raise FloorRefused(refusal)

    for number in range(MOST_OF_ALL):
        for refusal in (PhoneRefusal.NOT_SAVED, PhoneRefusal.BUSY, PhoneRefusal.FULL):
            tried(refusal, number / 100)
    for number in range(MOST_OF_DEVICE - len(from_it)):
        limits.check("one", 6.0 + number)
    for refusal in from_it:
        tried(refusal, 30.0)
    with pytest.raises(FloorRefused) as refused, limits.counting("one", 31.0):
        pytest.fail("it was the eleventh")
    assert refused.value.refusal is PhoneRefusal.TOO_MANY
    limits.check("another", 31.0)


def test_one_that_is_sent_again_is_remembered_once() -> None:
    """Rule: a replay, however often, takes no memory, and does not lengthen the ten minutes."""
    limits = PhoneLimits()
    for number in range(1000):
        limits.remember("a", "loud", number / 10)
    assert repr(vars(limits)).count("loud") == 1
    limits.forget(REMEMBERED)
    assert "loud" not in repr(vars(limits))
