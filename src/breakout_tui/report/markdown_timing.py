"""Planned against actual time as a Markdown table, with a bar for each box."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.report.formatting import clock, listed, minutes, spell
from breakout_tui.report.markdown_text import inline
from breakout_tui.report.report_model import BoxTime, PhaseReport, Timing

BAR = 24
"""Width of the longest bar in characters."""
WORTH_TELLING = 60
"""Seconds from which a delay is mentioned."""


def timing_section(phases: Iterable[PhaseReport]) -> Iterable[str]:
    """The lines of the section on times; none if no phase was started."""
    tables = [(phase.title, phase.timing) for phase in phases if phase.timing is not None]
    if not tables:
        return
    yield from ("## Planned and actual time", "")
    yield from (
        "Times are in minutes and seconds. In the bars, █ is time used and ┃ marks the planned time.",
        "",
    )
    for title, timing in tables:
        yield from (f"### {inline(title)}", "")
        yield from _table(timing)
        yield ""
        yield from _remarks(timing)
        yield from _people_and_things(timing)


def held(timing: Timing) -> str:
    """When the phase took place, in a sentence."""
    if timing.ended_at is None:
        return f"Started at {clock(timing.started_at)}; due to end at {clock(timing.due_at)}."
    overrun = timing.overrun
    if overrun >= WORTH_TELLING:
        how = f"ending {spell(overrun)} late"
    elif overrun <= -WORTH_TELLING:
        how = f"ending {spell(-overrun)} early"
    else:
        how = "ending on time"
    return f"Held from {clock(timing.started_at)} to {clock(timing.ended_at)}, {how}."


def bar(planned: int, used: int, longest: int) -> str:
    """The bar of a box: time used, time left of the plan, and a mark at the planned time."""
    scale = BAR / max(longest, 1)
    filled, mark = round(used * scale), round(planned * scale)
    if used and not filled:
        filled = 1
    cells = "█" * filled + "·" * (mark - filled)
    return f"{cells[:mark]}┃{cells[mark:]}"


def _table(timing: Timing) -> Iterable[str]:
    longest = max((max(box.planned, box.used) for box in timing.boxes), default=0)
    yield "| Box | Planned | Used | Difference | |"
    yield "| :-- | --: | --: | --: | :-- |"
    for box in timing.boxes:
        difference = "–" if box.is_open or not box.used else _difference(box.used - box.planned)
        drawn = bar(box.planned, box.used, longest)
        yield f"| {_name(box)} | {minutes(box.planned)} | {minutes(box.used)} | {difference} | `{drawn}` |"
    planned = sum(box.planned for box in timing.boxes)
    difference = "–" if timing.ended_at is None else _difference(timing.used - planned)
    yield f"| **Total** | {minutes(planned)} | {minutes(timing.used)} | {difference} | |"


def _name(box: BoxTime) -> str:
    dropped = " (dropped)" if box.is_dropped else ""
    return f"{f'{box.label} ' if box.label else ''}{inline(box.title)}{dropped}"


def _difference(seconds: int) -> str:
    return f"+{minutes(seconds)}" if seconds > 0 else minutes(seconds)


def _remarks(timing: Timing) -> Iterable[str]:
    over = [
        f"{box.label or inline(box.title)} by {spell(box.over)}"
        for box in timing.boxes
        if box.over >= WORTH_TELLING
    ]
    if over:
        yield from (f"Over time: {listed(over)}.", "")
    if timing.pauses:
        when = listed([f"at {clock(each.at)} for {spell(each.seconds)}" for each in timing.pauses])
        yield from (f"Paused {when} (not counted above).", "")


def _people_and_things(timing: Timing) -> Iterable[str]:
    """Who led, who was responsible and what was needed, as the programme says."""
    leads = [(box.label or box.title, box.lead) for box in timing.boxes if box.lead]
    for heading, entries in (("Led by", leads), ("Owners", timing.owners), ("Materials", timing.materials)):
        if entries:
            words = "; ".join(f"{inline(title)}: {inline(text)}" for title, text in entries)
            yield from (f"{heading} – {words}.", "")
