"""Which of the computers that send with a room's code counts: its clocks, its card and its session are the room's.

A link is current until it says goodbye, has no session open, or has been silent for ten seconds. Another one follows at once if

* it has taken the session over,
* or it is a new window on the same computer, known by its boot, with the same session: a session is one window's, so the former
  window is gone. (Two copies of one file, open in two windows of one computer, would follow each other in turns. Nothing of them is lost.)

What another link sends is taken all the same, but only the records; it is told which computer is the current one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain import codec
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.text import clean_line
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.store.hub_room_rows import RoomRow, instant

SILENT = 10_000
"""Milliseconds after which another link becomes the current one."""
JUMP = 1.0
"""Seconds by which the room's clocks differ from what was expected when somebody has to be told."""
_LONGEST = 80

_card_text: Callable[[ShownCard], str] = codec.text_encoder(ShownCard)
_reading_text: Callable[[Reading], str] = codec.text_encoder(Reading)
_read: Callable[[str], Reading] = codec.text_decoder(Reading)


class Heard(NamedTuple):
    """A room after an update."""

    row: RoomRow
    is_current: bool
    is_changed: bool
    """Whether a display or an overview shows something else now; records are not looked at."""


class OtherLink(NamedTuple):
    """The computer that is the current one instead."""

    laptop: str = ""
    since: datetime | None = None
    has_same_session: bool = False


def heard(row: RoomRow, update: HubUpdate, now: int) -> Heard:
    """The room after this update at this moment of the database's clock; without a session, where that is not the room's."""
    link, laptop = clean_line(update.link)[:_LONGEST], clean_line(update.laptop)[:_LONGEST]
    before = None if row.reading is None else _read(row.reading)
    if not _is_current(row, update, link, before, now):
        return Heard(row, is_current=False, is_changed=False)
    has_session = bool(update.session_id)
    link = link if has_session else ""
    after = row._replace(
        current_id=update.session_id or row.current_id,
        link=link,
        laptop=laptop,
        linked_at="" if not link else row.linked_at if link == row.link else instant(now),
        reading=_reading_text(update.reading),
        card=_card_text(update.card) if has_session and update.card is not None else None,
        heard_at=now,
    )
    is_expected = before is not None and _is_expected(before, update.reading, (now - row.heard_at) / 1000)
    same = row._replace(reading=after.reading, heard_at=after.heard_at)
    return Heard(after, is_current=True, is_changed=after != same or not is_expected)


def other_link(row: RoomRow, update: HubUpdate) -> OtherLink:
    """The current computer, for a link that is not current; none where both are windows of one computer."""
    if row.reading is None or _read(row.reading).boot == update.reading.boot:
        return OtherLink()
    since = datetime.fromisoformat(row.linked_at) if row.linked_at else None
    return OtherLink(
        row.laptop or "another computer",
        since,
        bool(update.session_id) and row.current_id == update.session_id,
    )


def _is_current(row: RoomRow, update: HubUpdate, link: str, before: Reading | None, now: int) -> bool:
    if not row.link or link == row.link or now - row.heard_at > SILENT:
        return True
    if not update.session_id:
        return False
    is_same_computer = before is not None and before.boot == update.reading.boot
    return update.takes_over or (is_same_computer and update.session_id == row.current_id)


def _is_expected(before: Reading, after: Reading, passed: float) -> bool:
    """Whether a display that went on counting from the reading before shows the right time."""
    if (before.boot, before.zone) != (
        after.boot,
        after.zone,
    ) or before.wall.utcoffset() != after.wall.utcoffset():
        return False
    by_boot = after.since_boot - before.since_boot
    by_wall = after.wall.timestamp() - before.wall.timestamp()
    return abs(by_boot - passed) < JUMP and abs(by_wall - by_boot) < JUMP
