"""The public agenda: what is on in which room until when, for corridors and telephones. It says no word of what is discussed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import by_numbers

NOTHING_YET = "nothing on yet"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One room. Texts are empty where nothing is known."""

    room: str
    theme: str = ""
    round: int = 0
    now: str = NOTHING_YET
    """What is on: the step of the phase that runs, else how far the day is."""
    until: str = ""
    """``until 12:30``, ``ends soon`` where that is past, or when it goes on: ``Afternoon from 13:30``."""


def agenda_row(room: str, session: Session | None, reading: Reading) -> AgendaRow:
    """The row of a room with this session open, at this reading of the room's clocks."""
    if session is None:
        return AgendaRow(room)
    paced = pace(session, reading)
    if paced is not None:
        now, until = paced.box.step_title, f"until {paced.ends_at:%H:%M}"
        if paced.phase_left < 0:
            until = "ends soon"
        elif paced.is_paused:
            now = f"{now}, paused"
    else:
        now, until = session.how_far, _goes_on(session, reading)
    return AgendaRow(room, session.theme.title, session.info.round, now, until)


def in_rooms_order(rows: Iterable[AgendaRow]) -> tuple[AgendaRow, ...]:
    """By the names of the rooms, as people count."""
    return tuple(sorted(rows, key=lambda row: (by_numbers(row.room), row.room)))


def _goes_on(session: Session, reading: Reading) -> str:
    between = now_between(session, reading)
    if between is not None:
        phase, starts = between.following.title, between.starts_at
        return phase if starts is None else f"{phase} from {starts:%H:%M}"
    first = session.info.programme.phases[0]
    if not session.started and first.starts is not None:
        return f"{first.title} from {first.starts:%H:%M}"
    return ""
