"""The running order of a plenary: which room reports when, for how many minutes, and what its report-back lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.missing import missing_of
from breakout_tui.domain.paper_outline import Outline
from breakout_tui.domain.report_back import is_edited
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.spoken_words import WORDS_A_MINUTE, seconds_for
from breakout_tui.domain.text import plural
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import minutes, spell
from breakout_tui.report.inlines import Inlines, Reference, Text
from breakout_tui.report.phrases import in_line
from breakout_tui.report.spoken import SpokenReport

NO_REPORT_BACK = "no report-back"
DRAFT = "draft, not edited"
"""Said of a report-back that the room did not edit."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The report-back of one session in the plenary."""

    number: int
    """From 1."""
    place: str
    """Room and round, as everywhere in the paper."""
    spoken: SpokenReport
    starts_at: int
    """Minutes from the start of the first report-back."""
    has_report_back: bool
    """Whether there is anything to report; otherwise the slot takes no time."""
    missing: tuple[str, ...]
    """What the session lacks, in words."""

    @property
    def minutes(self) -> int:
        """How long it may take."""
        return self.spoken.minutes if self.has_report_back else 0

    @property
    def seconds(self) -> int:
        """How long its words take to speak."""
        return seconds_for(self.spoken.words) if self.has_report_back else 0

    @property
    def id(self) -> str:
        """The id of its heading."""
        return f"room_{self.number}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is missing, and whether it is too long."""
        over = self.spoken.words - self.spoken.allowed
        too_long = (f"{plural(over, 'word')} too many",) if self.has_report_back and over > 0 else ()
        return (*self.missing, *too_long)


def running_order(conference: Conference, made: Outline) -> tuple[Slot, ...]:
    """A slot for each session: the themes as in the paper, the rooms and rounds of each as in the conference."""
    slots: list[Slot] = []
    for session in made.sessions:
        starts_at = slots[-1].starts_at + slots[-1].minutes if slots else 0
        slots.append(_slot(len(slots) + 1, conference.places[session.id], session, starts_at))
    return tuple(slots)


def _slot(number: int, place: str, session: Session, starts_at: int) -> Slot:
    spoken, was_edited = compose_spoken(session), is_edited(session)
    has_statements = any(note.is_visible for note in session.book.notes)
    has_report_back = bool(spoken.words) and (was_edited or has_statements)
    state = () if has_report_back and was_edited else (DRAFT,) if has_report_back else (NO_REPORT_BACK,)
    return Slot(number, place, spoken, starts_at, has_report_back, (*missing_of(session), *state))


def lengths(slots: Sequence[Slot]) -> str:
    """The minutes of all against what their words take, in sentences; and how many sessions have none."""
    given = [slot for slot in slots if slot.has_report_back]
    without = len(slots) - len(given)
    sentences = []
    if given:
        allowed = spell(60 * sum(slot.minutes for slot in given))
        taken = spell(sum(slot.seconds for slot in given))
        count = plural(len(given), "report-back")
        sentences.append(
            f"{count} in {allowed}. At {WORDS_A_MINUTE} words a minute, their words take {taken}."
        )
    if without:
        sentences.append(f"{plural(without, 'session has', 'sessions have')} no report-back.")
    return " ".join(sentences)


def order_table(slots: Sequence[Slot], every: Sequence[Slot]) -> TableBlock:
    """The table of some slots, with the total of all behind the last one; a column without content is left out."""
    rows = [_row(slot) for slot in slots]
    is_last = slots[-1] is every[-1]
    if is_last:
        rows.append(_total(every))
    cells = zip(*map(_row, every), strict=True)
    filled = [place for place, column in enumerate(cells) if any(column)]
    columns = tuple(_COLUMNS[place] for place in filled)
    shown = tuple(tuple(row[place] for place in filled) for row in rows)
    return TableBlock(columns, shown, has_total=is_last)


_COLUMNS = (
    Column((Text("No."),), Align.RIGHT, 4),
    Column((Text("Room and round"),), width=7),
    Column((Text("Theme"),), width=10),
    Column((Text("Rapporteur"),), width=8),
    Column((Text("Minutes"),), Align.RIGHT, 6),
    Column((Text("Starts (h:mm)"),), Align.RIGHT, 5),
    Column((Text("Spoken in (m:ss)"),), Align.RIGHT, 6),
    Column((Text("Remarks"),), width=10),
)


def _row(slot: Slot) -> Row:
    cells: Iterator[Inlines] = (
        (Text(text),) if text else ()
        for text in (
            f"{slot.minutes}" if slot.has_report_back else "",
            _hours(slot.starts_at) if slot.has_report_back else "",
            minutes(slot.seconds) if slot.has_report_back else "",
            " · ".join(slot.remarks),
        )
    )
    who = (in_line(slot.spoken.rapporteur),) if slot.spoken.rapporteur else ()
    room = (Reference(slot.id, (Text(slot.place),)),)
    return ((Text(f"{slot.number}"),), room, (in_line(slot.spoken.theme),), who, *cells)


def _total(slots: Sequence[Slot]) -> Row:
    allowed = Text(f"{sum(slot.minutes for slot in slots):,}")
    taken = Text(minutes(sum(slot.seconds for slot in slots)))
    return ((Text("Total"),), (), (), (), (allowed,), (), (taken,), ())


def _hours(minutes: int) -> str:
    """Minutes as hours and minutes: ``1:05``."""
    return "{}:{:02}".format(*divmod(minutes, 60))
