"""Which names are offered first."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.likely_names import latest_clusters, likely_clusters, likely_people
from tests.domain.example import Talk
from tests.tui.live_app import live_app


def test_the_latest_speaker_comes_first_then_the_most_frequent() -> None:
    """Rule: then the other names of the session; a deleted note does not count."""
    talk = Talk()
    talk.do(c.EditDetails(known=("Chad", "Norway", "Estonia", "Peru"), groups=("Small states",)))
    for name in ("Estonia", "Estonia", "Norway", "Peru", "Chad"):
        talk.do(c.Capture("Slow", Kind.CHALLENGE, name))
    talk.do(c.DeleteNote(4))
    assert likely_people(talk.session) == ("Peru", "Estonia", "Norway", "Chad", "Small states")


def test_the_clusters_used_last_come_first() -> None:
    """Rule: each in one spelling; those of deleted notes are none."""
    talk = Talk()
    for cluster in ("law", "budget", "Law", "skills", "", "offices"):
        talk.do(c.Capture("Slow", Kind.CHALLENGE, "", cluster))
    talk.do(c.DeleteNote(5))
    assert latest_clusters(talk.session) == ("skills", "law", "budget")


def test_clusters_with_a_word_of_the_sentence_come_first() -> None:
    """Rule: another form of the word is enough; the rest stays in its order."""
    clusters = ("law", "shared services", "budget")
    assert likely_clusters(clusters, "One service for all budgets") == ("shared services", "budget", "law")
    assert likely_clusters(clusters, "") == clusters


async def test_a_bare_sign_and_tab_take_the_latest_speaker() -> None:
    """Rule: four times in ten the same one speaks again."""
    async with live_app() as room:
        await room.type("Slow @New Zealand", "enter")
        await room.type("Again @", "tab")
        assert room.line.value == "Again @New Zealand "
