"""The commands about outcomes, as data; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.records import ReportBack


@dataclass(frozen=True, slots=True)
class ChooseRanking:
    """Say what is ranked and how; None leaves as it is."""

    sort: RankSort | None = None
    method: RankMethod | None = None
    dots: int | None = None


@dataclass(frozen=True, slots=True)
class SetTally:
    """Enter the count of one subject; None takes it away."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class SetRevote:
    """Enter the count of a second vote among those that tied; None takes it away."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class ChooseCut:
    """Say how many of the list become priority issues."""

    count: int


@dataclass(frozen=True, slots=True)
class LockRanking:
    """Agree the list: the ones above the cut are the priority issues."""


@dataclass(frozen=True, slots=True)
class UnlockRanking:
    """Open the agreed list again; the reason goes into the report."""

    reason: str


@dataclass(frozen=True, slots=True)
class Agree:
    """Record the level of agreement on a recommendation; None in ``level`` takes it away."""

    serial: int
    level: Agreement | None
    minority: str | None = None
    dissent: str | None = None


@dataclass(frozen=True, slots=True)
class MarkReadBack:
    """Record what became of an output when it was read back; with a text, it was amended to that."""

    serial: int
    result: ReadBack | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HearAgain:
    """Mark that this round heard an output of an earlier one again; ``times`` 0 takes it away."""

    earlier_id: str
    reference: str
    times: int = 1


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
