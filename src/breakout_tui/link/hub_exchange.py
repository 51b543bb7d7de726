"""Sends updates to a hub, and asks it for sessions to take over: at the first of its addresses that answers.

Updates are packed where that is worth it. If no address answers, what is wrong is said.
"""

from __future__ import annotations

import gzip
import http.client
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import quote

from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.hub_address import HubPlace, is_clear
from breakout_tui.domain.hub_rooms import HandedOver, HubSession
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.hub_protocol import (
    HubAnswer,
    HubUpdate,
    read_answer,
    read_hand_over,
    read_sessions,
    update_text,
)
from breakout_tui.link.kept_connection import CUT, KeptConnection
from breakout_tui.link.pinned_connection import OtherCertificate, connection_to

Connect = Callable[[str, str, float], http.client.HTTPConnection]
"""Gives a connection, not yet made, to a URL, for a fingerprint, with a patience in seconds."""
T = TypeVar("T")
_PATH = "/hub"
_SESSIONS = "/hub/sessions"
_LONGEST_SESSION = 256 << 20
"""Bytes of a session that is taken over: some 800,000 statements."""
_PACKED_FROM = 1400
"""Bytes from which a body is packed: a shorter one is one packet anyway."""
_NO_SUCH = b"This room has no such session"
"""How a hub says so; any other page that is not found is no hub's."""
_LARGE = 64 << 10
"""Bytes from which a body is for a session as a whole, which the hub may take long to save."""
_GRAVITY = (
    HubContact.CODE_REFUSED,
    HubContact.OTHER_CERTIFICATE,
    HubContact.NEWER,
    HubContact.REFUSED,
    HubContact.AWAY,
)
"""What is told where the addresses of a hub fail for different reasons: the first of these."""


class HubFailure(Exception):
    """The hub did not take an update."""

    def __init__(self, contact: HubContact, reason: str) -> None:
        super().__init__(reason)
        self.contact = contact
        self.reason = reason


@dataclass(frozen=True, slots=True)
class HubPatience:
    """How long the link waits, in seconds."""

    heartbeat: float = 4.0
    """Between two messages while nothing changes."""
    floor: float = 1.0
    """The same while phones may send, whose statements come with the answers."""
    settling: float = 0.05
    """From a change to when it is read, so that what follows at once comes with it, and the window is done with it."""
    step: float = 5.0
    """For a connection, and for an answer."""
    whole: float = 30.0
    """For the answer to a session as a whole."""
    away: tuple[float, ...] = (1.0, 2.0, 5.0)
    """Between two attempts while the hub does not answer; the last one for all further ones."""
    refused: float = 30.0
    """Between two attempts while it does not know the code, or can't read what it gets."""
    goodbye: float = 0.5
    """What closing the window may take."""


class HubExchange:
    """For one thread. It stays with the address that answered last."""

    def __init__(self, place: HubPlace, patience: HubPatience, connect: Connect = connection_to) -> None:
        self._place = place
        self._patience = patience
        self._at = 0
        fingerprint = place.code.fingerprint
        open_to = partial(self._opened, connect, fingerprint)
        self._connection = KeptConnection(open_to, patience.step)

    @property
    def url(self) -> str:
        """The address that was used last."""
        return self._place.urls[self._at]

    def send(self, update: HubUpdate, *, is_private: bool = False) -> HubAnswer:
        """The answer of the hub; what ``is_private`` is never sent in clear over the network. Raises HubFailure."""
        body = update_text(update)
        return self._from_any(
            lambda: self._read(lambda: self._requested(body), read_answer, is_private=is_private)
        )

    def sessions(self) -> tuple[HubSession, ...]:
        """The sessions of this room that can be taken over, the latest first. Raises HubFailure."""
        return self._from_any(lambda: self._read(lambda: self._got(_SESSIONS), read_sessions))

    def hand_over(self, session_id: str, *, is_private: bool) -> HandedOver | None:
        """All of a session; None if the hub has no such session of this room. What ``is_private`` is not fetched in clear.

        Raises HubFailure.
        """
        path = f"{_SESSIONS}?session={quote(session_id, safe='')}"

        def got() -> tuple[int, bytes]:
            status, text = self._got(path)
            return (200, b"") if status == 404 and text.startswith(_NO_SUCH) else (status, text)

        def read(text: bytes) -> HandedOver | None:
            return read_hand_over(text) if text else None

        return self._from_any(lambda: self._read(got, read, is_private=is_private))

    def say_goodbye(self, link: str) -> None:
        """Tell the hub that this link ends, if there is a connection; what comes of it is nobody's concern."""
        if self._connection.is_open:
            headers = {**self._rights, "Hub-Link": link}
            with suppress(OSError, http.client.HTTPException):
                self._connection.request(self.url, "DELETE", _PATH, b"", headers, self._patience.goodbye)
            self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @property
    def _rights(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._place.code.secret}"}

    def _opened(self, connect: Connect, fingerprint: str, url: str) -> http.client.HTTPConnection:
        return connect(url, fingerprint, self._patience.step)

    def _from_any(self, ask: Callable[[], T]) -> T:
        """What the first address gives that answers. Raises HubFailure."""
        failures: list[HubFailure] = []
        for _ in self._place.urls:
            try:
                return ask()
            except HubFailure as failure:
                failures.append(failure)
                self._connection.close()
                self._at = (self._at + 1) % len(self._place.urls)
        raise min(failures, key=lambda each: _GRAVITY.index(each.contact))

    def _read(
        self,
        request: Callable[[], tuple[int, bytes]],
        read: Callable[[bytes], T],
        *,
        is_private: bool = False,
    ) -> T:
        """What the present address answers to a request. Raises HubFailure."""
        if is_private and is_clear(self.url):
            raise HubFailure(
                HubContact.REFUSED, "this session is anonymous, and the address of the hub is not https://"
            )
        try:
            status, text = request()
            if status == 200:
                return read(text)
        except JsonNewer as error:
            raise HubFailure(HubContact.NEWER, "update breakout-tui on this computer") from error
        except JsonRefused as error:
            raise HubFailure(HubContact.AWAY, "what answers there is no hub") from error
        except OtherCertificate as error:
            raise HubFailure(HubContact.OTHER_CERTIFICATE, str(error)) from error
        except ssl.SSLCertVerificationError as error:
            raise HubFailure(
                HubContact.OTHER_CERTIFICATE, "this computer does not trust the certificate"
            ) from error
        except TimeoutError as error:
            raise HubFailure(HubContact.AWAY, "it takes too long to answer") from error
        except OSError as error:
            raise HubFailure(HubContact.AWAY, (error.strerror or "").lower()) from error
        except (http.client.HTTPException, ValueError) as error:
            raise HubFailure(HubContact.AWAY, "what answers there is no hub") from error
        raise _failure_of(status)

    def _requested(self, body: bytes) -> tuple[int, bytes]:
        headers = {**self._rights, "Content-Type": "application/json"}
        if len(body) >= _PACKED_FROM:
            headers["Content-Encoding"] = "gzip"
        packed = gzip.compress(body, 6, mtime=0) if len(body) >= _PACKED_FROM else body
        patience = self._patience.whole if len(body) >= _LARGE else self._patience.step
        return self._again_if_cut(
            partial(self._connection.request, self.url, "POST", _PATH, packed, headers, patience)
        )

    def _got(self, path: str) -> tuple[int, bytes]:
        patience = self._patience.whole
        return self._again_if_cut(
            partial(
                self._connection.request, self.url, "GET", path, b"", self._rights, patience, _LONGEST_SESSION
            )
        )

    def _again_if_cut(self, request: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
        """Once more on a new connection, if the hub has closed the one that was open."""
        was_open = self._connection.is_open
        try:
            return request()
        except CUT:
            if not was_open:
                raise
            self._connection.close()
            return request()


def _failure_of(status: int) -> HubFailure:
    if status == 401:
        return HubFailure(HubContact.CODE_REFUSED, "")
    if status in (400, 413, 422):
        return HubFailure(HubContact.REFUSED, f"it can't read what this computer sends (status {status})")
    if status >= 500:
        return HubFailure(HubContact.AWAY, f"it can't save anything now (status {status})")
    return HubFailure(HubContact.AWAY, f"what answers there is no hub (status {status})")
