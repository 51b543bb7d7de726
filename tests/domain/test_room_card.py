"""The card of a room: it is the same value while time passes, and whoever counts on from it shows the room's time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.face_time import time_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.overview import (
    NO_EVENT,
    CardChoice,
    Overview,
    figures_of,
    heading_of,
    in_order,
    merged,
    themes_of,
)
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_card import RoomCard, settled, with_session
from breakout_tui.domain.room_findings import Grade, RoomFinding
from breakout_tui.domain.room_notes import read_notes
from tests.domain.day import NINE
from tests.domain.example import Talk, follow
from tests.domain.strategies import ALL_WISHES
from tests.sampled import a_third

EMPTY = RoomCard("1", "Room 1")
CARDS = st.lists(
    st.builds(
        RoomCard,
        id=st.uuids().map(str),
        name=st.sampled_from(["Room 1", "Room 2", "Room 10", "Salle Été"]),
        theme=st.sampled_from(["", "Governance", "Open government"]),
        findings=st.lists(st.builds(RoomFinding, st.just("x"), st.sampled_from(Grade), st.just("late")), max_size=1).map(tuple),
    ),
    max_size=8,
    unique_by=lambda card: card.id,
)  # fmt: skip


def card_of(talk: Talk, now: float, before: RoomCard = EMPTY) -> RoomCard:
    """The card at this instant, after the one before."""
    return settled(before, with_session(EMPTY, talk.session, talk.reading(), now))


@given(st.lists(ALL_WISHES, max_size=20), st.lists(st.floats(0.01, 90), max_size=5), st.floats(0, 0.99))
@settings(max_examples=a_third(40))
def test_a_card_shows_the_time_of_the_room(wishes: list[object], waits: list[float], fraction: float) -> None:
    """Rule: whenever it is looked at anew, what it counts to is what the room's clock shows, to the second."""
    talk, now = Talk(), 77_000.25
    follow(talk, wishes)  # type: ignore[arg-type]
    talk.wait(fraction)
    card = card_of(talk, now)
    for wait in (0.0, *waits):
        talk.wait(wait)
        now += wait
        card = card_of(talk, now, card)
        expected = time_of(talk.session, pace(talk.session, talk.reading()), talk.reading())
        assert (card.time is None) == (expected is None)
        if card.time is not None and expected is not None:
            shown = {card.time.left_at(now + early) for early in (-1e-4, 0, 1e-4)}
            assert expected.left in shown


def test_a_card_stays_the_same_value_while_nothing_but_time_changes() -> None:
    """Rule: so that a stream has nothing to send in each second, for any number of rooms."""
    talk, now = Talk(), 1000.0
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.wait(20)
    first = card = card_of(talk, now)
    for _ in range(20):
        talk.wait(0.7)
        now += 0.7
        card = card_of(talk, now, card)
        assert card == first
    talk.do(c.Extend(300))
    assert card_of(talk, now, card) != first


def test_a_card_says_where_a_room_is() -> None:
    """Rule: theme, round, step with its number, whether it is on time, notes by kind, and what was heard last."""
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.PARKED, "Who pays?")
    talk.wait(130)
    card = replace(card_of(talk, 500.0), has_joined=True)
    assert (card.theme, card.round, card.phase, card.step) == ("Theme", 1, "Morning", "Challenges · Q1 of 2")
    assert (card.people, card.notes) == (20, 2)
    assert {each.kind: each.words for each in card.counts}[Kind.CHALLENGE] == "1 challenge"
    assert card.noted_words(500.0) == "last note 2 min ago"
    assert card.heard_words(500.0) == "heard just now"
    assert replace(card, silent_since=100.0).heard_words(500.0) == "heard 6 min ago"
    assert EMPTY.heard_words(500.0) == "not heard yet"
    assert "ahead" in card.plan
    talk.do(c.Pause())
    paused = card_of(talk, 500.0)
    assert paused.time is not None
    assert paused.time.left_at(900.0) == paused.time.left


def test_notes_are_read_with_names_only_where_the_rule_allows() -> None:
    """Rule: the latest first; under *none* nobody is named, whatever a note has."""
    talk = Talk(c.EditDetails(rule=AttributionRule.COUNTRY, known=("Norway",)))
    talk.do(c.Capture("Silo budgets", Kind.CHALLENGE, "Norway"))
    talk.say(Kind.RECOMMENDATION, "One budget", to=("C1",), addressee="All", actor="Ministries")
    talk.do(c.Agree(talk.note("R1").serial, Agreement.CONSENSUS))
    notes = read_notes(talk.session, talk.reading())
    assert [(each.reference, each.who) for each in notes] == [("R1", ""), ("C1", "Norway")]
    assert notes[0].about == "All · Ministries · answers C1 · consensus"
    hidden = replace(talk.session, info=replace(talk.session.info, rule=AttributionRule.NONE))
    assert "Norway" not in repr(read_notes(hidden, talk.reading()))


@settings(max_examples=a_third(40))
@given(CARDS, st.sampled_from(["", "room", "salle ete", "open GOV"]), st.booleans())
def test_cards_are_ordered_and_chosen(cards: list[RoomCard], text: str, has_findings: bool) -> None:
    """Rule: the gravest first, then by name as people count; a choice keeps the order, and each of its parts narrows it."""
    ordered = in_order(cards)
    assert sorted(card.id for card in ordered) == sorted(card.id for card in cards)
    assert [card.rank for card in ordered] == sorted(card.rank for card in ordered)
    names = [card.name for card in ordered if card.rank == ordered[0].rank]
    assert names == sorted(names, key=["Room 1", "Room 2", "Room 10", "Salle Été"].index)
    for theme in ("", *themes_of(cards)):
        chosen = [card for card in ordered if CardChoice(text, theme, has_findings).has(card)]
        assert all(card.findings for card in chosen) or not has_findings
        assert all(card.theme == theme for card in chosen) or not theme
        assert set(chosen) <= {card for card in ordered if CardChoice(text).has(card)}
    assert figures_of(cards).rooms == len(cards)
    assert sum(count for _, count in figures_of(cards).graded) == sum(bool(card.findings) for card in cards)


@given(CARDS, CARDS, st.data())
@settings(max_examples=a_third(30))
def test_news_make_the_hubs_cards_of_those_that_are_known(
    before: list[RoomCard], new: list[RoomCard], data: st.DataObject
) -> None:
    """Rule: in the hub's order, without rooms that are gone; a card that was not sent stays as it was."""
    known = {card.id: card for card in before} | {card.id: card for card in new}
    ids = tuple(data.draw(st.permutations(list(known))))
    found = merged(before, Overview("e", 0.0, NINE, ids, tuple(new)))
    assert found == tuple(known[each] for each in ids)


def test_the_heading_is_the_event_and_the_phase_of_most_rooms() -> None:
    """Rule: before any is known it says what the page is."""
    rooms = [
        replace(EMPTY, event="ICA", phase=phase, step="Opening") for phase in ("Morning", "Lunch", "Morning")
    ]
    assert heading_of(rooms) == "ICA · Morning"
    assert heading_of([EMPTY]) == NO_EVENT
    graded = replace(EMPTY, findings=(RoomFinding("x", Grade.PROBLEM, "away"),))
    assert figures_of([EMPTY, graded]).graded_words == "1 problem"
    assert figures_of([graded, graded, EMPTY]).words == "3 rooms · 0 notes"
