"""Reads the phases and steps of the programme file, in both forms of the file.

A file has ``[[phases]]``, or the two tables ``[morning]`` and ``[afternoon]`` of the first form, which are the phases of one
day with lunch between them.
"""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import OVER_STEPS, AgendaSource, Phase, Step, StepKind
from breakout_tui.inputs.layout import PhaseDraft
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown
from breakout_tui.inputs.table import LONGEST_QUESTION, MOST_MINUTES, Table

OLD_PHASES = ("morning", "afternoon")
"""The phases of the first form, each a table of its own."""
_OLD_PAUSE = "Lunch"
"""What lies between them."""
MOST_DAYS = 99

_PHASE = ("id", "title", "day", "starts", "ends", "pause", "steps")
_OLD_PHASE = ("title", "ends", "steps")
_STEP = ("id", "kind", "title", "minutes", "minimum", "fixed", "notes", "agenda", "over", "prompts")

_NOTES = tuple(kind for kind in Kind if kind is not Kind.PARKED)


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
    return Phase(draft.id, draft.title or "", steps, draft.starts, draft.ends, draft.day, draft.pause)


def unique_id(table: Table, ids: dict[str, KeyPath]) -> str | None:
    """The id of a table, which no table before it in ``ids`` has; it is added to them."""
    found = table.identifier("id")
    if found is None:
        return None
    if found in ids:
        table.report("id", f"{shown(found)} is already the id of {key_path(ids[found])}; choose another id")
        return None
    ids[found] = table.path
    return found


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
        pause=(table.text("pause") or "") if table.has("pause") else "",
        steps=_steps(table, step_ids, problems),
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
        steps=_steps(table, step_ids, problems),
    )


def _steps(table: Table, ids: dict[str, KeyPath], problems: Problems) -> tuple[Step | None, ...]:
    entries = table.tables("steps", _STEP, required=True)
    return tuple(None if entry is None else _step(entry, ids, problems) for entry in entries)


def _step(table: Table, ids: dict[str, KeyPath], problems: Problems) -> Step | None:
    before = problems.count
    step_id = unique_id(table, ids)
    kind = table.choice("kind", tuple(StepKind))
    title = table.text("title")
    minutes = table.integer("minutes", MOST_MINUTES, "minutes", required=True)
    minimum = table.integer("minimum", MOST_MINUTES, "minutes", required=False)
    fixed = table.flag("fixed")
    prompts = table.texts("prompts", LONGEST_QUESTION, of="texts") or ()
    note_kind = agenda = None
    if kind is StepKind.DISCUSS:
        note_kind = table.choice("notes", _NOTES)
        agenda = table.choice("agenda", tuple(AgendaSource))
    elif kind is not None:
        for key in ("notes", "agenda"):
            if table.has(key):
                table.report(
                    key,
                    f'only a step of kind "discuss" has this key, not one of kind "{kind.value}"; remove it',
                )
    over = table.choices("over", _NOTES) or ()
    if kind is not None and kind not in OVER_STEPS and table.has("over"):
        kinds = ", ".join(f'"{each.value}"' for each in OVER_STEPS)
        table.report(
            "over",
            f'only steps of the kinds {kinds} have this key, not one of kind "{kind.value}"; remove it',
        )
    if minimum is not None and minutes is not None and minimum > minutes:
        table.report("minimum", f"expected at most the {minutes} minutes of the step, found {minimum}")
    elif fixed and minimum is not None and minimum != minutes:
        table.report("minimum", f"a fixed step cannot shrink to {minimum} minutes; remove this key")
    if problems.count > before or step_id is None or kind is None or title is None or minutes is None:
        return None
    return Step(
        id=step_id,
        kind=kind,
        title=title,
        planned=minutes * 60,
        minimum=None if minimum is None else minimum * 60,
        fixed=bool(fixed),
        note_kind=note_kind,
        agenda=agenda,
        prompts=tuple(prompt for prompt in prompts if prompt),
        over=over,
    )
