"""What all event streams have in common: their headers, the form of an event, and how the end of a page is noticed."""

from __future__ import annotations

import json
from contextlib import suppress

from starlette.types import Receive

from breakout_tui.hub.guard import TooLong

STREAM_HEADERS = ((b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"))


def event_of(name: str, data: object) -> bytes:
    """One event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


async def until_gone(receive: Receive) -> None:
    """Wait until the page goes. One that sends more than a page does has to go as well."""
    with suppress(TooLong):
        while (await receive())["type"] != "http.disconnect":
            pass
