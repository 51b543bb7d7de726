"""The file dialog: real folders, read at once; what is listed, marked, typed and chosen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from breakout_tui.tui.help_topics import help_for
from breakout_tui.tui.path_completion import completed
from breakout_tui.tui.widgets.file_list import FileList
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.path_field import PathField, pasted_path
from tests.store.builders import head, new, write
from tests.tui.file_dialog import Probe
from tests.tui.keyboard import press_in_bursts
from tests.tui.screen_text import screen_text


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Files of two rooms, one of them in a folder; the database in use, and another file."""
    (tmp_path / "late").mkdir()
    write(tmp_path / "room 1.db", new(head()))
    write(tmp_path / "late" / "room 2.db", new(head()))
    (tmp_path / "own.db").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    return tmp_path


async def test_it_begins_with_the_places_and_shows_what_is_in_a_folder(stick: Path) -> None:
    """Rule: sticks by name and place; of a database its size, its day and its sessions; the rest is counted."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        assert "stick or card" in screen_text(app)
        await pilot.press("enter")
        assert app.names() == ["..", "late/", "own.db", "room 1.db"]
        assert "1 session" in screen_text(app)
        assert "your own database" in screen_text(app)
        assert app.says("said") == "1 other file not shown"
        assert app.says("where") == str(stick)


async def test_enter_opens_a_folder_and_backspace_goes_up_to_where_one_came_from(stick: Path) -> None:
    """Rule: as the row with two dots does; above the top are the places."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", "enter")
        assert app.says("where") == str(stick / "late")
        await pilot.press("backspace")
        row = app.shown.query_one(FileList).row
        assert row is not None
        assert (app.says("where"), row.name) == (str(stick), "late/")
        await pilot.press("up", "enter")
        assert app.says("where") == str(stick.parent)
        await pilot.press("tab")
        assert app.says("where") == "Places"


async def test_a_file_under_the_cursor_is_taken(stick: Path) -> None:
    """Rule: Enter on a file gathers it."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", "end", *"room", "enter")
    assert app.given == [(stick / "room 1.db",)]


async def test_the_keys_name_what_they_gather(stick: Path) -> None:
    """Rule: inside a folder F2 takes the row under the cursor, not all of it; its name says so."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter")
        hints = {hint.key: hint.words for hint in app.shown.query_one(KeyLine).hints}
        assert hints["F2"] == "gather late/"
        await pilot.press(*"room")
        assert app.shown.query_one(KeyLine).hints[0].words == "gather room 1.db"


async def test_several_are_marked_across_folders_and_a_folder_is_taken_whole(stick: Path) -> None:
    """Rule: marks stay while one goes elsewhere; F2 gathers them from anywhere; a second mark removes it."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", "space", *"room", "space")
        assert app.says("where").endswith("2 marked")
        await pilot.press("escape", "tab", "f2")
    assert app.given == [(stick / "late", stick / "room 1.db")]


async def test_a_mark_is_removed_by_the_same_key(stick: Path) -> None:
    """Rule: and by a click on it; without marks, F2 takes the row under the cursor."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", "space", "up", "space")
        assert "marked" not in app.says("where")
        await pilot.click("#files", offset=(3, 1))
        assert app.says("where").endswith("1 marked")
        await pilot.click("#files", offset=(3, 1))
        assert "marked" not in app.says("where")
        await pilot.press("f2")
    assert app.given == [(stick / "late",)]


async def test_a_click_chooses_a_row_and_a_second_one_opens_it(stick: Path) -> None:
    """Rule: the line keeps the focus, so that letters go on filtering."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter")
        await pilot.click("#files", offset=(10, 1), times=2)
        await pilot.pause()
        assert app.says("where") == str(stick / "late")
        assert isinstance(app.focused, PathField)


async def test_the_database_in_use_is_neither_marked_nor_taken(stick: Path) -> None:
    """Rule: it says what it is."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", *"own", "space")
        assert app.says("said") == "This is your own database"
        await pilot.press("enter", "f2")
        assert app.given == []


async def test_letters_filter_and_esc_clears_before_it_cancels(stick: Path) -> None:
    """Rule: all words, in any case and without accents; nothing found is said."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter", *"RÖOM")
        assert app.names() == ["..", "room 1.db"]
        await pilot.press("x")
        assert app.names() == [".."]
        await pilot.press("escape")
        assert len(app.names()) == 4
        await pilot.press("escape")
    assert app.given == [None]


async def test_a_path_is_typed_completed_opened_and_taken(stick: Path) -> None:
    """Rule: Tab completes; Enter opens a folder and takes a file; a wrong one is told and stays."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        field = app.shown.query_one(PathField)
        await press_in_bursts(pilot, *f"{stick}{os.sep}la", "tab")
        assert field.value == f"{stick / 'late'}{os.sep}"
        await pilot.press("enter")
        assert app.says("where") == str(stick / "late")
        await press_in_bursts(pilot, *f"{stick}{os.sep}none", "enter")
        assert app.says("said") == f"There is nothing named {stick / 'none'}"
        field.post_message(events.Paste(f"'{stick / 'late' / 'room 2.db'}'\n"))
        await pilot.pause()
        await pilot.press("enter")
    assert app.given == [(stick / "late" / "room 2.db",)]


async def test_several_pasted_paths_are_marked(stick: Path) -> None:
    """Rule: as a file manager copies them."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        app.shown.query_one(PathField).post_message(
            events.Paste(f"file://{stick}/room%201.db\nfile://{stick}/late\n")
        )
        await pilot.pause()
        await pilot.press("f2")
    assert app.given == [(stick / "room 1.db", stick / "late")]


async def test_a_folder_that_can_not_be_read_says_so_and_leads_back(stick: Path) -> None:
    """Rule: a stick that was pulled out is told; the places are one key away."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("enter")
        (stick / "late" / "room 2.db").unlink()
        for leftover in (stick / "late").iterdir():
            leftover.unlink() if leftover.is_file() else leftover.rmdir()
        (stick / "late").rmdir()
        await pilot.press("enter")
        assert "stick pulled out" in app.says("said")
        await pilot.press("tab")
        assert app.says("where") == "Places"


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50), (30, 8), (1, 1)])
async def test_names_of_any_form_are_literal_in_any_size(stick: Path, size: tuple[int, int]) -> None:
    """Rule: markup, control characters, other scripts, bytes that are no UTF-8, and very long names."""
    for name in (
        b"[red]x.db",
        b"a\x1b[31m\nb.db",
        "会議室.db".encode(),
        b"\xff\xfe.db",
        b"n" * 200 + b".db",
    ):
        Path(os.fsdecode(os.fsencode(stick) + b"/" + name)).write_bytes(b"")
    app = Probe(stick)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "end")
        text = screen_text(app)
        assert "\x1b" not in text
        if size == (120, 32):
            assert "[red]x.db" in text
            assert "会議室.db" in text
        if size[0] >= 80:
            shown = " ".join(hint.words for hint in app.shown.query_one(KeyLine).hints)
            assert "open" in shown


def test_a_path_is_completed_as_far_as_names_agree(tmp_path: Path) -> None:
    """Rule: nothing for what is not there; of several names what they share; a folder with its sign."""
    for name in ("room 1.db", "room 2.db", "Annex"):
        (tmp_path / name).mkdir()
    start = f"{tmp_path}{os.sep}"
    assert completed(f"{start}ro") == f"{start}room "
    assert completed(f"{start}an") == f"{start}Annex{os.sep}"
    assert completed(f"{start}x") == ""
    assert completed(f"{start}none{os.sep}x") == ""


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/media/STICK/room.db", "/media/STICK/room.db"),
        ("  '/media/a b/room.db' ", "/media/a b/room.db"),
        ("/media/a\\ b/room.db", "/media/a b/room.db"),
        ("file:///media/a%20b/r%C3%A4ume.db", "/media/a b/räume.db"),
    ],
)
def test_a_pasted_path_is_understood_in_every_form(pasted: str, path: str) -> None:
    """Rule: plain, quoted, escaped, or an address; words are no path."""
    assert pasted_path(pasted) == Path(path)
    assert pasted_path("room 3") is None


async def test_of_a_long_path_the_end_is_in_sight_and_the_cursor_is_below_the_row_that_leads_up(
    stick: Path,
) -> None:
    """Rule: the last folder says where one is; a folder that was opened from above begins with its first row."""
    deep = stick / ("long" * 20) / "会議室"
    deep.mkdir(parents=True)
    (deep / "a.db").write_bytes(b"")
    app = Probe(stick)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_in_bursts(pilot, *f"{deep.parent}", "enter", "enter")
        assert app.says("where").startswith("…")
        assert app.says("where").endswith("/会議室")
        row = app.shown.query_one(FileList).row
        assert row is not None
        assert row.name == "a.db"


async def test_the_help_explains_the_dialog_before_all_else(stick: Path) -> None:
    """Rule: every key, what can be typed, and the mouse."""
    first, *_ = help_for(Probe(stick).shown)
    assert first[0] == "Finding files of other rooms"
    assert [key for key, _, _ in first[1]][:3] == ["Enter", "Space", "F2"]


async def test_f2_takes_a_typed_folder_whole(stick: Path) -> None:
    """Rule: a path in the line comes before the row under the cursor, and what is not there is told."""
    app = Probe(stick)
    async with app.run_test(size=(160, 24)) as pilot:
        await press_in_bursts(pilot, *f"{stick / 'none'}", "f2")
        assert app.says("said").startswith("There is nothing named")
        assert app.given == []
        await press_in_bursts(pilot, "escape", *f"{stick / 'late'}", "f2")
    assert app.given == [(stick / "late",)]
