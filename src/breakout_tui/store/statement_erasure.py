"""What somebody said, taken out of everything that repeats it: its wordings, the frozen list, the journal of undo."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

ERASED = "[erased]"
"""In place of a statement."""

_WORD = re.compile(r"\w+")
_RUN = 5
"""So many words in a row that are the statement's make a text one that repeats it."""
_LEAST = 3
"""A statement of fewer words is repeated only by a text that is nothing else: "No" stands in many sentences."""

_BLANKED = [
    "attribution",
    "cluster",
    "minority",
    "dissent",
    "practised_in",
    "evidence",
    "addressee",
    "actor",
    "due",
]
_LETTERS = {"challenge": "C", "principle": "P", "approach": "A", "recommendation": "R", "parking lot": "X"}


class Statements:
    """The words that go. Tells whether a text repeats one of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._wholes: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            words = _words(text)
            if words and text != ERASED:
                self._wholes.add(words)
                self._runs.update(_in_rows(words, min(len(words), _RUN) if len(words) >= _LEAST else 0))

    def are_in(self, text: str) -> bool:
        """Whether the text is one of them, or repeats one, whole or in part."""
        words = _words(text)
        if words in self._wholes:
            return True
        lengths = {len(run) for run in self._runs}
        return any(row in self._runs for length in lengths for row in _in_rows(words, length))

    def erased_from(self, plain: Any) -> Any:
        """The plain value of JSON with each text that repeats one of them replaced."""
        if isinstance(plain, str):
            return ERASED if self.are_in(plain) else plain
        if isinstance(plain, list):
            return [self.erased_from(item) for item in plain]
        if isinstance(plain, dict):
            return {name: self.erased_from(value) for name, value in plain.items()}
        return plain


def strike(connection: sqlite3.Connection, session_id: str, serial: int) -> bool:
    """Erase a note by an open connection, inside the caller's transaction; False if the file doesn't have it."""
    row = connection.execute(
        "SELECT kind, number, aliases, text, minority, evidence FROM note WHERE session_id = ? AND serial = ?",
        (session_id, serial),
    ).fetchone()
    if row is None:
        return False
    kind, number, aliases, *texts = row
    references = {f"{_LETTERS.get(kind, 'X')}{number}", *_loaded(aliases, [])}
    whose = (session_id, serial)
    wordings = connection.execute(
        "SELECT text FROM note_wording WHERE session_id = ? AND serial = ?", whose
    ).fetchall()
    said = Statements(filter(None, [*texts, *(wording for (wording,) in wordings)]))

    blanks = ", ".join(f"{column} = ''" for column in _BLANKED)
    connection.execute(
        f"UPDATE note SET text = ?, {blanks}, deleted = 1 WHERE session_id = ? AND serial = ?",
        (ERASED, *whose),
    )
    connection.execute("DELETE FROM note_wording WHERE session_id = ? AND serial = ?", whose)
    connection.execute("DELETE FROM note_link WHERE session_id = ? AND serial = ?", whose)
    # What others said, and was merged into it, stands for itself again.
    connection.execute("UPDATE note SET merged_into = NULL WHERE session_id = ? AND merged_into = ?", whose)
    _strike_draft(connection, session_id, serial, said)
    _strike_outcomes(connection, session_id, references, said)
    _strike_report_back(connection, session_id, said)
    _strike_deeds(connection, session_id, serial, references, said)
    for reference in references:
        connection.execute(
            "UPDATE echo SET deleted = 1 WHERE earlier_id = ? AND reference = ?", (session_id, reference)
        )
    return True


def _strike_draft(connection: sqlite3.Connection, session_id: str, serial: int, said: Statements) -> None:
    draft = connection.execute(
        "SELECT text, editing FROM draft WHERE session_id = ?", (session_id,)
    ).fetchone()
    if draft is not None and (draft[1] == serial or said.are_in(draft[0])):
        connection.execute("DELETE FROM draft WHERE session_id = ?", (session_id,))


def _strike_outcomes(
    connection: sqlite3.Connection, session_id: str, references: set[str], said: Statements
) -> None:
    """The locked list has its title, and the afternoon's boxes have it from there."""
    issues = connection.execute(
        "SELECT ranking_id, position, subject, title FROM priority_issue WHERE ranking_id IN"
        " (SELECT id FROM ranking WHERE session_id = ?)",
        (session_id,),
    ).fetchall()
    for ranking_id, position, subject, title in issues:
        if subject in references or said.are_in(title):
            connection.execute(
                "UPDATE priority_issue SET title = ? WHERE ranking_id = ? AND position = ?",
                (ERASED, ranking_id, position),
            )
    reasons = connection.execute(
        "SELECT ranking_id, position, reason FROM ranking_unlocking WHERE ranking_id IN"
        " (SELECT id FROM ranking WHERE session_id = ?)",
        (session_id,),
    ).fetchall()
    for ranking_id, position, reason in reasons:
        if said.are_in(reason):
            connection.execute(
                "UPDATE ranking_unlocking SET reason = ? WHERE ranking_id = ? AND position = ?",
                (ERASED, ranking_id, position),
            )
    boxes = connection.execute("SELECT id, title FROM box WHERE session_id = ?", (session_id,)).fetchall()
    for box_id, title in boxes:
        if said.are_in(title):
            connection.execute("UPDATE box SET title = ? WHERE id = ?", (ERASED, box_id))


def _strike_report_back(connection: sqlite3.Connection, session_id: str, said: Statements) -> None:
    rows = connection.execute(
        "SELECT id, headline, differed, ask, findings, recommendations FROM report_back WHERE session_id = ?",
        (session_id,),
    ).fetchall()
    for row_id, *cells in rows:
        plain = [ERASED if cell is not None and said.are_in(cell) else cell for cell in cells[:3]]
        lists = [cell and _dumped(said.erased_from(_loaded(cell, []))) for cell in cells[3:]]
        connection.execute(
            "UPDATE report_back SET headline = ?, differed = ?, ask = ?, findings = ?, recommendations = ? WHERE id = ?",
            (*plain, *lists, row_id),
        )


def _strike_deeds(
    connection: sqlite3.Connection, session_id: str, serial: int, references: set[str], said: Statements
) -> None:
    """An undo step that holds the statement can't be undone nor redone any more, and says nothing."""
    undo_steps = connection.execute(
        "SELECT number, words, changes FROM deed WHERE session_id = ?", (session_id,)
    ).fetchall()
    for number, words, cell in undo_steps:
        changes = _loaded(cell, None)
        if changes is not None and not said.are_in(words) and not _holds(changes, serial, references, said):
            continue
        connection.execute(
            "UPDATE deed SET words = ?, changes = '[]', undone = 1, superseded = 1 WHERE session_id = ? AND number = ?",
            (ERASED, session_id, number),
        )


def _holds(changes: list[Any], serial: int, references: set[str], said: Statements) -> bool:
    for record in _records(changes):
        sort = record.get("is")
        if sort == "Note" and serial in (record.get("serial"), record.get("merged_into")):
            return True
        if sort == "Ranking" and any(
            issue.get("subject") in references for issue in record.get("issues", [])
        ):
            return True
        if sort in ("Ranking", "ReportBack") and said.erased_from(record) != record:
            return True
    return False


def _records(changes: list[Any]) -> Iterator[dict[str, Any]]:
    for change in changes:
        if isinstance(change, dict):
            yield from (record for record in change.values() if isinstance(record, dict))


def _loaded(cell: str, otherwise: Any) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return otherwise


def _dumped(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _in_rows(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    if length:
        yield from (words[start : start + length] for start in range(len(words) - length + 1))
