"""The commands about outcomes, as data; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.note_commands import EditNote
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.records import ReportBack


@dataclass(frozen=True, slots=True)
class ChooseRanking:
    """Choose what is ranked and how; None leaves it unchanged."""

    sort: RankSort | None = None
    method: RankMethod | None = None
    dots: int | None = None


@dataclass(frozen=True, slots=True)
class SetTally:
    """Enter the count of one subject; None removes it."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class SetRevote:
    """Enter the count of a second vote among those that tied; None removes it."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class ChooseCut:
    """Choose how many lines of the list become priority issues."""

    count: int


@dataclass(frozen=True, slots=True)
class LockRanking:
    """Lock the list: the lines above the cut are the priority issues."""


@dataclass(frozen=True, slots=True)
class UnlockRanking:
    """Reopen the locked list; the report prints the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Agree:
    """Record the level of agreement on a recommendation; None in ``level`` removes it."""

    serial: int
    level: Agreement | None
    minority: str | None = None
    dissent: str | None = None
    adds_names: bool = False
    """Names on no list of the session are added to it, under the rule that stores listed ones only."""


@dataclass(frozen=True, slots=True)
class MarkReadBack:
    """Record the result of reading an output back; with an edit, it was amended to that."""

    serial: int
    result: ReadBack | None
    edit: EditNote | None = None


@dataclass(frozen=True, slots=True)
class HearAgain:
    """Record that this round heard an output of an earlier one again; ``times`` 0 removes the record."""

    earlier_id: str
    reference: str
    times: int = 1
    note_id: str = ""
    """The id of the output, where the earlier session is at hand."""


@dataclass(frozen=True, slots=True)
class EditReportBack:
    """Replace the edited report-back."""

    report_back: ReportBack


OutcomeCommand = (
    ChooseRanking
    | SetTally
    | SetRevote
    | ChooseCut
    | LockRanking
    | UnlockRanking
    | Agree
    | MarkReadBack
    | HearAgain
    | EditReportBack
)
