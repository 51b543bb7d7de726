"""The contract of ``domain.ports.Store``: sessions of other rooms, which were gathered into the file, are only read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.missing import missing_of
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.records import Record, UndoStep
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Saved
from breakout_tui.domain.summary import Gathered, missing_words
from breakout_tui.domain.timeline import PhaseRun, Span
from tests.contracts.places import Place
from tests.contracts.records import DRAFT, Open, store_and_close
from tests.store.builders import NINE, SESSION, captured, head, new, note, texts

ANNEX = "annex-session"


def gathered(place: Place, *, session_id: str = SESSION) -> None:
    """A stored session of another room, with one note."""
    store_and_close(
        place, new(head(session_id)), captured(0, "theirs", session_id=session_id), session_id=session_id
    )
    place.gather(session_id)


@pytest.mark.parametrize("takes_over", [False, True])
def test_nothing_is_written_to_another_rooms_session(place: Place, opened: Open, *, takes_over: bool) -> None:
    """Rule: neither a change nor a draft is written, and no claim is made, also where it is taken over; it is told once."""
    gathered(place)
    window, heard = opened(loads=True)
    if takes_over:
        window.take_over(SESSION)
    window.submit(SESSION, captured(1, "ours"))
    heard.wait_for(HeldElsewhere)
    window.save_draft(SESSION, DRAFT)
    heard.wait_for(HeldElsewhere, 2)
    assert heard.holders == ["the room that it was gathered from"] * 2
    assert not window.close(20)
    other = place.window()
    assert texts(other.load(SESSION)) == ["theirs"]
    assert other.draft(SESSION) is None
    assert other.holder(SESSION) == ""
    assert (heard.tickets, heard.drafts) == ([], 0)


def test_our_own_sessions_beside_it_are_written(place: Place, opened: Open) -> None:
    """Rule: what is refused for another room's session keeps nothing else waiting."""
    gathered(place, session_id=ANNEX)
    window, heard = opened()
    window.submit(ANNEX, captured(1, "ours", session_id=ANNEX))
    window.submit(SESSION, new(head()))
    window.save_draft(SESSION, DRAFT)
    heard.wait_for(Saved)
    heard.wait_for(DraftSaved)
    assert (window.is_gathered(ANNEX), window.is_gathered(SESSION)) == (True, False)


def test_the_lists_put_other_rooms_behind_our_own(place: Place) -> None:
    """Rule: our own come newest first; then those of other rooms by room (Room 2 before Room 10), round and day."""
    stored = [
        ("late", "Room 10", 1, 9, True),
        ("second", "Room 2", 2, 1, True),
        ("first", "room 2", 1, 5, True),
        ("again", "Room 2", 1, 6, True),
        ("nowhere", "", 1, 7, True),
        ("old", "Room 1", 1, 0, False),
        ("new", "Room 1", 2, 2, False),
    ]
    for session_id, room, round_, minutes, is_theirs in stored:
        made = head(session_id, room=room, round=round_, created_at=NINE + timedelta(minutes=minutes))
        store_and_close(place, new(made), session_id=session_id)
        if is_theirs:
            place.gather(session_id)
    found = place.window().summaries()
    assert [each.id for each in found] == ["new", "old", "nowhere", "again", "second", "first", "late"]
    assert [each.is_gathered for each in found] == [False] * 2 + [True] * 5


def test_the_latest_session_is_our_own(place: Place) -> None:
    """Rule: what goes on without a session being named goes on with ours; another room's only if there is no other."""
    store_and_close(place, new(head(ANNEX, created_at=NINE + timedelta(hours=1))), session_id=ANNEX)
    place.gather(ANNEX)
    assert place.window().latest() == ANNEX
    store_and_close(place, new(head()))
    assert place.window().latest() == SESSION


def test_a_summary_says_what_is_missing_of_another_rooms_session(place: Place) -> None:
    """Rule: which phases never began, and how many outputs were not read back; of ours it says neither."""
    morning = PhaseRun("run", SESSION, "morning", NINE, 600, 0, ended_at=NINE + timedelta(hours=2))
    unread = replace(note(0), kind=Kind.PRINCIPLE)
    notes = (
        unread,
        replace(unread, id="agreed", serial=1, number=2, read_back=ReadBack.AGREED),
        replace(unread, id="gone", serial=2, number=3, deleted=True),
        replace(unread, id="merged", serial=3, number=4, merged_into=0),
        note(4),
    )
    store_and_close(place, new(head(), morning, *notes))
    (ours,) = place.window().summaries()
    assert ours.gathered is None
    place.gather(SESSION)
    (theirs,) = place.window().summaries()
    assert theirs == ours._replace(gathered=Gathered(NINE + timedelta(hours=2), ("Afternoon",), 1))
    session = Session.of(place.window().load(SESSION))
    words = missing_words("", ("Afternoon",), 1)
    assert missing_of(session) == words == ("no “Afternoon”", "1 not read back")


LATE = NINE + timedelta(hours=3)


@pytest.mark.parametrize(
    "record",
    [
        PhaseRun("run", SESSION, "morning", NINE, 600, 0, ended_at=LATE),
        PhaseRun("run", SESSION, "morning", LATE, 600, 0),
        Span("span", SESSION, "morning", None, NINE, LATE),
        Span("span", SESSION, "morning", None, LATE),
        replace(note(0), captured_at=LATE),
        UndoStep("step", SESSION, 1, "edited", LATE, ()),
        head(created_at=LATE),
    ],
    ids=["end of phase", "start of phase", "end of box", "start of box", "note", "change of note", "session"],
)
def test_a_summary_says_up_to_when_another_rooms_session_is_here(place: Place, record: Record) -> None:
    """Rule: up to its last record of any sort."""
    early = (head(), PhaseRun("run", SESSION, "morning", NINE, 600, 0), note(0))
    kept = (each for each in early if (type(each), each.id) != (type(record), record.id))
    store_and_close(place, new(*kept, record))
    place.gather(SESSION)
    (theirs,) = place.window().summaries()
    assert theirs.gathered is not None
    assert theirs.gathered.up_to == LATE
