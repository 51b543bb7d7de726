"""The agenda: programme × theme (× priority issues, × country groups) laid out as time boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.portions import shares, within
from breakout_tui.domain.programme import AgendaSource, Phase, Step, StepKind, Theme


@dataclass(frozen=True, slots=True)
class Box:
    """One time box of the agenda. All durations in whole seconds."""

    id: str
    session_id: str
    phase: str
    position: int
    """Order within the phase; gaps are allowed."""
    step: str
    """The id of its step; the boxes of a step are neighbours."""
    step_title: str
    kind: StepKind
    title: str
    """The question, the talk, the priority issue, the country group or the step's own title."""
    planned: int
    minimum: int
    fixed: bool = False
    note_kind: Kind | None = None
    prompts: tuple[str, ...] = ()
    group: str = ""
    """The country group it is for; empty for the whole room."""
    priority: int | None = None
    """The rank (from 1) of the priority issue it is for."""
    number: int | None = None
    """Its number within its step, if the step has several boxes."""
    allotted: int | None = None
    """The seconds it was given when the room entered it, or before that from spare time; else None."""
    dropped: bool = False
    short_name: str = ""
    """Its short name, unique within its phase; empty in files of earlier versions."""
    lead: str = ""
    """Who speaks or leads, in the words of the programme."""
    silent: int = 0
    """Seconds at its start in which everybody writes in silence."""

    @property
    def label(self) -> str:
        """Its short name: ``Q2``, ``Talk 2``, ``Issue 2`` or ``Group 2`` by what it is, else the title of its step or its own."""
        if self.short_name:
            return self.short_name
        return self.step_title if self.number is None else f"{letter_of(self)}{self.number}"

    @property
    def heading(self) -> str:
        """Its text in a list, where its number is beside it; unlike the title, it is told from others of the same title."""
        if self.number is not None:
            is_plain = self.label == f"{letter_of(self)}{self.number}"
            return self.title if is_plain else f"{self.step_title}: {self.title}"
        return self.label if self.label.startswith(self.title) else self.title


class Topic(NamedTuple):
    """The subject of one box, before it has a time."""

    title: str
    group: str = ""
    priority: int | None = None
    kind: StepKind = StepKind.DISCUSS
    note_kind: Kind | None = None
    """The kind that it collects; None for that of the step."""
    planned: int | None = None
    """The seconds that the programme gives it; None for an equal part of what the others leave."""
    lead: str = ""


def letter_of(topic: Topic | Box) -> str:
    """What stands before the number of a box, by what the box is for."""
    if topic.priority is not None:
        return "Issue "
    if topic.group:
        return "Group "
    return "Talk " if topic.kind is StepKind.TALK else "Q"


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that no other box of the phase has: the wanted one, if need be with a number."""
    known = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{wanted} {number}"
    return name


def lay_out(
    session_id: str,
    phase: Phase,
    theme: Theme,
    *,
    priorities: Sequence[str] = (),
    groups: Sequence[str] = (),
) -> tuple[Box, ...]:
    """The boxes of a phase, in order.

    The boxes of a step take the minutes that the programme gives them, and share the rest of the step evenly, in whole seconds
    that sum exactly to the step's plan. Without priority issues its boxes are the theme's questions; without questions, or
    without country groups, it is one box for the whole room.
    """
    boxes: list[Box] = []
    letters: set[str] = set()
    for step in phase.steps:
        topics = _topics(step, theme, priorities, groups)
        names = _names(step, topics, letters)
        plans = shares(step.planned, [topic.planned for topic in topics])
        minimums = within(_minimum(step), plans)
        for index, topic in enumerate(topics):
            boxes.append(
                Box(
                    id=f"{session_id}:{phase.id}:{len(boxes) + 1}",
                    session_id=session_id,
                    phase=phase.id,
                    position=(len(boxes) + 1) * 10,
                    step=step.id,
                    step_title=step.title,
                    kind=step.kind,
                    title=topic.title,
                    planned=plans[index],
                    minimum=minimums[index],
                    fixed=step.fixed,
                    note_kind=topic.note_kind or step.note_kind,
                    prompts=step.prompts,
                    group=topic.group,
                    priority=topic.priority,
                    number=index + 1 if len(topics) > 1 else None,
                    short_name=unique_name(names[index], [box.short_name for box in boxes]),
                    lead=topic.lead,
                    silent=0 if index else min(step.silent, plans[0]),
                )
            )
    return tuple(boxes)


def _names(step: Step, topics: Sequence[Topic], letters: set[str]) -> list[str]:
    """The names of a step's boxes; ``letters`` are those of the steps before, to which its own is added."""
    if len(topics) == 1:
        return [step.title]
    letter = letter_of(topics[0])
    of_step = "" if letter not in letters else f"{step.title} "
    letters.add(letter)
    return [f"{of_step}{letter}{number}" for number in range(1, len(topics) + 1)]


def _minimum(step: Step) -> int:
    if step.fixed:
        return step.planned
    return step.minimum if step.minimum is not None else step.planned // 2


def _topics(step: Step, theme: Theme, priorities: Sequence[str], groups: Sequence[str]) -> tuple[Topic, ...]:
    alone = (Topic(step.title, kind=step.kind),)
    match step.agenda:
        case AgendaSource.PRIORITIES if priorities:
            return tuple(Topic(title, priority=rank) for rank, title in enumerate(priorities, 1))
        case AgendaSource.PRIORITIES:
            return tuple(Topic(each.text, lead=each.lead) for each in theme.questions) or alone
        case AgendaSource.QUESTIONS:
            return (
                tuple(
                    Topic(each.text, note_kind=each.note_kind, planned=each.planned, lead=each.lead)
                    for each in theme.questions
                )
                or alone
            )
        case AgendaSource.GROUPS:
            return tuple(Topic(group, group=group) for group in groups) or alone
        case _:
            talks = (
                Topic(each.title, kind=StepKind.TALK, planned=each.planned, lead=each.speaker)
                for each in step.talks
            )
            return tuple(talks) or alone
