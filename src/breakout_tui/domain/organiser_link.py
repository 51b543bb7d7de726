"""The organiser's link: where the overview is, and in its fragment the code that opens it.

A browser never sends the fragment. The code has the form of a room's code, with the fingerprint of the hub's certificate, but no room has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.errors import RoomCodeRefused
from breakout_tui.domain.hub_address import hub_url
from breakout_tui.domain.room_code import RoomCode, read_room_code, shown

OVERVIEW_PATH = "/overview"
WRITE_PATH = f"{OVERVIEW_PATH}/write"
"""Where a message to rooms is written."""
CODE_NAME = "organiser's code"


@dataclass(frozen=True, slots=True)
class OrganiserLink:
    """Where a hub is, and what it knows the organiser by."""

    url: str
    """The address of the hub, without a path; empty where only the code is known."""
    code: RoomCode

    @property
    def text(self) -> str:
        """The link, as it is given to the organiser."""
        return f"{self.url}{OVERVIEW_PATH}#{shown(self.code)}"


def read_organiser_link(text: str) -> OrganiserLink:
    """The link that was pasted, or the code alone. Raises RoomCodeRefused, which quotes nothing of it."""
    before, is_link, fragment = text.strip().partition("#")
    code = read_room_code(fragment if is_link else before, CODE_NAME)
    if not is_link:
        return OrganiserLink("", code)
    try:
        return OrganiserLink(hub_url(before.strip().removesuffix(OVERVIEW_PATH)), code)
    except ValueError as error:
        raise RoomCodeRefused(
            str(error), remedy="copy the whole link, as `rooms organiser` prints it"
        ) from None
