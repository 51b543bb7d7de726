"""Reads the programme file: TOML becomes a Programme, or an error that lists every problem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import (
    AgendaSource,
    AttributionRule,
    Phase,
    PhaseName,
    Programme,
    Step,
    StepKind,
    Theme,
    Track,
)
from breakout_tui.inputs.kind_labels import read_labels
from breakout_tui.inputs.layout import PhaseDraft, ThemeLists, check_layout
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown
from breakout_tui.inputs.table import LONGEST_ID, LONGEST_TITLE, MOST_MINUTES, Table
from breakout_tui.inputs.toml_text import parse_toml, read_text

LONGEST_INTRODUCTION = 4000
LONGEST_QUESTION = 500

_PROGRAMME = (
    "event",
    "heading",
    "attribution",
    "groups",
    "labels",
    "morning",
    "afternoon",
    "themes",
    "tracks",
)
_PHASE = ("title", "ends", "steps")
_STEP = ("id", "kind", "title", "minutes", "minimum", "fixed", "notes", "agenda", "prompts")
_THEME = ("id", "title", "introduction", "questions", "priorities")
_TRACK = ("title", "themes", "explore")

_NOTES = tuple(kind for kind in Kind if kind is not Kind.PARKED)


def read_programme(path: Path) -> Programme:
    """The programme in the file at ``path``. Raises ProgrammeRefused, which lists every problem."""
    return parse_programme(read_text(path), str(path))


def parse_programme(text: str, where: str) -> Programme:
    """The programme that ``text`` describes. Raises ProgrammeRefused, in which ``where`` names the source."""
    document = parse_toml(text, where)
    problems = Problems(document)
    programme = _programme(Table(document, (), problems, _PROGRAMME), problems)
    if programme is None or problems.count:
        raise problems.refusal(where)
    return programme


def _programme(table: Table, problems: Problems) -> Programme | None:
    event = table.text("event")
    heading = table.text("heading")
    rule = table.choice("attribution", tuple(AttributionRule))
    labels = read_labels(table)
    groups = _distinct(table, "groups", LONGEST_TITLE, "country groups", problems)
    step_ids: dict[str, KeyPath] = {}
    drafts = [_phase(table, name, step_ids, problems) for name in PhaseName]
    theme_ids: dict[str, KeyPath] = {}
    themes: list[Theme | None] = []
    contents: list[ThemeLists] = []
    for entry in table.tables("themes", _THEME, required=True):
        if entry is None:
            continue
        theme, lists = _theme(entry, theme_ids, problems)
        themes.append(theme)
        contents.append(lists)
    # A theme with a faulty id is already a problem. Don't report the tracks that refer to it as well.
    known_ids = theme_ids if len(theme_ids) == len(themes) else {}
    tracks = [
        _track(entry, known_ids, problems)
        for entry in table.tables("tracks", _TRACK, required=False)
        if entry is not None
    ]
    check_layout(drafts, contents, len(groups), problems)
    if problems.count or event is None or heading is None or rule is None:
        return None
    try:
        morning, afternoon = (
            Phase(draft.name, draft.title or "", tuple(step for step in draft.steps if step), draft.ends)
            for draft in drafts
        )
        return Programme(
            event=event,
            heading=heading,
            rule=rule,
            morning=morning,
            afternoon=afternoon,
            themes=tuple(theme for theme in themes if theme),
            tracks=tuple(track for track in tracks if track),
            groups=groups,
            labels=labels,
        )
    except ValueError as refused:  # the domain checks again when it makes the objects
        problems.add((), str(refused))
        return None


def _phase(whole: Table, name: PhaseName, ids: dict[str, KeyPath], problems: Problems) -> PhaseDraft:
    table = whole.table(name.value, _PHASE)
    if table is None:
        return PhaseDraft(name, None, None, ())
    title = table.text("title")
    ends = table.time_of_day("ends")
    entries = table.tables("steps", _STEP, required=True)
    steps = tuple(None if entry is None else _step(entry, ids, problems) for entry in entries)
    return PhaseDraft(name, title, ends, steps)


def _step(table: Table, ids: dict[str, KeyPath], problems: Problems) -> Step | None:
    before = problems.count
    step_id = _unique_id(table, ids)
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
    )


def _theme(table: Table, ids: dict[str, KeyPath], problems: Problems) -> tuple[Theme | None, ThemeLists]:
    before = problems.count
    theme_id = _unique_id(table, ids)
    title = table.text("title")
    introduction = table.prose("introduction", LONGEST_INTRODUCTION)
    questions = table.texts("questions", LONGEST_QUESTION, of="questions")
    if not table.has("questions"):
        table.report("questions", "missing; add a list of questions in square brackets")
    elif questions == ():
        table.report("questions", "expected at least one question, found an empty list")
    priorities = table.texts("priorities", LONGEST_QUESTION, of="priority issues")
    contents = ThemeLists(
        path=table.path,
        questions=None if questions is None else len(questions),
        priorities=None if priorities is None else len(priorities),
        has_priorities=table.has("priorities") and priorities != (),
    )
    if problems.count > before or theme_id is None or title is None or introduction is None:
        return None, contents
    return Theme(theme_id, title, introduction, _present(questions), _present(priorities)), contents


def _track(table: Table, theme_ids: dict[str, KeyPath], problems: Problems) -> Track | None:
    before = problems.count
    title = table.text("title")
    themes = _distinct(table, "themes", LONGEST_ID, "theme ids", problems)
    if not table.has("themes"):
        table.report("themes", "missing; add a list of theme ids in square brackets")
    elif problems.count == before and not themes:
        table.report("themes", "expected at least one theme id, found an empty list")
    for index, theme in enumerate(themes):
        if theme_ids and theme not in theme_ids:
            known = ", ".join(list(theme_ids)[:6])
            problems.add(
                (*table.path, "themes", index), f"expected the id of a theme ({known}), found {shown(theme)}"
            )
    explore = table.integer("explore", MOST_MINUTES, "themes", required=True)
    if explore is not None and themes and explore > len(themes):
        table.report("explore", f"expected at most the {len(themes)} themes of the track, found {explore}")
    if problems.count > before or title is None or explore is None:
        return None
    return Track(title, themes, explore)


def _unique_id(table: Table, ids: dict[str, KeyPath]) -> str | None:
    found = table.identifier("id")
    if found is None:
        return None
    if found in ids:
        table.report("id", f"{shown(found)} is already the id of {key_path(ids[found])}; choose another id")
        return None
    ids[found] = table.path
    return found


def _distinct(table: Table, key: str, longest: int, of: str, problems: Problems) -> tuple[str, ...]:
    """An optional list of texts without duplicates."""
    first: dict[str, int] = {}
    for index, text in enumerate(table.texts(key, longest, of=of) or ()):
        if text is None:
            continue
        if text in first:
            problems.add(
                (*table.path, key, index),
                f"{shown(text)} is already at {key_path((*table.path, key, first[text]))}; remove one of them",
            )
            continue
        first[text] = index
    return tuple(first)


def _present(texts: Sequence[str | None] | None) -> tuple[str, ...]:
    return tuple(text for text in texts or () if text is not None)
