"""The hub of this room's window: put together from the settings, the file and this computer. Imported after the first paint."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import RoomCodeRefused, UsageError
from breakout_tui.domain.hub_address import HubPlace, hub_url
from breakout_tui.domain.hub_standing import HubContact, HubSending, HubStanding
from breakout_tui.domain.room_code import read_room_code
from breakout_tui.domain.room_mail import RoomMail
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.text import clean_line
from breakout_tui.domain.versions import Erasure
from breakout_tui.link.hub_link import HubLink
from breakout_tui.link.room_floor_box import FloorBox
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.room_mail import StoredMail
from breakout_tui.store.written_aside import WriteAside


def room_hub(
    addresses: Sequence[str],
    code: str,
    database: Callable[[], Path],
    clock: Clock,
    write: WriteAside,
    *,
    taken_over: str = "",
    erased: Callable[[Sequence[Erasure]], None] = lambda _: None,
    floor: FloorBox | None = None,
) -> HubSending:
    """The link to the hub of the settings; what they say may be wrong.

    ``database`` is the one in use, which can become another one, and ``write`` writes into it what belongs to no session.
    ``taken_over`` is a session that was taken over from another computer; ``erased`` and ``floor`` are as for ``HubLink``.
    """
    try:
        place = hub_place(addresses, code)
    except UsageError as no_address:
        return UnusableHub(HubStanding(HubContact.AWAY, reason=no_address.what))
    except RoomCodeRefused as refused:
        first = next(iter(_urls(addresses)), "")
        return UnusableHub(HubStanding(HubContact.CODE_REFUSED, url=first, reason=str(refused)))
    mail = StoredMail(database, write, clock)
    laptop = clean_line(platform.node())
    link = HubLink(place, ChangesReader(database), clock, laptop, erased=erased, mail=mail, floor=floor)
    if taken_over:
        link.take_over(taken_over)
    return RoomHub(link, mail)


def hub_place(addresses: Sequence[str], code: str) -> HubPlace:
    """Where the hub of the settings is. Raises UsageError without a usable address, RoomCodeRefused."""
    if not (urls := _urls(addresses)):
        raise UsageError(
            "the settings have no usable address of it", remedy="name the hub: breakout-tui --hub URL"
        )
    return HubPlace(urls, read_room_code(code))


def _urls(addresses: Sequence[str]) -> tuple[str, ...]:
    urls: list[str] = []
    for address in addresses:
        try:
            urls.append(hub_url(address))
        except ValueError:
            continue  # the settings' problems name it
    return tuple(dict.fromkeys(urls))


class RoomHub:
    """Implements ``domain.hub_standing.HubSending`` by a link, with the room's mail."""

    def __init__(self, link: HubLink, mail: RoomMail) -> None:
        self.mail = mail
        self._link = link
        self.offer = link.offer
        self.show_card = link.show_card
        self.close = link.close

    @property
    def standing(self) -> HubStanding:
        """How it is now."""
        return self._link.standing


class UnusableHub:
    """Implements ``domain.hub_standing.HubSending`` where the settings can't be used; ``standing`` says so."""

    def __init__(self, standing: HubStanding) -> None:
        self.standing = standing
        self.mail: RoomMail | None = None

    def offer(self, session_id: str | None) -> None:
        """Nothing is sent."""

    def show_card(self, card: ShownCard | None) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing is open."""
