"""What a joined session shows, rule by rule: wordings and references, names of boxes, and the one clock of the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.joined_session import (
    current,
    one_at_a_time,
    one_clock,
    shown,
    uniquely_named,
    with_siblings,
)
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.records import ReportBack
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import SessionState, Stamp, Version
from tests.domain.day import NINE
from tests.domain.example import Talk
from tests.stored import records_of, session_records


def at(minutes: int) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def note(text: str, number: int = 1, aliases: tuple[str, ...] = (), *wordings: Wording) -> Note:
    """A challenge said at nine."""
    said = Note("n", "s", 0, Kind.CHALLENGE, number, text, None, NINE)
    return replace(said, aliases=aliases, wordings=wordings)


def run(phase: str, start: int, end: int | None = None, *, taken_back: bool = False) -> PhaseRun:
    """A phase of an hour."""
    ended_at = None if end is None else at(end)
    return PhaseRun(f"run-{phase}", "s", phase, at(start), 3600, ended_at=ended_at, taken_back=taken_back)


def span(start: int, end: int | None = None, phase: str = "morning") -> Span:
    """A stretch of time in a box."""
    return Span(f"span-{start}", "s", phase, "box", at(start), None if end is None else at(end))


def box(name: str, position: int, *, dropped: bool = False) -> Box:
    """A box of the morning."""
    made = Box(f"b{position}", "s", "morning", position, "step", "Step", StepKind.DISCUSS, "Title", 600, 60)
    return replace(made, short_name=name, dropped=dropped)


def minutes(spans: tuple[Span, ...]) -> list[tuple[int, int | None]]:
    """From when to when each of these spans is, in minutes after nine; None where it is open."""
    return [
        (
            (each.started_at - NINE).seconds // 60,
            None if each.ended_at is None else (each.ended_at - NINE).seconds // 60,
        )
        for each in spans
    ]


def ends(runs: tuple[PhaseRun, ...]) -> dict[str, int | None]:
    """When each of these phases ended, in minutes after nine."""
    return {
        each.phase: None if each.ended_at is None else (each.ended_at - NINE).seconds // 60 for each in runs
    }


def test_a_siblings_words_are_an_earlier_wording_until_the_note_was_said() -> None:
    """Nobody has replaced them, so there is no other time."""
    both = with_siblings(note("Here"), [note("There")])
    assert (both.text, both.wordings) == ("Here", (Wording("There", NINE),))


def test_a_siblings_words_come_behind_all_earlier_ones_with_the_latest_of_their_times() -> None:
    """What is known already is not repeated."""
    first, second, third = Wording("First", at(5)), Wording("Second", at(9)), Wording("Third", at(7))
    both = with_siblings(note("Here", 1, (), first, second), [note("There", 1, (), first, third)])
    assert both.wordings == (first, second, third, Wording("There", at(9)))
    assert with_siblings(note("Here"), [note("Here"), note("There"), note("There")]) == with_siblings(
        note("Here"), [note("There")]
    )


def test_a_note_keeps_the_references_of_its_siblings_and_its_own() -> None:
    """Each once, its own ones first; the one that it has now is none that it had."""
    siblings = [note("Here", 3, ("P2", "A1")), note("Here", 1), note("Here", 3)]
    assert with_siblings(note("Here", 1, ("P9", "A1")), siblings).aliases == ("P9", "A1", "P2", "C3")


def test_boxes_of_one_name_are_told_apart_in_the_order_of_their_places() -> None:
    """A box without a name has none afterwards; one that was dropped keeps its name, and takes it from no other."""
    boxes = [box("Extra", 3), box("", 1), box("extra", 5), box("", 2), box("Extra", 4, dropped=True)]
    named = [(each.position, each.short_name) for each in uniquely_named(boxes)]
    assert named == [(1, ""), (2, ""), (3, "Extra"), (4, "Extra"), (5, "extra 2")]


@pytest.mark.parametrize(
    ("runs", "spans", "expected"),
    [
        ([run("morning", 0)], [span(0, 5), span(5)], {"morning": None}),
        ([run("morning", 0)], [span(0, 9), span(1, 5)], {"morning": 9}),
        ([run("morning", 0)], [], {"morning": None}),
        ([run("morning", 0), run("afternoon", 60)], [span(0), span(60, None, "afternoon")], {"morning": 60, "afternoon": None}),
        ([run("afternoon", 60, 90), run("morning", 0)], [span(0, 70)], {"morning": 60, "afternoon": 90}),
        ([run("morning", 0, 30), run("afternoon", 60, 90)], [span(0, 70)], {"morning": 30, "afternoon": 90}),
        ([run("morning", 0), run("afternoon", 60, taken_back=True)], [span(0)], {"morning": None, "afternoon": None}),
        ([run("a", 0), run("b", 30), run("c", 60)], [span(60, None, "c")], {"a": 30, "b": 60, "c": None}),
    ],
    ids=[
        "a box is open", "no box is open", "no box yet", "two run", "time runs on into the next one",
        "ended already", "the next start was taken back", "three run",
    ],
)  # fmt: skip
def test_of_phases_that_run_at_once_each_ends_where_the_next_one_started(
    runs: list[PhaseRun], spans: list[Span], expected: dict[str, int | None]
) -> None:
    """The last one runs on while a box in it is open; one in which no time runs has ended with its last box."""
    found = one_at_a_time(runs, spans)
    assert ends(found) == expected
    assert [each.started_at for each in found] == sorted(each.started_at for each in runs)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([span(0, 5), span(7, 9)], [(0, 5), (7, 9)]),
        ([span(0, 8), span(5, 9)], [(0, 5), (5, 9)]),
        ([span(0), span(5)], [(0, 5), (5, None)]),
        ([span(5), span(0)], [(0, 5), (5, None)]),
        ([span(0), span(5), span(7, 9), span(8, 12)], [(0, 5), (7, 7), (8, 8), (5, None)]),
        ([span(0, 5), span(5)], [(0, 5), (5, None)]),
        ([span(0, 5), span(5), span(7, 9)], [(0, 5), (7, 7), (5, None)]),
    ],
    ids=[
        "apart",
        "overlapping",
        "both open",
        "in any order",
        "two behind",
        "one after the other",
        "one behind",
    ],
)
def test_the_room_has_one_clock(spans: list[Span], expected: list[tuple[int, int | None]]) -> None:
    """A stretch of time ends where the next one begins; what began behind the open one counts for nothing."""
    assert minutes(one_clock(spans, [run("morning", 0)])) == expected


@pytest.mark.parametrize(
    ("runs", "end"),
    [
        ([run("morning", 0, 30)], 30),
        ([run("morning", 0, 10)], 20),
        ([run("morning", 15, taken_back=True)], 20),
        ([], 20),
        ([run("afternoon", 0, 30)], 20),
    ],
    ids=["later", "before the box was entered", "taken back", "never started", "of another phase"],
)
def test_a_box_is_open_only_in_a_phase_that_runs(runs: list[PhaseRun], end: int) -> None:
    """Else it ends with its phase, or where it began."""
    assert minutes(one_clock([span(20)], runs)) == [(20, end)]


def test_a_box_that_was_left_is_not_prolonged_to_the_end_of_its_phase() -> None:
    """Its time is known."""
    assert minutes(one_clock([span(0, 5)], [run("morning", 0, 30)])) == [(0, 5)]


def test_a_rule_that_one_laptop_has_locked_is_locked() -> None:
    """A note was taken under it."""
    records = session_records(records_of(Talk().session))
    assert not records.info.rule_locked
    locked = replace(records.info, rule_locked=True)
    assert not shown(records, [Version(records.info, Stamp(1, "b"))]).info.rule_locked
    assert shown(records, [Version(locked, Stamp(1, "b"))]).info.rule_locked


def test_the_session_has_its_report_back() -> None:
    """As it was edited."""
    records = (*records_of(Talk().session), ReportBack("r", "s", 3))
    versions = tuple(Version(record, Stamp(1, "a")) for record in records)
    assert current(SessionState("s", {}, versions)).report_back == records[-1]
    assert current(SessionState("s", {}, versions[:-1])).report_back is None


def test_a_state_without_the_details_of_its_session_is_refused_by_name() -> None:
    """A damaged file may have lost them."""
    with pytest.raises(ValueError, match="the session s has no details"):
        current(SessionState("s", {}, ()))
