"""Where a hub is: its addresses, of which the first that answers is used, and the code that it knows the room by."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from breakout_tui.domain.room_code import RoomCode

WRONG_ADDRESS = "the address of a hub begins with https://, such as https://192.168.1.20:8765"
LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class HubPlace:
    """Where the hub of this room is."""

    urls: tuple[str, ...]
    """One for each process of the hub; none twice."""
    code: RoomCode


def hub_url(text: str) -> str:
    """An address in its normal form, without a path. Raises ValueError with what is wrong, quoting nothing of it."""
    found = urlsplit(text.strip())
    try:
        port = found.port
    except ValueError:
        raise ValueError("the port in the address of a hub is a number up to 65535") from None
    if found.username is not None or found.password is not None:
        raise ValueError(
            "the address of a hub has no name or password in it; the room code says which room it is"
        )
    is_plain = found.path in ("", "/") and not (found.query or found.fragment)
    if (
        found.scheme not in ("http", "https")
        or not found.hostname
        or not is_plain
        or len(text) > LONGEST_ADDRESS
    ):
        raise ValueError(WRONG_ADDRESS)
    host = f"[{found.hostname}]" if ":" in found.hostname else found.hostname
    return f"{found.scheme}://{host}" + (f":{port}" if port is not None else "")


def is_clear(url: str) -> bool:
    """Whether what is sent to it can be read on the network."""
    found = urlsplit(url)
    return found.scheme == "http" and not _is_this_computer(found.hostname or "")


def _is_this_computer(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
