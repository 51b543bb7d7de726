"""Floor words: the floor in the status line and in its list. Pure; touches no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from breakout_tui.domain.door_line import FloorStanding
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_outcomes import Became
from breakout_tui.domain.text import plural
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.speaker_words import asking_words
from breakout_tui.tui.widgets.line import Part

SHARE_FIRST = "/share network shares it"


def in_short(
    waiting: int, asking: int, *, is_open: bool, is_magnified: bool, took: str = ""
) -> tuple[Part, ...]:
    """How it is with the floor, for the right end of the status line; nothing while it is closed and nothing waits.

    ``asking`` are the phones that ask to speak, ``took`` is the reference of what a co-facilitator has just taken.
    """
    parts: list[Part] = []
    if is_magnified:
        parts += [("a statement is on the displays", "accent")]
    if took:
        parts += [(" · ", "muted")] if parts else []
        parts += [(f"co-facilitator: {took}", "muted")]
    if waiting:
        parts += [(" · ", "muted")] if parts else []
        parts += [(f"{waiting:,} from the floor", "accent"), (f" {shown('floor')}", "muted")]
    if asking:
        parts += [(" · ", "muted")] if parts else []
        parts += [(asking_words(asking), "accent"), (f" {shown('speakers')}", "muted")]
    if is_open and not waiting and not asking:
        parts += [(" · ", "muted")] if parts else []
        parts += [("floor open", "muted")]
    return tuple(parts)


def door_words(door: FloorDoor, *, in_list: bool = False) -> str:
    """The floor was opened or closed: what phones can do now, and how they join; ``in_list`` is where keys do it."""
    standing = door.standing
    if not door.is_open:
        return f"The floor is closed: phones can't send · {'o' if in_list else '/floor open'} opens it"
    if not standing.address:
        how = "n shares it on the network" if in_list else SHARE_FIRST
        return f"The floor is open, but no phone can reach it · {how}"
    return f"The floor is open: {standing.address} · code {standing.code}"


def code_words(door: FloorDoor) -> str:
    """Phones are to get a new code."""
    if not door.standing.address:
        return f"No phone can reach the floor yet · {SHARE_FIRST}"
    return f"Phones get a new code · {shown('floor')} shows it"


def state_words(door: FloorDoor) -> Part:
    """The same in short, for the list."""
    if not door.is_open:
        return "closed", "muted"
    if not door.standing.address:
        return "open, not shared", "accent"
    return f"open · {phones_words(door.standing)}", "good"


def title_parts(
    became: Iterable[Became], door: FloorDoor, chosen: Filter
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The heading of the list: how many are what, and at its right how it is with the door."""
    muted = sum(map(door.is_muted, door.muted))
    counts = " · ".join(filter(None, (counts_words(became), f"{muted} muted" if muted else "")))
    listed = "" if chosen is Filter.WAITING else f"   listed: {chosen.value}"
    is_joinable = door.is_open and bool(door.standing.address)
    code = f"   {door.standing.code}" if is_joinable else ""
    left = ("From the floor", "strong"), (f"   {counts}" if counts else "", "muted"), (listed, "accent")
    return left, (state_words(door), (code, "strong"))


def phones_words(standing: FloorStanding) -> str:
    """How many phones there are."""
    return plural(standing.phones, "phone") if standing.phones else "no phone"


def counts_words(became: Iterable[Became]) -> str:
    """How many are what: ``5 waiting · 12 taken · 1 aside``."""
    counts = Counter(each.outcome for each in became)
    words = (
        (FloorOutcome.WAITING, "waiting"),
        (FloorOutcome.TAKEN, "taken"),
        (FloorOutcome.ASIDE, "set aside"),
        (FloorOutcome.WITHDRAWN, "withdrawn"),
    )
    return " · ".join(f"{counts[outcome]:,} {word}" for outcome, word in words if counts[outcome])


def became_words(became: Became) -> str:
    """What became of a statement; empty while it waits."""
    match became.outcome:
        case FloorOutcome.TAKEN:
            return f"taken as {became.reference}"
        case FloorOutcome.ASIDE:
            return "set aside"
        case FloorOutcome.WITHDRAWN:
            return "withdrawn by its author"
    return ""
