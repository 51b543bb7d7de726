"""A small allocation: seven delegates, three themes in two rounds, one of them without an answer and one on the waiting list."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.allocation import (
    Allocation,
    Criterion,
    Level,
    Slot,
    Solved,
    State,
    Task,
    slots_of,
)
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.programme import AttributionRule, Programme, Room, Theme, Track
from tests.domain import day

TITLES = {
    "trust": "Trust between citizens and institutions",
    "ai": "Digital government and artificial intelligence in the public sector",
    "pay": "Pay",
}
ROOMS = (
    Room("Room 2", "trust", 3),
    Room("Room 10", "ai", 2, rounds=(1,)),
    Room("Aula", "pay", 3, minimum=2),
)
PROGRAMME: Programme = replace(
    day.programme(questions=1),
    event="ICA 43",
    rule=AttributionRule.COUNTRY,
    themes=tuple(
        Theme(each, title, "", day.programme(questions=1).themes[0].questions)
        for each, title in TITLES.items()
    ),
    tracks=(Track("All", tuple(TITLES), 2),),
    rooms=ROOMS,
)
NAMES = (
    "Zoë Öztürk",
    "Ana López",
    "émile Beaulieu",
    "李木子",
    "محمد الفارسي",
    "Quixley Vantongeren",
    "Olu Adébáyò",
)
COUNTRIES = ("Türkiye", "Spain", "Korea, Republic of", "China", "Iraq", "Spain", "Nigeria")
ORGANISATIONS = ("", "OECD", "Ministry of Finance", "", "", "oecd", "Zubrowka Agency")


def delegates(names: tuple[str, ...] = NAMES) -> tuple[Delegate, ...]:
    """The delegates in the order of the draw, with these names."""
    answers: list[tuple[tuple[str, ...], ...]] = [
        (("trust",), ("ai",)),
        (("ai",), ("pay",), ("trust",)),
        (("pay", "trust"),),
        (),
        (("ai",), ("trust",)),
        (("trust",), ("pay",)),
        (("ai",),),
    ]
    made = [
        Delegate(f"d{number}@example.org", name, country, organisation, wishes=wishes)
        for number, (name, country, organisation, wishes) in enumerate(
            zip(names, COUNTRIES, ORGANISATIONS, answers, strict=True), 1
        )
    ]
    made[1] = replace(made[1], must=(Condition("ai", 1),), party="friends")
    made[4] = replace(made[4], party="friends", never=(Condition("pay"),), away=frozenset({2}))
    return tuple(made)


def allocation(names: tuple[str, ...] = NAMES, *, state: State = State.PUBLISHED) -> Allocation:
    """The second version; its slot of Pay in round 1 does not take place."""
    slots = {(slot.place.room, slot.place.round): slot for slot in slots_of(PROGRAMME)}
    task = Task(
        PROGRAMME.tracks,
        tuple(slots.values()),
        delegates(names),
        spread=frozenset({"Spain"}),
        held={"d1@example.org": (slots["Room 2", 1].place,)},
    )
    return Allocation(
        "ICA 43",
        state,
        2,
        "seed-7719",
        task,
        (1, 2, 3, 4, 5, 7, 8),
        _places(
            slots,
            (("Room 2", 1),),
            (("Room 10", 1), ("Aula", 2)),
            (("Room 2", 1), ("Aula", 2)),
            (("Room 2", 2),),
            (("Room 10", 1),),
            (("Room 2", 1), ("Aula", 2)),
            (("Room 2", 2),),
        ),
        (
            Solved(Criterion.LEVELS, 1, 1, Level(1, 1)),
            Solved(Criterion.LEVELS, 2, 2, Level(1, 0)),
            Solved(Criterion.FIRST, 1, 1),
            Solved(Criterion.UNANSWERED, 1, 1),
            Solved(Criterion.SPREAD, 0, 0),
            Solved(Criterion.MIXING, 2, 1),
            Solved(Criterion.CHANGES, 1, 1),
        ),
        (),
        _places(
            slots,
            (("Room 10", 1), ("Room 2", 2)),
            (("Room 10", 1), ("Aula", 2)),
            (("Aula", 1), ("Room 2", 2)),
            (),
            (("Room 2", 1),),
            (("Aula", 2), ("Room 2", 1)),
            (("Room 2", 1), ("Aula", 2)),
        ),
    )


def _places(
    slots: dict[tuple[str, int], Slot], *held: tuple[tuple[str, int], ...]
) -> tuple[tuple[Place, ...], ...]:
    return tuple(tuple(slots[each].place for each in places) for places in held)
