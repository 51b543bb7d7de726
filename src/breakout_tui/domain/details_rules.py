"""What the commands about the session itself do: its details, its attribution rule, a correction of its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import TypeVar

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock_refusals import NoSuchZone
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.note_rules import lock_rule
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.refusals import OutOfRange, Quantity, RuleLocked
from breakout_tui.domain.text import clean_line
from breakout_tui.domain.zone import rules

T = TypeVar("T")

MOST_PEOPLE = 10_000
"""Largest head count."""
MOST_ROUNDS = 99
"""Highest number of a round."""


def apply(context: CommandContext, command: c.DetailsCommand) -> None:
    """Carry out one command about the session itself."""
    match command:
        case c.CorrectClock(seconds):
            _correct_clock(context, seconds)
        case c.EditDetails():
            _edit(context, command)
        case c.LockRule():
            lock_rule(context)


def edited(info: SessionInfo, details: c.EditDetails) -> SessionInfo:
    """The session's details with these changes, cleaned. Raises CommandRefused for a number outside its limits."""
    _check(details.people, Quantity.PEOPLE, 0, MOST_PEOPLE)
    _check(details.round, Quantity.ROUND, 1, MOST_ROUNDS)
    return replace(
        info,
        room=_line(details.room, info.room),
        facilitator=_line(details.facilitator, info.facilitator),
        rapporteur=_line(details.rapporteur, info.rapporteur),
        groups=_lines(details.groups, info.groups),
        known=_lines(details.known, info.known),
        people=_either(details.people, info.people),
        round=_either(details.round, info.round),
        rule=_either(details.rule, info.rule),
        archived=_either(details.archived, info.archived),
        is_display_hidden=_either(details.is_display_hidden, info.is_display_hidden),
        ends=_ends(details.ends or {}, info.ends),
        zone=_known_zone(details.zone, info.zone),
    )


def _correct_clock(context: CommandContext, seconds: int) -> None:
    anchor = context.session.info.anchor
    anchor = replace(anchor, offset=anchor.offset + seconds)
    context.put(replace(context.session.info, anchor=anchor, clock_flag=""))
    sign, minutes, rest = "−" if seconds < 0 else "+", abs(seconds) // 60, abs(seconds) % 60
    moved = f"the room's time was moved by {sign}{minutes}:{rest:02}"
    context.happened(Told(moved if seconds else "the room's time is confirmed"))


def _edit(context: CommandContext, details: c.EditDetails) -> None:
    info = context.session.info
    if details.rule is not None and details.rule is not info.rule and info.rule_locked:
        raise CommandRefused(RuleLocked(info.rule))
    context.put(edited(info, details))
    if details.zone is not None:
        context.happened(Told(f"times are those of {details.zone}"))


def _check(number: int | None, quantity: Quantity, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        raise CommandRefused(OutOfRange(quantity, least, most))


def _either(new: T | None, old: T) -> T:
    return old if new is None else new


def _ends(new: Mapping[str, time | None], old: Mapping[str, time]) -> Mapping[str, time]:
    return {phase: ends for phase, ends in {**old, **new}.items() if ends is not None}


def _line(new: str | None, old: str) -> str:
    return old if new is None else clean_line(new)


def _known_zone(new: str | None, old: str) -> str:
    if new is not None and rules(new) is None:
        raise CommandRefused(NoSuchZone(new))
    return _either(new, old)


def _lines(new: tuple[str, ...] | None, old: tuple[str, ...]) -> tuple[str, ...]:
    """The entries in one line each, without empty ones and repeats."""
    if new is None:
        return old
    return tuple(dict.fromkeys(line for item in new if (line := clean_line(item))))
