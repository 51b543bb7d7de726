"""An allocation as values of JSON; ``read_allocation.py`` reads them."""

from __future__ import annotations

from breakout_tui.domain.allocation import Allocation
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.report.allocation_rule import RULE_VERSION


def allocation_values(allocation: Allocation) -> dict[str, object]:
    """All of it, without moves and without what it is compared with: both can be worked out again."""
    task = allocation.task
    return {
        "event": allocation.event,
        "state": allocation.state.value,
        "version": allocation.version,
        "seed": allocation.seed,
        "rule_version": RULE_VERSION,
        "rule": [each.name.lower() for each in allocation.criteria],
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
        "spread": sorted(task.spread, key=_order),
        "tracks": [
            {"title": each.title, "themes": list(each.themes), "explore": each.explore}
            for each in task.tracks
        ],
        "slots": [
            {**_place(slot.place), "capacity": slot.capacity, "minimum": slot.minimum} for slot in task.slots
        ],
        "delegates": [
            {
                **delegate_values(delegate),
                "number": number,
                "places": list(map(_place, places)),
                "held": list(map(_place, task.held[delegate.key])) if delegate.key in task.held else None,
                "is_pinned": delegate.key in task.pinned,
                "is_no_worse": delegate.key in task.no_worse,
            }
            for number, delegate, places in allocation.each()
        ],
    }


def delegate_values(delegate: Delegate) -> dict[str, object]:
    """A delegate; without a name, also without her family name and the key, which is her number then."""
    named: dict[str, object] = {}
    if delegate.name:
        named = {"key": delegate.key, "name": delegate.name, "family": delegate.family}
    return {
        **named,
        "country": delegate.country,
        "organisation": delegate.organisation,
        "track": delegate.track,
        # The order in a group says nothing, and could say who wrote it.
        "wishes": [sorted(group) for group in delegate.wishes],
        "away": sorted(delegate.away),
        "must": list(map(_condition, delegate.must)),
        "never": list(map(_condition, delegate.never)),
        "party": delegate.party,
    }


def _place(place: Place) -> dict[str, object]:
    return {"room": place.room, "theme": place.theme, "round": place.round}


def _condition(condition: Condition) -> dict[str, object]:
    return {"theme": condition.theme, "round": condition.round}


def _order(name: str) -> tuple[int, str]:
    """So that c9 comes before c10."""
    return len(name), name
