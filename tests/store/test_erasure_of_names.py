"""Erasing any names, in any spelling and any place: no byte of them is left, and nothing else has changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain.clusters import SIGN, cluster_key
from breakout_tui.domain.erased_words import STRUCK
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, Tally
from breakout_tui.domain.records import UndoableChange, UndoStep
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store.backups import back_up, folder_of
from breakout_tui.store.check import diagnose
from breakout_tui.store.erasure import Wanted, erase, preview
from breakout_tui.store.scrub import Names
from tests.sampled import a_third
from tests.store.builders import NINE, SESSION, StillClock, database, head, new, note

NOW = StillClock().read()
SPELLINGS = {
    "Zoë Quetzal": ["Zoë Quetzal", "ZOË QUETZAL", "zoë  quetzal", "Zoë_Quetzal", "Zoe\u0308 Quetzal"],
    "Ñandú Ibáñez": ["Ñandú Ibáñez", "N\u0303andú Iba\u0301ñez", "ñANDÚ IBÁÑEZ"],
    "Weißmüller": ["Weißmüller", "WEISSMÜLLER", "weissmu\u0308ller", "WEIẞMÜLLER"],
    "O'Neillson": ["O'Neillson", "O’Neillson", "o'NEILLSON"],
    "Marie-Lücke": ["Marie-Lücke", "Marie‑Lücke", "MARIE-LÜCKE"],
    "李明华": ["李明华"],
    "Anaïs": ["Anaïs", "anaïs", "ANAÏS", "Anai\u0308s"],
    "Anaïs Lopez": ["Anaïs Lopez", "anaïs_lopez"],
}
"""Names, and how people write them."""


@dataclass(frozen=True)
class Said:
    """One note to be: its places for names hold the spellings of one name each."""

    text: str
    attribution: tuple[str, ...]
    dissent: tuple[str, ...]
    cluster: str


WRITTEN = st.sampled_from([spelling for spellings in SPELLINGS.values() for spelling in spellings])
PEOPLE = st.lists(st.one_of(WRITTEN, st.sampled_from(["Norway", "Peru"])), max_size=3, unique=True).map(tuple)
CLUSTERS = st.one_of(
    WRITTEN,
    WRITTEN,
    st.builds("{} budget".format, WRITTEN),
    st.sampled_from(["", "boats", STRUCK, f"{STRUCK} 2"]),
)
TEXTS = st.one_of(
    st.builds("{} asked for boats".format, WRITTEN),
    st.builds('As @{0} and @"{1}" said: boats ({0})'.format, WRITTEN, WRITTEN),
    WRITTEN,
    st.just("Boats are cold"),
)
DAYS = st.lists(st.builds(Said, TEXTS, PEOPLE, PEOPLE, CLUSTERS), min_size=1, max_size=6)
WANTED = st.lists(st.sampled_from(list(SPELLINGS)), min_size=1, max_size=3)


def test_two_erased_clusters_with_votes_stay_two(tmp_path: Path) -> None:
    """Rule: each keeps its count and its line of the list, and the backup is cleaned like the database."""
    path = tmp_path / "breakout.db"
    fill(path, [Said("One", (), (), "Anaïs"), Said("Two", (), (), "李明华"), Said("Three", (), (), "ANAÏS")])
    backup = back_up(path, NINE)
    assert erase(path, Wanted(("Anaïs", "李明华")), NOW).left == []
    for file in (path, backup):
        after = database(file).load(SESSION)
        assert [each.cluster for each in after.notes] == [STRUCK, f"{STRUCK} 2", STRUCK]
        (ranking,) = after.rankings
        assert [issue.title for issue in ranking.issues] == [STRUCK, f"{STRUCK} 2", STRUCK]
        assert len({each.id for each in after.tallies}) == len(after.tallies) == 4


def test_a_name_that_is_part_of_another_is_erased_with_it() -> None:
    """Rule: the longer one is struck as a whole, in whatever order they are named."""
    for names in (["Anaïs", "Anaïs Lopez"], ["Anaïs Lopez", "Anaïs"]):
        assert Names(names).scrub("Anaïs Lopez and Anaïs") == f"{STRUCK} and {STRUCK}"


@pytest.mark.parametrize(
    ("attribution", "left"),
    [
        ("Anaïs", ""),
        ("Anaïs, Norway", "Norway"),
        ("Peru, ANAÏS, Norway", "Peru, Norway"),
        ("Peru, Anaïs's office", f"Peru, {STRUCK}'s office"),
        ("Peru", "Peru"),
    ],
)
def test_an_erased_name_leaves_a_list_of_names(attribution: str, left: str) -> None:
    """Rule: the others stay, and no sign stands for the name: under the rule it would be a name that nobody knows."""
    assert Names(["Anaïs"]).scrub(attribution, "name") == left


@given(DAYS, WANTED, st.booleans())
@example([Said("Anaïs Lopez asked for boats", ("Anaïs Lopez",), (), "Anaïs")], ["Anaïs", "Anaïs Lopez"], True)
@settings(max_examples=6, deadline=None)
def test_no_byte_of_a_name_is_left_and_nothing_else_changes(
    said: list[Said], names: list[str], one_by_one: bool
) -> None:
    """Rule: in the database, its journal and its backups; two clusters stay two, and their tallies with them."""
    check_erasure(said, names, one_by_one=one_by_one)


@pytest.mark.soak
@given(DAYS, WANTED, st.booleans())
@settings(max_examples=a_third(500), deadline=None)
def test_no_byte_of_a_name_is_left_in_many_days(said: list[Said], names: list[str], one_by_one: bool) -> None:
    """Rule: the same, for 500 days."""
    check_erasure(said, names, one_by_one=one_by_one)


def check_erasure(said: list[Said], names: list[str], *, one_by_one: bool) -> None:
    """Erase the names from a session with a backup, together or one after the other, and look at every byte and record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breakout.db"
        fill(path, said)
        backup = back_up(path, NINE)
        before = database(path).load(SESSION)
        parts = [[name] for name in names] if one_by_one else [names]
        for part in parts:
            assert erase(path, Wanted(tuple(part)), NOW).left == []
        gone = [spelling for part in parts for spelling in spellings_of(part)]
        files = [path, *folder_of(path).iterdir()]
        data = b"".join(file.read_bytes() for file in files)
        assert not [spelling for spelling in gone if spelling.encode() in data]
        for file in (path, backup):
            assert diagnose(file) == []
            after = database(file).load(SESSION)
            assert view(after, []) == view(before, gone)
        assert preview(path, Wanted(tuple(names))).places == 0


def spellings_of(names: Iterable[str]) -> list[str]:
    """All spellings of names that are erased together: the longest first, so that a part of another is no name of its own."""
    return sorted((spelling for name in names for spelling in SPELLINGS[name]), key=len, reverse=True)


def fill(path: Path, said: Iterable[Said]) -> None:
    """A session with these notes, a count on each cluster, a list of them, and the undo steps that made them."""
    notes = [
        replace(
            note(serial, each.text),
            attribution=", ".join(each.attribution),
            dissent=", ".join(each.dissent),
            cluster=each.cluster,
        )
        for serial, each in enumerate(said)
    ]
    subjects = list(dict.fromkeys(f"{SIGN}{each.cluster}" for each in notes if each.cluster))
    # The ids of the first version end in the subject; a renamed cluster has kept one of another name.
    tallies = [
        Tally(f"{SESSION}:tally:{subject}", SESSION, subject, votes) for votes, subject in enumerate(subjects)
    ]
    renamed = [replace(tally, id=f"{tally.id} of old", votes=90) for tally in tallies[:1]]
    issues = tuple(
        PriorityIssue(rank, subject[1:], subject, rank, True) for rank, subject in enumerate(subjects, 1)
    )
    ranking = Ranking(f"{SESSION}:ranking", SESSION, cut=len(issues), locked_at=NINE, issues=issues)
    made: list[Note | Tally | Ranking] = [*notes, *tallies, ranking]
    steps = [
        UndoStep(f"d:{number}", SESSION, number, "counted", NINE, (UndoableChange(None, record),))
        for number, record in enumerate(made, 1)
    ]
    known = tuple(dict.fromkeys(name for each in said for name in each.attribution))
    store = database(path)
    store.start(lambda _: None)
    whole = head(known=known, facilitator="Boaty")
    store.submit(SESSION, new(whole, *notes, *tallies, *renamed, ranking, *steps))
    assert store.close(60)


def view(records: SessionRecords, gone: Iterable[str]) -> dict[str, Any]:
    """What a session says once these spellings are struck by hand, one after the other; clusters and ids by number, in the order of notes."""
    numbers: dict[str, int] = {}
    strike = Strike(gone, numbers)
    for each in records.notes:
        strike.number(each.cluster)
    changes = [change.after for step in records.undo_steps for change in step.changes]
    return {
        "info": replace(records.info, known=strike.names(records.info.known), erased=0),
        "notes": [strike.note(each) for each in records.notes],
        "tallies": sorted((strike.number(each.subject[1:]), each.votes) for each in records.tallies),
        "list": strike.issues(*records.rankings),
        "steps": [
            strike.note(each)
            if isinstance(each, Note)
            else strike.issues(each)
            if isinstance(each, Ranking)
            else (strike.number(each.subject[1:]), each.votes)
            if isinstance(each, Tally)
            else each
            for each in changes
        ],
    }


class Strike:
    """Strikes exact spellings, in this order."""

    def __init__(self, gone: Iterable[str], numbers: dict[str, int]) -> None:
        self._gone = tuple(gone)
        self._numbers = numbers

    def text(self, text: str) -> str:
        """A text with each replaced, with its sign and quotes."""
        for spelling in self._gone:
            for written in (f'@"{spelling}"', f"@{spelling}", spelling):
                text = text.replace(written, STRUCK)
        return text

    def names(self, names: Iterable[str]) -> tuple[str, ...]:
        """A list of names without them."""
        return tuple(struck for name in names if (struck := self.text(name)) != STRUCK)

    def number(self, cluster: str) -> int:
        """The number of a cluster, the same for all its spellings."""
        return self._numbers.setdefault(cluster_key(cluster), len(self._numbers))

    def note(self, note: Note) -> Note:
        """A note, its cluster as a number."""
        people = (", ".join(self.names(each.split(", "))) for each in (note.attribution, note.dissent))
        attribution, dissent = people
        text = self.text(note.text)
        return replace(
            note,
            text=text,
            attribution=attribution,
            dissent=dissent,
            cluster=str(self.number(note.cluster)),
        )

    def issues(self, ranking: Ranking) -> list[tuple[int, int]]:
        """The lines of a list."""
        return [(self.number(issue.subject[1:]), issue.rank) for issue in ranking.issues]
