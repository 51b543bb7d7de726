"""Actions of the agenda: adding, renaming, moving, removing and merging boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, BoxAction, Group, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Prefill
from breakout_tui.tui.actions.room import ActionContext

if TYPE_CHECKING:
    from breakout_tui.domain.agenda import Box
    from breakout_tui.domain.commands import Command


class AddBoxAction(Action):
    """Adds a box behind the current one."""

    word = "add"
    group = Group.AGENDA
    argument = "minutes title"
    help = "add a box after this one"
    letters = {Place.AGENDA: "a"}
    label = "add"

    def run(self, text: str, context: ActionContext) -> Command | Prefill:
        """From the agenda the words are typed in the capture line."""
        if not text and context.box_id is not None:
            return Prefill("/add 10 ")
        length, _, title = text.partition(" ")
        return c.AddBox(title, arguments.minutes(length))


class RenameBoxAction(BoxAction):
    """Gives a box another title."""

    word = "rename"
    argument = "box title"
    help = "change the title of a box"
    letters = {Place.AGENDA: "r"}
    label = "rename"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command | Prefill:
        """From the agenda the title is edited in the capture line."""
        if not text and context.box_id is not None:
            return Prefill(f"/rename {box.label} {box.title}")
        return c.RenameBox(box.id, text)


class DropBoxAction(BoxAction):
    """Removes an upcoming box."""

    word = "drop"
    argument = "box"
    help = "remove an upcoming box"
    letters = {Place.AGENDA: "d"}
    label = "drop"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """The same letter brings a dropped box back."""
        return c.RestoreBox(box.id) if box.dropped and context.box_id is not None else c.DropBox(box.id)


class RestoreBoxAction(BoxAction):
    """Brings a dropped box back."""

    word = "restore"
    argument = "box"
    help = "put a dropped box back"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Refused where it was not dropped."""
        return c.RestoreBox(box.id)


class MoveBoxAction(BoxAction):
    """Moves an upcoming box."""

    word = "move"
    argument = "box ±places"
    help = "move an upcoming box"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """By so many places; one further without a number."""
        return c.MoveBox(box.id, arguments.places(text))


class MergeBoxesAction(BoxAction):
    """Makes one box of two."""

    word = "merge-boxes"
    argument = "box box"
    help = "merge two boxes"
    letters = {Place.AGENDA: "j"}
    label = "merge with next"
    aliases = ("join",)

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Without a second box: with the one that follows."""
        if not text and (ahead := context.session.ahead(box)):
            return c.MergeBoxes(box.id, ahead[0].id)
        other, _ = arguments.boxes(text, context.session)
        return c.MergeBoxes(box.id, other.id)


AGENDA_ACTIONS: tuple[Action, ...] = (
    AddBoxAction(),
    RenameBoxAction(),
    DropBoxAction(),
    RestoreBoxAction(),
    MoveBoxAction(),
    MergeBoxesAction(),
)
