"""The contract of ``domain.ports.Store``: the list of sessions, and previews of large ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import PhaseRun
from tests.contracts.places import PREVIEW_FROM, Place
from tests.contracts.records import DRAFT, ONE_OF_EACH, Open, store_and_close
from tests.store.builders import NINE, SESSION, captured, head, new, note


def test_summaries_come_newest_first(place: Place) -> None:
    """By the time of creation, not by the order of storing; sessions of one second by their id."""
    for session_id, minutes in (("b", 5), ("a", 5), ("newest", 9), ("oldest", 0)):
        made = head(session_id, created_at=NINE + timedelta(minutes=minutes))
        store_and_close(place, new(made), session_id=session_id)
    assert [summary.id for summary in place.window().summaries()] == ["newest", "b", "a", "oldest"]


def test_a_summary_agrees_with_its_session(place: Place, opened: Open) -> None:
    """Stored or still waiting: the same words and counts; deleted notes are not counted."""
    info = head(room="Room 2", people=24, facilitator="F", rapporteur="R", groups=("G",), known=("Norway",))
    changes = new(info, note(0), replace(note(1), deleted=True), *ONE_OF_EACH[1:4])
    waiting = place.window()
    waiting.submit(SESSION, changes)
    (before,) = waiting.summaries()
    assert waiting.close(20)
    (after,) = place.window().summaries()
    assert before == after
    assert (after.room, after.people, after.facilitator, after.rapporteur) == ("Room 2", 24, "F", "R")
    assert (after.groups, after.known, after.theme_id, after.theme_title) == (
        ("G",),
        ("Norway",),
        "t",
        "Theme",
    )
    assert (after.notes, after.stage, after.archived) == (1, Stage.RUNNING, False)


@pytest.mark.parametrize(
    ("runs", "stage"),
    [
        ((), Stage.READY),
        ((("morning", None),), Stage.RUNNING),
        ((("morning", 1),), Stage.BETWEEN),
        ((("morning", 1), ("afternoon", None)), Stage.RUNNING),
        ((("morning", 1), ("afternoon", 2)), Stage.DONE),
    ],
)
def test_a_summary_has_the_stage_of_the_day(place: Place, runs: Any, stage: Stage) -> None:
    """It follows from the phases so far."""
    held = [
        PhaseRun(
            name,
            SESSION,
            name,
            NINE,
            600,
            0,
            ended_at=None if hours is None else NINE + timedelta(hours=hours),
        )
        for name, hours in runs
    ]
    store_and_close(place, new(head(), *held))
    (summary,) = place.window().summaries()
    assert summary.stage == stage


def test_latest_is_the_newest_session_that_is_not_archived(place: Place) -> None:
    """None without a session."""
    assert place.window().latest() is None
    for session_id, minutes in (("middle", 5), ("newest", 9), ("oldest", 0)):
        made = head(session_id, created_at=NINE + timedelta(minutes=minutes), archived=session_id == "newest")
        store_and_close(place, new(made), session_id=session_id)
    assert place.window().latest() == "middle"


def test_a_preview_is_the_whole_session_without_its_notes_outcomes_and_undo_steps(place: Place) -> None:
    """So the screen shows nothing that the whole session would contradict."""
    store_and_close(place, new(*ONE_OF_EACH, note(2, "third")))
    window = place.window()
    preview, whole = window.preview(SESSION), window.load(SESSION)
    assert preview is not None
    assert preview == whole._replace(
        notes=(), tallies=(), rankings=(), report_back=None, heard_again=(), undo_steps=(), phone_votes=()
    )
    assert len(preview.boxes) == 2


def test_a_session_of_few_notes_has_no_preview(place: Place) -> None:
    """Reading the whole session is as fast. A missing session has no preview either."""
    store_and_close(place, new(head(), *(note(serial) for serial in range(PREVIEW_FROM - 1))))
    assert place.window().preview(SESSION) is None
    assert place.window().preview("other") is None
    store_and_close(place, new(note(PREVIEW_FROM - 1)))
    assert place.window().preview(SESSION) is not None


def test_there_is_no_preview_while_something_waits_or_a_draft_is_stored(place: Place) -> None:
    """A draft may edit a note, and waiting changes belong to the session: both need the whole session."""
    store_and_close(place, new(head(), *(note(serial) for serial in range(PREVIEW_FROM))))
    waiting = place.window()
    waiting.submit(SESSION, captured(PREVIEW_FROM))
    assert waiting.preview(SESSION) is None
    assert waiting.close(20)
    assert place.window().preview(SESSION) is not None
    drafting = place.window()
    drafting.save_draft(SESSION, DRAFT)
    assert drafting.preview(SESSION) is None
    assert drafting.close(20)
    assert place.window().preview(SESSION) is None
