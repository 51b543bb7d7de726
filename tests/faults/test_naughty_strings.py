"""Any text in any place is shown as text, never sent raw, and literal in Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Question, Theme
from breakout_tui.domain.session import Session
from breakout_tui.domain.text import clean, clean_line, is_clean
from breakout_tui.report.compose import compose
from breakout_tui.report.file_name import file_name
from breakout_tui.store.database import Database
from tests.cli.pty_terminal import PtyTerminal
from tests.domain.day import Room, with_info
from tests.faults.naughty import STRINGS, texts
from tests.faults.open_window import QUICK, open_window
from tests.report.rendering import render
from tests.sampled import a_third
from tests.tui.fakes import FakeClock

SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=]*[ !-/]*[@-~]|\][0-9]*;?[^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\^_78=>cM])"
)
OURS = re.compile(
    rb"\x1b\[(?:0m|[0-9]+(?:;[0-9]+)+m|[0-9]+;[0-9]+H"
    rb"|\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]|\?(?:2026|2048)\$p|[<>][0-9]*u)"
    rb"|\x1b\]22;[a-z-]+\x07|\x1b\]11;\?\x1b\\"
)
"""The sequences of the program itself: positions, colours (always several numbers), modes, pointer shapes."""
FORBIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u2029\x80-\x9f]")


def _play(said: str, *, name: str = "", cluster: str = "", room: str = "") -> Room:
    """A room in which all these texts were used, except those that are refused."""
    playing = Room(c.EditDetails(room=clean(room).replace("\n", " "), known=("Norway",)))
    title = clean_line(said)[:200] or "Theme"
    theme = Theme("t", title, clean_line(name), (Question(title),))
    info = playing.session.info
    with_info(playing, replace(info, programme=replace(info.programme, themes=(theme,))))
    playing.tries(c.EditDetails(facilitator=name, known=("Norway", name), groups=(name or "Group",)))
    playing.do(c.Next())
    playing.do(c.Next())
    playing.tries(c.Capture(clean(said), Kind.CHALLENGE, attribution=clean(name), cluster=clean(cluster)))
    playing.tries(c.AddBox(clean(said)[:200], 600))
    playing.tries(c.Capture(clean(said) or "x", Kind.PARKED))
    return playing


def _is_harmless(markdown: str) -> None:
    assert is_clean(markdown)
    for token in MarkdownIt("commonmark").enable("table").parse(markdown.partition("\n---\n")[2]):
        assert token.type not in {"html_block", "code_block"}
        for child in token.children or ():
            assert child.type not in {"html_inline", "image"}
            if child.type == "link_open":
                assert str(child.attrs.get("href", "")).startswith("#")


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_naughty_texts_go_through_a_session_into_a_harmless_report(text: str) -> None:
    """Rule: as note, name, cluster, room and agenda."""
    room = _play(text, name=text, cluster=text, room=text)
    _is_harmless(render(compose(room.session, room.reading())))
    assert room.reloaded().book.visible == room.session.book.visible


@settings(deadline=None, max_examples=a_third(25), suppress_health_check=[HealthCheck.too_slow])
@given(texts(), texts())
def test_any_text_goes_through_a_session_into_a_harmless_report(said: str, name: str) -> None:
    """Rule: no HTML, no code, no image, no external link."""
    room = _play(said, name=name, cluster=name, room=said)
    _is_harmless(render(compose(room.session, room.reading())))


@pytest.mark.soak
@settings(deadline=None, max_examples=a_third(2000), suppress_health_check=[HealthCheck.too_slow])
@given(texts(), texts())
def test_any_text_2000_times(said: str, name: str) -> None:
    """Rule: the same, more often."""
    room = _play(said, name=name, cluster=name, room=said)
    _is_harmless(render(compose(room.session, room.reading())))


@settings(deadline=None, max_examples=a_third(100))
@given(texts())
def test_any_name_makes_one_plain_file_name(text: str) -> None:
    """Rule: no folder, no hidden file, no control character, not too long."""
    name = file_name("2026-11-24", text, text, suffix=".md")
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith((".", "-", " "))
    assert name.endswith(".md")
    assert is_clean(name)
    assert len(name.encode()) <= 255


@pytest.mark.parametrize("each", [7, pytest.param(1, marks=pytest.mark.soak)])
async def test_naughty_texts_typed_on_the_screen_are_stored_clean_and_shown(
    tmp_path: Path, each: int
) -> None:
    """Rule: pasted as notes, then shown in notes, chain, report and list."""
    from textual import events

    (tmp_path / "data").mkdir()
    async with open_window(tmp_path / "data", size=(80, 24)) as window:
        for text in STRINGS[::each]:
            window.app.post_message(events.Paste(text))
            await window.type("", "enter", "enter", "escape", "escape")
        await window.until_saved()
        stored = window.stored()
        assert len(stored) >= len(STRINGS[::each]) - 8
        assert all(is_clean(text) for text in stored)
        for word in ("/notes", "/clusters", "/search [", "/chain"):
            await window.type(word, "enter")
            await window.pilot.pause()
            assert window.app.is_running
        await window.pilot.press("escape", "f8")
        await window.pilot.pause()
        await window.pilot.press("s", "escape")
        assert window.app.is_running


def _fill(database: Path) -> int:
    """A session of such texts only, written to the file by another program."""
    from breakout_tui.domain.records import Change

    room = Room(c.EditDetails(room="Room 2", known=("Norway",)))
    room.do(c.Next())
    room.do(c.Next())
    for text in STRINGS:
        try:
            room.do(c.Capture(clean(text) or "x", Kind.CHALLENGE, cluster=clean(text)[:20].strip()))
        except CommandRefused:
            continue
    store = Database(database, FakeClock(), retry_policy=QUICK)
    store.submit(room.session.id, [Change(None, record) for record in room.records.values()])
    assert store.close(5)
    return len(room.session.book)


def _poison(database: Path) -> None:
    """Texts put into the file by another program, with nothing cleaned."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection, connection:
        serials = [row[0] for row in connection.execute("SELECT serial FROM note ORDER BY serial")]
        for serial, text in zip(serials, STRINGS * 2, strict=False):
            raw = text.encode("utf-8", "replace").decode()
            connection.execute(
                "UPDATE note SET text = ?, cluster = ?, attribution = ? WHERE serial = ?",
                (raw, raw[:30], raw[:30], serial),
            )
        connection.execute("UPDATE session SET room = ?, facilitator = ?", (STRINGS[2], STRINGS[12]))


def test_texts_of_a_foreign_database_can_not_control_the_terminal(tmp_path: Path) -> None:
    """Rule: whatever its cells hold, no sequence and no bidi control of a text is sent."""
    database = tmp_path / "room.db"
    _fill(database)
    _poison(database)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("all saved")
        for keys in (
            ["f7"],
            ["escape", "\x1b[H", "\x1b[5~"],
            ["escape"],
            ["f8"],
            ["s"],
            ["escape"],
            ["f1"],
            ["escape"],
        ):
            terminal.send(*keys)
            for _ in range(3):
                terminal.read(0.05)
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    sent = bytes(terminal.output)
    for sequence in SEQUENCE.findall(sent):
        assert OURS.fullmatch(sequence), sequence
    assert b"\x1b" not in SEQUENCE.sub(b"", sent)
    assert not FORBIDDEN.search(sent.decode("utf-8", "replace"))
    assert sent.count(b"\x1b[?1049l") == 1


def test_the_lines_of_the_command_line_are_harmless_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: in ``sessions``, ``export`` and ``check`` of such a file, and for a file of such a name."""
    from breakout_tui.cli.main import main

    database = tmp_path / "room.db"
    _fill(database)
    _poison(database)
    for arguments in (["sessions"], ["export", "-o", "-"], ["check", str(database)]):
        assert main([*arguments, "--database", str(database)]) in {0, 3}
    assert main(["sessions", "--database", str(tmp_path / "\x1b]0;owned\x07\u202e")]) in {0, 3}
    assert main(["check", str(tmp_path / "\x1b[31m\u202e.db")]) != 0
    out, err = capsys.readouterr()
    assert is_clean(out)
    assert is_clean(err)


def test_a_report_of_a_poisoned_file_is_harmless(tmp_path: Path) -> None:
    """Rule: parsed as Markdown it holds only text."""
    database = tmp_path / "room.db"
    _fill(database)
    _poison(database)
    store = Database(database, SystemClock())
    session = Session.of(store.load(store.summaries()[0].id))
    assert all(is_clean(note.text + note.cluster + note.attribution) for note in session.book.notes)
    _is_harmless(ReportPublisher(store, tmp_path).render(session, SystemClock().read()))
