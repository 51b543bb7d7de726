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
    """Adds a box after the current one."""

    word = "add"
    group = Group.AGENDA
    argument = "[minutes] title"
    help = "add a box or a topic"
    letters = {Place.AGENDA: "a"}
    label = "add"

    def run(self, text: str, context: ActionContext) -> Command | Prefill:
        """From the agenda, the title is typed in the capture line."""
        if not text and context.box_id is not None:
            return Prefill("/add 10 " if context.session.theme.questions else "/add ")
        length, _, title = text.partition(" ")
        if not arguments.are_minutes(length):
            return c.AddBox(text)
        return c.AddBox(title, arguments.minutes(length))


class RenameBoxAction(BoxAction):
    """Gives a box another title."""

    word = "rename"
    argument = "box title"
    help = "change the title of a box"
    letters = {Place.AGENDA: "r"}
    label = "rename"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command | Prefill:
        """From the agenda, the title is edited in the capture line."""
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
        """The same letter restores a dropped box."""
        return c.RestoreBox(box.id) if box.dropped and context.box_id is not None else c.DropBox(box.id)


class RestoreBoxAction(BoxAction):
    """Restores a dropped box."""

    word = "restore"
    argument = "box"
    help = "restore a dropped box"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Refused for a box that is not dropped."""
        return c.RestoreBox(box.id)


class MoveBoxAction(BoxAction):
    """Moves an upcoming box."""

    word = "move"
    argument = "box ±places"
    help = "move an upcoming box"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Without a number, the box moves one place down."""
        return c.MoveBox(box.id, arguments.places(text))


class MergeBoxesAction(BoxAction):
    """Merges two boxes."""

    word = "merge-boxes"
    argument = "box box"
    help = "merge two boxes"
    letters = {Place.AGENDA: "j"}
    label = "merge with next"
    aliases = ("join",)

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Without a second box, merges with the next one."""
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
