"""The contract of ``domain.ports.Store``: submitted changes become durable, are reported and can be loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.store_events import DraftSaved, Opened, Saved, SaveFailed, StoreEvent
from tests.contracts.places import Place
from tests.contracts.records import DRAFT, ONE_OF_EACH, Open, box, every_record, store_and_close
from tests.store.builders import SESSION, RecordingListener, captured, head, new, texts


def test_a_later_window_loads_the_submitted_records(place: Place) -> None:
    """One record of each kind, submitted in reverse order: each returns unchanged."""
    store_and_close(place, new(*reversed(ONE_OF_EACH)))
    loaded = place.window().load(SESSION)
    back = every_record(loaded)
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
    """Nobody undoes more than that."""
    store_and_close(place, new(head()), *(captured(serial) for serial in range(203)))
    numbers = [step.number for step in place.window().load(SESSION).undo_steps]
    assert numbers == list(range(4, 204))


def test_a_missing_session_is_not_found(place: Place) -> None:
    """Neither in an empty place nor beside another session."""
    with pytest.raises(NotFound):
        place.window().load(SESSION)
    store_and_close(place, new(head()))
    with pytest.raises(NotFound):
        place.window().load("other")


def test_waiting_changes_are_loaded_too(place: Place) -> None:
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
    """When Saved is reported, another window can read the changes."""
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
    """The tickets of ``submit`` are reported one by one, after Opened."""
    window, listener = opened()
    tickets = [window.submit(SESSION, new(head()))]
    tickets += [window.submit(SESSION, captured(serial)) for serial in range(30)]
    assert window.close(20)
    assert listener.tickets == tickets == sorted(set(tickets))
    assert isinstance(listener.events[0], Opened)


def test_a_store_starts_once(opened: Open) -> None:
    """A second listener would get only some of the events."""
    window, _ = opened()
    with pytest.raises(RuntimeError):
        window.start(lambda _: None)


def test_closing_a_window_that_was_never_started_writes_the_waiting_changes(place: Place) -> None:
    """Nothing is lost; a window without changes closes immediately."""
    window = place.window()
    window.submit(SESSION, new(head()))
    window.save_draft(SESSION, DRAFT)
    assert window.close(20)
    assert window.unsaved() == ()
    assert place.window().load(SESSION).info == head()
    assert place.window().draft(SESSION) == DRAFT
    assert place.window().close(20)


def test_failed_writes_are_reported_kept_and_written_later_in_order(place: Place, opened: Open) -> None:
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
    """The unsaved changes are still available."""
    store_and_close(place, new(head()))
    window = place.window()
    with place.unwritable():
        window.start(RecordingListener())
        window.submit(SESSION, captured(0))
        assert not window.close(0.05)
    assert window.unsaved() == ((SESSION, tuple(captured(0))),)


def test_a_draft_is_kept_replaced_and_cleared(place: Place, opened: Open) -> None:
    """The latest one counts, immediately in this window and after storing in others; None removes it."""
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


def test_a_draft_goes_with_the_note_that_is_made_of_it(place: Place) -> None:
    """At no moment the file has both, or a crash would bring the beginning of the note back as a draft; nor neither."""
    drafts: list[Draft | None] = []

    def look(event: StoreEvent) -> None:
        if isinstance(event, Saved):
            drafts.append(place.window().draft(SESSION))

    window, listener = place.window(), RecordingListener(look)
    window.start(listener)
    window.submit(SESSION, new(head()))
    window.save_draft(SESSION, DRAFT)
    listener.wait_for(DraftSaved)
    window.submit(SESSION, captured(0), ends_draft=True)
    assert window.draft(SESSION) is None
    listener.wait_for(Saved, 2)
    assert drafts == [None, None]
    window.save_draft(SESSION, DRAFT)
    listener.wait_for(DraftSaved, 2)
    with place.unwritable():
        window.submit(SESSION, captured(1), ends_draft=True)
        listener.wait_for(SaveFailed)
        assert window.draft(SESSION) is None
        assert window.unsaved() == ((SESSION, tuple(captured(1))),)
    assert window.close(20)
    assert place.window().draft(SESSION) is None


def test_a_draft_that_is_begun_after_the_note_stays(place: Place) -> None:
    """The next note is half typed before the last one is in the file."""
    window = place.window()
    window.submit(SESSION, new(head()))
    window.save_draft(SESSION, Draft("the last note", Kind.CHALLENGE))
    window.submit(SESSION, captured(0), ends_draft=True)
    window.save_draft(SESSION, DRAFT)
    window.start(RecordingListener())
    assert window.draft(SESSION) == DRAFT
    assert window.close(20)
    assert place.window().draft(SESSION) == DRAFT


def test_changes_are_written_before_a_draft_that_was_given_earlier(place: Place) -> None:
    """A note matters more than a draft."""
    window, listener = place.window(), RecordingListener()
    window.save_draft(SESSION, DRAFT)
    window.submit(SESSION, new(head()))
    window.start(listener)
    assert window.close(20)
    assert [type(event) for event in listener.events] == [Opened, Saved, DraftSaved]


def _until(holds: Callable[[], bool], listener: RecordingListener) -> None:
    """Wait for one more stored draft unless it is there already."""
    if not holds():
        listener.wait_for(DraftSaved, 2)
    assert holds()
