"""The arguments of commands, as they are typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
from breakout_tui.tui.actions.arguments import ArgumentRefused, box, cluster
from tests.domain.day import Room
from tests.domain.example import Talk


def in_the_morning() -> Session:
    """A session with the boxes of its morning."""
    room = Room()
    room.do(c.Next())
    return room.session


@pytest.mark.parametrize(
    ("typed", "old", "new"),
    [
        ("budget money", "budget", "money"),
        ("#budget #money", "budget", "#money"),
        ("digital skills learning to learn", "Digital skills", "learning to learn"),
        ("#digital_skills learning", "Digital skills", "learning"),
        ('"digital skills" "two words"', "digital skills", '"two words"'),
        ("digital skills", "Digital skills", ""),
        ("digital budget", "Digital", "budget"),
        ("unknown other", "unknown", "other"),
        ("", "", ""),
    ],
)
def test_a_cluster_of_several_words_is_named_in_full(typed: str, old: str, new: str) -> None:
    """Rule: as many words as name a cluster, in any spelling, with or without quotes."""
    talk = Talk()
    for name in ("budget", "Digital skills", "Digital"):
        talk.say(Kind.CHALLENGE, f"About {name}", cluster=name)
    assert cluster(typed, talk.session) == (old, new)


@pytest.mark.parametrize("typed", ["Read-back", "readback", "read back", "READ-BACK"])
def test_a_box_is_found_without_its_blanks_and_hyphens(typed: str) -> None:
    """Rule: only letters and digits of a label count."""
    assert box(typed, in_the_morning()).label == "Read-back"


@pytest.mark.parametrize(("count", "end"), [(3, "Q1, Q2"), (8, "Rank"), (9, "Rank, …")])
def test_a_refusal_says_whether_it_names_all_boxes(count: int, end: str) -> None:
    """Rule: a list that goes on ends in dots; one that names all boxes does not."""
    session = in_the_morning()
    with pytest.raises(ArgumentRefused) as refused:
        box("Q99", replace(session, boxes=session.boxes[:count]))
    assert str(refused.value).endswith(end)
