"""Parsers for the arguments of commands: minutes, times of day, boxes, notes. Each refusal shows the right form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.errors import BreakoutError, CommandRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import by_name, fields_of
from breakout_tui.domain.notes import Agreement, Note, ReadBack
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.ranking_counts import sorts
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.refusals import NotAnOutput
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.note_views import search

_MINUTES = re.compile(r"([+\-−]?)(\d{1,3})(?::([0-5]\d))?\s*(?:m|min|′|')?")
_NAMED = 8
"""How many boxes or notes a refusal names."""
_MOST_WORDS = 12
"""Of the name of a box before the rest of an argument."""
_LONGEST = 600 * 60


class ArgumentRefused(BreakoutError):
    """An argument that can't be parsed."""


def choice(text: str, choices: Sequence[str], of: str) -> str:
    """One of the choices, in any case; ``of`` says what they are."""
    name = text.casefold()
    if name not in choices:
        from difflib import get_close_matches  # rarely needed

        near = get_close_matches(name, choices, n=1) or choices[:3]
        raise ArgumentRefused(f"no {of} {text[:30]!r}", remedy=f"such as {', '.join(near)}")
    return name


def are_minutes(text: str) -> bool:
    """Whether the text is a number of minutes."""
    return _MINUTES.fullmatch(text.strip()) is not None


def minutes(text: str) -> int:
    """Seconds from minutes: ``5``, ``+5``, ``-2``, ``1:30``."""
    match = _MINUTES.fullmatch(text.strip())
    if match is None:
        raise ArgumentRefused(f"{text.strip()[:20]!r} is not a number of minutes", remedy="such as 5 or 1:30")
    seconds = int(match[2]) * 60 + int(match[3] or 0)
    if seconds > _LONGEST:
        raise ArgumentRefused("that is more than ten hours")
    return -seconds if match[1] in {"-", "−"} else seconds


def clock_time(text: str) -> time:
    """A time such as ``12:30`` or ``9.05``."""
    if not text.strip():
        raise ArgumentRefused("when does the phase end?", remedy="/end 12:30, /end +10 or /end flexible")
    match = re.fullmatch(r"(\d{1,2})[:.h](\d{2})", text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ArgumentRefused(f"{text.strip()[:20]!r} is not a time of day", remedy="such as 12:30")
    return time(int(match[1]), int(match[2]))


def box(text: str, session: Session) -> Box:
    """A box of the phase in view, by its label (``Q3``, ``Issue 2``), its number, or the start of its title."""
    wanted = text.strip().casefold()
    if not wanted:
        raise ArgumentRefused("which box?", remedy="its label, its number or how its title begins")
    boxes = [b for b in session.boxes if b.phase == session.phase_in_view]
    here = session.current_box
    found = [b for b in boxes if wanted == b.label.casefold()]
    found = found or [b for b in boxes if _letters(wanted) == _letters(b.label)]
    if not found and wanted.isdecimal():
        step = here.step if here is not None else None
        found = [b for b in boxes if b.number == int(wanted) and step in (None, b.step)]
        found = found or [b for b in boxes if b.number == int(wanted)]
    if not found and wanted:
        found = [
            b for b in boxes if b.title.casefold().startswith(wanted) or b.step_title.casefold() == wanted
        ]
    if not found:
        more = ", …" if len(boxes) > _NAMED else ""
        known = ", ".join(b.label for b in boxes[:_NAMED]) + more or "none yet"
        raise ArgumentRefused(f"There is no box {text.strip()[:30]}", remedy=f"the boxes are {known}")
    return found[0]


def _letters(label: str) -> str:
    """A label without blanks and hyphens, in lower case."""
    return "".join(filter(str.isalnum, label.casefold()))


def boxes(text: str, session: Session) -> tuple[Box, str]:
    """The box named at the start of the text, and the rest of the text."""
    parts = text.split()
    for length in range(min(len(parts), _MOST_WORDS), 0, -1):
        try:
            return box(" ".join(parts[:length]), session), " ".join(parts[length:])
        except ArgumentRefused:
            if length == 1:
                raise
    raise ArgumentRefused("which box?", remedy="such as Q3")


def note(text: str, session: Session) -> Note:
    """A note by its reference; earlier references work too."""
    found = session.book.find(text)
    if found is None:
        raise ArgumentRefused(
            f"There is no note {words[:20].upper()}" if (words := clean_line(text)) else "Which note?",
            remedy="give its reference, such as C3",
        )
    return found


def meant_by(text: str, first: Note, session: Session) -> Sequence[Note]:
    """The notes that may follow a first one: that of a reference, else the other ones with these words."""
    if (found := session.book.find(text)) is not None:
        return (found,)
    return [each for each in search(session, text) if each.serial != first.serial]


def other_note(text: str, first: Note, session: Session) -> Note:
    """A note by its reference, or the only one with these words besides the first. Raises ArgumentRefused."""
    meant = meant_by(text, first, session)
    if len(meant) > 1:
        named = ", ".join(each.reference for each in meant[:_NAMED])
        raise ArgumentRefused(f"{len(meant)} notes have these words", remedy=f"give a reference: {named}")
    return meant[0] if meant else note(text, session)


def output_of(reference: str, earlier: Session) -> Note:
    """An output of the previous round, by its reference. Raises CommandRefused, ArgumentRefused."""
    found = earlier.book.find(reference)
    if found is None:
        raise ArgumentRefused(
            f"The previous round has no {reference[:20].upper()}", remedy="/recap shows its outputs"
        )
    stands = earlier.book.standing_for(found.serial)
    if stands.deleted:
        raise ArgumentRefused(
            f"{found.reference} was deleted in the previous round", remedy="/recap shows its outputs"
        )
    if stands.kind not in OUTPUTS:
        raise CommandRefused(NotAnOutput(stands.reference, labels=earlier.labels))
    return stands


def cluster(text: str, session: Session) -> tuple[str, str]:
    """The cluster named at the start of the text, with or without ``#`` and quotes, and the rest of the text.

    Of several words it takes as many as name a cluster; if none do, the first.
    """
    text = text.strip()
    if (match := re.fullmatch(r'#?"([^"]+)"\s*(.*)', text)) is not None:
        return match[1].strip(), match[2].strip()
    words = text.removeprefix("#").split()
    for length in range(len(words), 0, -1):
        name = session.book.cluster_named(" ".join(words[:length]))
        if name in session.book.cluster_counts:
            return name, " ".join(words[length:])
    return words[0] if words else "", " ".join(words[1:])


def kind(text: str, session: Session) -> Kind:
    """A kind by its word, here or in English, the start of its word, or its letter."""
    found = session.labels.find(text)
    if found is None:
        known = ", ".join(map(session.labels.one, session.note_kinds))
        raise ArgumentRefused(f"{text.strip()[:20]!r} is not a kind", remedy=known)
    return found


def with_fields(note: Note, session: Session) -> Note:
    """The note. Raises ArgumentRefused if it is of a kind without fields."""
    if fields_of(note.kind):
        return note
    kinds = tuple(kind for kind in session.note_kinds if fields_of(kind))
    raise ArgumentRefused(
        f"{note.reference} is a {session.labels.one(note.kind)}",
        remedy=f"fields are for {session.labels.listed(kinds)}",
    )


def fields(text: str, note: Note, session: Session) -> dict[str, str]:
    """The fields of a note that are written as in its line: ``for: small states who: the CIO by: 2027``."""
    words = [field.word for field in fields_of(with_fields(note, session).kind)]
    parts = re.split(rf"(?<!\S)({'|'.join(words)}):", text)
    if parts[0].strip() or len(parts) < 3:
        raise ArgumentRefused(
            f"{text[:20]!r} begins with no field", remedy=" · ".join(f"{word}: …" for word in words)
        )
    return by_name(
        note.kind, {word: value.strip() for word, value in zip(parts[1::2], parts[2::2], strict=True)}
    )


def count(text: str) -> int:
    """A whole number from 0 to 100,000."""
    if not re.fullmatch(r"\d{1,6}", text.strip()) or int(text) > 100_000:
        raise ArgumentRefused(f"{text.strip()[:20]!r} is not a count", remedy="such as 7")
    return int(text)


def chosen_note(session: Session, serial: int | None) -> Note:
    """The note under the cursor, given by its serial; without one, the latest visible note."""
    if serial is not None:
        return session.book[serial]
    for note in reversed(session.book.notes):
        if note.is_visible:
            return note
    raise ArgumentRefused("there are no notes yet")


def places(text: str) -> int:
    """A number of places such as ``+1`` or ``-2``; 1 if the text is empty."""
    number = text.strip().replace("−", "-") or "+1"
    if not re.fullmatch(r"[+-]?\d{1,2}", number):
        raise ArgumentRefused(f"{text[:20]!r} is not a number of places", remedy="such as +1 or -1")
    return int(number)


def rank_sort(text: str, session: Session) -> RankSort:
    """What to rank, by its number from 1, its word, here or in English, or the start of its word."""
    wanted, labels, choices = text.casefold(), session.labels, sorts(session)
    for number, sort in enumerate(choices, 1):
        words = (sort.words(labels).casefold(), sort.value)
        if text and (text == str(number) or any(word.startswith(wanted) for word in words)):
            return sort
    *others, last = (sort.words(labels) for sort in choices)
    raise ArgumentRefused(f"{text[:20]!r} can't be ranked", remedy=f"{', '.join(others)} or {last}")


def subject(text: str) -> str:
    """The subject of a vote: a reference in capitals, or a cluster with its ``#``."""
    return text if text.startswith("#") else text.upper()


def votes(text: str) -> int | None:
    """A count; None for ``-``, which removes the count."""
    return None if text in {"-", "−"} else count(text)


def level(text: str) -> Agreement | None:
    """A level of agreement by its number from 1, strongest first, or its words; None for 0."""
    levels = list(Agreement)
    if text == "0":
        return None
    if text.isdecimal() and 1 <= int(text) <= len(levels):
        return levels[int(text) - 1]
    for candidate in levels:
        if text and candidate.value.startswith(text.casefold()):
            return candidate
    known = ", ".join(f"{number} {candidate.value}" for number, candidate in enumerate(levels, 1))
    raise ArgumentRefused(f"{text[:20]!r} is not a level of agreement", remedy=known)


def read_back(text: str) -> ReadBack:
    """The result of the read-back, by its word or the start of it."""
    for result in ReadBack:
        if text and result.value.startswith(text.casefold()):
            return result
    raise ArgumentRefused(f"{text[:20]!r} is not a result", remedy="agreed, amended or skipped")
