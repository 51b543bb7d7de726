"""Random small tasks of an allocation: few delegates, three themes and two rounds, with everything that a task can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from breakout_tui.domain.allocation import Family, Slot, Task
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.programme import Track

THEMES = ("law", "pay", "ai")
ROUNDS = (1, 2)
_TRACKS = (
    ((THEMES, 2),),
    ((THEMES, 2),),
    ((THEMES, 1),),
    ((("law", "pay"), 2), (("pay", "ai"), 1)),
    ((("law", "pay"), 2), (("ai",), 1)),
    ((THEMES, 2), (("pay", "ai"), 1)),
)


@st.composite
def tasks(draw: st.DrawFn, *, most: int = 4) -> Task:
    """A task of up to so many delegates; often with just enough seats, sometimes with too few."""
    tracks = tuple(
        Track(f"Track {at}", themes, explore)
        for at, (themes, explore) in enumerate(draw(st.sampled_from(_TRACKS)), 1)
    )
    slots = draw(_slots())
    delegates = tuple(
        draw(_delegates(f"k{at}", [track.title for track in tracks]))
        for at in range(draw(st.integers(1, most)))
    )
    keys = [each.key for each in delegates]
    held = {key: places for key in keys if (places := draw(_held(slots)))} if _seldom(draw) else {}
    some = st.frozensets(st.sampled_from(sorted(held)), max_size=2) if held else st.just(frozenset[str]())
    return Task(
        tracks,
        slots,
        delegates,
        spread=draw(st.frozensets(st.sampled_from(["Chad", "Peru", "OECD"]), max_size=2)),
        held=held,
        relaxed=draw(st.frozensets(st.sampled_from(Family), max_size=1)) if _seldom(draw) else frozenset(),
        pinned=draw(some),
        no_worse=draw(some),
    )


@st.composite
def plain_tasks(draw: st.DrawFn, *, explores: tuple[int, ...] = (1, 2)) -> Task:
    """No conditions, one track, the same rooms in both rounds; each delegate explores one theme or as many as there are rounds."""
    themes = ("law", "pay", "ai", "tax", "web")[: draw(st.integers(2, 5))]
    count = draw(st.integers(1, 20))
    sizes = [draw(st.integers(1, max(1, 2 * count // len(themes)))) for _ in themes]
    slots = tuple(
        Slot(Place(f"Room {theme}", theme, number), size)
        for number in ROUNDS
        for theme, size in sorted(zip(themes, sizes, strict=True))
    )
    delegates = tuple(Delegate(f"k{at}", f"Name {at}", wishes=draw(_wishes(themes))) for at in range(count))
    return Task((Track("All", themes, draw(st.sampled_from(explores))),), slots, delegates)


def _seldom(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 2)) == 0


@st.composite
def _slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    rooms = [(theme, "Room 1") for theme in THEMES]
    if draw(st.booleans()):
        rooms.append((draw(st.sampled_from(THEMES)), "Room 2"))
    slots = []
    for number in ROUNDS:
        for theme, room in sorted(rooms):
            capacity = draw(st.integers(0, 4))
            if capacity:
                minimum = draw(st.integers(0, capacity)) if _seldom(draw) else 0
                slots.append(Slot(Place(f"{room} {theme}", theme, number), capacity, minimum))
    return tuple(slots)


@st.composite
def _wishes(draw: st.DrawFn, themes: tuple[str, ...] = THEMES) -> tuple[tuple[str, ...], ...]:
    order = draw(st.permutations(themes))
    listed = draw(st.integers(0, len(themes)))
    groups: list[tuple[str, ...]] = []
    for theme in order[:listed]:
        if groups and draw(st.integers(0, 3)) == 0:
            groups[-1] = (*groups[-1], theme)
        else:
            groups.append((theme,))
    return tuple(groups)


@st.composite
def _delegates(draw: st.DrawFn, key: str, tracks: list[str]) -> Delegate:
    condition = st.builds(Condition, st.sampled_from(["", *THEMES]), st.sampled_from([0, *ROUNDS])).filter(
        lambda each: each != Condition()
    )
    return Delegate(
        key,
        f"Name of {key}",
        draw(st.sampled_from(["", "Chad", "Chad", "Peru"])),
        draw(st.sampled_from(["", "OECD", "Chad"])),
        track=draw(st.sampled_from(["", "", *tracks])),
        wishes=draw(_wishes()),
        away=draw(st.frozensets(st.sampled_from(ROUNDS), max_size=2)) if _seldom(draw) else frozenset(),
        must=(draw(condition),) if _seldom(draw) and _seldom(draw) else (),
        never=(draw(condition),) if _seldom(draw) else (),
        party=draw(st.sampled_from(["", "", "p", "q"])),
    )


@st.composite
def _held(draw: st.DrawFn, slots: tuple[Slot, ...]) -> tuple[Place, ...]:
    """Places as they were published; some of these rooms may be gone."""
    found: list[Place] = []
    for number in ROUNDS:
        places = [slot.place for slot in slots if slot.place.round == number]
        place = draw(st.sampled_from([None, *places, Place("Old room", "law", number)]))
        if place is not None and place.theme not in {each.theme for each in found}:
            found.append(place)
    return tuple(found)
