"""The guard before all pages: which hosts are ours, who may change something, how long a body may be, and what browsers may do.

A page of another origin can't send a request that changes something, nor read an answer: ``Origin`` has to be ours, there is no CORS,
and a name that somebody else's DNS points to this computer is neither among the hosts nor the address of the connection.
Whatever fails behind the guard is answered by a line that says nothing of what it was.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from breakout_tui.domain.organiser_link import OVERVIEW_PATH, WRITE_PATH
from breakout_tui.hub.failures import Failures

PHONE_PATH = "/p"
"""Where phones find their page: short, because it may have to be typed."""
SEND_PATH = f"{PHONE_PATH}/send"
"""Where they send statements to."""
CO_PATH = "/f"
"""Where a co-facilitator finds the floor."""
CO_ACT_PATH = f"{CO_PATH}/act"
"""Where is asked for what is to be done with a statement."""
_SAFE = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
MOST_POSTED = 4096
"""Bytes of a form."""
MOST_STATEMENT = 16 << 10
"""Bytes of the form of a phone: each byte of its text may take three."""
MOST_WRITTEN = 64 << 10
"""Bytes of the form of a message to rooms, which names the chosen ones."""
MOST_SENT = 64 << 20
"""Bytes of an update of the room, which has a secret to show before its body is read."""


class Guard:
    """ASGI middleware: refuses what is not for us, adds the headers to every answer, and answers for what fails."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], room_path: str, failures: Failures) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._room_path = room_path
        self._failures = failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request that may be."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, method, headers = scope["path"], scope["method"], Headers(scope=scope)
        has_begun = False

        async def sent(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            if message["type"] == "http.response.start":
                policy = b"same-origin" if _has_forms(path) else b"no-referrer"
                own = {name for name, _ in message["headers"]}  # a document has a stricter policy of its own
                ours = [header for header in _HEADERS if header[0] not in own]
                message["headers"] = [*message["headers"], *ours, (b"referrer-policy", policy)]
            await send(message)

        here = (scope.get("server") or ("",))[0]
        refusal = self._refusal(path, method, headers, scope["scheme"], here)
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        longest = {
            self._room_path: MOST_SENT,
            WRITE_PATH: MOST_WRITTEN,
            SEND_PATH: MOST_STATEMENT,
            CO_ACT_PATH: MOST_STATEMENT,
        }
        most = longest.get(path, MOST_POSTED)
        try:
            await self._app(scope, _capped(receive, most), sent)
        except Exception as error:  # noqa: BLE001 - a client must never see it, nor lose the server by it
            self._failures.add(error)
            if not has_begun:
                await PlainTextResponse("This did not work.\n", 500)(scope, receive, sent)

    def _refusal(
        self, path: str, method: str, headers: Headers, scheme: str, here: str
    ) -> PlainTextResponse | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in (*self._hosts, here):
            return PlainTextResponse("This server has another address.\n", 421)
        if method in _SAFE:
            return None
        origin = headers.get("origin")
        is_ours = origin is None if path == self._room_path else origin == f"{scheme}://{hosts[0]}"
        return None if is_ours else PlainTextResponse("The request comes from another page.\n", 403)


def _has_forms(path: str) -> bool:
    """Whether its page sends forms: without a referrer a browser would not name the page's origin with them."""
    pages = (PHONE_PATH, CO_PATH, OVERVIEW_PATH)
    return path in ("/", "/join", *pages) or path.startswith(tuple(f"{each}/" for each in pages))


class TooLong(Exception):
    """A body has more bytes than it may have."""


def _capped(receive: Receive, most: int) -> Receive:
    got = 0

    async def capped() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLong
        return message

    return capped


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    if host.startswith("["):
        return host.partition("]")[0].removeprefix("[").lower()
    return host.partition(":")[0].lower()
