"""What is announced before wishes are collected: the themes and their seats, the rule, and the seed of the draw."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.allocation import CRITERIA, Allocation, State, Task, slots_of
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import plural
from breakout_tui.report.allocation_rule import rule_blocks
from breakout_tui.report.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    ParagraphStyle,
    Properties,
)
from breakout_tui.report.figures import Align, Column, TableBlock
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.report_document import TOOL

_LEAD = (
    "Put the themes into the order in which you want them. The order in which the answers come in does not matter. Who sends none "
    "gets the seats that the others leave."
)


def announcement(programme: Programme, seed: str) -> Document:
    """A page for all delegates; nothing in it depends on who wishes for what."""
    task = Task(programme.tracks, slots_of(programme), ())
    allocation = Allocation(programme.event, State.DRAFT, 1, seed, task, (), (), criteria=CRITERIA)
    event = one_line(programme.event)
    blocks = [
        Paragraph((Text(event),), ParagraphStyle.PLACE),
        Paragraph((Text(_LEAD),), ParagraphStyle.LEAD),
        *_themes(programme, task),
        *rule_blocks(allocation),
    ]
    return Document(
        "How places will be given", tuple(blocks), properties=Properties(subject=event, tool=TOOL)
    )


def _themes(programme: Programme, task: Task) -> Iterator[Block]:
    """The themes of each track, with their seats."""
    titles = programme.titles
    columns = (
        Column((Text("Theme"),), width=6),
        Column((Text("Rounds"),), align=Align.RIGHT),
        Column((Text("Seats in all rounds"),), width=2, align=Align.RIGHT),
    )
    for track in programme.tracks:
        yield Heading(1, (in_line(track.title),))
        each = f"Each delegate attends {plural(track.explore, 'theme')} of these {len(track.themes)}."
        yield Paragraph((Text(each),))
        rows = []
        for theme in track.themes:
            slots = [slot for slot in task.slots if slot.place.theme == theme]
            rounds = len({slot.place.round for slot in slots})
            seats = sum(slot.capacity for slot in slots)
            rows.append(((in_line(titles[theme]),), (Text(str(rounds)),), (Text(f"{seats:,}"),)))
        yield TableBlock(columns, tuple(rows))
