"""Two laptops go on from one copy: what each sort of thing becomes when they are joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.places_to_look import (
    ChangedTwice,
    CountedTwice,
    LaidOutTwice,
    OtherReference,
    places_to_look,
)
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort, Tally
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.domain.undo import undoable
from breakout_tui.domain.versions import Erasure
from tests.domain.example import Talk
from tests.domain.replicas import Replica, first_copy, together


def two_laptops() -> tuple[Replica, Replica]:
    """Two copies of a morning with C1 and C2."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="budget")
    talk.say(Kind.CHALLENGE, "No legal basis")
    here = first_copy(talk)
    return here, here.copy("b")


def joined(here: Replica, there: Replica) -> Replica:
    """Both together, the same from either side."""
    one, other = join(here.state, there.state), join(there.state, here.state)
    assert one == other
    return Replica(one, "joined", max(here.seconds, there.seconds))


def test_different_statements_with_one_number_both_stay() -> None:
    """The one with the smaller id keeps the reference; the other has the next one, and an alias that names its laptop."""
    here, there = two_laptops()
    mine, yours, next_one = here.say("Mine"), there.say("Yours"), there.say("Another")
    both = joined(here, there)
    assert both.texts() == ["Silo budgets", "No legal basis", "Mine", "Yours", "Another"]
    assert (both.note(mine).reference, both.note(mine).aliases) == ("C3", ())
    assert (both.note(yours).reference, both.note(yours).aliases) == ("C5", ("C3@laptop-b",))
    assert both.note(next_one).reference == "C4"
    book = both.session.book
    assert [book.find(reference) for reference in ("C3", "c3@Laptop-B", "C5")] == [
        both.note(mine), both.note(yours), both.note(yours),
    ]  # fmt: skip
    assert places_to_look(both.state) == (OtherReference(yours, "C3", "C5", "laptop-b"),)


def test_laptops_of_one_name_are_told_apart() -> None:
    """By their writers; each lost reference still leads to its own note."""
    here, there = two_laptops()
    third = here.copy("c")
    third.state = replace(third.state, laptops={**third.state.laptops, "c": "laptop-b"})
    notes = [here.say("Mine"), there.say("Yours"), third.say("Theirs")]
    both = joined(joined(here, there), third)
    references = ["C3", *(alias for note in both.session.book.notes for alias in note.aliases)]
    assert {both.session.book.find(each) for each in references} == {both.note(each) for each in notes}


def test_links_merges_counts_and_undo_follow_a_note_that_got_another_number() -> None:
    """They are about the note, not about the number."""
    here, there = two_laptops()
    mine, yours = here.say("Mine"), there.say("Yours")
    linked = there.say("Law first", Kind.PRINCIPLE, links=(2,))
    again = there.say("Yours again", same_as=2)
    there.do(c.ChooseRanking(), c.SetTally("C3", 7))
    there.do(c.EditNote(2, "Yours, better"))
    both = joined(here, there)
    serial = both.note(yours).serial
    assert both.note(linked).links == (serial,)
    assert both.note(again).merged_into == serial
    (tally,) = both.session.tallies.values()
    assert both.session.book.find(tally.subject) == both.note(yours)
    assert both.session.undo_steps[-1].words == f"edited {both.note(yours).reference}"
    both.do(c.Undo())
    assert both.note(yours).text == "Yours"
    assert both.note(mine).text == "Mine"


def test_a_number_that_was_given_stays_when_the_session_goes_on_and_is_joined_again() -> None:
    """Also when the kind changes and changes back."""
    here, there = two_laptops()
    here.say("Mine")
    yours = there.say("Yours")
    both = joined(here, there)
    both.do(c.ChangeKind(both.note(yours).serial, Kind.PRINCIPLE))
    new = both.say("New")
    again = joined(joined(both, here), there)
    for note_id in (yours, new):
        assert again.note(note_id).reference == both.note(note_id).reference
    assert again.session.book.find("C4") == again.session.book.find("C3@laptop-b") == again.note(yours)


def test_two_wordings_are_both_there() -> None:
    """The later one by counter and writer is shown, the other is an earlier wording; the place is named."""
    here, there = two_laptops()
    here.do(c.EditNote(0, "Silo budgets here"))
    there.do(c.EditNote(0, "Silo budgets"), c.EditNote(0, "Silo budgets there"))
    both = joined(here, there)
    note = both.session.book[0]
    assert note.text == "Silo budgets there"
    assert [wording.text for wording in note.wordings] == ["Silo budgets", "Silo budgets here"]
    (place,) = places_to_look(both.state)
    assert isinstance(place, ChangedTwice)
    assert (place.shown.laptop, [side.laptop for side in place.others]) == ("laptop-b", ["laptop-a"])


def test_the_next_change_ends_the_difference_and_keeps_both_wordings() -> None:
    """It comes from somebody who has seen both."""
    here, there = two_laptops()
    here.do(c.EditNote(0, "Here"))
    there.do(c.EditNote(0, "There"))
    both = joined(here, there)
    both.do(c.EditNote(0, "Both"))
    again = joined(joined(both, here), there)
    assert again.session.book[0].text == "Both"
    assert {"Here", "There"} <= {wording.text for wording in again.session.book[0].wordings}
    assert places_to_look(again.state) == ()


def test_undo_on_the_joined_session_loses_no_wording_of_the_other_laptop() -> None:
    """A step brings back what was there before it; what it knows nothing of stays as an earlier wording."""
    here, there = two_laptops()
    here.do(c.EditNote(0, "Here"))
    there.do(c.EditNote(0, "There"))
    both = joined(here, there)
    step = undoable(both.session)
    assert step is not None
    undone = step.changes[0].after
    assert isinstance(undone, Note)
    both.do(c.Undo())
    note = both.session.book[0]
    assert {"Here", "There"} - {undone.text} <= {note.text, *(wording.text for wording in note.wordings)}


@pytest.mark.parametrize(
    "removal", [c.DeleteNote(0), c.MergeNote(0, 1)], ids=["deleted", "merged into another one"]
)
@pytest.mark.parametrize("others_first", [True, False])
def test_a_note_that_one_laptop_goes_on_with_stays_in_sight(removal: c.Command, others_first: bool) -> None:
    """Whichever of the two changes has the higher stamp."""
    here, there = two_laptops()
    for laptop in (here, there) if others_first else (there, here):
        laptop.say("Something else")
        laptop.do(removal if laptop is here else c.EditNote(0, "Silo budgets block services"))
    both = joined(here, there)
    assert "Silo budgets block services" in both.texts()
    assert any(isinstance(place, ChangedTwice) for place in places_to_look(both.state))


def test_a_deletion_that_nobody_contradicts_stays() -> None:
    """The other copy just did not know of it."""
    here, there = two_laptops()
    here.do(c.DeleteNote(0))
    there.say("Yours")
    both = joined(here, there)
    assert both.texts() == ["No legal basis", "Yours"]
    assert places_to_look(both.state) == ()


def test_what_was_merged_into_a_note_that_the_other_laptop_deleted_is_shown_again() -> None:
    """A deleted note stands for no others."""
    here, there = two_laptops()
    here.do(c.MergeNote(0, 1))
    there.do(c.DeleteNote(1))
    assert joined(here, there).texts() == ["Silo budgets"]


def test_notes_that_were_merged_into_each_other_do_not_vanish() -> None:
    """One of them stands for both."""
    here, there = two_laptops()
    here.do(c.MergeNote(0, 1))
    there.do(c.MergeNote(1, 0))
    both = joined(here, there)
    assert len(both.texts()) == 1
    assert both.session.book.heard(next(n.serial for n in both.session.book.notes if n.is_visible)) == 2


def test_a_cluster_renamed_on_one_laptop_keeps_what_the_other_put_into_it() -> None:
    """The new note is in the cluster as its laptop named it; those that were renamed are in the new one."""
    here, there = two_laptops()
    here.do(c.RenameCluster("budget", "money"))
    there.say("Yours", cluster="budget")
    both = joined(here, there)
    assert dict(both.session.book.cluster_counts) == {"money": 1, "budget": 1}


def test_two_locked_lists_are_a_place_to_look() -> None:
    """One of them is shown, with its counts; both are kept."""
    here, there = two_laptops()
    for laptop, votes in ((here, 3), (there, 9)):
        laptop.do(c.ChooseRanking(), c.SetTally("C1", votes), c.ChooseCut(1), c.LockRanking())
    places = [place for place in places_to_look(joined(here, there).state) if isinstance(place, ChangedTwice)]
    locked = [place for place in places if isinstance(place.shown.record, Ranking)]
    assert len(locked) == 1
    lists = [side.record for side in (locked[0].shown, *locked[0].others)]
    assert {each.issues[0].votes for each in lists if isinstance(each, Ranking)} == {3, 9}


def test_a_phase_that_was_ended_twice_ends_once() -> None:
    """The room is in the afternoon once, and its time is counted once."""
    here, there = two_laptops()
    here.do(c.EndPhase())
    there.seconds += 600
    there.do(c.EndPhase())
    both = joined(here, there)
    assert both.session.running is None
    assert [span.ended_at is None for span in both.session.spans] == [False]
    (place,) = places_to_look(both.state)
    assert isinstance(place, ChangedTwice)
    assert isinstance(place.shown.record, PhaseRun)


def test_an_agenda_that_was_laid_out_twice_is_a_place_to_look() -> None:
    """Each laptop locked a list and started the afternoon; what was taken in either box stays there."""
    here, there = two_laptops()
    there.seconds += 60
    for laptop in (here, there):
        laptop.do(c.ChooseRanking(), c.SetTally("C1", 5), c.ChooseCut(1), c.LockRanking())
        laptop.do(c.EndPhase(), c.Next())
        laptop.say(f"In the afternoon of {laptop.writer}", Kind.APPROACH)
    both = joined(here, there)
    assert len(both.texts()) == 4
    places = places_to_look(both.state)
    assert any(isinstance(place, LaidOutTwice) for place in places)
    assert all(both.session.box(note.box_id or "") is not None for note in both.session.book.notes)


def test_the_time_of_the_room_counts_once() -> None:
    """Where both laptops have an open box, that of the one that began earlier ends where the later one begins."""
    here, there = two_laptops()
    here.do(c.Next())
    there.seconds += 600
    there.do(c.Next(), c.Next())
    both = joined(here, there)
    spans = both.session.spans
    assert [span.ended_at is None for span in spans] == [False] * (len(spans) - 1) + [True]
    now = both.reading().wall
    assert sum(span.seconds(now) for span in spans) == (now - spans[0].started_at).total_seconds()


def test_a_phase_that_one_laptop_ended_and_the_other_prolonged_leaves_no_box_open_or_has_one() -> None:
    """Whichever is shown: where the phase runs, the room is in a box of it."""
    for seconds in (60, 3600):
        here, there = two_laptops()
        here.say("So that its stamp is lower or higher")
        here.do(c.EndPhase())
        there.do(*[c.EndLater(seconds)] * 3)
        both = joined(here, there)
        assert (both.session.open_span is not None) == (both.session.running is not None)


def test_a_box_that_one_laptop_dropped_stays_where_the_other_worked_in_it() -> None:
    """It was entered, so it has an allotment."""
    here, there = two_laptops()
    box = here.session.ahead(here.session.boxes[0])[0]
    here.do(c.DropBox(box.id))
    there.do(c.Next())
    both = joined(here, there)
    stays = both.session.box(box.id)
    assert stays is not None
    assert not stays.dropped


def test_a_count_on_two_laptops_is_a_place_to_look() -> None:
    """Counts are never added up: the room voted once."""
    here, there = two_laptops()
    for laptop, votes in ((here, 3), (there, 9)):
        laptop.do(c.SetTally("C1", votes))
    both = joined(here, there)
    assert [tally.votes for tally in both.session.tallies.values()] == [9]
    assert any(
        isinstance(place, ChangedTwice) and isinstance(place.shown.record, Tally)
        for place in places_to_look(both.state)
    )


def test_boxes_that_both_laptops_added_are_all_there_and_told_apart() -> None:
    """Each has a short name of its own, by which commands find it."""
    here, there = two_laptops()
    for laptop in (here, there):
        laptop.do(c.AddBox("Extra", 300))
    both = joined(here, there)
    names = [box.label for box in both.session.agenda("morning")]
    assert {"Extra", "Extra 2"} <= set(names)
    assert len(names) == len(set(names))


def test_names_that_either_laptop_added_are_all_known() -> None:
    """So that a note of a country that only one laptop knew can be edited."""
    here, there = two_laptops()
    for laptop, name in ((here, "Chile"), (there, "Kenya")):
        laptop.do(c.EditDetails(known=(*laptop.session.info.known, name)))
    assert set(joined(here, there).session.info.known) == {"Norway", "Estonia", "Chile", "Kenya"}


def test_a_cluster_that_both_laptops_counted_is_a_place_to_look() -> None:
    """Its dots are those of one vote, so somebody has to say which count is right."""
    here, there = two_laptops()
    for laptop in (here, there):
        laptop.do(c.ChooseRanking(RankSort.CLUSTERS, RankMethod.DOTS), c.SetTally("#budget", 5))
    (place,) = (p for p in places_to_look(joined(here, there).state) if isinstance(p, CountedTwice))
    assert (place.subject, [tally.votes for tally in place.tallies]) == ("#budget", [5, 5])


def test_an_older_copy_takes_nothing_away() -> None:
    """Nor does one that lost some of its records."""
    here, _ = two_laptops()
    older = here.state
    here.say("Later")
    damaged = replace(older, versions=older.versions[:4], knowledge=here.state.knowledge)
    assert join(here.state, older) == join(here.state, damaged) == settled(here.state)


def test_a_take_over_leaves_no_difference() -> None:
    """Whoever takes over has seen everything, so the last state of each record is the only one."""
    here, _ = two_laptops()
    before = here.state
    next_owner = here.copy("c")
    next_owner.do(c.EditNote(0, "Edited"), c.DeleteNote(1))
    assert join(before, next_owner.state) == settled(next_owner.state)


def test_states_of_different_sessions_are_not_joined() -> None:
    """That is a mistake of the caller."""
    with pytest.raises(ValueError, match="different sessions"):
        join(two_laptops()[0].state, two_laptops()[1].state)


def test_what_was_erased_on_one_laptop_is_erased_in_both_also_from_an_older_copy() -> None:
    """From the note, its other versions and the steps of undo; joining the older copy again does not bring it back."""
    here, there = two_laptops()
    older = here.state
    there.do(c.EditNote(0, "Silo budgets, said Anna"))
    here.erase(Erasure("e1", here.session.id, here.session.book[0].id))
    assert here.session.book[0].deleted
    both = together(here.state, there.state)
    again = together(together(both, older), there.state)
    for state in (both, again, together(there.state, here.state)):
        assert "Silo" not in repr(
            [each for each in state.versions if not isinstance(each.record, SessionInfo)]
        )
        assert [erasure.id for erasure in state.erasures] == ["e1"]
