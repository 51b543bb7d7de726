"""The pages over a real socket: who gets in, what every answer carries, and what no answer says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.pages import FILES
from tests.domain.example import Talk
from tests.hub.running import Running, running

MOST = 50_000
"""Bytes of a page with all that it loads."""


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """A server with a room in it."""
    with running() as made:
        talk = Talk()
        talk.say(Kind.CHALLENGE, "Silo <b>budgets</b> & [links](x)")
        made.show(talk.session)
        yield made


def test_a_display_joins_with_the_code(server: Running) -> None:
    """A form in, a cookie that no script can read out; the page shows what is now."""
    page = server.ask("GET", "/").text
    assert 'action="/join"' in page
    answer = server.post("/join", {"code": server.code.lower()})
    assert (answer.status, answer.headers["location"]) == (303, "/display")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert server.code not in cookie
    assert "Opening" in server.page(cookie.partition(";")[0])


def test_what_is_typed_is_text_on_the_page(server: Running) -> None:
    """No element is made of it."""
    talk = Talk()
    server.show(talk.session)
    talk.say(Kind.CHALLENGE, "<script>alert(1)</script>")
    server.show(talk.session)
    text = server.page(server.joined())
    assert "<script>alert" not in text


@pytest.mark.parametrize("path", ["/display", "/live", "/now"])
def test_without_a_cookie_nothing_is_shown(server: Running, path: str) -> None:
    """Rule: on every path that shows the room; the page leads to the one that asks for the code."""
    for cookie in ("", "breakout_display=1.abc.1764000000.00"):
        answer = server.ask("GET", path, headers={"Cookie": cookie})
        assert (answer.status, answer.headers.get("location")) in ((303, "/"), (401, None))
        assert "Opening" not in answer.text
        assert "Room 2" not in answer.text


def test_a_wrong_code_says_whom_to_ask() -> None:
    """After twenty of them no code is looked at for a minute, not even the right one."""
    with running() as server:
        answer = server.post("/join", {"code": "WRONG"})
        assert answer.status == 403
        assert "Ask the facilitator" in answer.text
        for _ in range(19):
            server.post("/join", {"code": "WRONG"})
        late = server.post("/join", {"code": server.code})
        assert (late.status, "set-cookie" in late.headers) == (429, False)
        assert "Wait a minute" in late.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "192.0.2.9:80"])
def test_another_host_is_refused(server: Running, host: str) -> None:
    """Rule: a name that somebody's DNS points here is none of ours."""
    assert server.ask("GET", "/", headers={"Host": host}).status == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1"])
def test_our_own_names_are_known(server: Running, host: str) -> None:
    """With any port: it may be forwarded."""
    assert server.ask("GET", "/", headers={"Host": host}).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1"])
@pytest.mark.parametrize("path", ["/join", "/key"])
def test_another_page_changes_nothing(server: Running, path: str, origin: str) -> None:
    """Rule: whatever it sends, also with the cookie and the code."""
    headers = {"Origin": origin, "Cookie": server.joined()}
    body = f"code={server.code}&key=b".encode()
    answer = server.ask("POST", path, body, headers)
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)


def test_a_browser_can_not_be_the_room(server: Running) -> None:
    """Even with the secret: a room sends no origin."""
    headers = {"Origin": server.url, "Authorization": f"Bearer {server.secret}"}
    assert server.ask("POST", "/room", b"{}", headers).status == 403


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic wrong"])
def test_only_the_room_sends(server: Running, given: str) -> None:
    """And its body is not read before that is known."""
    assert server.ask("POST", "/room", b"x" * 100_000, {"Authorization": given}).status in (401, 413)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/static/../pages.py", 404),
        ("GET", "/static/%2e%2e/pages.py", 404),
        ("GET", "/static/display.html", 404),
        ("GET", "/join", 200),
        ("GET", "/key", 405),
        ("DELETE", "/display", 403),
        ("GET", "/", 200),
        ("GET", "/static/display.css", 200),
    ],
)
def test_every_answer_has_the_headers(server: Running, method: str, path: str, status: int) -> None:
    """Rule: also a refusal; none says what runs here, allows another origin or tells an address on."""
    answer = server.ask(method, path)
    assert answer.status == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "Traceback" not in answer.text
    assert "/src/" not in answer.text


def test_a_stream_that_nobody_would_read_is_none(server: Running) -> None:
    """Rule: HEAD is answered by the head alone."""
    answer = server.ask("HEAD", "/live", headers={"Cookie": server.joined()})
    assert (answer.status, answer.body) == (200, b"")
    assert server.serving.server.room.displays.pages == 0


def test_a_body_that_is_too_long_is_refused(server: Running) -> None:
    """Before all of it is read."""
    assert server.post("/join", {"code": "x" * 5000}).status == 413


def test_a_page_with_all_that_it_loads_is_small(server: Running) -> None:
    """And it loads nothing from outside."""
    page = server.page(server.joined())
    loaded = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert all(path.startswith("/") for path in loaded)
    sizes = {name: len(server.ask("GET", f"/static/{name}").body) for name in FILES}
    files = sum(sizes[path.removeprefix("/static/").partition("?")[0]] for path in {*loaded})
    assert 20_000 < len(page.encode()) + files < MOST
    of_organisers = sum(sizes[name] for name in ("display.css", "overview.css", "overview.js", "icon.svg"))
    assert of_organisers < MOST
