"""What one command changes: each record once, and only where it is not as before."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.pace import RESTARTED
from breakout_tui.domain.records import Anchor
from tests.domain.day import Room


def test_a_record_that_is_as_before_at_the_end_is_not_stored() -> None:
    """Whatever happened to it in between."""
    room = Room()
    context = CommandContext(room.session, room.reading())
    info = room.session.info
    context.put(replace(info, room="Room 9"))
    context.put(info)
    assert context.outcome().changes == ()


def test_a_record_changed_twice_is_stored_once() -> None:
    """From what it was before the command to what it is at the end."""
    room = Room()
    context = CommandContext(room.session, room.reading())
    info = room.session.info
    context.put(replace(info, room="Room 8"))
    context.put(replace(info, room="Room 9"))
    (change,) = context.outcome().changes
    assert (change.before, change.after) == (info, replace(info, room="Room 9"))


def test_a_restart_between_the_phases_raises_no_doubt_about_the_time() -> None:
    """No time is counted then; the room's time goes on by the clock of the new boot. During a phase it is in doubt."""
    room = Room()
    room.reboot(60)
    room.do(c.EditDetails(room="Room 9"))
    assert room.session.info.clock_flag == ""
    assert room.session.info.anchor == Anchor(room.boot, room.wall.timestamp() - room.since_boot)
    room.do(c.Next())
    room.reboot(60)
    room.do(c.Next())
    assert room.session.info.clock_flag == RESTARTED
