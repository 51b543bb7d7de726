"""Names taken out of every text of a file, whether it stands in a column or inside JSON."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

STRUCK = "▮▮▮"
"""In place of a name inside a text."""

STRUCTURE = frozenset(
    [
        "id",
        "session_id",
        "serial",
        "kind",
        "number",
        "box_id",
        "captured_at",
        "aliases",
        "agreement",
        "read_back",
        "read_back_at",
        "stood_until",
        "until",
        "phase",
        "step",
        "note_kind",
        "started_at",
        "ended_at",
        "fixed_end",
        "sort",
        "method",
        "locked_at",
        "at",
        "earlier_id",
        "is",
        "rule",
        "anchor",
        "created_at",
        "morning_ends",
        "afternoon_ends",
        "follows",
        "name",
        "ends",
        "agenda",
        "applied_at",
        "window",
        "started",
        "boot",
        "since",
        "ranking_id",
        "reference",
    ]
)
"""Columns and JSON keys that say nothing of what people said: identifiers, references, words of ours, times."""

_JSON = frozenset(
    ["programme", "country_groups", "known_names", "prompts", "findings", "recommendations", "changes"]
)
"""Columns that hold JSON."""

_WHO = frozenset(["attribution", "dissent", "facilitator", "rapporteur"])
"""Where a name stands alone and leaves nothing."""

_LISTS = frozenset(("known_names", "known"))
"""Lists of names, from which it goes."""


class Names:
    """The names to strike. They are found as whole words, in any case, composed or not, with ``@`` and quotes or ``_``."""

    def __init__(self, names: Iterable[str]) -> None:
        self.count = 0
        """In how many places they were found so far."""
        spellings = {
            form(name.strip().lstrip("@").strip('"')) for name in names for form in (_composed, _taken_apart)
        }
        ordered = sorted(filter(None, spellings), key=len, reverse=True)
        words = "|".join(r"[\s_]+".join(map(re.escape, name.replace("_", " ").split())) for name in ordered)
        self._found = re.compile(
            rf'(?<![^\W_])(?:@+"(?:{words})"|@*(?:{words}))(?![^\W_]|[\u0300-\u036f])', re.I
        )

    def scrub(self, text: str, key: str = "") -> str:
        """The text without them; ``key`` is the field it stands in."""
        match = self._found.fullmatch(text.strip())
        if match is not None:
            self.count += 1
            return "" if key in _WHO else STRUCK
        scrubbed, times = self._found.subn(STRUCK, text)
        self.count += times
        return scrubbed

    def scrub_cell(self, column: str, cell: str) -> str:
        """The cell of a column without them."""
        if not self._found.search(cell) and "\\" not in cell:
            return cell
        if column == "id":
            return self._scrub_id(cell)
        if column not in _JSON:
            return self.scrub(cell, column)
        try:
            plain = json.loads(cell)
        except (ValueError, RecursionError):
            return self.scrub(cell)
        before = self.count
        scrubbed = self._walk(plain, column)
        if self.count == before:
            return cell
        return json.dumps(scrubbed, ensure_ascii=False, separators=(",", ":"))

    def _walk(self, plain: Any, key: str) -> Any:
        if isinstance(plain, str):
            if key == "id":
                return self._scrub_id(plain)
            return plain if key in STRUCTURE else self.scrub(plain, key)
        if isinstance(plain, list):
            items = [self._walk(item, key) for item in plain]
            return [item for item in items if item != STRUCK] if key in _LISTS else items
        if isinstance(plain, dict):
            return {name: self._walk(value, name) for name, value in plain.items()}
        return plain

    def _scrub_id(self, cell: str) -> str:
        """A tally's identifier ends in what was counted, which may be a cluster of that name."""
        whose, sign, cluster = cell.partition(":tally:#")
        return whose + sign + self.scrub(cluster) if sign else cell


def scrub_rows(connection: sqlite3.Connection, names: Names, *, writes: bool) -> Iterator[str | None]:
    """Take the names out of every row; gives the session of each place found, None where it has none.

    Without ``writes`` the file stays as it is, and they are only counted.
    """
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        if table == "migration":
            continue
        about = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        columns = [str(row[1]) for row in about]
        key = [str(row[1]) for row in about if row[5]]
        texts = [
            index
            for index, row in enumerate(about)
            if row[2] == "TEXT" and (row[1] not in STRUCTURE or (table, row[1]) == ("tally", "id"))
        ]
        if not texts:
            continue
        for row in connection.execute(f'SELECT {_listed(columns)} FROM "{table}"').fetchall():
            before = names.count
            changed: dict[str, str] = {}
            for index in texts:
                cell = row[index]
                if not isinstance(cell, str):
                    continue
                scrubbed = names.scrub_cell(columns[index], cell)
                if scrubbed != cell:
                    # A machine may be named after its owner, and the claim of a window that is gone needs no host.
                    changed[columns[index]] = "" if columns[index] == "host" else scrubbed
            if not changed:
                continue
            if writes:
                _update(connection, table, changed, {name: row[columns.index(name)] for name in key})
            session = row[columns.index("session_id")] if "session_id" in columns else None
            session = row[columns.index("id")] if table == "session" else session
            for _ in range(names.count - before):
                yield session


def _update(
    connection: sqlite3.Connection, table: str, cells: dict[str, str], key: dict[str, object]
) -> None:
    setting = ", ".join(f'"{name}" = ?' for name in cells)
    where = " AND ".join(f'"{name}" IS ?' for name in key)
    connection.execute(f'UPDATE "{table}" SET {setting} WHERE {where}', (*cells.values(), *key.values()))


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _taken_apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)
