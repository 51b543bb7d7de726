"""What names a note follows it when laptops are joined: locked lists, earlier references, undo steps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from breakout_tui.domain import commands as c
from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.records import UndoStep
from breakout_tui.domain.versions import is_seen
from tests.domain.example import Talk
from tests.domain.replicas import Replica, first_copy


def two_laptops(*more: c.Command) -> tuple[Replica, Replica]:
    """Two copies of a morning with C1 and C2, in which these commands were carried out."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No legal basis")
    for command in more:
        talk.do(command)
    here = first_copy(talk)
    return here, here.copy("b")


def joined(here: Replica, there: Replica) -> Replica:
    """Both together."""
    return Replica(join(here.state, there.state), "joined", max(here.seconds, there.seconds))


def test_a_locked_list_names_the_same_statements_under_their_new_references() -> None:
    """Each line and its title stay together."""
    here, there = two_laptops()
    here.say("Mine")
    yours = there.say("Yours")
    there.do(c.SetTally("C3", 7), c.SetTally("C1", 2), c.ChooseCut(2), c.LockRanking())
    both = joined(here, there)
    assert both.note(yours).reference == "C4"
    (ranking,) = both.session.rankings.values()
    assert [(issue.subject, issue.title) for issue in ranking.issues if issue.chosen] == [
        ("C4", "Yours"),
        ("C1", "Silo budgets"),
    ]


def test_a_count_follows_a_note_that_gets_a_third_reference() -> None:
    """Joined with one laptop it is C4, and with another one, where C4 is another note, C6."""
    here, there = two_laptops()
    third = here.copy("c")
    here.say("Mine")
    yours = there.say("Yours")
    theirs = [third.say("Theirs"), third.say("Theirs too")]
    both = joined(here, there)
    both.do(c.SetTally("C4", 7))
    whole = joined(both, third)
    assert [whole.note(each).reference for each in (yours, *theirs)] == ["C6", "C5", "C4"]
    (tally,) = whole.session.tallies.values()
    assert tally.subject == "C6"


def test_a_reference_that_a_note_had_before_still_finds_it() -> None:
    """It was a challenge before it became a principle, on the copy that both started from."""
    here, there = two_laptops(c.ChangeKind(1, Kind.PRINCIPLE))
    here.say("Mine")
    there.say("Yours")
    book = joined(here, there).session.book
    assert book.find("C2") == book.find("P1")
    assert book[1].aliases == ("C2",)


def test_undo_steps_of_both_laptops_are_taken_back_the_last_first() -> None:
    """No two have one number, and each can be redone."""
    here, there = two_laptops()
    here.say("Mine")
    yours = there.say("Yours")
    there.do(c.EditNote(2, "Yours, better"))
    both = joined(here, there)
    assert all(one.number < other.number for one, other in pairwise(both.session.undo_steps))
    before = both.note(yours)
    both.do(c.Undo(), c.Redo())
    assert both.note(yours) == before


def test_a_count_names_the_reference_that_the_other_laptop_took_back() -> None:
    """So that it comes back with a redo; it is no word of another note."""
    here, there = two_laptops(c.ChangeKind(1, Kind.PRINCIPLE), c.ChooseRanking(sort=RankSort.PRINCIPLES))
    here.do(c.Undo(), c.Undo())
    there.do(c.SetTally("P1", 7))
    (tally,) = joined(here, there).session.tallies.values()
    assert tally.subject == "P1"


def test_a_copy_has_news_for_one_who_does_not_know_its_writer() -> None:
    """Nothing of that writer was seen."""
    assert is_seen({"a": 3}, {"a": 3, "b": 1})
    assert not is_seen({"a": 4}, {"a": 3})
    assert not is_seen({"a": 3, "b": 1}, {"a": 3})


def test_an_undo_step_of_a_note_that_a_damaged_file_lost_keeps_its_number() -> None:
    """The note is only in the step then."""
    here, _ = two_laptops()
    note_id = here.say("Lost")
    versions = tuple(version for version in here.state.versions if version.record.id != note_id)
    state = settled(replace(here.state, versions=versions))
    steps = [version.record for version in state.versions if isinstance(version.record, UndoStep)]
    lost = [change.after for step in steps for change in step.changes if change.after.id == note_id]
    assert [note.serial for note in lost if isinstance(note, Note)] == [2]
