"""The JSON form of sessions: it can be read back, it is as the published schema says, and strangers' texts are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui import protocol
from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.records import UndoStep
from breakout_tui.domain.session import Session
from breakout_tui.domain.versions import Erasure, Handle, SessionState
from tests.domain.day import Room
from tests.domain.example import Talk, complete_chain
from tests.domain.replicas import MOVES, Move, all_of, copies_after, first_copy
from tests.domain.several_votes import with_rank_steps
from tests.protocol.write_session_schema import SCHEMA, schema_text
from tests.sampled import a_third

HISTORIES = st.lists(MOVES, max_size=25)
MAPS = ("knowledge", "laptops", "ends", "properties")
"""Objects whose names are not fields."""


def text_of(*states: SessionState, is_whole: bool = False) -> str:
    """The document as text."""
    return json.dumps(protocol.document(states, is_whole=is_whole), ensure_ascii=False)


def joined(moves: list[Move]) -> SessionState:
    """What several copies of a session became, together."""
    state = all_of(copies_after(complete_chain(), moves))
    erasures = (Erasure("e1", state.session_id, "n1"), Erasure("e2", "", "", "00", "ff", 2, 7))
    return settled(replace(state, erasures=erasures))


def without_steps(state: SessionState) -> SessionState:
    """The state without the steps of undo."""
    return replace(
        state,
        versions=tuple(each for each in state.versions if not isinstance(each.record, UndoStep)),
        renumbered=tuple(each for each in state.renumbered if each.what is not Handle.STEP),
    )


@given(HISTORIES)
@settings(max_examples=6, deadline=None)
def test_a_session_is_read_back_as_it_was(moves: list[Move]) -> None:
    """With the steps of undo in the whole form; without them in that for export, which can be joined again."""
    state = joined(moves)
    assert protocol.read(text_of(state, is_whole=True)) == (state,)
    (exported,) = protocol.read(text_of(state))
    assert exported == without_steps(state)
    assert join(exported, state) == join(state, exported) == state
    assert settled(exported) == exported


@given(HISTORIES)
@settings(max_examples=4, deadline=None)
def test_each_document_is_as_the_schema_says_and_has_no_field_that_it_does_not_name(
    moves: list[Move],
) -> None:
    """In both forms."""
    state = joined(moves)
    for is_whole in (True, False):
        strict().validate(json.loads(text_of(state, is_whole=is_whole)))


@cache
def strict() -> jsonschema.Draft202012Validator:
    """Checks by the published schema, and refuses fields that are not in it."""
    found = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    for each in (found, *found["$defs"].values()):
        if each["required"] != ["of", "after"]:
            each["additionalProperties"] = False
    return jsonschema.Draft202012Validator(found, format_checker=jsonschema.FormatChecker())


def test_the_published_schema_is_that_of_the_code() -> None:
    """``make schema`` writes it."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_tells_what_is_wrong() -> None:
    """A kind that there is not, an id that is no text, a link by serial."""
    document = protocol.document([first_copy(complete_chain()).state])
    for wrong in ({"kind": "rumour"}, {"id": 7}, {"links": [0]}, {"reference": "c1"}):
        broken = json.loads(json.dumps(document))
        broken["sessions"][0]["notes"][0] |= wrong
        with pytest.raises(jsonschema.ValidationError):
            strict().validate(broken)


def test_fields_that_are_not_known_are_left_out() -> None:
    """Wherever they are: a later minor version may have added them."""
    state = first_copy(complete_chain()).state
    document = protocol.document([state], is_whole=True)
    for each in list(objects(document)):
        each["of a later version"] = {"id": 1}
    assert protocol.read(json.dumps(document)) == (state,)


def objects(found: Any, name: str = "") -> Iterator[dict[str, Any]]:
    """Every object of a document that has fields."""
    if isinstance(found, dict):
        if name not in MAPS:
            yield found
        for key, each in found.items():
            yield from objects(each, key)
    if isinstance(found, list):
        for each in found:
            yield from objects(each)


def test_a_newer_major_version_is_refused() -> None:
    """It says which version it is."""
    with pytest.raises(JsonNewer, match="version 2"):
        protocol.read(json.dumps({**protocol.document([]), "version": 2}))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "NaN", "null", "{}", '{"format": "other", "version": 1}', "[" * 100_000, b"\xff\xfe\x00"],
    ids=str,
)
def test_what_is_no_document_of_sessions_is_refused(text: str | bytes) -> None:
    """Other JSON, and what is no JSON."""
    with pytest.raises(JsonRefused):
        protocol.read(text)


@given(st.integers(0, 1 << 32), st.sampled_from([None, 0, -1, "", "x", [], {}, [[]], True, 1e300, "C0"]))
@settings(max_examples=a_third(40), deadline=None)
def test_a_damaged_document_is_read_or_refused(place: int, value: object) -> None:
    """Never anything else, whatever stands in the place of any value; what is read makes a session."""
    document = json.loads(chain_text())
    random = Random(place)
    here = random.choice([each for each in objects(document) if each])
    name = random.choice(sorted(here))
    here[name] = value
    with suppress(JsonRefused):
        for state in protocol.read(json.dumps(document)):
            Session.of(current(settled(state)))


@cache
def chain_text() -> str:
    """A session with a bit of everything."""
    return text_of(first_copy(complete_chain()).state, is_whole=True)


@pytest.mark.parametrize(
    ("group", "wrong"),
    [
        ("notes", {"reference": "C0"}),
        ("notes", {"aliases": ["Q1"]}),
        ("notes", {"captured_at": "2026-11-24T09:00:00"}),
        ("boxes", {"phase": "night"}),
        ("spans", {"phase": "night"}),
        ("boxes", {"planned": 1 << 63}),
    ],
)
def test_what_no_session_can_hold_is_refused(group: str, wrong: dict[str, object]) -> None:
    """A reader that accepted it would fail later, in the middle of a day."""
    document = json.loads(chain_text())
    document["sessions"][0][group][0] |= wrong
    with pytest.raises(JsonRefused, match=r"^session "):
        protocol.read(json.dumps(document))


def test_a_session_of_several_votes_is_read_back_with_each_list() -> None:
    """Each rank step has a ranking of its own."""
    room = Room(made=with_rank_steps(3))
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.CHALLENGE))
    for box in [box for box in room.session.agenda("morning") if box.kind is StepKind.RANK]:
        room.do(c.JumpTo(box.id))
        room.do(c.SetTally("C1", 3))
        room.do(c.ChooseCut(1))
    state = first_copy(room).state
    assert len(room.session.rankings) == 3
    assert protocol.read(text_of(state, is_whole=True)) == (state,)
    strict().validate(json.loads(text_of(state, is_whole=True)))


def test_links_are_by_id() -> None:
    """A reader needs no serial to follow them."""
    (session,) = protocol.document([first_copy(complete_chain()).state])["sessions"]
    ids = {note["id"]: note for note in session["notes"]}
    (principle,) = (note for note in session["notes"] if note["kind"] == "principle")
    assert [ids[target]["reference"] for target in principle["links"]] == ["C1"]


def test_sessions_come_in_the_order_of_their_ids() -> None:
    """So the same sessions give the same text."""
    states = [first_copy(Talk()).state for _ in range(3)]
    assert text_of(*states) == text_of(*reversed(states))
