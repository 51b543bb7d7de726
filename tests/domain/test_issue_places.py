"""Which priority issue a note or a box is for."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import chain
from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankSort
from tests.domain.example import Talk


def of_clusters() -> Talk:
    """An afternoon whose priority issues are the clusters #law, then #budget; C3 is in neither."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "One", cluster="budget")
    talk.say(Kind.CHALLENGE, "Two", cluster="law")
    talk.say(Kind.CHALLENGE, "Three", cluster="other")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 3))
    talk.do(c.SetTally("#law", 5))
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    return talk


def of_challenges(count: int = 3) -> Talk:
    """An afternoon whose priority issues are all challenges but the last, in the order of reference."""
    talk = Talk()
    for number in range(1, count + 2):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    talk.vote(**{f"C{number}": 20 - number for number in range(1, count + 2)})
    talk.do(c.ChooseCut(count))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    return talk


def places(talk: Talk) -> dict[str, int]:
    """The place of the issue, by reference of the note."""
    found = chain.places(talk.session)
    return {talk.session.book[serial].reference: place for serial, place in found.items()}


def test_a_note_of_a_cluster_is_for_the_issue_of_that_cluster() -> None:
    """In any spelling; a note outside these clusters is for no issue."""
    talk = of_clusters()
    note = talk.note("C1")
    talk.session = talk.session.put(replace(note, cluster="BUDGET"))
    assert places(talk) == {"C2": 0, "C1": 1}


def test_answers_are_for_the_issue_at_every_step_of_the_chain() -> None:
    """From the challenge to the recommendation, in any order of capture."""
    talk = of_challenges()
    talk.say(Kind.RECOMMENDATION, "R")
    talk.say(Kind.APPROACH, "A", to=("R1",))
    talk.say(Kind.PRINCIPLE, "P", to=("A1", "C2"))
    talk.say(Kind.RECOMMENDATION, "for none", to=("C4",))
    assert places(talk) == {"C1": 0, "C2": 1, "C3": 2, "P1": 1, "A1": 1, "R1": 1}


def test_a_note_for_two_issues_counts_for_the_first() -> None:
    """The better rank."""
    talk = of_challenges()
    talk.say(Kind.APPROACH, "A", to=("C3", "C2"))
    assert places(talk)["A1"] == 1


def test_a_note_captured_in_the_box_of_an_issue_is_for_it() -> None:
    """A note captured outside any box is not."""
    talk = of_challenges()
    talk.enter("Challenge 3")
    note = talk.say(Kind.APPROACH, "A")
    assert places(talk)["A1"] == 2
    talk.session = talk.session.put(replace(note, box_id=None))
    assert "A1" not in places(talk)


def test_the_target_of_a_merged_issue_is_the_issue() -> None:
    """The note that it was merged into counts."""
    talk = of_challenges()
    talk.do(c.MergeNote(1, 3))
    assert places(talk) == {"C1": 0, "C4": 1, "C3": 2}


def test_a_box_is_for_the_issue_of_its_title() -> None:
    """Regardless of its number; a box with two titles is for both, the first one first."""
    talk = of_challenges()
    first, second, third = (box for box in talk.session.boxes if box.priority is not None)
    talk.session = talk.session.put(replace(first, priority=3)).put(
        replace(second, title="Challenge 3 / Challenge 2")
    )
    assert dict(chain.issues_by_box(talk.session)) == {first.id: (0,), second.id: (1, 2), third.id: (2,)}
    found = [chain.issue_of_box(talk.session, box) for box in talk.session.boxes if box.priority is not None]
    assert [issue and (issue[0], issue[1].subject) for issue in found] == [(0, "C1"), (1, "C2"), (2, "C3")]


def test_a_box_with_another_title_is_for_the_issue_of_its_number() -> None:
    """Without a number, or with one beyond the last issue, it is for none."""
    talk = of_challenges()
    first, second, third = (box for box in talk.session.boxes if box.priority is not None)
    for box, title, priority in (
        (first, "Renamed", 3),
        (second, "Renamed too", 4),
        (third, "Challenge 1", None),
    ):
        talk.session = talk.session.put(replace(box, title=title, priority=priority))
    assert dict(chain.issues_by_box(talk.session)) == {first.id: (2,)}


def test_of_two_issues_with_one_title_the_first_has_the_box() -> None:
    """A box can't tell them apart."""
    talk = of_challenges()
    ranking = ranking_of(talk.session)
    issues = tuple(replace(issue, title="The same") for issue in ranking.issues)
    talk.session = talk.session.put(replace(ranking, issues=issues))
    first = next(box for box in talk.session.boxes if box.priority is not None)
    talk.session = talk.session.put(replace(first, title="The same"))
    assert chain.issues_by_box(talk.session)[first.id] == (0,)
