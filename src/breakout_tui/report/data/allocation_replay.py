"""The replay file: all that led to an allocation, without names, so that anyone can work the places out again.

A delegate is her number in the draw. Countries, organisations and parties have pseudonyms that only say which are the same. The
wishes are there: they belong to numbers, and only lists with names say whose numbers these are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain

from breakout_tui.domain.allocation import Allocation
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.report.allocation_rule import RULE_VERSION, criteria_of

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
    """The values of the file; ``replayed_allocation`` reads them."""
    task = allocation.task
    delegates = task.delegates
    named = chain.from_iterable((each.country, each.organisation) for each in delegates)
    origins = _pseudonyms("c", chain(named, sorted(task.spread, key=_order)))
    parties = _pseudonyms("p", (each.party for each in delegates))
    return {
        "form": FORM,
        "form_version": FORM_VERSION,
        "event": allocation.event,
        "state": allocation.state.value,
        "version": allocation.version,
        "seed": allocation.seed,
        "rule_version": RULE_VERSION,
        "rule": [each.name.lower() for each in criteria_of(allocation)],
        "is_complete": allocation.is_complete,
        "solved": [
            {
                "criterion": each.criterion.name.lower(),
                "value": each.value,
                "bound": each.bound,
                "level": None if each.level is None else list(each.level),
            }
            for each in allocation.solved
        ],
        "relaxed": sorted(each.value for each in task.relaxed),
        "spread": [origins[each] for each in sorted(task.spread, key=lambda name: _order(origins[name]))],
        "tracks": [
            {"title": each.title, "themes": list(each.themes), "explore": each.explore}
            for each in task.tracks
        ],
        "slots": [
            {**_place(slot.place), "capacity": slot.capacity, "minimum": slot.minimum} for slot in task.slots
        ],
        "delegates": [
            {
                **_delegate(delegate, origins, parties),
                "number": number,
                "places": list(map(_place, places)),
                "held": list(map(_place, task.held[delegate.key])) if delegate.key in task.held else None,
            }
            for number, delegate, places in allocation.each()
        ],
    }


def _delegate(
    delegate: Delegate, origins: Mapping[str, str], parties: Mapping[str, str]
) -> dict[str, object]:
    return {
        "country": origins[delegate.country],
        "organisation": origins[delegate.organisation],
        "track": delegate.track,
        # The order in a group says nothing, and could say who wrote it.
        "wishes": [sorted(group) for group in delegate.wishes],
        "away": sorted(delegate.away),
        "must": list(map(_condition, delegate.must)),
        "never": list(map(_condition, delegate.never)),
        "party": parties[delegate.party],
    }


def _place(place: Place) -> dict[str, object]:
    return {"room": place.room, "theme": place.theme, "round": place.round}


def _condition(condition: Condition) -> dict[str, object]:
    return {"theme": condition.theme, "round": condition.round}


def _pseudonyms(letter: str, names: Iterable[str]) -> dict[str, str]:
    """A pseudonym for each name, numbered in the order of first appearance; an empty name stays empty."""
    found = {"": ""}
    for name in names:
        if name not in found:
            found[name] = f"{letter}{len(found)}"
    return found


def _order(name: str) -> tuple[int, str]:
    """So that c9 comes before c10."""
    return len(name), name


def _listed(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n" + ",\n".join(f"  {_line(each)}" for each in value) + "\n]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
