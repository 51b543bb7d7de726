"""Compares what rooms have in their files with what the hub has in its database: nothing may be lost, and nothing doubled."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench.crowd import MARK
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.joining import settled
from breakout_tui.domain.notes import Note
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.server_store import ServerStore


def problems_of(database: ServerAddress, noted: Any, files: dict[str, Path]) -> list[str]:
    """What is wrong, a line for each room. Of a room whose file was restored, the hub also has what the file lost."""
    hub, found = ServerStore(database, SystemClock()), []
    restored = set(noted["restored"])
    for session, spoken in noted["spoken"].items():
        of_hub, of_file = hub.state(session), sent_of(session, files[session])
        at_hub = _marks(of_hub)
        doubled = [mark for mark, times in at_hub.items() if times > 1]
        answered = {each["mark"] for each in spoken if each["answered"]}
        lost = (answered | set(_marks(of_file))) - set(at_hub)
        if doubled or lost:
            found.append(f"{session}: lost {sorted(lost)}, doubled {doubled}")
        elif session not in restored and of_file != of_hub:
            found.append(f"{session}: the records of file and hub differ")
    return found


def sent_of(session_id: str, file: Path) -> SessionState:
    """The whole session as the file has it, with the names that the attribution rule allows."""
    changes = ChangesReader(lambda: file).read(session_id, {}, whole=True)
    if changes is None:
        raise RuntimeError(f"{file} has no such session")
    return settled(changes.part.state)


def _marks(state: SessionState) -> Counter[int]:
    """The statements of a session; those that it had before count by where they are."""
    notes = {each.record.id: each.record for each in state.versions if isinstance(each.record, Note)}
    texts = (MARK.search(note.text.encode()) for note in notes.values())
    return Counter(int(found[1]) for found in texts if found)
