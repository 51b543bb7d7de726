"""The arguments of commands, as they are typed."""

from __future__ import annotations

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.actions.arguments import cluster
from tests.domain.example import Talk


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
