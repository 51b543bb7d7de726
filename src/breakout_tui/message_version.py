"""What all messages between a room and a server have in common: JSON objects that name their major version. Values only: no I/O."""

from __future__ import annotations

import json

from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.record_protocol import Json

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, RecursionError, IndexError)
"""What values that are not as they should be raise."""


def read_message(text: bytes, version: int) -> Json:
    """The object of a message of this major version. Raises JsonRefused, and JsonNewer for a newer one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JsonRefused("this is not JSON") from error
    said = found.get("version") if isinstance(found, dict) else None
    if type(said) is int and said > version:
        raise JsonNewer(f"the message has version {said}; this program reads up to {version}")
    if not isinstance(found, dict) or said != version:
        raise JsonRefused("the message names no version")
    return found
