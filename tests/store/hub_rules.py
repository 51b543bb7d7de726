"""What a hub's database promises, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_rooms import HubRoom, Taken
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft, Record, SessionInfo, UndoStep
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.domain.versions import Erasure, SessionState, Stamp, Version
from breakout_tui.hub_protocol import HubUpdate, Part
from breakout_tui.store.erasure_records import erased_name, erased_note
from breakout_tui.store.hub_database import HubDatabase
from tests.contracts.records import box
from tests.store.builders import NINE, captured, head, note
from tests.store.hub_play import READING, part_of

MINE, OTHERS = "0193-mine", "0193-others"
CARD = ShownCard("Finding 1", "Trust comes first", 1, 3, "boot-1", 900.0, 5)
DRAFT = Draft("half a li", Kind.CHALLENGE, 0, "")


@dataclass
class TriedHub:
    """A hub on one engine: ``sql`` carries out a text on its database and gives the rows."""

    database: HubDatabase
    sql: Callable[[str], list[Any]]

    def __post_init__(self) -> None:
        self.room = self.database.add_room("Room 1", "hash-1", "display-1").id
        self.other = self.database.add_room("Room 2", "hash-2", "display-2").id

    def send(self, part: Part | None = None, room: str = "", **given: Any) -> Taken:
        """The answer to one update; by default of the first room, about its session."""
        (taken,) = self.database.take([(room or self.room, update(part, **given))])
        return taken

    def found(self, room: str = "") -> HubRoom:
        """The room as it is now."""
        (found,) = self.database.rooms([room or self.room])
        return found

    def falls_silent(self) -> None:
        """All rooms were heard eleven seconds earlier than they were."""
        self.sql("UPDATE hub_room SET heard_at = heard_at - 11000")

    def texts(self, session_id: str = MINE) -> list[str]:
        """What the notes say, by serial."""
        select = "SELECT text FROM note WHERE session_id = '{}' ORDER BY serial"
        return [row[0] for row in self.sql(select.format(session_id))]


def update(part: Part | None = None, **given: Any) -> HubUpdate:
    """An update; about the session of its part."""
    plain = HubUpdate("link-1", "annex", MINE if part is None else part.state.session_id, READING, part)
    return replace(plain, **given)


def talk(notes: int, session_id: str = MINE, writer: str = "w1", said: str = "Statement") -> SessionState:
    """A session of so many notes, each captured by a command of its own."""
    versions = [Version(head(session_id), Stamp(1, writer))]
    for serial in range(notes):
        records = [change.after for change in captured(serial, f"{said} {serial}", session_id)]
        versions += [Version(record, Stamp(serial + 2, writer)) for record in records]
    return SessionState(session_id, {writer: notes + 1}, tuple(versions), laptops={writer: "annex"})


def whole(notes: int, session_id: str = MINE, **given: Any) -> Part:
    """All of such a session."""
    return Part(talk(notes, session_id, **given), is_whole=True)


def more(notes: int, known: int = 2, session_id: str = MINE, **given: Any) -> Part:
    """What a hub lacks that knows the session up to this counter."""
    return part_of(talk(notes, session_id, **given), {"w1": known})


def changed(part: Part, change: Callable[[Record], Record]) -> Part:
    """The part with other records."""
    versions = tuple(replace(each, record=change(each.record)) for each in part.state.versions)
    return replace(part, state=replace(part.state, versions=versions))


def with_notes(part: Part, **fields: Any) -> Part:
    """The part with notes that say this."""
    return changed(part, lambda record: replace(record, **fields) if isinstance(record, Note) else record)


# What is taken


def takes_updates_of_one_room_in_their_order(hub: TriedHub) -> None:
    """Rule: also in one batch, beside those of other rooms; what is said is there for a new connection."""
    updates = [(hub.room, update(part)) for part in (whole(1), more(2, 2), more(3, 3))]
    updates.insert(1, (hub.other, update(whole(2, OTHERS), link="link-2")))
    answers = hub.database.take(updates)
    assert [answer.knowledge for answer in answers] == [{"w1": 2}, {"w1": 3}, {"w1": 3}, {"w1": 4}]
    assert not any(answer.wants_whole or answer.refusal for answer in answers)
    hub.database.close()
    assert hub.texts() == ["Statement 0", "Statement 1", "Statement 2"]
    assert hub.send().knowledge == {"w1": 4}


def wants_the_whole_session_where_a_part_does_not_go_on(hub: TriedHub) -> None:
    """Rule: and takes nothing of it: without the session, after more was said to be here than is, and with other notes under its serials."""
    assert hub.send(more(2)).wants_whole
    hub.send(whole(1))
    assert hub.send(more(3, 3)) == Taken({"w1": 2}, wants_whole=True)
    elsewhere = talk(3, writer="w2", said="Other")
    assert hub.send(part_of(replace(elsewhere, knowledge={"w1": 2, "w2": 4}), {"w1": 2})).wants_whole
    assert hub.texts() == ["Statement 0"]
    assert not hub.send(whole(3)).wants_whole
    assert hub.texts() == ["Statement 0", "Statement 1", "Statement 2"]


def refuses_a_session_of_another_room(hub: TriedHub) -> None:
    """Rule: in plain words; the room itself goes on, and what it had open stays."""
    hub.send(whole(1, OTHERS), hub.other)
    hub.send(whole(1))
    for part in (whole(2, OTHERS), more(2, session_id=OTHERS), None):
        taken = hub.send(part, session_id=OTHERS, card=CARD)
        assert taken == Taken(refusal="this session is that of the room “Room 2”")
    assert hub.texts(OTHERS) == ["Statement 0"]
    assert (hub.found().session_id, hub.found().card) == (MINE, None)
    assert hub.database.hand_over(hub.room, OTHERS) is None


def refuses_alone_what_no_room_sends(hub: TriedHub) -> None:
    """Rule: a batch with it is taken without it, and every reference holds."""
    hub.send(whole(1))
    part = more(2)
    state = part.state
    foreign = changed(
        whole(1), lambda record: replace(record, id=OTHERS) if isinstance(record, SessionInfo) else record
    )
    wrong = [
        with_notes(part, box_id="no such box"),
        with_notes(part, serial=1 << 70),
        with_notes(part, links=(1 << 70,)),
        replace(part, state=replace(state, knowledge={"w1": 1 << 63})),
        replace(part, state=replace(state, knowledge={"w1": 3, "w\0": 1})),
        replace(part, state=replace(state, session_id=OTHERS)),
        foreign,
        with_notes(whole(3), box_id="no such box"),
    ]
    for number, each in enumerate(wrong):
        session = f"{OTHERS}-{number}"
        good = (hub.other, update(whole(1, session), session_id=session, link="link-2"))
        answers = hub.database.take([good, (hub.room, update(each, session_id=MINE)), good])
        assert [bool(answer.refusal) for answer in answers] == [False, True, False], answers
        assert hub.texts(session) == ["Statement 0"]
    assert hub.texts() == ["Statement 0"]
    assert not hub.send(part).refusal


def takes_no_part_that_lies(hub: TriedHub) -> None:
    """Rule: about notes that it names, ids of other sessions, serials, numbers, and phases that the programme does not have."""
    hub.send(whole(1))
    part = more(2)
    step = part.state.versions[-1]
    never = Version(replace(box(1), session_id=MINE, phase="never"), Stamp(3, "w1"))
    lies = [
        replace(part, others={0: "another note"}),
        replace(part, others={5: "no note"}),
        with_notes(part, serial=0),
        with_notes(part, serial=2),
        with_notes(part, links=(4,)),
        changed(part, lambda record: replace(record, number=1) if isinstance(record, UndoStep) else record),
        replace(part, state=replace(part.state, versions=(*part.state.versions, never))),
        replace(part, state=replace(part.state, versions=(*part.state.versions, step))),
        replace(part, state=replace(part.state, knowledge={"w1": 2})),
    ]
    for lie in lies:
        assert hub.send(lie).wants_whole, lie
        assert hub.texts() == ["Statement 0"]


def takes_text_that_a_server_can_not_store(hub: TriedHub) -> None:
    """Rule: NUL is shown as what it is."""
    hub.send(whole(1))
    assert not hub.send(with_notes(more(2), text="a\0b")).refusal
    assert hub.texts() == ["Statement 0", "a␀b"]


# What was erased


def erases_what_a_room_has_erased(hub: TriedHub) -> None:
    """Rule: only of its own session; a copy that does not know is told, and brings nothing back."""
    hub.send(whole(2))
    hub.send(whole(1, OTHERS), hub.other)
    erasures = (
        erased_note(MINE, note(0, session_id=MINE).id),
        erased_note(OTHERS, note(0, session_id=OTHERS).id),
    )
    part = replace(more(2, 3), state=replace(more(2, 3).state, erasures=erasures))
    assert hub.send(part).wants_whole
    taken = hub.send(Part(replace(talk(2), erasures=erasures), is_whole=True))
    assert (taken.refusal, taken.wants_whole, taken.erasures) == ("", False, ())
    assert hub.texts()[0] != "Statement 0"
    assert hub.texts(OTHERS) == ["Statement 0"]
    assert hub.send(more(3, 3)).wants_whole
    taken = hub.send(whole(3))
    assert [erasure.record_id for erasure in taken.erasures] == [erasures[0].record_id]
    assert hub.texts()[1:] == ["Statement 1", "Statement 2"]
    assert hub.texts()[0] != "Statement 0"
    assert hub.send().erasures == taken.erasures


def erases_a_name_everywhere(hub: TriedHub) -> None:
    """Rule: also from what comes later; displays read all of the session anew. A part without the name is taken as ever."""
    hub.send(whole(1, said="Ana says"))
    hub.send(whole(1, OTHERS, said="Ana says"), hub.other)
    before = hub.database.new_records(OTHERS, None)
    assert before is not None
    edition, name = hub.found(hub.other).edition, erased_name("Ana")
    hub.send(Part(replace(talk(1, said="Ana says"), erasures=(name,)), is_whole=True))
    assert not [text for text in (*hub.texts(), *hub.texts(OTHERS)) if "Ana" in text]
    assert hub.found(hub.other).edition > edition
    news = hub.database.new_records(OTHERS, before.mark)
    assert news is not None
    assert news.is_whole
    assert "Ana" not in repr(news.records)
    taken = hub.send(more(2, session_id=OTHERS), hub.other)
    assert (taken.wants_whole, taken.erasures) == (False, (name,))
    assert hub.send(more(3, 3, OTHERS, said="Ana says"), hub.other).wants_whole
    hub.send(whole(3, OTHERS, said="Ana says"), hub.other)
    assert not [text for text in hub.texts(OTHERS) if "Ana" in text]


def counts_an_erasure_that_a_room_lies_about_only_there(hub: TriedHub) -> None:
    """Rule: erasures of other sessions are passed over."""
    hub.send(whole(1, OTHERS), hub.other)
    lie = Erasure(f"{OTHERS}:x", OTHERS, note(0, session_id=OTHERS).id)
    assert not hub.send(Part(replace(talk(1), erasures=(lie,)), is_whole=True)).refusal
    assert hub.texts(OTHERS) == ["Statement 0"]
    assert hub.send(session_id=OTHERS, room=hub.other).erasures == ()


# Rooms


def keeps_rooms(hub: TriedHub) -> None:
    """Rule: by name; a name is one room's; another secret or none ends what was valid before."""
    database = hub.database
    assert [room.name for room in database.rooms()] == ["Room 1", "Room 2"]
    assert [room.id for room in database.rooms([hub.other])] == [hub.other]
    with pytest.raises(StoreError, match="a room “Room 1” already"):
        database.add_room("Room 1", "hash-3", "display-3")
    first = database.room_of("hash-1")
    assert first is not None
    assert (first.id, first.silent, first.session_id, database.room_of("none")) == (hub.room, 0, "", None)
    database.set_secret(hub.room, "hash-4")
    second = database.room_of("hash-4")
    assert second is not None
    assert (second.id, database.room_of("hash-1")) == (hub.room, None)
    assert second.display_key != first.display_key
    database.set_display_code(hub.room, "display-4")
    assert hub.found().display_code == "display-4"
    database.revoke(hub.room)
    assert database.room_of("hash-4") is None
    assert hub.found().revoked_at is not None
    assert [*database.marks()] == [hub.other]
    assert hub.send(whole(1)) == Taken(refusal="the code of this room is no longer valid", is_revoked=True)
    assert hub.texts() == []
    assert database.add_room("Room 1", "hash-5", "display-5").name == "Room 1"
    with pytest.raises(StoreError, match="no such room"):
        database.revoke("nobody")


def lists_the_sessions_of_a_room(hub: TriedHub) -> None:
    """Rule: the latest first, with what a take-over asks for."""
    hub.send(whole(2))
    hub.send(whole(1, f"{MINE}-2"))
    hub.send(whole(1, OTHERS), hub.other)
    found = hub.database.sessions_of(hub.room)
    assert [(each.id, each.theme, each.round, each.notes) for each in found] == [
        (f"{MINE}-2", "Theme", 1, 1),
        (MINE, "Theme", 1, 2),
    ]
    assert {(each.is_done, each.is_anonymous) for each in found} == {(False, False)}
    hub.send(_ended_anonymous(f"{MINE}-3"))
    (ended,) = (each for each in hub.database.sessions_of(hub.room) if each.id == f"{MINE}-3")
    assert (ended.is_done, ended.is_anonymous) == (True, True)
    handed = hub.database.hand_over(hub.room, MINE)
    assert handed is not None
    assert handed.state.knowledge == {"w1": 3}
    assert hub.database.new_records("0193-none", None) is None


def _ended_anonymous(session_id: str) -> Part:
    """A session whose last phase has ended, under the rule *none*."""
    part = changed(
        whole(1, session_id),
        lambda record: (
            replace(record, rule=AttributionRule.NONE) if isinstance(record, SessionInfo) else record
        ),
    )
    run = PhaseRun(f"{session_id}:run", session_id, "afternoon", NINE, 600, ended_at=NINE)
    versions = (*part.state.versions, Version(run, Stamp(3, "w1")))
    return replace(part, state=replace(part.state, versions=versions, knowledge={"w1": 3}))


RULES: tuple[Callable[[TriedHub], None], ...] = (
    takes_updates_of_one_room_in_their_order,
    wants_the_whole_session_where_a_part_does_not_go_on,
    refuses_a_session_of_another_room,
    refuses_alone_what_no_room_sends,
    takes_no_part_that_lies,
    takes_text_that_a_server_can_not_store,
    erases_what_a_room_has_erased,
    erases_a_name_everywhere,
    counts_an_erasure_that_a_room_lies_about_only_there,
    keeps_rooms,
    lists_the_sessions_of_a_room,
)
