"""A hub is given what rooms' files have, while they are copied, gathered from one another and erased from: it ends as a conference file does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, PLACES, Move
from tests.store.builders import StillClock, database
from tests.store.file_replicas import FileReplica, files_after, gather, rows
from tests.store.hub_play import PlayedHub, RoomLink, part_of, update_of

SENDING = st.one_of(MOVES, MOVES, MOVES, st.builds(Move, PLACES, st.just("send")))


@dataclass
class SendingFiles:
    """Copies of one file, each with a link."""

    hub: PlayedHub
    links: dict[Path, RoomLink]

    def send(self, copy: FileReplica) -> None:
        """Until the hub has what the file has; a request that is answered with a wish for more is followed by all of it."""
        copy.ends_window()
        link = self.links.setdefault(copy.path, RoomLink(copy.path.name))
        state = database(copy.path).state(copy.session_id)
        for _ in range(2):
            (taken,) = self.hub.take(link.update(state))
            link.hears(taken)
            known = {erasure.id for erasure in state.erasures}
            assert not known & {erasure.id for erasure in taken.erasures}
            if not taken.wants_whole:
                return
        raise AssertionError("the hub wants all of it twice")


def assert_as_gathered(folder: Path, hub: PlayedHub, name: DatabaseName, moves: Sequence[Move]) -> None:
    """The rows of the hub are those of a conference file into which the files were gathered."""
    sending = SendingFiles(hub, {})

    def send(copies: Sequence[FileReplica], move: Move) -> None:
        sending.send(copies[move.where % len(copies)])

    files = files_after(Talk(), moves, folder, send)
    session_id = ""
    for file in files:
        (summary,) = database(file).summaries()
        session_id = summary.id
        sending.send(FileReplica(file, session_id))
    gather(folder / "whole.db", *files)
    assert rows(name) == rows(folder / "whole.db")
    for file in files:
        for known in ({}, sending.links[file].told):
            (taken,) = hub.take(update_of(session_id, part_of(database(file).state(session_id), known)))
            assert not taken.wants_whole
    assert rows(name) == rows(folder / "whole.db")


@given(st.lists(SENDING, min_size=4, max_size=16))
@settings(max_examples=4, deadline=None)
def test_a_hub_ends_with_the_rows_of_the_gathered_files(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move]
) -> None:
    """Rule: also where something was erased in one of them, before or after it was sent."""
    folder = tmp_path_factory.mktemp("files")
    with closing(HubDatabase(folder / "hub.db", StillClock())) as hub:
        assert_as_gathered(folder, PlayedHub([hub]), folder / "hub.db", moves)
