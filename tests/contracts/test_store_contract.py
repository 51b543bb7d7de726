"""The contract of ``domain.ports.Store``: each rule holds for the database and for the store in memory of the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.errors import NotFound, OutputExists, StoreError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ports import Store
from breakout_tui.domain.programme import PhaseName, StepKind
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort, Tally
from breakout_tui.domain.records import Change, Draft, HeardAgain, Record, ReportBack
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Opened, Saved, SaveFailed, StoreEvent
from breakout_tui.domain.timeline import PhaseRun, Span
from tests.contracts.places import PREVIEW_FROM, DatabasePlace, MemoryPlace, Place
from tests.store.builders import NINE, SESSION, RecordingListener, captured, head, new, note, texts

DRAFT = Draft("half a line", Kind.PRINCIPLE, None)


@pytest.fixture(params=[DatabasePlace, MemoryPlace], ids=["database", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, or empty memory."""
    made: Place = request.param(tmp_path)
    return made


Open = Callable[..., tuple[Store, RecordingListener]]


@pytest.fixture
def opened(place: Place, request: pytest.FixtureRequest) -> Open:
    """Opens windows that have been started; they are closed after the test."""

    def open_one(name: str = "room.db", *, loads: bool = False) -> tuple[Store, RecordingListener]:
        store, listener = place.window(name), RecordingListener()
        if loads:
            store.load(SESSION)
        store.start(listener)
        request.addfinalizer(lambda: store.close(0.05))
        return store, listener

    return open_one


def store_and_close(
    place: Place, *batches: list[Change], session_id: str = SESSION, name: str = "room.db"
) -> None:
    """A window writes these and is closed."""
    window = place.window(name)
    for batch in batches:
        window.submit(session_id, batch)
    assert window.close(20)


def box(number: int, title: str = "Box") -> Box:
    """A box of the morning."""
    return Box(
        f"box-{number}", SESSION, PhaseName.MORNING, number, "talk", "", StepKind.DISCUSS, title, 600, 60
    )


ONE_OF_EACH: tuple[Record, ...] = (
    head(room="Room 2", known=("Norway",)),
    PhaseRun("run", SESSION, PhaseName.MORNING, NINE, 7200, 0),
    box(1),
    box(2),
    Span("span-1", SESSION, PhaseName.MORNING, "box-1", NINE, NINE + timedelta(minutes=5)),
    Span("span-2", SESSION, PhaseName.MORNING, None, NINE + timedelta(minutes=5), None),
    replace(note(0, "first"), attribution="Norway", links=(1,), aliases=("P1",)),
    note(1, "second"),
    Tally("tally", SESSION, "C1", 7, 2, False),
    Ranking("ranking", SESSION, RankSort.CHALLENGES, RankMethod.HANDS, 3, cut=1),
    ReportBack("report-back", SESSION, 1, headline="In short"),
    HeardAgain("heard", SESSION, "C1", "again", 1, False),
    captured(0)[1].after,
    captured(1)[1].after,
)


def test_what_was_submitted_is_loaded_by_a_later_window(place: Place) -> None:
    """One record of each kind, submitted in the opposite order: each comes back as it was."""
    store_and_close(place, new(*reversed(ONE_OF_EACH)))
    loaded = place.window().load(SESSION)
    back = _every_record(loaded)
    assert len(back) == len(ONE_OF_EACH)
    assert all(record in back for record in ONE_OF_EACH)


def test_notes_spans_and_undo_steps_are_loaded_in_their_own_order(place: Place) -> None:
    """Notes by serial, spans by start, undo steps by number, whatever the order of submission."""
    store_and_close(place, new(*reversed(ONE_OF_EACH)))
    loaded = place.window().load(SESSION)
    assert texts(loaded) == ["first", "second"]
    assert [span.id for span in loaded.spans] == ["span-1", "span-2"]
    assert [step.number for step in loaded.undo_steps] == [1, 2]


def test_a_changed_record_replaces_the_earlier_one_and_keeps_its_place(place: Place) -> None:
    """A box that is renamed stays before the one that was put after it."""
    store_and_close(place, new(head(), box(1), box(2)), [Change(box(1), box(1, "Renamed"))])
    assert [each.title for each in place.window().load(SESSION).boxes] == ["Renamed", "Box"]


def test_the_last_two_hundred_undo_steps_are_loaded(place: Place) -> None:
    """Older ones are of no use: nobody undoes so far."""
    store_and_close(place, new(head()), *(captured(serial) for serial in range(203)))
    numbers = [step.number for step in place.window().load(SESSION).undo_steps]
    assert numbers == list(range(4, 204))


def test_a_session_that_is_not_there_is_not_found(place: Place) -> None:
    """Neither in an empty place nor beside another session."""
    with pytest.raises(NotFound):
        place.window().load(SESSION)
    store_and_close(place, new(head()))
    with pytest.raises(NotFound):
        place.window().load("other")


def test_what_waits_to_be_written_is_loaded_too(place: Place) -> None:
    """Before the window is started nothing is in the file, but this window sees it."""
    window = place.window()
    window.submit(SESSION, new(head()))
    window.submit(SESSION, captured(0, "waits"))
    assert texts(window.load(SESSION)) == ["waits"]
    assert [summary.notes for summary in window.summaries()] == [1]
    assert [session_id for session_id, _ in window.unsaved()] == [SESSION, SESSION]
    with pytest.raises(NotFound):
        place.window().load(SESSION)


def test_saved_comes_after_the_changes_are_durable(place: Place) -> None:
    """At the moment of Saved another window reads what it says is saved."""
    found: list[int] = []

    def look(event: StoreEvent) -> None:
        if isinstance(event, Saved):
            found.append(len(place.window().load(SESSION).notes))

    window = place.window()
    window.start(RecordingListener(look))
    window.submit(SESSION, new(head()))
    for serial in range(5):
        window.submit(SESSION, captured(serial))
    assert window.close(20)
    assert len(found) == 6
    assert all(count >= notes for notes, count in enumerate(found))


def test_every_ticket_is_saved_in_the_order_of_submission(opened: Open) -> None:
    """The tickets that ``submit`` gave come back one by one; Opened comes before them."""
    window, listener = opened()
    tickets = [window.submit(SESSION, new(head()))]
    tickets += [window.submit(SESSION, captured(serial)) for serial in range(30)]
    assert window.close(20)
    assert listener.tickets == tickets == sorted(set(tickets))
    assert isinstance(listener.events[0], Opened)


def test_a_store_starts_once(opened: Open) -> None:
    """A second listener would hear half."""
    window, _ = opened()
    with pytest.raises(RuntimeError):
        window.start(lambda _: None)


def test_closing_a_window_that_was_never_started_writes_what_waits(place: Place) -> None:
    """Nothing is left behind; a window without changes is closed at once."""
    window = place.window()
    window.submit(SESSION, new(head()))
    window.save_draft(SESSION, DRAFT)
    assert window.close(20)
    assert window.unsaved() == ()
    assert place.window().load(SESSION).info == head()
    assert place.window().draft(SESSION) == DRAFT
    assert place.window().close(20)


def test_what_cannot_be_written_is_told_kept_and_written_later_in_its_order(
    place: Place, opened: Open
) -> None:
    """While nothing can be written the notes are unsaved; afterwards they are all there."""
    store_and_close(place, new(head()))
    window, listener = opened()
    with place.unwritable():
        tickets = [window.submit(SESSION, captured(serial, f"note {serial}")) for serial in range(3)]
        listener.wait_for(SaveFailed)
        assert listener.problems[0]
        assert listener.tickets == []
        assert [changes for _, changes in window.unsaved()] == [
            tuple(captured(serial, f"note {serial}")) for serial in range(3)
        ]
        assert texts(window.load(SESSION)) == ["note 0", "note 1", "note 2"]
        assert texts(place.window().load(SESSION)) == []
    listener.wait_for(Saved, 3)
    assert list(dict.fromkeys(listener.tickets)) == tickets
    assert window.unsaved() == ()
    assert texts(place.window().load(SESSION)) == ["note 0", "note 1", "note 2"]


def test_closing_says_when_something_could_not_be_written(place: Place) -> None:
    """And what was to be saved can still be had."""
    store_and_close(place, new(head()))
    window = place.window()
    with place.unwritable():
        window.start(RecordingListener())
        window.submit(SESSION, captured(0))
        assert not window.close(0.05)
    assert window.unsaved() == ((SESSION, tuple(captured(0))),)


def test_a_draft_is_kept_replaced_and_cleared(place: Place, opened: Open) -> None:
    """The last one given counts, at once for this window and once stored for others; None removes it."""
    window, listener = opened()
    window.submit(SESSION, new(head()))
    assert window.draft(SESSION) is None
    window.save_draft(SESSION, Draft("ha", Kind.CHALLENGE))
    window.save_draft(SESSION, DRAFT)
    assert window.draft(SESSION) == DRAFT
    listener.wait_for(DraftSaved)
    _until(lambda: place.window().draft(SESSION) == DRAFT, listener)
    window.save_draft(SESSION, None)
    assert window.draft(SESSION) is None
    assert window.close(20)
    assert place.window().draft(SESSION) is None


def test_changes_are_written_before_a_draft_that_was_given_earlier(place: Place) -> None:
    """A note matters more than half a line."""
    window, listener = place.window(), RecordingListener()
    window.save_draft(SESSION, DRAFT)
    window.submit(SESSION, new(head()))
    window.start(listener)
    assert window.close(20)
    assert [type(event) for event in listener.events] == [Opened, Saved, DraftSaved]


def test_a_window_that_is_open_owns_the_session_it_wrote_to(place: Place, opened: Open) -> None:
    """Others learn who holds it; the owner itself, and everybody after it was closed, learns of nobody."""
    window, listener = opened()
    assert window.holder(SESSION) == ""
    window.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    assert place.window().holder(SESSION).startswith("another window")
    assert window.holder(SESSION) == ""
    assert window.close(20)
    assert place.window().holder(SESSION) == ""


def test_a_window_cannot_write_to_a_session_that_another_window_owns(place: Place, opened: Open) -> None:
    """It is told who holds it, once; what it and later changes would have written is unsaved, not loaded, not in the file."""
    _, second, heard = _two_windows(opened)
    second.submit(SESSION, captured(0, "refused"))
    heard.wait_for(HeldElsewhere)
    second.submit(SESSION, captured(1, "refused too"))
    assert not second.close(20)
    assert len(heard.holders) == 1
    assert heard.holders[0].startswith("another window")
    assert heard.tickets == []
    assert [changes for _, changes in second.unsaved()] == [
        tuple(captured(0, "refused")),
        tuple(captured(1, "refused too")),
    ]
    assert texts(second.load(SESSION)) == texts(place.window().load(SESSION)) == ["by the first"]


def test_a_draft_is_not_written_to_a_session_that_another_window_owns(place: Place, opened: Open) -> None:
    """The owner's draft stays."""
    first, second, heard = _two_windows(opened)
    first.save_draft(SESSION, DRAFT)
    assert first.draft(SESSION) == DRAFT
    second.save_draft(SESSION, Draft("mine", Kind.CHALLENGE))
    heard.wait_for(HeldElsewhere)
    assert first.close(20)
    assert second.close(20)
    assert place.window().draft(SESSION) == DRAFT


def test_taking_over_makes_the_other_window_lose_the_session(place: Place, opened: Open) -> None:
    """The next write takes it; the window that had it is told, and writes no more to it."""
    first, second, heard = _two_windows(opened)
    second.take_over(SESSION)
    assert texts(second.load(SESSION)) == ["by the first"]
    second.submit(SESSION, captured(1, "by the second"))
    heard.wait_for(Saved)
    assert second.holder(SESSION) == ""
    assert first.holder(SESSION).startswith("another window")
    first.submit(SESSION, captured(2, "too late"))
    assert not first.close(20)
    assert second.close(20)
    assert texts(place.window().load(SESSION)) == ["by the first", "by the second"]


def test_a_draft_takes_a_session_over_too(place: Place, opened: Open) -> None:
    """Half a line is written before the first Enter."""
    first, second, heard = _two_windows(opened)
    second.take_over(SESSION)
    second.load(SESSION)
    second.save_draft(SESSION, DRAFT)
    heard.wait_for(DraftSaved)
    assert first.holder(SESSION).startswith("another window")
    assert place.window().draft(SESSION) == DRAFT


def test_a_window_that_read_an_older_state_does_not_write_over_the_newer_one(
    place: Place, opened: Open
) -> None:
    """Even when nobody owns the session any more."""
    store_and_close(place, new(head()))
    stale, heard = opened(loads=True)
    store_and_close(place, captured(0, "newer"))
    assert stale.holder(SESSION) == ""
    stale.submit(SESSION, captured(0, "stale"))
    heard.wait_for(HeldElsewhere)
    assert texts(place.window().load(SESSION)) == ["newer"]


def test_hand_back_gives_what_was_kept_out_and_forgets_it(place: Place, opened: Open) -> None:
    """In its order and once; other sessions' changes are not part of it. After loading, the window can write again."""
    first, second, heard = _two_windows(opened)
    second.submit(SESSION, captured(0, "refused"))
    heard.wait_for(HeldElsewhere)
    second.submit(SESSION, captured(1, "refused too"))
    assert second.hand_back("other") == ()
    assert second.hand_back(SESSION) == (*captured(0, "refused"), *captured(1, "refused too"))
    assert second.hand_back(SESSION) == ()
    assert second.unsaved() == ()
    assert first.close(20)
    second.load(SESSION)
    second.submit(SESSION, captured(1, "captured again"))
    assert second.close(20)
    assert texts(place.window().load(SESSION)) == ["by the first", "captured again"]


def test_save_elsewhere_copies_everything_and_goes_on_there(
    place: Place, opened: Open, tmp_path: Path
) -> None:
    """The new file has what was saved before and after; the old one has only what was saved before."""
    window, listener = opened()
    window.submit(SESSION, [*new(head()), *captured(0, "before")])
    window.save_draft(SESSION, DRAFT)
    listener.wait_for(DraftSaved)
    window.save_elsewhere(tmp_path / "elsewhere.db")
    assert window.path == tmp_path / "elsewhere.db"
    window.submit(SESSION, captured(1, "after"))
    assert texts(window.load(SESSION)) == ["before", "after"]
    assert window.close(20)
    assert texts(place.window("elsewhere.db").load(SESSION)) == ["before", "after"]
    assert place.window("elsewhere.db").draft(SESSION) == DRAFT
    assert texts(place.window("room.db").load(SESSION)) == ["before"]


def test_save_elsewhere_writes_over_no_file(place: Place, opened: Open, tmp_path: Path) -> None:
    """The window goes on where it was."""
    store_and_close(place, new(head(room="kept")), name="there.db")
    window, listener = opened()
    window.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    with pytest.raises(OutputExists):
        window.save_elsewhere(tmp_path / "there.db")
    assert window.path == tmp_path / "room.db"
    assert place.window("there.db").load(SESSION).info.room == "kept"


def test_save_elsewhere_needs_a_window_that_writes(place: Place, tmp_path: Path) -> None:
    """Before it is started there is nothing to go on with."""
    with pytest.raises(StoreError):
        place.window().save_elsewhere(tmp_path / "elsewhere.db")


def test_summaries_come_newest_first(place: Place) -> None:
    """By the time of creation, not by the order of storing; sessions of one second by their id."""
    for session_id, minutes in (("b", 5), ("a", 5), ("newest", 9), ("oldest", 0)):
        made = head(session_id, created_at=NINE + timedelta(minutes=minutes))
        store_and_close(place, new(made), session_id=session_id)
    assert [summary.id for summary in place.window().summaries()] == ["newest", "b", "a", "oldest"]


def test_a_summary_says_what_the_session_says(place: Place, opened: Open) -> None:
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
    assert (after.notes, after.stage, after.archived) == (1, Stage.MORNING, False)


@pytest.mark.parametrize(
    ("runs", "stage"),
    [
        ((), Stage.READY),
        ((("morning", None),), Stage.MORNING),
        ((("morning", 1),), Stage.LUNCH),
        ((("morning", 1), ("afternoon", None)), Stage.AFTERNOON),
        ((("morning", 1), ("afternoon", 2)), Stage.DONE),
    ],
)
def test_a_summary_says_how_far_the_day_is(place: Place, runs: Any, stage: Stage) -> None:
    """By the phases held so far."""
    held = [
        PhaseRun(
            name,
            SESSION,
            PhaseName(name),
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
    """None where there is no session."""
    assert place.window().latest() is None
    for session_id, minutes in (("middle", 5), ("newest", 9), ("oldest", 0)):
        made = head(session_id, created_at=NINE + timedelta(minutes=minutes), archived=session_id == "newest")
        store_and_close(place, new(made), session_id=session_id)
    assert place.window().latest() == "middle"


def test_a_preview_is_the_whole_session_without_its_notes_outcomes_and_undo_steps(place: Place) -> None:
    """So that the screen shows nothing that the whole session says otherwise."""
    store_and_close(place, new(*ONE_OF_EACH, note(2, "third")))
    window = place.window()
    preview, whole = window.preview(SESSION), window.load(SESSION)
    assert preview is not None
    assert preview == whole._replace(
        notes=(), tallies=(), ranking=None, report_back=None, heard_again=(), undo_steps=()
    )
    assert len(preview.boxes) == 2


def test_a_session_of_few_notes_has_no_preview(place: Place) -> None:
    """Reading it whole is as quick; nor has a session that is not there."""
    store_and_close(place, new(head(), *(note(serial) for serial in range(PREVIEW_FROM - 1))))
    assert place.window().preview(SESSION) is None
    assert place.window().preview("other") is None
    store_and_close(place, new(note(PREVIEW_FROM - 1)))
    assert place.window().preview(SESSION) is not None


def test_there_is_no_preview_while_something_waits_or_a_draft_is_stored(place: Place) -> None:
    """A draft may edit a note, and what waits belongs to the session: both need the whole of it."""
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


def _two_windows(opened: Open) -> tuple[Store, Store, RecordingListener]:
    """A first window that owns a session with one note, a second one that has read it, and what the second hears."""
    first, first_heard = opened()
    first.submit(SESSION, [*new(head()), *captured(0, "by the first")])
    first_heard.wait_for(Saved)
    second, heard = opened(loads=True)
    return first, second, heard


def _until(holds: Callable[[], bool], listener: RecordingListener) -> None:
    """Wait for one more stored draft unless it is there already."""
    if not holds():
        listener.wait_for(DraftSaved, 2)
    assert holds()


def _every_record(stored: SessionRecords) -> list[Record]:
    singles = [record for record in (stored.ranking, stored.report_back) if record is not None]
    return [
        stored.info,
        *stored.runs,
        *stored.boxes,
        *stored.spans,
        *stored.notes,
        *stored.tallies,
        *singles,
        *stored.heard_again,
        *stored.undo_steps,
    ]
