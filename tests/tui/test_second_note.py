"""The second of two notes, in a link, a merge or their removal: by its reference, or by words of it."""

from __future__ import annotations

import pytest

from breakout_tui.tui.actions.arguments import ArgumentRefused, other_note
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import discussing

TEXTS = ("Paper forms stay possible", "Silo budgets", "Silo registers", "The paper has no owner")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("C2", "C2"), ("registers", "C3"), ("SILO reg", "C3"), ("paper", "C4"), ("C1", "C1")],
)
def test_a_note_is_meant_by_its_reference_or_by_words_that_only_it_has(text: str, meant: str) -> None:
    """Besides the first one, C1, which is meant only by its reference."""
    session = discussing(*TEXTS).session
    assert other_note(text, session.book[0], session).reference == meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [("silo", "2 notes have these words"), ("law", "There is no note LAW"), ("C9", "There is no note C9")],
)
def test_words_of_several_notes_or_of_none_are_refused(text: str, reason: str) -> None:
    """The refusal names the notes with these words."""
    session = discussing(*TEXTS).session
    with pytest.raises(ArgumentRefused) as refused:
        other_note(text, session.book[0], session)
    assert refused.value.what == reason
    assert ("C2, C3" in refused.value.remedy) is (text == "silo")


async def test_the_question_shows_the_notes_with_the_words_typed() -> None:
    """Rule: what Enter takes is in sight before."""
    async with live_app(session=discussing(*TEXTS).session) as app:
        await app.pilot.press("escape", "l")
        await app.pilot.pause()
        assert "its reference, such as C3, or words of it" in screen_text(app.app)
        await app.pilot.press(*"silo")
        await app.pilot.pause()
        assert "C2  Silo budgets" in screen_text(app.app)
        assert "C3  Silo registers" in screen_text(app.app)
        await app.pilot.press("space", *"bud", "enter")
        await app.pilot.pause()
        assert app.session.book[3].links == (1,)
