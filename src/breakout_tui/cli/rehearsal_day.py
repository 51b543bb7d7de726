"""The faces of a whole day, one after the other, as sessions that are at that moment now: for trying the displays beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, length
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.session_state import Session
from breakout_tui.inputs.programme_file import read_programme


def faces_of_the_day(clock: Clock) -> Iterator[Session]:
    """The demonstration at the fullest point of each moment of each phase; where one statement is shown after the other, also at one."""
    programme = read_programme(paths.shipped_programme())
    lines = [line.strip() for line in DAY.splitlines() if line.strip()]
    for count in _stops(programme, lines, clock):
        yield _played(programme, lines[:count], clock).session


def _stops(programme: Programme, lines: list[str], clock: Clock) -> list[int]:
    """After how many lines the moments of the day are at their fullest, in order."""
    fullest: dict[tuple[str, Moment, bool], tuple[int, int]] = {}
    player = _played(programme, [], clock)
    for count, line in enumerate(["", *lines]):
        if line:
            player.play([line])
        face = face_of(player.session)
        key = player.session.phase_in_view, face.moment, face.kind is not None
        amount = sum(1 + bool(line.value) for line in face.lines)
        if amount > fullest.get(key, (0, -1))[1]:
            fullest[key] = count, amount
    return sorted(count for count, _ in fullest.values())


def _played(programme: Programme, lines: list[str], clock: Clock) -> Player:
    """The day up to now, after these lines."""
    player = Player(programme, programme.themes[0].id, DETAILS, clock.read().later(-length(lines)))
    player.play(lines)
    return player
