"""Commands that ask before they do something that can't simply be undone, or what is missing."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from tests.domain.example import Talk
from tests.tui.fakes import FakeStore
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


async def test_a_cluster_of_several_words_is_renamed() -> None:
    """Its name is asked for if it is missing, then the new one."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Teach everybody", cluster="digital skills")
    async with live_app(session=talk.session, store=FakeStore.holding(talk.session)) as room:
        await room.type("/rename-cluster digital skills learning to learn", "enter")
        assert room.session.book.cluster_counts == {"learning to learn": 1}
        await room.type("/rename-cluster", "enter")
        await room.pilot.pause()
        assert "#learning to learn" in screen_text(room.app)
        await room.type("Learning to Learn", "enter")
        await room.pilot.pause()
        assert "New name of #learning to learn" in screen_text(room.app)
        await room.type("two words", "enter")
        assert room.session.book.cluster_counts == {"two words": 1}


async def test_saving_elsewhere_makes_no_folder_without_a_question(tmp_path: Path) -> None:
    """The answer that is ready saves nothing; m makes the folder."""
    talk = Talk()
    talk.do(c.Capture("One", Kind.CHALLENGE))
    store = FakeStore.holding(talk.session)
    target = tmp_path / "a stick" / "room.db"
    async with live_app(session=talk.session, store=store) as room:
        await room.type(f"/save-elsewhere {target}", "enter")
        await room.pilot.pause()
        assert "There is no folder" in screen_text(room.app)
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert store.path != target
        await room.type(f"/save-elsewhere {target}", "enter")
        await room.pilot.pause()
        await room.pilot.press("m")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert store.path == target
