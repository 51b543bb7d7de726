"""``breakout-tui allocate replay.json``: works published places out again, and says whether they are what the rule gives."""

from __future__ import annotations

import json
from pathlib import Path

from breakout_tui.cli.allocation_search import searched
from breakout_tui.cli.relaxation_lines import broken_words
from breakout_tui.domain.allocation_check import broken_rules
from breakout_tui.domain.allocation_record import Change
from breakout_tui.domain.errors import JsonRefused, NotConfirmed, NotFound
from breakout_tui.domain.text import plural
from breakout_tui.inputs.regular_file import read_bytes
from breakout_tui.report.data.replayed import replayed_allocation

_MOST_BYTES = 50_000_000


def check_replay(path: Path, *, is_plain: bool) -> int:
    """Print what was found. Raises NotConfirmed if the places are not what the rule gives, JsonRefused and NotFound."""
    allocation = replayed_allocation(_values(path))
    task = allocation.task
    broken = broken_rules(task, allocation.places)
    wrong = [each for each in broken if not each.is_allowed(task)]
    if wrong:
        raise NotConfirmed(f"the places break a rule: {wrong[0].rule.value}", where=str(path))
    # The file has no titles.
    titles = {theme: theme for track in task.tracks for theme in track.themes}
    but = "; ".join(broken_words(task, [each for each in broken if each.is_relaxed(task)], titles))
    told = (
        f"the places keep all rules but those that were relaxed: {but}"
        if but
        else "the places keep all rules"
    )
    print(f"{plural(len(task.delegates), 'delegate')}: {told}.")  # noqa: T201 - the result
    if not allocation.solved:
        kept = sum(task.held.get(each.key, ()) == places for _, each, places in allocation.each())
        print(f"Nothing was searched for this version: {kept} keep exactly the places that they had.")  # noqa: T201
        return 0
    change = Change(task, allocation.numbers, allocation.criteria, ())
    places, _, is_complete = searched(change, titles, is_plain=is_plain)
    if not is_complete or not allocation.is_complete:
        raise NotConfirmed("a search was stopped, so the places can't be compared", where=str(path))
    if places == allocation.places:
        print("The same places come out: they are what the rule gives.")  # noqa: T201
        return 0
    from breakout_tui.allocate.worth import worth

    # What the file says of itself proves nothing: its places are compared with those that were found.
    (*these, draw), (*best, best_draw) = (
        worth(task, change.criteria, each) for each in (allocation.places, places)
    )
    if these > best:
        raise NotConfirmed("the rule gives better places than these", where=str(path))
    if draw > best_draw:
        raise NotConfirmed(
            "the places are as good as can be, but the draw gives them to others",
            where=str(path),
            remedy="check it with the version of breakout-tui that made the file",
        )
    print(  # noqa: T201
        "By each point of the rule the places are as good as can be. Another version of the solver chose others that are equally good."
    )
    return 0


def _values(path: Path) -> object:
    try:
        data = read_bytes(path, _MOST_BYTES)
    except (OSError, ValueError) as error:
        raise NotFound(
            f"can't be read ({getattr(error, 'strerror', None) or error})", where=str(path)
        ) from error
    if data is None or len(data) > _MOST_BYTES:
        raise JsonRefused("is no replay file of breakout-tui", where=str(path))
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise JsonRefused("is damaged: no JSON", where=str(path)) from None
