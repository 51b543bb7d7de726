"""Random programmes: one to four phases of any steps, on one day or several."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import OVER_STEPS, AgendaSource, Phase, Programme, Step, StepKind
from tests.domain import day

_COLLECTED = [kind for kind in Kind if kind is not Kind.PARKED]
_OVER = st.lists(st.sampled_from(_COLLECTED), unique=True, max_size=3).map(tuple)
_IDS = ("opening-day", "2nd", "third", "Last_1")
_TITLES = ("Morning", "Workshop: “ideas”", "第二天", "Q&A")
_PAUSES = ("", "Lunch", "Nuit")


@st.composite
def steps(draw: st.DrawFn, step_id: str) -> Step:
    """Any step of at least three minutes, so that each of its boxes has time."""
    kind = draw(st.sampled_from([StepKind.DISCUSS, *StepKind]))
    is_discussion = kind is StepKind.DISCUSS
    planned = draw(st.integers(180, 4800))
    return Step(
        step_id,
        kind,
        f"Step {step_id}",
        planned,
        minimum=draw(st.none() | st.integers(60, planned)),
        fixed=draw(st.booleans()),
        note_kind=draw(st.sampled_from(_COLLECTED)) if is_discussion else None,
        agenda=draw(st.sampled_from(AgendaSource)) if is_discussion else None,
        over=draw(_OVER) if kind in OVER_STEPS else (),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Any programme with the theme of the small day."""
    count = draw(st.integers(1, 4))
    days = sorted(draw(st.lists(st.integers(1, 3), min_size=count, max_size=count)))
    phases = tuple(
        Phase(
            _IDS[number],
            _TITLES[number],
            tuple(draw(steps(f"{number}-{step}")) for step in range(draw(st.integers(1, 4)))),
            day=days[number],
            pause=draw(st.sampled_from(_PAUSES)),
        )
        for number in range(count)
    )
    made = day.programme(questions=draw(st.integers(1, 3)))
    theme = replace(made.themes[0], priorities=draw(st.sampled_from([(), ("Budgets", "Laws")])))
    groups = draw(st.sampled_from([(), ("Small states", "Federations")]))
    return replace(made, phases=phases, themes=(theme,), groups=groups)


ICA_LIKE = day.programme(questions=2)
"""The small day with a morning and an afternoon."""
ANY_PROGRAMME = st.one_of(st.just(ICA_LIKE), programmes())
"""The small day, and any other."""
