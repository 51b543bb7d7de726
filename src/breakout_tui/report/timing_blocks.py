"""Planned against actual time: a chart and a table for each phase."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.gist import gist
from breakout_tui.report.document import Block, Heading, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Align, Bar, Chart, ChartKind, Column, Row, TableBlock
from breakout_tui.report.formatting import clock, listed, minutes, spell
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import one_line
from breakout_tui.report.report_model import BoxTime, PhaseReport, Timing

WORTH_TELLING = 60
"""Seconds from which a delay is mentioned."""

GIST = 80
"""Longest title of a box in the table, in code points."""

_COLUMNS = (
    Column((Text("Box"),), width=4),
    Column((Text("Planned"),), Align.RIGHT),
    Column((Text("Used"),), Align.RIGHT),
    Column((Text("Difference"),), Align.RIGHT),
)


def timing_section(phases: Iterable[PhaseReport]) -> Iterable[Block]:
    """The section on times; nothing if no phase was started."""
    tables = [(phase.title, phase.timing) for phase in phases if phase.timing is not None]
    if not tables:
        return
    yield Heading(1, (Text("Planned and actual time"),), "times")
    yield Paragraph((Text("Times are in minutes and seconds."),), ParagraphStyle.REMARK)
    for number, (title, timing) in enumerate(tables, 1):
        yield Heading(2, (Text(one_line(title)),), f"times_{number}")
        yield _table(timing, one_line(title))
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


def _table(timing: Timing, title: str) -> Block:
    planned = sum(box.planned for box in timing.boxes)
    difference = "–" if timing.ended_at is None else _difference(timing.used - planned)
    total = ("Total", minutes(planned), minutes(timing.used), difference)
    rows = [_cells(_row(box)) for box in timing.boxes]
    table = TableBlock(_COLUMNS, (*rows, ((Strong((Text(total[0]),)),), *_cells(total[1:]))), has_total=True)
    if not timing.boxes:
        return table
    bars = tuple(
        Bar(_name(box), box.used, minutes(box.used), box.planned, is_faint=box.is_dropped)
        for box in timing.boxes
    )
    told = (f"{_name(box)}: {minutes(box.used)} of {minutes(box.planned)}" for box in timing.boxes)
    alternative = f"Time used, of the time planned, in minutes and seconds. {'; '.join(told)}."
    return Chart(ChartKind.PLANNED_ACTUAL, f"{title}: planned and actual time", bars, alternative, table)


def _row(box: BoxTime) -> tuple[str, ...]:
    difference = "–" if box.is_open or not box.used else _difference(box.used - box.planned)
    return (_name(box), minutes(box.planned), minutes(box.used), difference)


def _cells(texts: Iterable[str]) -> Row:
    return tuple((Text(text),) for text in texts)


def _name(box: BoxTime) -> str:
    dropped = " (dropped)" if box.is_dropped else ""
    return f"{f'{box.label} ' if box.label else ''}{gist(one_line(box.title), GIST)}{dropped}"


def _difference(seconds: int) -> str:
    return f"+{minutes(seconds)}" if seconds > 0 else minutes(seconds)


def _remarks(timing: Timing) -> Iterable[Block]:
    if timing.pauses:
        when = listed([f"at {clock(each.at)} for {spell(each.seconds)}" for each in timing.pauses])
        yield _said(f"Paused {when} (not counted above).")


def _people_and_things(timing: Timing) -> Iterable[Block]:
    """Who led, who was responsible and what was needed, as the programme says."""
    leads = [(box.label or box.title, box.lead) for box in timing.boxes if box.lead]
    for heading, entries in (("Led by", leads), ("Owners", timing.owners), ("Materials", timing.materials)):
        if entries:
            told = "; ".join(f"{one_line(title)}: {one_line(text)}" for title, text in entries)
            yield _said(f"{heading} – {told}.")


def _said(sentence: str) -> Paragraph:
    words: Inlines = (Text(sentence),)
    return Paragraph(words)
