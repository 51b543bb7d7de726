"""The typist of the benchmark: it types as the screen offers, counts each key, and the meetings are as described."""

from __future__ import annotations

import pytest
from bench.meetings import NAMES, Meeting, Said, meeting
from bench.typist import Typist

from breakout_tui.domain.kinds import Kind
from tests.tui.live_app import live_app

MEETINGS = [meeting(name) for name in NAMES]


def test_there_are_three_meetings_of_which_some_statements_name_a_speaker() -> None:
    """As many as in real meetings: rather more than half."""
    said = [event for each in MEETINGS for event in each.events if isinstance(event, Said)]
    assert len(MEETINGS) >= 3
    assert len(said) >= 150
    assert 0.5 <= sum(bool(each.speaker) for each in said) / len(said) <= 0.65


@pytest.mark.parametrize("given", MEETINGS, ids=lambda given: given.name)
def test_a_statement_links_only_to_earlier_ones(given: Meeting) -> None:
    """Else the typist would type a reference of no note."""
    given_so_far: set[str] = set()
    for event in given.events:
        if isinstance(event, Said):
            assert given_so_far.issuperset(event.links), event.text
            number = sum(reference[0] == event.kind.letter for reference in given_so_far) + 1
            given_so_far.add(f"{event.kind.letter}{number}")


async def test_the_typist_counts_the_keys_beyond_the_text() -> None:
    """Enter alone; then another kind, a cluster in full, a reference; then names by as few letters as are needed."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        typist = Typist(room)
        plain = await typist.note(Said(Kind.CHALLENGE, "", "", (), "Old forms"))
        assert (plain.all, plain.commands, plain.is_as_meant) == (1, 1, True)
        parked = await typist.note(Said(Kind.PARKED, "", "law", ("C1",), "Ask the court"))
        assert (parked.commands, parked.names, parked.marks, parked.is_as_meant) == (2, 3, 5, True)
        named = await typist.note(Said(Kind.CHALLENGE, "Norway", "law", (), "No law"))
        assert named.is_as_meant
        assert named.names < len("Norway")
        assert [note.text for note in room.session.book.notes][::2] == ["Old forms", "No law"]


async def test_an_unknown_speaker_is_typed_in_full() -> None:
    """There is no offer, so each letter counts."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        count = await Typist(room).note(Said(Kind.CHALLENGE, "Chile", "", (), "No law"))
        assert count.names == len("Chile")
        assert room.session.book.notes[0].attribution == "Chile"
