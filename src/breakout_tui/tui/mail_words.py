"""Mail words: the organiser's messages in the status line and in the list, and how it is with a call for help. Pure; touches no widget."""

from __future__ import annotations

from datetime import datetime, time

from rich.cells import cell_len

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.hub_messages import MessageAnswer, MessageKind
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.pace import pace
from breakout_tui.domain.room_mail import CallForHelp, RoomMessage
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.actions.price import price_of
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import shortened, steady

_LONGEST_NAME = 20
_LEAST = 30
"""Cells of a message that are shown whatever the keys need."""
_STATES = {
    MessageAnswer.SEEN: "seen",
    MessageAnswer.TAKEN: "accepted",
    MessageAnswer.DECLINED: "declined",
}


def offered(
    message: RoomMessage, number: int, session: Session, reading: Reading, width: int
) -> tuple[Part, ...]:
    """The message that waits for the facilitator, in one line of so many cells; ``number`` of them wait in all.

    Where it is too long, it is cut, never the keys; ``/messages`` has all of it.
    """
    label, words = labelled(message, session, reading)
    head = label + words
    tails = [f"{keys}{f' · {number - 1} more' if number > 1 else ''}" for keys in _keys(message)]
    tail = next((each for each in tails if cell_len(head) + cell_len(each) <= width), tails[-1])
    room = max(_LEAST, width - cell_len(tail))
    return ((label, "accent"), (shortened(words, room - cell_len(label)), ""), (tail, "muted"))


def _keys(message: RoomMessage) -> tuple[str, str]:
    """What the keys do, in full and in short."""
    accept, decline = shown("accept"), shown("decline")
    if message.kind.is_proposal:
        return f" · {accept} accepts, {decline} declines", f" · {accept} yes, {decline} no"
    if message.kind is MessageKind.DISPLAY:
        return f" · {accept} hides this line", f" · {accept} hides"
    return f" · {accept} puts it away", f" · {accept}"


def in_full(message: RoomMessage, session: Session, reading: Reading) -> str:
    """The message with what it means now, in one line."""
    return "".join(labelled(message, session, reading))


def labelled(message: RoomMessage, session: Session, reading: Reading) -> tuple[str, str]:
    """The same in two parts: what it is, and its words."""
    words = steady(clean_line(message.text))
    reason = f" ({words})" if words else ""
    is_open = message.waits(reading.wall)
    match message.kind:
        case MessageKind.FACILITATOR | MessageKind.OTHER:
            return "Organiser: ", words
        case MessageKind.DISPLAY:
            return f"On the displays until {hour(message.expires_at, session, reading)}: ", words
        case MessageKind.EXTEND:
            price = price_of(message.value, session, reading) if is_open else f"{message.value} min"
            return "Proposed ", f"{price}{reason}"
        case MessageKind.END:
            end = end_words(message, session, reading) if is_open else message.value
            return "Proposed: ", f"end {end}{reason}"


def end_words(message: RoomMessage, session: Session, reading: Reading) -> str:
    """The proposed end beside the one that is planned."""
    now = pace(session, reading)
    return message.value if now is None else f"{message.value}, now {now.ends_at:%H:%M}"


def end_of(message: RoomMessage) -> time | None:
    """The time of day that is proposed; None if it can't be read."""
    hours, _, minutes = message.value.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        return None
    return time(int(hours), int(minutes))


def state_of(message: RoomMessage, now: datetime) -> str:
    """What became of a message, in a word."""
    if message.answer is not MessageAnswer.NONE:
        return _STATES[message.answer]
    if message.is_withdrawn:
        return "withdrawn"
    return "waits" if message.waits(now) else "expired"


def call_in_short(
    call: CallForHelp | None, contact: HubContact, session: Session, reading: Reading
) -> tuple[Part, ...]:
    """How it is with the call for help, for the right end of the status line; nothing without one."""
    if call is None:
        return ()
    role = "accent" if call.taken_by else "muted"
    return ((call_words(call, contact, session, reading), role), (" · ", "muted"))


def call_words(call: CallForHelp, contact: HubContact, session: Session, reading: Reading) -> str:
    """The same in words: ``help called 10:31, not taken yet``."""
    if call.taken_by:
        return f"{shortened(clean_line(call.taken_by), _LONGEST_NAME)} comes"
    called = f"help called {hour(call.asked_at, session, reading)}"
    if call.is_told:
        return f"{called}, not taken yet"
    return f"{called} …" if contact is HubContact.ON else f"{called}, sent when the hub is back"


def hour(at: datetime, session: Session, reading: Reading) -> str:
    """A moment as the room's clock shows it."""
    return f"{zone_of(session, reading).at(at):%H:%M}"
