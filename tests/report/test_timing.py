"""Planned and actual time: the table adds up, and its bars are correct."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_timing import timing
from breakout_tui.report.document import Paragraph, ParagraphStyle
from breakout_tui.report.figures import Bar, Chart
from breakout_tui.report.inlines import Text
from breakout_tui.report.report_model import BoxTime, PhaseReport, Stop, Timing
from breakout_tui.report.timing_blocks import held, timing_section
from breakout_tui.report.writers.character_bars import WIDTH, character_bar
from tests.report import rendering
from tests.report.rendering import render
from tests.report.room import QUESTIONS, Room

DUE = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_bar_shows_both_lengths_within_its_width(planned: int, used: int, more: int) -> None:
    """The mark is at the planned time, the blocks are the time used, and no bar exceeds the width."""
    longest = max(planned, used) + more
    drawn = character_bar(planned, used, longest)
    scale = WIDTH / max(longest, 1)
    assert len(drawn) <= WIDTH + 1
    assert drawn.index("┃") <= round(planned * scale)
    assert abs(drawn.count("█") - used * scale) <= 1


def test_the_used_times_of_the_boxes_add_up() -> None:
    """After going back, a pause and a skip, every second is in one box or one pause."""
    room = Room()
    room.do(c.Next())
    for command, minutes in (
        (c.Next(), 9.5),
        (c.Next(), 20.25),
        (c.Back(), 3),
        (c.Pause(), 4),
        (c.Resume(), 5),
        (c.Skip(), 2),
        (c.EndPhase(), 30),
    ):
        room.do(command, minutes)
    made = timing(room.session, "morning", room.reading)
    assert made is not None
    assert made.ended_at is not None
    whole = int((made.ended_at - made.started_at).total_seconds())
    assert sum(box.used for box in made.boxes) == made.used
    assert made.used + sum(stop.seconds for stop in made.pauses) == whole
    assert [box.is_dropped for box in made.boxes].count(True) == 1


def test_a_running_box_counts_up_to_now() -> None:
    """While a phase runs, its table has the time used so far."""
    room = Room()
    room.do(c.Next())
    room.at += timedelta(minutes=7)
    made = timing(room.session, "morning", room.reading)
    assert made is not None
    assert (made.used, made.ended_at, made.overrun) == (420, None, 0)


def test_overtime_has_one_figure_and_pauses_are_printed() -> None:
    """The difference from the plan, in one form."""
    room = Room()
    room.do(c.Next())
    room.do(c.Pause(), 5)
    room.do(c.Resume(), 3)
    room.do(c.Next(), 15)
    markdown = render(compose(room.session, room.reading))
    assert "| Opening | 10:00 | 20:00 | +10:00 |" in markdown
    assert "Over time" not in markdown
    assert "Paused at 09:35 for 3 min (not counted above)." in markdown


def test_a_box_has_its_title_and_one_of_several_its_short_name_too() -> None:
    """A box alone in its step is named by that step."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next(), 4)
    made = timing(room.session, "morning", room.reading)
    assert made is not None
    opening, *questions, pause = made.boxes[:5]
    assert [(box.label, box.title) for box in (opening, pause)] == [("", "Opening"), ("", "Break")]
    assert [(box.label, box.title) for box in questions] == [
        (f"Q{number}", question) for number, question in enumerate(QUESTIONS, 1)
    ]


def test_an_end_that_was_moved_is_the_planned_end() -> None:
    """Flexible or fixed."""
    room = Room()
    room.do(c.Next())
    before = timing(room.session, "morning", room.reading)
    room.do(c.EndLater(300))
    after = timing(room.session, "morning", room.reading)
    assert before is not None
    assert after is not None
    assert after.due_at == before.due_at + timedelta(minutes=5)
    room.do(c.SetEnd(DUE))
    fixed = timing(room.session, "morning", room.reading)
    assert fixed is not None
    assert fixed.due_at == DUE


def test_a_late_end_is_compared_with_the_planned_end() -> None:
    """A pause moves the flexible end, so only time after that is late."""
    room = Room()
    room.do(c.Next())
    room.do(c.Pause(), 5)
    room.do(c.Resume(), 10)
    room.do(c.EndPhase(), 169)
    made = timing(room.session, "morning", room.reading)
    assert made is not None
    assert held(made) == "Held from 09:30 to 12:34, ending 4 min late."


def test_a_phase_that_was_not_started_has_no_times() -> None:
    """The afternoon is not in the table before it begins."""
    assert timing(Room().session, "afternoon", Room().reading) is None
    assert not re.search("Planned and actual", render(compose(Room().session, Room().reading)))


def timed(*boxes: BoxTime, ended: int | None = 0, pauses: tuple[Stop, ...] = ()) -> Timing:
    """The times of a phase that was due at half past ten and ended so many seconds later; None: it runs."""
    end = None if ended is None else DUE + timedelta(seconds=ended)
    return Timing(DUE - timedelta(hours=1), end, DUE, sum(box.used for box in boxes), boxes, pauses)


def printed(made: Timing) -> list[str]:
    """The lines of its section."""
    phase = PhaseReport("Morning *1*", False, (), (), (), (), (), made)
    return rendering.printed(timing_section([replace(phase, timing=None), phase]))


@pytest.mark.parametrize(
    ("seconds", "how"),
    [
        (60, "ending 1 min late"),
        (59, "ending on time"),
        (-59, "ending on time"),
        (-60, "ending 1 min early"),
        (7_500, "ending 2 h 5 min late"),
    ],
)
def test_a_delay_is_mentioned_from_one_minute(seconds: int, how: str) -> None:
    """Late or early."""
    end = DUE + timedelta(seconds=seconds)
    assert held(timed(ended=seconds)) == f"Held from 09:30 to {end:%H:%M}, {how}."


def test_a_phase_that_runs_says_when_it_is_due() -> None:
    """It is neither late nor early yet."""
    assert held(timed(ended=None)) == "Started at 09:30; due to end at 10:30."


def test_the_table_compares_each_box_and_the_whole_with_the_plan() -> None:
    """A sign before the minutes; no difference for a box that was not used or is under way."""
    made = timed(
        BoxTime("", "Open *it*", 600, 570),
        BoxTime("Q1", "Roles", 1200, 1330),
        BoxTime("Q2", "Laws", 600, 0, is_dropped=True),
        BoxTime("", "Break", 60, 61),
    )
    assert printed(made) == [
        "## Planned and actual time",
        "",
        "Times are in minutes and seconds.",
        "",
        "### Morning \\*1\\*",
        "",
        "In the bars, █ is time used and ┃ marks the planned time.",
        "",
        "| Box | Planned | Used | Difference | |",
        "| :-- | --: | --: | --: | :-- |",
        "| Open \\*it\\* | 10:00 | 9:30 | −0:30 | `██████████·┃` |",
        "| Q1 Roles | 20:00 | 22:10 | +2:10 | `██████████████████████┃██` |",
        "| Q2 Laws (dropped) | 10:00 | 0:00 | – | `···········┃` |",
        "| Break | 1:00 | 1:01 | +0:01 | `█┃` |",
        "| **Total** | 41:00 | 32:41 | −8:19 | |",
        "",
    ]


def test_leads_owners_and_materials_are_named_below_the_table() -> None:
    """Literally, and only where the programme names them."""
    made = timed(
        BoxTime("Q1", "Roles", 60, 60, lead="Ana *Lopez*"), BoxTime("", "Rain", 60, 60, lead="Lena Vogt")
    )
    made = replace(made, owners=(("Opening", "The host"),), materials=(("Items", "Pens"), ("Vote", "Dots")))
    assert printed(made)[-6:] == [
        "Led by – Q1: Ana \\*Lopez\\*; Rain: Lena Vogt.",
        "",
        "Owners – Opening: The host.",
        "",
        "Materials – Items: Pens; Vote: Dots.",
        "",
    ]


def test_the_owner_and_the_materials_of_a_step_are_in_the_report() -> None:
    """From the programme of the session; the lead also beside the title of the box."""
    room = Room()
    phase = room.session.info.programme.phases[0]
    steps = (replace(phase.steps[0], owner="The host", materials="Pens"), *phase.steps[1:])
    programme = replace(
        room.session.info.programme,
        phases=(replace(phase, steps=steps), *room.session.info.programme.phases[1:]),
    )
    room.session = replace(room.session, info=replace(room.session.info, programme=programme))
    room.do(c.Next())
    room.session = room.session.put(replace(room.session.boxes[1], lead="Ana Lopez"))
    room.do(c.Next(), 9)
    room.say(Kind.CHALLENGE, "Silos")
    text = render(compose(room.session, room.reading))
    assert "\nOwners – Opening: The host.\n\nMaterials – Opening: Pens.\n" in text
    assert " · Ana Lopez\n" in text
    assert "Led by – Q1: Ana Lopez." in text


def test_what_is_under_way_has_no_difference_yet() -> None:
    """Neither the box nor the phase."""
    made = timed(BoxTime("", "Opening", 60, 90), BoxTime("Q1", "Roles", 90, 10, is_open=True), ended=None)
    assert printed(made)[10:] == [
        "| Opening | 1:00 | 1:30 | +0:30 | `████████████████┃████████` |",
        "| Q1 Roles | 1:30 | 0:10 | – | `███·····················┃` |",
        "| **Total** | 2:30 | 1:40 | – | |",
        "",
    ]


def test_every_pause_is_told_with_its_length() -> None:
    """A phase without boxes has them too."""
    pauses = (Stop(DUE, 20), Stop(DUE + timedelta(minutes=2), 240))
    assert printed(timed(pauses=pauses))[-4:] == [
        "| **Total** | 0:00 | 0:00 | 0:00 |",
        "",
        "Paused at 10:30 for 20 s and at 10:32 for 4 min (not counted above).",
        "",
    ]


def test_a_short_stay_is_seen_in_its_bar() -> None:
    """One block at least, beside the mark; nothing used, no block."""
    assert character_bar(600, 1, 36_000) == "┃█"
    assert character_bar(3600, 1, 36_000) == "█·┃"
    assert character_bar(0, 0, 0) == "┃"


def test_the_longest_box_has_the_longest_bar() -> None:
    """Even one of a second."""
    assert character_bar(1, 1, 1) == "█" * WIDTH + "┃"
    assert character_bar(3600, 1800, 3600) == "█" * (WIDTH // 2) + "·" * (WIDTH // 2) + "┃"


def test_the_times_of_a_phase_are_a_chart_of_planned_and_used_time_with_a_table() -> None:
    """A dropped box is faint; the same is said in a sentence, and the table ends with the total."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next(), 9)
    room.do(c.Skip(), 12)
    report = compose(room.session, room.reading)
    _, remark, _, chart, *_ = timing_section(report.phases)
    assert remark == Paragraph((Text("Times are in minutes and seconds."),), ParagraphStyle.REMARK)
    assert isinstance(chart, Chart)
    assert chart.title == "Morning: planned and actual time"
    assert chart.bars[0] == Bar("Opening", 540, "9:00", 600)
    assert ["dropped" in bar.label for bar in chart.bars] == [bar.is_faint for bar in chart.bars]
    assert sum(bar.is_faint for bar in chart.bars) == 1
    assert chart.alternative.startswith(
        "Time used, of the time planned, in minutes and seconds. Opening: 9:00 of 10:00; Q1 "
    )
    assert chart.table is not None
    assert chart.table.has_total
