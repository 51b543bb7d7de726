"""What leaves the room's process for its displays: the faces and the time of the session, and no word more."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import Shared, changes_since, session_of, shared
from breakout_tui.domain.speaker_records import SpeakerSource
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.room_protocol import RoomUpdate, read_update, update_text
from tests.domain.day import Room
from tests.domain.example import DETAILS, Talk
from tests.domain.strategies import ALL_WISHES, Wish
from tests.sampled import a_third


def sent(room: Room, before: Session | None) -> bytes:
    """What goes over the wire for the changes since an earlier state."""
    session = room.session
    records = tuple(changes_since(before, session))
    update = RoomUpdate("link", 2, None if before is None else 1, session.id, room.reading(), records)
    return update_text(update, {note.serial: note.id for note in session.book.notes})


class Copy:
    """The other end of the wire."""

    def __init__(self) -> None:
        self.records: dict[str, Shared] = {}

    def take(self, text: bytes) -> Session:
        """The session after an update."""
        serials = {each.id: each.serial for each in self.records.values() if isinstance(each, Note)}
        self.records |= {
            f"{type(each).__name__} {each.id}": each for each in read_update(text).records(serials)
        }
        found = session_of(self.records)
        assert found is not None
        return found


@settings(max_examples=a_third(60))
@given(st.lists(st.tuples(ALL_WISHES, st.integers(0, 900), st.booleans()), max_size=25))
def test_the_copy_has_the_faces_and_the_time_of_the_session(plan: list[tuple[Wish, int, bool]]) -> None:
    """Rule: after any commands, sent one by one or several together, and when everything is sent again."""
    room, copy = Room(DETAILS, questions=2), Copy()
    before: Session | None = None
    for wish, seconds, is_sent in plan:
        room.wait(seconds)
        if (command := wish.command(room.session)) is not None:
            room.tries(command)
        if is_sent:
            found, before = copy.take(sent(room, before)), room.session
            now = view_of(room.session, face_of(room.session), room.reading())
            assert view_of(found, face_of(found), room.reading()) == now
    again = Copy().take(sent(room, None))
    assert face_of(again) == face_of(room.session)


def test_no_change_sends_no_record() -> None:
    """Rule: and one note sends one record, whatever the length of the session."""
    talk = Talk()
    for number in range(20):
        talk.say(Kind.CHALLENGE, f"Statement {number}")
    before = talk.session
    assert list(changes_since(before, talk.session)) == []
    talk.say(Kind.CHALLENGE, "One more")
    (changed,) = changes_since(before, talk.session)
    assert isinstance(changed, Note)
    assert changed.text == "One more"


def test_no_name_and_no_private_word_is_in_what_is_sent() -> None:
    """Rule: under the rule that allows most; nor what was deleted, reworded or taken back."""
    talk = Talk(
        c.EditDetails(
            room="Room 2",
            facilitator="Secret facilitator",
            rapporteur="Secret rapporteur",
            known=("Secret known",),
            rule=AttributionRule.NAMED,
        )
    )
    talk.do(c.Next())
    said = talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.do(c.EditNote(said.serial, attribution="Secret speaker"))
    talk.say(Kind.PARKED, "Secret remark")
    deleted = talk.say(Kind.CHALLENGE, "Secret mistake")
    talk.do(c.DeleteNote(deleted.serial))
    reworded = talk.say(Kind.CHALLENGE, "Secret first wording")
    talk.do(c.EditNote(reworded.serial, "Second wording"))
    merged = talk.say(Kind.CHALLENGE, "Secret repeat")
    talk.do(c.MergeNote(merged.serial, said.serial))
    recommended = talk.say(Kind.RECOMMENDATION, "Pool the budgets")
    talk.do(c.Agree(recommended.serial, Agreement.CONSENSUS, "Secret minority", dissent="Secret dissenter"))
    text = sent(talk, None).decode()
    assert "Silo budgets" in text
    assert "Second wording" in text
    assert "Secret" not in text
    assert not any("Secret" in repr(record) for record in shared(talk.session))


def test_of_the_speakers_only_those_shown_are_named() -> None:
    """Rule: who spoke last, speaks now and is next; nobody under *none* or while statements are hidden. Their order is told by ids."""
    names = tuple(f"Country {number}" for number in range(1, 7))
    for rule, named in ((AttributionRule.COUNTRY, {"1", "3", "4"}), (AttributionRule.NONE, set())):
        room = Room(c.EditDetails(known=names, rule=rule))
        room.do(c.Next())
        for name in names:
            room.do(c.AskToSpeak(name, origin=SpeakerSource.PHONE))
        room.do(c.NextSpeaker())
        second = speakers_view(room.session).waiting[0].speaker.id
        room.do(c.MoveSpeaker(second, 4))
        room.do(c.NextSpeaker())
        before = room.session
        text = sent(room, None).decode()
        assert {name[-1] for name in names if name in text} == named
        assert "phone" not in text
        room.do(c.EditDetails(is_display_hidden=True))
        copy = Copy()
        copy.take(sent(room, None))
        assert "Country" not in repr(copy.records)
        assert not any("Country" in repr(record) for record in changes_since(before, room.session))
