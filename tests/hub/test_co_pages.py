"""The page of a co-facilitator over a real socket, without a script: joining, what it shows, and what becomes of what is asked."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from breakout_tui.domain.clock import Reading, SystemClock
from breakout_tui.domain.co_floor import CoAct, CoNews, CoOutcome, CoResult, CoVerb
from breakout_tui.hub.co_room import MOST_ASKED, CoRefusal
from breakout_tui.hub.co_texts import refused_words, result_words, script_words
from breakout_tui.hub.copy_on_show import SILENT
from breakout_tui.hub.credentials import shown_code
from breakout_tui.hub.phone_languages import NAMES, PSEUDO, pseudo
from tests.hub.co_device import LISTED, SCRIPT, CoDevice, answering, co_of, joins, opens, tells
from tests.hub.phones import PhoneServer, phone_server


class LaterClock:
    """The system's clock, moved."""

    def __init__(self) -> None:
        self.moved = 0.0

    def read(self) -> Reading:
        """So much later."""
        return SystemClock().read().later(self.moved)


@pytest.fixture(scope="module", name="room")
def fixture_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor, whose window lets co-facilitators in."""
    with phone_server(tmp_path_factory.mktemp("co"), clock=LaterClock()) as made:
        yield made


@pytest.fixture(autouse=True)
def fixture_open(room: PhoneServer) -> None:
    """As the room is before each test; wrong codes of the test before count no longer."""
    assert isinstance(room.server.clock, LaterClock)
    room.server.clock.moved += 61
    opens(room)
    co_of(room)._patience = 5.0


def done(act: CoAct) -> CoResult:
    """Whatever it is, it is done."""
    return CoResult(act.key, "done", "C7")


def test_no_other_credential_opens_it_nor_this_one_anything_else(room: PhoneServer) -> None:
    """Rule: each route with each credential, by cookie, by name and by code; nothing is asked of the room, and no word of the list is told."""
    server, co = room.server, joins(room)
    name, _, value = co.cookie.partition("=")
    display, phone = server.joined(), room.phone().cookie
    assert name == "breakout_co"
    strangers = {
        "nobody": {},
        "a display": {"Cookie": display},
        "a phone": {"Cookie": phone},
        "a display under this name": {"Cookie": f"{name}={display.partition('=')[2]}"},
        "a phone under this name": {"Cookie": f"{name}={phone.partition('=')[2]}"},
        "over TLS": {"Cookie": f"breakout_co_tls={value}"},
        "changed": {"Cookie": f"{name}={value[:-1]}{'0' if value[-1] != '0' else '1'}"},
        "the room": {"Authorization": f"Bearer {server.secret}"},
        "the code": {"Authorization": f"Bearer {co_of(room).credentials.code}"},
        "odd": {"Cookie": f"{name}=a.b.c.d"},
    }
    form = {"Origin": server.url, "Content-Type": "application/x-www-form-urlencoded"}
    act = b"key=kkkkkkkkkkkkkkkk&id=s-1&do=take&text=Forged"
    for who, headers in strangers.items():
        for path in ("/f/list", "/f/live", "/f/now"):
            assert server.ask("GET", path, headers=headers).status == 401, (who, path)
        page = server.ask("GET", "/f", headers=headers).text
        assert 'action="/f/join"' in page, who
        assert "Silo budgets" not in page
        assert server.ask("POST", "/f/act", act, headers | form).status == 303, who
        as_script = headers | form | {"Accept": "application/json"}
        assert server.ask("POST", "/f/act", act, as_script).status == 401, who
    for kind in ("breakout_co", "breakout_phone", "breakout_display"):
        headers = {"Cookie": f"{kind}={value}"}
        for path in ("/p/live", "/p/now", "/live", "/now"):
            assert server.ask("GET", path, headers=headers).status == 401, (kind, path)
        assert 'action="/p/join"' in server.ask("GET", "/p", headers=headers).text
        sent = b"key=kkkkkkkkkkkkkkkk&secret=kkkkkkkkkkkkkkkk&text=Forged"
        assert server.ask("POST", "/p/send", sent, headers | form).status == 303
        vote = server.ask("POST", "/p/vote", b"vote=v", headers | form)
        assert vote.headers["location"].startswith("/p")
        assert server.ask("POST", "/key", b"key=b", headers | form).status in (303, 401)
    assert server.ask("POST", "/room", b"{}", {"Authorization": f"Bearer {value}"}).status == 401
    codes = (server.code, room.code, co_of(room).credentials.code)
    for path, right in (("/join", 0), ("/p/join", 1), ("/f/join", 2)):
        answers = [server.post(path, {"code": code}).status for code in codes]
        assert [place for place, status in enumerate(answers) if status == 303] == [right], path
    for typed in ("", "-", "00000000"):
        assert server.post("/f/join", {"code": typed}).status == 403
    assert tells(room, CoNews(is_wanted=True)).acts == ()


def test_it_is_let_in_and_sent_away_by_the_room_alone(room: PhoneServer) -> None:
    """Rule: before, not even with the code; then code and address are told; a new code ends cookies and streams. The link is in no page."""
    server, device = room.server, joins(room)
    mail = opens(room)
    assert (mail.address, mail.code) == (f"{server.url}/f", shown_code(co_of(room).credentials.code))
    cookie = server.post("/f/join", {"code": mail.code.lower()}).headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/f"):
        assert part in cookie
    page = device.get()
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "same-origin")
    for secret in (mail.code, mail.code.replace("-", ""), server.secret):
        assert secret not in page.text
        assert secret not in cookie
    assert tells(room, CoNews()).code == ""
    assert server.post("/f/join", {"code": mail.code}).status == 403
    shut = device.get().text
    assert "lets nobody else work on the floor" in shut
    assert "Silo budgets" not in shut
    assert device.asks(device.form("aside"))["status"] == 403
    opens(room)
    assert "Silo budgets" in device.get().text  # who has joined needs no new link
    with device.stream() as stream:
        stream.until("list")
        tells(room, CoNews(is_wanted=False, renews_code=True))
        while stream.next()[0]:
            pass
    opens(room)
    assert 'action="/f/join"' in device.get().text
    assert server.post("/f/join", {"code": mail.code}).status == 403


def test_what_waits_is_shown_as_text(room: PhoneServer) -> None:
    """Rule: question, time and each statement with its kind, number, country and repeat; a script in words is text. Phones get none of it."""
    device = joins(room)
    page = device.get(**{"Accept-Language": "en"}).text
    for text in ("What is the role of the CIO?", "Waiting: 3", "Silo budgets", "#4", "tenet", "10:32"):
        assert text in page
    assert "says: \u2068Norway\u2069" in page
    assert "Count as C2, heard again" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in page
    assert "<script>alert" not in page
    assert "Attente" not in page
    assert "En attente : 3" in device.get("/f?lang=fr").text
    phone = room.phone()
    for path in ("/p", "/p/results"):
        assert "Silo budgets" not in phone.get(path).text
    with device.stream() as stream:
        assert stream.until("time")
        assert stream.until("list").keys() == {"edition"}


def test_no_text_is_left_out_of_a_language(room: PhoneServer) -> None:
    """Rule: on each page, and in each result, only content and the names of languages are in plain letters."""
    device, lang = joins(room), f"?lang={PSEUDO}"
    wrong = room.server.post("/f/join", {"code": "WRONG", "lang": PSEUDO}).text
    pages = [device.get(f"/f{lang}").text, wrong]
    for act in (device.form("extend"), device.form("take", text="")):
        pages.append(device.posts({**act, "lang": PSEUDO}).text)
    content = ("What is the role of the CIO?", "Room 2", "Challenges", "tenet", "C2", *NAMES.values())
    listed = (*LISTED.statements, *LISTED.aside)
    content += tuple(text for each in listed for text in (each.text, each.same_text))
    content += ("No common words", *(escape(each.text) for each in listed))
    for page in pages:
        for text in re.sub(r"<[^>]*>", "\n", page.partition("<title>")[2]).split("\n"):
            plain = re.sub(r"\u2068.*\u2069|≈ C2|· Room 2$", "", text.strip())
            if plain not in content and not plain.endswith("tenet"):
                assert not re.search("[A-Za-z]{2,}", plain), text
    results = [CoResult("", outcome.value, "7") for outcome in CoOutcome]
    said = [result_words(verb.value, each, pseudo) for verb in CoVerb for each in results]
    said += [refused_words(refusal, pseudo) for refusal in CoRefusal]
    said += list(script_words(pseudo).values())
    assert all(said)
    assert not [text for text in said if re.search("[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text))]


def test_an_act_goes_to_the_room_once(room: PhoneServer) -> None:
    """Rule: its result is told in a sentence; the same key is the same act, also while it waits, and never another one."""
    device = joins(room)
    form = device.form("take", text="  Silo budgets,\nsaid better ", kind="principle")
    with answering(room, done) as asked:
        told: list[dict[str, object]] = []
        threads = [threading.Thread(target=lambda: told.append(device.asks(form))) for _ in range(5)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        told.append(device.asks(form))
        assert all(each == told[0] for each in told)
        assert (told[0]["status"], told[0]["said"]) == (200, "Taken as C7.")
        assert device.asks({**form, "text": "Other words"})["status"] == 400
        assert device.asks({**form, "do": "aside"})["status"] == 400
        page = device.posts(form)
        assert (page.status, "Taken as C7." in page.text) == (200, True)
        again = device.form("again", similar="C2")
        assert device.asks(again)["said"] == "Counted as C7, heard again."
        for typed in ("#4", " 4", "c1", "#99"):
            device.asks(device.form("join", other=typed))
        for verb in ("aside", "back", "magnify", "end"):
            assert device.asks(device.form(verb, "s-2"))["status"] == 200
    taken, joined, *others = asked
    assert (taken.verb, taken.statement_id, taken.kind) == ("take", "s-1", "principle")
    assert taken.text == "Silo budgets,\nsaid better"
    assert (joined.verb, joined.other) == ("join", "C2")
    assert [each.other for each in others[:4]] == ["s-4", "s-4", "C1", "#99"]
    assert [each.verb for each in others[4:]] == ["aside", "back", "magnify", "end"]


def test_a_conflict_is_told_and_keeps_the_words(room: PhoneServer) -> None:
    """Rule: what the facilitator was faster with is a plain sentence, and words that were not taken are on the page."""
    device = joins(room)
    said = {
        "taken": "It is a note already: C3.",
        "withdrawn": "Its author has withdrawn it.",
        "odd": "does not",
    }
    for outcome, words in said.items():
        with answering(room, lambda act, outcome=outcome: CoResult(act.key, outcome, "C3")):  # type: ignore[misc]
            page = device.posts(device.form("take", text="My <b> words", kind="challenge"))
        assert page.status == 409
        assert words in page.text
        assert "My &lt;b&gt; words</q>" in page.text


def test_a_room_that_is_away_is_told_and_asked_for_nothing(room: PhoneServer) -> None:
    """Rule: one that does not answer in time is asked no longer; the page says that it is away, and its buttons are off."""
    device = joins(room)
    co_of(room)._patience = 0.1
    form = device.form("aside")
    told = device.asks(form)
    assert (told["status"], told["refused"]) == (503, "not answered")
    assert tells(room, CoNews(is_wanted=True)).acts == ()
    tells(room, CoNews(is_wanted=True, results=(CoResult(form["key"], "done"),)))  # it did it after all
    assert device.asks(form)["said"] == "Set aside."
    assert isinstance(room.server.clock, LaterClock)
    room.server.clock.moved += SILENT + 1
    page = device.get().text
    assert "does not answer. Nothing can be done" in page
    buttons = re.findall(r'<button name="do"[^>]*>', page)
    assert buttons
    assert all("disabled" in each for each in buttons)
    assert device.asks(device.form("aside"))["refused"] == "away"


def test_forms_that_no_page_makes_ask_nothing(room: PhoneServer) -> None:
    """Rule: without keys, with other verbs or empty words, of another origin or host, too long, too many: each refused, and the page is there as ever."""
    server, device = room.server, joins(room)
    right = device.form("take", text="A text")
    wrong = [{"key": "short"}, {"key": ""}, {"id": ""}, {"id": "../x"}, {"do": ""}, {"do": "extend"}]
    for values in (*wrong, {"text": " \n "}, {"text": ""}):
        assert device.asks({**right, **values})["status"] == 400, values
    body = b"key=kkkkkkkkkkkkkkkk&id=s-1&do=aside"
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": device.cookie}
    for origin in ({}, {"Origin": "null"}, {"Origin": "http://evil.example"}):
        for path in ("/f/act", "/f/join"):
            assert server.ask("POST", path, body, kind | origin).status == 403
    assert server.ask("POST", "/f/act", body, kind | {"Origin": server.url, "Host": "evil"}).status == 421
    assert device.posts({**right, "text": "x" * 20_000}).status == 413
    multipart = kind | {"Content-Type": "multipart/form-data; boundary=x", "Origin": server.url}
    assert server.ask("POST", "/f/act", b"--x--\r\n", multipart).status == 400
    co = co_of(room)
    co._asked.update({f"{number}": CoAct(f"{number}", "aside", "s-1") for number in range(MOST_ASKED)})
    try:
        assert device.asks(right)["refused"] == "busy"
    finally:
        co._asked.clear()
    for _ in range(20):
        assert server.post("/f/join", {"code": "WRONG"}).status == 403
    assert server.post("/f/join", {"code": co.credentials.code}).status == 429
    assert "Silo budgets" in device.get().text


def test_nothing_of_the_list_is_on_the_disk_and_it_can_be_forgotten(
    room: PhoneServer, tmp_path: Path
) -> None:
    """Rule: it is in memory only, and gone with what was erased, with another session, and when nobody is let in."""
    device = joins(room)
    room.phone().sends("A statement makes the file")
    room.window.says()
    files = [each for each in room.database.parent.rglob("*") if each.is_file()]
    assert files
    for each in files:
        for word in (b"Silo budgets", b"Off topic", SCRIPT.encode()):
            assert word not in each.read_bytes()
    headers = {"Authorization": f"Bearer {room.server.secret}", "Room-Forgets": "1"}
    assert room.server.ask("DELETE", "/room", headers=headers).status == 204
    assert "Silo budgets" not in device.get().text
    assert isinstance(device, CoDevice)
    room.window.base = None  # it has to send everything again
    assert opens(room).edition == "list-1"
    assert "Silo budgets" in device.get().text
