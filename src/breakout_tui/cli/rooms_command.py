"""``breakout-tui rooms``: the rooms that may send to a hub's database, and their codes; the organisers who may see them all, and their links."""

from __future__ import annotations

from breakout_tui.cli.hub_command import certificate_of, hub_name
from breakout_tui.cli.options import Options
from breakout_tui.cli.organiser_links import ORGANISER_ACTIONS, change_organisers, organiser_lines
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.duration_words import past
from breakout_tui.domain.errors import NotFound, UsageError
from breakout_tui.domain.hub_rooms import HubRoom
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash, shown
from breakout_tui.domain.text import clean_line
from breakout_tui.hub.credentials import new_code
from breakout_tui.store.hub_database import HubDatabase


def rooms(options: Options) -> int:
    """Add rooms, give one a new code, revoke one, or list them. Raises StoreError, NotFound, UsageError, CertificateRefused."""
    database = HubDatabase(hub_name(options), SystemClock())
    try:
        lines = _lines(database, options)
    finally:
        database.close()
    for line in lines:
        print(clean_line(line))  # noqa: T201 - the result
    return 0


def _lines(database: HubDatabase, options: Options) -> list[str]:
    if options.action in (None, "list"):
        rooms = [_told(room) for room in database.rooms()] or ["No rooms yet: breakout-tui rooms add NAME"]
        return [*rooms, *organiser_lines(database)]
    if not options.targets:
        raise UsageError(
            "nobody is named" if options.action in ORGANISER_ACTIONS else "no room is named",
            remedy=f"as in `breakout-tui rooms {options.action} 'Room 1'`",
        )
    if options.action in ORGANISER_ACTIONS:
        return change_organisers(database, options)
    if options.action == "revoke":
        found = [_room(database, name) for name in options.targets]
        for room in found:
            database.revoke(room.id)
        return [f"{room.name}: its code is no longer valid; what it sent stays" for room in found]
    fingerprint = "" if options.allow_clear else certificate_of(options, SystemClock()).fingerprint
    lines = []
    for name in options.targets:
        code = RoomCode(new_room_secret(), fingerprint)
        if options.action == "add":
            added = database.add_room(name, secret_hash(code.secret), new_code())
        else:
            added = _room(database, name)
            database.set_secret(added.id, secret_hash(code.secret))
        lines.append(f"{added.name}  {shown(code)}")
    return [*lines, "Each code is shown this once: give it to the facilitator of its room only."]


def _room(database: HubDatabase, name: str) -> HubRoom:
    """The room of this name, one that is not revoked before others. Raises NotFound."""
    found = [room for room in database.rooms() if room.name == clean_line(name)]
    if not found:
        known = ", ".join(room.name for room in database.rooms()) or "none"
        raise NotFound(f"there is no room {name!r}", remedy=f"the rooms are: {known}")
    return min(found, key=lambda room: room.revoked_at is not None)


def _told(room: HubRoom) -> str:
    if room.revoked_at is not None:
        return f"{room.name}  revoked {room.revoked_at:%Y-%m-%d %H:%M}"
    heard = "nothing heard yet" if room.reading is None else f"last word {past(room.silent)} ago"
    return f"{room.name}  {heard}{f', from {room.laptop}' if room.laptop else ''}"
