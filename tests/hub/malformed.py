"""What a client may send that it should not: raw bytes, odd requests, and updates of a room with a few wrong values."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.shared_copy import shared
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.room_protocol import Order, RoomUpdate, update_text
from tests.domain.example import complete_chain


class Known(NamedTuple):
    """What an attacker may know, so that it gets as far as possible."""

    host: str
    cookie: str
    secret: str


def valid_update() -> dict[str, Any]:
    """An update that has every kind of record and order, as JSON."""
    talk = complete_chain()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="money")
    clock, session = SystemClock(), talk.session
    reading = clock.read()
    card = ShownCard("Finding 1", "Silo budgets", 1, 3, reading.boot, reading.since_boot, 5)
    orders = (Order("", DisplayChoice(Shows.MESSAGE, "Coffee")), Order("x", DisplayChoice()))
    update = RoomUpdate(
        "a link", 1, None, session.id, reading, tuple(shared(session)), orders, renews_code=False, card=card
    )
    ids = {note.serial: note.id for note in session.book.notes}
    found: dict[str, Any] = json.loads(update_text(update, ids))
    return found


_WORDS = st.text(max_size=12)
_NUMBERS = st.integers() | st.floats() | st.sampled_from((0, -1, 2**63, 10**400, 1e308, float("nan")))
_VALUES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=5,
)
_ODD_TIMES = st.sampled_from(("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "09:00", ""))


def _places(found: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value: the object or list, and the key."""
    keys = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [place for key, value in keys for place in ((found, key), *_places(value))]


@st.composite
def wrong_updates(draw: st.DrawFn, valid: dict[str, Any]) -> bytes:
    """The JSON of an update with a few places that have other values, are missing or doubled, or with damaged text."""
    found = copy.deepcopy(valid) | {"link": f"link {draw(st.integers(0, 1 << 60))}"}
    for _ in range(draw(st.integers(1, 3))):
        places = _places(found)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(("like", "like", "value", "time", "missing", "other", "double"))):
            case "like":
                like = [each for each in places if type(each[0][each[1]]) is type(holder[key])]
                other, from_key = draw(st.sampled_from(like))
                number = type(holder[key]) in (int, float) and draw(st.booleans())
                holder[key] = draw(_NUMBERS) if number else copy.deepcopy(other[from_key])
            case "value":
                holder[key] = draw(_VALUES)
            case "time":
                holder[key] = draw(_ODD_TIMES)
            case "missing":
                del holder[key]
            case "other":
                other, from_key = draw(st.sampled_from(places))
                holder[key] = copy.deepcopy(other[from_key])
            case "double" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
    text = json.dumps(found).encode()
    return draw(damaged(text)) if draw(st.integers(0, 9)) == 0 else text


@st.composite
def damaged(draw: st.DrawFn, text: bytes) -> bytes:
    """A text of which a part is missing, doubled or replaced."""
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    part = draw(st.sampled_from((b"", text[first:last] * 2)) | st.binary(max_size=20))
    return text[:first] + part + text[last:]


_PATHS = (
    *("/", "/join", "/display", "/live", "/live?size=9x9", "/now", "/key", "/room", "/static/display.css"),
    *("/p", "/p?lang=ar", "/p/join", "/p/send", "/p/withdraw", "/p/results", "/p/live", "/p/now"),
)
_METHODS = ("GET", "HEAD", "POST", "DELETE", "PUT", "OPTIONS", "PATCH", "TRACE", "CONNECT")
_ODD_PATHS = (
    "//", "/static/../..", "/static/%2e%2e%2f", "/static/\x00", "/%00", "/%ff%fe", "*", "http://evil.example/",
    "/live?size=" + "9" * 500, "/live?size=٣x٣", "/" + "a" * 9000, "/?" + "&" * 3000,
)  # fmt: skip
_TOKENS = st.text("abcXYZ!#$%&'*+-.^_`|~019", min_size=1, max_size=9)
_LATIN = st.text(st.characters(max_codepoint=255), max_size=40)
_ODD_HEADERS = st.sampled_from(
    (
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Expect: 100-continue",
        "Connection: upgrade\r\nUpgrade: websocket",
        "Connection: keep-alive, close",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: multipart/form-data",
        "Content-Type: application/x-www-form-urlencoded; charset=nothing",
        "Range: bytes=0-1,5-9",
        "If-Modified-Since: never",
        "Host: evil.example",
        "Origin: null",
        "Cookie: breakout_display=.",
        "Cookie: breakout_display=1.a.9999999999999999999999.b; =; ;;",
        "Authorization: Bearer \xff",
        "Room-Link: \xe4",
        "X: " + "y" * 20_000,
    )
)
_FORMS = st.sampled_from(
    (
        b"code=&key=",
        b"key=down",
        b"text=%ff%00&kind=&key=kkkkkkkkkkkkkkkk&secret=ssssssssssssssss&session=%e4&country=NO",
        b"receipt=%00&secret=ssssssssssssssss",
        b"code=%ff%fe%00&code=2",
        b"%=&=&&=%zz",
        b"--x\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n7\r\n--x--\r\nmore than there should be",
        b"--x\r\nContent-Disposition: form-data; name=\"code\"; filename=\"f\"\r\n\r\n7\r\n--x--\r\n",
        b"--x\r\nContent-Disposition\r\n\r\n",
        b"--y",
        b"5\r\ncode=\r\n0\r\n\r\n",
        b"zz\r\n",
        b"{}",
    )
)  # fmt: skip


@st.composite
def odd_requests(draw: st.DrawFn, known: Known) -> bytes:
    """A request that is HTTP, more or less: with known and odd methods, paths, headers and bodies."""
    method = draw(st.sampled_from(_METHODS) | _TOKENS)
    path = draw(st.sampled_from(_PATHS) | st.sampled_from(_PATHS) | st.sampled_from(_ODD_PATHS) | _LATIN)
    version = draw(st.sampled_from(("HTTP/1.1",) * 5 + ("HTTP/1.0", "HTTP/2", "")))
    body = draw(_FORMS | st.binary(max_size=60) | st.binary(min_size=4000, max_size=5000))
    usual = (
        f"Host: {known.host}",
        f"Origin: http://{known.host}",
        f"Cookie: {known.cookie}",
        f"Authorization: Bearer {known.secret}",
        f"Content-Length: {len(body)}",
        "Content-Type: application/x-www-form-urlencoded",
    )
    headers = [line for line in usual if draw(st.integers(0, 9))]
    headers += draw(
        st.lists(_ODD_HEADERS | st.builds("{}: {}".format, _TOKENS, _LATIN), max_size=2, unique=True)
    )
    head = "\r\n".join((f"{method} {path} {version}", *headers, "", ""))
    return head.encode("latin-1", "replace") + body


def room_requests(known: Known, valid: dict[str, Any]) -> st.SearchStrategy[bytes]:
    """Updates with wrong values, as the room sends them."""
    return wrong_updates(valid).map(update_request(known))


def update_request(known: Known) -> Callable[[bytes], bytes]:
    """Makes the request of a room of the text of an update."""

    def request(text: bytes) -> bytes:
        head = f"POST /room HTTP/1.1\r\nHost: {known.host}\r\nAuthorization: Bearer {known.secret}\r\n"
        return f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text

    return request


@st.composite
def in_pieces(draw: st.DrawFn, text: bytes) -> list[bytes]:
    """The same in one or two pieces."""
    place = draw(st.just(0) | st.integers(0, len(text)) | st.just(text.find(b"\r\n\r\n") + 4))
    return [piece for piece in (text[:place], text[place:]) if piece]


def malformed(known: Known) -> st.SearchStrategy[list[bytes]]:
    """Everything together, each as the pieces that are sent one after the other."""
    valid = valid_update()
    requests = odd_requests(known)
    return st.one_of(
        st.binary(max_size=200),
        requests,
        requests.flatmap(damaged),
        room_requests(known, valid),
        room_requests(known, valid),
    ).flatmap(in_pieces)
