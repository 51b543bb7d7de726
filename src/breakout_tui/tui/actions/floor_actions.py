"""The action about the floor: what phones sent, and whether they may send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.results import Open
from breakout_tui.tui.actions.view_actions import ScreenGroup

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import ActionContext

_OPEN, _CLOSE, _CODE = "open", "close", "code"


class FloorAction(ScreenGroup):
    """Lists what phones sent; lets them send, or no longer."""

    word = "floor"
    only_reads = True
    argument = f"[{_OPEN} | {_CLOSE} | {_CODE}]"
    help = "list what phones sent, to take as notes; let phones send, or give them a new code"
    needs_window = "phones send to the window"

    @property
    def choices(self) -> tuple[str, ...]:
        """Without the list."""
        return _OPEN, _CLOSE, _CODE

    def run(self, text: str, context: ActionContext) -> Open | None:
        """Without an argument the list; Esc goes back."""
        room, tools = context.live, context.live.shell.floor()
        if not text:
            from breakout_tui.tui.floor_desk import FloorDesk
            from breakout_tui.tui.screens.floor_screen import FloorScreen

            return Open(FloorScreen(FloorDesk(tools, room, context.countries)))
        if context.refusal is not None:
            raise context.refusal
        from breakout_tui.tui.floor_words import code_words, door_words

        door = tools.floor.door
        word = arguments.choice(text, self.choices, of="word about the floor")
        if word == _CODE:
            from breakout_tui.domain.vote_sheet import open_votes

            again = (
                " · the vote begins again" if door.standing.address and open_votes(context.session) else ""
            )
            room.say(f"{code_words(door)}{again}")
            door.renew_code()
        else:
            door.let_in(word == _OPEN)
            room.say(door_words(door))
        return None
