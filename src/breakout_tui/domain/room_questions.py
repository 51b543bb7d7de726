"""Room questions: what the editor of the paper made of a room's statements, for its rapporteur to accept or comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from breakout_tui.domain.conference import Conference, RoomStatement, room_of
from breakout_tui.domain.paper_outline import JoinedEntry, Outline, StatementEntry
from breakout_tui.domain.text import by_numbers, clean_line


@dataclass(frozen=True, slots=True)
class RoomQuestion:
    """A statement that the editor put into other words, joined with others, or left out."""

    said: RoomStatement
    paper: str
    """What the paper makes of it, in one line."""
    wording: str = ""
    """The editor's wording, where that is all that the paper makes of it."""


def room_questions(conference: Conference, made: Outline) -> dict[str, tuple[RoomQuestion, ...]]:
    """The questions to each room by its name, in the order of the paper; a room without any has an empty tuple."""
    names = {
        room_of(each): clean_line(each.info.room) or conference.places[each.id]
        for each in reversed(conference.sessions)
    }
    found: dict[str, list[RoomQuestion]] = defaultdict(list)
    for question in _questions(made):
        found[room_of(question.said.session)].append(question)
    in_order = sorted(names.items(), key=lambda each: by_numbers(each[1]))
    return {name: tuple(found[room]) for room, name in in_order}


def _questions(made: Outline) -> Iterator[RoomQuestion]:
    for part in made.parts:
        for section in part.sections:
            for entry in section.entries:
                match entry:
                    case StatementEntry() if entry.is_edited:
                        yield RoomQuestion(entry.said, clean_line(entry.text), entry.text)
                    case JoinedEntry() if len(entry.everyone) > 1:
                        yield from (RoomQuestion(each.said, _joined(each, entry)) for each in entry.members)
                    case _:
                        pass
        for entry in part.left_out:
            yield RoomQuestion(entry.said, f"Left out: {clean_line(entry.left_out)}")


def _joined(entry: StatementEntry, joined: JoinedEntry) -> str:
    words = f"{clean_line(entry.text)} · " if entry.is_edited else ""
    return f"{words}Joined below “{clean_line(joined.heading)}” ({joined.extent.words})"
