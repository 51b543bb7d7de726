"""The chain: which statement answers which, the evidence table, and the loose ends."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import chain
from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, LooseEnd, lint
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.session import Session
from tests.domain.example import Talk, complete_chain, follow, started_session
from tests.domain.strategies import ALL_WISHES, Wish
from tests.sampled import a_third


def references(notes: tuple[Note, ...]) -> list[str]:
    """The references of notes."""
    return [note.reference for note in notes]


def loose(session: Session, *, final: bool = False) -> list[tuple[Loose, str]]:
    """The loose ends and their subjects."""
    return [(end.kind, end.subject) for end in lint(session, final=final)]


def below(session: Session, reference: str) -> list[str]:
    """The references of the notes that answer a note directly."""
    note = session.book.find(reference)
    assert note is not None
    return references(chain.web(session).below.get(note.serial, ()))


def test_the_web_leads_up_to_the_challenge_and_down_to_the_recommendation() -> None:
    """The chain can be followed both ways."""
    talk = complete_chain()
    made = chain.web(talk.session)
    assert references(made.above[talk.note("P1").serial]) == ["C1"]
    assert [below(talk.session, reference) for reference in ("C1", "P1", "A1")] == [["P1"], ["A1"], ["R1"]]


def test_a_link_counts_in_both_directions() -> None:
    """Of two linked notes the kind that comes later answers the other."""
    talk = Talk()
    talk.say(Kind.PRINCIPLE, "Principle")
    talk.say(Kind.CHALLENGE, "Challenge", to=("P1",))
    assert references(chain.answers(talk.session.book, talk.note("P1"))) == ["C1"]
    assert below(talk.session, "C1") == ["P1"]


def test_links_within_a_kind_or_to_the_parking_lot_are_not_part_of_the_chain() -> None:
    """Such a link is only a mention."""
    talk = Talk()
    talk.say(Kind.PARKED, "Parked")
    talk.say(Kind.PRINCIPLE, "One", to=("X1",))
    talk.say(Kind.PRINCIPLE, "Two", to=("P1",))
    assert chain.answers(talk.session.book, talk.note("P2")) == ()
    assert below(talk.session, "X1") == []
    assert below(talk.session, "P1") == []


def test_answers_to_a_merged_note_move_to_its_target() -> None:
    """The merged note itself is no longer part of the chain."""
    talk = Talk()
    first = talk.say(Kind.CHALLENGE, "Silo budgets")
    second = talk.say(Kind.CHALLENGE, "Budgets in silos")
    talk.say(Kind.PRINCIPLE, "One", to=("C1",))
    talk.do(c.MergeNote(first.serial, second.serial))
    assert below(talk.session, "C2") == ["P1"]
    assert first.serial not in chain.web(talk.session).below


def test_the_evidence_table_has_a_row_for_each_end_and_shows_the_gaps() -> None:
    """Statements without a link are rows as well."""
    talk = complete_chain()
    talk.say(Kind.CHALLENGE, "Nobody answers")
    talk.say(Kind.RECOMMENDATION, "From nowhere")
    talk.say(Kind.RECOMMENDATION, "From a challenge", to=("C1",))
    rows = [[references(cell) for cell in row.cells] for row in chain.rows(talk.session)]
    assert rows == [
        [["C1"], ["P1"], ["A1"], ["R1"], []],
        [["C1"], [], [], ["R3"], []],
        [["C2"], [], [], [], []],
        [[], [], [], ["R2"], []],
    ]


def test_a_row_names_everything_that_leads_to_its_end() -> None:
    """Two approaches with a principle each lead to one recommendation: one row."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "C")
    talk.say(Kind.PRINCIPLE, "P", to=("C1",))
    talk.say(Kind.PRINCIPLE, "P", to=("C1",))
    talk.say(Kind.APPROACH, "A", to=("P1",))
    talk.say(Kind.APPROACH, "A", to=("P2",))
    talk.say(Kind.RECOMMENDATION, "R", to=("A2", "A1"))
    rows = [[references(cell) for cell in row.cells] for row in chain.rows(talk.session)]
    assert rows == [[["C1"], ["P1", "P2"], ["A1", "A2"], ["R1"], []]]


def test_a_complete_chain_has_no_loose_end() -> None:
    """Even at the end of the day, with everything read back."""
    talk = complete_chain()
    for reference in ("P1", "R1"):
        talk.do(c.MarkReadBack(talk.note(reference).serial, ReadBack.AGREED))
    talk.do(c.EndPhase())
    assert lint(talk.session, final=True) == ()


def test_a_bare_recommendation_lacks_origin_addressee_owner_and_date() -> None:
    """Each is a separate loose end."""
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Do it")
    assert loose(talk.session) == [
        (Loose.NO_ORIGIN, "R1"),
        (Loose.NO_ADDRESSEE, "R1"),
        (Loose.NO_OWNER, "R1"),
        (Loose.NO_DATE, "R1"),
    ]


def test_a_principle_without_challenge_and_an_approach_without_principle_are_loose() -> None:
    """An approach that answers a challenge directly still follows no principle."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "C")
    talk.say(Kind.PRINCIPLE, "P")
    talk.say(Kind.APPROACH, "A", to=("C1",))
    assert loose(talk.session) == [(Loose.NO_CHALLENGE, "P1"), (Loose.NO_PRINCIPLE, "A1")]


def test_a_link_to_a_deleted_note_does_not_count() -> None:
    """The origin is gone until it is restored."""
    talk = Talk()
    challenge = talk.say(Kind.CHALLENGE, "C")
    talk.say(Kind.PRINCIPLE, "P", to=("C1",))
    talk.do(c.DeleteNote(challenge.serial))
    assert loose(talk.session) == [(Loose.NO_CHALLENGE, "P1")]
    talk.do(c.Undo())
    assert loose(talk.session) == []


def issues_of_three() -> Talk:
    """An afternoon with three priority issues."""
    talk = Talk()
    for number in range(1, 4):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    talk.vote(C1=9, C2=6, C3=6)
    talk.do(c.ChooseCut(3))
    talk.do(c.LockRanking())
    return talk


def without_approach(talk: Talk) -> list[str]:
    """The priority issues without an approach."""
    return [end.subject for end in lint(talk.session) if end.kind is Loose.NO_APPROACH]


def test_priority_issues_lack_approaches_once_the_afternoon_has_begun() -> None:
    """Not before, since there can be none."""
    talk = issues_of_three()
    assert without_approach(talk) == []
    talk.start_afternoon()
    assert without_approach(talk) == ["C1", "C2", "C3"]


def test_an_approach_in_the_box_of_an_issue_is_for_it() -> None:
    """Even if ranks tie, so that the number of the box is not the rank."""
    talk = issues_of_three()
    talk.start_afternoon()
    talk.enter("Challenge 3")
    talk.say(Kind.APPROACH, "A")
    assert without_approach(talk) == ["C1", "C2"]


def test_an_approach_that_answers_an_issue_through_a_principle_is_for_it() -> None:
    """Any number of links leads to the issue."""
    talk = issues_of_three()
    talk.start_afternoon()
    talk.say(Kind.PRINCIPLE, "P", to=("C2",))
    talk.say(Kind.PRINCIPLE, "P", to=("P1",))
    talk.say(Kind.APPROACH, "A", to=("P2",))
    assert without_approach(talk) == ["C1", "C3"]


def test_an_approach_for_a_note_of_a_cluster_is_for_the_cluster() -> None:
    """A cluster that is a priority issue is met through any of its notes."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "C", cluster="budget")
    talk.say(Kind.CHALLENGE, "C", cluster="law")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 3))
    talk.do(c.SetTally("#law", 2))
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    talk.say(Kind.APPROACH, "A", to=("C1",))
    assert without_approach(talk) == ["#law"]


def test_an_issue_without_approach_has_its_place_and_its_note() -> None:
    """The note that stands for it now; a cluster and an issue of the theme have none."""
    talk = issues_of_three()
    talk.say(Kind.CHALLENGE, "Challenge 3 as well")
    talk.start_afternoon()
    talk.do(c.MergeNote(2, 3))
    assert lint(talk.session) == (
        LooseEnd(Loose.NO_APPROACH, "C1", 0, 1),
        LooseEnd(Loose.NO_APPROACH, "C2", 1, 2),
        LooseEnd(Loose.NO_APPROACH, "C3", 3, 3),
    )
    plain = Talk()
    info = plain.session.info
    theme = replace(plain.session.theme, priorities=("Budgets",))
    plain.session = plain.session.put(replace(info, programme=replace(info.programme, themes=(theme,))))
    plain.start_afternoon()
    assert lint(plain.session) == (LooseEnd(Loose.NO_APPROACH, "Budgets", None, 1),)


def test_an_approach_that_builds_on_another_is_for_the_same_issue() -> None:
    """Links within a kind lead on as well, also in a circle."""
    talk = issues_of_three()
    talk.start_afternoon()
    talk.say(Kind.PRINCIPLE, "P", to=("C2",))
    talk.say(Kind.PRINCIPLE, "P", to=("P1",))
    talk.do(c.Link(talk.note("P1").serial, talk.note("P2").serial))
    talk.say(Kind.APPROACH, "A", to=("P2",))
    talk.say(Kind.APPROACH, "A", to=("A1", "C3"))
    assert without_approach(talk) == ["C1"]


def test_loose_ends_are_listed_by_kind_and_then_by_reference() -> None:
    """References count in the order of their numbers, not of their notes."""
    talk = Talk()
    for kind in (Kind.APPROACH, Kind.PRINCIPLE, Kind.RECOMMENDATION, Kind.CHALLENGE, Kind.RECOMMENDATION):
        talk.say(kind, "Words")
    talk.do(c.ChangeKind(3, Kind.PRINCIPLE))
    talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    talk.do(c.EditNote(2, fields={"addressee": "All", "due": "May"}))
    assert loose(talk.session, final=True) == [
        (Loose.NO_ORIGIN, "R1"),
        (Loose.NO_ORIGIN, "R2"),
        (Loose.NO_ADDRESSEE, "R2"),
        (Loose.NO_OWNER, "R1"),
        (Loose.NO_OWNER, "R2"),
        (Loose.NO_DATE, "R2"),
        *((Loose.NO_CHALLENGE, f"P{number}") for number in (1, 2, 3)),
        *((Loose.NOT_READ_BACK, reference) for reference in ("P1", "P2", "P3", "R1", "R2")),
    ]
    assert [end.serial for end in lint(talk.session)[-3:]] == [1, 3, 0]


def test_an_unread_output_is_a_loose_end_after_its_read_back() -> None:
    """Not while the room can still read it; a final list has it anyway."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "C")
    talk.say(Kind.PRINCIPLE, "P", to=("C1",))
    assert loose(talk.session) == []
    assert loose(talk.session, final=True) == [(Loose.NOT_READ_BACK, "P1")]
    talk.do(c.EndPhase())
    assert loose(talk.session) == [(Loose.NOT_READ_BACK, "P1")]


def test_a_box_that_two_issues_were_merged_into_is_for_both() -> None:
    """Its title has both."""
    talk = issues_of_three()
    talk.start_afternoon()
    boxes = [box for box in talk.session.boxes if box.priority is not None]
    talk.do(c.MergeBoxes(boxes[0].id, boxes[1].id))
    talk.enter("Challenge 1 / Challenge 2")
    talk.say(Kind.APPROACH, "A")
    assert without_approach(talk) == ["C3"]


@settings(max_examples=a_third(50), deadline=None)
@given(st.lists(ALL_WISHES, max_size=40))
def test_the_chain_can_be_drawn_for_any_session(wished: list[Wish]) -> None:
    """Each visible note of the chain is in a row, links go both ways, and loose ends are visible notes."""
    talk = Talk()
    follow(talk, wished)
    book = talk.session.book
    in_rows = {note.serial for row in chain.rows(talk.session) for cell in row.cells for note in cell}
    assert in_rows == {note.serial for note in book.notes if note.is_visible and note.kind in chain.KINDS}
    made = chain.web(talk.session)
    upwards = {(note.serial, other.serial) for note in made.notes for other in made.above[note.serial]}
    downwards = {(other.serial, note.serial) for note in made.notes for other in made.below[note.serial]}
    assert upwards == downwards
    for end in lint(talk.session, final=True):
        assert end.kind is Loose.NO_APPROACH or (end.serial is not None and book[end.serial].is_visible)


@pytest.mark.parametrize("shape", ["threads", "funnel", "star", "circle"])
def test_the_chain_takes_linear_work(shape: str) -> None:
    """Four times the notes take about four times as many steps, not sixteen times, for any shape of links."""
    small, large = (_steps(_linked(shape, count)) for count in (500, 2_000))
    assert large < 5 * small


def _steps(session: Session) -> int:
    """How many lines of Python run; unlike seconds, they don't depend on the machine."""
    steps = 0

    def count(_frame: FrameType, _event: str, _argument: Any, /) -> Any:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        chain.rows(session)
        lint(session, final=True)
    finally:
        sys.settrace(before)
    return steps


def _linked(shape: str, count: int) -> Session:
    """A session of so many notes: long threads, all through one approach, all on one challenge, or each on the next."""
    session = started_session()
    kinds = chain.KINDS
    numbers = dict.fromkeys(Kind, 0)
    notes: list[Note] = []
    for serial in range(count):
        kind, links = kinds[serial % 4], (serial - 1,) if serial % 4 else ()
        if shape == "star":
            kind, links = (kinds[bool(serial)], (0,) if serial else ())
        elif shape == "funnel":
            kind = Kind.APPROACH if not serial else (Kind.PRINCIPLE, Kind.RECOMMENDATION)[serial % 2]
            links = (0,) if serial else ()
        elif shape == "circle":
            links = ((serial + 1) % count,)
        numbers[kind] += 1
        note = Note(
            f"note-{serial}", session.id, serial, kind, numbers[kind], "Words", None,
            datetime(2026, 11, 24, tzinfo=UTC), links=links,
        )  # fmt: skip
        notes.append(note)
    run = session.run("morning")
    assert run is not None
    return replace(session, book=NoteBook.of(notes), runs=(replace(run, ended_at=run.started_at),))
