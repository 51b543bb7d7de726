"""What was erased elsewhere is erased from the file of an open window, which goes on as if nothing had been."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.erased_elsewhere import WithoutErased
from breakout_tui.domain.erased_words import ERASED
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.store_events import BackupFailed, HeldElsewhere, Saved
from breakout_tui.domain.versions import Erasure
from breakout_tui.store.backups import folder_of
from breakout_tui.store.database import Database
from breakout_tui.store.erasure_keeper import ErasureKeeper, NotErasedYet
from breakout_tui.store.erasure_records import erased_name, erased_note
from tests.domain.day import NINE
from tests.domain.example import Talk
from tests.faults.open_window import files_no_longer_than
from tests.hub.served import wait_until
from tests.store.builders import RecordingListener, database
from tests.store.file_replicas import first_file
from tests.stored import records_of

SECRET = "Zebrafinch budgets"


@dataclass
class Window:
    """A window that has a session open, without a screen."""

    store: Database
    session: Session
    keeper: ErasureKeeper
    heard: RecordingListener = field(default_factory=RecordingListener)
    submitted: int = 0

    def does(self, command: c.Command) -> None:
        """Carry out a command, and store it."""
        outcome = decide(self.session, command, Reading("boot-1", 9000.0, NINE))
        self.store.submit(self.session.id, outcome.changes)
        self.session, self.submitted = outcome.session, self.submitted + 1

    def says(self, text: str) -> None:
        """A statement that is saved."""
        self.does(c.Capture(text, Kind.CHALLENGE))
        self.heard.wait_for(Saved, self.submitted)

    def offered(self) -> WithoutErased:
        """What the keeper offers, once it has worked it out."""
        wait_until(lambda: self.keeper.offered_for(self.session.id) is not None, "nothing is offered")
        found = self.keeper.offered_for(self.session.id)
        assert found is not None
        return found

    def agrees(self) -> None:
        """As the screen does at a beat."""
        offered = self.offered()
        assert self.keeper.begin(offered)
        if offered.session is not None:
            self.session = offered.session

    def is_done(self, *erasures: Erasure) -> bool:
        """Whether it has erased these."""
        try:
            self.keeper.take(erasures)
        except NotErasedYet:
            return False
        return True

    def erases(self, *erasures: Erasure) -> None:
        """Tell it, agree, and wait."""
        assert not self.is_done(*erasures)
        self.agrees()
        wait_until(lambda: self.is_done(*erasures), "it was not erased")

    @property
    def bytes(self) -> bytes:
        """The file, the journal beside it and all backups."""
        folders = (self.store.path.parent, folder_of(self.store.path))
        return b"".join(
            each.read_bytes() for folder in folders for each in folder.glob("*") if each.is_file()
        )


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """One that has changed a statement, with a backup of before."""
    talk = Talk(c.EditDetails(rule=AttributionRule.NAMED))
    talk.say(Kind.CHALLENGE, SECRET)
    talk.say(Kind.CHALLENGE, "Pay once, says Ana Silva")
    path = first_file(talk, tmp_path / "room.db").path
    backup = folder_of(path) / "room-1.db"
    backup.parent.mkdir(exist_ok=True)
    backup.write_bytes(path.read_bytes())
    store = database(path)
    keeper = store.erasing(settled=0.0, retry=0.02)
    made = Window(store, Session.of(store.load(talk.session.id)), keeper)
    store.start(made.heard)
    made.does(c.EditNote(0, f"{SECRET}, again"))
    made.says("Shared data")
    yield made
    keeper.close()
    assert store.close(20)
    assert made.heard.holders == []


def note_erased(window: Window) -> Erasure:
    """The erasure of the first statement."""
    return erased_note(window.session.id, window.session.book[0].id)


def stored(window: Window) -> Session:
    """The session as it is in the file."""
    return Session.of(database(window.store.path).load(window.session.id))


def test_a_statement_is_erased_under_the_open_window(window: Window) -> None:
    """Rule: from file, journal and backups; the window shows it so, has the session still, and what it writes next is taken."""
    assert SECRET.encode() in window.bytes
    window.erases(note_erased(window))
    assert SECRET.encode() not in window.bytes
    assert window.session.book[0].text == ERASED
    window.says("Said later")
    window.does(c.Undo())
    window.says("And more")
    window.store.save_draft(window.session.id, Draft("half a sen", Kind.CHALLENGE))
    assert window.store.close(20)
    assert window.heard.of(HeldElsewhere) == []
    assert [each.text for each in stored(window).book.notes] == [
        each.text for each in window.session.book.notes
    ]
    assert SECRET.encode() not in window.bytes


def test_a_name_is_erased_everywhere(window: Window) -> None:
    """Rule: also in wordings and steps of undo; what is typed of it afterwards is another matter."""
    window.erases(erased_name("Ana Silva"))
    assert b"Silva" not in window.bytes
    window.says("Silva, a place")
    assert "Silva, a place" in [each.text for each in stored(window).book.notes]


def test_what_is_saved_in_between_is_never_lost(window: Window) -> None:
    """Rule: what was worked out of an older state is not used; it is worked out again."""
    erasure = note_erased(window)
    assert not window.is_done(erasure)
    old = window.offered()
    window.says("In between")
    assert not window.keeper.begin(old)
    window.agrees()
    window.says("While it is erased")
    wait_until(lambda: window.is_done(erasure), "it was not erased")
    window.says("Afterwards")
    texts = [each.text for each in stored(window).book.notes]
    assert texts[-3:] == ["In between", "While it is erased", "Afterwards"]
    assert SECRET.encode() not in window.bytes


def test_nothing_is_erased_before_the_window_agrees(window: Window) -> None:
    """Rule: it would write back what it has; it is asked for the session that it has open, and told nothing twice."""
    erasure = note_erased(window)
    assert not window.keeper.is_waiting
    assert not window.is_done(erasure)
    assert window.keeper.is_waiting
    offered = window.offered()
    assert window.keeper.offered_for("0193-other") is None
    assert not window.keeper.begin(offered)
    assert SECRET.encode() in window.bytes
    window.agrees()
    wait_until(lambda: window.is_done(erasure), "it was not erased")
    assert not window.keeper.is_waiting
    assert window.is_done(erasure)


def test_what_fails_is_tried_again(window: Window) -> None:
    """Rule: on a full disk the file stays whole, the window goes on, and the erasure is done when there is room."""
    erasure = note_erased(window)
    assert not window.is_done(erasure)
    with files_no_longer_than(4096):
        window.agrees()
        threading.Event().wait(0.1)
        assert not window.is_done(erasure)
    wait_until(lambda: window.is_done(erasure), "it was not erased")
    window.says("Room again")
    assert SECRET.encode() not in window.bytes


def test_another_window_of_the_file_comes_first(window: Window) -> None:
    """Rule: it could write back the words; once it is closed they are erased."""
    other = database(window.store.path)
    other.start(heard := RecordingListener())
    second = Talk().session
    other.submit(second.id, [Change(None, each) for each in records_of(second)])
    heard.wait_for(Saved, 1)
    erasure = note_erased(window)
    assert not window.is_done(erasure)
    window.agrees()
    threading.Event().wait(0.1)
    assert not window.is_done(erasure)
    assert other.close(20)
    wait_until(lambda: window.is_done(erasure), "it was not erased")


def test_a_backup_that_can_t_be_cleaned_is_named(window: Window) -> None:
    """Rule: it is never removed; the file is erased all the same."""
    broken = folder_of(window.store.path) / "room-2.db"
    broken.write_bytes(b"SQLite format 3\0" + SECRET.encode() * 100)
    window.erases(note_erased(window))
    (told,) = window.heard.of(BackupFailed)
    assert isinstance(told, BackupFailed)
    assert str(broken) in told.problem
    assert broken.exists()
    assert SECRET.encode() not in window.store.path.read_bytes()


def test_a_window_that_saves_without_a_pause_agrees_in_between(window: Window) -> None:
    """Rule: erasures that come one after the other while it captures, undoes and types: file and window end the same."""
    chance, erasures = random.Random(7), [note_erased(window), erased_name("Ana Silva")]
    told: list[Erasure] = []
    waiting = threading.Event()
    for turn in range(4000):
        if turn in (20, 60):
            told.append(erasures.pop(0))
        if told and window.is_done(*told) and not erasures:
            break
        offered = window.keeper.offered_for(window.session.id) if window.keeper.is_waiting else None
        if offered is not None and window.keeper.begin(offered) and offered.session is not None:
            window.session = offered.session
        if (what := chance.random()) < 0.05 and window.submitted < 60:
            window.does(c.Capture(f"Turn {turn}", Kind.CHALLENGE))
        elif what < 0.06 and window.submitted < 60:
            window.does(c.Undo())
        elif what < 0.08:
            window.store.save_draft(window.session.id, Draft(f"turn {turn}", Kind.CHALLENGE))
        waiting.wait(0.003)
    else:
        raise AssertionError("it was not erased")
    assert window.store.close(20)
    assert window.heard.of(HeldElsewhere) == []
    assert stored(window).book.notes == window.session.book.notes
    assert SECRET.encode() not in window.bytes
    assert b"Silva" not in window.bytes
