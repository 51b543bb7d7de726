"""The day that a programme plans, as lines of text: each box with its time, its minutes and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from breakout_tui.cli.explained_rooms import explained_rooms
from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.between_phases import title_between
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AgendaSource, Phase, Programme, Step, StepKind, Theme
from breakout_tui.domain.step_kinds import kinds_over, read_in
from breakout_tui.domain.text import clean_line
from breakout_tui.report.formatting import spell

_WIDEST = 56
"""Cells of a title; a longer one is cut."""
_DAY = 24 * 60 * 60
_EACH_ISSUE = "one box for each priority issue"
_EACH_GROUP = "one box for each country group, if there are any"
_TOPICS_COME = "topics come on the day"


class _Row(NamedTuple):
    """One box."""

    at: str
    name: str
    title: str
    minutes: str
    least: str
    what: str
    about: str
    """Who leads it, and what else the programme says."""


def explained(programme: Programme) -> Iterator[str]:
    """The phases in order, a line a box; where the themes have different boxes, those of each theme."""
    yield f"{clean_line(programme.event)} · attribution: {programme.rule.value}"
    for index, phase in enumerate(programme.phases):
        if index:
            yield from ("", _pause(programme.phases[index - 1], phase))
        yield from ("", f"{clean_line(phase.title)} · {' · '.join(_about_phase(phase, programme))}")
        yield from _aligned(list(_rows(phase, programme)))
    yield from explained_rooms(programme)


def _about_phase(phase: Phase, programme: Programme) -> Iterator[str]:
    """Its day, its times and its length."""
    if programme.phases[-1].day > 1:
        yield f"day {phase.day}"
    start, end = _start(phase), phase.ends
    if start is None:
        yield "times from its start"
    yield f"{spell(phase.planned)} planned"
    if phase.starts is not None and end is not None:
        yield f"ends at {end:%H:%M}"
        there = (_seconds(end) - _seconds(phase.starts)) % _DAY
        if there > phase.planned:
            yield f"{spell(there - phase.planned)} spare"
        elif there < phase.planned:
            yield f"{spell(phase.planned - there)} too long, so the boxes become shorter"
    elif end is not None:
        yield f"ends at {end:%H:%M}, whenever it starts"


def _pause(before: Phase, phase: Phase) -> str:
    title = clean_line(title_between(before, phase))
    if before.day != phase.day or phase.starts is None or (start := _start(before)) is None:
        return title
    ends = _seconds(before.ends) if before.ends is not None else start + before.planned
    left = _seconds(phase.starts) - ends
    return f"{title} · {spell(left)}" if left > 0 else title


def _rows(phase: Phase, programme: Programme) -> Iterator[_Row | str]:
    """The rows of a phase, and the title of a theme before its own ones."""
    start = _start(phase)
    is_clock, at = start is not None, start or 0
    for step in phase.steps:
        found = [(theme, _boxes(step, phase, theme, programme)) for theme in programme.themes]
        if len({tuple(map(_shown, boxes)) for _, boxes in found}) == 1:
            found = found[:1]
        for theme, boxes in found:
            if len(found) > 1:
                yield f"  Theme: {clean_line(theme.title)}"
            begins = at
            for index, box in enumerate(boxes):
                yield _row(box, begins, step, programme, is_clock=is_clock, is_first=index == 0)
                begins += box.planned
        at += step.planned


def _boxes(step: Step, phase: Phase, theme: Theme, programme: Programme) -> tuple[Box, ...]:
    """The boxes of a step; one for those that are known only when the phase starts."""
    is_open = step.agenda is AgendaSource.PRIORITIES and not theme.priorities
    boxes = lay_out(
        "", phase, theme, priorities=(_EACH_ISSUE,) if is_open else theme.priorities, groups=programme.groups
    )
    return tuple(box for box in boxes if box.step == step.id)


def _shown(box: Box) -> tuple[object, ...]:
    """What is said of a box, so that equal ones are said once."""
    return box.label, box.title, box.planned, box.minimum, box.note_kind, box.lead


def _row(box: Box, at: int, step: Step, programme: Programme, *, is_clock: bool, is_first: bool) -> _Row:
    hours, minutes = at // 3600, at // 60 % 60
    about = [box.lead]
    if box.silent:
        about.append(f"silent for {_minutes(box.silent)}")
    if is_first:
        about += [f"materials: {step.materials}" if step.materials else ""]
        about += [f"owner: {step.owner}" if step.owner else ""]
    return _Row(
        at=f"{hours % 24:02}:{minutes:02}" if is_clock else f"{hours}:{minutes:02}",
        name=clean_line(box.label),
        title=_title(box, step, programme),
        minutes=_minutes(box.planned),
        least="fixed" if box.fixed else f"at least {_minutes(box.minimum)}",
        what=_what(box, step, programme),
        about=clean_line(" · ".join(filter(None, about))),
    )


def _title(box: Box, step: Step, programme: Programme) -> str:
    """The title, unless it repeats the name. If the box will become several boxes, the text says which ones."""
    if box.title != step.title:
        return clean_line(box.title)
    if step.agenda is AgendaSource.GROUPS and not programme.groups:
        return _EACH_GROUP
    return _TOPICS_COME if step.agenda is AgendaSource.QUESTIONS else ""


def _what(box: Box, step: Step, programme: Programme) -> str:
    """What happens in a box: the notes that it collects, or what a step is about."""
    labels = programme.labels
    read = labels.listed(read_in(programme, step))
    match box.kind:
        case StepKind.DISCUSS:
            return clean_line(labels.many(box.note_kind or Kind.PARKED))
        case StepKind.TALK:
            return clean_line(f"talk · {labels.many(box.note_kind)}" if box.note_kind else "talk")
        case StepKind.RANK:
            return clean_line(f"vote on {labels.listed(kinds_over(programme, step), 'or')}")
        case StepKind.AGREE:
            return clean_line(f"agreement on {labels.listed(kinds_over(programme, step))}")
        case StepKind.READBACK:
            return clean_line(f"read-back of {read}" if read else "read-back")
        case _:
            return str(box.kind.value)


def _aligned(rows: Sequence[_Row | str]) -> Iterable[str]:
    """The rows in columns, by the cells that they take in a terminal."""
    boxes = [row for row in rows if isinstance(row, _Row)]
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*boxes, strict=True)]
    for row in rows:
        if isinstance(row, str):
            yield row
            continue
        cells = [_cell(text, width) for text, width in zip(row, widths, strict=True)]
        cells[3] = " " * (widths[3] - cell_len(row.minutes)) + row.minutes
        yield "  ".join(
            cell for cell, width in zip(("", *cells[:-1], row.about), (1, *widths), strict=True) if width
        ).rstrip()


def _cell(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    return f"{set_cell_size(text, width - 1)}…"


def _start(phase: Phase) -> int | None:
    """When a phase starts, in seconds of the day: as it says, else so that it ends in time; None where neither is fixed."""
    if phase.starts is not None:
        return _seconds(phase.starts)
    return None if phase.ends is None else (_seconds(phase.ends) - phase.planned) % _DAY


def _seconds(at: time) -> int:
    return (at.hour * 60 + at.minute) * 60


def _minutes(seconds: int) -> str:
    """``15 min``, or ``18:45 min`` where it is not whole."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02} min" if rest else f"{whole} min"
