"""Reads the steps of a phase in the programme file."""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import OVER_STEPS, AgendaSource, Step, StepKind, Talk
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown
from breakout_tui.inputs.speaking_times import SPEAKING_KEYS, speaking_times
from breakout_tui.inputs.table import LONGEST_QUESTION, LONGEST_TITLE, MOST_MINUTES, Table

NOTES = tuple(kind for kind in Kind if kind is not Kind.PARKED)
"""The kinds that a step or a question can collect."""

_STEP = (
    *("id", "kind", "title", "minutes", "minimum", "fixed", "notes", "agenda", "prompts"),
    *("over", "talks", "speaker", "silent", "materials", "owner"),
    *SPEAKING_KEYS,
)
_TALK = ("title", "speaker", "minutes")
TALKS = '[{ title = "…", speaker = "…", minutes = 20 }]'
"""What a list of talks looks like."""
_ONLY_IN = {
    "agenda": (StepKind.DISCUSS,),
    "notes": (StepKind.DISCUSS, StepKind.TALK),
    "talks": (StepKind.TALK,),
    "speaker": (StepKind.TALK,),
    "over": OVER_STEPS,
}
"""The keys that only steps of some kinds have."""


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


def read_steps(phase: Table, ids: dict[str, KeyPath], problems: Problems) -> tuple[Step | None, ...]:
    """The steps of a phase, with None in place of each one with a problem; their ids are added to ``ids``."""
    entries = phase.tables("steps", _STEP, required=True)
    return tuple(None if entry is None else _step(entry, ids, problems) for entry in entries)


def _step(table: Table, ids: dict[str, KeyPath], problems: Problems) -> Step | None:
    before = problems.count
    step_id = unique_id(table, ids)
    kind = table.choice("kind", tuple(StepKind))
    title = table.text("title")
    minutes = table.integer("minutes", MOST_MINUTES, "minutes", required=True)
    minimum, fixed = _shortest(table, minutes)
    prompts = table.texts("prompts", LONGEST_QUESTION, of="texts") or ()
    _check_keys(table, kind)
    is_discussion = kind is StepKind.DISCUSS
    has_notes = is_discussion or (kind is StepKind.TALK and table.has("notes"))
    note_kind = table.choice("notes", NOTES) if has_notes else None
    agenda = table.choice("agenda", tuple(AgendaSource)) if is_discussion else None
    over = table.choices("over", NOTES) or ()
    talks = _talks(table, title or "", problems) if kind is StepKind.TALK else ()
    silent = table.optional_minutes("silent") or 0
    materials = table.optional_text("materials", LONGEST_QUESTION)
    owner = table.optional_text("owner")
    speaking, reply = speaking_times(table)
    if minutes is not None and silent > minutes * 60:
        table.report("silent", f"expected at most the {minutes} minutes of the step, found {silent // 60}")
    if problems.count > before or step_id is None or kind is None or title is None or minutes is None:
        return None
    return Step(
        id=step_id,
        kind=kind,
        title=title,
        planned=minutes * 60,
        minimum=minimum,
        fixed=fixed,
        note_kind=note_kind,
        agenda=agenda,
        prompts=tuple(prompt for prompt in prompts if prompt),
        over=over,
        talks=talks,
        silent=silent,
        materials=materials,
        owner=owner,
        speaking=speaking,
        reply=reply,
    )


def _shortest(table: Table, minutes: int | None) -> tuple[int | None, bool]:
    """The minimum in seconds, and whether the step is fixed."""
    minimum = table.integer("minimum", MOST_MINUTES, "minutes", required=False)
    fixed = table.flag("fixed")
    if minimum is not None and minutes is not None and minimum > minutes:
        table.report("minimum", f"expected at most the {minutes} minutes of the step, found {minimum}")
    elif fixed and minimum is not None and minimum != minutes:
        table.report("minimum", f"a fixed step cannot shrink to {minimum} minutes; remove this key")
    return None if minimum is None else minimum * 60, bool(fixed)


def _check_keys(table: Table, kind: StepKind | None) -> None:
    """Report the keys that a step of this kind does not have."""
    for key, kinds in _ONLY_IN.items():
        if kind is None or kind in kinds or not table.has(key):
            continue
        names = ", ".join(f'"{each.value}"' for each in kinds)
        only = f"a step of kind {names} has" if len(kinds) == 1 else f"steps of the kinds {names} have"
        table.report(key, f'only {only} this key, not one of kind "{kind.value}"; remove it')


def _talks(table: Table, title: str, problems: Problems) -> tuple[Talk, ...]:
    """The talks of a talk step: those in its list, or the step itself."""
    speaker = table.optional_text("speaker")
    if not table.has("talks"):
        return (Talk(title, speaker),)
    if table.has("speaker"):
        table.report("speaker", "the step has talks, each with a speaker of its own; remove this key")
    before = problems.count
    entries = table.tables("talks", _TALK, required=True, example=TALKS)
    talks = tuple(_talk(entry) for entry in entries if entry is not None)
    return () if problems.count > before else talks


def _talk(table: Table) -> Talk:
    return Talk(
        table.text("title", LONGEST_TITLE) or "",
        table.optional_text("speaker"),
        table.optional_minutes("minutes"),
    )
