"""Floor line: how much waits in the floor, for the status line; worked out again only when something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Nothing of it is needed before the first statement, or before the floor is open.
if TYPE_CHECKING:
    from breakout_tui.domain.room_floor import RoomFloor
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.floor_state import FloorState
    from breakout_tui.tui.widgets.line import Part


class FloorLine:
    """For the session that is open."""

    def __init__(self) -> None:
        self._state: FloorState | None = None

    def parts(
        self, floor: RoomFloor | None, session: Session, is_magnified: bool, took: str = ""
    ) -> tuple[Part, ...]:
        """What is shown at the right end of the status line; nothing without a floor, or while there is nothing to tell."""
        if floor is None or not (floor.statements or floor.requests or floor.door.is_open):
            return ()
        if self._state is None:
            from breakout_tui.tui.floor_state import FloorState

            self._state = FloorState()
        from breakout_tui.tui.floor_words import in_short

        waiting = self._state.waiting(floor.statements, session)
        asking = self._state.asking(floor.requests, session)
        is_open = floor.door.is_open
        return in_short(waiting, asking, is_open=is_open, is_magnified=is_magnified, took=took)
