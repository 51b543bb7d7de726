"""The new names of clusters, and the new ids of tallies, that had an erased name in theirs.

Two clusters stay two clusters, and two tallies two rows: where what is left of two names is the same, the second gets a
number. All spellings of one cluster get the same new name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from breakout_tui.domain.clusters import SIGN, cluster_key
from breakout_tui.store import schema
from breakout_tui.store.name_search import NameSearch
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns

_TALLY = ":tally:"

_USED = f"""
SELECT session_id, '{SIGN}' || cluster FROM note WHERE cluster <> ''
UNION SELECT session_id, subject FROM tally
UNION SELECT ranking.session_id, subject FROM priority_issue JOIN ranking ON ranking.id = ranking_id
ORDER BY 1, 2
"""


class StruckClusters:
    """What becomes of the clusters and tallies of one file."""

    def __init__(self, connection: SqlConnection, search: NameSearch, struck: str) -> None:
        self._names: dict[tuple[str, str], str] = {}
        """By session and key of a cluster."""
        self._ids: dict[str, str] = {}
        steps = list(_steps(connection, search, struck))
        subjects = dict.fromkeys(
            [*connection.execute(_USED).fetchall(), *_subjects(steps), *_of_ids(connection)]
        )
        self._name_anew(subjects, search, struck)
        ids = [row[0] for row in connection.execute("SELECT id FROM tally ORDER BY id")]
        self._number_anew(dict.fromkeys([*ids, *_tally_ids(steps)]), search)

    def name(self, session_id: str, name: str) -> str | None:
        """The new name of a cluster; None if it keeps its name."""
        return self._names.get((session_id, cluster_key(name)))

    def tally_id(self, tally_id: str) -> str:
        """The id of a tally from now on."""
        return self._ids.get(tally_id, tally_id)

    def _name_anew(self, subjects: dict[tuple[str, str], None], search: NameSearch, struck: str) -> None:
        clusters = [(session, subject[1:]) for session, subject in subjects if subject.startswith(SIGN)]
        taken = {(session, cluster_key(name)) for session, name in clusters if not search.are_in(name)}
        for session, name in clusters:
            here = (session, cluster_key(name))
            if here in self._names or not search.are_in(name):
                continue
            left = search.replaced(name, struck)
            new, number = left, 1
            while (session, cluster_key(new)) in taken:
                number += 1
                new = f"{left} {number}"
            taken.add((session, cluster_key(new)))
            self._names[here] = new

    def _number_anew(self, ids: dict[str, None], search: NameSearch) -> None:
        taken = set(ids)
        for tally_id in ids:
            start, sign, subject = tally_id.partition(_TALLY)
            if not sign or not search.are_in(subject):
                continue
            number = 1
            while f"{start}{_TALLY}{number}" in taken:
                number += 1
            self._ids[tally_id] = f"{start}{_TALLY}{number}"
            taken.add(self._ids[tally_id])


def _of_ids(connection: SqlConnection) -> Iterator[tuple[str, str]]:
    """The subjects in which ids end; those of files of the first version do."""
    for tally_id, session_id in connection.execute("SELECT id, session_id FROM tally ORDER BY id"):
        yield session_id, tally_id.partition(_TALLY)[2]


def _steps(
    connection: SqlConnection, search: NameSearch, struck: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The session and each record of undo steps and of siblings that may have such a name, or one that was given here before."""
    for session_id, cell in _cells(connection):
        if "\\" not in cell and struck not in cell and not search.are_in(cell):
            continue
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield session_id, found
            found = found.get("changes")
        for change in found if isinstance(found, list) else []:
            records = change.values() if isinstance(change, dict) else []
            yield from ((session_id, record) for record in records if isinstance(record, dict))


def _cells(connection: SqlConnection) -> Iterator[tuple[str, str]]:
    """Records as JSON, by session: the changes of undo steps, and the versions that other laptops made."""
    yield from connection.execute("SELECT session_id, changes FROM deed")
    if stored_columns(connection, schema.OTHER_VERSION):
        yield from connection.execute("SELECT session_id, state FROM other_version")


def _subjects(steps: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    for session_id, record in steps:
        issues = record.get("issues")
        parts = [record, *(issues if isinstance(issues, list) else [])]
        for part in parts:
            if isinstance(part, dict):
                yield session_id, str(part.get("subject", ""))
                yield session_id, f"{SIGN}{part.get('cluster', '')}"


def _tally_ids(steps: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    for _, record in steps:
        if isinstance(record.get("id"), str):
            yield record["id"]
