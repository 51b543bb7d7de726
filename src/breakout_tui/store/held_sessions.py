"""What a hub's database holds of the sessions that rooms send: all that decides how an update is taken, without the records.

A few texts for any number of sessions.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from breakout_tui.domain.versions import Erasure, Stamp
from breakout_tui.store import table_mappings
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.ownership import Claim
from breakout_tui.store.sql_connection import SqlConnection

_SELECT = """
SELECT session.id, session.erased, session.counter, session.writer, hub_session.room_id, hub_room.room,
    EXISTS (SELECT 1 FROM gathered WHERE gathered.session_id = session.id),
    EXISTS (SELECT 1 FROM other_version WHERE other_version.session_id = session.id)
        OR EXISTS (SELECT 1 FROM renumbered WHERE renumbered.session_id = session.id),
    coalesce((SELECT max(serial) FROM note WHERE note.session_id = session.id), -1) + 1,
    ownership.session_id, ownership."window", pid, started, host, boot, since, revision,
    coalesce((SELECT max(number) FROM deed WHERE deed.session_id = session.id), 0), ownership.writer
FROM session
LEFT JOIN hub_session ON hub_session.session_id = session.id
LEFT JOIN hub_room ON hub_room.id = hub_session.room_id
LEFT JOIN ownership ON ownership.session_id = session.id
WHERE session.id IN ({})
"""
_KNOWN = "SELECT session_id, writer, counter, laptop FROM session_version WHERE session_id IN ({})"
_PROGRAMMES = "SELECT id, programme FROM session WHERE id IN ({})"


@dataclass(slots=True)
class HeldSession:
    """A session that is here."""

    id: str
    erased: int
    """How many erasures its details count."""
    stamp: Stamp
    """Of its details."""
    room_id: str | None
    """The room whose session it is, if it is one's."""
    room: str
    """The name of that room."""
    is_gathered: bool
    is_joined: bool
    """Whether two laptops went on with it at the same time."""
    next_serial: int
    """That of its next note."""
    claim: Claim | None
    counters: dict[str, int] = field(default_factory=dict)
    """By writer, also those of whom only the laptop is known."""
    laptops: dict[str, str] = field(default_factory=dict)

    @property
    def knowledge(self) -> Mapping[str, int]:
        """By writer, the highest counter that is here."""
        return {writer: counter for writer, counter in self.counters.items() if counter}

    @property
    def highest(self) -> int:
        """The highest counter that is known of it."""
        return max(self.counters.values(), default=0)


def held_sessions(connection: SqlConnection, ids: Collection[str]) -> dict[str, HeldSession]:
    """Those of these sessions that are here."""
    keys = [(each,) for each in ids if each]
    found: dict[str, HeldSession] = {}
    for row in rows_for(connection, _SELECT, keys):
        name, erased, counter, writer, room_id, room, is_gathered, is_joined, next_serial, owned, *claim = row
        found[name] = HeldSession(
            name,
            erased,
            Stamp(counter, writer),
            room_id,
            room or "",
            bool(is_gathered),
            bool(is_joined),
            next_serial,
            None if owned is None else Claim(*claim),
        )
    for name, writer, counter, laptop in rows_for(connection, _KNOWN, keys) if found else ():
        held = found.get(name)
        if held is not None:
            held.counters[writer] = counter
            if laptop:
                held.laptops[writer] = laptop
    for held in found.values():
        if held.claim is not None and held.claim.writer:
            held.counters[held.claim.writer] = held.claim.revision
            held.laptops[held.claim.writer] = held.claim.host
    return found


def erasures_about(connection: SqlConnection, ids: Iterable[str]) -> dict[str, Erasure]:
    """By id, what was erased in these sessions, and the names that were erased everywhere."""
    mapping = table_mappings.ERASURE
    select = mapping.selection("WHERE session_id IN ({})")
    rows = rows_for(connection, select, (("",), *((each,) for each in ids)))
    return {each.id: each for each in mapping.records(rows)}


def phases_of(connection: SqlConnection, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """By session, the ids of the phases of its programme; without those that can't be read."""
    found: dict[str, frozenset[str]] = {}
    for name, programme in rows_for(connection, _PROGRAMMES, ((each,) for each in ids)):
        try:
            found[name] = frozenset(phase["id"] for phase in json.loads(programme)["phases"])
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    return found
