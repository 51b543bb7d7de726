"""What is asked for with a word behind the folder of an allocation: publish, freeze, withdraw, no-show, add, move-up, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from breakout_tui.cli.day_lines import Lines, lines_of_a_change, lines_of_one_more, move_up_lines
from breakout_tui.cli.delegate_names import absent, find_all, matches, present, same_name, typed_names
from breakout_tui.cli.options import Options
from breakout_tui.domain.allocation import State
from breakout_tui.domain.allocation_record import (
    Change,
    Record,
    Version,
    added,
    moved_up,
    unchanged,
    withdrawn,
)
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import plural
from breakout_tui.inputs.column_words import Role
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_rows import read_delegates
from breakout_tui.inputs.sheet_rows import Row, Sheet

_FIELDS = {
    "country": Role.COUNTRY,
    "organisation": Role.ORGANISATION,
    "track": Role.TRACK,
    "wishes": Role.LIST,
    "away": Role.AWAY,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A change, what it is called in the record, and what to say when it is done."""

    change: Change
    what: str
    lines: Lines
    state: State | None = None


def ask_change(newest: Version, programme: Programme, options: Options) -> Asked:
    """What the words ask for. Raises UsageError and DelegatesRefused."""
    state = newest.allocation.state
    names = typed_names(options.targets)
    if options.change in ("publish", "freeze") and names:
        raise UsageError(f"{options.change} takes no names")
    if options.round is not None and options.change != "no-show":
        raise UsageError("--round belongs to no-show")
    match options.change:
        case "publish":
            if state is not State.DRAFT:
                raise UsageError(f"the allocation is {state.value} already")
            return Asked(unchanged(newest), "published", lambda _, __: ("Published.",), State.PUBLISHED)
        case "freeze":
            if state is not State.PUBLISHED:
                raise UsageError(
                    f"the allocation is {'frozen already' if state is State.FROZEN else 'a draft'}",
                    remedy="" if state is State.FROZEN else "publish it first",
                )
            return Asked(unchanged(newest), "frozen", lambda _, __: ("Frozen.",), State.FROZEN)
        case "withdraw" | "no-show":
            return _without(newest, names, options)
        case "add":
            return _with(newest, names, programme)
        case "move-up":
            keys = {each.delegate.key for each in find_all(names, present(newest))}
            return Asked(moved_up(newest, keys), "moved up", move_up_lines)
        case other:
            raise AssertionError(other)


def give_back(record: Record) -> Record:
    """The record without its newest version. Raises UsageError if there is none before it."""
    if len(record.versions) < 2:
        raise UsageError("there is nothing to undo: this is the first version that is kept")
    return replace(record, versions=record.versions[:-1])


def _without(newest: Version, names: Sequence[str], options: Options) -> Asked:
    if not names:
        raise UsageError(
            f"who? Name delegates: {options.change} 'Ana Lopez' 17, or - to read names from stdin"
        )
    rounds = {slot.place.round for slot in newest.allocation.task.slots}
    if options.round is not None and options.round not in rounds:
        raise UsageError(f"there is no round {options.round}", remedy=f"the rounds are {_listed(rounds)}")
    found = find_all(names, present(newest))
    keys = {each.delegate.key for each in found}
    change = withdrawn(newest, keys, () if options.round is None else (options.round,))
    what = f"{options.change}: {plural(len(keys), 'delegate')}"
    if options.round is not None:
        what += f" in round {options.round}"
    free = sum(
        options.round in (None, place.round)
        for _, delegate, places in newest.allocation.each()
        if delegate.key in keys
        for place in places
    )
    named = "; ".join(each.shown for each in found)
    return Asked(change, what, lines_of_a_change(f"{what}: {named}. {plural(free, 'seat')} free."))


def _with(newest: Version, words: Sequence[str], programme: Programme) -> Asked:
    if not words:
        raise UsageError("who? Name one delegate: add 'Ana Lopez' country=Spain wishes='Governance; Policy'")
    name, *fields = words
    back = matches(name, absent(newest)) if not fields else ()
    if len(back) > 1:
        back = find_all([name], absent(newest))
    delegate = back[0].delegate if back else _read(name, fields, programme)
    if there := same_name(delegate, present(newest)):
        raise UsageError(
            f"{there[0].shown} is on the list already, with the number {there[0].number}",
            remedy="for another person of this name, add something to the name",
        )
    if not back and (gone := same_name(delegate, absent(newest))):
        raise UsageError(
            f"{gone[0].shown} was on the list, so the wishes are known",
            remedy=f"add this delegate by name only: add '{name}'",
        )
    return Asked(added(newest, (delegate,)), "add: 1 delegate", lines_of_one_more(delegate.key))


def _read(name: str, fields: Sequence[str], programme: Programme) -> Delegate:
    """A new delegate, by the rules of the list. Raises UsageError and DelegatesRefused."""
    cells = {"name": name}
    for each in fields:
        word, equals, text = each.partition("=")
        if not equals or word not in _FIELDS:
            raise UsageError(
                f"{each!r} is no detail of a delegate",
                remedy=f"write FIELD=TEXT with one of {', '.join(_FIELDS)}; add takes one name",
            )
        cells[word] = text
    columns = Columns.from_values(
        {"name": "name", **{_FIELDS[word].value: _titles(word) for word in cells if word != "name"}}
    )
    sheet = Sheet(tuple(cells), (Row(1, tuple(cells.values())),), ())
    countries = CldrCountries(programme.languages)
    countries.read()
    return read_delegates(sheet, columns, programme, countries, "add").delegates[0]


def _titles(word: str) -> object:
    return [word] if _FIELDS[word] is Role.AWAY else word


def _listed(rounds: set[int]) -> str:
    return ", ".join(map(str, sorted(rounds)))
