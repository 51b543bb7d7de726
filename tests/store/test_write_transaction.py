"""A write transaction reports the revision of each session that it wrote."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Change, Draft
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.inbox import Submission, WaitingDraft
from breakout_tui.store.migrations import migrate
from breakout_tui.store.ownership import Window, claim_of
from breakout_tui.store.write_transaction import WriteTransaction, Written
from tests.sampled import a_third
from tests.store.builders import NINE, SESSION, captured, head, new, note

OTHER = f"{SESSION}-2"


def _changes(sort: str, serial: int, session_id: str) -> list[Change]:
    match sort:
        case "captured":
            return captured(serial, session_id=session_id)
        case "the first again":  # as after a commit of which it wasn't known whether it was done
            return captured(0, session_id=session_id)
        case "note without deed":
            return new(note(serial, session_id=session_id))
        case _:
            return [Change(head(session_id), replace(head(session_id), room=f"Room {serial}"))]


SORTS = st.sampled_from(("captured", "the first again", "note without deed", "room"))


TRANSACTIONS = st.one_of(
    st.sampled_from(("draft", "no draft", "another window")),
    st.lists(st.tuples(st.sampled_from((SESSION, OTHER)), SORTS), min_size=1, max_size=3),
)


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(TRANSACTIONS, max_size=8))
def test_the_reported_revision_is_the_one_in_the_file(
    transactions: list[str | list[tuple[str, str]]],
) -> None:
    """Rule: also of the first transaction, and of the first of another window, which takes the sessions over.

    A transaction brings, to one session or two, undo steps, several of them, none, the same again, a draft, one that is there.
    """
    windows = [Window(f"window {number}", 1, "", "host", "boot-1") for number in range(2)]
    serial = ticket = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breakout.db"
        with closing(open_writing(path, BUSY)) as raw:
            migrate(raw, path, NINE.isoformat())
            pens = [WriteTransaction(raw, window, lambda: NINE) for window in windows]
            firsts = [
                Submission(0, name, tuple(new(head(name))), None, takes=True) for name in (SESSION, OTHER)
            ]
            _check(raw, pens[0].write(firsts))
            for transaction in transactions:
                if transaction == "another window":
                    pens.reverse()
                elif isinstance(transaction, str):
                    draft = Draft("half a word", Kind.CHALLENGE) if transaction == "draft" else None
                    _check(raw, pens[0].write_draft(WaitingDraft(SESSION, draft, None, takes=True)))
                else:
                    submissions = []
                    for name, sort in transaction:
                        changes = tuple(_changes(sort, serial, name))
                        submissions.append(Submission(ticket, name, changes, None, takes=True))
                        serial, ticket = serial + 1, ticket + 1
                    _check(raw, pens[0].write(submissions))


def _check(raw: sqlite3.Connection, written: Written) -> None:
    assert written.holders == {}
    for name, revision in written.revisions.items():
        claim = claim_of(raw, name)
        assert claim is not None
        assert revision == claim.revision
