"""Country groups: for whom a recommendation is."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.country_groups import by_group
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, lint
from tests.domain.example import Talk


def afternoon() -> Talk:
    """A room in the box of its first country group."""
    talk = Talk()
    talk.start_afternoon()
    talk.enter("Small states")
    return talk


def test_a_recommendation_in_the_box_of_a_group_is_for_this_group() -> None:
    """Unless it says for whom it is; other kinds have no addressee."""
    talk = afternoon()
    assert talk.say(Kind.RECOMMENDATION, "Share").addressee == "Small states"
    assert talk.say(Kind.RECOMMENDATION, "Share", addressee="all").addressee == "all"
    assert talk.say(Kind.APPROACH, "Share").addressee == ""
    assert Loose.NO_ADDRESSEE not in {end.kind for end in lint(talk.session)}
    talk.enter("Question 1")
    assert talk.say(Kind.RECOMMENDATION, "Share").addressee == ""
    talk.do(c.EndPhase())
    assert talk.say(Kind.RECOMMENDATION, "Said after the phases").addressee == ""


def test_the_addressee_of_a_group_can_be_changed_and_taken_away() -> None:
    """A later edit does not bring it back."""
    talk = afternoon()
    serial = talk.say(Kind.RECOMMENDATION, "Share").serial
    talk.do(c.EditNote(serial, fields={"addressee": ""}))
    talk.do(c.EditNote(serial, "Share more"))
    assert talk.note("R1").addressee == ""
    talk.do(c.Undo())
    talk.do(c.Undo())
    assert talk.note("R1").addressee == "Small states"


def test_a_note_that_becomes_a_recommendation_is_for_the_group_of_its_box() -> None:
    """By a change of kind or by an edit."""
    talk = afternoon()
    first = talk.say(Kind.PARKED, "Share").serial
    second = talk.say(Kind.PARKED, "Pay").serial
    talk.do(c.ChangeKind(first, Kind.RECOMMENDATION))
    talk.do(c.EditNote(second, kind=Kind.RECOMMENDATION))
    assert [talk.note(reference).addressee for reference in ("R1", "R2")] == ["Small states"] * 2


def test_the_addressee_of_a_group_follows_a_move_to_another_group() -> None:
    """One that was typed does not, and a box without a group takes none away."""
    talk = afternoon()
    boxes = {box.title: box.id for box in talk.session.boxes}
    default = talk.say(Kind.RECOMMENDATION, "Share").serial
    typed = talk.say(Kind.RECOMMENDATION, "Pay", addressee="all").serial
    for serial in (default, typed):
        talk.do(c.MoveNote(serial, boxes["Federations"]))
    assert (talk.note("R1").addressee, talk.note("R2").addressee) == ("Federations", "all")
    talk.do(c.MoveNote(default, boxes["Agree"]))
    assert talk.note("R1").addressee == "Federations"


def test_recommendations_are_listed_by_group() -> None:
    """The groups first, in their order; one for several groups under each; then other addressees, and those without."""
    talk = Talk()
    for whom in ("all", "federations", "Federations and small states", "", "ALL", "islands"):
        talk.say(Kind.RECOMMENDATION, "Share", addressee=whom)
    found = by_group(talk.session, talk.session.book.of_kind(Kind.RECOMMENDATION))
    assert [(each.addressee, [note.reference for note in each.notes]) for each in found] == [
        ("Small states", ["R3"]),
        ("Federations", ["R2", "R3"]),
        ("all", ["R1", "R5"]),
        ("islands", ["R6"]),
        ("", ["R4"]),
    ]
    assert [each.is_group for each in found] == [True, True, False, False, False]
    assert [each.addressee for each in by_group(talk.session, (talk.note("R1"),))] == ["all"]
