"""Position papers: how long it takes to write that of a large conference, from the start of the process."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.figures import Figure
from bench.meetings import programme
from bench.pairs import NOTES, ROOMS, texts
from bench.sample_databases import SampleDatabases
from bench.visits import PROGRAM
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.domain.pairs import ComparedText
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.session import start
from breakout_tui.domain.versions import SessionState, Stamp, Version
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.migrations import migrate
from breakout_tui.store.session_states import write_state

_FEW_ROOMS = 4
_PLAIN = Path(__file__).parent / "programs" / "plain_paper.py"


def papers(samples: SampleDatabases, runs: int) -> list[Figure]:
    """Markdown for 200 rooms of 500 notes, against reading the same rows and writing the same lines plainly; DOCX and PDF for 4 rooms."""
    home = samples.home()
    large, small = home / "large.db", home / "small.db"
    _fill(large, ROOMS)
    _fill(small, _FEW_ROOMS)
    plain, markdown, docx, pdf = [], [], [], []
    for _ in range(runs):
        plain.append(_run(home, sys.executable, str(_PLAIN), str(large), str(home / "plain.md")))
        markdown.append(_paper(home, large, "md"))
        docx.append(_paper(home, small, "docx"))
        pdf.append(_paper(home, small, "pdf"))
    return [
        Figure(
            "paper of 100,000 statements (against the same lines, written plainly)",
            2,
            tuple(markdown),
            tuple(plain),
            "s",
        ),
        Figure("paper of 2,000 statements as DOCX", 10, tuple(docx), None, "s"),
        Figure("paper of 2,000 statements as PDF", 10, tuple(pdf), None, "s"),
    ]


def _paper(home: Path, database: Path, ending: str) -> float:
    return _run(
        home, PROGRAM, "--database", str(database), "paper", "--force", "-o", str(home / f"paper.{ending}")
    )


def _run(home: Path, *command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"HOME": str(home), "LANG": "C.UTF-8"})
    return time.perf_counter() - began


def _fill(path: Path, rooms: int) -> None:
    with closing(open_writing(path, BUSY)) as connection:
        migrate(connection, path, "2026-11-24T09:00:00+01:00")
        connection.execute("BEGIN")
        said = texts(random.Random(23), rooms * NOTES)
        for number in range(rooms):
            _write(connection, number, said[number * NOTES : (number + 1) * NOTES])
        connection.execute("COMMIT")


def _write(connection: sqlite3.Connection, number: int, said: list[ComparedText]) -> None:
    details = c.EditDetails(room=f"Room {number}", people=20)
    outcome = start(programme(), "replayed", details, SystemClock().read())
    info = outcome.session.info
    records = (*(change.after for change in outcome.changes), *_notes(info, said))
    versions = tuple(Version(record, Stamp(1, "bench")) for record in records)
    write_state(connection, SessionState(info.id, {"bench": 1}, versions))


def _notes(info: SessionInfo, said: list[ComparedText]) -> Iterator[Note]:
    """Every fifth note begins a chain; the four after it each answer the one before."""
    given: Counter[Kind] = Counter()
    for serial, each in enumerate(said):
        given[each.kind] += 1
        is_agreed = each.kind is Kind.RECOMMENDATION
        yield Note(
            id=f"{info.id}-{serial:04}",
            session_id=info.id,
            serial=serial,
            kind=each.kind,
            number=given[each.kind],
            text=each.text,
            box_id=None,
            captured_at=info.created_at,
            links=(serial - 1,) if serial % 5 else (),
            agreement=Agreement.CONSENSUS if is_agreed else None,
            due="March 2028" if is_agreed else "",
        )
