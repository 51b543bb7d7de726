"""Six rooms and two rounds of a fictional conference are gathered: in every order the same, with every word and without the erased name."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random

import pytest

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, length, until
from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import DatabaseDamaged
from breakout_tui.domain.gathering import GatheredSource, Outcome
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.places_to_look import OtherReference
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Change
from breakout_tui.domain.session_state import Session
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.store.erasure import Wanted, erase
from tests.fictional_conference import fictional_sessions
from tests.store.builders import StillClock, database
from tests.store.file_replicas import FileReplica, as_json, gather, rows
from tests.stored import records_of

NAME = "Zdenka Kowalczyk"
SAID = (
    "Les silos budgétaires bloquent les services partagés",
    "没有共享数据的法律依据",
    "لا يوجد أساس قانوني لتبادل البيانات",
    "Кто платит за переход?",
)
"""In four languages and scripts."""
RULES = (AttributionRule.NAMED, AttributionRule.COUNTRY, AttributionRule.NONE)


@dataclass(frozen=True)
class Conference:
    """The files on the organiser's stick, and what two laptops of one room said after they had parted."""

    files: tuple[Path, ...]
    damaged: Path
    older: Path
    """A copy of room 3 from before the name was erased."""
    parted: tuple[str, str]


def _short_days(number: int) -> Iterator[Session]:
    """The two rounds of a room, with a handful of statements each."""
    return (each for each in fictional_sessions() if each.info.room == f"Room {number}")


def _whole_days(number: int) -> Iterator[Session]:
    """Two rounds with a demo day each, only in rooms 1 and 2 with an afternoon."""
    programme = replace(read_programme(paths.shipped_programme()), rule=RULES[number % 3])
    lines = until(DAY, "done" if number <= 2 else "rank")
    for round_ in (1, 2):
        began = StillClock().read().later(-length(lines))
        details = replace(DETAILS, room=f"Room {number}", round=round_, facilitator=f"Facilitator {number}")
        player = Player(programme, programme.themes[0].id, details, began)
        player.play(lines)
        yield player.session


def _room(path: Path, number: int, sessions: Iterable[Session]) -> Path:
    """The file of a room, with something said in each language in each round."""
    store = database(path)
    for session in sessions:
        store.submit(session.id, [Change(None, each) for each in records_of(session)])
    assert store.close(20)
    for session_id in _sessions(path):
        replica = FileReplica(path, session_id)
        for text in SAID:
            replica.wish(c.Capture(f"{text} ({number}·{replica.session.info.round})", Kind.PARKED))
        replica.ends_window()
    return path


@pytest.fixture(scope="module", params=[_short_days, pytest.param(_whole_days, marks=pytest.mark.soak)])
def conference(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Conference:
    """Six rooms; room 2 on two laptops; room 6 also half copied; the name was said in room 3, and erased there."""
    stick = tmp_path_factory.mktemp("stick")
    rooms = [_room(stick / f"room{number}.db", number, request.param(number)) for number in range(1, 7)]
    damaged = Path(shutil.copyfile(rooms[5], stick / "half.db"))
    damaged.write_bytes(damaged.read_bytes()[:40_000])
    session_id = _sessions(rooms[1])[0]
    annex = Path(shutil.copyfile(rooms[1], stick / "annex.db"))
    parted = ("Said in the hall only", "Said in the annex only")
    for path, text in zip((rooms[1], annex), parted, strict=True):
        replica = FileReplica(path, session_id, made=count(1000))
        replica.wish(c.Capture(text, Kind.CHALLENGE))
        replica.ends_window()
    named = FileReplica(rooms[2], _sessions(rooms[2])[0], made=count(1000))
    named.wish(c.Capture(f"As {NAME} said, and {NAME.upper()} again", Kind.CHALLENGE))
    named.ends_window()
    older = Path(shutil.copyfile(rooms[2], stick / "older.db"))
    erase(rooms[2], Wanted(names=(NAME,)), StillClock().read())
    return Conference((*rooms, annex), damaged, older, parted)


def _sessions(path: Path) -> list[str]:
    return sorted(summary.id for summary in database(path).summaries())


def _gathered(target: Path, sources: list[Path]) -> list[GatheredSource]:
    found = gather(target, *sources)
    for path, gathered in zip(sources, found, strict=True):
        assert isinstance(gathered.refusal, DatabaseDamaged) == (path.name == "half.db")
    return found


def _assert_same(conference: Conference, folder: Path, orders: int) -> None:
    sources = [*conference.files, conference.damaged, conference.older]
    first = folder / "first.db"
    found = _gathered(first, sources)
    places = [place for each in found for session in each.sessions for place in session.places]
    assert [type(place) for place in places] == [OtherReference]
    assert b"Kowalczyk" not in first.read_bytes()
    said = {note.text for each in _sessions(first) for note in database(first).load(each).notes}
    assert set(conference.parted) <= said
    assert {f"{text} ({room}·{round_})" for text in SAID for room in range(1, 7) for round_ in (1, 2)} <= said
    assert len(_sessions(first)) == 12
    for seed in range(orders):
        other, shuffled = folder / f"{seed}.db", [*sources, conference.older]
        Random(seed).shuffle(shuffled)
        _gathered(other, shuffled)
        assert rows(other) == rows(first)
        assert as_json(other) == as_json(first)
        assert "kowalczyk" not in as_json(other).lower()
        assert b"kowalczyk" not in other.read_bytes().lower()
    for gathered in _gathered(first, sources):
        assert {session.outcome for session in gathered.sessions} <= {Outcome.UNCHANGED}


def test_six_rooms_and_two_rounds_are_the_same_in_every_order(conference: Conference, tmp_path: Path) -> None:
    """Rule: also with a damaged file among them, and with an older copy of what was erased since."""
    _assert_same(conference, tmp_path, orders=1)


@pytest.mark.soak
def test_six_rooms_and_two_rounds_are_the_same_in_many_orders(conference: Conference, tmp_path: Path) -> None:
    """The same in more orders."""
    _assert_same(conference, tmp_path, orders=30)
