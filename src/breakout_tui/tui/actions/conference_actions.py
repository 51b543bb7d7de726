"""Actions that leave the session for the whole conference: gathering, and the position paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions.view_actions import ScreenGroup

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import ActionContext


class GatherAction(ScreenGroup):
    """Takes in the sessions of other rooms' files."""

    word = "gather"
    only_reads = True
    help = "go back to the sessions, and gather those of other rooms from a stick or a folder"
    needs_window = "`breakout-tui gather FILE` takes them in from here"

    def run(self, text: str, context: ActionContext) -> None:
        """The session is closed first, because nothing can come into it while it is open."""
        context.live.shell.gather()


class EditPaperAction(ScreenGroup):
    """Opens the editor of the position paper."""

    word = "paper"
    only_reads = True
    help = "go back to the sessions, and edit the position paper of all rooms"
    needs_window = "`breakout-tui paper` edits it, `breakout-tui paper -o FILE` writes it"

    def run(self, text: str, context: ActionContext) -> None:
        """The session is closed first: the paper is made of what is in the file."""
        context.live.shell.edit_paper()
