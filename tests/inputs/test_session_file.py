"""Sessions in a JSON file: they are what was exported; anything else is refused in one line that names file and place."""

from __future__ import annotations

import json
import os
import tracemalloc
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui import protocol
from breakout_tui.domain.errors import BreakoutError, JsonNewer, JsonRefused, NotFound
from breakout_tui.domain.json_pieces import pieced
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.versions import SessionState
from breakout_tui.inputs.session_file import read_states
from breakout_tui.report.data.session_json import sessions_json
from tests.domain.example import Talk, complete_chain
from tests.domain.replicas import first_copy
from tests.sampled import a_third


def talked(notes: int = 3) -> SessionState:
    """A session of some notes."""
    room = Talk()
    for number in range(notes):
        room.say(Kind.CHALLENGE, f"预算 {number} is siloed")
    return first_copy(room).state


def refused(path: Path) -> BreakoutError:
    """Why a file is not read; it is one line that begins with the file."""
    with pytest.raises(BreakoutError) as caught:
        list(read_states(path))
    line = str(caught.value)
    assert line.startswith(str(path))
    assert line.isprintable()
    assert len(line) < len(str(path)) + 400
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_was_exported_is_read_back(tmp_path: Path, encoding: str) -> None:
    """In each encoding that an editor may have saved it in."""
    path = tmp_path / "all.json"
    text = sessions_json([talked(), first_copy(complete_chain()).state])
    path.write_text(text, encoding=encoding)
    assert sessions_json(protocol.read(path.read_bytes())) == text


def test_the_order_of_members_and_blanks_do_not_matter(tmp_path: Path) -> None:
    """Another program may have sorted or indented it."""
    document = protocol.document([talked()])
    path = tmp_path / "sorted.json"
    for name in (list(document), list(reversed(document))):
        path.write_text(f" \n{json.dumps({key: document[key] for key in name}, indent=3)}\r\n\t")
        assert list(read_states(path)) == list(protocol.read(json.dumps(document)))


def test_only_one_session_is_in_memory_beside_the_text(tmp_path: Path) -> None:
    """Rule: many rooms in one file take little more memory than one room."""

    def peak(rooms: int) -> int:
        path = tmp_path / f"{rooms}.json"
        path.write_text(sessions_json([talked(40) for _ in range(rooms)]))
        tracemalloc.start()
        assert sum(1 for _ in read_states(path)) == rooms
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most - 3 * path.stat().st_size  # bytes, and text that is not ASCII

    peak(1)  # what the first one reads stays
    assert peak(12) < 1.5 * peak(1)


BEGINNING = '{"format": "breakout-tui sessions", "version": 1'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "line 1, column 1: this is not JSON"),
        (f'{BEGINNING},\n"sessions": [{{', "line 2, column 15: this is not JSON"),
        ('{"format": "other"}', "holds no sessions of breakout-tui"),
        ("[1, 2]", "holds no sessions of breakout-tui"),
        (f"{BEGINNING}}}", "names no version or no sessions"),
        (f'{BEGINNING}, "sessions": [7]}}', "a session without an id"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_of_sessions_is_refused(tmp_path: Path, content: str, says: str) -> None:
    """Cut off, foreign, empty."""
    path = tmp_path / "x.json"
    path.write_text(content)
    assert says in str(refused(path))


def test_a_session_that_cannot_be_read_is_named_with_the_record(tmp_path: Path) -> None:
    """After those before it were given."""
    document = protocol.document([talked(), talked()])
    first, second = document["sessions"]
    second["notes"][1]["kind"] = "rumour"
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document))
    given = next(read_states(path))
    assert isinstance(given, SessionState)
    assert given.session_id == first["id"]
    assert f"session {second['id']}, notes 2: " in str(refused(path))
    assert "'rumour'" in str(refused(path))


def test_a_newer_form_says_what_to_do(tmp_path: Path) -> None:
    """With the exit status of a newer database."""
    path = tmp_path / "x.json"
    path.write_text(json.dumps({**protocol.document([]), "version": 9}))
    error = refused(path)
    assert isinstance(error, JsonNewer)
    assert error.exit_code == 4
    assert "install the newer version" in str(error)


def test_a_file_that_is_too_large_or_none_is_refused(tmp_path: Path) -> None:
    """And no pipe is waited for."""
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 11)
    with pytest.raises(JsonRefused, match="larger than"):
        list(read_states(large, most=10))
    assert "folder" in str(refused(tmp_path))
    assert isinstance(refused(tmp_path / "none.json"), NotFound)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "not a regular file" in str(refused(tmp_path / "pipe"))


@given(st.integers(0, 1 << 32), st.binary(max_size=6))
@settings(max_examples=a_third(40), deadline=None)
def test_any_damage_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int, put: bytes
) -> None:
    """Bytes overwritten or left out anywhere: never an error of the program."""
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    random = Random(seed)
    content = sessions_json([talked()]).encode()
    at = random.randrange(len(content))
    path.write_bytes(content[:at] + put + content[at + random.randrange(9) :])
    with suppress(JsonRefused):
        list(read_states(path))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=3), each, max_size=3),
    max_leaves=4,
)


@given(
    st.dictionaries(st.text(max_size=3), JSON, max_size=3),
    st.lists(JSON, max_size=3),
    st.sampled_from([None, 1]),
)
@settings(max_examples=a_third(25), deadline=None)
def test_an_object_in_pieces_is_what_json_reads(
    members: dict[str, object], items: list[object], indent: int | None
) -> None:
    """The list apart, all else as values."""
    text = json.dumps({**members, "list": items}, indent=indent)
    found = pieced(text, "list")
    assert dict(found.members) == {name: value for name, value in members.items() if name != "list"}
    assert list(found.elements()) == items
