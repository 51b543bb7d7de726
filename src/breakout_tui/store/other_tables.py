"""The other tables: votes, rankings, report-backs, repeats, migrations, and what is needed where files come together.

``tables.py`` explains what follows from these classes.
"""

from __future__ import annotations

from breakout_tui.store import columns
from breakout_tui.store.columns import (
    SINCE_FIFTH,
    SINCE_FOURTH,
    SINCE_SIXTH,
    WITHOUT_ROWID,
    TableBase,
)


class TallyTable(TableBase, table=True):
    """The count for one subject."""

    __tablename__ = "tally"
    id: str = columns.tally_id()
    session_id: str = columns.parent("session.id")
    subject: str = columns.words()
    votes: int = columns.number()
    revote: int | None = columns.number()
    deleted: bool = columns.flag()
    method: str | None = columns.added(columns.code(), since=2, default=None)
    step: str = columns.added(columns.code(), since=4, default="")
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class RankingTable(TableBase, table=True):
    """The ranking of a rank step."""

    __tablename__ = "ranking"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    sort: str = columns.code()
    method: str = columns.code()
    dots: int = columns.number()
    cut: int | None = columns.number()
    locked_at: str | None = columns.code()
    deleted: bool = columns.flag()
    voters: int = columns.added(columns.number(), since=2, default=0)
    step: str = columns.added(columns.code(), since=4, default="")
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class PriorityIssueTable(TableBase, table=True):
    """A line of a locked list."""

    __tablename__ = "priority_issue"
    __table_args__ = (WITHOUT_ROWID,)
    ranking_id: str = columns.parent("ranking.id", key=True)
    position: int = columns.number(key=True)
    rank: int = columns.number()
    title: str = columns.quote()
    subject: str = columns.words()
    votes: int | None = columns.number()
    chosen: bool = columns.flag()


class RankingUnlockingTable(TableBase, table=True):
    """A locked list was reopened."""

    __tablename__ = "ranking_unlocking"
    __table_args__ = (WITHOUT_ROWID,)
    ranking_id: str = columns.parent("ranking.id", key=True)
    position: int = columns.number(key=True)
    at: str = columns.code()
    reason: str = columns.quote()


class ReportBackTable(TableBase, table=True):
    """The report-back as edited."""

    __tablename__ = "report_back"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    minutes: int = columns.number()
    headline: str | None = columns.quote()
    findings: str | None = columns.quote(json=True)
    differed: str | None = columns.quote()
    recommendations: str | None = columns.quote(json=True)
    ask: str | None = columns.quote()
    deleted: bool = columns.flag()
    decisions: str | None = columns.added(columns.quote(json=True), since=3, default=None)
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class HeardAgainTable(TableBase, table=True):
    """A later round heard an output again."""

    __tablename__ = "echo"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    earlier_id: str = columns.code()
    reference: str = columns.code()
    times: int = columns.number()
    deleted: bool = columns.flag()
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")
    note_id: str = columns.added(columns.code(), since=5, default="")


class MigrationTable(TableBase, table=True):
    """One step that brought the file to its form."""

    __tablename__ = "migration"
    number: int = columns.number(key=True)
    name: str = columns.code()
    applied_at: str = columns.code()


class OtherVersionTable(TableBase, table=True):
    """A record as another laptop had changed it at the same time; the current version is in the table of its type."""

    __tablename__ = "other_version"
    __table_args__ = (SINCE_FOURTH | WITHOUT_ROWID,)
    session_id: str = columns.parent("session.id", key=True)
    record_id: str = columns.tally_id()
    kind: str = columns.code(key=True)
    writer: str = columns.code(key=True)
    counter: int = columns.number(key=True)
    state: str = columns.words(json=True)
    made_by: str = columns.added(columns.code(), since=5, default="")


class RenumberedTable(TableBase, table=True):
    """A record whose number another laptop had given too."""

    __tablename__ = "renumbered"
    __table_args__ = (SINCE_FOURTH | WITHOUT_ROWID,)
    session_id: str = columns.parent("session.id", key=True)
    record_id: str = columns.code(key=True)
    what: str = columns.code(key=True)
    own: str = columns.code(key=True)
    given: str = columns.code()
    laptop: str = columns.machine()


class ErasureTable(TableBase, table=True):
    """Something that was erased, without its words."""

    __tablename__ = "erasure"
    __table_args__ = (SINCE_FOURTH | WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    session_id: str = columns.code()
    record_id: str = columns.code()
    salt: str = columns.code()
    hash: str = columns.code()
    words: int = columns.number()
    hint: int = columns.number()


class GatheredTable(TableBase, table=True):
    """A session that was taken in from another file."""

    __tablename__ = "gathered"
    __table_args__ = (SINCE_FOURTH | WITHOUT_ROWID,)
    session_id: str = columns.parent("session.id", key=True)
    source: str = columns.words()
    at: str = columns.code()


class PaperVersionTable(TableBase, table=True):
    """A decision of the editor of a position paper, or one step of the work, as it was after one change.

    Of several versions of one record none has seen the others.
    """

    __tablename__ = "paper_version"
    __table_args__ = (SINCE_FIFTH | WITHOUT_ROWID,)
    paper_id: str = columns.code(key=True)
    record_id: str = columns.code(key=True)
    writer: str = columns.code(key=True)
    counter: int = columns.number(key=True)
    kind: str = columns.code()
    state: str = columns.words(json=True)


class PaperWriterTable(TableBase, table=True):
    """What the file knows of a paper: the highest counter of each writer."""

    __tablename__ = "paper_writer"
    __table_args__ = (SINCE_FIFTH | WITHOUT_ROWID,)
    paper_id: str = columns.code(key=True)
    writer: str = columns.code(key=True)
    laptop: str = columns.machine()
    counter: int = columns.number()


class PaperDraftTable(TableBase, table=True):
    """What the editor of a position paper typed in one window and did not save."""

    __tablename__ = "paper_draft"
    __table_args__ = (SINCE_SIXTH | WITHOUT_ROWID,)
    paper_id: str = columns.code(key=True)
    about: str = columns.code(key=True, field="target")
    writer: str = columns.code(key=True)
    text: str = columns.words()
    at: str = columns.code()
