"""Where files live."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from breakout_tui import paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home in which nothing exists."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_database_lies_in_the_users_data_folder(home: Path) -> None:
    """It is breakout.db in a folder of the program's name."""
    assert paths.default_database() == paths.data_dir() / "breakout.db"
    assert "breakout-tui" in paths.data_dir().parts


def test_asking_for_places_creates_nothing(home: Path) -> None:
    """Every place can be asked for without leaving a trace."""
    places = [
        paths.data_dir(),
        paths.config_dir(),
        paths.log_file(),
        paths.documents_dir(),
        paths.default_database(),
    ]
    assert not any(place.exists() for place in places)
    assert list(home.iterdir()) == []


def test_a_named_programme_goes_first(home: Path) -> None:
    """--themes FILE wins, even where no such file is: reading it will say so."""
    assert paths.find_programme(home / "mine.toml") == home / "mine.toml"


def test_the_users_own_programme_goes_before_the_shipped_one(home: Path) -> None:
    """themes.toml in the config folder is taken when no file is named."""
    own = paths.config_dir() / "themes.toml"
    own.parent.mkdir(parents=True)
    own.write_text("")
    assert paths.find_programme(None) == own


def test_a_dangling_link_in_the_config_folder_is_not_passed_over(home: Path) -> None:
    """It is the user's file, and she must hear that it leads nowhere."""
    own = paths.config_dir() / "themes.toml"
    own.parent.mkdir(parents=True)
    own.symlink_to(home / "gone.toml")
    assert paths.find_programme(None) == own


def test_else_the_shipped_programme_is_taken(home: Path) -> None:
    """It exists, beside the package or at the root of the checkout."""
    assert paths.find_programme(None) == paths.shipped_programme()
    assert paths.shipped_programme().is_file()


def test_platformdirs_is_imported_only_when_needed() -> None:
    """Importing the module must cost nothing at the start."""
    program = "import sys, breakout_tui.paths; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
