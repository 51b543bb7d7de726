"""Browsing: where files of other rooms can be, as plain values: the places of this computer, and what is in a folder."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class PlaceSort(Enum):
    """Why a folder is among the places. The value is the word shown."""

    STICK = "stick or card"
    LAST = "gathered from last"
    DATABASE = "folder of your database"
    DOWNLOADS = "downloads"
    HOME = "home"


class FilePlace(NamedTuple):
    """A folder from which looking begins."""

    path: Path
    sort: PlaceSort


class FoundFile(NamedTuple):
    """A folder, or a file that can be gathered by its name."""

    path: Path
    is_folder: bool = False
    size: int = 0
    """Bytes; 0 for a folder."""
    changed: datetime | None = None
    """Local time; None for a folder, or where it can't be told."""
    is_own: bool = False
    """It is the database in use, which is never gathered into itself."""


class Listing(NamedTuple):
    """What is in a folder: folders first, each in the order of names."""

    folder: Path
    files: tuple[FoundFile, ...] = ()
    others: int = 0
    """How many files can't be gathered by their name, and are left out."""
    is_cut: bool = False
    """There is more than is listed."""
    problem: str = ""
    """Why the folder can't be read; empty if it can."""
