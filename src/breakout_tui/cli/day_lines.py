"""What ``allocate`` says about a change: what was done, who has another place, who waits, and which lists to print again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from breakout_tui.cli.allocation_lines import missing_words, waiting_lines
from breakout_tui.cli.delegate_names import Known
from breakout_tui.domain.allocation import Allocation, Move, State
from breakout_tui.domain.allocation_record import Version
from breakout_tui.domain.delegates import Place
from breakout_tui.domain.text import by_numbers, plural
from breakout_tui.report.formatting import listed

Lines = Callable[[Version | None, Version], Sequence[str]]
"""Lines about a version and the one before it, if there is one."""


def search_lines(before: Version | None, after: Version) -> Sequence[str]:
    """After a whole search: who has another place than was published; of a draft only how many."""
    if before is None or before.allocation.state is not State.DRAFT:
        return tuple(move_lines(after.allocation))
    people = {move.key for move in after.allocation.moves}
    if not people:
        return ()
    return (f"{plural(len(people), 'delegate')} would have other places than in the draft before.",)


def lines_of_a_change(done: str) -> Lines:
    """What was done, then who moves."""
    return lambda _, after: (
        done,
        *(tuple(move_lines(after.allocation)) or ("Nobody else has to move.",)),
    )


def lines_of_one_more(key: str) -> Lines:
    """Where somebody goes who was added, then who moves."""

    def lines(_: Version | None, after: Version) -> Sequence[str]:
        allocation = after.allocation
        number, delegate, places = next(each for each in allocation.each() if each[1].key == key)
        known = Known(number, delegate)
        rooms = ", ".join(f"round {place.round} {_room(place)}" for place in places)
        missing = allocation.task.level(delegate, places).missing
        waits = f"waits: {missing_words(allocation, delegate, missing)}" if missing else ""
        told = " · ".join(filter(None, (rooms, waits)))
        return (
            f"Added: {known.shown} #{number}: {told}",
            *(tuple(move_lines(allocation)) or ("Nobody else has to move.",)),
        )

    return lines


def move_up_lines(_: Version | None, after: Version) -> Sequence[str]:
    """Who moved up."""
    return tuple(move_lines(after.allocation)) or ("Nobody can move up now: no seat is free that helps.",)


def closing_lines(allocation: Allocation, folder: Path) -> Iterator[str]:
    """After a change on the day: who waits, and which lists are other ones now."""
    yield from waiting_lines(allocation, folder)
    if rooms := _changed_rooms(allocation):
        yield f"Print again: wall-list; of room-lists {'; '.join(rooms)}."
    yield f"Version {allocation.version}, {allocation.state.value}, in {folder}; `undo` takes it back."


def move_lines(allocation: Allocation) -> Iterator[str]:
    """A line for each place that changed since the version before."""
    known: Mapping[str, Known] = {
        delegate.key: Known(number, delegate) for number, delegate, _ in allocation.each()
    }
    people = {move.key for move in allocation.moves}
    if people:
        yield f"{plural(len(people), 'delegate')} {'has' if len(people) == 1 else 'have'} another place:"
    for move in allocation.moves:
        yield f"  {_move(move, known[move.key])}"


def _changed_rooms(allocation: Allocation) -> list[str]:
    """The rooms in which other people are than before, each with its rounds."""
    rounds: dict[str, list[str]] = {}
    for place in sorted(allocation.changed, key=lambda place: (by_numbers(place.room), place.round)):
        rounds.setdefault(place.room, []).append(str(place.round))
    return [
        f"{room}, round{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
        for room, numbers in rounds.items()
    ]


def _move(move: Move, known: Known) -> str:
    return f"{known.shown} #{known.number}, round {move.round}: {_room(move.before)} → {_room(move.after)}"


def _room(place: Place | None) -> str:
    return "no place" if place is None else f"{place.room} ({place.theme})"
