"""The contract of ``domain.ports.Store``: one window owns a session, and everything can be saved elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain.errors import OutputExists, StoreError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ports import Store
from breakout_tui.domain.records import Draft
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Saved
from tests.contracts.places import Place
from tests.contracts.records import DRAFT, Open, store_and_close
from tests.store.builders import SESSION, RecordingListener, captured, head, new, texts


def test_a_window_that_is_open_owns_the_session_it_wrote_to(place: Place, opened: Open) -> None:
    """Other windows learn the holder; for the owner, and after it has closed, there is no holder."""
    window, listener = opened()
    assert window.holder(SESSION) == ""
    window.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    assert place.window().holder(SESSION).startswith("another window")
    assert window.holder(SESSION) == ""
    assert window.close(20)
    assert place.window().holder(SESSION) == ""


def test_a_window_cannot_write_to_a_session_that_another_window_owns(place: Place, opened: Open) -> None:
    """It learns the holder once. This and later changes are unsaved: neither loaded nor in the file."""
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
    """The next write takes it; the former owner is notified, and can no longer write."""
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
    """A draft is written before the first Enter."""
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


def test_hand_back_returns_the_refused_changes_once(place: Place, opened: Open) -> None:
    """In their order, without changes of other sessions. After loading, the window can write again."""
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


def test_save_elsewhere_copies_everything_and_continues_there(
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


def test_save_elsewhere_overwrites_no_file(place: Place, opened: Open, tmp_path: Path) -> None:
    """The window continues in its old file."""
    store_and_close(place, new(head(room="kept")), name="there.db")
    window, listener = opened()
    window.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    with pytest.raises(OutputExists):
        window.save_elsewhere(tmp_path / "there.db")
    assert window.path == tmp_path / "room.db"
    assert place.window("there.db").load(SESSION).info.room == "kept"


def test_save_elsewhere_needs_a_window_that_writes(place: Place, tmp_path: Path) -> None:
    """A window that is not started is refused."""
    with pytest.raises(StoreError):
        place.window().save_elsewhere(tmp_path / "elsewhere.db")


def _two_windows(opened: Open) -> tuple[Store, Store, RecordingListener]:
    """A window that owns a session with one note, a second one that has read it, and the second's events."""
    first, first_heard = opened()
    first.submit(SESSION, [*new(head()), *captured(0, "by the first")])
    first_heard.wait_for(Saved)
    second, heard = opened(loads=True)
    return first, second, heard


def test_a_window_knows_whether_another_one_wrote_after_it_had_read(place: Place, opened: Open) -> None:
    """Its own writes don't count; reading again catches up."""
    window, listener = opened()
    window.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    assert window.close(20)
    reader = place.window()
    reader.load(SESSION)
    assert not reader.is_behind(SESSION)
    store_and_close(place, captured(0, "since then"))
    assert reader.is_behind(SESSION)
    reader.load(SESSION)
    assert not reader.is_behind(SESSION)
    assert not reader.is_behind("another")


def test_a_window_that_releases_its_sessions_can_write_to_them_again(place: Place, opened: Open) -> None:
    """Rule: what waited is written first; then nobody holds them, another window may write, and so may this one later."""
    window, heard = opened()
    window.submit(SESSION, new(head()))
    window.submit(SESSION, captured(0, "before"))
    window.release()
    assert window.unsaved() == ()
    assert place.window().holder(SESSION) == ""
    window.submit(SESSION, captured(1, "after"))
    heard.wait_for(Saved, 3)
    assert place.window().holder(SESSION).startswith("another window")
    assert texts(place.window().load(SESSION)) == ["before", "after"]
