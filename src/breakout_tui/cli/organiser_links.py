"""``breakout-tui rooms organiser``: the links with which organisers open the overview of a hub."""

from __future__ import annotations

from breakout_tui.cli.hub_command import certificate_of
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.organiser_link import OrganiserLink
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash
from breakout_tui.domain.text import clean_line
from breakout_tui.hub.listening import LOOPBACK, PORT, Place
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.store.hub_database import HubDatabase

ADD, REVOKE = "organiser", "revoke-organiser"
ORGANISER_ACTIONS = (ADD, REVOKE)


def change_organisers(database: HubDatabase, options: Options) -> list[str]:
    """Add or revoke those that are named; the lines to print. Raises StoreError, NotFound, CertificateRefused."""
    if options.action == REVOKE:
        found = [_organiser(database, name) for name in options.targets]
        for organiser in found:
            database.organisers.revoke(organiser.id)
        return [f"{organiser.name}: the link is no longer valid" for organiser in found]
    certificate = certificate_of(options, SystemClock())
    place = Place(port=options.port, address=options.address or "", certificate=certificate)
    host = place.address or next(iter(network_addresses()), LOOPBACK)
    url = place.url(host, place.port or PORT)
    lines = []
    for name in options.targets:
        link = OrganiserLink(url, RoomCode(new_room_secret(), certificate.fingerprint))
        added = database.organisers.add(name, secret_hash(link.code.secret))
        lines.append(f"{added.name}  {link.text}")
    return [
        *lines,
        "Each link is shown this once. It opens the overview of all rooms in a browser; breakout-tui overview asks for it.",
        *(
            ["On this computer, put 127.0.0.1 in place of the address."]
            if host != LOOPBACK and not place.address
            else []
        ),
    ]


def organiser_lines(database: HubDatabase) -> list[str]:
    """Who has a link, and whose was revoked."""
    return [
        f"Organiser {each.name}  "
        + (
            f"revoked {each.revoked_at:%Y-%m-%d %H:%M}"
            if each.revoked_at
            else f"since {each.made_at:%Y-%m-%d}"
        )
        for each in database.organisers.every()
    ]


def _organiser(database: HubDatabase, name: str) -> Organiser:
    """The organiser of this name who is not revoked, else one who is. Raises NotFound."""
    every = database.organisers.every()
    found = [each for each in every if each.name == clean_line(name)]
    if not found:
        known = ", ".join(each.name for each in every) or "none"
        raise NotFound(f"there is no organiser {name!r}", remedy=f"the organisers are: {known}")
    return min(found, key=lambda each: each.revoked_at is not None)
