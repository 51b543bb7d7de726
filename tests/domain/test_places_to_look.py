"""What a person should look at in a joined session: what two laptops did differently, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.places_to_look import ChangedTwice, CountedTwice, LaidOutTwice, Place, places_to_look
from breakout_tui.domain.ranking_records import Tally
from breakout_tui.domain.records import Anchor, Record, SessionInfo, UndoStep
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import SessionState, Stamp, Version
from tests.domain.day import NINE
from tests.domain.example import Talk
from tests.stored import records_of

LAPTOPS = {"a": "annex", "b": "hall"}


def places(*records: Record) -> tuple[Place, ...]:
    """The places of a state in which the laptops a, b, a … left these records, the later ones with a higher stamp."""
    writers = ("a", "b") * len(records)
    versions = (
        Version(record, Stamp(count, writers[count])) for count, record in enumerate(records)
    )  # fmt: skip
    return places_to_look(SessionState("s", {}, tuple(versions), laptops=LAPTOPS))


def record(kind: type[Record]) -> Any:
    """A record of this type, from a session with a note."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    return next(each for each in records_of(talk.session) if isinstance(each, kind))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (SessionInfo, {"anchor": Anchor("boot-2", 9.0)}),
        (SessionInfo, {"clock_flag": "restart"}),
        (SessionInfo, {"known": ("Chile",)}),
        (SessionInfo, {"rule_locked": False}),
        (SessionInfo, {"erased": 3}),
        (SessionInfo, {"zone": "Europe/Oslo"}),
        (Note, {"serial": 7}),
        (Note, {"wordings": (Wording("Budgets", NINE),)}),
        (Note, {"aliases": ("C9",)}),
        (Note, {"read_back_at": NINE}),
        (Box, {"allotted": 77}),
        (Box, {"position": 77}),
        (Span, {"ended_at": NINE}),
        (UndoStep, {"words": "edited C1"}),
    ],
)
def test_what_nobody_would_look_at_is_no_place(kind: type[Record], change: dict[str, object]) -> None:
    """The program keeps it up itself, or the joined session shows it of both."""
    one = record(kind)
    other = replace(one, **change)
    assert other != one
    assert places(one, other) == places(other, one) == ()


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (SessionInfo, {"room": "Annex"}),
        (SessionInfo, {"ends": {"morning": time(12, 30)}}),
        (Note, {"text": "Budgets"}),
        (Note, {"cluster": "money"}),
        (Note, {"deleted": True}),
        (Box, {"title": "Another question"}),
        (Box, {"dropped": True}),
        (PhaseRun, {"ended_at": NINE}),
    ],
)
def test_what_two_laptops_left_differently_is_a_place_with_both_sides(
    kind: type[Record], change: dict[str, object]
) -> None:
    """Also where they differ in more than that: each side is as its laptop left it, the current one first."""
    other = record(kind)
    one = replace(other, **change)
    if isinstance(one, Note):
        other = replace(other, serial=5)
    (place,) = places(one, other)
    assert isinstance(place, ChangedTwice)
    assert (place.shown.record, place.shown.laptop) == (other, "hall")
    assert [(side.record, side.laptop) for side in place.others] == [(one, "annex")]


def test_only_the_sides_that_differ_from_what_is_shown_are_named() -> None:
    """Here three laptops left a note, and two of them with the same words."""
    note = record(Note)
    (place,) = places(note, replace(note, text="Budgets"), note)
    assert isinstance(place, ChangedTwice)
    assert [(side.record.text, side.laptop) for side in place.others if isinstance(side.record, Note)] == [
        ("Budgets", "hall")
    ]


def test_a_cluster_that_two_laptops_counted_is_named_as_in_its_first_count() -> None:
    """Any spelling is the same cluster; the counts are in the order of their ids."""
    one, other = Tally("t1", "s", "#Budget", 5), Tally("t2", "s", "#budget", 4)
    assert places(one, other) == places(other, one) == (CountedTwice("#Budget", (one, other)),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Tally("t1", "s", "#budget", 5), Tally("t2", "s", "#budget", 4, deleted=True)),
        (Tally("t1", "s", "#budget", 5, deleted=True), Tally("t2", "s", "#budget", 4, deleted=True)),
        (Tally("t1", "s", "#budget", 5), Tally("t2", "s", "#law", 4)),
        (Tally("t1", "s", "#budget", 5), Tally("t2", "s", "#budget", 4, step="second")),
        (Tally("t1", "s", "C1", 5), Tally("t2", "s", "C1", 4)),
    ],
    ids=["one removed", "both removed", "other clusters", "other lists", "statements"],
)
def test_counts_that_are_not_added_up_are_no_place(one: Tally, other: Tally) -> None:
    """The room's vote on a cluster was counted once, or these are two votes."""
    assert places(one, other) == ()


def test_a_subject_with_boxes_of_two_laptops_is_a_place_in_its_phase() -> None:
    """Unless one of the boxes was dropped."""
    one = replace(record(Box), id="b1")
    other = replace(one, id="b2", position=one.position + 1)
    assert places(one, other) == (LaidOutTwice(one.phase, (one, other)),)
    assert places(one, replace(other, dropped=True)) == ()


def test_boxes_of_one_laptop_are_no_place() -> None:
    """A facilitator may ask one question twice."""
    one = replace(record(Box), id="b1")
    versions = (Version(one, Stamp(1, "a")), Version(replace(one, id="b2"), Stamp(2, "a")))
    assert places_to_look(SessionState("s", {}, versions, laptops=LAPTOPS)) == ()
