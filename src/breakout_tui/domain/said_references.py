"""References in what was said: how a sentence that has them is written, and how it is spoken.

A reference that links is written once. Codes that only follow the sentence (*Pay for sharing C2 C14*) leave it and are shown as its
links, by the rule of the capture line (see ``sentence``). A reference that the sentence needs (*unlike C3 we pay*) stays in it and is
not repeated as a link. The plenary knows no references, so none that links is spoken: what only points to one is left out, and
within a sentence the gist of the statement takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from breakout_tui.domain.addresses import address_spans
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import LETTERS
from breakout_tui.domain.marks import Mark, Role
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.domain.sentence import place
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line

SPOKEN_GIST = 60
"""Longest gist of another statement within a spoken sentence, in code points."""

_ONE = rf"[{LETTERS}][1-9]\d{{0,5}}(?!\w)"
_POINTING = r"(?:answers?|answering|carries out|carrying out|as in|after|see|as|follows?|following|from)"
_CODES = rf"{_ONE}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s+){_ONE})*"
_AT_THE_END = re.compile(rf"[\s,;:–-]*\b{_POINTING}\s+{_CODES}(?:\s+shows?)?\.?\Z")
_IN_BRACKETS = re.compile(rf"\s*[(\[](?P<points>{_POINTING}\s+)?(?P<codes>{_CODES})[)\]]")


def named_in(text: str) -> tuple[str, ...]:
    """The references that a text names, in order; not those inside web addresses."""
    return tuple(found[0] for found in _references(text))


def written(text: str, linked: Collection[str]) -> str:
    """The text without the references behind or before its sentences, of those that are shown as its links.

    A text that has nothing else stays.
    """
    filed = "\n".join(_filed(line, linked) for line in text.split("\n")) if linked else text
    return filed.strip() or text


def has_references(text: str) -> bool:
    """Whether a text has what may be a reference, as few have."""
    return REFERENCE.search(text) is not None


def leading(book: NoteBook, note: Note, text: str) -> Iterator[tuple[str, Note | None]]:
    """A text of a note in pieces, which together are the text: words with None, and each reference with the visible note it links to.

    A word that only looks like a reference, such as a grade P1, is among the words: the note has no such link.
    """
    at = 0
    if has_references(text) and (note.links or book.cited[note.serial]):
        linked = _linked(book, note)
        for found in _references(text):
            other = book.find(found[0]) if found[0] in linked else None
            standing = None if other is None else book.standing_for(other.serial)
            if standing is not None and standing.is_visible and standing.serial != note.serial:
                yield text[at : found.start()], None
                yield found[0], standing
                at = found.end()
    yield text[at:], None


def spoken(session: Session, note: Note, text: str | None = None) -> str:
    """The text of a note, or another wording of it, in one line, without the references that link."""
    return _spoken(session, note, note.text if text is None else text)


def _filed(line: str, linked: Collection[str]) -> str:
    marks = [
        Mark(*found.span(), Role.REFERENCE, found[0]) for found in _references(line) if found[0] in linked
    ]
    if not marks:
        return line
    text, position = "", 0
    for cut in place(line, marks).cuts:
        text, position = text + line[position : cut.start] + cut.text, cut.end
    return text + line[position:]


def _references(text: str) -> list[re.Match[str]]:
    """The references in a text, without those inside addresses."""
    taken = address_spans(text)
    return [
        found
        for found in REFERENCE.finditer(text)
        if not any(found.start() in range(*address) for address in taken)
    ]


def _linked(book: NoteBook, note: Note) -> set[str]:
    """The references by which a text can name the notes that a note is linked with, also earlier ones."""
    serials = {*note.links, *book.cited[note.serial]}
    others = [book[serial] for serial in serials if 0 <= serial < len(book)]
    return {reference for other in others for reference in (other.reference, *other.aliases)}


def _spoken(session: Session, note: Note, text: str, *, is_within: bool = False) -> str:
    """The text; ``is_within`` another spoken sentence it names no further statement."""
    book, linked = session.book, _linked(session.book, note)

    def in_words(found: re.Match[str]) -> str:
        other = book.find(found[0]) if found[0] in linked and found.start() in places else None
        if other is None:
            return found[0]
        if is_within:
            return f"another {session.labels.one(other.kind)}"
        return f"“{gist(_spoken(session, other, other.text, is_within=True), SPOKEN_GIST)}”"

    line = clean_line(written(text, linked))
    short = _IN_BRACKETS.sub(lambda found: "" if _only_points(found, linked) else found[0], line)
    short = _AT_THE_END.sub("", short)
    said = short if short.strip() else line
    places = {found.start() for found in _references(said)}
    return REFERENCE.sub(in_words, said)


def _only_points(found: re.Match[str], linked: Collection[str]) -> bool:
    return found["points"] is not None or set(named_in(found["codes"])) <= set(linked)
