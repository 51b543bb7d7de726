"""Statements of the floor become notes: once, with their ids, and with their authors' words kept."""

from __future__ import annotations

from hypothesis import given

from breakout_tui.domain import commands as c
from breakout_tui.domain.capture import parse
from breakout_tui.domain.clock_refusals import SilenceTooLong
from breakout_tui.domain.floor import FloorOutcome, FloorStatement
from breakout_tui.domain.floor_commands import TakenStatement, TakeStatements
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.note_commands import Capture
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.room_floor import allowed_claim, allowed_text
from tests.domain.day import NINE, Room, programme
from tests.domain.replicas import first_copy
from tests.domain.test_capture import KNOWN, LINES
from tests.domain.test_capture_lines import FewCountries


class Floor:
    """A room, and the statements that its file has."""

    def __init__(self, rule: AttributionRule = AttributionRule.COUNTRY) -> None:
        self.room = Room(c.EditDetails(known=("Norway",), rule=rule))
        self.room.do(c.Next())
        self.statements: dict[str, FloorStatement] = {}
        self.outcomes = FloorOutcomes()

    def gets(self, text: str, outcome: FloorOutcome = FloorOutcome.WAITING) -> str:
        """A statement comes; its id."""
        key = new_id(NINE)
        self.statements[key] = FloorStatement(
            key, self.room.session.id, Kind.CHALLENGE, text, NINE, outcome=outcome
        )
        return key

    def takes(self, *keys: str, text: str = "", who: str = "", same_as: int | None = None) -> None:
        """Take them."""
        self.room.do(
            TakeStatements(
                tuple(
                    TakenStatement(
                        key,
                        Capture(text or self.statements[key].text, Kind.CHALLENGE, who, same_as=same_as),
                        self.statements[key].text if text else "",
                    )
                    for key in keys
                )
            )
        )

    def now(self, key: str) -> tuple[FloorOutcome, str]:
        """What became of a statement."""
        became = self.outcomes.of(self.statements.values(), self.room.session)[key][1]
        return became.outcome, became.reference


def test_a_statement_is_one_note_however_often_it_is_taken() -> None:
    """Rule: the note has the statement's id; taking it again is refused, and taking all leaves it as it is."""
    floor = Floor()
    first, second = floor.gets("Silo budgets"), floor.gets("No shared words")
    floor.takes(first)
    assert floor.now(first) == (FloorOutcome.TAKEN, "C1")
    assert floor.now(second) == (FloorOutcome.WAITING, "")
    note, box = floor.room.session.book[0], floor.room.session.current_box
    assert box is not None
    assert (note.id, note.text, note.box_id) == (first, "Silo budgets", box.id)
    again = TakeStatements((TakenStatement(first, Capture("Silo budgets", Kind.CHALLENGE)),))
    assert floor.room.refusal(again) is Plain.TAKEN_ALREADY
    floor.takes(first, second, second)
    assert [each.id for each in floor.room.session.book.notes] == [first, second]


def test_undoing_the_taking_makes_it_wait_again_and_deleting_the_note_sets_it_aside() -> None:
    """Rule: it comes back as the same note, with the same reference; a window that opens later finds the same."""
    floor = Floor()
    key = floor.gets("Silo budgets")
    floor.takes(key)
    floor.room.do(c.Undo())
    assert floor.now(key) == (FloorOutcome.WAITING, "")
    floor.room.do(c.Redo())
    assert floor.now(key) == (FloorOutcome.TAKEN, "C1")
    floor.room.do(c.DeleteNote(0))
    assert floor.now(key) == (FloorOutcome.ASIDE, "")
    assert (
        FloorOutcomes().of(floor.statements.values(), floor.room.session)[key][1].outcome
        is FloorOutcome.ASIDE
    )
    floor.room.do(c.Undo())
    assert floor.now(key) == (FloorOutcome.TAKEN, "C1")
    floor.room.do(c.Undo())
    assert floor.now(key) == (FloorOutcome.WAITING, "")
    floor.takes(key, text="Separate budgets")
    assert floor.now(key) == (FloorOutcome.TAKEN, "C1")
    (note,) = floor.room.session.book.notes
    assert [note.text, *(each.text for each in note.wordings)] == ["Separate budgets", "Silo budgets"]


def test_all_are_taken_by_one_step_and_an_edit_keeps_the_words_of_the_author() -> None:
    """Rule: one undo takes all of it back; the note of an edited statement has the original as its earlier wording."""
    floor = Floor()
    keys = [floor.gets(f"Statement {number}") for number in range(5)]
    floor.takes(*keys)
    assert [note.reference for note in floor.room.session.book.notes] == ["C1", "C2", "C3", "C4", "C5"]
    assert floor.room.session.undo_steps[-1].words == "took 5 statements from the floor"
    floor.room.do(c.Undo())
    assert floor.room.session.book.visible == 0
    edited = floor.gets("silo budgts")
    floor.takes(edited, text="Silo budgets")
    note = floor.room.session.book.notes[-1]
    assert (note.text, [each.text for each in note.wordings]) == ("Silo budgets", ["silo budgts"])
    assert floor.room.session.undo_steps[-1].words == "took C6 from the floor"


def test_a_repeat_tells_the_reference_of_the_note_that_stands_for_it() -> None:
    """Rule: what was merged, at once or later, is known by the note that it was merged into."""
    floor = Floor()
    floor.room.do(c.Capture("Silo budgets", Kind.CHALLENGE))
    again, other = floor.gets("Budgets in silos"), floor.gets("Budgets in towers")
    floor.takes(again, same_as=0)
    assert floor.now(again) == (FloorOutcome.TAKEN, "C1")
    floor.takes(other)
    floor.room.do(c.MergeNote(2, 0))
    assert floor.now(other) == (FloorOutcome.TAKEN, "C1")
    assert floor.room.session.book.heard(0) == 3


def test_the_rule_holds_for_what_is_kept_and_for_what_is_taken() -> None:
    """Rule: under *none* nothing of a claim or a name; otherwise a country of the lists, in its one spelling; nothing else."""
    names = KnownNames(["Norway", "New Zealand"])
    for rule in (AttributionRule.COUNTRY, AttributionRule.NAMED):
        assert allowed_claim(" norway ", rule, names) == "Norway"
        assert allowed_claim("Maria Silva", rule, names) == ""
    said = "@Ana Lopez: ask @Maria, @norway and @New_Zealand"
    assert allowed_text(said, AttributionRule.NAMED, names) == said
    assert allowed_text(said, AttributionRule.COUNTRY, names) == "ask, @norway and @New_Zealand"
    assert allowed_text(said, AttributionRule.NONE, names) == "ask, and"
    assert allowed_claim("Norway", AttributionRule.NONE, names) == ""
    floor = Floor(AttributionRule.NONE)
    key = floor.gets("Ask @Maria first")
    floor.takes(key, who="Norway")
    (note,) = floor.room.session.book.notes
    assert (note.text, note.attribution) == ("Ask first", "")
    floor = Floor()
    floor.takes(floor.gets("Ask"), who="Chad")  # found in all countries, on no list yet
    assert floor.room.session.book[0].attribution == "Chad"
    assert "Chad" in floor.room.session.info.known


@given(LINES)
def test_under_country_no_name_of_a_person_is_kept_of_any_line(line: str) -> None:
    """Rule: what a typed line would report as unknown is not in the text; a line without a sign is as it was sent."""
    names = KnownNames(KNOWN, FewCountries())
    kept = allowed_text(line, AttributionRule.COUNTRY, names)
    for kind in (None, Kind.CHALLENGE):
        read = parse(kept, AttributionRule.COUNTRY, known=KNOWN, countries=FewCountries(), kind=kind)
        assert read.unknown == ()
    assert allowed_text(kept, AttributionRule.COUNTRY, names) == kept
    assert "@" in line or kept == line.strip()


def test_a_statement_that_two_laptops_took_is_one_note() -> None:
    """Rule: after a take-over both may have taken it; joined it is one note, with the wordings of both."""
    floor = Floor()
    key = floor.gets("Silo budgets")
    ours = first_copy(floor.room)
    theirs = ours.copy("b")
    ours.say("Something else first")
    ours.do(TakeStatements((TakenStatement(key, Capture("Silo budgets", Kind.CHALLENGE)),)))
    theirs.do(
        TakeStatements((TakenStatement(key, Capture("Separate budgets", Kind.CHALLENGE), "Silo budgets"),))
    )
    ours.take_in(theirs)
    (note,) = (each for each in ours.session.book.notes if each.id == key)
    assert {note.text, *(each.text for each in note.wordings)} == {"Silo budgets", "Separate budgets"}
    became = FloorOutcomes().of(floor.statements.values(), ours.session)[key][1]
    assert (became.outcome, became.reference) == (FloorOutcome.TAKEN, note.reference)


def test_silence_lasts_from_now_and_ends_when_it_is_asked_to() -> None:
    """Rule: ``/silent`` counts from the moment it is said, in any box that has the time, and never in a break."""
    room = Room(made=programme())
    assert room.refusal(c.Silence(60)) is Plain.NOTHING_RUNS
    room.do(c.Next())
    room.wait(100)
    room.do(c.Silence(180))
    assert room.pace().silent_left == 180
    room.wait(60)
    assert room.pace().silent_left == 120
    room.do(c.Silence(180))
    assert room.pace().silent_left == 180
    room.do(c.Silence(0))
    assert room.pace().silent_left == 0
    assert isinstance(room.refusal(c.Silence(3600)), SilenceTooLong)
    while room.session.current_box is not None and room.session.current_box.title != "Break":
        room.do(c.Next())
    assert room.refusal(c.Silence(60)) is Plain.NO_SILENCE
