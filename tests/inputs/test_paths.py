"""Where breakout-tui keeps its files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from breakout_tui import paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_database_is_in_the_user_data_folder(home: Path) -> None:
    """It is breakout.db in a folder named breakout-tui."""
    assert paths.default_database() == paths.data_dir() / "breakout.db"
    assert "breakout-tui" in paths.data_dir().parts


def test_asking_for_a_path_creates_nothing(home: Path) -> None:
    """The functions only compute paths."""
    places = [
        paths.data_dir(),
        paths.config_dir(),
        paths.log_file(),
        paths.documents_dir(),
        paths.default_database(),
    ]
    assert not any(place.exists() for place in places)
    assert list(home.iterdir()) == []


def test_a_named_programme_has_the_highest_priority(home: Path) -> None:
    """--themes FILE wins even if the file does not exist; reading it reports the error."""
    assert paths.find_programme(home / "mine.toml") == home / "mine.toml"


def test_the_users_programme_has_priority_over_the_shipped_one(home: Path) -> None:
    """themes.toml in the configuration folder is used if no file is named."""
    own = paths.config_dir() / "themes.toml"
    own.parent.mkdir(parents=True)
    own.write_text("")
    assert paths.find_programme(None) == own


def test_a_broken_link_in_the_configuration_folder_is_not_skipped(home: Path) -> None:
    """It is the user's own file, so reading it must report the error."""
    own = paths.config_dir() / "themes.toml"
    own.parent.mkdir(parents=True)
    own.symlink_to(home / "gone.toml")
    assert paths.find_programme(None) == own


def test_the_shipped_programme_is_the_default(home: Path) -> None:
    """It exists, in the package or at the root of the checkout."""
    assert paths.find_programme(None) == paths.shipped_programme()
    assert paths.shipped_programme().is_file()


def test_platformdirs_is_imported_only_when_needed() -> None:
    """Importing ``paths`` must not slow the start."""
    program = "import sys, breakout_tui.paths; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
