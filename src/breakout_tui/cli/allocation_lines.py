"""What ``allocate`` says about an allocation as a whole: figures, what is not kept, who waits, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from breakout_tui.cli.delegate_names import Known
from breakout_tui.cli.relaxation_lines import broken_words
from breakout_tui.domain.allocation import Allocation, State
from breakout_tui.domain.allocation_check import broken_rules
from breakout_tui.domain.allocation_figures import figures_of
from breakout_tui.domain.allocation_record import Record, waiting_list
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.text import plural
from breakout_tui.report.allocation_words import comparison, told

_MOST_NAMED = 5
_NEXT = {
    State.DRAFT: "Read the lists; then `breakout-tui allocate {folder} publish`",
    State.PUBLISHED: "On the day: `breakout-tui allocate {folder} no-show NAME`, withdraw, add, move-up, undo, freeze",
    State.FROZEN: "Nobody who has a place is moved any more: no-show, withdraw, add, move-up and undo still work",
}


def state_lines(record: Record, folder: Path, titles: Mapping[str, str]) -> Iterator[str]:
    """How it stands: version, figures, who waits, what was relaxed, and what comes next. ``titles`` are those of the themes, by id."""
    allocation = record.newest.allocation
    task = allocation.task
    figures, other = figures_of(task, allocation.places), figures_of(task, allocation.first_come)
    yield f"Version {allocation.version}, {allocation.state.value} · {plural(len(task.delegates), 'delegate')} · seed “{allocation.seed}”"
    if figures.answered:
        yield told(figures)
        yield comparison(figures, other)
    if figures.unanswered:
        missing = plural(figures.unanswered_missing, "theme")
        lack = f"; they lack {missing}, because all others come first" if figures.unanswered_missing else ""
        yield f"{plural(figures.unanswered, 'delegate')} sent no wishes{lack}."
    broken = [each for each in broken_rules(task, allocation.places) if each.is_relaxed(task)]
    for words in broken_words(task, broken, titles):
        yield f"Not kept: {words}."
    yield from _not_held(allocation)
    if not allocation.is_complete:
        yield "The search was stopped: better places may exist. Run the command again for a whole search."
    yield from waiting_lines(allocation, folder)
    written = dict.fromkeys(name.split("/")[0].split(".")[0] for name in record.files)
    yield f"Saved in {folder}: {', '.join(written)}"
    yield _NEXT[allocation.state].format(folder=folder)


def waiting_lines(allocation: Allocation, folder: Path) -> Iterator[str]:
    """Who lacks a theme: how many, the first of them, and what gives them one."""
    waiting = waiting_list(allocation)
    lacking = [each for each in waiting if each[2].missing]
    if lacking:
        named = "; ".join(
            f"{Known(number, delegate).shown} #{number}, {missing_words(allocation, delegate, level.missing)}"
            for number, delegate, level in lacking[:_MOST_NAMED]
        )
        more = f"; and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
        yield f"Waiting: {named}{more}."
    if allocation.state is State.DRAFT or not waiting:
        return
    if lacking:
        yield f"`breakout-tui allocate {folder} move-up` gives them free seats; nobody gives up a place."
    elif allocation.state is State.PUBLISHED:
        count = plural(len(waiting), "delegate")
        yield f"{count} could be better off in another room. move-up NAME moves who is named, if that helps."


def missing_words(allocation: Allocation, delegate: Delegate, missing: int) -> str:
    """What somebody lacks: ``no theme``, or how many are missing."""
    is_all = missing >= allocation.task.most_due(delegate)
    return "no theme" if is_all else f"{plural(missing, 'theme')} missing"


def _not_held(allocation: Allocation) -> Iterator[str]:
    """Rooms in which nobody is."""
    used = {place for places in allocation.places for place in places}
    empty: dict[tuple[str, str], list[str]] = {}
    for slot in allocation.task.slots:
        if slot.place not in used:
            empty.setdefault((slot.place.room, slot.place.theme), []).append(str(slot.place.round))
    for (room, theme), rounds in empty.items():
        many = "s" if len(rounds) > 1 else ""
        yield f"Not held: {room} ({theme}) in round{many} {' and '.join(rounds)}; nobody is in it."
