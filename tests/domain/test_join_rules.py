"""The rules of a join one by one: what is counted as erased, which version is shown, names of laptops, damaged versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.erased_words import ERASED, LOST, STRUCK
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import by_record, found_again, is_in_sight, join, laptop_name
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import Record, SessionInfo
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.domain.versions import LOST_STAMP, Erasure, SessionState, Stamp, Version
from tests.domain.day import NINE
from tests.domain.example import Talk
from tests.domain.replicas import first_copy

MORNING = first_copy(Talk()).state


def state(*erasures: Erasure, counted: int = 0) -> SessionState:
    """A morning of the session of which this was erased, so often by its own count."""
    versions = tuple(
        replace(each, record=replace(each.record, erased=counted))
        if isinstance(each.record, SessionInfo)
        else each
        for each in MORNING.versions
    )
    return replace(MORNING, versions=versions, erasures=erasures)


HERE = MORNING.session_id
OF_C1, OF_C2 = Erasure("e1", HERE, "c1"), Erasure("e2", HERE, "c2")
OF_ANOTHER, OF_A_NAME = Erasure("e3", "another", "c1"), Erasure("e4", hash="ab")
NAME_OF_HERE = Erasure("e5", HERE, hash="cd")


@pytest.mark.parametrize(
    ("ours", "theirs", "count"),
    [
        (state(), state(), 0),
        (state(OF_C1), state(OF_C2), 2),
        (state(OF_C1), state(OF_C1), 1),
        (state(OF_C1, counted=5), state(OF_C2, counted=3), 5),
        (state(OF_C1, counted=1), state(OF_C2, counted=1), 2),
        (state(OF_ANOTHER, OF_A_NAME, NAME_OF_HERE), state(OF_C1), 1),
    ],
)
def test_as_many_are_counted_as_erased_as_one_side_counted_and_at_least_the_erased_statements(
    ours: SessionState, theirs: SessionState, count: int
) -> None:
    """Those of this session, each once; a name that was erased may have been in no statement of it."""
    for joined in (join(ours, theirs), join(theirs, ours)):
        assert current(joined).info.erased == count


def test_what_was_erased_on_either_side_is_kept_by_id() -> None:
    """So that a later join with an older copy erases it again."""
    assert join(state(OF_C2, OF_A_NAME), state(OF_C1, OF_C2)).erasures == (OF_C1, OF_C2, OF_A_NAME)


def test_a_damaged_file_without_any_record_can_be_joined() -> None:
    """Nothing is lost by it, and what it knows was erased counts."""
    empty = replace(state(OF_C1), versions=())
    assert join(empty, empty).versions == ()
    assert current(join(empty, state())).info.erased == 1


NOTE = Note("n", "s", 0, Kind.CHALLENGE, 1, "Silo budgets", None, NINE)
INFO: SessionInfo = next(each.record for each in MORNING.versions if isinstance(each.record, SessionInfo))
BOX: Box = next(each.record for each in MORNING.versions if isinstance(each.record, Box))
RUN = PhaseRun("r", "s", "morning", NINE, 3600)
TALLY = Tally("t", "s", "C1", 5)


@pytest.mark.parametrize(
    ("record", "out_of_sight"),
    [
        (NOTE, {"deleted": True}),
        (NOTE, {"merged_into": 4}),
        (BOX, {"dropped": True}),
        (RUN, {"taken_back": True}),
        (TALLY, {"deleted": True}),
    ],
)
def test_of_concurrent_versions_one_that_leaves_the_record_in_sight_is_shown(
    record: Any, out_of_sight: dict[str, object]
) -> None:
    """Whatever the stamps are; of those that do, and of those that do not, the one with the highest stamp."""
    hidden = replace(record, **out_of_sight)
    assert is_in_sight(record)
    assert not is_in_sight(hidden)
    versions = [Version(hidden, Stamp(4, "d")), Version(record, Stamp(2, "b")), Version(record, Stamp(1, "a")), Version(hidden, Stamp(3, "c"))]  # fmt: skip
    ((_, found),) = by_record(versions).items()
    assert [each.stamp.writer for each in found] == ["b", "a", "d", "c"]


def test_records_that_cannot_be_hidden_are_in_sight() -> None:
    """Such as the details of the session."""
    assert is_in_sight(INFO)
    assert is_in_sight(Ranking("r", "s"))


@pytest.mark.parametrize(
    ("writer", "name"),
    [("abcdef", "annex"), ("-abcdef", "annex"), ("bcdefg", "bcde"), ("-bcdefg", "bcde"), ("old-cdefgh", "cdef"), ("efghij", "efgh")],
)  # fmt: skip
def test_a_laptop_has_its_name_or_the_first_digits_of_its_writer(writer: str, name: str) -> None:
    """Also where only a part of a change could be read; of a session of an earlier version the digits behind the sign."""
    assert laptop_name(writer, {"abcdef": "annex", "efghij": ""}) == name


def damaged(record: Record, made_by: str = "") -> SessionState:
    """A file with one form of one change."""
    return SessionState("s", {"a": 1}, (Version(record, Stamp(1, "a"), made_by),))


@pytest.mark.parametrize(
    ("stays", "goes"),
    [
        (replace(NOTE, text=ERASED), NOTE),
        (replace(NOTE, text=f"{STRUCK} and {STRUCK}"), replace(NOTE, text=f"Anna and {STRUCK}")),
        (replace(NOTE, text=ERASED, reason=LOST), replace(NOTE, attribution="Norway")),
        (NOTE, replace(NOTE, reason=LOST, attribution="Norway", dissent="Chile")),
        (replace(NOTE, deleted=True), replace(NOTE, attribution="Norway", dissent="Chile")),
        (replace(NOTE, attribution="Norway"), NOTE),
        (replace(NOTE, dissent="Norway"), NOTE),
        (replace(NOTE, links=(0,)), NOTE),
        (replace(NOTE, wordings=(Wording("Budgets", NINE),)), NOTE),
        (replace(INFO, known=("Norway", "Chile", "Kenya")), replace(INFO, known=("Norway",), people=0)),
        (replace(BOX, title="A"), replace(BOX, title="B")),
        (replace(TALLY, deleted=True), TALLY),
    ],
    ids=[
        "a statement was erased", "two names were", "erased before lost", "nothing was lost", "deleted", "who said it",
        "who dissents", "a link", "an earlier wording", "more names", "the first by its words", "a count was removed",
    ],
)  # fmt: skip
def test_of_two_forms_of_one_change_the_same_stays_from_either_side(stays: Record, goes: Record) -> None:
    """The one from which most was erased; then the one that lost least, that is deleted, and that says most."""
    ours, theirs = damaged(stays), damaged(goes)
    for joined in (join(ours, theirs), join(theirs, ours)):
        (version,) = joined.versions
        assert version.record == stays


def test_a_change_of_which_one_side_knows_the_maker_has_it() -> None:
    """Also where the other side's form of it stays."""
    ours, theirs = damaged(NOTE, "b"), damaged(replace(NOTE, attribution="Norway"))
    for joined in (join(ours, theirs), join(theirs, ours)):
        assert [each.maker for each in joined.versions] == ["b"]


def notes(*of: tuple[str, int, Stamp]) -> SessionState:
    """A file with a note of each id and serial."""
    versions = (Version(replace(NOTE, id=note_id, serial=serial), stamp) for note_id, serial, stamp in of)
    return SessionState("s", {"a": 9}, tuple(versions))


def test_what_stands_for_a_lost_note_goes_where_the_note_of_its_serial_is_there() -> None:
    """On either side; where two have that serial, it is the one with the smaller id."""
    real, written = Stamp(1, "a"), Stamp(2, "a")
    lost = notes(("x", 0, LOST_STAMP), ("y", 1, LOST_STAMP), ("z", 2, LOST_STAMP))
    whole = notes(("n", 0, real), ("p", 1, real), ("o", 1, real), ("q", 5, real))
    assert found_again(lost, whole) == found_again(whole, lost) == {"x": "n", "y": "o"}
    assert found_again(lost, notes(("x", 0, written), ("n", 0, real))) == {}
    assert found_again(whole, whole) == found_again(lost, lost) == {}
