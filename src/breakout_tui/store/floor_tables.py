"""The tables of the server's own file beside a room's database: what phones sent, until the room has it.

Not a table of the database: its metadata is its own. ``floor_schema.py`` is generated from it.
"""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from breakout_tui.store import columns
from breakout_tui.store.columns import WITHOUT_ROWID


class FloorBase(SQLModel):
    """The base of the tables of this file; no instance is ever made."""

    metadata = MetaData()
    model_config = {"defer_build": True}


class HeldStatementTable(FloorBase, table=True):
    """A statement and what became of it. Nothing here says who sent it, or which two are of one device."""

    __tablename__ = "held_statement"
    __table_args__ = (WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    session_id: str = columns.code()
    kind: str = columns.code()
    text: str = columns.words()
    country: str = columns.words()
    sent_at: int = columns.number()
    key_hash: str = columns.code()
    secret_hash: str = columns.code()
    stored: bool = columns.flag()
    withdrawn: bool = columns.flag()
    outcome: str = columns.code()
    reference: str = columns.code()


class HeldVoteTable(FloorBase, table=True):
    """The ballots of a vote that is not counted, all in one text."""

    __tablename__ = "held_vote"
    __table_args__ = (WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    session_id: str = columns.code()
    salt: str = columns.code()
    began_at: int = columns.number()
    ballots: str = columns.code(json=True)


class CountedVoteTable(FloorBase, table=True):
    """The tally of a vote, until the room has it."""

    __tablename__ = "counted_vote"
    __table_args__ = (WITHOUT_ROWID,)
    id: str = columns.code(key=True)
    session_id: str = columns.code()
    ballots: int = columns.number()
    counts: str = columns.code(json=True)
    part: str = columns.code()
