"""The fictional conference in a file, for the commands that are about all rooms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands_here import HOMES, Room
from tests.fictional_conference import fictional_sessions
from tests.store.conference_file import written


@pytest.fixture(scope="module")
def conference_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the fictional conference, not to be changed."""
    return written(tmp_path_factory.mktemp("conference") / "conference.db", fictional_sessions())


@pytest.fixture
def organiser(conference_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Commands on a copy of it."""
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return Room(Path(shutil.copy(conference_file, tmp_path / "conference.db")))
