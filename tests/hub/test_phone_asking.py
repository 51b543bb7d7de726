"""Phones that ask to speak, over a real socket: one request for each device, known by its receipt, and nothing left of who asked."""

from __future__ import annotations

import http.client
import re
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor import TO_SPEAK
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult, MutedDevice
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import decide
from breakout_tui.store.floor_file import floor_path
from tests.hub.asking import asks, receipt_of, takes_back
from tests.hub.phones import Phone, PhoneServer, RoomWindow, phone, phone_server, room_of
from tests.hub.served import served, wait_until

TURN = re.compile(r'id="turn"[^>]*>([^<]*)<')


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor, whose room records names."""
    with phone_server(tmp_path_factory.mktemp("phones"), room_of(AttributionRule.NAMED)) as made:
        yield made


def result(receipt: str, outcome: str, reference: str = "") -> FloorNews:
    """The room says what became of a request."""
    return FloorNews(True, (receipt,), (FloorResult(receipt, outcome, reference),))


def test_a_request_goes_to_the_room_and_its_place_comes_back(room: PhoneServer) -> None:
    """Rule: with the names that the rule has; the phone is told its place, its turn and that it has spoken; then it may ask again."""
    delegate, window = room.phone(), room.window
    receipt = receipt_of(delegate, country="EE", name="Mari, <b>Tamm @x")
    (sent,) = window.says().statements
    assert (sent.id, sent.kind, sent.text, sent.country) == (
        receipt,
        TO_SPEAK,
        "",
        "Estonia, Mari <b>Tamm x",
    )
    for outcome, reference, said in (
        ("listed", "3", "You are number 3 on the list of speakers."),
        ("listed", "1/7", "You are next to speak. The display calls you Speaker 7."),
        ("speaking", "", "It is your turn to speak."),
        ("spoken", "", "You have spoken."),
    ):
        with delegate.stream() as stream:
            stream.until("alive")
            window.says(result(receipt, outcome, reference))
            assert stream.until("results")[receipt] == [outcome, reference]
        (shown,) = TURN.findall(delegate.get(f"/p?asked={receipt}").text)
        assert shown == said
        assert ('id="unask"' in delegate.get().text) is True
    assert receipt not in delegate.get("/p/results").text
    assert TURN.findall(delegate.get().text) == [""]
    assert receipt_of(delegate) != receipt
    takes_back(delegate, "")


def test_a_device_has_one_open_request(room: PhoneServer) -> None:
    """Rule: whatever is sent again, by whichever page and at once, is the same request; another device has its own; a replay is none."""
    delegate, other = room.phone(), room.phone()
    key, found = "k" * 32, []

    def press(own_key: str) -> None:
        found.append(receipt_of(delegate, key=own_key))

    threads = [threading.Thread(target=press, args=(each,)) for each in (key, key, "other-key-" * 3, "")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert receipt_of(other) != found[0]
    assert len(room.window.says().statements) == 2
    assert takes_back(other, found[0])["receipt"] != found[0]  # it takes back its own
    assert takes_back(other, found[0])["refused"] == "not yours"
    for _ in range(2):
        assert takes_back(delegate, found[0])["outcome"] == "withdrawn"
    assert asks(delegate, key)["outcome"] == "withdrawn"
    assert room.window.says().statements == ()
    for each in room.window.says().withdrawn:
        room.window.says(result(each, "withdrawn"))


def test_it_can_be_taken_back_until_it_is_called(room: PhoneServer) -> None:
    """Rule: also from the list; the room is told until it says so. Once it is called, the phone is told why not."""
    delegate, window = room.phone(), room.window
    receipt = receipt_of(delegate)
    window.says(result(receipt, "listed", "2"))
    assert takes_back(delegate, receipt)["outcome"] == "withdrawn"
    for _ in range(2):
        assert window.says().withdrawn == (receipt,)
    assert window.says(result(receipt, "withdrawn")).withdrawn == ()
    receipt = receipt_of(delegate)
    window.says(result(receipt, "speaking"))
    late = takes_back(delegate, receipt)
    assert (late["status"], late["refused"]) == (409, "taken")
    window.says(result(receipt, "aside"))
    assert (
        "You are not on the list of speakers. You can ask again." in delegate.get(f"/p?asked={receipt}").text
    )


def test_the_phone_says_why_nobody_can_ask(room: PhoneServer) -> None:
    """Rule: a closed list, a closed floor, a muted device, too many in a minute; who has asked is told how it is all the same."""
    window, session = room.window, room.window.session
    before, late, loud = room.phone(), room.phone(), room.phone()
    receipt = receipt_of(before)
    window.says(result(receipt, "listed", "1"))
    closed = decide(session, c.CloseSpeakers(), SystemClock().read()).session
    window.shows(closed)
    answer = asks(late)
    assert (answer["status"], answer["said"]) == (409, "The list of speakers is closed.")
    page = late.get().text
    assert "The list of speakers is closed." in page
    assert re.search(r'id="ask"[^>]* hidden>', page)
    assert receipt_of(before) == receipt
    window.shows(session, FloorNews(is_open=False))
    assert asks(late)["refused"] == "closed"
    assert "You are next to speak." in before.get().text
    window.says(FloorNews(is_open=True))
    own = receipt_of(loud)
    window.says(FloorNews(True, (own,), muted=(MutedDevice(own, 600.0),)))
    takes_back(loud, own)
    assert asks(loud)["refused"] == "muted"
    window.says(FloorNews(True, (), muted=(MutedDevice(own, 0.0),)))
    for _ in range(9):
        takes_back(loud, receipt_of(loud))
    assert asks(loud)["refused"] == "too many"
    for wrong in ("", "short", "é" * 20):
        assert late.post({"key": wrong}, "/p/speak")["refused"] == "unreadable"
    assert takes_back(late, "no-such%27")["outcome"] == ""
    for each in room.window.says().withdrawn:
        room.window.says(result(each, "withdrawn"))


def test_all_works_by_plain_forms(room: PhoneServer) -> None:
    """Rule: the button leads back to the page, which says how it is; a reload asks for nothing again; the other button takes it back."""
    delegate = room.phone()
    page = delegate.get("/p?lang=fr").text
    part = page[page.index('id="ask"') : page.index("</form>", page.index('id="ask"'))]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', part))
    assert form.keys() == {"session", "key", "lang"}
    assert 'name="name"' in part
    assert 'name="country"' in part
    answers = [room.server.post("/p/speak", form, delegate.cookie) for _ in range(2)]
    (to,) = {answer.headers["location"] for answer in answers}
    assert answers[0].status == 303
    shown = delegate.get(to.partition("#")[0]).text
    assert TURN.findall(shown) == ["Vous avez demandé la parole. En attente de l’animation."]
    assert re.search(r'id="ask"[^>]* hidden>', shown)
    (action,) = re.findall(r'action="(/p/speak/withdraw[^"]*)"', shown)
    gone = room.server.post(action, {"lang": "fr"}, delegate.cookie).headers["location"]
    assert TURN.findall(delegate.get(gone.partition("#")[0]).text) == ["Votre demande est retirée."]
    assert room.server.post("/p/speak", {"lang": "fr"}, delegate.cookie).status == 400
    assert delegate.get("/p/speak").headers["location"] == "/p?lang=en"
    for each in room.window.says().withdrawn:
        room.window.says(result(each, "withdrawn"))


def test_what_is_acknowledged_survives_a_kill_and_nothing_says_who_asked(tmp_path: Path) -> None:
    """Rule: of twenty phones that ask while the server is killed each acknowledged request is there, once, also asked again.

    Under *none* no byte of any file has a device or a name, and once requests are settled not even what is made of a device.
    """
    told: dict[str, tuple[Phone, str]] = {}
    with served(tmp_path) as server:
        window = RoomWindow(server, room_of(AttributionRule.NONE))
        window.says()
        phones = [phone(server, server.share.phone_code) for _ in range(20)]

        def press(each: Phone, number: int) -> None:
            key = f"key-of-phone-{number:04}"
            try:
                told[receipt_of(each, key=key, name="Walrus", country="NO")] = each, key
            except (OSError, http.client.HTTPException, ValueError):
                return  # the server is gone

        threads = [threading.Thread(target=press, args=(each, at)) for at, each in enumerate(phones)]
        for thread in threads:
            thread.start()
        while len(told) < 5:
            threading.Event().wait(0.001)
        server.tell_process(signal.SIGKILL)
        for thread in threads:
            thread.join()
    acknowledged = dict(told)
    with served(tmp_path) as server:
        window = RoomWindow(server, room_of(AttributionRule.NONE))
        window.says()
        for receipt, (each, key) in acknowledged.items():
            assert receipt_of(Phone(server, each.cookie), key=key) == receipt
            assert receipt_of(Phone(server, each.cookie)) == receipt
        again = {receipt_of(Phone(server, each.cookie)) for each in phones}
        sent = window.says().statements
        assert {each.id for each in sent} == again >= acknowledged.keys()
        assert len(sent) == len(phones)
        during = _marks(tmp_path)
        spoken = tuple(FloorResult(each.id, "spoken") for each in sent)
        window.says(FloorNews(True, tuple(again), spoken))
        wait_until(lambda: not _marks(tmp_path))
        assert len(during) == len(phones)
        found = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
        assert not [each for each in during if each in found]
        devices = [each.cookie.partition("=")[2].split(".")[1].encode() for each in phones]
        assert not [each for each in (*devices, b"Walrus", b"Norway") if each in found]
        assert server.said == ""


def _marks(folder: Path) -> list[bytes]:
    """What is made of devices, as the server's file has it now."""
    with closing(sqlite3.connect(floor_path(folder / "room.db"))) as file:
        rows = file.execute("SELECT secret_hash FROM held_statement WHERE secret_hash <> ''").fetchall()
    return [row[0].encode() for row in rows]
