"""Keys of a programme file that are allowed but change nothing, for `breakout-tui check` to say so."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.programme import AgendaSource, Programme, Theme
from breakout_tui.inputs.problems import shown


def idle_keys(programme: Programme) -> tuple[str, ...]:
    """A line for each key that changes nothing: where it is, and why."""
    return (*_of_phases(programme), *_of_themes(programme))


def _of_phases(programme: Programme) -> Iterator[str]:
    for phase in programme.phases:
        for step in phase.steps:
            place = f'step "{step.id}" of {shown(phase.title)}'
            if step.fixed and step.minimum is not None:
                yield f"minimum of {place} changes nothing: a fixed step keeps its minutes"
            if len(step.talks) == 1 and step.talks[0].planned is not None:
                yield f"minutes of the only talk of {place} change nothing: it has those of the step"
    if programme.phases[-1].pause:
        yield f"pause of {shown(programme.phases[-1].title)} changes nothing: no phase comes after it"


def _of_themes(programme: Programme) -> Iterator[str]:
    is_asked = any(
        step.agenda is AgendaSource.QUESTIONS for phase in programme.phases for step in phase.steps
    )
    for theme in programme.themes:
        yield from _of_questions(theme, is_asked=is_asked)


def _of_questions(theme: Theme, *, is_asked: bool) -> Iterator[str]:
    for number, question in enumerate(theme.questions, 1):
        place = f"question {number} of {shown(theme.title)}"
        if question.note_kind is not None and not is_asked:
            yield f'notes of {place} changes nothing: no step has the agenda "questions"'
        if question.planned is not None and not is_asked:
            yield f'minutes of {place} change nothing: no step has the agenda "questions"'
        elif question.planned is not None and len(theme.questions) == 1:
            yield f"minutes of {place} change nothing: the only question has those of the step"
