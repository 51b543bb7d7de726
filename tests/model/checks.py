"""What must be true after a read of the terminal, and after a day."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import pace
from breakout_tui.domain.records import Record, SessionInfo
from breakout_tui.domain.session import Session
from breakout_tui.report.compose import compose, covering
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from tests.domain.test_votes_of_any_day import assert_explained
from tests.faults.open_window import Window
from tests.model.paper import Paper
from tests.plain_ids import place_of_each, with_plain_ids
from tests.report.rendering import render
from tests.report.test_no_word_is_lost import assert_complete
from tests.stored import records_of


def check_moment(paper: Paper, window: Window) -> None:
    """What was typed is in the line, all of it and nothing else; and the screen shows the time that the boxes have."""
    typing = window.live.room.typing
    if paper.editing is None:
        assert typing.text == paper.in_line, f"{typing.text!r} is in the line, not {paper.in_line!r}"
    else:
        assert paper.line.splitlines()[-1] in typing.text
    assert typing.line.editing is None or paper.editing is not None
    window.app.beat()
    shown = with_plain_ids(window.session, window.live.pace)
    assert shown == with_plain_ids(paper.session, pace(paper.session, paper.reading()))


def check_day(paper: Paper, window: Window) -> None:
    """Everything that is promised."""
    session = window.session
    assert _played(session) == _played(paper.session)
    _check_statements(paper, session)
    reading = window.clock.read()
    expected = with_plain_ids(paper.session, pace(paper.session, reading))
    assert with_plain_ids(session, pace(session, reading)) == expected
    markdown = render(compose(session, reading))
    assert_complete(session, markdown)
    assert_complete(covering(session, "morning"), render(compose(session, reading, until="morning")))
    for ranking in agreed_lists(session):
        assert_explained(session, ranking)
    fresh = Database(window.store.path, window.clock, retry_policy=RetryPolicy(busy=2.0))
    stored = Session.of(fresh.load(window.session_id))
    _check_records(session, stored)
    assert render(compose(stored, reading)) == markdown


def _check_records(expected: Session, found: Session) -> None:
    """Note by note, box by box, vote by vote, undo steps and all."""
    assert _comparable(found) == _comparable(expected)


def _played(session: Session) -> list[str]:
    """The records of one play: those of another have other ids."""
    return sorted(with_plain_ids(session, record) for record in _comparable(session).values())


def _comparable(session: Session) -> dict[str, Record]:
    """The records by id. Whether the attribution rule is locked depends on when a draft is saved."""
    return {
        f"{type(record).__name__} {record.id}": replace(record, rule_locked=True)
        if isinstance(record, SessionInfo)
        else record
        for record in records_of(session)
    }


def _check_statements(paper: Paper, session: Session) -> None:
    """Each statement is one note, in the order given, with its words, its time and, unless it was moved, its box."""
    assert len(session.book) == len(paper.said)
    here, there = place_of_each(session), place_of_each(paper.session)
    for note, said in zip(session.book.notes, paper.said, strict=True):
        assert any(said.text in words for words in _wordings(note)), (note, said)
        assert note.serial in paper.moved or here.get(note.box_id or "") == there.get(said.box_id or "")


def _wordings(note: Note) -> list[str]:
    """What a note says, and what it said before."""
    return [note.text, *(wording.text for wording in note.wordings)]
