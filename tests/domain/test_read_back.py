"""Read-back: what is read, in which order, and when it ends."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note, ReadBack
from breakout_tui.domain.read_back import is_over, next_unread, outputs, progress
from tests.domain.example import Talk


def references(notes: tuple[Note, ...]) -> list[str]:
    """The references of notes."""
    return [note.reference for note in notes]


def three_principles() -> Talk:
    """A morning with three principles, the last of them on the first issue."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "C")
    talk.say(Kind.PRINCIPLE, "P")
    talk.say(Kind.PRINCIPLE, "P")
    talk.say(Kind.PRINCIPLE, "P", to=("C1",))
    talk.vote(C1=3)
    return talk


def test_the_morning_reads_its_principles_in_rank_order() -> None:
    """Principles for the first issue come first."""
    assert references(outputs(three_principles().session, "morning")) == ["P3", "P1", "P2"]


def test_the_afternoon_reads_its_recommendations_by_agreement() -> None:
    """A principle of the morning is not read again."""
    talk = three_principles()
    talk.start_afternoon()
    for level in (Agreement.DIVERGENCE, Agreement.CONSENSUS):
        note = talk.say(Kind.RECOMMENDATION, "R")
        talk.do(c.Agree(note.serial, level))
    assert references(outputs(talk.session, "afternoon")) == ["R2", "R1"]


def test_an_output_is_read_in_its_own_phase() -> None:
    """A principle captured in the afternoon is read in the afternoon."""
    talk = three_principles()
    talk.start_afternoon()
    talk.say(Kind.PRINCIPLE, "Late")
    assert references(outputs(talk.session, "afternoon")) == ["P4"]


def test_the_next_unread_output_is_the_first_in_rank_order() -> None:
    """Outputs that were read back are no longer next."""
    talk = three_principles()
    expected = references(outputs(talk.session, "morning"))
    found = []
    while (note := next_unread(talk.session, "morning")) is not None:
        found.append(note)
        talk.do(c.MarkReadBack(note.serial, ReadBack.AGREED))
    assert references(tuple(found)) == expected


def test_nothing_is_next_when_everything_is_read() -> None:
    """Skipped counts as read."""
    talk = three_principles()
    for reference, result in (("P1", ReadBack.AGREED), ("P2", ReadBack.SKIPPED), ("P3", ReadBack.AMENDED)):
        talk.do(c.MarkReadBack(talk.note(reference).serial, result))
    assert next_unread(talk.session, "morning") is None
    found = progress(talk.session, "morning")
    assert (found.agreed, found.amended, found.skipped, found.unread, found.outputs) == (1, 1, 1, 0, 3)


def test_the_read_back_ends_with_its_phase() -> None:
    """Not before it has begun, nor before the room reaches it."""
    talk = three_principles()
    assert not is_over(talk.session, "morning")
    talk.enter("Read-back")
    assert not is_over(talk.session, "morning")
    talk.do(c.EndPhase())
    assert is_over(talk.session, "morning")
    assert not is_over(talk.session, "afternoon")


def test_the_read_back_ends_when_the_room_leaves_its_box() -> None:
    """Even if a changed agenda has boxes after it."""
    talk = three_principles()
    reading = next(box for box in talk.session.agenda("morning") if box.title == "Read-back")
    talk.do(c.MoveBox(reading.id, -1))
    talk.enter("Read-back")
    assert not is_over(talk.session, "morning")
    talk.enter("Rank")
    assert is_over(talk.session, "morning")
