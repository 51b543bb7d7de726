"""Statements in the paper: their words, their note marks, and the references that lead to them.

A statement stays as it was said. A reference in it, such as *unlike C3*, is that of its room: it leads to that statement, and the note
says which one it is, ``Room 2·1/C3``, for those who read on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breakout_tui.domain.agreement import dissent_shown, minority_of
from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.note_fields import fields_of, value_of
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.paper_outline import BUILT, Extent, StatementEntry
from breakout_tui.domain.said_references import has_references, leading
from breakout_tui.report.document import Footnote, Item
from breakout_tui.report.inlines import Anchor, FootnoteMark, Inlines, Reference, Strong, Text
from breakout_tui.report.phrases import in_line, one_line, sentence_of, typed

_LEVELS = {level: Item((Text("Level of agreement: "), Strong((Text(level.value),)))) for level in Agreement}


class PaperNotes:
    """Collects the footnotes of one document, and knows the anchor of each statement."""

    def __init__(self, conference: Conference) -> None:
        self._statements = conference.statements
        self._anchors = {note_id: f"s{number}" for number, note_id in enumerate(conference.statements, 1)}
        self._references: dict[str, Inlines] = {}
        self.footnotes: list[Footnote] = []

    def marked(self, entry: StatementEntry, *, is_target: bool = True) -> Inlines:
        """A statement with its note mark; references lead to it if it is the target."""
        return (*self.stated(entry, is_target=is_target), self.mark(entry))

    def stated(self, entry: StatementEntry, *, is_target: bool = True) -> Inlines:
        """The words of a statement without its mark."""
        words = self._words(entry.said, typed(entry.text))
        return (Anchor(self._anchors[entry.said.note.id], words),) if is_target else words

    def mark(self, entry: StatementEntry) -> FootnoteMark:
        """The mark of a new footnote: the reference, who said it as far as the rule allows, and the room's words if they were edited."""
        said = entry.said
        book, serial = said.session.book, said.note.serial
        heard = book.heard(serial) if serial in book.merged else 1
        told = said.reference
        if who := one_line(said.attribution):
            told += f", {who}"
        if heard > 1:
            told += f", heard {heard}×"
        words: Inlines = (Text(told),)
        if named := self._named(entry):
            words = (*words, Text(". Refers to "), *self.references(named))
        if entry.is_edited:
            words = (*words, Text(". In the room's words: "), *self._words(said, in_line(said.note.text)))
        self.footnotes.append(Footnote(words))
        return FootnoteMark(len(self.footnotes))

    def _words(self, said: RoomStatement, text: Text) -> Inlines:
        """A text of a statement, in which the references of its room lead to their statements."""
        if has_references(text.text):
            return tuple(self._pieces(said, text))
        return (text,) if text.text else ()

    def _pieces(self, said: RoomStatement, text: Text) -> Iterator[Text | Reference]:
        for piece, note in leading(said.session.book, said.note, text.text):
            if note is not None:
                yield Reference(self._anchors[note.id], (Text(piece),))
            elif piece:
                yield Text(piece)

    def _named(self, entry: StatementEntry) -> list[Note]:
        """The statements whose references a statement has, in the editor's or in the room's words, in order."""
        said = entry.said
        texts = (entry.text, said.note.text) if entry.is_edited else (entry.text,)
        named: dict[str, Note] = {}
        for text in filter(has_references, texts):
            for _, note in leading(said.session.book, said.note, text):
                if note is not None:
                    named.setdefault(note.id, note)
        return list(named.values())

    def reference(self, note: Note) -> Inlines:
        """A reference that leads to a statement, where the document has it."""
        found = self._references.get(note.id)
        if found is None:
            told = Text(self._statements[note.id].reference)
            found = self._references[note.id] = (Reference(self._anchors[note.id], (told,)),)
        return found

    def references(self, notes: Iterable[Note]) -> Inlines:
        """References in a sentence."""
        return sentence_of([self.reference(each) for each in notes])


def agreed(entry: StatementEntry) -> Iterator[Item]:
    """What was agreed on a statement, a line each: the level, for whom, who acts, by when, the minority view."""
    note, session = entry.said.note, entry.said.session
    if note.agreement is not None:
        yield _LEVELS[note.agreement]
    if fields := list(_fields(note)):
        told = "; ".join(f"{heading}: {one_line(value)}" for heading, value in fields)
        yield Item((Text(told),))
    dissent = one_line(dissent_shown(session, note))
    if note.minority.strip():
        who = f" ({dissent})" if dissent else ""
        yield Item((Text(f"Minority view{who}: "), typed(minority_of(note, dissent))))
    elif dissent:
        yield Item((Text(f"Dissent: {dissent}"),))


def in_short(entry: StatementEntry) -> Inlines:
    """The level, for whom, who acts and by when, in one line; empty for nothing."""
    note = entry.said.note
    level = [("Level of agreement", note.agreement.value)] if note.agreement is not None else []
    told = "; ".join(f"{heading}: {one_line(value)}" for heading, value in (*level, *_fields(note)))
    return (Text(told),) if told else ()


def raised_in(extent: Extent) -> str:
    """In how many rooms, behind a heading: `` (raised in 3 of 5 rooms)``."""
    return f" ({extent.words})"


def _fields(note: Note) -> Iterator[tuple[str, str]]:
    for field in fields_of(note.kind) if note.kind in BUILT else ():
        if (value := value_of(note, field)).strip():
            yield field.heading, value
