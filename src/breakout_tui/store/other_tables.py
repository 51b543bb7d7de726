"""The other tables: votes, rankings, report-backs, echoes, and what the store notes for itself.

Imported with the first record of theirs.
"""

from __future__ import annotations

from sqlmodel import Field

from breakout_tui.store.tables import OfSession, Row


class TallyRow(OfSession, table=True):
    """The count for one subject."""

    __tablename__ = "tally"
    subject: str
    votes: int
    revote: int | None
    deleted: bool


class RankingRow(OfSession, table=True):
    """A session's ranking."""

    __tablename__ = "ranking"
    sort: str
    method: str
    dots: int
    cut: int | None
    locked_at: str | None
    deleted: bool


class PriorityIssueRow(Row, table=True):
    """A line of a locked list."""

    __tablename__ = "priority_issue"
    ranking_id: str = Field(primary_key=True, foreign_key="ranking.id")
    position: int = Field(primary_key=True)
    rank: int
    title: str
    subject: str
    votes: int | None
    chosen: bool


class RankingUnlockingRow(Row, table=True):
    """A locked list was opened again."""

    __tablename__ = "ranking_unlocking"
    ranking_id: str = Field(primary_key=True, foreign_key="ranking.id")
    position: int = Field(primary_key=True)
    at: str
    reason: str


class ReportBackRow(OfSession, table=True):
    """The report-back as edited."""

    __tablename__ = "report_back"
    minutes: int
    headline: str | None
    findings: str | None
    differed: str | None
    recommendations: str | None
    ask: str | None
    deleted: bool


class HeardAgainRow(OfSession, table=True):
    """A later round heard an output again."""

    __tablename__ = "echo"
    earlier_id: str
    reference: str
    times: int
    deleted: bool


class MigrationRow(Row, table=True):
    """One step that brought the file to its form."""

    __tablename__ = "migration"
    number: int = Field(primary_key=True)
    name: str
    applied_at: str


class OwnershipRow(Row, table=True):
    """Which window writes to a session."""

    __tablename__ = "ownership"
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    window: str | None
    pid: int
    started: str
    host: str
    boot: str
    since: str
    revision: int
