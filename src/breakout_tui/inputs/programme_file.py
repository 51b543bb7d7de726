"""The programme file: from TOML to a Programme, or to every reason why not."""

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
from breakout_tui.inputs.layout import Contents, PhaseDraft, check_layout
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown
from breakout_tui.inputs.table import LONGEST_ID, LONGEST_TITLE, MOST_MINUTES, Table
from breakout_tui.inputs.toml_text import parse_toml, read_text

LONGEST_INTRODUCTION = 4000
LONGEST_QUESTION = 500

_PROGRAMME = ("event", "heading", "attribution", "groups", "morning", "afternoon", "themes", "tracks")
_PHASE = ("title", "ends", "steps")
_STEP = ("id", "kind", "title", "minutes", "minimum", "fixed", "notes", "agenda", "prompts")
_THEME = ("id", "title", "introduction", "questions", "priorities")
_TRACK = ("title", "themes", "explore")

_NOTES = tuple(kind for kind in Kind if kind is not Kind.PARKED)


def read_programme(path: Path) -> Programme:
    """The programme in the file at ``path``; raises ProgrammeRefused with all that is wrong with it."""
    return parse_programme(read_text(path), str(path))


def parse_programme(text: str, where: str) -> Programme:
    """The programme that ``text`` says; ``where`` names its source in the ProgrammeRefused that may be raised."""
    document = parse_toml(text, where)
    problems = Problems(document)
    programme = _programme(Table(document, (), problems, _PROGRAMME), problems)
    if programme is None or problems.count:
        raise problems.refusal(where)
    return programme


def _programme(table: Table, problems: Problems) -> Programme | None:
    event = table.text("event")
    heading = table.text("heading")
    rule = table.word("attribution", tuple(AttributionRule))
    groups = _distinct(table, "groups", LONGEST_TITLE, "country groups", problems)
    step_ids: dict[str, KeyPath] = {}
    drafts = [_phase(table, name, step_ids, problems) for name in PhaseName]
    theme_ids: dict[str, KeyPath] = {}
    themes: list[Theme | None] = []
    contents: list[Contents] = []
    for entry in table.tables("themes", _THEME, required=True):
        if entry is None:
            continue
        theme, lists = _theme(entry, theme_ids, problems)
        themes.append(theme)
        contents.append(lists)
    # A theme without a usable id has its own problem; tracks that name it need no second one.
    nameable = theme_ids if len(theme_ids) == len(themes) else {}
    tracks = [
        _track(entry, nameable, problems)
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
        )
    except ValueError as refused:  # the domain's own last line
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
    kind = table.word("kind", tuple(StepKind))
    title = table.text("title")
    minutes = table.integer("minutes", MOST_MINUTES, "minutes", required=True)
    minimum = table.integer("minimum", MOST_MINUTES, "minutes", required=False)
    fixed = table.flag("fixed")
    prompts = table.texts("prompts", LONGEST_QUESTION, of="texts") or ()
    note_kind = agenda = None
    if kind is StepKind.DISCUSS:
        note_kind = table.word("notes", _NOTES)
        agenda = table.word("agenda", tuple(AgendaSource))
    elif kind is not None:
        for key in ("notes", "agenda"):
            if table.has(key):
                table.refuse(key, f'belongs to a step of kind "discuss", found in one of kind "{kind.value}"')
    if minimum is not None and minutes is not None and minimum > minutes:
        table.refuse("minimum", f"expected at most the step's {minutes} minutes, found {minimum}")
    elif fixed and minimum is not None and minimum != minutes:
        table.refuse("minimum", f"a fixed step does not shrink; leave it out, found {minimum}")
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


def _theme(table: Table, ids: dict[str, KeyPath], problems: Problems) -> tuple[Theme | None, Contents]:
    before = problems.count
    theme_id = _unique_id(table, ids)
    title = table.text("title")
    introduction = table.prose("introduction", LONGEST_INTRODUCTION)
    questions = table.texts("questions", LONGEST_QUESTION, of="questions")
    if not table.has("questions"):
        table.refuse("questions", "missing; expected an array of questions")
    elif questions == ():
        table.refuse("questions", "expected at least one question, found an empty array")
    priorities = table.texts("priorities", LONGEST_QUESTION, of="priority issues")
    contents = Contents(
        path=table.path,
        questions=None if questions is None else len(questions),
        priorities=None if priorities is None else len(priorities),
        brings_priorities=table.has("priorities") and priorities != (),
    )
    if problems.count > before or theme_id is None or title is None or introduction is None:
        return None, contents
    return Theme(theme_id, title, introduction, _present(questions), _present(priorities)), contents


def _track(table: Table, theme_ids: dict[str, KeyPath], problems: Problems) -> Track | None:
    before = problems.count
    title = table.text("title")
    themes = _distinct(table, "themes", LONGEST_ID, "ids of themes", problems)
    if not table.has("themes"):
        table.refuse("themes", "missing; expected an array of ids of themes")
    elif problems.count == before and not themes:
        table.refuse("themes", "expected at least one theme, found an empty array")
    for index, theme in enumerate(themes):
        if theme_ids and theme not in theme_ids:
            known = ", ".join(list(theme_ids)[:6])
            problems.add(
                (*table.path, "themes", index), f"expected the id of a theme ({known}), found {shown(theme)}"
            )
    explore = table.integer("explore", MOST_MINUTES, "themes", required=True)
    if explore is not None and themes and explore > len(themes):
        table.refuse("explore", f"expected at most the track's {len(themes)} themes, found {explore}")
    if problems.count > before or title is None or explore is None:
        return None
    return Track(title, themes, explore)


def _unique_id(table: Table, ids: dict[str, KeyPath]) -> str | None:
    found = table.identifier("id")
    if found is None:
        return None
    if found in ids:
        table.refuse("id", f"{shown(found)} is already the id of {key_path(ids[found])}")
        return None
    ids[found] = table.path
    return found


def _distinct(table: Table, key: str, longest: int, of: str, problems: Problems) -> tuple[str, ...]:
    """An optional array of texts of which no two are the same."""
    first: dict[str, int] = {}
    for index, text in enumerate(table.texts(key, longest, of=of) or ()):
        if text is None:
            continue
        if text in first:
            problems.add(
                (*table.path, key, index),
                f"{shown(text)} stands already at {key_path((*table.path, key, first[text]))}",
            )
            continue
        first[text] = index
    return tuple(first)


def _present(texts: Sequence[str | None] | None) -> tuple[str, ...]:
    return tuple(text for text in texts or () if text is not None)
