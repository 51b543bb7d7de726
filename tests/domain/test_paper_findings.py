"""Findings: what the conference as a whole shows, each with the statements or rooms to go to."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.paper_findings import Findings, findings
from tests.domain.paper_desk import Desk
from tests.fictional_conference import EVENT


def found(desk: Desk) -> Findings:
    """The findings of a paper."""
    return findings(desk.rooms, desk.paper, desk.outline)


def test_what_several_rooms_said_recurs_those_of_most_rooms_first() -> None:
    """Rule: across themes too; both titles are named."""
    desk = Desk()
    desk.join("Room 3·1/C1", "Room 3·2/C1")
    desk.join("Room 1·1/C1", "Room 1·2/C1", "Room 5·1/C2", heading="Budgets")
    recurring = found(desk).recurring
    assert (recurring[0].entry.heading, recurring[0].entry.extent.count) == ("Budgets", 3)
    assert recurring[0].themes == ("Governance of shared records", "Openness and trust")


def test_rooms_differ_where_a_joined_recommendation_has_two_levels() -> None:
    """Rule: one level, or none, is no difference."""
    desk = Desk()
    desk.join("Room 3·1/R2", "Room 3·2/R1")
    (differed,) = found(desk).differed
    assert [(member.said.reference, level) for member, level in differed.levels] == [
        ("Room 3·1/R2", Agreement.DIVERGENCE),
        ("Room 3·2/R1", Agreement.CONSENSUS),
    ]
    desk.join("Room 1·2/R1", "Room 2·2/R1")
    assert len(found(desk).differed) == 1


def test_a_country_group_without_a_recommendation_is_named_with_its_rooms() -> None:
    """Rule: of the rooms that came to recommendations; leaving one out counts."""
    desk = Desk()
    (group,) = found(desk).groups
    assert group.group == "Island states"
    assert len(group.places) == 10
    for reference in ("Room 1·2/R1", "Room 5·1/R1"):
        desk.do(p.LeaveOut(desk.id(reference), "Too early"))
    assert [each.group for each in found(desk).groups] == ["Small states", "Island states"]


def test_a_challenge_is_answered_by_a_chain_to_a_recommendation() -> None:
    """Rule: in any of the rooms that raised it; a room without an afternoon is not asked."""
    desk = Desk()
    references = [each.said.reference for each in found(desk).unanswered]
    assert "Room 1·2/C1" in references
    assert not any(reference.startswith("Room 6") for reference in references)
    desk.join("Room 1·1/C1", "Room 1·2/C1")
    assert "Room 1·2/C1" not in [each.said.reference for each in found(desk).unanswered]


def test_findings_do_not_depend_on_the_order_of_the_sessions() -> None:
    """Rule: the same file gives the same paper."""
    desk = Desk()
    desk.join("Room 3·1/R2", "Room 3·2/R1")
    before = found(desk)
    desk.rooms = conference(EVENT, reversed(desk.rooms.sessions))
    assert found(desk) == before


def test_sessions_of_the_same_room_and_round_have_names_of_their_own() -> None:
    """Rule: a reference leads to one statement."""
    desk = Desk()
    first, *rest = desk.rooms.sessions
    twin = replace(rest[0], info=replace(rest[0].info, round=first.info.round))
    places = list(conference(EVENT, [first, twin]).places.values())
    assert places == ["Room 1·1", "Room 1·1 (2)"]
