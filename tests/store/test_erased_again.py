"""What was erased is erased again from whatever comes in, and no record of it says what it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.session_state import Session
from breakout_tui.store.backups import back_up
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.erasure_records import erased_name, names_to_erase, remembered
from breakout_tui.store.rescue import rescue
from breakout_tui.store.restoring import restore
from tests.store.builders import NINE, SESSION, captured, database, head, new, note, texts, write

NOW = Reading("boot-1", 1000.0, NINE)
NAME, SAID = "Ana O'Neill", "What only one person ever said"
FIXTURE = Path(__file__).parent / "fixtures" / "third_form" / "first.db"
JOINED = FIXTURE.parents[1] / "fourth_form" / "joined.db"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file from which a name and a statement were erased, with a backup that was not there then."""
    file = tmp_path / "breakout.db"
    said = replace(note(2, f'As "{NAME.upper()}," said'), attribution="Ana_O’Neill")
    write(file, new(head()), captured(0, SAID), captured(1, "stays"), new(said))
    kept = back_up(file, NINE)
    away = Path(shutil.move(kept, tmp_path / "away.db"))
    erase(file, Wanted((NAME,), ((SESSION, 0),)), NOW)
    shutil.move(away, kept)
    return file


def has_none_of_it(path: Path) -> bool:
    """Whether nothing that was erased is in any byte of a file."""
    content = path.read_bytes().lower()
    return not any(word.lower().encode() in content for word in (SAID, "neill"))


def test_a_backup_from_before_is_restored_without_what_was_erased(path: Path) -> None:
    """Rule: in every spelling and every byte; all else is there, and the new file remembers it too."""
    restored = restore(path, 1)
    assert has_none_of_it(path)
    assert has_none_of_it(restored)
    assert texts(database(restored).load(SESSION))[1:] == ["stays", 'As "▮▮▮," said']
    for file in (path, restored):
        with closing(sqlite3.connect(file)) as connection:
            assert len(remembered(connection)) == 2


def test_a_rescued_file_has_nothing_that_was_erased(path: Path) -> None:
    """Rule: also where an older row is found again in a damaged page."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE note SET text = ? WHERE serial = 0", (SAID,))
        connection.execute("UPDATE session SET facilitator = ?", (f"{NAME}, Peru",))
    rescued = rescue(path, NINE).path
    assert has_none_of_it(rescued)
    assert database(rescued).load(SESSION).info.facilitator == "Peru"


def test_a_statement_of_a_backup_of_an_earlier_version_is_known_by_the_id_that_it_will_get(
    tmp_path: Path,
) -> None:
    """Rule: an id made of the serial is another one for another statement under that serial."""
    file = Path(shutil.copyfile(FIXTURE, tmp_path / "room.db"))
    kept = back_up(file, NINE)
    away = Path(shutil.move(kept, tmp_path / "away.db"))
    (summary,) = database(file).summaries()
    said = database(file).load(summary.id).notes[3].text
    erase(file, Wanted(notes=((summary.id, 3),)), NOW)
    shutil.move(away, kept)
    restored = restore(file, 1)
    assert said.encode() not in restored.read_bytes()
    assert texts(database(restored).load(summary.id))[:3] == texts(database(file).load(summary.id))[:3]


def test_a_record_of_an_erased_name_says_nothing_of_it() -> None:
    """Rule: each has a salt of its own, so that two records of one name look unlike."""
    first, second = erased_name(NAME), erased_name(NAME)
    assert first.words == 2
    assert {first.id, first.salt, first.hash}.isdisjoint({second.id, second.salt, second.hash})
    assert "ana" not in repr(first).casefold().replace("name", "")


@pytest.mark.parametrize(
    "spelled",
    [
        "ANA O’NEILL",
        "@Ana_O'Neill",
        '@"Ana O\'Neill"',
        "(Ana  O'Neill)",
        "Ana O'Neill.",
        "Ana O'Neill's",
        "pro-Ana O’Neill-led",
    ],
)
def test_a_name_is_known_in_every_spelling(tmp_path: Path, spelled: str) -> None:
    """Rule: as erasure itself finds it; but not as a part of other words."""
    file = tmp_path / "breakout.db"
    write(file, new(head(), note(0, f"then {spelled} spoke"), note(1, "Ana and O'Neillson, Ana O")))
    with closing(sqlite3.connect(file)) as connection:
        found = names_to_erase(connection, [erased_name(NAME)])
    assert len(found) == 1
    assert "son" not in found[0]


def test_an_accent_at_the_end_of_a_name_makes_another_name(tmp_path: Path) -> None:
    """Rule: José is found, and Jose, who is somebody else, is not."""
    file = tmp_path / "breakout.db"
    write(file, new(head(), note(0, "JOSÉ spoke, then Jose"), note(1, "Jose\u0301's plan")))
    with closing(sqlite3.connect(file)) as connection:
        assert names_to_erase(connection, [erased_name("José")]) == ("jose\u0301",)
        assert names_to_erase(connection, [erased_name("Jose")]) == ("jose",)


def test_a_laptop_with_an_erased_name_is_named_by_its_writer(tmp_path: Path) -> None:
    """Rule: in the aliases of notes, also of undo steps and siblings, and where the file knows its writers; the alias still finds its note."""
    file = Path(shutil.copyfile(JOINED, tmp_path / "joined.db"))
    (summary,) = database(file).summaries()
    with closing(sqlite3.connect(file)) as connection, connection:
        for table, column in (("renumbered", "laptop"), ("session_version", "laptop"), ("note", "aliases")):
            connection.execute(
                f"UPDATE {table} SET {column} = replace({column}, 'vm', ?)", (f"{NAME} laptop",)
            )
        (writer,) = connection.execute("SELECT writer FROM note WHERE aliases <> '[]'").fetchone()
    erase(file, Wanted((NAME,)), NOW)
    assert has_none_of_it(file)
    renamed = f"C5@{writer[:4]}"
    book = Session.of(database(file).load(summary.id)).book
    found = book.find(renamed)
    assert found is not None
    assert (found.reference, found.aliases) == ("C6", (renamed,))
