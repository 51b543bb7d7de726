"""What was erased elsewhere disappears from an open window at a quiet moment, and nobody who types notices."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from breakout_tui.domain.erased_words import ERASED
from breakout_tui.domain.session import Session
from tests.tui.fake_erasing import FakeErasing
from tests.tui.floor_app import floor_app
from tests.tui.live_app import LiveApp, live_app

SECRET = "Zebrafinch budgets"


def without_first(app: LiveApp) -> Session:
    """The open session as its file has it when the first statement was erased."""
    return app.session.put(replace(app.session.book[0], text=ERASED, deleted=True))


async def beat(app: LiveApp) -> None:
    """A quarter of a second."""
    await app.wait(0.25)


async def test_it_is_gone_while_somebody_types() -> None:
    """Rule: line, caret and focus stay, no notice comes; what is typed next is a note of the session without it."""
    erasing = FakeErasing()
    async with live_app(erasing=erasing) as app:
        await app.type(SECRET, "enter")
        await app.type("Pay once", "enter")
        await app.type("Half a sen")
        assert SECRET in app.notes()
        await beat(app)
        assert erasing.asked == []
        erasing.offer(without_first(app))
        await beat(app)
        assert erasing.asked == [app.session.id]
        assert len(erasing.begun) == 1
        assert SECRET not in app.notes()
        assert "Pay once" in app.notes()
        assert (app.line.value, app.app.focused, app.notices) == ("Half a sen", app.line, [])
        await app.type("tence", "enter")
        assert [each.text for each in app.session.book.notes] == [ERASED, "Pay once", "Half a sentence"]


async def test_what_phones_sent_is_read_again_without_it(tmp_path: Path) -> None:
    """Rule: the window doesn't write back from memory what was erased in its file."""
    erasing = FakeErasing()
    async with floor_app(tmp_path, erasing=erasing) as floor:
        one = floor.sent(SECRET)
        await floor.gets(one)
        with closing(sqlite3.connect(floor.room.path)) as raw, raw:
            raw.execute("UPDATE room_floor SET text = ?", (ERASED,))
        erasing.offer(None, floor.app.session_id)
        await beat(floor.app)
        await beat(floor.app)
        assert floor.sharing.floor is not None
        floor.sharing.exchange.look()
        floor.sharing.floor.set_aside([one.id])
        with closing(sqlite3.connect(floor.room.path)) as raw:
            assert raw.execute("SELECT text, outcome FROM room_floor").fetchall() == [(ERASED, "aside")]


async def test_an_edit_that_has_begun_comes_first() -> None:
    """Rule: its words would come back; after it the statement is erased."""
    erasing = FakeErasing()
    async with live_app(erasing=erasing) as app:
        await app.type(SECRET, "enter")
        await app.send("up")
        assert app.line.editing
        erasing.offer(without_first(app))
        await beat(app)
        assert erasing.begun == []
        assert SECRET in app.line.value
        await app.send("escape")
        await beat(app)
        assert len(erasing.begun) == 1
        assert SECRET not in app.notes()


async def test_another_screen_comes_first() -> None:
    """Rule: it may show the words; back at the notes they are gone."""
    erasing = FakeErasing()
    async with live_app(erasing=erasing) as app:
        await app.type(SECRET, "enter")
        gone = without_first(app)
        await app.send("f1")
        erasing.offer(gone)
        await beat(app)
        assert erasing.begun == []
        await app.send("escape")
        await beat(app)
        assert len(erasing.begun) == 1


async def test_what_was_saved_since_stays() -> None:
    """Rule: the window goes on with an older state never; it is asked again."""
    erasing = FakeErasing()
    async with live_app(erasing=erasing) as app:
        await app.type(SECRET, "enter")
        erasing.offer(without_first(app))
        erasing.is_at = False
        await app.type("In between", "enter")
        await beat(app)
        assert "In between" in app.notes()
        assert SECRET in app.notes()
        erasing.offer(without_first(app))
        erasing.is_at = True
        await beat(app)
        assert "In between" in app.notes()
        assert SECRET not in app.notes()
