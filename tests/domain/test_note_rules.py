"""What each command about notes does to the notes, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import NoteCaptured, NoteChanged
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.refusals import (
    AlreadyLinked,
    MergeIntoItself,
    NoSuchCluster,
    NoteTooLong,
    Plain,
    Refusal,
    UnknownName,
)
from breakout_tui.domain.text import MAX_TEXT
from breakout_tui.domain.undo import undoable
from tests.domain.day import Room
from tests.domain.example import DETAILS, Talk


def said(talk: Room) -> str:
    """The description of the last undo step."""
    step = undoable(talk.session)
    assert step is not None
    return step.words


def two_notes() -> Talk:
    """A room with C1 and P1."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.PRINCIPLE, "Share first")
    return talk


def clusters(talk: Talk) -> list[str]:
    """The cluster of each note, by serial."""
    return [note.cluster for note in talk.session.book.notes]


def test_a_captured_note_has_everything_that_the_command_says() -> None:
    """In the current box, at the room's time; a link given twice is kept once."""
    talk = two_notes()
    box = talk.session.current_box
    assert box is not None
    talk.wait(90)
    fields = {"where": " Norway ", "evidence": "three\r\naudits\t"}
    outcome = talk.do(
        c.Capture(" Fund\x1bit ", Kind.APPROACH, "Norway", " budget\n", links=(1, 0, 1), fields=fields)
    )
    assert talk.session.book[2] == Note(
        talk.session.book[2].id, talk.session.id, 2, Kind.APPROACH, 1, "Fund␛it", box.id, talk.wall,
        "Norway", "budget", links=(1, 0), where="Norway", evidence="three\naudits",
    )  # fmt: skip
    assert outcome.events == (NoteCaptured(2),)
    assert said(talk) == "captured A1"


def test_a_note_is_captured_in_a_given_box_or_in_none_between_the_phases() -> None:
    """A given box comes before the current one."""
    talk = Talk()
    last = talk.session.agenda("morning")[-1]
    talk.do(c.Capture("Here", Kind.CHALLENGE, box_id=last.id))
    talk.do(c.EndPhase())
    talk.do(c.Capture("At lunch", Kind.CHALLENGE))
    assert [note.box_id for note in talk.session.book.notes] == [last.id, None]


def test_the_first_note_locks_the_attribution_rule() -> None:
    """Later notes do not store the details again."""
    talk = Talk()
    stored = []
    for _ in range(2):
        changes = talk.do(c.Capture("Words", Kind.CHALLENGE)).changes
        stored.append([change.after for change in changes if isinstance(change.after, SessionInfo)])
    assert stored == [[talk.session.info], []]
    assert talk.session.info.rule_locked


def test_a_repeat_is_merged_at_once_into_the_note_that_stands_for_it() -> None:
    """Both references are told, and the screen learns that the other note changed."""
    talk = two_notes()
    talk.say(Kind.CHALLENGE, "Budgets in silos")
    talk.do(c.MergeNote(2, 0))
    outcome = talk.do(c.Capture("Silos again", Kind.CHALLENGE, same_as=2))
    assert talk.session.book[3].merged_into == 0
    assert said(talk) == "captured C3 as C1 again"
    assert outcome.events == (NoteChanged(0), NoteCaptured(3))


def test_a_repeat_of_a_deleted_note_is_a_note_of_its_own() -> None:
    """It would be hidden otherwise."""
    talk = two_notes()
    talk.do(c.DeleteNote(0))
    outcome = talk.do(c.Capture("Silos again", Kind.CHALLENGE, same_as=0))
    assert talk.session.book[2].is_visible
    assert said(talk) == "captured C2"
    assert outcome.events == (NoteCaptured(2),)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.Capture(" \n ", Kind.CHALLENGE), Plain.EMPTY_NOTE),
        (c.Capture("x" * (MAX_TEXT + 1), Kind.CHALLENGE), NoteTooLong(MAX_TEXT + 1, MAX_TEXT)),
        (c.Capture("x", Kind.CHALLENGE, links=(2,)), Plain.NO_SUCH_NOTE),
        (c.Capture("x", Kind.CHALLENGE, same_as=-1), Plain.NO_SUCH_NOTE),
        (c.Capture("x", Kind.CHALLENGE, "Ada"), UnknownName("Ada")),
        (c.EditNote(0, ""), Plain.EMPTY_NOTE),
        (c.EditNote(2, "x"), Plain.NO_SUCH_NOTE),
        (c.DeleteNote(2), Plain.NO_SUCH_NOTE),
        (c.RestoreNote(2), Plain.NO_SUCH_NOTE),
        (c.ChangeKind(2, Kind.PARKED), Plain.NO_SUCH_NOTE),
        (c.MoveNote(2, None), Plain.NO_SUCH_NOTE),
        (c.MoveNote(0, "no box"), Plain.NO_SUCH_BOX),
        (c.MergeNote(2, 0), Plain.NO_SUCH_NOTE),
        (c.MergeNote(0, 2), Plain.NO_SUCH_NOTE),
        (c.MergeNote(1, 1), MergeIntoItself("P1")),
        (c.Link(2, 0), Plain.NO_SUCH_NOTE),
        (c.Link(0, 2), Plain.NO_SUCH_NOTE),
        (c.Link(1, 1), Plain.LINK_TO_ITSELF),
        (c.Unlink(2, 0), Plain.NO_SUCH_NOTE),
        (c.Unlink(0, 2), Plain.NO_SUCH_NOTE),
        (c.RenameCluster("none", "budget"), NoSuchCluster("none")),
    ],
)
def test_a_command_that_makes_no_sense_is_refused(command: c.Command, reason: Refusal) -> None:
    """With the reason, and nothing changes."""
    assert two_notes().refusal(command) == reason


def test_a_note_can_be_as_long_as_the_limit() -> None:
    """Without the space at its ends."""
    talk = Talk()
    assert talk.say(Kind.CHALLENGE, f" {'x' * MAX_TEXT}\n").text == "x" * MAX_TEXT


def test_an_edit_changes_what_is_given_and_keeps_the_rest() -> None:
    """An earlier wording is kept with the time when it was replaced."""
    talk = two_notes()
    note = talk.say(Kind.APPROACH, "Fund", cluster="budget", where="Norway", evidence="an audit")
    talk.wait(60)
    outcome = talk.do(c.EditNote(2, " Fund it\n", fields={"where": " Estonia "}))
    edited = replace(
        note, text="Fund it", where="Estonia", wordings=(Wording("Fund", talk.wall.replace(microsecond=0)),)
    )
    assert talk.session.book[2] == edited
    assert outcome.events == (NoteChanged(2),)
    assert said(talk) == "edited A1"
    talk.do(c.EditNote(2, "Fund it", attribution="norway", cluster="law"))
    assert talk.session.book[2] == replace(edited, attribution="Norway", cluster="law")
    talk.do(c.EditNote(2, attribution="", cluster=""))
    assert talk.session.book[2] == replace(edited, cluster="")


def test_a_deleted_note_is_restored_as_it_was() -> None:
    """A merged one as well."""
    talk = two_notes()
    before = talk.session.book
    assert talk.do(c.DeleteNote(0)).events == (NoteChanged(0),)
    assert (talk.session.book[0].deleted, said(talk)) == (True, "deleted C1")
    assert talk.do(c.RestoreNote(0)).events == (NoteChanged(0),)
    assert (talk.session.book, said(talk)) == (before, "restored C1")
    talk.do(c.MergeNote(1, 0))
    talk.do(c.RestoreNote(1))
    assert (talk.session.book, said(talk)) == (before, "restored P1")


def test_a_note_of_another_kind_has_a_new_reference_and_keeps_the_old_ones() -> None:
    """To the same kind, nothing happens."""
    talk = two_notes()
    outcome = talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    assert (outcome.events, said(talk)) == ((NoteChanged(0),), "C1 became P2")
    talk.do(c.ChangeKind(0, Kind.PARKED))
    note = talk.session.book[0]
    assert (note.reference, note.aliases) == ("X1", ("C1", "P2"))
    assert talk.do(c.ChangeKind(0, Kind.PARKED)).changes == ()


def test_an_edit_of_one_mark_is_described_by_it() -> None:
    """Undo names what it will take back. The words hold neither a cluster nor a name: either may be a person's."""
    talk = two_notes()
    talk.do(c.EditNote(0, cluster="Ana"))
    assert said(talk) == "changed the cluster of C1"
    talk.do(c.EditNote(0, attribution="norway"))
    assert said(talk) == "changed who said C1"
    talk.do(c.EditNote(0, attribution="", cluster=""))
    assert said(talk) == "edited C1"


def test_an_edit_that_changes_the_kind_is_described_by_both_references() -> None:
    """Any other edit by the reference that stays."""
    talk = two_notes()
    talk.do(c.EditNote(0, "Shared silos", kind=Kind.CHALLENGE))
    assert said(talk) == "edited C1"
    talk.do(c.EditNote(0, "Share silos", kind=Kind.PRINCIPLE))
    assert said(talk) == "C1 became P2"


def test_a_note_moves_to_another_box_or_out_of_all() -> None:
    """In its order of capture there."""
    talk = two_notes()
    first, last = talk.session.agenda("morning")[:: len(talk.session.agenda("morning")) - 1]
    outcome = talk.do(c.MoveNote(1, last.id))
    assert (outcome.events, said(talk)) == ((NoteChanged(1),), "moved P1")
    talk.do(c.MoveNote(0, last.id))
    assert [note.serial for note in talk.session.book.of_box(last.id)] == [0, 1]
    assert list(talk.session.book.of_box(first.id)) == []
    talk.do(c.MoveNote(0, None))
    assert [note.serial for note in talk.session.book.of_box(None)] == [0]


def test_a_note_is_merged_into_the_note_that_stands_for_the_other() -> None:
    """So a merge leads to a visible note."""
    talk = two_notes()
    talk.say(Kind.CHALLENGE, "Budgets in silos")
    talk.do(c.MergeNote(1, 0))
    outcome = talk.do(c.MergeNote(2, 1))
    assert (outcome.events, said(talk)) == ((NoteChanged(2),), "merged C2 into C1")
    assert talk.session.book[2].merged_into == 0
    assert talk.refusal(c.MergeNote(0, 2)) == MergeIntoItself("C1")


def test_a_hidden_note_is_not_merged_and_nothing_is_merged_into_a_deleted_one() -> None:
    """A statement would disappear from the room's sight."""
    talk = two_notes()
    talk.say(Kind.CHALLENGE, "Budgets in silos")
    talk.do(c.MergeNote(1, 0))
    assert talk.refusal(c.MergeNote(1, 2)) is Plain.MERGE_OF_DELETED
    talk.do(c.DeleteNote(0))
    assert talk.refusal(c.MergeNote(0, 2)) is Plain.MERGE_OF_DELETED
    assert talk.refusal(c.MergeNote(2, 0)) is Plain.MERGE_OF_DELETED


def test_a_link_is_made_once_and_removed_alone() -> None:
    """The other links of the note stay in their order."""
    talk = two_notes()
    talk.say(Kind.CHALLENGE, "Budgets in silos")
    talk.do(c.Link(1, 2))
    outcome = talk.do(c.Link(1, 0))
    assert (outcome.events, said(talk)) == ((NoteChanged(1),), "linked P1 to C1")
    assert list(talk.session.book[1].links) == [2, 0]
    assert talk.refusal(c.Link(1, 2)) == AlreadyLinked("P1", "C2")
    outcome = talk.do(c.Unlink(1, 2))
    assert (outcome.events, said(talk)) == ((NoteChanged(1),), "unlinked P1 from C2")
    assert list(talk.session.book[1].links) == [0]
    assert talk.do(c.Unlink(1, 2)).changes == ()


def clustered() -> Talk:
    """Three notes in two clusters, and one in none."""
    talk = Talk()
    for cluster in ("budget", "law", "Budget", ""):
        talk.say(Kind.CHALLENGE, "Words", cluster=cluster)
    return talk


def test_a_cluster_has_the_spelling_first_used() -> None:
    """In any case, when captured and when edited."""
    talk = clustered()
    talk.do(c.EditNote(3, cluster=" BUDGET\n"))
    assert clusters(talk) == ["budget", "law", "budget", "budget"]


def test_a_cluster_is_renamed_on_all_its_notes() -> None:
    """By any spelling of its name, in one undo step."""
    talk = clustered()
    before = clusters(talk)
    outcome = talk.do(c.RenameCluster("BUDGET", " money \n and power "))
    assert clusters(talk) == ["money and power", "law", "money and power", ""]
    assert set(outcome.events) == {NoteChanged(0), NoteChanged(2)}
    assert said(talk) == "renamed #budget to #money and power"
    talk.do(c.Undo())
    assert clusters(talk) == before
    assert talk.refusal(c.RenameCluster("law", " ")) == NoSuchCluster("law")


def test_a_cluster_renamed_to_an_existing_one_joins_it() -> None:
    """In the spelling of the other; its own name can be spelled anew."""
    talk = clustered()
    talk.do(c.RenameCluster("budget", "BudGet"))
    assert clusters(talk) == ["BudGet", "law", "BudGet", ""]
    talk.do(c.RenameCluster("law", "budget"))
    assert clusters(talk) == ["BudGet", "BudGet", "BudGet", ""]


@pytest.mark.parametrize(
    ("rule", "typed", "kept", "known"),
    [
        (AttributionRule.COUNTRY, "norway", "Norway", ()),
        (AttributionRule.COUNTRY, " ESTONIA ,, norway,Norway\n", "Estonia, Norway", ()),
        (AttributionRule.COUNTRY, " , ", "", ()),
        (AttributionRule.NAMED, "Ada Berg, norway, Jo, Jo", "Ada Berg, Norway, Jo", ("Ada Berg", "Jo")),
        (AttributionRule.NONE, "Norway", "", ()),
        (AttributionRule.NONE, "Ada", "", ()),
    ],
)
def test_an_attribution_follows_the_rule(
    rule: AttributionRule, typed: str, kept: str, known: tuple[str, ...]
) -> None:
    """Known names in their known spelling, each once; under *named* a new name is known from then on."""
    talk = Talk(replace(DETAILS, rule=rule))
    talk.do(c.Capture("Words", Kind.CHALLENGE, typed))
    assert talk.session.book[0].attribution == kept
    assert talk.session.info.known == ("Norway", "Estonia", *known)


def test_the_rule_country_names_the_first_unknown_name() -> None:
    """So that the facilitator sees what to add."""
    assert Talk().refusal(c.Capture("Words", Kind.CHALLENGE, "Norway, Ada, Jo")) == UnknownName("Ada")
