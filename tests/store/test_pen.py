"""The pen knows the revision to which it brings a session."""

from __future__ import annotations

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
from breakout_tui.store.ownership import Window
from breakout_tui.store.pen import Pen
from breakout_tui.store.reader import claim_of
from tests.store.builders import NINE, SESSION, captured, head, new, note


def _changes(sort: str, serial: int) -> list[Change]:
    match sort:
        case "captured":
            return captured(serial)
        case "the first again":  # as after a commit of which it wasn't known whether it was done
            return captured(0)
        case "note without deed":
            return new(note(serial))
        case _:
            return [Change(head(), replace(head(), room=f"Room {serial}"))]


SORTS = st.sampled_from(("captured", "the first again", "note without deed", "room"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(st.just("draft"), st.just("no draft"), st.lists(SORTS, min_size=1, max_size=3)), max_size=6
    )
)
def test_the_revision_told_is_the_one_in_the_file(transactions: list[str | list[str]]) -> None:
    """Whatever a transaction brings: deeds, several of them, none, the same again, a draft, one that is there already."""
    window = Window.of_this_process("boot-1")
    serial = ticket = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breakout.db"
        with closing(open_writing(path, BUSY)) as raw:
            migrate(raw, path, NINE.isoformat())
            pen = Pen(raw, window, lambda: NINE)
            pen.write([Submission(0, SESSION, tuple(new(head())), None, takes=False)])
            for transaction in transactions:
                before = claim_of(raw, SESSION)
                assert before is not None
                if isinstance(transaction, str):
                    draft = Draft("half a word", Kind.CHALLENGE) if transaction == "draft" else None
                    written = pen.write_draft(WaitingDraft(SESSION, draft, None, takes=False))
                else:
                    submissions = []
                    for sort in transaction:
                        submissions.append(
                            Submission(ticket, SESSION, tuple(_changes(sort, serial)), None, takes=False)
                        )
                        serial, ticket = serial + 1, ticket + 1
                    written = pen.write(submissions)
                after = claim_of(raw, SESSION)
                assert after is not None
                assert written.holders == {}
                assert written.revisions.get(SESSION, before.revision) == after.revision
