"""Laptops of one room that send to a hub: copied, restored, joined, with answers that get lost, singly and together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import count
from typing import Protocol

from hypothesis import strategies as st

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.hub_rooms import NewRecords, Taken
from breakout_tui.domain.joining import Key, by_record, join, key_of, settled
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Record, UndoStep
from breakout_tui.domain.versions import Knowledge, SessionState, is_seen
from breakout_tui.hub_protocol import HubUpdate, Part, read_update, update_text
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.day import NINE, Room
from tests.domain.replicas import PLACES, WISHES, Move, Replica, first_copy

READING = Reading("boot-1", 1000.0, NINE)


def part_of(state: SessionState, known: Knowledge) -> Part:
    """What a room sends to a hub that knows this much: of each record that the hub does not have as it is all versions."""
    if not known:
        return Part(state, is_whole=True)
    groups = by_record(state.versions).values()
    new = [group for group in groups if not all(each.stamp.is_in(known) for each in group)]
    versions = tuple(version for group in new for version in group)
    ids = {each.record.serial: each.record.id for each in state.versions if isinstance(each.record, Note)}
    sent = {each.record.serial for each in versions if isinstance(each.record, Note)}
    others = {
        serial: ids[serial] for serial in sorted({n for v in versions for n in _named(v.record)} - sent)
    }
    return Part(replace(state, versions=versions), others, since=known)


def _named(record: Record) -> set[int]:
    changes = record.changes if isinstance(record, UndoStep) else ()
    notes = [record, *(each for change in changes for each in (change.before, change.after))]
    found = {target for note in notes if isinstance(note, Note) for target in note.links}
    return found | {
        note.merged_into for note in notes if isinstance(note, Note) and note.merged_into is not None
    }


def update_of(
    session_id: str,
    part: Part | None = None,
    link: str = "link",
    laptop: str = "annex",
    reading: Reading = READING,
) -> HubUpdate:
    """An update as it comes over the wire."""
    return read_update(update_text(HubUpdate(link, laptop, session_id, reading, part)))


@dataclass
class RoomLink:
    """The link of one window: what it was told."""

    name: str
    told: Knowledge = field(default_factory=dict)
    wants_whole: bool = False

    def update(self, state: SessionState) -> HubUpdate:
        """What it sends next."""
        return update_of(state.session_id, part_of(state, {} if self.wants_whole else self.told), self.name)

    def hears(self, taken: Taken) -> None:
        """The answer."""
        assert taken.refusal == ""
        self.told, self.wants_whole = taken.knowledge, taken.wants_whole


class Follower(Protocol):
    """Somebody who asks for news of a session."""

    def new_records(self, session_id: str, mark: int | None) -> NewRecords | None:
        """The news since a mark."""
        ...


@dataclass
class Watcher:
    """A display that reads what is new."""

    session_id: str
    mark: int | None = None
    records: dict[Key, Record] = field(default_factory=dict)

    def look(self, hub: Follower) -> None:
        """Read what is new."""
        found = hub.new_records(self.session_id, self.mark)
        if found is not None:
            known = {} if found.is_whole else self.records
            self.records = known | {key_of(record): record for record in found.records}
            self.mark = found.mark


@dataclass
class PlayedHub:
    """One database, used by these in turn as by several processes."""

    databases: Sequence[HubDatabase]
    room_id: str = ""
    turns: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.room_id = self.databases[0].add_room("Room 2", "hash", "display").id

    @property
    def database(self) -> HubDatabase:
        """The next one."""
        return self.databases[next(self.turns) % len(self.databases)]

    def take(self, *updates: HubUpdate) -> tuple[Taken, ...]:
        """The answers to a batch of the room's updates."""
        return self.database.take([(self.room_id, update) for update in updates])

    def state(self, session_id: str) -> SessionState:
        """The session as a take-over gets it."""
        found = self.database.hand_over(self.room_id, session_id)
        assert found is not None
        return found.state


@dataclass
class Laptops:
    """Copies of one session, each with the link that sends it."""

    hub: PlayedHub
    copies: list[Replica]
    links: list[RoomLink] = field(default_factory=list)
    backups: dict[int, SessionState] = field(default_factory=dict)
    left: list[SessionState] = field(default_factory=list)
    """What the hub was given of copies that were replaced by their backups since."""
    waiting: list[tuple[RoomLink, SessionState, HubUpdate]] = field(default_factory=list)
    acknowledged: list[tuple[SessionState, Taken]] = field(default_factory=list)
    made: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.watcher = Watcher(self.copies[0].session.id)
        for _ in self.copies:
            self._connects(len(self.links))

    def happens(self, move: Move) -> None:
        """Let it happen."""
        where = move.where % len(self.copies)
        match move.what:
            case "queue":
                self._queue(where)
            case "send":
                self._queue(where)
                self.flush()
            case "send, unanswered":
                self._queue(where)
                self.flush(is_answered=False)
            case "back up":
                self.backups[where] = self.copies[where].state
            case "restore":
                self._restore(where)
            case "reconnect":
                self._connects(where)
            case _:
                move.happens(self.copies)
                for place in range(len(self.links), len(self.copies)):
                    self._connects(place)

    def flush(self, *, is_answered: bool = True) -> None:
        """All updates that wait come to the hub at once."""
        waiting, self.waiting = self.waiting, []
        for (link, state, _), taken in zip(
            waiting, self.hub.take(*(each[2] for each in waiting)), strict=True
        ):
            if is_answered:
                link.hears(taken)
                if not taken.wants_whole:
                    self.acknowledged.append((state, taken))
        self.watcher.look(self.hub.database)

    def send_all(self) -> None:
        """Every copy sends until the hub has all of it; then it sends again, and nothing changes."""
        self.flush()
        for place in range(len(self.copies)):
            self._until_taken(place)

    def expected(self) -> SessionState:
        """What joining all copies gives, and those that were replaced."""
        return settled(reduce(join, [*(copy.state for copy in self.copies), *self.left]))

    def _until_taken(self, place: int) -> None:
        self.flush()
        for _ in range(2):
            self._queue(place)
            self.flush()
        assert not self.links[place].wants_whole
        assert is_seen(self.copies[place].state.knowledge, self.links[place].told)

    def _queue(self, place: int) -> None:
        link, state = self.links[place], self.copies[place].state
        self.waiting.append((link, state, link.update(state)))

    def _connects(self, place: int) -> None:
        """A new link, which asks first what the hub has."""
        link = RoomLink(f"link {next(self.made)}")
        (taken,) = self.hub.take(update_of(self.copies[place].session.id, None, link.name))
        link.hears(taken)
        self.links[place : place + 1] = [link]

    def _restore(self, place: int) -> None:
        """The copy becomes again what it was, after the hub has got what it is; its next window is another writer."""
        if place in self.backups:
            self._until_taken(place)
            now = self.copies[place]
            self.left.append(now.state)
            writer = f"{now.writer}~{next(self.made)}"
            self.copies[place] = Replica(self.backups[place], writer, now.seconds + 60, now.joins, now.made)
            self._connects(place)


HUB_MOVES = st.one_of(
    st.builds(Move, PLACES, WISHES),
    st.builds(Move, PLACES, WISHES),
    st.builds(Move, PLACES, st.sampled_from(["send", "send", "queue", "send, unanswered", "reconnect"])),
    st.builds(Move, PLACES, st.sampled_from(["back up", "restore", "copy", "claim", "join"]), PLACES),
)
"""What happens to the laptops of a room."""
ONE_LAPTOP = st.one_of(
    st.builds(Move, st.just(0), WISHES),
    st.builds(Move, st.just(0), WISHES),
    st.builds(Move, st.just(0), st.sampled_from(["send", "queue", "send, unanswered", "reconnect", "claim"])),
)
"""The same for one laptop, whose session nobody else has."""


def play(hub: PlayedHub, base: Callable[[], Room], moves: Sequence[Move]) -> Laptops:
    """The laptops after all this, when the hub has everything."""
    laptops = Laptops(hub, [first_copy(base())])
    for move in moves:
        laptops.happens(move)
    laptops.send_all()
    return laptops


def assert_hub_has_everything(laptops: Laptops) -> None:
    """The session is what joining gives, and nothing that was acknowledged is missing; a display shows all of it."""
    hub, session_id = laptops.hub, laptops.copies[0].session.id
    state = hub.state(session_id)
    assert state == laptops.expected()
    ids = {key_of(version.record) for version in state.versions}
    for sent, taken in laptops.acknowledged:
        assert is_seen(sent.knowledge, taken.knowledge)
        assert is_seen(taken.knowledge, state.knowledge)
        assert {key_of(version.record) for version in sent.versions} <= ids
    laptops.watcher.look(hub.database)
    fresh = Watcher(session_id)
    fresh.look(hub.database)
    assert laptops.watcher.records == fresh.records
