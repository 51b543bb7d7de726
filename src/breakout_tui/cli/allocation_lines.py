"""What ``allocate`` says about an allocation and its changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from breakout_tui.cli.delegate_names import Known
from breakout_tui.cli.relaxation_lines import broken_words
from breakout_tui.domain.allocation import Allocation, Move, State
from breakout_tui.domain.allocation_check import broken_rules
from breakout_tui.domain.allocation_figures import figures_of
from breakout_tui.domain.allocation_record import Record, Version, waiting_list
from breakout_tui.domain.delegates import Place
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import plural
from breakout_tui.report.allocation_words import comparison, level_words, told

_MOST_NAMED = 30
_NEXT = {
    State.DRAFT: "Read the lists; then `breakout-tui allocate {folder} publish`",
    State.PUBLISHED: "On the day: `breakout-tui allocate {folder} no-show NAME`, withdraw, add, move-up, undo, freeze",
    State.FROZEN: "Nobody who has a place is moved any more: no-show, withdraw, add, move-up and undo still work",
}


def first_lines(_: Version, after: Version) -> Sequence[str]:
    """What a whole search found."""
    return tuple(_moves(after.allocation))


def state_lines(record: Record, folder: Path, programme: Programme) -> Iterator[str]:
    """How it stands: version, figures, who waits, what was relaxed, and what comes next."""
    allocation = record.newest.allocation
    figures, other = (
        figures_of(allocation.task, allocation.places),
        figures_of(allocation.task, allocation.first_come),
    )
    yield f"Version {allocation.version}, {allocation.state.value} · {plural(len(allocation.task.delegates), 'delegate')} · seed “{allocation.seed}”"
    if figures.answered:
        yield told(figures)
        yield comparison(figures, other)
    if figures.unanswered:
        yield (
            f"{plural(figures.unanswered, 'delegate')} sent no wishes"
            + (
                f"; {plural(figures.unanswered_missing, 'theme')} missing."
                if figures.unanswered_missing
                else "."
            )
        )
    broken = [
        each for each in broken_rules(allocation.task, allocation.places) if each.is_relaxed(allocation.task)
    ]
    for words in broken_words(allocation.task, broken, programme):
        yield f"Not kept: {words}."
    if not allocation.is_complete:
        yield "The search was stopped: better places may exist. Run the command again for a whole search."
    lacking = [each for each in waiting_list(allocation) if each[2].missing]
    if lacking:
        named = "; ".join(
            f"#{number} {Known(number, delegate).shown}, {level_words(level)}"
            for number, delegate, level in lacking[:_MOST_NAMED]
        )
        yield f"Waiting: {named}{' …' if len(lacking) > _MOST_NAMED else ''}"
    yield f"Saved in {folder}: wall-list, room-lists, slips, fairness, places.csv, rooms/, replay.json"
    yield _NEXT[allocation.state].format(folder=folder)


def day_lines(
    done: str, given_up: Collection[tuple[str, int]] = ()
) -> Callable[[Version, Version], Sequence[str]]:
    """For a change on the day: what was done, then who moves; ``given_up`` has keys and rounds of the places that were to go."""

    def lines(_: Version, after: Version) -> Sequence[str]:
        moves = tuple(_moves(after.allocation, given_up))
        return (done, *(moves or ("Nobody else has to move.",)))

    return lines


def move_up_lines(_: Version, after: Version) -> Sequence[str]:
    """Who moved up."""
    return tuple(_moves(after.allocation)) or (
        "Nobody who waits can move up now: no seat is free that helps.",
    )


def _moves(allocation: Allocation, given_up: Collection[tuple[str, int]] = ()) -> Iterator[str]:
    """A line for each place that changed since the version before, at most some."""
    known: Mapping[str, Known] = {
        delegate.key: Known(number, delegate) for number, delegate, _ in allocation.each()
    }
    moves = [
        move
        for move in allocation.moves
        if move.before is None or (move.key, move.before.round) not in given_up
    ]
    people = {move.key for move in moves}
    if people:
        yield f"{plural(len(people), 'delegate')} {'has' if len(people) == 1 else 'have'} another place:"
    for move in moves[:_MOST_NAMED]:
        yield f"  {_move(move, known[move.key])}"
    if (more := len(moves) - _MOST_NAMED) > 0:
        yield f"  and {plural(more, 'more change')}, in places.csv"


def _move(move: Move, known: Known) -> str:
    number = (move.before or move.after or Place("", "", 0)).round
    return f"#{known.number} {known.shown}, round {number}: {_room(move.before)} → {_room(move.after)}"


def _room(place: Place | None) -> str:
    return "no place" if place is None else f"{place.room} ({place.theme})"
