"""Actions on the notes as a whole: undo, redo, searching, the views of the list, clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.note_actions import in_list
from breakout_tui.tui.actions.results import Ask, Prefill
from breakout_tui.tui.note_views import NoteView, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from breakout_tui.domain.commands import Command
    from breakout_tui.tui.actions.room import ActionContext

_MOST_LISTED = 8
"""How many clusters a question lists."""


class NotebookGroup(Action):
    """An action listed with the notes, but not about a single note."""

    group = Group.NOTES


class UndoAction(NotebookGroup):
    """Undoes the last change of a note or an outcome."""

    word, label = "undo", "undo"
    help = "undo the last change of a note or an outcome"
    letters = in_list("u", Place.AGREE, Place.READ_BACK)

    def run(self, text: str, context: ActionContext) -> Command:
        """Also after a restart."""
        return c.Undo()


class RedoAction(NotebookGroup):
    """Redoes what was undone."""

    word = "redo"
    help = "redo what was undone"
    letters = in_list("U", Place.AGREE, Place.READ_BACK)

    def run(self, text: str, context: ActionContext) -> Command:
        """Possible until the next change."""
        return c.Redo()


class BringAction(NotebookGroup):
    """Moves notes to the box that began earlier than it was started."""

    word = "bring"
    help = "after /next 3: move the notes of those minutes to this box"

    def run(self, text: str, context: ActionContext) -> Command:
        """One undo step."""
        return c.BringNotes()


class SearchAction(NotebookGroup):
    """Searches today's notes."""

    word, label = "search", "search"
    only_reads = True
    argument = "[words]"
    help = "search today's notes"
    printed_help = "print the notes that have these words"
    letters = in_list("slash")

    def run(self, text: str, context: ActionContext) -> Prefill | None:
        """Without words, they are typed in the capture line, and the list follows each letter."""
        if not text:
            return Prefill("/search ")
        context.live.show(NoteView(View.SEARCH, text))
        return None

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """The notes that match; without words, all."""
        from breakout_tui.tui.printed_lines import note_lines

        view = NoteView(View.SEARCH, text) if text else NoteView(View.ALL)
        return note_lines(view.notes(context.session), context.session.labels) or ["No notes match"]


class KeepKindAction(NotebookGroup):
    """Keeps a kind for all notes of the step."""

    word = "keep"
    argument = "[kind]"
    help = "keep the kind for all notes of this step, not only for the next one; again to stop"
    needs_window = "it sets the kind in its line; /note --kind sets that of one note"

    def run(self, text: str, context: ActionContext) -> None:
        """Without a kind, the one that is shown."""
        context.live.keep_kind(arguments.kind(text, context.session) if text else None)


class ShowNotesAction(NotebookGroup):
    """Shows the next view of the notes list."""

    word = "notes"
    only_reads = True
    help = "next view of the notes: all of today, by cluster, deleted, this box"
    printed_help = "print all notes of today"

    def run(self, text: str, context: ActionContext) -> None:
        """From a search, it returns to the notes of this box."""
        now = context.live.view.view
        context.live.show(NoteView(now.following))

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """All notes of the day, in the order captured."""
        from breakout_tui.tui.printed_lines import note_lines

        return note_lines(NoteView(View.ALL).notes(context.session), context.session.labels) or [
            "There are no notes yet"
        ]


class ShowClustersAction(NotebookGroup):
    """Shows the notes by cluster."""

    word = "clusters"
    only_reads = True
    help = "show the notes by cluster"
    printed_help = "print the notes by cluster"

    def run(self, text: str, context: ActionContext) -> None:
        """Notes without a cluster come last."""
        context.live.show(NoteView(View.CLUSTERS))

    def printed(self, text: str, context: ActionContext) -> Sequence[str]:
        """Each note with its cluster."""
        from breakout_tui.tui.printed_lines import note_lines

        return note_lines(NoteView(View.CLUSTERS).notes(context.session), context.session.labels) or [
            "There are no notes yet"
        ]


class RenameClusterAction(NotebookGroup):
    """Renames a cluster."""

    word = "rename-cluster"
    argument = "old new"
    help = "rename a cluster"

    def ask(self, context: ActionContext) -> Ask:
        """Which one; the clusters are listed."""
        known = "  ".join(f"#{name}" for name in list(context.session.book.cluster_counts)[:_MOST_LISTED])
        return Ask("Rename which cluster?", preview=lambda _: known or "there are no clusters yet")

    def run(self, text: str, context: ActionContext) -> Command | Ask:
        """With or without ``#``; names of several words are understood, also in quotes. Asks for a missing new name."""
        old, new = arguments.cluster(text, context.session)
        if new:
            return c.RenameCluster(old, new.removeprefix("#").strip('"'))
        otherwise = f'/rename-cluster "{old}" "new name"'
        return Ask(
            f"New name of #{old}", value=old, is_replaced=True, prefix=f'"{old}" ', otherwise=otherwise
        )


NOTEBOOK_ACTIONS: tuple[Action, ...] = (
    UndoAction(),
    RedoAction(),
    BringAction(),
    KeepKindAction(),
    SearchAction(),
    ShowNotesAction(),
    ShowClustersAction(),
    RenameClusterAction(),
)
