"""A connection to a server that is kept from one request to the next, for one thread."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable, Iterator, Mapping

LONGEST_ANSWER = 1 << 20
CUT = (ConnectionError, http.client.BadStatusLine, http.client.CannotSendRequest, ssl.SSLEOFError)
"""What is raised where the server has closed a connection since the last request."""
_CHUNK = 16 << 10
"""Bytes that are sent within one patience: a slow network may take long for all of a large body."""


class KeptConnection:
    """``open_to`` gives a connection, not yet made, to the server of a URL; ``patience`` is for each step, in seconds.

    Of an answer at most ``longest`` bytes are read.
    """

    def __init__(
        self,
        open_to: Callable[[str], http.client.HTTPConnection],
        patience: float,
        longest: int = LONGEST_ANSWER,
    ) -> None:
        self._longest = longest
        self._open_to = open_to
        self._patience = patience
        self._connection: http.client.HTTPConnection | None = None
        self._url = ""

    @property
    def is_open(self) -> bool:
        """Whether an earlier request has left it open; the server may have closed it since."""
        return self._connection is not None

    def connect(self, url: str) -> None:
        """Connect, unless it is connected to this URL."""
        if self._connection is not None and self._url == url:
            return
        self.close()
        made = self._open_to(url)
        made.connect()
        self._connection, self._url = made, url

    def request(
        self,
        url: str,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        patience: float | None = None,
        longest: int | None = None,
    ) -> tuple[int, bytes]:
        """The status and the text of the answer; ``patience`` and ``longest`` are for this one, where they are others than for the rest.

        Raises what http.client raises.
        """
        self.connect(url)
        connection = self._connection
        assert connection is not None
        length = {"Content-Length": str(len(body))} if body else {}
        connection.request(method, path, _in_chunks(body), {**length, **headers})
        sock = connection.sock
        if sock is not None:
            sock.settimeout(patience or self._patience)
        response = connection.getresponse()
        text = response.read(longest or self._longest)
        if sock is not None:
            sock.settimeout(self._patience)
        return response.status, text

    def close(self) -> None:
        """Close it; the next request makes another one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _in_chunks(body: bytes) -> Iterator[bytes] | None:
    return (body[start : start + _CHUNK] for start in range(0, len(body), _CHUNK)) if body else None
