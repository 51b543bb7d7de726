"""Floor empty: what the list of the floor says when it has no rows: why, and what to do."""

from __future__ import annotations

from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.sharing import Contact, SharingStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.floor_words import phones_words

NO_SESSION = "Another window has this session, and its floor."


def when_empty(
    chosen: Filter, door: FloorDoor, sharing: SharingStanding, *, has_session: bool, has_code: bool
) -> tuple[str, ...]:
    """A paragraph each; the first one is the most important. ``has_code`` says whether the QR code is beside it."""
    if not has_session:
        return (NO_SESSION,)
    if chosen is Filter.ASIDE:
        return ("Nothing is set aside.", "f shows all statements.")
    if not door.is_open:
        return (
            "The floor is closed: phones can't send statements.",
            "Press o to open it. Delegates then scan a code and write; what they send waits here, and nothing interrupts you.",
        )
    if not door.standing.address:
        return ("The floor is open, but no phone can reach it.", _how_to_share(sharing))
    return (_how_many(door), *_how_to_join(door, sharing, has_code=has_code))


def _how_to_share(sharing: SharingStanding) -> str:
    match sharing.contact:
        case Contact.OFF:
            problem = f"{clean_line(sharing.problem)} · " if sharing.problem else ""
            return f"{problem}Nothing is shared yet. Press n to share it with the devices on the network."
        case Contact.STARTING:
            return "Sharing starts …"
        case Contact.AWAY:
            return "The server of the displays does not answer; /share says more."
        case Contact.TAKEN:
            return "Another window is shown on the displays."
        case Contact.ON:
            return "Waiting for the server's address for phones …"


def _how_many(door: FloorDoor) -> str:
    if not door.standing.phones:
        return "No phone shows the page yet."
    return f"Nothing waits. {phones_words(door.standing)} can send."


def _how_to_join(door: FloorDoor, sharing: SharingStanding, *, has_code: bool) -> tuple[str, ...]:
    address, code = clean_line(door.standing.address), clean_line(door.standing.code)
    join = f"{'Scan the QR code, or open' if has_code else 'Open'} {address} and type the code {code}."
    if door.standing.is_at_hub:
        return join, "It is the organiser's hub: nothing has to be shared from this computer."
    if sharing.contact is not Contact.OFF and not sharing.is_on_network:
        return join, "Only this computer can open it. Press n to share it on the network."
    return join, "The displays can show it too: /displays, then j twice."
