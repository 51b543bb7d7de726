"""Rules that only some tasks have, each with the smallest task that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from breakout_tui.allocate.search import Search
from breakout_tui.domain.allocation import Places, Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.programme import Track

LAW_1, LAW_2, PAY_1, PAY_2 = (Place(f"Room {theme}", theme, r) for theme in ("law", "pay") for r in (1, 2))
LAW_FIRST = (("law",), ("pay",))


def slots(*places: Place, seats: int = 3) -> tuple[Slot, ...]:
    """Slots of so many seats each."""
    return tuple(Slot(place, seats) for place in sorted(places, key=lambda each: (each.round, each.theme)))


def task(
    places: tuple[Slot, ...],
    *delegates: Delegate,
    explore: int = 2,
    held: Mapping[str, tuple[Place, ...]] | None = None,
    pinned: str = "",
    no_worse: str = "",
) -> Task:
    """A task with one track; the delegates that are pinned, or not made worse off, by the letters of their keys."""
    return Task(
        (Track("All", ("law", "pay"), explore),),
        places,
        delegates,
        held=held or {},
        pinned=frozenset(pinned),
        no_worse=frozenset(no_worse),
    )


def places_of(task: Task) -> Places | None:
    """What the search finds."""
    found = Search(task).run()
    return None if found is None else found.places


def test_nobody_at_all_has_an_answer() -> None:
    """Rule: a conference without delegates is solved, not an error."""
    assert places_of(task(slots(LAW_1))) == ()


def test_a_delegate_of_no_track_has_no_answer() -> None:
    """Nor an error."""
    assert places_of(task(slots(LAW_1), Delegate("a", "A", track="Another one"))) is None


def test_who_keeps_fewer_themes_than_are_due_is_no_broken_rule() -> None:
    """She holds one of two, and there is no seat for the other."""
    given = task(slots(LAW_1), Delegate("a", "A", wishes=LAW_FIRST), held={"a": (LAW_1,)}, pinned="a")
    assert places_of(given) == ((LAW_1,),)


def test_a_held_place_that_does_not_exist_any_more_is_not_kept() -> None:
    """The others are."""
    delegate = Delegate("a", "A", wishes=LAW_FIRST, away=frozenset({1}))
    for held in ((PAY_1, LAW_2), (Place("Old room", "pay", 1), LAW_2)):
        assert places_of(task(slots(PAY_1, LAW_2, PAY_2), delegate, held={"a": held}, pinned="a")) == (
            (LAW_2,),
        )


def test_who_is_moved_only_if_better_off_is_not_moved_for_others() -> None:
    """Two places that are as good are not exchanged, although somebody else would gain by it."""
    one = Delegate("a", "A", wishes=(("law", "pay"),))
    other = Delegate("b", "B", wishes=LAW_FIRST)
    rooms = slots(LAW_1, PAY_1, seats=1)
    held = {"a": (LAW_1,), "b": (PAY_1,)}
    assert places_of(task(rooms, one, other, explore=1, held=held)) == ((PAY_1,), (LAW_1,))
    assert places_of(task(rooms, one, other, explore=1, held=held, no_worse="a")) == ((LAW_1,), (PAY_1,))


def test_who_holds_what_nobody_can_have_is_treated_as_anybody() -> None:
    """Two themes are more than a delegate explores now: there is nothing to compare with."""
    delegate = Delegate("a", "A", wishes=LAW_FIRST)
    given = task(slots(LAW_1, PAY_2), delegate, explore=1, held={"a": (LAW_1, PAY_2)}, no_worse="a")
    assert places_of(given) == ((LAW_1,),)


def test_partners_stay_together_also_if_the_one_between_them_is_away() -> None:
    """Three partners, the second one away in round 1: the first and the third are in the same room then."""
    away = frozenset({1})
    partners = tuple(
        Delegate(key, key.upper(), wishes=wishes, away=away if key == "b" else frozenset(), party="p")
        for key, wishes in (("a", LAW_FIRST), ("b", ()), ("c", (("pay",), ("law",))))
    )
    found = places_of(task(slots(LAW_1, PAY_1, LAW_2, PAY_2), *partners))
    assert found is not None
    assert found[0] == found[2]


def test_more_themes_of_one_track_than_of_another_are_not_too_many() -> None:
    """Both themes are in both tracks, but only one of them is due in the second track."""
    tracks = (Track("Both", ("law", "pay"), 2), Track("One", ("law", "pay"), 1))
    delegates = tuple(Delegate(key, key.upper(), wishes=LAW_FIRST, party="p") for key in ("a", "b"))
    must_both = Task(tracks[:1], slots(LAW_1, PAY_2), delegates)
    either = Task(
        tracks, must_both.slots, delegates, held=dict.fromkeys("ab", (LAW_1, PAY_2)), pinned=frozenset("ab")
    )
    assert places_of(must_both) == places_of(either) == ((LAW_1, PAY_2),) * 2
