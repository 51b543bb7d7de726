"""``breakout-tui tell`` and ``calls``: the organiser's messages to rooms, and the rooms' calls for help, in the hub's database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from breakout_tui.cli.hub_command import hub_name
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.duration_words import past
from breakout_tui.domain.errors import NotFound, UsageError
from breakout_tui.domain.hub_messages import (
    HubMessage,
    MessageAnswer,
    MessageDelivery,
    MessageKind,
    MessageStanding,
    RoomHelp,
    problem_of,
)
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.message_form import MINUTES, MOST_MINUTES_SHOWN, signed
from breakout_tui.domain.organiser_mail import value_words
from breakout_tui.domain.text import clean_line, named, plural
from breakout_tui.hub.hub_messages import HubMessages
from breakout_tui.store.hub_database import HubDatabase

T = TypeVar("T")

_ID = 6
"""Letters of an id in lists: the last ones, which are random."""
_KINDS = {
    MessageKind.FACILITATOR: "to the facilitators",
    MessageKind.DISPLAY: "on the displays",
    MessageKind.EXTEND: "proposed",
    MessageKind.END: "proposed",
    MessageKind.OTHER: "of a newer version",
}


def tell(options: Options) -> int:
    """Send a message, take one back, or list them with what has become of them. Raises StoreError, NotFound, UsageError."""
    return _printed(options, _told)


def calls(options: Options) -> int:
    """List the calls for help, take one, or close one. Raises StoreError, NotFound, UsageError."""
    return _printed(options, _called)


def _printed(options: Options, lines_of: Callable[[HubDatabase, Options, Clock], Iterable[str]]) -> int:
    clock = SystemClock()
    database = HubDatabase(hub_name(options), clock)
    try:
        lines = [*lines_of(database, options, clock)]
    finally:
        database.close()
    for line in lines:
        print(clean_line(line) if not line.startswith(" ") else f"   {clean_line(line)}")  # noqa: T201 - the result
    return 0


# Messages


def _told(database: HubDatabase, options: Options, clock: Clock) -> list[str]:
    messages: HubMessages = database.messages
    now = clock.read().wall
    if options.withdraw is not None:
        found = _by_id(options.withdraw, messages.messages(), lambda each: each.message.id, "message")
        return ["Taken back:", *_lines(messages.withdraw(found.message.id), now)]
    message = _message(options, now)
    if message is None:
        listed = [line for each in messages.messages() for line in _lines(each, now)]
        return listed or ["No messages yet: breakout-tui tell TEXT"]
    minutes = MINUTES if options.minutes is None else options.minutes
    if not 1 <= minutes <= MOST_MINUTES_SHOWN:
        raise UsageError(
            f"a message is shown for 1 to {MOST_MINUTES_SHOWN} minutes", remedy="give --minutes 15"
        )
    room_ids = None if options.rooms is None else _room_ids(database, options.rooms)
    sent = messages.send(message, minutes * 60.0, room_ids)
    return [f"Sent to {plural(len(sent.deliveries), 'room')}:", *_lines(sent, now)]


def _message(options: Options, now: datetime) -> HubMessage | None:
    """The message of the options; None to list them. Raises UsageError."""
    kind, value = MessageKind.FACILITATOR, ""
    if options.extend is not None:
        kind, value = MessageKind.EXTEND, signed(options.extend)
    elif options.end is not None:
        kind, value = MessageKind.END, options.end.zfill(5)
    elif options.display:
        kind = MessageKind.DISPLAY
    text = options.text or ""
    if kind is MessageKind.FACILITATOR and options.text is None:
        return None
    message = HubMessage(options.key or new_id(now), kind, text, value)
    if problem := problem_of(message):
        raise UsageError(
            f"this can't be sent: {problem}", remedy="as in `breakout-tui tell 'Lunch is at 12:40'`"
        )
    return message


def _room_ids(database: HubDatabase, names: Sequence[str]) -> list[str]:
    """The ids of the rooms of these names. Raises NotFound."""
    rooms = {room.name: room.id for room in database.rooms() if room.revoked_at is None}
    for name in names:
        if clean_line(name) not in rooms:
            known = ", ".join(rooms) or "none"
            raise NotFound(f"there is no room {name!r}", remedy=f"the rooms are: {known}")
    return [rooms[clean_line(name)] for name in names]


def _lines(standing: MessageStanding, now: datetime) -> list[str]:
    """A message in a line, then its rooms."""
    message = standing.message
    until = f"until {_hour(standing.expires_at, now)}"
    if standing.withdrawn_at is not None:
        until = f"taken back {_hour(standing.withdrawn_at, now)}"
    elif standing.is_over:
        until = f"expired {_hour(standing.expires_at, now)}"
    words = ": ".join(filter(None, (value_words(message), message.text)))
    first = f"{message.id[-_ID:]}  {_hour(standing.made_at, now)}  {_KINDS[message.kind]}, {until}: {words}"
    return [first, f"   {' · '.join(_room(each, now) for each in standing.deliveries)}"]


def _room(delivery: MessageDelivery, now: datetime) -> str:
    if delivery.answer is not MessageAnswer.NONE and delivery.answered_at is not None:
        return f"{delivery.room} {delivery.answer.value} {_hour(delivery.answered_at, now)}"
    if delivery.fetched_at is not None:
        return f"{delivery.room} there {_hour(delivery.fetched_at, now)}"
    return f"{delivery.room} not there yet"


# Calls


def _called(database: HubDatabase, options: Options, clock: Clock) -> list[str]:
    messages: HubMessages = database.messages
    now = clock.read().wall
    if options.action in (None, "list"):
        found = messages.calls(with_closed=options.all)
        return [_call(each, now) for each in found] or ["No calls for help"]
    if options.text is None:
        raise UsageError("no call is named", remedy="`breakout-tui calls` lists them with their ids")
    call = _by_id(options.text, messages.calls(), lambda each: each.id, "open call for help")
    if options.action == "close":
        return [_call(messages.close_call(call.id), now)]
    if not clean_line(options.by or ""):
        raise UsageError("it is not said who goes there", remedy="as in `--by Maria`")
    return [_call(messages.take_call(call.id, options.by or ""), now)]


def _call(call: RoomHelp, now: datetime) -> str:
    waited = past(call.waited)
    taken = f"taken by {call.taken_by} after {waited}" if call.taken_by else f"waits for {waited}"
    if call.closed_at is not None:
        taken = f"{taken}, closed {_hour(call.closed_at, now)}" if call.taken_by else f"closed after {waited}"
    words = f": {call.text}" if call.text else ""
    return f"{call.id[-_ID:]}  {_hour(call.asked_at, now)}  {call.room} {taken}{words}"


# Both


def _by_id(text: str, found: Sequence[T], id_of: Callable[[T], str], what: str) -> T:
    """The one whose id ends so. Raises NotFound, UsageError."""
    fitting = [each for each in found if text and id_of(each).endswith(text)]
    if not fitting:
        raise NotFound(f"there is no {what} {named(text)}", remedy="the list shows their ids")
    if len(fitting) > 1:
        raise UsageError(
            f"more than one {what} has an id that ends in {named(text)}", remedy="give more of it"
        )
    return fitting[0]


def _hour(at: datetime, now: datetime) -> str:
    """The time of day here; with the day if it was another one."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M}"
