"""The position paper in a database on a server: edited in windows as in a file, also in several at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.errors import PaperChanged, ServerGone, StoreError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.records import Draft
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store.erasure import Wanted
from breakout_tui.store.server_erasure import erase_on_server
from breakout_tui.store.server_window import ServerWindow
from breakout_tui.tui.screens.paper_screen import RETRY, PaperScreen
from tests.domain.paper_desk import rooms
from tests.fictional_conference import EVENT
from tests.server.running_server import RunningServer
from tests.store.builders import StillClock
from tests.store.conference_file import written
from tests.store.file_replicas import as_json, gather
from tests.store.paper_window import PaperWindow
from tests.tui.paper_room import paper_room


@pytest.fixture(scope="module")
def conference_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the fictional conference, not to be changed."""
    return written(tmp_path_factory.mktemp("conference") / "conference.db", rooms().sessions)


@pytest.fixture
def full(hub: ServerAddress, conference_file: Path) -> ServerAddress:
    """A server's database with the fictional conference."""
    gather(hub, conference_file)
    return hub


def test_what_is_read_is_what_was_written_and_travels_into_a_file(
    full: ServerAddress, tmp_path: Path
) -> None:
    """Rule: with its steps to undo; an empty database has an empty paper."""
    window = PaperWindow(full)
    assert window.paper == Paper(paper_id(EVENT))
    window.do(p.SetHeadline("services", "One front door"))
    window.do(p.SetHeadline("services", "Two front doors"))
    assert PaperWindow(full).paper == window.paper
    copy = tmp_path / "copy.db"
    gather(copy, full)
    assert PaperWindow(copy).paper == window.paper
    assert as_json(copy) == as_json(full)


def test_a_window_that_is_behind_writes_nothing(full: ServerAddress) -> None:
    """Rule: it reads the paper again first; what the other window wrote stays. An erasure counts too."""
    one, other = PaperWindow(full), PaperWindow(full)
    one.do(p.SetHeadline("services", "One front door"))
    with pytest.raises(PaperChanged):
        other.do(p.SetHeadline("services", "Something else"))
    other.paper = other.file.read()
    other.do(p.SetHeadline("services", "Something else"))
    note = rooms().sessions[0].book.notes[0]
    erase_on_server(full, Wanted(notes=((rooms().sessions[0].id, note.serial),)), StillClock())
    with pytest.raises(PaperChanged):
        other.do(p.SetHeadline("services", "Again"))
    assert PaperWindow(full).paper.headline("services") == "Something else"


def test_a_draft_of_another_window_ends_only_as_it_was_read(full: ServerAddress) -> None:
    """Rule: each window has its own; a decision and the end of its draft are one transaction."""
    one, other = PaperWindow(full), PaperWindow(full)
    draft = PaperDraft("headline", one.file.writer, "half a li", "2026-11-24T09:00:00.5")
    one.file.write((), [draft])
    assert other.file.drafts() == (draft,)
    later = PaperDraft("headline", one.file.writer, "half a line", "2026-11-24T09:00:01.5")
    one.file.write((), [later])
    other.file.write((), (), [draft])
    assert other.file.drafts() == (later,)
    other.file.write((), (), [later])
    assert one.file.drafts() == ()


def test_a_session_is_changed_by_nobody_on_a_server(full: ServerAddress) -> None:
    """Rule: a window has nothing to save there; what it never does is refused."""
    window = ServerWindow(full, StillClock())
    (first, *_) = window.summaries()
    assert window.is_gathered(first.id)
    assert not window.is_behind(first.id)
    assert (window.holder(first.id), window.draft(first.id), window.preview(first.id)) == ("", None, None)
    for refused in (
        lambda: window.submit(first.id, ()),
        lambda: window.save_draft(first.id, Draft("half", Kind.CHALLENGE)),
        lambda: window.save_elsewhere(Path("other.db")),
    ):
        with pytest.raises(StoreError):
            refused()
    assert window.close()


async def test_the_editor_works_on_a_server_and_closes_the_window_with_it(
    full: ServerAddress, tmp_path: Path
) -> None:
    """Rule: an edit is stored, a draft too, what another window did is read; Esc ends the program, for there are no other screens."""
    async with paper_room(tmp_path, hub=full) as seen:
        await seen.go_to("Challenges")
        await seen.press("h")
        await seen.type("One front door")
        assert "One front door" in str(seen.stored())
        PaperWindow(full).do(p.SetHeadline("governance", "Theirs"))
        await seen.press("h")
        await seen.type("Two front doors")
        assert "Two front doors" in str(seen.stored())
        assert "Theirs" in str(seen.stored())
        await seen.press("h", "f7")
        await seen.paste("Three fr")
        await seen.press("escape")
        assert [draft.text for draft in PaperWindow(full).file.drafts()] == ["Three fr"]
        assert isinstance(seen.app.screen, PaperScreen)
        await seen.press("escape", "escape")
        assert seen.app.return_code == 0


async def test_an_edit_waits_for_a_server_that_restarts(
    full: ServerAddress, server: RunningServer, tmp_path: Path
) -> None:
    """Rule: it is kept, the line says so, and it is written when the server is there again."""
    async with paper_room(tmp_path, hub=full) as seen:
        await seen.go_to("Challenges")
        server.shut()
        await seen.press("h")
        await seen.type("One front door")
        assert "Not saved:" in seen.text
        server.start()
        assert "One front door" not in str(seen.stored())
        for _ in range(RETRY):
            seen.app.beat()
        await seen.pilot.pause()
        assert "all saved ✓" in seen.text
        assert "One front door" in str(seen.stored())


def test_a_paper_on_a_server_that_is_gone_is_not_written(full: ServerAddress, server: RunningServer) -> None:
    """Rule: an error of the store, and nothing of it is there afterwards."""
    window = PaperWindow(full)
    server.shut()
    with pytest.raises(ServerGone):
        window.do(p.SetHeadline("services", "One front door"))
    server.start()
    assert PaperWindow(full).paper == Paper(paper_id(EVENT))
