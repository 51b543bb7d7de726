"""The tables of a session: what was said, once a row, by ids that other exports have too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule, StepKind
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.timeline import used
from breakout_tui.report.data.session_tables import DataTable, Value, tables_of
from tests.domain.example import Talk
from tests.domain.several_votes import with_rank_steps
from tests.report.played_day import played_day
from tests.report.room import Room

ROOM = played_day()


def table(name: str, session: Session = ROOM.session) -> list[dict[str, Value]]:
    """The rows of a table, each by column."""
    (found,) = [each for each in tables_of([session], ROOM.reading) if each.name == name]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def note_row(reference: str, session: Session = ROOM.session) -> dict[str, Value]:
    """The row of a note."""
    (row,) = [row for row in table("notes", session) if row["reference"] == reference]
    return row


def words(tables: tuple[DataTable, ...]) -> str:
    """All that stands in the tables."""
    return "\n".join(str(cell) for each in tables for row in each.rows for cell in row)


def test_every_note_that_is_not_deleted_is_one_row_in_full() -> None:
    """Also one that is counted with another."""
    said = [note for note in ROOM.session.book.notes if not note.deleted]
    rows = table("notes")
    assert [(row["note"], row["reference"], row["text"]) for row in rows] == [
        (note.id, note.reference, note.text) for note in said
    ]


def test_a_merged_note_names_the_one_it_is_counted_with() -> None:
    """Its count is that of the note that stands for both."""
    assert note_row("C5")["counted_with"] == "C3"
    assert note_row("C5")["heard"] is None
    assert (note_row("C3")["counted_with"], note_row("C3")["heard"]) == (None, 2)


def test_a_note_says_what_the_room_agreed_and_whether_it_was_read_back() -> None:
    """In the words of the program; empty where nobody said anything."""
    note = ROOM.session.book[0]
    for agreement in (*Agreement, None):
        row = note_row(
            "C1", ROOM.session.put(replace(note, agreement=agreement, minority="Some", dissent="Chile"))
        )
        assert row["dissent"] == "Chile"
        assert row["agreement"] == (None if agreement is None else agreement.value)
        assert row["minority_view"] == "Some"
    for read_back in (*ReadBack, None):
        row = note_row("C1", ROOM.session.put(replace(note, read_back=read_back)))
        assert row["read_back"] == (None if read_back is None else read_back.value)


def test_a_deleted_note_is_nowhere() -> None:
    """Neither as a row nor as the end of a link."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "Taken back at once")
    room.say(Kind.PRINCIPLE, "Stays", to=("C1",))
    room.do(c.DeleteNote(0))
    tables = tables_of([room.session], room.reading)
    assert "Taken back" not in words(tables)
    assert not table("links", room.session)
    assert [row["text"] for row in table("notes", room.session)] == ["Stays"]


@pytest.mark.parametrize(
    ("rule", "is_there"), [(AttributionRule.NONE, False), (AttributionRule.COUNTRY, True)]
)
def test_a_name_that_the_rule_forbids_is_in_no_cell(rule: AttributionRule, *, is_there: bool) -> None:
    """Also where the file has one, as after an import."""
    session = replace(ROOM.session, info=replace(ROOM.session.info, rule=rule))
    assert (note_row("C1", session)["said_by"] == "Norway") == is_there
    names = [row[column] for row in table("notes", session) for column in ("said_by", "dissent")]
    assert any(names) == is_there


def test_links_lead_from_note_to_note_by_id_and_reference() -> None:
    """P2 answers C1 and C3."""
    ids = {row["reference"]: row["note"] for row in table("notes")}
    found = [(row["to_reference"], row["to_note"]) for row in table("links") if row["reference"] == "P2"]
    assert found == [("C1", ids["C1"]), ("C3", ids["C3"])]


def test_each_box_has_its_plan_and_its_time() -> None:
    """In seconds, in the order of the day."""
    boxes = table("boxes")
    assert [row["box"] for row in boxes] == [box.id for box in ROOM.session.boxes]
    now = ROOM.reading.wall
    assert [row["used_seconds"] for row in boxes] == [
        used(ROOM.session.spans, box.id, now) for box in ROOM.session.boxes
    ]
    assert len({row["used_seconds"] for row in boxes}) > 2


def test_the_locked_list_and_the_votes_are_there() -> None:
    """The list as it was locked."""
    (ranking,) = agreed_lists(ROOM.session)
    assert [(row["rank"], row["title"]) for row in table("priorities")] == [
        (issue.rank, issue.title) for issue in ranking.issues
    ]
    assert {row["subject"] for row in table("votes")} >= {
        issue.subject for issue in ranking.issues if issue.votes
    }


def test_each_note_has_the_phase_and_the_box_that_it_was_taken_in() -> None:
    """Both are empty for a note outside all boxes."""
    phases = {box.id: box.phase for box in ROOM.session.boxes}
    for note, row in zip((n for n in ROOM.session.book.notes if not n.deleted), table("notes"), strict=True):
        expected = ("", "") if note.box_id is None else (phases[note.box_id], note.box_id)
        assert (row["phase"], row["box"]) == expected
    outside = replace(ROOM.session.book[0], box_id=None)
    row = note_row(outside.reference, ROOM.session.put(outside))
    assert (row["phase"], row["box"]) == ("", "")


def test_each_session_has_its_day_and_its_people() -> None:
    """A head count that nobody knows is empty, not 0."""
    (row,) = table("sessions")
    assert (row["held_on"], row["people"]) == (ROOM.session.held_on, ROOM.session.info.people)
    unknown = replace(ROOM.session, info=replace(ROOM.session.info, people=0))
    assert table("sessions", unknown)[0]["people"] is None


def test_each_count_says_how_it_was_taken() -> None:
    """That of an earlier version does not; one that was removed is not there."""
    first, *others = ROOM.session.tallies.values()
    for method in (*RankMethod, None):
        session = ROOM.session.put(replace(first, method=method))
        assert table("votes", session)[0]["method"] == (None if method is None else method.value)
    removed = table("votes", ROOM.session.put(replace(first, deleted=True)))
    assert [row["tally"] for row in removed] == [each.id for each in others]


def test_counts_and_the_lines_of_a_list_name_the_rank_step_of_their_vote() -> None:
    """The first list is that of the first one of the programme, though its records name none."""
    steps = [step for phase in ROOM.session.info.programme.phases for step in phase.steps]
    first = next(step.id for step in steps if step.kind is StepKind.RANK)
    (ranking,) = agreed_lists(ROOM.session)
    assert {row["step"] for row in table("votes")} == {row["step"] for row in table("priorities")} == {first}
    assert {row["locked_at"] for row in table("priorities")} == {ranking.locked_at}


@pytest.mark.parametrize(("rank_steps", "named"), [(2, ["rank-0", "rank-1"]), (0, [""])])
def test_each_vote_of_a_day_is_told_from_the_others(rank_steps: int, named: list[str]) -> None:
    """By its rank step; a programme without any has one list, of no step."""
    talk = Talk(made=with_rank_steps(rank_steps))
    talk.say(Kind.CHALLENGE, "Silo budgets")
    for step in named:
        if step:
            talk.enter_step(step)
        talk.vote(C1=5)
        talk.do(c.ChooseCut(1))
        talk.do(c.LockRanking())
    for name in ("votes", "priorities"):
        assert [row["step"] for row in table(name, talk.session)] == named


def test_several_sessions_follow_one_another_in_each_table() -> None:
    """In the order given."""
    other = Room().session
    sessions = tables_of([ROOM.session, other], ROOM.reading)[0]
    assert [row[0] for row in sessions.rows] == [ROOM.session.id, other.id]


def test_times_are_those_that_the_rooms_clock_showed() -> None:
    """With the offset, so that no reader has to guess."""
    at = note_row("C1")["captured_at"]
    assert getattr(at, "tzinfo", None) is not None


def test_the_page_about_the_tables_names_every_column() -> None:
    """Rule: ``docs/tables.md`` has each table with its columns in their order."""
    page = (Path(__file__).parents[3] / "docs" / "tables.md").read_text(encoding="utf-8")
    for each in tables_of([ROOM.session], ROOM.reading):
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{each.name}` |")]
        assert tuple(re.findall("`([a-z_]+)`", row)) == (each.name, *each.columns)
