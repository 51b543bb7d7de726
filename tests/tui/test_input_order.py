"""One queue for keys, clicks and pastes: what they do does not depend on how they are grouped in time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.notes import Note
from tests.sampled import a_third
from tests.tui.live_app import LiveApp, live_app

PARTS: tuple[tuple[str, ...], ...] = (
    ("Budgets",),
    (" are late",),
    ("@Norway",),
    ("enter",),
    ("enter",),
    ("f2",),
    ("f2",),
    ("f3", "4", "enter"),
    ("f5",),
    ("f4",),
    ("tab",),
    ("up",),
    ("escape",),
    ("escape", "d", "down"),
    ("escape", "5", "enter"),
    ("escape", "a", "up"),
    ("/next", "enter"),
    ("/jump Q2", "enter"),
    ("f6", "d", "up"),
    ("f8", "escape"),
    ("f9", "tab", "escape"),
    ("f1",),
    ("ctrl+z",),
    ("backspace",),
)
"""What is typed in one go; the letter of a list is followed by a key that ends its run."""


class Done(NamedTuple):
    """What a person can find of a session: notes, boxes, time spent, counts, and the text in the line."""

    notes: list[tuple[object, ...]]
    boxes: list[tuple[object, ...]]
    spans: list[tuple[object, ...]]
    votes: list[tuple[object, ...]]
    line: str


def done(app: LiveApp) -> Done:
    """What the keys have done; ids are left out, since they are made anew each time."""
    session = app.controller.session
    places = {box.id: place for place, box in enumerate(session.boxes)}
    live = app.app.opened.ready
    assert live is not None
    return Done(
        [(*note_words(note), places.get(note.box_id or "")) for note in session.book.notes],
        [(box.title, box.planned, box.dropped) for box in session.boxes],
        [(places.get(span.box_id or ""), span.ended_at is None) for span in session.spans],
        sorted((tally.subject, tally.votes) for tally in session.tallies.values()),
        live.room.typing.text,
    )


def note_words(note: Note) -> tuple[object, ...]:
    """What is said of a note, without its ids."""
    return note.reference, note.text, note.kind, note.attribution, note.cluster, note.links, note.is_visible


async def play(groups: Sequence[Sequence[str]]) -> Done:
    """Send each group of keys at once, and wait for its effects."""
    async with live_app() as app:
        for group in groups:
            await app.send(*group)
        return done(app)


Parts = list[tuple[tuple[str, ...], bool]]
"""What is typed, and whether the next part comes in the same read."""
parts_of_a_day = st.lists(st.tuples(st.sampled_from(PARTS), st.booleans()), min_size=10, max_size=30)


def is_the_same_slowly(parts: Parts) -> bool:
    """Whether the parts do the same one key at a time."""
    groups: list[list[str]] = [[]]
    for keys, goes_on in parts:
        groups[-1] += keys
        if not goes_on:
            groups.append([])
    slowly = [[key] for keys, _ in parts for key in keys]
    return asyncio.run(play(groups)) == asyncio.run(play(slowly))


@settings(max_examples=3, deadline=None)
@given(parts_of_a_day)
def test_keys_do_the_same_however_they_are_grouped_in_time(parts: Parts) -> None:
    """Rule: one key after the other, or any of them at once."""
    assert is_the_same_slowly(parts)


@pytest.mark.soak
@settings(max_examples=a_third(300), deadline=None)
@given(parts_of_a_day)
def test_three_hundred_days_of_keys_do_the_same_however_they_are_grouped(parts: Parts) -> None:
    """Rule: the same, many times."""
    assert is_the_same_slowly(parts)


async def test_words_typed_behind_f2_are_filed_in_the_next_box() -> None:
    """Rule: a command is not put off past the text that came after it."""
    async with live_app() as app:
        await app.send("f2", "f2")
        await app.send("before", "enter", "f2", "after", "enter")
        titles = {box.id: box.title for box in app.session.boxes}
        assert [titles.get(note.box_id or "") for note in app.session.book.notes] == [
            "Question 1",
            "Question 2",
        ]
