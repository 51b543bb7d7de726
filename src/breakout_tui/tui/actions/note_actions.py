"""Actions on a note: editing, filing, linking, merging, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group, NoteAction, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Ask, Choose, Open, Several
from breakout_tui.tui.note_text import fields_of, links_of, parsed
from breakout_tui.tui.wording import shortened

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.notes import Note
    from breakout_tui.tui.actions.room import ActionContext


_MOST_SHOWN = 3
"""How many of the notes with the words that are typed a question shows."""


def title_of(note: Note) -> str:
    """The note as a question names it."""
    return f"{note.reference}  {shortened(note.text, 130)}"


def in_list(letter: str, *places: Place) -> dict[Place, str]:
    """The same letter in the notes list and in these panels."""
    return dict.fromkeys((Place.NOTES, *places), letter)


class EditAction(NoteAction):
    """Loads a note into the capture line, or gives it other words at once."""

    word, label = "edit", "edit"
    argument = "[note] [new words]"
    help = "edit a note"
    letters = in_list("e", Place.RANK, Place.AGREE, Place.CHAIN)

    def run_on(self, note: Note, text: str, context: ActionContext) -> Several | None:
        """Without words, the text is edited in the capture line. Of the given words, marks change only what they name."""
        if not text:
            context.live.edit(note)
            return None
        said = parsed(text, note.kind, context.session, context.countries)
        edit = c.EditNote(
            note.serial,
            text=said.text or None,
            attribution=said.attribution or None,
            cluster=said.cluster or None,
            fields=fields_of(said, note.kind),
        )
        new = (
            serial for serial in links_of(said, context.session) if serial not in (*note.links, note.serial)
        )
        return Several((edit, *(c.Link(note.serial, serial) for serial in new)))


class ChangeKindAction(NoteAction):
    """Changes a note's kind."""

    word, label = "kind", "kind"
    argument = "[note] kind"
    help = "change a note's kind"
    letters = in_list("k", Place.RANK, Place.AGREE)

    def ask_about(self, note: Note, context: ActionContext) -> Choose:
        """One of those that a note can be here, by its letter."""
        offered, labels = context.session.note_kinds, context.session.labels
        kinds = tuple((kind.letter.lower(), f"{GLYPHS[kind]} {labels.one(kind)}") for kind in offered)
        return Choose(f"{title_of(note)}\nchange to …", kinds, prefix=f"{note.reference} ")

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """A kind's word, here or in English, the start of it, or its letter."""
        return c.ChangeKind(note.serial, arguments.kind(text, context.session))


class PutIntoClusterAction(NoteAction):
    """Puts a note into a cluster."""

    word, label = "cluster", "cluster"
    argument = "[note] [name]"
    help = "put a note into a cluster"
    letters = in_list("c", Place.AGREE)

    def ask_about(self, note: Note, context: ActionContext) -> Ask:
        """Shows the existing clusters."""
        known = "  ".join(f"#{name}" for name in list(context.session.book.cluster_counts)[:8])
        return Ask(
            f"{title_of(note)}\nCluster",
            value=note.cluster,
            preview=lambda _: known or "a new name makes a new cluster",
            prefix=f"{note.reference} ",
            when_empty="-",
        )

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """``-`` or ``none`` takes it out of its cluster."""
        return c.EditNote(note.serial, cluster="" if text in {"-", "none"} else text.removeprefix("#"))


class BetweenNotes(NoteAction):
    """An action about two notes; it asks for the second one, by its reference or by words of it."""

    is_between_notes = True
    question: str
    """The question for the second note."""

    def ask_about(self, note: Note, context: ActionContext) -> Ask:
        """Shows the notes that are meant while it is typed."""

        def found(text: str) -> str:
            if not text.strip():
                return "its reference, such as C3, or words of it"
            meant = arguments.meant_by(text, note, context.session)
            lines = [f"{GLYPHS[other.kind]} {title_of(other)}" for other in meant[:_MOST_SHOWN]]
            more = [f"… {len(meant) - _MOST_SHOWN} more"] if len(meant) > _MOST_SHOWN else []
            return "\n".join([*lines, *more]) or "no such note"

        return Ask(f"{title_of(note)}\n{self.question}", preview=found, prefix=f"{note.reference} ")


class MergeIntoAction(BetweenNotes):
    """Merges a note into another that says the same."""

    word, label = "merge", "merge"
    argument = "[note] into"
    help = "merge into another note: it counts as heard again"
    letters = in_list("m", Place.RANK)
    question = "Merge into which note?"

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """Both wordings are kept."""
        return c.MergeNote(note.serial, arguments.other_note(text, note, context.session).serial)


class CountAsRepeatAction(Action):
    """Counts the note just saved, or the text in the line, as a repeat of the similar note that is shown."""

    word = "same"
    group = Group.NOTES
    help = "count the last note, or the text in the line, as a repeat of the note shown"
    needs_window = "it is about the note that the window shows; /merge merges two notes"

    def run(self, text: str, context: ActionContext) -> None:
        """The status line says so if no similar note is shown."""
        context.live.count_as_repeat()


class LinkToAction(BetweenNotes):
    """Links a note to another."""

    word, label = "link", "link"
    argument = "[note] to"
    help = "link a note to another"
    letters = in_list("l", Place.RANK, Place.AGREE, Place.CHAIN)
    question = "Link to which note?"

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """From the note to the one named."""
        return c.Link(note.serial, arguments.other_note(text, note, context.session).serial)


class UnlinkAction(BetweenNotes):
    """Removes a link."""

    word = "unlink"
    argument = "[note] from"
    help = "remove a link"
    question = "Remove the link to which note?"

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """Between the note and the one named."""
        return c.Unlink(note.serial, arguments.other_note(text, note, context.session).serial)


class ParkAction(NoteAction):
    """Moves a note to the parking lot."""

    word, label = "park", "park"
    argument = "[note]"
    help = "move a note to the parking lot"
    letters = in_list("p", Place.RANK, Place.AGREE)

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """A change of kind."""
        return c.ChangeKind(note.serial, Kind.PARKED)


class MoveToBoxAction(NoteAction):
    """Files a note under another box."""

    word = "place"
    argument = "[note] box"
    help = "move a note to another box"

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """By the box's label, number or title."""
        return c.MoveNote(note.serial, arguments.box(text, context.session).id)


class FillInFieldsAction(NoteAction):
    """Opens the form for a note's fields."""

    word = "fields"
    argument = "[note] [field: text]"
    help = "edit the fields: for whom, who, by when; or where and evidence"
    letters = in_list("f", Place.RANK, Place.AGREE, Place.READ_BACK, Place.CHAIN)

    def run_on(self, note: Note, text: str, context: ActionContext) -> Open | Command:
        """Fills the given ones in, as in ``who: the CIO``; without any, a form. Refused for kinds without fields."""
        if text:
            return c.EditNote(note.serial, fields=arguments.fields(text, note, context.session))
        from breakout_tui.tui.screens.fields_screen import FieldsScreen

        return Open(
            FieldsScreen(arguments.with_fields(note, context.session)),
            lambda fields: None if fields is None else c.EditNote(note.serial, fields=fields),
        )


class CopyAction(NoteAction):
    """Copies a note to the clipboard of the terminal."""

    word, label = "copy", "copy"
    only_reads = True
    argument = "[note]"
    help = "copy a note to the clipboard, if your terminal allows it (OSC 52)"
    needs_window = "the clipboard is that of its terminal; /search prints notes"
    letters = in_list("y", Place.RANK, Place.AGREE)

    def run_on(self, note: Note, text: str, context: ActionContext) -> None:
        """Its reference, its text, and who said it."""
        said_by = f" ({note.attribution})" if note.attribution else ""
        context.live.shell.copy(f"{note.reference} {note.text}{said_by}")
        context.live.say(f"{note.reference} copied")


class DeleteAction(NoteAction):
    """Deletes a note."""

    word, label = "delete", "delete"
    argument = "[note]"
    help = "delete a note; undo restores it"
    letters = in_list("d", Place.RANK, Place.AGREE)

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """The note is marked, never removed."""
        return c.DeleteNote(note.serial)


class UndeleteAction(NoteAction):
    """Restores a deleted or merged note."""

    word = "undelete"
    argument = "[note]"
    help = "restore a deleted or merged note"

    def run_on(self, note: Note, text: str, context: ActionContext) -> Command:
        """The note is shown again as it was."""
        return c.RestoreNote(note.serial)


NOTE_ACTIONS: tuple[Action, ...] = (
    EditAction(),
    ChangeKindAction(),
    PutIntoClusterAction(),
    MergeIntoAction(),
    CountAsRepeatAction(),
    LinkToAction(),
    UnlinkAction(),
    ParkAction(),
    MoveToBoxAction(),
    FillInFieldsAction(),
    CopyAction(),
    DeleteAction(),
    UndeleteAction(),
)
