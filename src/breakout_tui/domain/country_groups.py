"""Country groups: for whom the recommendations are, and the addressee that a recommendation of a group's box gets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import with_fields
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line


class GroupNotes(NamedTuple):
    """The recommendations for one addressee."""

    addressee: str
    """The country group as the session names it, another addressee as it was typed first; empty for none."""
    notes: tuple[Note, ...]
    is_group: bool
    """Whether it is one of the session's country groups."""


def by_group(session: Session, notes: Iterable[Note]) -> tuple[GroupNotes, ...]:
    """These recommendations by addressee: the session's groups first, then other addressees, then those without one.

    A recommendation whose addressee names several groups is in the list of each; groups and addressees without any are left out.
    """
    groups = session.info.groups
    found: dict[str, list[Note]] = {_key(group): [] for group in groups}
    titles = {_key(group): group for group in groups}
    nobody: list[Note] = []
    for note in notes:
        if not (addressee := clean_line(note.addressee)):
            nobody.append(note)
            continue
        for title in named_groups(groups, addressee) or (addressee,):
            titles.setdefault(_key(title), title)
            found.setdefault(_key(title), []).append(note)
    mine = {_key(group) for group in groups}
    made = [GroupNotes(titles[key], tuple(of), key in mine) for key, of in found.items() if of]
    return (*made, *([GroupNotes("", tuple(nobody), is_group=False)] if nobody else []))


def named_groups(groups: Iterable[str], addressee: str) -> tuple[str, ...]:
    """The groups that an addressee names, in any case, as whole words."""
    return tuple(
        group
        for group in groups
        if group and re.search(rf"(?<!\w){re.escape(_key(group))}(?!\w)", _key(addressee))
    )


def addressed(session: Session, note: Note) -> Note:
    """The note, for the country group in whose box it is, if it is a recommendation and nobody said for whom."""
    group = _group_of(session, note.box_id)
    if not group or note.kind is not Kind.RECOMMENDATION or note.addressee:
        return note
    return with_fields(note, {"addressee": group})


def moved(session: Session, note: Note, box_id: str | None) -> Note:
    """The note in another box; if it is for the group of the box it leaves, it is for the group of the other one then."""
    left, entered = _group_of(session, note.box_id), _group_of(session, box_id)
    note = replace(note, box_id=box_id)
    if left and entered and note.addressee == left and note.kind is Kind.RECOMMENDATION:
        return with_fields(note, {"addressee": entered})
    return addressed(session, note)


def _group_of(session: Session, box_id: str | None) -> str:
    box = session.box(box_id)
    return "" if box is None else box.group


def _key(name: str) -> str:
    return clean_line(name).casefold()
