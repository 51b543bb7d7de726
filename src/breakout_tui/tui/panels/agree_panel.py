"""Agreement: the recommendations, or what else the step is about, with level, missing fields and minority views.

Number keys set the level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.agreement import BY_NUMBER, LEVELS, dissent_shown, ordered
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.note_fields import by_word
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import kinds_now
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings, letter_hints
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.last_seen import LastSeen
from breakout_tui.tui.panels.listed_panel import ListedPanel, more_rows
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import steady

_SHORT = {
    Agreement.STRONG_SUPPORT: "support",
    Agreement.MINORITY_VIEW: "minority",
}
"""Short names of levels for the line with all five."""


_KEYS = (
    ("1–5", "level"),
    ("Enter", "next"),
    ("0", "none"),
    *letter_hints(Place.AGREE, "minority", "dissent", "ballot", "fields", "edit", "undo"),
)
"""While there are recommendations."""
AIRY = 20
"""Lines of the list from which a blank line separates the recommendations."""


class AgreeSource(RowSource):
    """The recommendations by priority issue, in reference order, so that none moves while levels are set."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.notes: tuple[Note, ...] = ()
        self.kinds: tuple[Kind, ...] = (Kind.RECOMMENDATION,)
        """What the room agrees on."""
        self.levels: Mapping[int, tuple[PhoneVote, tuple[int, ...]]] = {}
        """By serial, the latest vote on the phones, and its distribution."""
        self.headings: dict[int, str] = {}
        """The heading above the first row of a group, by the index of that row."""
        self._is_airy = False

    @property
    def count(self) -> int:
        """How many recommendations there are."""
        return len(self.notes)

    def take(self, session: Session) -> None:
        """The recommendations of this session."""
        notes: list[Note] = []
        self.session, self.headings, self.levels = session, {}, {}
        if session.phone_votes:
            from breakout_tui.domain.vote_sheet import levels_of

            self.levels = levels_of(session)
        self.kinds = kinds_now(session, StepKind.AGREE)
        groups, issues = ordered(session, self.kinds), priorities(session)
        for group in groups:
            if group.issue is not None:
                self.headings[len(notes)] = f"Issue {issues.index(group.issue) + 1}  {group.issue.title}"
            elif len(groups) > 1:
                self.headings[len(notes)] = "For no priority issue"
            notes += sorted(group.notes, key=lambda note: (self.kinds.index(note.kind), note.number))
        self.notes = tuple(notes)

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - the list looks at the width itself
        """Separate the recommendations if there is room."""
        was_airy, self._is_airy = self._is_airy, height >= AIRY
        return self._is_airy is not was_airy

    def head(self, width: int) -> Sequence[Content]:
        """The progress, and the five levels."""
        done = sum(note.agreement is not None for note in self.notes)
        labels = ENGLISH if self.session is None else self.session.labels
        words = Content.assemble(
            (self._counted(labels), "bold"),
            (
                f" · {done} with a level{'' if self.levels else ' of agreement'}" if self.count else "",
                "$muted",
            ),
            (f" · {self._voted()}" if self.levels else "", "$accent"),
        )
        levels = "  ".join(f"{each.number} {_SHORT.get(each.level, each.level.value)}" for each in LEVELS)
        return [
            words.truncate(width, ellipsis=True),
            Content.styled(levels, "$muted").truncate(width, ellipsis=True),
        ]

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """A recommendation: its text, level, addressee, owner, date, and minority view."""
        note = self.notes[index]
        reference = Content.assemble(
            pointer(mark),
            (f"{GLYPHS[note.kind]} {note.reference:<4} ", f"${KIND_VARIABLES[note.kind]}"),
        )
        indent = Content(" " * reference.cell_length)
        room = max(8, width - reference.cell_length)
        lines: list[Content] = []
        if (heading := self.headings.get(index)) is not None:
            lines += [Content(""), Content.styled(steady(heading), "bold").truncate(width, ellipsis=True)]
        elif not index or self._is_airy:
            lines.append(Content(""))
        style = "bold" if mark is RowMark.POINTED else ""
        texts = Content.styled(note.text, style).wrap(room) or [Content("")]
        lines += [(indent if number else reference) + text for number, text in enumerate(texts)]
        level, fields = _level(note), _fields(note)
        if level.cell_length + 3 + fields.cell_length <= room:
            lines.append(Content.assemble(indent, level, "   ", fields))
        else:
            lines += [indent + part for part in (level, *fields.wrap(room))]
        lines += [indent + part for part in self._ballots(note, room)]
        dissent = dissent_shown(self.session, note) if self.session is not None else ""
        for label, words in (("minority", note.minority), ("dissents", dissent)):
            if not words:
                continue
            told = Content.assemble((f"{label}: ", "$accent"), (steady(words), "$muted"))
            parts = told.wrap(room) if mark is RowMark.POINTED else [told.truncate(room, ellipsis=True)]
            lines += [indent + part for part in parts]
        return lines

    def _voted(self) -> str:
        from breakout_tui.tui.ballot_words import panel_words

        assert self.session is not None
        vote = max((vote for vote, _ in self.levels.values()), key=lambda vote: (vote.opened_at, vote.id))
        return panel_words(self.session, vote)

    def _ballots(self, note: Note, room: int) -> Sequence[Content]:
        """What the phones say of a recommendation, beside the level that the facilitator records."""
        if note.serial not in self.levels:
            return ()
        from breakout_tui.tui.ballot_words import counting_words, levels_words, why_not

        vote, counts = self.levels[note.serial]
        if vote.is_counted:
            words = levels_words(counts) if counts else why_not(vote)
        else:
            words = "voting now" if vote.is_open else counting_words(vote)
        return Content.assemble(("phones: ", "$accent"), (words, "$muted")).wrap(room)

    def _counted(self, labels: Labels) -> str:
        """How many there are of each kind, without kinds that have none beside others."""
        numbers = {kind: sum(note.kind is kind for note in self.notes) for kind in self.kinds}
        told = [kind for kind, number in numbers.items() if number] or self.kinds[:1]
        return ", ".join(labels.counted(numbers[kind], kind) for kind in told)

    def foot(self, above: int, below: int) -> Content:
        """The number of rows out of sight."""
        return more_rows(above, below)

    def when_empty(self, width: int) -> Sequence[Content]:
        """How to get recommendations."""
        labels = ENGLISH if self.session is None else self.session.labels
        kinds = labels.listed(self.kinds, "or")
        words = f"No {kinds} yet. Tab in the line changes the kind; you can still take them."
        return Content.styled(words, "$muted").wrap(max(1, width))


class AgreePanel(ListedPanel):
    """A number key sets the level of the recommendation under the cursor; Enter moves to the next without one.

    The cursor stays where the level was set, so that the minority view and the dissent are about the same one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"level('{key}')", show=False) for key in ("0", *BY_NUMBER)),
        Binding("enter", "next_open", show=False),
        *letter_bindings(Place.AGREE, "about"),
    ]
    keys: tuple[tuple[str, str], ...] = ()

    def __init__(self) -> None:
        self._rows = AgreeSource()
        super().__init__(self._rows)
        self._seen = LastSeen()
        self._given: set[int] = set()
        """Serials of recommendations whose level was set since the session was last shown."""

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """Show the current recommendations; the cursor stays on its recommendation."""
        is_first = self._seen.is_empty
        if self._seen.is_same(
            session.info, session.boxes, session.book, session.rankings, session.phone_votes
        ):
            return
        here = self._here
        self._rows.take(session)
        notes = self._rows.notes
        voting = letter_hints(Place.AGREE, "ballot") if self._rows.levels else ()
        known = tuple(each for each in _KEYS if each not in voting)
        self.keys = (*known[:2], *voting, *known[2:]) if notes else letter_hints(Place.AGREE, "undo")
        self._given -= {note.serial for note in notes if note.agreement is not None}
        places = {note.serial: place for place, note in enumerate(notes)}
        if is_first:
            self.rows.repaint_at(self._next_open(-1) or 0)
        elif here is not None and places.get(here.serial) != self.cursor:
            self.rows.repaint_at(places.get(here.serial, self.cursor))
        else:
            self.rows.repaint()

    @property
    def _here(self) -> Note | None:
        return self._rows.notes[self.cursor] if self._rows.notes else None

    def action_level(self, key: str) -> None:
        """Record a level; 0 removes it."""
        note = self._here
        if note is None:
            return
        self.post_message(self.Asked("agree", f"{note.reference} {key}"))
        if key == "0":
            self._given.discard(note.serial)
            return
        self._given.add(note.serial)

    def action_about(self, word: str) -> None:
        """A vote on the phones may be on the recommendation under the cursor alone."""
        if word == "ballot" and self.about:
            self.post_message(self.Asked(word, f"at {self.about}"))
        else:
            super().action_about(word)

    def action_next_open(self) -> None:
        """Move to the next recommendation without a level; when none is left, go back to the capture line."""
        following = self._next_open(self.cursor)
        if following is None:
            self.action_leave()
        else:
            self.point(following)

    @property
    def about(self) -> str:
        """The recommendation under the cursor."""
        return "" if self._here is None else self._here.reference

    def _next_open(self, place: int) -> int | None:
        """The next one without a level, wrapping around."""
        order = (*range(place + 1, self.count), *range(max(0, place)))
        return next(
            (
                i
                for i in order
                if self._rows.notes[i].agreement is None and self._rows.notes[i].serial not in self._given
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
    """Addressee, owner and date; a question mark for what is missing."""
    gap = Content("  ")
    return gap.join(
        Content.assemble((f"{word} ", "$muted"), steady(value))
        if value
        else Content.styled(f"{word}?", "$muted")
        for word, value in by_word(note).items()
    )
