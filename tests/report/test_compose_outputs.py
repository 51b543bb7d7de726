"""The outputs of a phase in the report: how the room voted, and the recommendations of each issue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AgendaSource
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_outputs import given_issues
from breakout_tui.report.report_model import PhaseReport
from tests.report.room import DETAILS, Room


def ranked(people: int, method: RankMethod) -> Room:
    """A room of so many people that ranked two challenges and locked the first."""
    room = Room(details=replace(DETAILS, people=people))
    room.do(c.Next())
    for text in ("one", "two"):
        room.say(Kind.CHALLENGE, text)
    room.do(c.ChooseRanking(method=method))
    room.do(c.SetTally("C1", 1))
    room.do(c.SetTally("C2", 0))
    room.do(c.ChooseCut(1))
    room.do(c.LockRanking())
    return room


def phases(room: Room) -> tuple[PhaseReport, ...]:
    """The report of each phase."""
    return compose(room.session, room.reading).phases


@pytest.mark.parametrize(
    ("method", "people", "words"),
    [
        (RankMethod.DOTS, 0, "dots, 3 a person"),
        (RankMethod.DOTS, 1, "dots, 3 a person, 1 person"),
        (RankMethod.DOTS, 1200, "dots, 3 a person, 1,200 people"),
        (RankMethod.HANDS, 0, "a show of hands"),
        (RankMethod.HANDS, 1, "a show of hands of 1 person"),
        (RankMethod.HANDS, 24, "a show of hands of 24 people"),
    ],
)
def test_the_method_of_the_vote_names_the_people_if_their_number_is_known(
    method: RankMethod, people: int, words: str
) -> None:
    """As they were counted when the list was locked."""
    (found,) = phases(ranked(people, method))[0].priorities
    assert found.method == words


def test_each_phase_has_its_own_recommendations_of_any_issue() -> None:
    """One for the first issue came in the afternoon, one without an issue already in the morning."""
    room = ranked(24, RankMethod.HANDS)
    room.say(Kind.RECOMMENDATION, "Meet again")
    room.do(c.EndPhase())
    room.do(c.Next())
    room.say(Kind.RECOMMENDATION, "Fund it", to=("C1",))
    room.say(Kind.RECOMMENDATION, "Meet sooner")
    found = [
        [
            (each.number, each.issue, [note.reference for note in each.recommendations])
            for each in phase.answers
        ]
        for phase in phases(room)
    ]
    assert found == [[(None, "", ["R1"])], [(1, "one", ["R2"]), (None, "", ["R3"])]]


@pytest.mark.parametrize("asked", [True, False])
def test_issues_given_beforehand_are_listed_only_where_the_afternoon_asks_for_them(asked: bool) -> None:
    """Not where its boxes are made from something else, and not if the room has agreed on issues of its own."""
    room = Room()
    info = room.session.info
    morning, afternoon = info.programme.phases
    if not asked:
        steps = tuple(replace(step, agenda=step.agenda and AgendaSource.GROUPS) for step in afternoon.steps)
        afternoon = replace(afternoon, steps=steps)
    theme = replace(room.session.theme, priorities=("Budgets", "Laws"))
    changed = replace(info.programme, themes=(theme,), phases=(morning, afternoon))
    room.session = room.session.put(replace(info, programme=changed))
    assert given_issues(room.session, afternoon) == (("Budgets", "Laws") if asked else ())
    locked = ranked(24, RankMethod.HANDS).session
    theme = replace(locked.theme, priorities=("Budgets", "Laws"))
    locked = locked.put(replace(locked.info, programme=replace(locked.info.programme, themes=(theme,))))
    assert given_issues(locked, locked.info.programme.phases[1]) == ()
