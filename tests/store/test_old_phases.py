"""Sessions of earlier versions, with a morning and an afternoon, become sessions with phases."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest

from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.old_phases import with_phases
from tests.store.builders import PROGRAMME, SESSION, database, head, new, write
from tests.store.test_earlier_version import FIRST, FIXTURE, NOW

OLD = {
    "event": "Conference",
    "themes": [{"id": "t", "title": "Theme", "introduction": "", "questions": ["One?", "Two?"]}],
    "morning": {"name": "morning", "title": "Vormittag", "steps": [], "ends": "12:30:00"},
    "afternoon": {"name": "afternoon", "title": "Nachmittag", "steps": []},
}


def test_a_row_of_an_earlier_version_gets_phases_and_ends() -> None:
    """Their ids are the names that they had; what lay between them was lunch. Each question becomes a table."""
    row = with_phases({"programme": json.dumps(OLD), "morning_ends": "12:00:00", "afternoon_ends": None})
    assert json.loads(row["programme"]) == {
        "event": "Conference",
        "themes": [
            {
                "id": "t",
                "title": "Theme",
                "introduction": "",
                "questions": [{"text": "One?"}, {"text": "Two?"}],
            }
        ],
        "phases": [
            {"id": "morning", "title": "Vormittag", "steps": [], "ends": "12:30:00", "pause": "Lunch"},
            {"id": "afternoon", "title": "Nachmittag", "steps": []},
        ],
    }
    assert row["phase_ends"] == '{"morning":"12:00:00"}'
    assert "morning_ends" not in row


def test_a_row_of_today_stays_as_it_is() -> None:
    """So a rescued file of any version is read alike."""
    row = {"id": "s", "programme": '{"phases":[]}', "phase_ends": '{"a":"12:00:00"}'}
    assert with_phases(row) == row
    assert with_phases(with_phases(row)) == row


@pytest.mark.parametrize(
    "programme", [None, 7, "", "{", "[]", '{"morning": 3, "afternoon": {}}', '{"event": "x"}']
)
def test_a_programme_that_can_not_be_read_stays_as_it_is(programme: object) -> None:
    """Reading it says that it is damaged, and rescue puts a placeholder there."""
    assert with_phases({"programme": programme})["programme"] == programme


def test_a_file_of_an_earlier_version_keeps_its_fixed_ends(tmp_path: Path) -> None:
    """In the session and in the file; the old columns are emptied."""
    path = Path(shutil.copyfile(FIXTURE / "day.db", tmp_path / "day.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE session SET morning_ends = '12:10:00' WHERE id = ?", (FIRST,))
    info = database(path).load(FIRST).info
    assert info.ends == {"morning": time(12, 10)}
    assert [phase.id for phase in info.programme.phases] == ["morning", "afternoon"]
    assert [phase.pause for phase in info.programme.phases] == ["Lunch", ""]
    with closing(sqlite3.connect(path)) as connection:
        cells = connection.execute("SELECT morning_ends, afternoon_ends FROM session").fetchall()
    assert set(cells) == {(None, None)}


def test_a_summary_names_the_phase_that_is_running_or_ended_last(tmp_path: Path) -> None:
    """By its title, also in a file of an earlier version."""
    path = Path(shutil.copyfile(FIXTURE / "day.db", tmp_path / "day.db"))
    assert [each.how_far for each in database(path).summaries()] == ["Morning", "Afternoon"]


def test_a_name_in_the_title_of_a_pause_is_erased(tmp_path: Path) -> None:
    """The titles of phases and pauses are words that people wrote; ids and times are not touched."""
    path = tmp_path / "room.db"
    phases = PROGRAMME.phases[:1]
    from dataclasses import replace

    named = replace(PROGRAMME, phases=tuple(replace(phase, pause="Tea with Mira") for phase in phases))
    write(path, new(head(programme=named, ends={phases[0].id: time(12, 30)})))
    erase(path, Wanted(("Mira",)), NOW)
    info = database(path).load(SESSION).info
    assert info.programme.phases[0].pause == "Tea with ▮▮▮"
    assert info.ends == {phases[0].id: time(12, 30)}


def test_a_phase_that_the_programme_does_not_have_is_damage(tmp_path: Path) -> None:
    """It is told, not guessed."""
    path = Path(shutil.copyfile(FIXTURE / "day.db", tmp_path / "day.db"))
    database(path).summaries()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE box SET phase = 'evening' WHERE session_id = ?", (FIRST,))
    with pytest.raises(Exception, match="no phase 'evening'"):
        database(path).load(FIRST)
