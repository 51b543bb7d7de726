"""Actions about what leaves the window: the room display in browsers, what each display shows, and the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.view_actions import ScreenGroup

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import ActionContext

_NETWORK, _CO, _STOP = "network", "co-facilitator", "stop"


class ShareAction(ScreenGroup):
    """Shares the room display, and shows how to join."""

    word = "share"
    only_reads = True
    argument = f"[{_NETWORK} | {_CO} | {_STOP}]"
    help = (
        "show the room display in browsers, on this computer or on the network; a link for a co-facilitator"
    )
    needs_window = "`breakout-tui serve` shows the session from a terminal of its own"

    @property
    def choices(self) -> tuple[str, ...]:
        """Where to, or no longer."""
        return _NETWORK, _CO, _STOP

    def run(self, text: str, context: ActionContext) -> None:
        """Without an argument for this computer only, unless it is shared already."""
        word = arguments.choice(text, self.choices, of="way to share") if text else ""
        if word == _STOP:
            from breakout_tui.domain.vote_sheet import open_votes

            is_stopped = context.live.shell.stop_sharing()
            again = " · the vote begins again when phones join again" if open_votes(context.session) else ""
            context.live.say(f"Sharing has stopped{again}" if is_stopped else "Nothing is shared")
        elif word == _CO:
            context.live.shell.show_co_facilitator()
        else:
            context.live.shell.share(on_network=word == _NETWORK)


class ShowDisplaysAction(ScreenGroup):
    """Lists the displays that have joined."""

    word = "displays"
    only_reads = True
    help = "choose what each display in a browser shows: a message, how to join, nothing"
    needs_window = "what a display shows is chosen in the window"

    def run(self, text: str, context: ActionContext) -> None:
        """Esc goes back."""
        context.live.shell.show_displays()


class HubAction(ScreenGroup):
    """Says how it is with the hub."""

    word = "hub"
    only_reads = True
    help = "say whether the hub has what was saved, and what to do if not"
    needs_window = "the window sends to the hub"

    def run(self, text: str, context: ActionContext) -> None:
        """In one line."""
        context.live.say(context.live.shell.hub_words())
