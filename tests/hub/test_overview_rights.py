"""Who may open the overview: every route with every credential, right and wrong; and that a revoked one is out at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SET_BACK, Reading, SystemClock
from breakout_tui.domain.hub_messages import HubMessage, MessageKind
from breakout_tui.domain.mail_exchange import RoomNews, ToldCall
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash, shown
from breakout_tui.hub.organiser_access import VALID
from breakout_tui.hub_protocol import HubUpdate, update_text
from tests.domain.example import Talk
from tests.hub.certificates import of_hub
from tests.hub.organised import OrganisedHub, organised
from tests.hub.running import Answered, EventReader
from tests.hub.served import wait_until

PAGES = ("/overview", "/overview/enter")
DATA = ("/overview/data", "/overview/live", "/overview/room/ROOM/data", "/overview/room/ROOM/live")
MAIL_FORMS = tuple(f"/overview/{each}" for each in ("write", "withdraw", "take", "close"))
FORMS = ("/overview/silence", "/overview/show", *MAIL_FORMS)
CALL, SENT = "call-of-room-1", "message-of-Ana"
CLOCK = SystemClock()


class MovedClock:
    """The system's clock, moved."""

    def __init__(self) -> None:
        self.moved = 0.0

    def read(self) -> Reading:
        """So much later."""
        return CLOCK.read().later(self.moved)


@pytest.fixture(scope="module", name="hub")
def fixture_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OrganisedHub]:
    """A hub with two rooms, of which the first talks, a revoked organiser and another hub's link."""
    with organised(tmp_path_factory.mktemp("hub"), clock=MovedClock()) as made:
        talk = Talk()
        made.says(made.room("Room 1"), talk.session, talk.reading())
        made.room("Room 2")
        made.organiser("Revoked")
        calls(made, ToldCall(CALL, "Room 1 is dark"))
        made.database.messages.send(HubMessage(SENT, MessageKind.FACILITATOR, "Room 1 is first"), 900)
        yield made


@pytest.fixture(autouse=True)
def fixture_another_minute(hub: OrganisedHub) -> None:
    """What the tests before have sent wrongly counts no longer."""
    assert isinstance(hub.clock, MovedClock)
    hub.clock.moved += 61


def headers_of(hub: OrganisedHub, who: str) -> dict[str, str]:
    """What somebody sends who is no organiser of this hub, or no longer."""
    secret = new_room_secret()
    cookie = hub.enters()
    match who:
        case "nobody":
            return {}
        case "a room":
            return {"Authorization": f"Bearer {next(iter(hub.secrets.values()))}"}
        case "another secret":
            return {"Authorization": f"Bearer {secret}"}
        case "another scheme":
            return {"Authorization": f"Basic {hub.link.code.secret}"}
        case "a display":
            joined = hub.joined()
            return {"Cookie": f"{joined}; breakout_organiser={joined.partition('=')[2]}"}
        case "a changed cookie":
            return {"Cookie": cookie[:-1] + ("0" if cookie[-1] != "0" else "1")}
        case "another organiser's name":
            other = hub.enters(hub.organiser(f"Other {secret}")).partition("=")[2].split(".")
            mine = cookie.partition("=")[2].split(".")
            return {"Cookie": f"breakout_organiser={'.'.join([mine[0], *other[1:]])}"}
        case _:
            return {"Cookie": f"breakout_organiser={who}"}


MAIL = f"key=new&said=Go&minutes=15&to=all&kind=facilitator&call={CALL}&message={SENT}"
"""What the forms of messages and calls need."""


def calls(hub: OrganisedHub, call: ToldCall) -> None:
    """The first room calls for help."""
    talk = Talk()
    news = RoomNews(calls=(call,))
    hub.database.take(
        [(next(iter(hub.secrets)), replace(hub.update(talk.session, talk.reading()), news=news))]
    )


def assert_nothing_is_written(hub: OrganisedHub) -> None:
    """The call is open, and the message is the only one and not withdrawn."""
    opened, sent = hub.database.messages.open_mail()
    assert [(call.id, call.taken_by) for call in opened] == [(CALL, "")]
    assert [each.message.id for each in sent] == [SENT]


STRANGERS = ("nobody", "a room", "another secret", "another scheme", "a display", "a changed cookie", "another organiser's name", "x.y.-1.z", "....", "a" * 5000)  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who[:24])
def test_only_an_organiser_sees_anything(hub: OrganisedHub, who: str) -> None:
    """Rule: on each route; neither a room's code nor a display's cookie opens it, and no word of a room is in the answer."""
    headers, room = headers_of(hub, who), next(iter(hub.secrets))

    def asked(path: str) -> Answered:
        return hub.ask("GET", path.replace("ROOM", room), headers=headers)

    for path in PAGES:
        answer = asked(path)
        assert (answer.status, "Organiser's code" in answer.text) == (200, True)
        assert "Room 1" not in answer.text
    for path in ("/overview/room/ROOM", "/overview/write"):
        assert (asked(path).status, asked(path).headers["location"]) == (303, "/overview")
    for path in DATA:
        assert asked(path).status == 401
        assert "Room 1" not in asked(path).text
    for path in FORMS:
        form = {"Origin": hub.url, "Content-Type": "application/x-www-form-urlencoded"}
        body = f"room={room}&code=not-started&seen=x&reason=y&{MAIL}".encode()
        assert hub.ask("POST", path, body, headers | form).status == 401
    assert hub.database.organisers.silences([room]) == ()
    assert_nothing_is_written(hub)


def test_an_organiser_is_no_room(hub: OrganisedHub) -> None:
    """Rule: the secret of an organiser neither sends nor fetches as a room, and its cookie opens no display."""
    headers = {"Authorization": f"Bearer {hub.link.code.secret}"}
    body = update_text(HubUpdate("link", "laptop", "", CLOCK.read()))
    assert hub.ask("POST", "/hub", body, headers).status == 401
    assert hub.ask("GET", "/hub/sessions", headers=headers).status == 401
    cookie = hub.enters()
    value = cookie.partition("=")[2]
    room = next(iter(hub.secrets))
    for each in (cookie, f"breakout_display={value}", f"breakout_display={room}:{value}"):
        assert hub.gets("/live", each).status == 401


def test_pages_of_others_change_nothing(hub: OrganisedHub) -> None:
    """Rule: a form of another origin, or of none, is refused, also with the right cookie."""
    cookie, room = hub.enters(), next(iter(hub.secrets))
    for origin in ({}, {"Origin": "null"}, {"Origin": "https://evil.example"}):
        for path in (*FORMS, "/overview/enter", "/overview/leave"):
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, **origin}
            assert hub.ask("POST", path, f"room={room}&{MAIL}".encode(), headers).status == 403
    assert_nothing_is_written(hub)


@pytest.mark.parametrize("typed", ["", "WRONG", "https://127.0.0.1/overview#", "a" * 3000])
def test_a_wrong_code_opens_nothing(tmp_path: Path, typed: str) -> None:
    """Rule: nor that of a room, or one with a letter changed; no cookie is given, and what was typed is not in the answer."""
    with organised(tmp_path) as hub:
        hub.room("Room 1")
        code = shown(hub.link.code)
        changed = ("0" if code[0] != "0" else "1") + code[1:]
        room = shown(RoomCode(next(iter(hub.secrets.values()))))
        for each in (typed, changed, room, shown(RoomCode(new_room_secret()))):
            answer = hub.post("/overview/enter", {"code": each})
            assert answer.status == 403
            assert "set-cookie" not in answer.headers
            assert not each or each not in answer.text
        for _ in range(20):
            answer = hub.post("/overview/enter", {"code": "WRONG"})
        assert answer.status == 429
        assert hub.post("/overview/enter", {"code": code}).status == 429


def test_wrong_codes_of_others_keep_nobody_out_who_was_in(tmp_path: Path) -> None:
    """Rule: neither a cookie nor a link that was valid before is refused because of them."""
    with organised(tmp_path) as hub:
        cookie, headers = hub.enters(), {"Authorization": f"Bearer {hub.link.code.secret}"}
        for _ in range(25):
            wrong = {"Authorization": f"Bearer {new_room_secret()}"}
            assert hub.ask("GET", "/overview/data", headers=wrong).status == 401
        assert hub.post("/overview/enter", {"code": shown(RoomCode(new_room_secret()))}).status == 429
        assert hub.gets("/overview/data", cookie).status == 200
        assert hub.ask("GET", "/overview/data", headers=headers).status == 200
        assert hub.enters()


def test_a_link_or_its_code_opens_it(hub: OrganisedHub) -> None:
    """Rule: the cookie can't be read by a script, goes to no other site, and to no other page of the hub; leaving takes it back."""
    for typed in (shown(hub.link.code), hub.link.text, shown(hub.link.code).lower().replace("-", " ")):
        answer = hub.post("/overview/enter", {"code": typed})
        assert (answer.status, answer.headers["location"]) == (303, "/overview")
        cookie = answer.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=strict", "Path=/overview"} <= set(cookie.split("; "))
        assert hub.link.code.secret not in cookie
        assert secret_hash(hub.link.code.secret) not in cookie
        assert "Room 1" in hub.gets("/overview", cookie.partition(";")[0]).text
    assert 'breakout_organiser=""' in hub.post("/overview/leave", {}).headers["set-cookie"]
    assert (
        hub.ask("GET", "/overview/data", headers={"Authorization": f"Bearer {hub.link.code.secret}"}).status
        == 200
    )


def test_over_tls_the_cookie_is_never_sent_in_clear(tmp_path: Path) -> None:
    """Rule: it is Secure, and the link has the fingerprint of the certificate."""
    with organised(tmp_path, certificate=of_hub(tmp_path / "hub.pem")) as hub:
        assert hub.link.text.startswith("https://")
        assert hub.link.code.fingerprint == hub.fingerprint
        answer = hub.post("/overview/enter", {"code": shown(hub.link.code)})
        assert "Secure" in answer.headers["set-cookie"].split("; ")


def test_what_is_answered_names_no_secret_and_is_kept_nowhere(hub: OrganisedHub) -> None:
    """Rule: no answer has a secret or its hash, no browser keeps it, no referrer leaves the hub, and the database has only the hash."""
    cookie, room = hub.enters(), next(iter(hub.secrets))
    for path in ("/overview", f"/overview/room/{room}", "/overview/data", f"/overview/room/{room}/data"):
        answer = hub.gets(path, cookie)
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        for secret in (hub.link.code.secret, secret_hash(hub.link.code.secret), *hub.secrets.values()):
            assert secret not in answer.text
    file = Path(str(hub.database._place.name))
    assert hub.link.code.secret.encode() not in file.read_bytes()
    assert secret_hash(hub.link.code.secret).encode() in file.read_bytes()


def test_a_cookie_ends_after_a_day(tmp_path: Path) -> None:
    """Rule: a clock that is set back by up to an hour, or that of another process which is behind, does not end it."""
    clock = MovedClock()
    with organised(tmp_path, clock=clock) as hub:
        cookie = hub.enters()
        assert hub.gets("/overview/data", cookie).status == 200
        for moved, status in ((VALID + 1.0, 401), (-60.0, 200), (-SET_BACK - 60.0, 401)):
            clock.moved = moved
            assert hub.gets("/overview/data", cookie).status == status


def test_a_revoked_link_is_out_within_a_second_at_every_process(tmp_path: Path) -> None:
    """Rule: its cookie, its secret and its open streams; the other organiser stays."""
    with ExitStack() as stack:
        hubs = [stack.enter_context(organised(tmp_path, name=name)) for name in ("Ana", "Ben")]
        cookies = [hub.enters(hubs[0].link) for hub in hubs]
        streams = [
            stack.enter_context(stream(hub, cookie)) for hub, cookie in zip(hubs, cookies, strict=True)
        ]
        for events in streams:
            events.until("alive")
        other = hubs[1].enters()
        hubs[0].revoke("Ana")
        began = CLOCK.read().since_boot
        for hub, cookie in zip(hubs, cookies, strict=True):
            wait_until(lambda hub=hub, cookie=cookie: hub.gets("/overview/data", cookie).status == 401)  # type: ignore[misc]
            headers = {"Authorization": f"Bearer {hubs[0].link.code.secret}"}
            assert hub.ask("GET", "/overview/data", headers=headers).status == 401
        assert CLOCK.read().since_boot - began < 1.0
        for events in streams:
            while events.next()[0]:
                pass
        assert CLOCK.read().since_boot - began < 2.0
        assert hubs[0].gets("/overview/data", other).status == 200
        assert hubs[0].post("/overview/enter", {"code": shown(hubs[0].link.code)}).status == 403


@contextmanager
def stream(hub: OrganisedHub, cookie: str) -> Iterator[EventReader]:
    """The events of the overview."""
    connection = hub.connection()
    try:
        connection.request("GET", "/overview/live", headers={"Cookie": cookie})
        response = connection.getresponse()
        assert response.status == 200
        yield EventReader(response, hub.sent)
    finally:
        connection.close()
