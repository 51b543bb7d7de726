"""A day of several votes: each rank step has its own list, and the latest agreed one makes the priority issues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import chain
from breakout_tui.domain import commands as c
from breakout_tui.domain.agreed_list import agreed_lists, laid_out_from
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, lint
from breakout_tui.domain.programme import AgendaSource, Programme, Step, StepKind
from breakout_tui.domain.rank_order import challenges_in_rank_order
from breakout_tui.domain.rank_steps import list_now, lists, phase_of
from breakout_tui.domain.ranking import candidates, is_locked, priorities, standings
from breakout_tui.domain.ranking_counts import ranking_of, sorts
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.ranking_refusals import IsPriorityIssue
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session import Session
from breakout_tui.report.compose import compose
from tests.domain.example import Talk
from tests.domain.several_votes import of_phases
from tests.report.rendering import render

C, P, A, R, _D, _X = Kind


def talk_of(step: str, kind: Kind, agenda: AgendaSource = AgendaSource.ROOM) -> Step:
    """Ten minutes that collect notes of a kind."""
    return Step(step, StepKind.DISCUSS, step, 600, note_kind=kind, agenda=agenda)


def vote_of(step: str, *over: Kind) -> Step:
    """Ten minutes of voting."""
    return Step(step, StepKind.RANK, f"Vote {step}", 600, over=over)


DAY = of_phases(
    (talk_of("problems", C), vote_of("first", C)),
    (talk_of("ways", A, AgendaSource.PRIORITIES), vote_of("second", A)),
    (talk_of("acts", R, AgendaSource.PRIORITIES),),
)
"""A vote on challenges, one on the approaches to them, and recommendations on these."""


def lock(talk: Talk, cut: int, **votes: int) -> None:
    """Count, cut and lock the list of now."""
    talk.vote(**votes)
    talk.do(c.ChooseCut(cut))
    talk.do(c.LockRanking())


def after_first(made: Programme = DAY) -> Talk:
    """The first list is agreed: C2, then C1; #C3 is below the cut."""
    talk = Talk(made=made)
    for number, cluster in enumerate(("budget", "law", "skills"), 1):
        talk.say(C, f"Challenge {number}", cluster=cluster)
    talk.enter_step("first")
    lock(talk, 2, C1=5, C2=9, C3=1)
    return talk


def after_second() -> Talk:
    """The second list is agreed too: A1 only."""
    talk = after_first()
    talk.start_afternoon()
    for number in (1, 2):
        talk.enter_step("ways")
        talk.say(A, f"Approach {number}")
    talk.enter_step("second")
    lock(talk, 1, A1=7, A2=3)
    return talk


def issues(session: Session) -> list[str]:
    """The subjects of the priority issues."""
    return [issue.subject for issue in priorities(session)]


def told(talk: Talk, command: c.Command) -> list[str]:
    """Carry out a command; what the facilitator is told."""
    return [event.words for event in talk.do(command).events if isinstance(event, Told)]


def test_a_second_rank_step_has_an_empty_list_of_its_own() -> None:
    """About what it says; the first list stays agreed, with its counts."""
    talk = after_first()
    before = standings(talk.session)
    talk.start_afternoon()
    talk.say(A, "An approach")
    assert list_now(talk.session) == ""
    talk.enter_step("second")
    assert list_now(talk.session) == "second"
    assert sorts(talk.session) == (RankSort.APPROACHES, RankSort.CLUSTERS)
    assert [(line.subject, line.votes) for line in standings(talk.session)] == [("A1", None)]
    assert not is_locked(talk.session)
    assert standings(talk.session, "") == before
    assert is_locked(talk.session, "")


def test_the_list_of_now_is_that_of_the_rank_box_that_was_entered_last() -> None:
    """Also back in the first one, and in any box after it."""
    made = of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", C), talk_of("more", C)))
    talk = Talk(made=made)
    found = [list_now(talk.session)]
    for step in ("first", "second", "more", "first", "problems"):
        talk.enter_step(step)
        found.append(list_now(talk.session))
    assert found == ["", "", "second", "second", "", ""]


def test_a_start_that_was_taken_back_entered_no_rank_box() -> None:
    """Its phase has not started."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C)), (vote_of("second", C),)))
    talk.start_afternoon()
    assert list_now(talk.session) == "second"
    talk.do(c.Back())
    assert list_now(talk.session) == ""


def test_a_box_that_is_added_in_a_rank_step_is_about_its_list() -> None:
    """It belongs to the step."""
    talk = Talk(made=of_phases((vote_of("first", C), vote_of("second", C), talk_of("more", C))))
    talk.enter_step("second")
    talk.do(c.AddBox("Once more", 300))
    talk.enter("Once more")
    assert list_now(talk.session) == "second"


def test_each_list_is_of_the_phase_of_its_step() -> None:
    """In the order of the programme."""
    talk = after_first()
    assert [(step, phase_of(talk.session, step).id) for step in lists(DAY)] == [("", "a"), ("second", "b")]


def test_the_priority_issues_are_those_of_the_latest_agreed_list() -> None:
    """Latest by its step, also if an earlier one is locked again afterwards."""
    talk = after_first()
    assert issues(talk.session) == ["C2", "C1"]
    talk = after_second()
    assert [ranking.step for ranking in agreed_lists(talk.session)] == ["", "second"]
    assert issues(talk.session) == ["A1"]
    talk.do(c.UnlockRanking("miscounted"))
    assert issues(talk.session) == ["C2", "C1"]


def test_the_priority_issues_do_not_depend_on_where_the_room_is() -> None:
    """Here it went back to the first vote."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", P))))
    talk.say(C, "Challenge")
    talk.say(P, "Principle")
    talk.enter_step("first")
    lock(talk, 1, C1=3)
    talk.enter_step("second")
    lock(talk, 1, P1=4)
    talk.enter_step("first")
    assert issues(talk.session) == ["P1"]


def test_a_phase_keeps_the_list_that_was_agreed_when_it_started() -> None:
    """A list that is agreed in it counts for the next phase."""
    talk = after_first()
    talk.start_afternoon()
    talk.wait(60)
    talk.say(A, "Approach")
    talk.enter_step("second")
    lock(talk, 1, A1=4)
    talk.wait(60)
    talk.start_afternoon()
    assert [laid_out_from(talk.session, phase) for phase in "abc"] == [None, "", "second"]


def test_a_phase_is_laid_out_from_the_latest_agreed_list() -> None:
    """And keeps its boxes when a later list is agreed."""
    talk = after_second()
    talk.start_afternoon()
    titles = [(box.phase, box.title) for box in talk.session.boxes if box.note_kind in (A, R)]
    assert titles == [("b", "Challenge 2"), ("b", "Challenge 1"), ("c", "Approach 1")]


def test_the_number_of_a_box_counts_only_for_the_list_that_it_was_made_from() -> None:
    """Here the titles of the boxes were changed, so that only their numbers are left."""
    talk = after_second()
    talk.start_afternoon()
    for box in talk.session.boxes:
        if box.priority is not None:
            talk.do(c.RenameBox(box.id, f"Renamed {box.id}"))
    boxes = [box for box in talk.session.boxes if box.priority is not None]
    assert {box.phase: chain.issues_by_box(talk.session).get(box.id) for box in boxes} == {
        "b": None,
        "c": (0,),
    }
    found = [chain.issue_of_box(talk.session, box) for box in boxes]
    assert [None if each is None else (each[0], each[1].subject) for each in found] == [
        (0, "C2"),
        (1, "C1"),
        (0, "A1"),
    ]


def test_a_vote_that_is_reopened_and_locked_again_still_numbers_its_boxes() -> None:
    """Its list was agreed when they were made."""
    talk = after_first()
    talk.start_afternoon()
    talk.do(c.RenameBox(talk.session.agenda("b")[0].id, "Renamed"))
    talk.wait(60)
    talk.do(c.UnlockRanking("miscounted"))
    talk.wait(60)
    talk.do(c.LockRanking())
    assert chain.issues_by_box(talk.session)[talk.session.agenda("b")[0].id] == (0,)


def test_a_list_that_is_agreed_after_the_start_of_a_phase_numbers_no_box_of_it() -> None:
    """Those boxes were made from the issues of the theme, or from the questions."""
    talk = Talk(made=DAY)
    talk.say(C, "Challenge")
    talk.start_afternoon()
    talk.wait(60)
    lock(talk, 1, C1=4)
    first = talk.session.agenda("b")[0]
    talk.session = talk.session.put(replace(first, priority=1))
    assert chain.issues_by_box(talk.session) == {}


@pytest.mark.parametrize(("reference", "is_kept"), [("C1", True), ("C2", True), ("C3", False), ("A1", True)])
def test_no_priority_issue_of_any_agreed_list_is_deleted(reference: str, is_kept: bool) -> None:
    """What is below the cut can be."""
    talk = after_second()
    command = c.DeleteNote(talk.note(reference).serial)
    if is_kept:
        assert isinstance(talk.refusal(command), IsPriorityIssue)
    else:
        talk.do(command)


def test_issues_of_one_list_are_not_merged_but_those_of_two_lists_are() -> None:
    """Each list finds its line under the note that stands for it."""
    talk = after_second()
    first, second, other = (talk.note(reference).serial for reference in ("C1", "C2", "A1"))
    assert isinstance(talk.refusal(c.MergeNote(first, second)), IsPriorityIssue)
    talk.do(c.MergeNote(first, other))
    assert [len(standings(talk.session, step)) for step in ("", "second")] == [3, 2]
    assert isinstance(talk.refusal(c.MergeNote(other, second)), IsPriorityIssue)


def test_a_cluster_is_renamed_on_every_list() -> None:
    """Counts and lines go with it, on the agreed list and on the open one."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", C))))
    talk.say(C, "One", cluster="budget")
    for step in ("first", "second"):
        talk.enter_step(step)
        talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
        talk.do(c.SetTally("#budget", 5))
        talk.do(c.ChooseCut(1))
        if step == "first":
            talk.do(c.LockRanking())
    talk.do(c.RenameCluster("budget", "money"))
    for step in ("", "second"):
        assert [(line.subject, line.votes) for line in standings(talk.session, step)] == [("#money", 5)]


def test_merging_removes_the_second_votes_of_every_open_list() -> None:
    """Also of one that the room does not vote on now: that tie has changed too. A locked list keeps its own."""
    made = of_phases((talk_of("problems", C), *(vote_of(step, C) for step in ("first", "second", "third"))))
    talk = Talk(made=made)
    for number in (1, 2, 3):
        talk.say(C, f"Challenge {number}")
    for step in ("first", "second", "third"):
        talk.enter_step(step)
        talk.vote(C1=5, C2=5, C3=1)
        talk.do(c.SetRevote("C2", 3))
        if step == "first":
            talk.do(c.ChooseCut(1))
            talk.do(c.LockRanking())
    talk.do(c.MergeNote(talk.note("C2").serial, talk.note("C3").serial))
    second_votes = {
        tally.step: tally.revote for tally in talk.session.tallies.values() if tally.subject == "C2"
    }
    assert second_votes == {"": 3, "second": None, "third": None}


def test_a_merge_tells_of_the_counts_on_every_open_list() -> None:
    """Also on one that the room does not vote on now."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", C))))
    challenge, principle = talk.say(C, "Challenge"), talk.say(P, "Principle")
    for step, votes in (("first", 5), ("second", 3)):
        talk.enter_step(step)
        talk.vote(C1=votes)
    assert told(talk, c.MergeNote(challenge.serial, principle.serial)) == [
        "C1 leaves the list with its count of 5: P1 is a principle",
        "C1 leaves the list with its count of 3: P1 is a principle",
    ]


def test_merging_tells_of_counts_on_an_open_list_that_is_not_the_one_of_now() -> None:
    """Here the room votes on approaches already."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", A))))
    first, second = talk.say(C, "Challenge 1"), talk.say(C, "Challenge 2")
    talk.enter_step("first")
    talk.vote(C1=9, C2=4)
    talk.enter_step("second")
    assert told(talk, c.MergeNote(second.serial, first.serial)) == [
        "C1 needs a new vote: 9 and 4 hands can't be added"
    ]


def test_clusters_are_joined_where_an_agreed_list_is_about_notes() -> None:
    """Only issues of one list can't be joined, and these are none."""
    talk = after_first()
    talk.do(c.RenameCluster("budget", "law"))
    assert issues(talk.session) == ["C2", "C1"]
    assert {note.cluster for note in talk.session.book.notes} == {"law", "skills"}


def test_a_removed_count_of_one_list_is_not_taken_for_another() -> None:
    """Each list stores its own tally of a subject."""
    talk = Talk(made=of_phases((talk_of("problems", C), vote_of("first", C), vote_of("second", C))))
    talk.say(C, "One")
    talk.enter_step("first")
    talk.do(c.SetTally("C1", 5))
    talk.do(c.SetTally("C1", None))
    talk.enter_step("second")
    talk.vote(C1=2)
    assert {tally.step for tally in talk.session.tallies.values()} == {"", "second"}
    talk.do(c.Undo())
    talk.do(c.Undo())
    assert [(line.subject, line.votes) for line in standings(talk.session, "")] == [("C1", 5)]


def test_the_rank_order_takes_each_subject_from_the_latest_list_that_has_it() -> None:
    """A vote on approaches leaves the order of the challenges."""
    talk = after_second()
    assert [note.reference for note in challenges_in_rank_order(talk.session)] == ["C2", "C1", "C3"]


def test_loose_ends_are_about_the_issues_of_all_agreed_lists() -> None:
    """The approaches were said under C2; C1 still has none."""
    talk = after_second()
    found = [end for end in lint(talk.session) if end.kind is Loose.NO_APPROACH]
    assert [(end.name, end.issue, end.step) for end in found] == [("C1", 2, "")]


def test_candidates_of_a_list_can_be_had_in_any_box() -> None:
    """By the step of the list."""
    talk = after_second()
    assert [each.subject for each in candidates(talk.session, step="")] == ["C1", "C2", "C3"]
    assert [each.subject for each in candidates(talk.session)] == ["A1", "A2"]


def test_the_record_of_the_first_list_has_the_id_that_it_had_in_earlier_versions() -> None:
    """So that an old file is read and written as before."""
    talk = after_second()
    sid = talk.session.id
    assert [ranking_of(talk.session, step).id for step in lists(DAY)] == [
        f"{sid}:ranking",
        f"{sid}:ranking:second",
    ]
    assert talk.refusal(c.Undo()) is Plain.LOCK_NOT_UNDONE


def test_each_list_is_in_the_report_in_the_phase_of_its_step() -> None:
    """With the title of its step; a report up to the first phase has only the first list."""
    talk = after_second()
    whole = compose(talk.session, talk.reading())
    assert [[each.title for each in phase.priorities] for phase in whole.phases] == [
        ["Vote first"],
        ["Vote second"],
    ]
    markdown = render(whole)
    assert markdown.index("### Priority issues: Vote first") < markdown.index("\n## b\n")
    assert markdown.index("\n## b\n") < markdown.index("### Priority issues: Vote second")
    first = compose(talk.session, talk.reading(), until="a")
    assert [[each.title for each in phase.priorities] for phase in first.phases] == [["Vote first"]]
    assert [line.subject for line in first.phases[0].priorities[0].chosen] == ["C2", "C1"]
