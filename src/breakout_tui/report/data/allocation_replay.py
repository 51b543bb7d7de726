"""The replay file: all that led to an allocation, without names, so that anyone can work the places out again.

A delegate is her number in the draw. Countries, organisations and parties have pseudonyms that only say which are the same. The
wishes are there: they belong to numbers, and only lists with names say whose numbers these are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from breakout_tui.domain.allocation import Allocation
from breakout_tui.report.data.allocation_values import allocation_values

FORM = "breakout-tui replay"
"""What the file says it is."""
FORM_VERSION = 1


def replay_text(allocation: Allocation) -> str:
    """The file as JSON: the members sorted, and a line for each element of a list."""
    members = [
        f"{json.dumps(name)}: {_listed(value)}" for name, value in sorted(replay_values(allocation).items())
    ]
    return "{\n" + ",\n".join(members) + "\n}\n"


def replay_values(allocation: Allocation) -> dict[str, object]:
    """The values of the file; ``read_allocation`` reads them."""
    return {"form": FORM, "form_version": FORM_VERSION, **allocation_values(anonymous(allocation))}


def anonymous(allocation: Allocation) -> Allocation:
    """The allocation without names and moves: the key of a delegate is her number, as long as the longest."""
    task = allocation.task
    named = chain.from_iterable((each.country, each.organisation) for each in task.delegates)
    origins = _pseudonyms("c", chain(named, sorted(task.spread)))
    parties = _pseudonyms("p", (each.party for each in task.delegates))
    keys = dict(zip((each.key for each in task.delegates), keys_of(allocation.numbers), strict=True))
    delegates = tuple(
        replace(
            each,
            key=keys[each.key],
            name="",
            family="",
            country=origins[each.country],
            organisation=origins[each.organisation],
            party=parties[each.party],
        )
        for each in task.delegates
    )
    return replace(
        allocation,
        task=replace(
            task,
            delegates=delegates,
            spread=frozenset(origins[each] for each in task.spread),
            held={keys[key]: places for key, places in task.held.items() if key in keys},
            pinned=frozenset(keys[key] for key in task.pinned if key in keys),
            no_worse=frozenset(keys[key] for key in task.no_worse if key in keys),
        ),
        moves=(),
        first_come=(),
    )


def keys_of(numbers: Iterable[int]) -> tuple[str, ...]:
    """The numbers in the draw as keys, all of one length."""
    numbers = tuple(numbers)
    width = len(str(max(numbers, default=1)))
    return tuple(str(number).zfill(width) for number in numbers)


def _pseudonyms(letter: str, names: Iterable[str]) -> dict[str, str]:
    """A pseudonym for each name, numbered in the order of first appearance; an empty name stays empty."""
    found = {"": ""}
    for name in names:
        if name not in found:
            found[name] = f"{letter}{len(found)}"
    return found


def _listed(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n" + ",\n".join(f"  {_line(each)}" for each in value) + "\n]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
