"""A phone asks to speak: what its form says, as the attribution rule allows it, and what its room does with it.

Each device has one open request in a session. It is known by a secret that is made of the device and the session: the server forgets it when the request is settled.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from starlette.datastructures import FormData

from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean_line
from breakout_tui.hub.known_statements import NewStatement
from breakout_tui.hub.phone_countries import english_name
from breakout_tui.hub.phone_form import KEY, SESSION, field
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.phone_room import PhoneRoom

LONGEST_NAME = 80
"""Characters of a name."""
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


class Asked(NamedTuple):
    """What became of a request, as the page shows it."""

    id: str = ""
    outcome: str = ""
    """A word of ``FloorOutcome``; empty where nothing was asked."""
    reference: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the device can't ask once more."""
        return self.outcome in _OPEN

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its author has not been called."""
        return self.outcome in _OPEN and self.outcome != FloorOutcome.SPEAKING.value


_OPEN = (FloorOutcome.WAITING.value, FloorOutcome.LISTED.value, FloorOutcome.SPEAKING.value)


def asked_by(room: PhoneRoom, device_id: str, receipt: str = "") -> Asked:
    """The open request of a device; without one, what became of the request of this receipt, which everybody is told."""
    held = room.floor.asked_with(_secret(room, device_id))
    if held is None and _ID.fullmatch(receipt):
        held = room.floor.one(receipt)
    return Asked() if held is None or not held.asks_to_speak else _told(held)


async def ask(room: PhoneRoom, form: FormData, device_id: str) -> Asked:
    """Send the request of a form; it is durable when this returns. A device has the open one that it has made before. Raises FloorRefused."""
    key, seen = field(form, "key"), field(form, "session")
    if not (KEY.fullmatch(key) and SESSION.fullmatch(seen)):
        raise FloorRefused(PhoneRefusal.UNREADABLE)
    secret = _secret(room, device_id)
    session = room.shown.copy.session
    sent = NewStatement("" if session is None else session.id, TO_SPEAK, "", "", f"{seen}\0{key}", secret)
    is_new = not room.floor.known(sent.key) and room.floor.asked_with(secret) is None
    if is_new:
        refusal = room.closed or (PhoneRefusal.LIST_CLOSED if room.is_list_closed else None)
        if refusal is not None or session is None:
            raise FloorRefused(refusal or PhoneRefusal.NO_SESSION)
        sent = sent._replace(country=_asker(form, session.info.rule))
    return _told(await room.take(sent, device_id, is_new=is_new))


async def take_back(room: PhoneRoom, device_id: str, receipt: str) -> Asked:
    """A device takes its open request back; one that it has no more is no error. Raises FloorRefused once it was called."""
    secret = _secret(room, device_id)
    known = room.floor.asked_with(secret)
    found = known.id if known is not None else receipt
    if not _ID.fullmatch(found):
        return Asked()
    if known is None and (held := room.floor.one(found)) is not None and held.withdrawn:
        return _told(held)
    await room.floor.withdraw(found, secret)
    room.wake_all()
    return Asked(found, FloorOutcome.WITHDRAWN.value)


def _asker(form: FormData, rule: AttributionRule) -> str:
    """Who asks, as speakers are attributed: the country, then the name; each only where the rule has it."""
    if rule is AttributionRule.NONE:
        return ""
    country, name = english_name(field(form, "country")), ""
    if rule is AttributionRule.NAMED:
        typed = clean_line(field(form, "name").replace(",", " ").replace("@", " "))
        name = " ".join(typed.split())[:LONGEST_NAME]
    return ", ".join(filter(None, (country, name)))


def _secret(room: PhoneRoom, device_id: str) -> str:
    session = room.shown.copy.session
    return f"{TO_SPEAK}\0{'' if session is None else session.id}\0{device_id}"


def _told(held: HeldStatement) -> Asked:
    return Asked(held.id, held.shown_outcome, held.reference)
