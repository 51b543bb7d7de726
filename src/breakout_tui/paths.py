"""Where files live, by the customs of each platform. Creates nothing; whoever writes a file makes its folder.

platformdirs is imported only when a folder is asked for, so that a command with all its files named starts without it.
"""

from __future__ import annotations

import os
from pathlib import Path

_NAME = "breakout-tui"
_PROGRAMME = "themes.toml"


def data_dir() -> Path:
    """The folder for what the user must not lose."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)


def config_dir() -> Path:
    """The folder for what the user sets: her programme file, her keys."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False)


def documents_dir() -> Path:
    """The user's own documents folder, where reports go unless she says otherwise."""
    from platformdirs import user_documents_path

    return user_documents_path()


def log_file() -> Path:
    """The file for what went wrong inside the program."""
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False) / "breakout-tui.log"


def default_database() -> Path:
    """The database of a user who names none."""
    return data_dir() / "breakout.db"


def shipped_programme() -> Path:
    """The programme file that comes with the program: inside the package, or in a checkout at its root."""
    beside = Path(__file__).parent / _PROGRAMME
    return beside if beside.is_file() else Path(__file__).parents[2] / _PROGRAMME


def find_programme(given: Path | None) -> Path:
    """The programme file to read: the one given, else the one in the config folder, else the shipped one.

    What stands in the config folder under that name is taken even if it cannot be read: to pass over the user's own
    file without a word would open her room with another programme.
    """
    if given is not None:
        return given
    own = config_dir() / _PROGRAMME
    return own if os.path.lexists(own) else shipped_programme()
