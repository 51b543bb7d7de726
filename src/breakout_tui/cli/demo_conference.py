"""The fictional conference of ``demo --at paper``: plays all its rooms, gathers them, edits their paper, and gathers one again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.demo_paper import decisions
from breakout_tui.cli.demo_player import Player
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import EditDetails
from breakout_tui.domain.conference import conference, paper_id
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.programme import AttributionRule, Programme
from breakout_tui.domain.session_state import Session
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.store.database import Database
from breakout_tui.store.gather import Gathering
from breakout_tui.store.paper_file import PaperFile

_FILE = Path(__file__).with_suffix(".toml")
_NEXT = "/next"
_BETWEEN = 45
"""Minutes before a phase, and after the last one."""
_LATE = (1.05, 0.9, 1.0, 1.15, 0.95, 0.9, 1.1)
"""How much of its time a box takes, one after the other: a room is never exactly on time."""
_GATHERED_AGAIN = 24 * 3600
"""Seconds after the last gathering."""


@dataclass(frozen=True, slots=True)
class HeldSession:
    """One session of the conference, as its file tells it."""

    theme: str
    starts: datetime
    details: EditDetails
    lines: tuple[str, ...]
    later: tuple[str, ...]
    """What the room did after the editor of the paper had begun."""


class ScriptClock:
    """A clock that shows what the script says."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self) -> Reading:
        """The time of the script."""
        return self.reading


def held_sessions() -> tuple[HeldSession, ...]:
    """All sessions, in the order of the file."""
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    countries, groups = tuple(given["countries"]), tuple(given["groups"])
    return tuple(
        HeldSession(
            each["theme"],
            each["day"],
            EditDetails(
                room=each["room"],
                round=each.get("round", 1),
                people=each["people"],
                facilitator=each["facilitator"],
                rapporteur=each["rapporteur"],
                rule=AttributionRule(each.get("rule", "country")),
                known=countries,
                groups=groups,
            ),
            tuple(each["lines"].splitlines()),
            tuple(each.get("later", "").splitlines()),
        )
        for each in given["sessions"]
    )


def fill_conference(database: Path, rooms: Path) -> None:
    """Write the conference with its paper to a new database. ``rooms`` becomes the file that was gathered. Raises StoreError."""
    programme, held = read_programme(paths.shipped_programme()), held_sessions()
    players = list(_played(programme, held))
    last = max((player.reading for player in players), key=lambda reading: reading.wall)
    clock = ScriptClock(last.later(3600))
    _write(rooms, clock, players)
    _gather(database, clock, rooms)
    _edit(database, clock, [player.session for player in players])
    clock.reading = clock.reading.later(_GATHERED_AGAIN)
    for player, session in zip(players, held, strict=True):
        player.changes.clear()
        player.play(session.later)
    _write(rooms, clock, [player for player in players if player.changes])
    _gather(database, clock, rooms)


def _played(programme: Programme, held: Sequence[HeldSession]) -> Iterator[Player]:
    """A player for each session, at its end. The second session of a room on a theme follows the first one."""
    before: dict[tuple[str, str | None], str] = {}
    for number, each in enumerate(held):
        began = Reading("demo", each.starts.timestamp(), each.starts, "Europe/Brussels")
        follows = before.get((each.theme, each.details.room))
        player = Player(programme, each.theme, each.details, began, follows=follows)
        player.play(_paced(each.lines, player, number))
        before[each.theme, each.details.room] = player.session.id
        yield player


def _paced(lines: Sequence[str], player: Player, session: int) -> Iterator[str]:
    """The lines with waits: those of a box are spread over its minutes. Made while they are played, box by box."""
    for number, of_box in enumerate(_by_box(lines), session):
        if number > session:
            yield _NEXT
        box = player.session.current_box
        seconds = _BETWEEN * 60 if box is None else box.planned * _LATE[number % len(_LATE)]
        wait = round(seconds / (len(of_box) + 1))
        for line in of_box:
            yield _waiting(wait)
            yield line
        yield _waiting(wait)


def _by_box(lines: Sequence[str]) -> list[list[str]]:
    """The lines between one ``/next`` and the one after it."""
    boxes: list[list[str]] = [[]]
    for line in lines:
        if line == _NEXT:
            boxes.append([])
        else:
            boxes[-1].append(line)
    return boxes


def _waiting(seconds: int) -> str:
    return f"+{seconds // 60}:{seconds % 60:02}"


def _write(database: Path, clock: ScriptClock, players: Sequence[Player]) -> None:
    store = Database(database, clock)
    store.start(lambda _: None)
    for player in players:
        for changes in player.changes:
            store.submit(player.session.id, changes)
    store.close(30)


def _gather(database: Path, clock: ScriptClock, rooms: Path) -> None:
    with Gathering(database, clock) as gathering:
        gathering.take_in(rooms)


def _edit(database: Path, clock: ScriptClock, sessions: Sequence[Session]) -> None:
    event = sessions[0].info.programme.event
    made = conference(event, sessions)
    file = PaperFile(database, paper_id(event), clock)
    paper = file.read()
    for command in decisions(made):
        outcome = decide(paper, made, command, clock.read())
        paper = outcome.paper
        file.write(outcome.records)
