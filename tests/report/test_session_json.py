"""Sessions as JSON: the same sessions give the same bytes, and names are in it only as the attribution rule allows."""

from __future__ import annotations

import json
from functools import reduce
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui import protocol
from breakout_tui.domain import commands as c
from breakout_tui.domain.joining import join
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.report.data.session_json import sessions_json
from tests.domain.day import Room
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move, copies_after, first_copy, states_of, together


@given(st.lists(MOVES, max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_same_sessions_give_the_same_bytes(moves: list[Move], order: Random) -> None:
    """In whatever order they came together, and read again from their own JSON."""
    copies = states_of(copies_after(Talk(), moves))
    other = first_copy(Talk()).state
    text = sessions_json([reduce(together, copies), other])
    order.shuffle(copies)
    assert sessions_json([other, reduce(together, copies)]) == text
    assert sessions_json(protocol.read(text)) == text


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (AttributionRule.NAMED, {"Norway", "Estonia", "Anna Berg"}),
        (AttributionRule.COUNTRY, {"Norway"}),
        (AttributionRule.NONE, set()),
    ],
)
def test_names_are_in_it_as_the_attribution_rule_allows(rule: AttributionRule, named: set[str]) -> None:
    """Under *country* those that statements are attributed to; under *none* no name, though the list has some."""
    room = Room(c.EditDetails(rule=rule, known=("Norway", "Estonia", "Anna Berg")))
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.CHALLENGE, "Norway"))
    text = sessions_json([first_copy(room).state])
    assert {name for name in ("Norway", "Estonia", "Anna Berg") if name in text} == named


def test_joining_the_document_again_takes_no_name_from_the_list() -> None:
    """A document that may not hold the names says nothing about them."""
    room = Room(c.EditDetails(rule=AttributionRule.NONE, known=("Norway",)))
    state = first_copy(room).state
    (told,) = protocol.read(sessions_json([state]))
    assert join(state, told) == join(told, state) == state


def test_it_is_text_that_people_can_read() -> None:
    """Indented, letters of all languages as they are, a line feed at the end."""
    room = Talk()
    room.say(Kind.CHALLENGE, "预算 is siloed")
    text = sessions_json([first_copy(room).state])
    assert '"text": "预算 is siloed"' in text
    assert text.startswith('{\n "')
    assert text.endswith("\n}\n")
    assert json.loads(text)["format"] == protocol.FORMAT
