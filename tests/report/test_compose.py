"""The contents of the report and their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.session import Session
from breakout_tui.report.compose import compose, covering
from breakout_tui.report.report_model import PhaseReport
from breakout_tui.report.summary_model import Cited
from tests.report.played_day import discussed_morning, played_day
from tests.report.rendering import render
from tests.report.room import DETAILS, Room


def morning(room: Room) -> PhaseReport:
    """The report of the morning at this moment."""
    return compose(room.session, room.reading).phases[0]


def locked(room: Room, votes: dict[str, int], cut: int = 1) -> None:
    """Lock a list with these counts."""
    for subject, count in votes.items():
        room.do(c.SetTally(subject, count))
    room.do(c.ChooseCut(cut))
    room.do(c.LockRanking())


def test_ranked_principles_are_listed_by_rank() -> None:
    """With their votes."""
    room = Room()
    room.do(c.Next())
    for text in ("first said", "second said", "third said"):
        room.say(Kind.PRINCIPLE, text)
    room.do(c.ChooseRanking(RankSort.PRINCIPLES))
    locked(room, {"P1": 4, "P2": 1, "P3": 9})
    assert [(each.reference, each.votes) for each in morning(room).principles] == [
        ("P3", 9),
        ("P1", 4),
        ("P2", 1),
    ]


def test_a_list_that_waits_for_a_new_vote_says_so() -> None:
    """Its line is in the report: counts of merged notes are not left out silently."""
    room = Room()
    room.do(c.Next())
    for text in ("first said", "second said", "third said"):
        room.say(Kind.CHALLENGE, text)
    for subject, count in {"C1": 4, "C2": 2, "C3": 1}.items():
        room.do(c.SetTally(subject, count))
    room.do(c.MergeNote(2, 1))
    text = render(compose(room.session, room.reading))
    assert "| – | second said | C2 | new vote needed |" in text
    assert "| 1 | first said | C1 | 4 |" in text


def test_principles_follow_the_challenges_they_answer() -> None:
    """If challenges were ranked, principles for the first one come first; the rest by number."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "one")
    room.say(Kind.CHALLENGE, "two")
    room.say(Kind.PRINCIPLE, "loose")
    room.say(Kind.PRINCIPLE, "answers one", to=("C1",))
    room.say(Kind.PRINCIPLE, "answers two", to=("C2",))
    locked(room, {"C1": 2, "C2": 9})
    assert [each.reference for each in morning(room).principles] == ["P3", "P2", "P1"]


def test_ties_and_missing_counts_are_printed() -> None:
    """Equal ranks are marked; lines without a count are named below the list; the method has the number of dots."""
    room = Room()
    room.do(c.Next())
    for text in ("one", "two", "three", "four"):
        room.say(Kind.CHALLENGE, text)
    room.do(c.ChooseRanking(method=RankMethod.DOTS, dots=2))
    locked(room, {"C4": 9, "C1": 3, "C2": 3})
    markdown = render(compose(room.session, room.reading))
    for row in (
        "| 1 | four | C4 | 9 |",
        "| 2 = | one | C1 | 3 |",
        "| 2 = | two | C2 | 3 |",
        "\nWithout votes: C3.\n",
    ):
        assert row in markdown
    assert "ranked by dots, 2 a person" in markdown


def test_a_reopened_list_prints_the_reason() -> None:
    """The reason for unlocking and the current counts are printed even while the list is open."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "one")
    locked(room, {"C1": 3})
    room.do(c.UnlockRanking("miscounted"))
    markdown = render(compose(room.session, room.reading))
    assert "reopened at 09:31: miscounted.\n" in markdown
    assert "not agreed yet" in markdown
    assert "| 1 | one | C1 | 3 |" in markdown


def test_parked_notes_are_only_in_the_parking_lot() -> None:
    """With the box in which they were captured."""
    room = Room()
    room.do(c.Next())
    room.do(c.Next(), 10)
    room.say(Kind.PARKED, "later")
    report = compose(room.session, room.reading)
    assert [(each.statement.text, each.place) for each in report.parked] == [("later", "Q1")]
    assert render(report).count("later") == 1


def test_notes_of_the_lunch_are_printed() -> None:
    """A challenge captured at lunch is printed between the phases; a principle among those of the morning."""
    room = Room()
    room.do(c.Next())
    room.do(c.EndPhase(), 30)
    room.say(Kind.CHALLENGE, "at table")
    room.say(Kind.PRINCIPLE, "over coffee")
    report = compose(room.session, room.reading)
    assert [each.text for each in report.between] == ["at table"]
    assert [each.text for each in report.phases[0].principles] == ["over coffee"]


def test_a_note_whose_box_is_lost_is_still_printed() -> None:
    """A damaged record never hides a note."""
    room = Room()
    room.do(c.Next())
    serial = room.say(Kind.CHALLENGE, "still here")
    room.session = room.session.put(replace(room.session.book[serial], box_id="gone"))
    assert [each.text for each in compose(room.session, room.reading).between] == ["still here"]


def test_the_morning_report_is_the_same_after_the_afternoon() -> None:
    """The afternoon changes nothing in it; the notes of the lunch stay."""
    room = Room()
    discussed_morning(room)
    room.do(c.EndPhase(), 10)
    room.say(Kind.PARKED, "at lunch")
    at_lunch = render(compose(room.session, room.reading, until="morning"))
    room.do(c.Next(), 30)
    room.say(Kind.APPROACH, "in the afternoon")
    assert render(compose(room.session, room.reading, until="morning")) == at_lunch


def test_the_morning_report_of_a_session_without_afternoon_is_the_whole_report() -> None:
    """Nothing is left out."""
    session = Room().session
    assert covering(session, "morning") is session


def test_the_morning_alone_has_no_afternoon() -> None:
    """No run, no box and no time of it, and no note that is visible in it."""
    room = played_day()
    morning = covering(room.session, "morning")
    assert {each.phase for each in morning.runs} == {"morning"}
    assert {each.phase for each in morning.boxes} == {"morning"}
    assert {each.phase for each in morning.spans} == {"morning"}
    assert len(morning.book) == len(room.session.book)


def test_the_box_of_a_note_decides_whether_it_is_of_the_morning() -> None:
    """Without a box, the time when it was captured: the afternoon begins with its first second."""
    room = Room()
    room.do(c.Next())
    here = room.session.current_box
    assert here is not None
    for text in ("moved to the afternoon", "taken out of its box"):
        room.say(Kind.CHALLENGE, text)
    for command in (c.EndPhase(), c.Next()):
        room.do(command, 10)
    room.say(Kind.CHALLENGE, "first of the afternoon", minutes=0)
    room.do(c.Capture("of the morning", Kind.CHALLENGE, box_id=here.id), 5)
    there = room.session.current_box
    assert there is not None
    for serial, box_id in ((0, there.id), (1, None), (2, None)):
        room.do(c.MoveNote(serial, box_id))
    visible = [note.text for note in covering(room.session, "morning").book.notes if note.is_visible]
    assert visible == ["taken out of its box", "of the morning"]


def test_the_report_knows_what_the_session_record_says_about_itself() -> None:
    """How many statements were erased, and why its times may be wrong."""
    room = Room()
    room.session = room.session.put(replace(room.session.info, erased=2, clock_flag="restarted"))
    report = compose(room.session, room.reading)
    assert (report.erased, report.doubt) == (2, "restarted")


def test_issues_of_the_programme_are_printed() -> None:
    """Priority issues from the programme have no ranking."""
    room = Room()
    theme = replace(room.session.theme, priorities=("Budgets", "Laws"))
    info = room.session.info
    room.session = room.session.put(replace(info, programme=replace(info.programme, themes=(theme,))))
    for command in (c.Next(), c.EndPhase(), c.Next()):
        room.do(command)
    markdown = render(compose(room.session, room.reading))
    assert "Given to the group beforehand.\n\n1. Budgets\n2. Laws\n" in markdown


def test_the_notes_are_counted_without_deleted_and_merged_ones() -> None:
    """The played day has fourteen visible notes."""
    room = played_day()
    assert compose(room.session, room.reading).notes == 14


def test_loose_ends_are_grouped_by_what_is_missing() -> None:
    """One line for each kind of gap, with all its references."""
    room = Room()
    room.do(c.Next())
    for _ in range(3):
        room.say(Kind.RECOMMENDATION, "Act", actor="Ministers", due="2027")
    markdown = render(compose(room.session, room.reading))
    assert "- Not linked to what it carries out: R1 to R3\n- No addressee: R1 to R3\n" in markdown


def test_the_evidence_prints_each_text_once() -> None:
    """A statement in several chains has its text only in the first row; notes without a link are listed below."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "the root")
    room.say(Kind.CHALLENGE, "alone")
    room.say(Kind.PRINCIPLE, "one", to=("C1",))
    room.say(Kind.PRINCIPLE, "two", to=("C1",))
    markdown = render(compose(room.session, room.reading))
    assert "| **C1** the root | **P1** one |\n| **C1** | **P2** two |\n" in markdown
    assert "Not linked: C2." in markdown


def test_the_evidence_has_the_chains_that_reach_furthest_in_the_order_of_the_outcomes() -> None:
    """What no recommendation follows from is named below the table; a kind that no chain has is no column."""
    room = Room()
    room.do(c.Next())
    for text in ("one", "two", "three"):
        room.say(Kind.CHALLENGE, text)
    room.say(Kind.PRINCIPLE, "share", to=("C1",))
    room.say(Kind.PRINCIPLE, "wait", to=("C2",))
    room.say(Kind.RECOMMENDATION, "weak", to=("P1",))
    room.do(c.Agree(room.say(Kind.RECOMMENDATION, "strong", to=("P1", "C3")), Agreement.CONSENSUS))
    made = compose(room.session, room.reading).evidence
    assert [row.recommendations[0].reference for row in made.rows] == ["R2", "R1"]
    assert (made.stopped, made.alone) == (("P2",), ())
    markdown = render(compose(room.session, room.reading))
    assert "| Challenge | Principle | Recommendation |" in markdown
    assert "\nNo recommendation follows from P2.\n" in markdown


def test_a_note_that_another_one_points_to_is_linked() -> None:
    """Also by one of its own kind, as a sentence with "see C1" does, in either direction."""
    room = Room()
    room.do(c.Next())
    for text in ("one", "two", "three", "four"):
        room.say(Kind.CHALLENGE, text)
    room.say(Kind.CHALLENGE, "five, see C1", to=("C1",))
    room.say(Kind.PARKED, "later", to=("C3",))
    room.say(Kind.PRINCIPLE, "share", to=("C2",))
    assert compose(room.session, room.reading).evidence.alone == ("C4",)


def test_a_reference_is_written_once() -> None:
    """Codes behind the sentence are links; what the sentence names is not repeated as a link."""
    room = Room()
    room.do(c.Next())
    for text in ("one", "two", "three"):
        room.say(Kind.CHALLENGE, text)
    room.say(Kind.PRINCIPLE, "Pay for sharing C1 C2", to=("C1", "C2"))
    room.say(Kind.PRINCIPLE, "Share first, as in C1", to=("C1", "C3"))
    first, second = morning(room).principles
    assert (first.text, first.answers) == ("Pay for sharing", ("C1", "C2"))
    assert (second.text, second.answers) == ("Share first, as in C1", ("C3",))


def test_a_long_statement_is_in_full_once() -> None:
    """Wherever else it is shown, it is its reference and a gist."""
    room = Room(details=replace(DETAILS, groups=("Small states",)))
    room.do(c.Next())
    long = (
        "Whoever pays for a register decides what is written in it; whoever needs it waits, and nobody asks "
        * 2
    )
    for kind in (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION):
        to = (f"{'CPAR'['CPAR'.index(kind.letter) - 1]}1",) if kind is not Kind.CHALLENGE else ()
        room.say(kind, f"{long}says {kind.value}", to=to)
    room.do(c.EditNote(room.serial("R1"), fields={"addressee": "Small states"}))
    room.do(c.Agree(room.serial("R1"), Agreement.CONSENSUS))
    locked(room, {"C1": 3})
    markdown = render(compose(room.session, room.reading))
    assert markdown.count(long) == 4
    assert markdown.count("Whoever pays for a register") > 8


@pytest.mark.parametrize(("count", "last"), [(8, Cited("C8", "one of many")), (9, Cited("", "and 1 more"))])
def test_a_cell_of_the_evidence_stays_short(count: int, last: Cited) -> None:
    """Of more than eight statements in one cell, the first eight are printed and the others counted."""
    room = Room()
    room.do(c.Next())
    for _ in range(count):
        room.say(Kind.CHALLENGE, "one of many")
    room.say(Kind.PRINCIPLE, "answers all", to=tuple(f"C{number}" for number in range(1, count + 1)))
    [row] = compose(room.session, room.reading).evidence.rows
    assert [each.reference for each in row.challenges[:8]] == [f"C{number}" for number in range(1, 9)]
    assert row.challenges[-1] == last


def test_a_priority_issue_without_approach_is_named_by_its_place() -> None:
    """The list of issues is in the report already."""
    room = Room()
    room.do(c.Next())
    for text in ("one", "two", "three"):
        room.say(Kind.CHALLENGE, text)
    locked(room, {"C1": 3, "C2": 5, "C3": 9}, cut=3)
    room.do(c.EndPhase())
    room.do(c.Next())
    room.say(Kind.APPROACH, "for the second", to=("C2",))
    ends = {each.missing: each.subjects for each in compose(room.session, room.reading).loose}
    assert ends["no approach"] == ("priority issue 1", "priority issue 3")


def second_round() -> tuple[Room, Room]:
    """A first round's room with two principles, and the next round's, which heard one of them again."""
    first = Room()
    first.do(c.Next())
    first.say(Kind.PRINCIPLE, "Share first")
    first.say(Kind.PRINCIPLE, "Pay later")
    second = Room(details=replace(DETAILS, round=2), follows=first.session.id)
    second.do(c.Next())
    second.say(Kind.PRINCIPLE, "Ask the users")
    second.do(c.HearAgain(first.session.id, "P1", 2))
    return first, second


def test_a_later_round_lists_the_outputs_that_the_rounds_share() -> None:
    """Outputs heard in more than one round, grouped by origin, and the number not heard again."""
    first, second = second_round()
    markdown = render(compose(second.session, second.reading, earlier=(first.session,)))
    assert "| **Room 2·1/P1** Share first | rounds 1 and 2 | 3 |" in markdown
    assert "1 output of earlier rounds was not heard again." in markdown


def test_a_shared_output_is_named_by_the_round_it_comes_from() -> None:
    """Room and round before the reference; a room without a name is a round; an output of this round has its reference alone."""
    first, second = second_round()
    first.do(replace(DETAILS, room=""))
    first.do(c.HearAgain(second.session.id, "P1"))
    made = compose(second.session, second.reading, earlier=(first.session,)).rounds
    assert made is not None
    assert [each.reference for each in made.shared] == ["Round·1/P1", "P1"]


def test_rounds_that_share_nothing_say_so() -> None:
    """A first round has no such section."""
    first, _ = second_round()
    second = Room(details=replace(DETAILS, round=2))
    assert "No output was heard in more than one round." in render(
        compose(second.session, second.reading, earlier=(first.session,))
    )
    assert "Across the rounds" not in render(compose(first.session, first.reading))


def test_recommendations_are_listed_under_their_issue() -> None:
    """By priority issue, then by agreement; those without an issue come last."""
    markdown = render(compose(*_day_with_a_loose_recommendation()))
    first, second = markdown.index("#### Issue 1: Silo"), markdown.index("#### Without a priority issue")
    places = [markdown.index(f"- **R{number}**") for number in (1, 2, 3)]
    assert first < places[0] < places[1] < second < places[2]


def _day_with_a_loose_recommendation() -> tuple[Session, Reading]:
    room = played_day()
    box = next(box for box in room.session.boxes if box.note_kind is Kind.RECOMMENDATION)
    room.do(c.Capture("Meet again", Kind.RECOMMENDATION, box_id=box.id), 1)
    return room.session, room.reading
