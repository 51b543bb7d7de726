"""The room of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from tests.domain.example import Talk
from tests.store.file_replicas import FileReplica, first_file


@pytest.fixture
def room(tmp_path: Path) -> Iterator[FileReplica]:
    """The file of a room in its morning."""
    talk = Talk(c.EditDetails(rule=AttributionRule.NAMED))
    talk.say(Kind.CHALLENGE, "Silo budgets")
    made = first_file(talk, tmp_path / "a.db")
    yield made
    made.ends_window()
