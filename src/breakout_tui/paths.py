"""Where files are stored on each platform. Only computes paths; the code that writes a file creates its folder.

platformdirs is imported only when a default folder is needed, so a command that names all its files starts faster.
"""

from __future__ import annotations

import os
from pathlib import Path

_APP_NAME = "breakout-tui"
_PROGRAMME = "themes.toml"
_SETTINGS = "settings.toml"


def data_dir() -> Path:
    """The folder for the user's data: the database."""
    from platformdirs import user_data_path

    return user_data_path(_APP_NAME, appauthor=False)


def config_dir() -> Path:
    """The folder for the user's settings, and for the programme file."""
    from platformdirs import user_config_path

    return user_config_path(_APP_NAME, appauthor=False)


def documents_dir() -> Path:
    """The user's documents folder, the default place for reports."""
    from platformdirs import user_documents_path

    return user_documents_path()


def log_file() -> Path:
    """The log of unexpected errors."""
    from platformdirs import user_log_path

    return user_log_path(_APP_NAME, appauthor=False) / "breakout-tui.log"


def default_database() -> Path:
    """The database that is used unless ``--database`` names another one."""
    return data_dir() / "breakout.db"


def settings_file() -> Path:
    """The settings of the user; the file may not exist."""
    return config_dir() / _SETTINGS


def shipped_programme() -> Path:
    """The programme file that ships with breakout-tui: in the package, or at the root of a checkout."""
    packaged = Path(__file__).parent / _PROGRAMME
    return packaged if packaged.is_file() else Path(__file__).parents[2] / _PROGRAMME


def find_programme(given: Path | None) -> Path:
    """The programme file to read: the given one, else the one in the configuration folder, else the shipped one.

    A file in the configuration folder is used even if it cannot be read. Skipping it silently would open the session
    with another programme.
    """
    if given is not None:
        return given
    own = config_dir() / _PROGRAMME
    return own if os.path.lexists(own) else shipped_programme()
