"""A session begins with its theme and its details, and the details can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.programme import AttributionRule, Question, Room, Theme, Track
from breakout_tui.domain.records import Anchor, SessionInfo
from breakout_tui.domain.refusals import OutOfRange, Quantity, RuleLocked
from breakout_tui.domain.session import Outcome, start
from breakout_tui.domain.stage import Stage
from tests.domain import day
from tests.domain.example import reading

OTHER = Theme("other", "Another", "", (Question("Why?"),))
EVERYTHING = c.EditDetails(
    " Room\n2 ", "Ada\tBerg", "Jo\x1bMori", 24, 3, AttributionRule.NAMED, ("A", " A ", "", "B\nC"),
    ("Norway", "norway", "Norway\n"), archived=True, is_display_hidden=True,
    ends={"morning": time(12), "afternoon": time(17, 30)},
)  # fmt: skip


def begun(details: c.EditDetails, *, follows: str | None = None) -> Outcome:
    """A session on the first theme of a programme with two themes, tracks, rooms, groups and fixed ends."""
    plan = day.programme()
    made = replace(
        plan,
        themes=(*plan.themes, OTHER),
        tracks=(Track("A", ("t", "other"), 1),),
        rooms=(Room("Sala Verde", "t", 40), Room("Sala Azul", "other", 40)),
        groups=("Small states",),
        rule=AttributionRule.NONE,
        phases=(
            replace(plan.phases[0], ends=time(12, 15)),
            replace(plan.phases[1], ends=time(16, 45)),
        ),
    )
    now = replace(reading(0), wall=day.NINE + timedelta(seconds=0.5), zone="Europe/Berlin")
    return start(made, "t", details, now, follows=follows)


def detailed(info: SessionInfo) -> tuple[object, ...]:
    """The details in the order of the form."""
    return (
        info.room, info.facilitator, info.rapporteur, info.people, info.round, info.rule, info.groups, info.known,
        info.archived, info.is_display_hidden, info.ends.get("morning"), info.ends.get("afternoon"),
    )  # fmt: skip


def test_a_session_without_details_has_those_of_its_programme() -> None:
    """Rule, country groups and fixed ends; of the themes only its own."""
    outcome = begun(c.EditDetails())
    info = outcome.session.info
    assert detailed(info) == (
        "", "", "", 0, 1, AttributionRule.NONE, ("Small states",), (), False, False, time(12, 15), time(16, 45)
    )  # fmt: skip
    assert [theme.id for theme in info.programme.themes] == ["t"]
    assert (info.programme.tracks, info.programme.rooms) == ((), ())
    assert (info.follows, outcome.session.stage, outcome.events) == (None, Stage.READY, ())


def test_a_session_knows_when_and_where_it_was_created_and_which_round_it_follows() -> None:
    """In whole seconds and a time zone; the room's time is tied to the clock since boot with its fraction."""
    info = begun(c.EditDetails(), follows="earlier").session.info
    assert (info.follows, info.created_at, info.zone) == ("earlier", day.NINE, "Europe/Berlin")
    assert info.anchor == Anchor("boot-1", day.NINE.timestamp() + 0.5 - 5000.0)


def test_every_record_of_a_new_session_is_stored() -> None:
    """The details first, then the boxes of the morning; each session has ids of its own."""
    outcome = begun(c.EditDetails(room="Room 2"))
    session = outcome.session
    assert [change.after for change in outcome.changes] == [session.info, *session.boxes]
    assert all(change.before is None for change in outcome.changes)
    assert {box.phase for box in session.boxes} == {"morning"}
    assert {box.session_id for box in session.boxes} == {session.id}
    assert begun(c.EditDetails()).session.id != session.id


def test_details_are_kept_in_clean_lines_without_empty_or_repeated_entries() -> None:
    """Whether they are given at the start or later; spellings that differ are kept."""
    kept = (
        "Room 2", "Ada Berg", "Jo␛Mori", 24, 3, AttributionRule.NAMED, ("A", "B C"), ("Norway", "norway"),
        True, True, time(12), time(17, 30),
    )  # fmt: skip
    assert detailed(begun(EVERYTHING).session.info) == kept
    room = day.Room()
    room.do(EVERYTHING)
    assert detailed(room.session.info) == kept


@pytest.mark.parametrize(
    "details",
    [
        c.EditDetails(),
        c.EditDetails(archived=True, is_display_hidden=True, rule=AttributionRule.NAMED),
        c.EditDetails(people=24, round=3, room="Room 2", ends={"morning": time(12)}),
    ],
)
def test_details_that_are_not_given_stay(details: c.EditDetails) -> None:
    """Nothing is stored for them."""
    room = day.Room()
    room.do(EVERYTHING)
    assert room.do(details).changes == ()


def test_details_can_be_cleared() -> None:
    """An empty text, an unknown head count, a flexible end."""
    room = day.Room()
    room.do(EVERYTHING)
    room.do(
        c.EditDetails(
            "", "", "", 0, 1, None, (), (), archived=False, is_display_hidden=False,
            ends={"morning": None, "afternoon": None},
        )
    )  # fmt: skip
    assert detailed(room.session.info) == (
        "", "", "", 0, 1, AttributionRule.NAMED, (), (), False, False, None, None
    )  # fmt: skip


@pytest.mark.parametrize(
    "details", [c.EditDetails(people=10_000, round=99), c.EditDetails(people=0, round=1)]
)
def test_the_limits_of_head_count_and_round_are_allowed(details: c.EditDetails) -> None:
    """Ten thousand people, ninety-nine rounds."""
    info = begun(details).session.info
    assert (info.people, info.round) == (details.people, details.round)


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (c.EditDetails(people=-1), OutOfRange(Quantity.PEOPLE, 0, 10_000)),
        (c.EditDetails(people=10_001), OutOfRange(Quantity.PEOPLE, 0, 10_000)),
        (c.EditDetails(round=0), OutOfRange(Quantity.ROUND, 1, 99)),
        (c.EditDetails(round=100), OutOfRange(Quantity.ROUND, 1, 99)),
    ],
)
def test_a_number_beyond_its_limits_is_refused(details: c.EditDetails, reason: OutOfRange) -> None:
    """And nothing of the form is kept."""
    assert day.Room().refusal(details) == reason


def test_the_attribution_rule_cannot_change_once_a_note_is_taken() -> None:
    """The same rule is no change, and other details can still be edited."""
    room = day.Room()
    room.do(c.EditDetails(rule=AttributionRule.NAMED))
    room.do(c.LockRule())
    assert room.do(c.LockRule()).changes == ()
    assert room.refusal(c.EditDetails(rule=AttributionRule.NONE)) == RuleLocked(AttributionRule.NAMED)
    room.do(c.EditDetails(rule=AttributionRule.NAMED, room="Room 3"))
    assert (room.session.info.room, room.session.info.rule) == ("Room 3", AttributionRule.NAMED)


def test_another_zone_is_told_and_other_details_are_not() -> None:
    """The zone changes every time on the screen."""
    room = day.Room()
    assert room.do(c.EditDetails(zone="Europe/Berlin")).events == (Told("times are those of Europe/Berlin"),)
    assert room.do(c.EditDetails(room="Room 3", people=12)).events == ()
