"""The copy of the session of a room's window, as the server of its displays has it: in memory only."""

from __future__ import annotations

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.notes import Note
from breakout_tui.domain.shared_copy import Shared, session_of
from breakout_tui.hub.copy_on_show import CopyOnShow
from breakout_tui.room_protocol import ReceivedUpdate


class RoomCopy:
    """Takes updates of one window at a time; another one may follow when the first is away or has left."""

    def __init__(self, clock: Clock) -> None:
        self.on_show = CopyOnShow(clock)
        self._link = ""
        self._number = 0
        self._records: dict[str, Shared] = {}

    def is_taken_for(self, link: str, session_id: str) -> bool:
        """Whether another window with another session is shown, and isn't away.

        A window that sends the same session has taken it over: only its owner sends it.
        """
        session = self.on_show.session
        return (
            self._link not in ("", link)
            and session is not None
            and session.id != session_id
            and not self.on_show.is_away
        )

    def has(self, link: str) -> int | None:
        """The number of the state that it has of a window; None if it needs all of it."""
        return self._number if link == self._link else None

    def take(self, update: ReceivedUpdate) -> bool:
        """Take an update; False if it builds on a state that isn't here, or comes later than a newer one.

        Raises JsonRefused if it can't be read or shown; then nothing has changed.
        """
        is_ours = update.link == self._link
        if is_ours and update.number < self._number:
            return False
        if update.base is not None and not (is_ours and update.base == self._number):
            return False
        known = {} if update.base is None else self._records
        serials = {record.id: record.serial for record in known.values() if isinstance(record, Note)}
        changed = update.records(serials)
        found, session = self._records, self.on_show.session
        try:
            if changed or update.base is None:
                found = with_changed(known, changed)
                session = session_of(found) if update.session_id else None
            self.on_show.show(session, update.card, update.reading)
        except Exception as error:  # records that don't belong together fail anywhere
            raise JsonRefused(f"the session can't be shown: {type(error).__name__}") from error
        self._records = found
        self._link, self._number = update.link, update.number
        self.on_show.show_notices(() if update.notice is None else (update.notice,))
        self.on_show.hear(update.reading)
        return True

    def let_go(self, link: str) -> bool:
        """The window leaves; whether it was the one that is shown."""
        if is_shown := link == self._link:
            self.on_show.let_go()
        return is_shown

    def forget(self) -> None:
        """Keep nothing of the session; the room sends it again."""
        self.on_show.forget()
        self._records = {}
        self._link, self._number = "", 0


def with_changed(known: dict[str, Shared], changed: tuple[Shared, ...]) -> dict[str, Shared]:
    """The records, with those that have changed; by type as well: two records of different types may have one id."""
    return known | {f"{type(record).__name__} {record.id}": record for record in changed}
