"""Reads the programme file: TOML becomes a Programme, or an error that lists every problem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from breakout_tui.domain.programme import (
    AttributionRule,
    Programme,
    Question,
    Theme,
    Track,
)
from breakout_tui.inputs.kind_labels import read_labels
from breakout_tui.inputs.layout import ThemeLists, check_layout
from breakout_tui.inputs.phase_tables import OLD_PHASES, phase_of, read_phases
from breakout_tui.inputs.problems import KeyPath, Problems, key_path, shown
from breakout_tui.inputs.room_tables import read_rooms
from breakout_tui.inputs.speaking_times import SPEAKING_KEYS, speaking_times
from breakout_tui.inputs.step_tables import NOTES, unique_id
from breakout_tui.inputs.table import LONGEST_ID, LONGEST_QUESTION, LONGEST_TITLE, MOST_MINUTES, Table
from breakout_tui.inputs.toml_text import parse_toml, read_text

LONGEST_INTRODUCTION = 4000

_PROGRAMME = (
    "event",
    "heading",
    "attribution",
    "groups",
    "delegations",
    "languages",
    "labels",
    "phases",
    *OLD_PHASES,
    "themes",
    "tracks",
    "rooms",
    *SPEAKING_KEYS,
)
_THEME = ("id", "title", "introduction", "questions", "priorities")
_QUESTION = ("text", "notes", "minutes", "lead")
_A_QUESTION = '{ text = "…", minutes = 10 }'
_TRACK = ("title", "themes", "explore")


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
    delegations = _delegations(table, problems)
    languages = table.languages("languages")
    drafts = read_phases(table, problems)
    speaking, reply = speaking_times(table)
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
        None if entry is None else _track(entry, known_ids, problems)
        for entry in table.tables("tracks", _TRACK, required=False)
    ]
    rooms = read_rooms(table, known_ids, tracks, problems)
    check_layout(drafts, contents, len(groups), problems)
    if problems.count or event is None or heading is None or rule is None:
        return None
    try:
        return Programme(
            event=event,
            heading=heading,
            rule=rule,
            phases=tuple(phase_of(draft) for draft in drafts),
            themes=tuple(theme for theme in themes if theme),
            tracks=tuple(track for track in tracks if track),
            groups=groups,
            delegations=delegations,
            languages=languages or (),
            labels=labels,
            rooms=rooms,
            speaking=speaking,
            reply=reply,
        )
    except ValueError as refused:  # the domain checks again when it makes the objects
        problems.add((), str(refused))
        return None


def _theme(table: Table, ids: dict[str, KeyPath], problems: Problems) -> tuple[Theme | None, ThemeLists]:
    before = problems.count
    theme_id = unique_id(table, ids)
    title = table.text("title")
    introduction = table.prose("introduction", LONGEST_INTRODUCTION)
    questions = _questions(table)
    priorities = table.texts("priorities", LONGEST_QUESTION, of="priority issues")
    contents = ThemeLists(
        path=table.path,
        questions=None if questions is None else tuple(each.planned if each else None for each in questions),
        priorities=None if priorities is None else len(priorities),
        has_priorities=table.has("priorities") and priorities != (),
    )
    if problems.count > before or theme_id is None or title is None or introduction is None:
        return None, contents
    asked = tuple(question for question in questions or () if question is not None)
    return Theme(theme_id, title, introduction, asked, _present(priorities)), contents


def _questions(table: Table) -> tuple[Question | None, ...] | None:
    """The guiding questions, with None in place of each wrong one; an empty list for topics that come on the day."""
    if not table.has("questions"):
        table.report(
            "questions",
            "missing; add a list of questions in square brackets, or [] if topics come on the day",
        )
    entries = table.entries("questions", LONGEST_QUESTION, _QUESTION, of="questions", example=_A_QUESTION)
    return None if entries is None else tuple(_question(entry) for entry in entries)


def _question(entry: str | Table | None) -> Question | None:
    if isinstance(entry, Table):
        text = entry.text("text", LONGEST_QUESTION)
        kind = entry.choice("notes", NOTES) if entry.has("notes") else None
        planned, lead = entry.optional_minutes("minutes"), entry.optional_text("lead")
        return None if text is None else Question(text, kind, planned, lead)
    return None if entry is None else Question(entry)


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


def _delegations(table: Table, problems: Problems) -> tuple[str, ...]:
    """Names for ``@``. A comma would part a name, and upper and lower case don't tell two names apart."""
    names = _distinct(table, "delegations", LONGEST_TITLE, "delegations", problems)
    first: dict[str, str] = {}
    for name in names:
        path: KeyPath = (*table.path, "delegations")
        if "," in name:
            problems.add(
                path,
                f'a comma separates names, found {shown(name)}; write it without, as "Republic of Korea"',
            )
        elif name.startswith(("@", "#")):
            problems.add(path, f"expected a name, found {shown(name)}; write it without {name[0]}")
        elif first.setdefault(name.casefold(), name) != name:
            problems.add(
                path, f"{shown(name)} and {shown(first[name.casefold()])} are one name; remove one of them"
            )
    return names


def _present(texts: Sequence[str | None] | None) -> tuple[str, ...]:
    return tuple(text for text in texts or () if text is not None)
