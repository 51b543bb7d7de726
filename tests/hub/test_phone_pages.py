"""Phones over a real socket, without a script: joining, sending, withdrawing, results, and what the room is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult, MutedDevice
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub.credentials import shown_code
from breakout_tui.hub.phone_rendering import short_receipt
from tests.hub.moments import day
from tests.hub.phones import PhoneServer, RoomWindow, phone_server, room_of

OPEN = FloorNews(is_open=True)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor."""
    with phone_server(tmp_path_factory.mktemp("phones")) as made:
        yield made


def test_a_phone_joins_with_a_code_of_its_own(room: PhoneServer) -> None:
    """Rule: not with that of displays; the cookie is kept from scripts, and opens no display, nor a display's cookie the phone's page."""
    server = room.server
    mail = room.window.says()
    assert mail.code == shown_code(room.code)
    assert mail.address == f"{server.url}/p"
    assert server.post("/p/join", {"code": server.code}).status == 403
    assert server.post("/join", {"code": room.code}).status == 403
    answer = server.post("/p/join", {"code": room.code.lower()})
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/p"):
        assert part in cookie
    assert room.code not in cookie
    name, _, value = cookie.partition(";")[0].partition("=")
    as_display = server.ask("GET", "/display", headers={"Cookie": f"breakout_display={value}"})
    assert (name, as_display.status, as_display.headers["location"]) == ("breakout_phone", 303, "/")
    display = server.joined().partition("=")[2]
    for path in ("/p/live", "/p/now"):
        assert server.ask("GET", path, headers={"Cookie": f"breakout_phone={display}"}).status == 401
    assert 'action="/p/join"' in server.ask("GET", "/p", headers={"Cookie": f"breakout_phone={display}"}).text


def test_a_statement_goes_to_the_room_and_its_result_comes_back(room: PhoneServer) -> None:
    """Rule: it is mailed until the room has it, then its words are nowhere at the server; results are told to everybody by receipt."""
    phone, window = room.phone(), room.window
    page = phone.get().text
    assert "What is the role of the CIO?" in page
    assert 'name="country"' in page
    receipt = phone.sends("Registers are <b>kept</b> twice", country="EE", kind="principle")
    for _ in range(2):
        (sent,) = window.says().statements
        assert (sent.id, sent.kind, sent.text, sent.country) == (
            receipt,
            "principle",
            "Registers are <b>kept</b> twice",
            "Estonia",
        )
        assert sent.session_id == window.session.id
        assert 0 <= sent.ago < 10
    with phone.stream() as stream:
        stream.until("alive")
        assert window.says(FloorNews(is_open=True, stored=(receipt,))).statements == ()
        window.says(FloorNews(is_open=True, results=(FloorResult(receipt, "taken", "C12"),)))
        assert stream.until("results") == {receipt: ["taken", "C12"]}
    listed = phone.get("/p/results").text
    assert re.search(rf"{short_receipt(receipt)}</span></th><td>taken as C12", listed)
    with room.phone().stream() as stream:
        assert stream.until("results")[receipt] == ["taken", "C12"]


def test_it_can_be_withdrawn_by_its_author_until_it_is_taken(room: PhoneServer) -> None:
    """Rule: with the secret that only the phone has, also when it was set aside; never what is a note."""
    phone, window = room.phone(), room.window
    form = phone.form("Not so")
    receipt = phone.post(form)["receipt"]
    wrong = phone.post({"receipt": receipt, "secret": "x" * 32}, "/p/withdraw")
    assert (wrong["status"], wrong["refused"]) == (403, "not yours")
    mine = {"receipt": receipt, "secret": form["secret"]}
    for _ in range(2):
        assert phone.post(mine, "/p/withdraw")["withdrawn"] is True
        mail = window.says()
        assert (mail.statements, mail.withdrawn) == ((), (receipt,))
    assert window.says(FloorNews(True, results=(FloorResult(receipt, "withdrawn"),))).withdrawn == ()
    assert phone.post(form)["receipt"] == receipt  # again: it stays withdrawn
    assert window.says().statements == ()
    form = phone.form("Taken meanwhile")
    receipt = phone.post(form)["receipt"]
    window.says(FloorNews(True, (receipt,), (FloorResult(receipt, "taken", "C3"),)))
    late = phone.post({"receipt": receipt, "secret": form["secret"]}, "/p/withdraw")
    assert (late["status"], late["refused"]) == (409, "taken")


def test_all_works_by_plain_forms(room: PhoneServer) -> None:
    """Rule: join, send with what the page has hidden, see the receipt, withdraw; a reload sends no second one."""
    phone = room.phone()
    page = phone.get("/p?lang=fr").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert hidden.keys() == {"session", "key", "secret", "lang"}
    form = {**hidden, "kind": "challenge", "text": "Par formulaire"}
    answers = [room.server.post("/p/send", form, phone.cookie) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert "Envoyée à l’animation." in answers[0].text
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answers[1].text))
    assert again["secret"] == hidden["secret"]
    (sent,) = room.window.says().statements
    assert (sent.id, sent.text) == (again["receipt"], "Par formulaire")
    assert short_receipt(sent.id) in answers[0].text
    gone = room.server.post("/p/withdraw", again, phone.cookie)
    assert "Votre déclaration est retirée." in gone.text
    room.window.says(FloorNews(True, results=(FloorResult(sent.id, "withdrawn"),)))
    empty = room.server.post("/p/send", {**form, "key": "k" * 20, "text": " \u200b\n"}, phone.cookie)
    assert empty.status == 400
    assert "Écrivez d’abord quelque chose." in empty.text
    assert (
        room.server.ask("GET", "/p/send", headers={"Cookie": phone.cookie}).headers["location"]
        == "/p?lang=en"
    )


def test_the_rule_decides_what_is_asked_and_kept(tmp_path: Path) -> None:
    """Rule: under none no country is asked, none is taken, and no name behind an @; under named a country, but no name."""
    with phone_server(tmp_path, room_of(AttributionRule.NONE)) as room:
        phone = room.phone()
        page = phone.get().text
        assert 'name="country"' not in page
        assert "Nothing about you is asked or recorded." in page
        phone.sends("Ministries do not talk @Norway", country="NO")
        (sent,) = room.window.says().statements
        assert (sent.text, sent.country) == ("Ministries do not talk", "")
        room.window.shows(room_of(AttributionRule.NAMED))
        page = phone.get().text
        assert 'name="country"' in page
        assert "Your name is not asked here." in page


def test_the_floor_says_why_nothing_is_taken(room: PhoneServer) -> None:
    """Rule: closed, no session, the end of the session; each in a sentence on the page, and when something is sent."""
    phone, window = room.phone(), room.window
    session = window.session
    form = phone.form("While it was open")
    receipt = phone.post(form)["receipt"]
    window.says(FloorNews(True, stored=(receipt,)))
    window.says(FloorNews(is_open=False))
    closed = "The facilitator takes no statements at the moment."
    assert closed in phone.get().text
    answer = phone.post(phone.form("Too late"))
    assert (answer["status"], answer["refused"], answer["said"]) == (409, "closed", closed)
    assert phone.post(form)["receipt"] == receipt  # it was taken before: the phone has only not heard it
    window.shows(day()[-1])
    assert "The session has ended" in phone.get().text
    assert phone.post(phone.form("After the end"))["refused"] == "ended"
    window.shows(session)
    assert "error" not in phone.post(phone.form("Open again"))


def test_the_floor_is_closed_when_the_window_leaves(room: PhoneServer) -> None:
    """Rule: where the server goes on, at once, by the goodbye of the window that is shown; the next one opens it again."""
    phone, window = room.phone(), room.window
    window.says()

    def leaves(link: str) -> str:
        headers = {"Authorization": f"Bearer {room.server.secret}", "Room-Link": link}
        assert room.server.ask("DELETE", "/room", headers=headers).status == 204
        return str(phone.post(phone.form(""))["refused"])

    assert leaves("another one") == "empty"
    with phone.stream() as stream:
        assert stream.until("face")["closed"] == ""
        assert leaves(window.link) == "empty", "what is not there is said first"
        assert stream.until("face")["closed"] == "The facilitator takes no statements at the moment."
    assert phone.post(phone.form("After the window"))["refused"] == "closed"
    window.shows(window.session)
    phone.sends("To the next window")
    window.says()


def test_a_muted_device_is_told_so_and_for_how_long(room: PhoneServer) -> None:
    """Rule: only the device that sent the statement; it is no state of the file; lifted by the room."""
    loud, other, window = room.phone(), room.phone(), room.window
    receipt = loud.sends("Loud")
    mail = window.says(FloorNews(True, (receipt,), muted=(MutedDevice(receipt, 600.0),)))
    assert mail.muted == (receipt,)
    answer = loud.post(loud.form("Louder"))
    assert (answer["status"], answer["refused"]) == (429, "muted")
    assert re.search(r"You can send again in (10:00|9:59)\.", answer["said"])
    window.says(FloorNews(True, (other.sends("Quiet"),), muted=(MutedDevice(receipt, 590.0),)))
    assert window.says(FloorNews(True, muted=(MutedDevice(receipt, 0.0),))).muted == ()
    window.says(FloorNews(True, (loud.sends("Again"),)))


def test_a_new_code_ends_every_phone_and_no_display(room: PhoneServer) -> None:
    """Rule: the stream ends, the cookie is none any more; what was sent stays sent."""
    phone, display, before = room.phone(), room.server.joined(), room.code
    with phone.stream() as stream:
        stream.until("face")
        assert room.window.says().phones == 1
        room.window.says(FloorNews(is_open=True, renews_code=True))
        assert room.code != before
        while stream.next()[0]:
            pass
    assert phone.post(phone.form("With the old code")) == {"refused": "join", "status": 401}
    assert 'action="/p/join"' in phone.get().text
    assert "CIO" in room.server.page(display)


def test_the_wall_shows_how_phones_join(room: PhoneServer) -> None:
    """Rule: address and code of phones, as a choice of its own; it follows a new code."""
    display = room.server.joined()
    room.server.page(display)
    displays = room.server.serving.server.room.displays
    displays.choose("", DisplayChoice(Shows.PHONES))
    for news in (OPEN, FloorNews(is_open=True, renews_code=True)):
        room.window.says(news)
        page = room.server.page(display)
        assert shown_code(room.code) in page
        assert f"{room.server.port}/p</p>" in page
        assert "Send a statement from your phone" in page
    displays.choose("", DisplayChoice())


def test_a_server_that_was_restarted_goes_on_where_it_was(tmp_path: Path) -> None:
    """Rule: what waits comes again, what is known stays known; the room is asked for all results."""
    with phone_server(tmp_path) as room:
        phone = room.phone()
        form = phone.form("Before the restart")
        receipt = phone.post(form)["receipt"]
        other = phone.sends("Set aside")
        assert not room.window.says(FloorNews(True, (other,), (FloorResult(other, "aside"),))).wants_results
    with phone_server(tmp_path) as room:
        window = RoomWindow(room.server, room.window.session)
        first = window.says()
        assert [sent.id for sent in first.statements] == [receipt]
        assert first.wants_results
        assert not window.says(FloorNews(True, results=(FloorResult(other, "aside"),))).wants_results
        phone = room.phone()
        assert phone.post(form)["receipt"] == receipt
        assert len(window.says().statements) == 1
        assert "heard, not taken as a note" in phone.get("/p/results").text
