"""Reads the phases of the programme file, in both forms of the file.

A file has ``[[phases]]``, or the two tables ``[morning]`` and ``[afternoon]`` of the first form, which are the phases of one
day with lunch between them.
"""

from __future__ import annotations

from breakout_tui.domain.programme import Phase
from breakout_tui.inputs.layout import PhaseDraft
from breakout_tui.inputs.problems import KeyPath, Problems, key_path
from breakout_tui.inputs.speaking_times import SPEAKING_KEYS, speaking_times
from breakout_tui.inputs.step_tables import read_steps, unique_id
from breakout_tui.inputs.table import Table

OLD_PHASES = ("morning", "afternoon")
"""The phases of the first form, each a table of its own."""
_OLD_PAUSE = "Lunch"
"""What lies between them."""
MOST_DAYS = 99

_PHASE = ("id", "title", "day", "starts", "ends", "pause", "steps", *SPEAKING_KEYS)
_OLD_PHASE = ("title", "ends", "steps", *SPEAKING_KEYS)


def read_phases(whole: Table, problems: Problems) -> list[PhaseDraft]:
    """The phases of the file as far as they can be read, in order."""
    step_ids: dict[str, KeyPath] = {}
    old = [name for name in OLD_PHASES if whole.has(name)]
    if whole.has("phases"):
        for name in old:
            whole.report(name, f"the file has [[phases]] too; make [{name}] one of them, or remove it")
        return _phases(whole, step_ids, problems)
    if old:
        return [_old_phase(whole, name, step_ids, problems) for name in OLD_PHASES]
    return _phases(whole, step_ids, problems)  # reports that they are missing


def phase_of(draft: PhaseDraft) -> Phase:
    """The phase of a draft without problems."""
    steps = tuple(step for step in draft.steps if step)
    speaking, reply = draft.speaking
    return Phase(
        draft.id,
        draft.title or "",
        steps,
        draft.starts,
        draft.ends,
        draft.day,
        draft.pause,
        speaking=speaking,
        reply=reply,
    )


def _phases(whole: Table, step_ids: dict[str, KeyPath], problems: Problems) -> list[PhaseDraft]:
    ids: dict[str, KeyPath] = {}
    tables = whole.tables("phases", _PHASE, required=True)
    return [_phase(table, ids, step_ids, problems) for table in tables if table is not None]


def _phase(
    table: Table, ids: dict[str, KeyPath], step_ids: dict[str, KeyPath], problems: Problems
) -> PhaseDraft:
    phase_id = unique_id(table, ids)
    return PhaseDraft(
        path=table.path,
        id=phase_id or key_path(table.path),
        title=table.text("title"),
        day=table.integer("day", MOST_DAYS, "days", required=False) or 1,
        starts=table.time_of_day("starts"),
        ends=table.time_of_day("ends"),
        pause=table.optional_text("pause"),
        steps=read_steps(table, step_ids, problems),
        speaking=speaking_times(table),
    )


def _old_phase(whole: Table, name: str, step_ids: dict[str, KeyPath], problems: Problems) -> PhaseDraft:
    table = whole.table(name, _OLD_PHASE)
    if table is None:
        return PhaseDraft((name,), name, None, ())
    return PhaseDraft(
        path=table.path,
        id=name,
        title=table.text("title"),
        ends=table.time_of_day("ends"),
        pause=_OLD_PAUSE if name == OLD_PHASES[0] else "",
        steps=read_steps(table, step_ids, problems),
        speaking=speaking_times(table),
    )
