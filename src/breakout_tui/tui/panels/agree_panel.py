"""Agreement: each recommendation with its level by a number key, what is missing of it, and who sees it differently."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.agreement import BY_NUMBER, LEVELS, dissent_shown, ordered
from breakout_tui.domain.note_fields import by_word
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import BY_WORD, letter_bindings, letter_hints
from breakout_tui.tui.colours import GLYPHS, KIND_VARIABLES
from breakout_tui.tui.last_seen import LastSeen
from breakout_tui.tui.panels.listed_panel import ListedPanel, beside
from breakout_tui.tui.wording import steady

_SHORT = {
    Agreement.STRONG_SUPPORT: "support",
    Agreement.MINORITY_VIEW: "minority",
}
"""Levels as the one line with all five says them."""


AIRY = 20
"""From so many lines on, a blank one parts the recommendations."""


class AgreePanel(ListedPanel):
    """The recommendations by priority issue, in the order of reference, so that none moves while levels are given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"level('{key}')", show=False) for key in ("0", *BY_NUMBER)),
        Binding("enter", "leave", show=False),
        *letter_bindings(Place.AGREE, "about"),
    ]
    keys = (
        ("1–5", "level"),
        ("0", "none"),
        *letter_hints(Place.AGREE, "minority", "dissent", "fields", "edit", "undo"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._seen = LastSeen()
        self._notes: tuple[Note, ...] = ()
        self._headings: dict[int, str] = {}
        """What stands above the first row of a group, by its place."""
        self._given: set[int] = set()
        """Serials whose level was asked for since the session was last shown."""

    @property
    def count(self) -> int:
        """How many recommendations there are."""
        return len(self._notes)

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """The recommendations as they stand; the cursor stays with its own."""
        if self._seen.is_same(session.info, session.boxes, session.book, session.ranking):
            return
        here = self._notes[self.cursor].serial if self._notes else None
        is_first = self._session is None
        self._session = session
        notes: list[Note] = []
        self._headings = {}
        groups = ordered(session)
        for group in groups:
            if group.issue is not None:
                self._headings[len(notes)] = f"{group.issue.rank}  {group.issue.title}"
            elif len(groups) > 1:
                self._headings[len(notes)] = "For no priority issue"
            notes += sorted(group.recommendations, key=lambda note: note.number)
        self._notes = tuple(notes)
        self._given -= {note.serial for note in notes if note.agreement is not None}
        places = {note.serial: place for place, note in enumerate(notes)}
        if is_first:
            self.cursor = self._next_open(-1) or 0
        elif here is not None:
            self.cursor = places.get(here, min(self.cursor, max(0, len(notes) - 1)))
        self.repaint()

    def head(self, width: int) -> list[Content]:
        """How far it is, and the five levels."""
        done = sum(note.agreement is not None for note in self._notes)
        words = Content.assemble(
            (plural(self.count, "recommendation"), "bold"),
            (f" · {done} with a level of agreement" if self.count else "", "$muted"),
        )
        levels = "  ".join(f"{each.number} {_SHORT.get(each.level, each.level.value)}" for each in LEVELS)
        return [words, Content.styled(levels, "$muted").truncate(width, ellipsis=True)]

    def lay_out(self, index: int, width: int) -> list[Content]:
        """A recommendation: its words, its level, for whom, who and when, and who sees it differently."""
        note = self._notes[index]
        reference = Content.assemble(
            self.pointer(index),
            (f"{GLYPHS[note.kind]} {note.reference:<4} ", f"${KIND_VARIABLES[note.kind]}"),
        )
        indent = Content(" " * reference.cell_length)
        room = max(8, width - reference.cell_length)
        lines: list[Content] = []
        if (heading := self._headings.get(index)) is not None:
            lines += [Content(""), Content.styled(steady(heading), "bold").truncate(width, ellipsis=True)]
        elif not index or self.size.height >= AIRY:
            lines.append(Content(""))
        style = "bold" if self.is_pointed(index) else ""
        texts = Content.styled(note.text, style).wrap(room) or [Content("")]
        lines += [(indent if number else reference) + text for number, text in enumerate(texts)]
        level, fields = _level(note), _fields(note)
        if level.cell_length + 2 + fields.cell_length <= room:
            lines.append(indent + beside(level, fields, room))
        else:
            lines += [indent + part for part in (level, *fields.wrap(room))]
        dissent = dissent_shown(self._session, note) if self._session is not None else ""
        for label, words in (("minority", note.minority), ("dissents", dissent)):
            if not words:
                continue
            told = Content.assemble((f"{label}: ", "$accent"), (steady(words), "$muted"))
            parts = told.wrap(room) if self.is_pointed(index) else [told.truncate(room, ellipsis=True)]
            lines += [indent + part for part in parts]
        return lines

    def when_empty(self) -> str:
        """How there comes to be something to agree on."""
        return "There are no recommendations yet. Tab in the line turns to them; they can still be taken."

    def action_level(self, key: str) -> None:
        """Record a level and go to the next without one; 0 takes it away and stays."""
        if not self._notes:
            return
        note = self._notes[self.cursor]
        self.post_message(self.Asked("agree", f"{note.reference} {key}"))
        if key == "0":
            self._given.discard(note.serial)
            return
        self._given.add(note.serial)
        following = self._next_open(self.cursor)
        if following is not None:
            self.point(following)

    def action_about(self, word: str) -> None:
        """An action about the recommendation under the cursor, or about none."""
        if not BY_WORD[word].is_about_note:
            self.post_message(self.Asked(word))
        elif self._notes:
            self.post_message(self.Asked(word, self._notes[self.cursor].reference))

    def _next_open(self, place: int) -> int | None:
        """The next without a level, then from the start."""
        order = (*range(place + 1, self.count), *range(max(0, place)))
        return next(
            (
                i
                for i in order
                if self._notes[i].agreement is None and self._notes[i].serial not in self._given
            ),
            None,
        )


def _level(note: Note) -> Content:
    if note.agreement is None:
        return Content.styled("not yet", "$muted")
    number = next(each.number for each in LEVELS if each.level is note.agreement)
    is_split = note.agreement in (Agreement.DIVERGENCE, Agreement.MINORITY_VIEW)
    return Content.styled(f"{number} {note.agreement.value}", "$accent" if is_split else "$success")


def _fields(note: Note) -> Content:
    """For whom, who and by when; a question mark where that is open."""
    gap = Content("  ")
    return gap.join(
        Content.assemble((f"{word} ", "$muted"), steady(value))
        if value
        else Content.styled(f"{word}?", "$muted")
        for word, value in by_word(note).items()
    )
