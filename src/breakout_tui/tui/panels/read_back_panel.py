"""Read-back: one output at a time, large and alone, with the result recorded for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.labels import ENGLISH
from breakout_tui.domain.note_fields import by_word
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.read_back import Progress, next_unread, outputs, progress
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import kinds_now
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings, letter_hints
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.last_seen import LastSeen
from breakout_tui.tui.panels.list_panel import ListPanel
from breakout_tui.tui.panels.listed_panel import beside
from breakout_tui.tui.widgets.page import TextRows
from breakout_tui.tui.wording import steady

MEASURE = 60
"""The most cells of a line: readers who look up find their place again in short lines."""

_KEYS = (
    ("Enter", "agreed"),
    *letter_hints(Place.READ_BACK, "amend"),
    ("s", "skip"),
    ("← →", "turn"),
    *letter_hints(Place.READ_BACK, "undo"),
)
_LAST_KEYS = (("Enter", "line"), ("←", "back"))


class ReadBackCard:
    """One output in the middle of the window; after the last one, a summary."""

    def __init__(self) -> None:
        self.notes: tuple[Note, ...] = ()
        self.labels = ENGLISH
        self.kinds: tuple[Kind, ...] = ()
        """What is read here."""
        self.progress = Progress(0, 0, 0, 0)
        self.place = 0
        """The index of the shown output; one past the last for the summary."""

    @property
    def here(self) -> Note | None:
        """The shown output, if any."""
        return self.notes[self.place] if self.place < len(self.notes) else None

    def where(self, width: int) -> Content:
        """The position, and the results so far."""
        if not self.notes:
            return Content.styled("Nothing to read back", "bold")
        where = f"{self.place + 1} of {len(self.notes)}" if self.here is not None else "all read"
        if self.here is None and (self.progress.unread or self.progress.skipped):
            where = "the end"
        return beside(Content.styled(where, "bold"), _so_far(self.progress), width)

    def lay_out(self, width: int, height: int) -> list[Content]:
        """The text in the middle of the window."""
        if not self.notes:
            kinds = self.labels.listed(self.kinds)
            words = f"Only {kinds} are read back; there are none."
            return [Content(""), Content.styled(words, "$muted")]
        here = self.here
        block = self._summary(width) if here is None else self._output(here, width, height - 2)
        above = max(1, (height - 1 - len(block)) // 2)
        return [Content("")] * above + block

    def _output(self, note: Note, width: int, room: int) -> list[Content]:
        variable = KIND_VARIABLES[note.kind]
        title = _centred(
            f"{GLYPHS[note.kind]}  {note.reference}  {self.labels.one(note.kind)}", f"${variable}", width
        )
        text = [
            _centred(part.plain.rstrip(), "bold", width)
            for part in Content(note.text).wrap(max(8, min(MEASURE, width - 4)))
        ]
        below = _below(note, width)
        if 2 * len(text) + len(below) + 3 <= room:
            text = [line for part in text for line in (part, Content(""))][:-1]
        gap = [Content("")] * (2 if len(text) + len(below) + 5 <= room else 1)
        return [title, *gap, *text, *gap, *below]

    def _summary(self, width: int) -> list[Content]:
        made = self.progress
        read, skipped = made.agreed + made.amended, f" · {made.skipped} skipped" if made.skipped else ""
        words = f"{read} of {made.outputs} read back: {made.agreed} agreed, {made.amended} amended{skipped}"
        lines = [_centred(words, "bold", width)]
        if made.unread:
            open_ = ", ".join(note.reference for note in self.notes if note.read_back is None)
            text = Content(f"not read back yet: {open_}").wrap(max(8, min(MEASURE, width - 4)))
            lines += [Content(""), *(_centred(part.plain.rstrip(), "$accent", width) for part in text)]
        return lines


class ReadBackRows(TextRows):
    """The lines of a card, under the head."""

    def __init__(self, card: ReadBackCard) -> None:
        super().__init__(card, fills=True)
        self._card = card

    def head(self, width: int) -> Sequence[Content]:
        """The head."""
        return [self._card.where(width)]


class ReadBackPanel(ListPanel):
    """The outputs of the phase in the order of reading, then a summary."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,a", "agreed", show=False),
        Binding("s", "skip", show=False),
        Binding("right", "forward", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("down", "scroll_by(1)", show=False),
        *letter_bindings(Place.READ_BACK, "about"),
        Binding("escape", "leave", show=False),
    ]
    keys: tuple[tuple[str, str], ...] = _KEYS

    def __init__(self) -> None:
        self._card = ReadBackCard()
        self._lines = ReadBackRows(self._card)
        super().__init__(self._lines)
        self._seen = LastSeen()

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """Show the current outputs; the visible one stays."""
        is_first = self._seen.is_empty or not self._card.notes
        if self._seen.is_same(session.info, session.boxes, session.book, session.rankings, session.tallies):
            return
        card, here = self._card, self._card.here
        kinds = kinds_now(session, StepKind.READBACK)
        card.labels, card.kinds = session.labels, tuple(kind for kind in kinds if kind in session.note_kinds)
        was_at_end = not is_first and here is None
        phase = session.phase_in_view
        card.notes = outputs(session, phase, kinds)
        card.progress = progress(session, phase, kinds)
        places = {note.serial: place for place, note in enumerate(card.notes)}
        if is_first:
            unread = next_unread(session, phase, kinds)
            card.place = len(card.notes) if unread is None else places[unread.serial]
        elif was_at_end:
            card.place = len(card.notes)
        elif here is not None:
            card.place = places.get(here.serial, min(card.place, len(card.notes)))
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        """A click in the left third turns back, in the right third forward. A click records nothing."""
        third = self.size.width // 3
        if event.x < third:
            self.action_turn(-1)
        elif event.x >= self.size.width - third:
            self.action_turn(1)

    def action_agreed(self) -> None:
        """Record that the room agreed, and go to the next; an earlier result agreed or amended stays."""
        note = self._here
        if note is None:
            self.action_leave()
            return
        if note.read_back not in (ReadBack.AGREED, ReadBack.AMENDED):
            self.post_message(self.Asked("read", f"{note.reference} {ReadBack.AGREED.value}"))
        self.action_turn(1)

    def action_skip(self) -> None:
        """Record it as skipped, and go to the next."""
        if self._here is not None:
            self.post_message(self.Asked("read", f"{self._here.reference} {ReadBack.SKIPPED.value}"))
            self.action_turn(1)

    def action_forward(self) -> None:
        """Go to the next; an output without a result is recorded as skipped."""
        if self._here is not None and self._here.read_back is None:
            self.action_skip()
        else:
            self.action_turn(1)

    def takes_letter(self, event: events.Key) -> bool:
        """After the last output there is nothing to act on, so that all letters are text."""
        return self._here is not None and super().takes_letter(event)

    @property
    def about(self) -> str:
        """The visible output."""
        return "" if self._here is None else self._here.reference

    def action_turn(self, by: int) -> None:
        """Show another output without recording a result."""
        self._card.place = max(0, min(self._card.place + by, len(self._card.notes)))
        self._repaint()
        self.rows.show_line(0)

    def action_go(self, place: int) -> None:
        """Show the first output, or with -1 the summary."""
        self.action_turn(-len(self._card.notes) if place == 0 else len(self._card.notes))

    def action_scroll_by(self, lines: int) -> None:
        """Scroll a long output."""
        self.rows.scroll_rows(lines)

    @property
    def _here(self) -> Note | None:
        return self._card.here

    def _repaint(self) -> None:
        self.keys = _KEYS if self._here is not None else _LAST_KEYS if self._card.notes else _LAST_KEYS[:1]
        self._lines.forget()
        self.rows.repaint()


def _so_far(made: Progress) -> Content:
    parts = ((made.agreed, "agreed"), (made.amended, "amended"), (made.skipped, "skipped"))
    words = " · ".join(f"{count} {name}" for count, name in parts if count)
    return Content.styled(words or "nothing read back yet", "$muted")


def _below(note: Note, width: int) -> list[Content]:
    """The lines under the text: level, addressee, owner, date, minority view; and when it was read back."""
    about = [
        note.agreement.value if note.agreement is not None else "",
        " · ".join(f"{word} {steady(value)}" for word, value in by_word(note).items() if value),
        f"minority view: {note.minority}" if note.minority else "",
    ]
    lines = [
        _centred(part.plain.rstrip(), "$muted", width)
        for words in about
        if words
        for part in Content(words).wrap(max(8, min(MEASURE, width - 4)))
    ]
    if lines:
        lines.append(Content(""))
    if note.read_back is None or note.read_back_at is None:
        return [*lines, _centred("not read back yet", "$muted", width)]
    sign = "–" if note.read_back is ReadBack.SKIPPED else "✓"
    style = "$muted" if note.read_back is ReadBack.SKIPPED else "$success"
    return [*lines, _centred(f"{sign} {note.read_back.value} {note.read_back_at:%H:%M}", style, width)]


def _centred(text: str, style: str, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - cell_len(text)) // 2), (text, style))
