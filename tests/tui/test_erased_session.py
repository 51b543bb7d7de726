"""What was erased elsewhere disappears from an open window at a quiet moment, and nobody who types notices."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.erased_words import ERASED
from breakout_tui.domain.session import Session
from tests.tui.fake_erasing import FakeErasing
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
