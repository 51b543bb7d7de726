"""Rescue of sessions whose phases have any ids."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.session import Session
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.store.rescue import Rescued, rescue
from tests.store.builders import NINE, PROGRAMME, SESSION, database, head, new, note, write

PHASES = tuple(
    replace(PROGRAMME.phases[1], id=name, title=title)
    for name, title in (("day-1", "First day"), ("2", "Second"))
)


def info() -> SessionInfo:
    """A session of a programme with other phases than the usual ones."""
    return head(programme=replace(PROGRAMME, phases=PHASES))


def box(phase: str, number: int) -> Box:
    """A box of a phase."""
    return Box(
        f"{SESSION}:{phase}:{number}", SESSION, phase, number * 10, "talk", "", StepKind.BREAK, "Box", 600, 60
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a session that is in its second phase; each phase has a box, a span and a note."""
    path = tmp_path / "room.db"
    boxes = [box(phase.id, 1) for phase in PHASES]
    write(
        path,
        new(
            info(),
            *boxes,
            PhaseRun("r1", SESSION, "day-1", NINE, 600, ended_at=NINE),
            PhaseRun("r2", SESSION, "2", NINE, 600),
            *(
                Span(f"s{place}", SESSION, each.phase, each.id, NINE, NINE)
                for place, each in enumerate(boxes)
            ),
            *(replace(note(place), box_id=each.id) for place, each in enumerate(boxes)),
        ),
    )
    return path


def after(path: Path, *statements: str) -> tuple[Rescued, Session]:
    """What rescue makes of the file after this damage."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    done = rescue(path, NINE)
    assert done.problems == ()
    return done, Session.of(database(done.path).load(SESSION))


def test_a_sound_session_keeps_its_phases(path: Path) -> None:
    """Nothing depends on how they are called."""
    _, session = after(path)
    assert session.info == info()
    assert [run.phase for run in session.runs] == ["day-1", "2"]


def test_a_session_that_lost_its_own_line_has_the_phases_of_its_rows(path: Path) -> None:
    """Each with its id as title; all boxes and notes are in them."""
    done, session = after(path, "DELETE FROM session")
    assert done.nameless == 1
    assert [(phase.id, phase.title) for phase in session.info.programme.phases] == [
        ("day-1", "Day-1"),
        ("2", "2"),
    ]
    assert session.phase_in_view == "2"


def test_a_lost_box_is_put_back_into_its_phase(path: Path) -> None:
    """Its id names the phase."""
    _, session = after(path, "DELETE FROM box")
    assert [(each.phase, each.id) for each in session.boxes] == [
        ("day-1", f"{SESSION}:day-1:1"),
        ("2", f"{SESSION}:2:1"),
    ]


def test_rows_of_a_phase_that_the_programme_does_not_have_are_dropped(path: Path) -> None:
    """The notes of their boxes stay, outside the boxes or in the box that their id names."""
    done, session = after(path, "UPDATE box SET phase = 'x'", "UPDATE span SET phase = 'x' WHERE id = 's0'")
    assert done.saved == 2
    assert [each.phase for each in session.boxes] == ["day-1", "2"]
    assert [span.phase for span in session.spans] == ["2"]
