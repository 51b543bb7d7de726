"""Other users of the same file: a second window, another program's lock, simultaneous exports."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.report.export import write_beside
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from breakout_tui.tui.widgets.capture_line import CaptureLine
from tests.faults.child_process import victim
from tests.faults.day_writer import after, goes_on, played_day, session_id, survival, write_day
from tests.faults.open_window import open_window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the database."""
    place = tmp_path / "data"
    place.mkdir()
    return place


@contextmanager
def _lock(path: Path, how: str) -> Iterator[None]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"BEGIN {how}")
        yield
    finally:
        connection.close()


async def _locked(folder: Path, how: str, beats: int, retry_policy: RetryPolicy) -> None:
    """Type while another program holds the file; each beat waits a twentieth of a second of real time."""
    texts = ["before", *(f"note {number}" for number in range(20))]
    async with open_window(folder, retry_policy=retry_policy) as window:
        await window.type("before", "enter")
        await window.until_saved()
        with _lock(window.store.path, how):
            for number in range(20):
                await window.type(f"note {number}", "enter")
            for _ in range(beats):
                await window.pilot.pause(0.05)
                window.app.beat()
                said = window.says("kinds")
                assert "saving" in said or "NOT SAVED YET" in said
                assert window.notices == []
        await window.until_saved()
        assert window.stored() == texts


@pytest.mark.parametrize("how", ["EXCLUSIVE", pytest.param("IMMEDIATE", marks=pytest.mark.soak)])
async def test_a_lock_longer_than_the_wait_delays_and_loses_nothing(folder: Path, how: str) -> None:
    """Rule: no notification; the screen says saving or not saved yet; then all is there in order."""
    await _locked(folder, how, 4, RetryPolicy(busy=0.1, first=0.05, longest=0.1))


@pytest.mark.soak
@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_lock_of_ten_seconds_with_the_default_retry_policy(folder: Path, how: str) -> None:
    """Rule: as a backup program may lock it."""
    await _locked(folder, how, 200, RetryPolicy())


async def test_the_list_of_sessions_survives_a_lock(folder: Path) -> None:
    """Rule: it shows the last known list, and says why."""
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        with _lock(window.store.path, "EXCLUSIVE"):
            await window.type("/sessions", "enter")
            await window.until(lambda: any("holds the database" in notice for notice in window.notices))
            assert window.app.is_running


async def test_a_second_window_only_reads_until_it_takes_over(folder: Path) -> None:
    """Rule: then the first one may only read; each note is there once, in order, and every refused one is reported."""
    async with open_window(folder) as first:
        await first.type("by the first", "enter")
        await first.until_saved()
        async with open_window(folder, session_id=first.session_id, clock=first.clock) as second:
            assert "read only" in second.says("kinds")
            await second.type("not taken", "enter")
            assert [note.text for note in second.session.book.notes] == ["by the first"]
            await second.type("", "ctrl+u")
            await second.type("/take-over", "enter")
            await second.type("by the second", "enter")
            await second.until_saved()
        await first.type("too late", "enter")
        await first.until(lambda: "read only" in first.says("kinds"))
        assert first.stored() == ["by the first", "by the second"]
        assert first.app.screen.query_one(CaptureLine).value == "too late"
        await first.type("", "ctrl+t")
        await first.type("", "enter")
        await first.until(lambda: first.stored() == ["by the first", "by the second", "too late"])


A_TURN = 15.0
"""Seconds to wait for a turn: SQLite has no queue, so on a busy machine the other process may get many turns in a row."""


def test_two_processes_with_two_sessions_of_one_file_lose_nothing(tmp_path: Path) -> None:
    """Rule: their transactions take turns."""
    database, one, two = tmp_path / "room.db", played_day(), played_day("rank")
    with (
        victim(write_day, database, one, ..., None, 0.001, A_TURN) as first,
        victim(write_day, database, two, ..., None, 0.001, A_TURN) as second,
    ):
        for day_writer in (first, second):
            while not day_writer.lines or day_writer.lines[-1] != "end":
                assert day_writer.read(20)
            failures = [line for line in day_writer.lines if line.startswith("failed")]
            assert failures == [], "to wait for a turn is no failure"
    survival_of = {day[0][0].after.id: day for day in (one, two)}
    store = Database(database, SystemClock())
    assert {summary.id for summary in store.summaries()} == set(survival_of)
    for day in (one, two):
        found = Session.of(store.load(session_id(day)))
        assert tuple(found.book.notes) == tuple(Session.of(after(day, len(day))).book.notes)


def test_a_window_that_was_killed_leaves_its_session_free(tmp_path: Path) -> None:
    """Rule: the next window needs no take-over."""
    database, day = tmp_path / "room.db", played_day("rank")
    with victim(write_day, database, day[:20], ..., None, 0.001) as day_writer:
        day_writer.wait_for(20)
        day_writer.kill()
    goes_on(database, day, survival(database, day[:20], day_writer.last("saved")).count)


def test_simultaneous_exports_are_complete_and_never_overwrite_each_other(tmp_path: Path) -> None:
    """Rule: eight threads at the same time in one folder, each with another document, have eight whole files."""
    contents = [f"{number}\n" * 20_000 for number in range(8)]
    written: list[Path] = []

    def write(content: str) -> None:
        written.append(write_beside(tmp_path / "documents" / "report.md", content))

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((tmp_path / "documents").iterdir()) == sorted(written)
    assert sorted(path.read_text(encoding="utf-8") for path in written) == contents


def test_simultaneous_exports_of_one_report_are_one_file(tmp_path: Path) -> None:
    """Rule: the same report is not written twice, also not by eight threads at the same time."""
    database, day = tmp_path / "room.db", played_day()
    store = Database(database, SystemClock())
    session, reading = Session.of(after(day, len(day))), SystemClock().read()
    publisher = ReportPublisher(store, tmp_path / "documents")
    written: list[Path] = []
    failures: list[Exception] = []

    def export() -> None:
        try:
            written.append(publisher.export(session, reading))
        except Exception as error:  # noqa: BLE001 - reported below
            failures.append(error)

    threads = [threading.Thread(target=export) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(written) == 8
    assert len(set(written)) == 1
    expected = publisher.render(session, reading)
    assert {path.read_text(encoding="utf-8") for path in written} == {expected}
    assert list((tmp_path / "documents").iterdir()) == written[:1]
