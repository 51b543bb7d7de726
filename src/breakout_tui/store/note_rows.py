"""Notes out of their rows, by the ten thousand: each made directly, without the detour of a general mapping."""

from __future__ import annotations

import sqlite3
from datetime import datetime, tzinfo

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note, ReadBack, Wording
from breakout_tui.domain.text import clean
from breakout_tui.store import codec

_NOTES = """SELECT id, serial, kind, number, text, box_id, captured_at, attribution, cluster, aliases, merged_into,
    heard_again, deleted, agreement, minority, dissent, read_back, read_back_at, practised_in, evidence, addressee, actor,
    due FROM note WHERE session_id = ? ORDER BY serial"""
_LINKS = "SELECT serial, target FROM note_link WHERE session_id = ? ORDER BY serial, position"
_WORDINGS = (
    "SELECT serial, text, stood_until FROM note_wording WHERE session_id = ? ORDER BY serial, position"
)

_KINDS: dict[object, Kind] = {kind.value: kind for kind in Kind}
_AGREEMENTS: dict[object, Agreement | None] = {None: None, **{level.value: level for level in Agreement}}
_READ_BACKS: dict[object, ReadBack | None] = {None: None, **{how.value: how for how in ReadBack}}


_WITH_OFFSET = len("2026-11-24T10:42:00+01:00")


class Instants:
    """Reads times as ``datetime.fromisoformat`` does, but those of one offset share its zone: of 10,000 it is 0.7 MB."""

    def __init__(self) -> None:
        self._zones: dict[str, tzinfo | None] = {}

    def read(self, text: str) -> datetime:
        """The time that an ISO 8601 text says. Raises ValueError or TypeError when it says none."""
        local, offset = text[:-6], text[-6:]
        if len(text) < _WITH_OFFSET or offset[0] not in "+-":
            return datetime.fromisoformat(text)
        if offset not in self._zones:
            self._zones[offset] = datetime.fromisoformat(text).tzinfo
        return datetime.fromisoformat(local).replace(tzinfo=self._zones[offset])


def notes_of(connection: sqlite3.Connection, session_id: str) -> tuple[Note, ...]:
    """All notes of a session, by serial. Raises ValueError, TypeError, KeyError or AttributeError for a broken row."""
    links: dict[int, tuple[int, ...]] = {}
    for serial, target in connection.execute(_LINKS, (session_id,)):
        links[serial] = (*links.get(serial, ()), int(target))
    wordings: dict[int, tuple[Wording, ...]] = {}
    for serial, text, until in connection.execute(_WORDINGS, (session_id,)):
        wording = Wording(clean(text), datetime.fromisoformat(until))
        wordings[serial] = (*wordings.get(serial, ()), wording)
    session = clean(session_id)
    same: dict[str, str] = {}
    """Of what many notes share, such as their box, each text once."""
    instant = Instants().read
    return tuple(
        [
            Note(
                clean(id_),
                session,
                serial,
                _KINDS[kind],
                int(number),
                text if text.isprintable() else clean(text),
                box_id and same.setdefault(box_id, clean(box_id)),
                instant(captured_at),
                attribution and same.setdefault(attribution, clean(attribution)),
                cluster and same.setdefault(cluster, clean(cluster)),
                () if aliases == "[]" else codec.from_text(aliases, tuple[str, ...]),
                links.get(serial, ()),
                wordings.get(serial, ()),
                merged_into,
                int(heard_again),
                bool(deleted),
                _AGREEMENTS[agreement],
                minority and clean(minority),
                dissent and clean(dissent),
                _READ_BACKS[read_back],
                read_back_at and instant(read_back_at),
                where and clean(where),
                evidence and clean(evidence),
                addressee and clean(addressee),
                actor and clean(actor),
                due and clean(due),
            )
            for (
                id_,
                serial,
                kind,
                number,
                text,
                box_id,
                captured_at,
                attribution,
                cluster,
                aliases,
                merged_into,
                heard_again,
                deleted,
                agreement,
                minority,
                dissent,
                read_back,
                read_back_at,
                where,
                evidence,
                addressee,
                actor,
                due,
            ) in connection.execute(_NOTES, (session_id,))
        ]
    )
