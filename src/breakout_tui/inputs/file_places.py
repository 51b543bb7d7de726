"""File places: the folders in which files of other rooms may be: USB sticks and cards first, as this computer mounts them."""

from __future__ import annotations

import os
import re
import string
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from breakout_tui.domain.browsing import FilePlace, PlaceSort

MOUNTS = Path("/proc/self/mounts")
VOLUMES = Path("/Volumes")
_MEDIA = re.compile(r"/media/.+|/run/media/.+|/mnt/[^/]+")
"""Where desktops on Linux mount what is plugged in."""
_ESCAPED = re.compile(rb"\\([0-3][0-7]{2})")


def places(home: Path, downloads: Path, database: Path, last: Path | None = None) -> tuple[FilePlace, ...]:
    """The folders that exist, each once, sticks first. ``last`` is where files were gathered from last. Never raises."""
    wanted = [
        *((path, PlaceSort.STICK) for path in sticks()),
        *([(last, PlaceSort.LAST)] if last is not None else []),
        (database.parent, PlaceSort.DATABASE),
        (downloads, PlaceSort.DOWNLOADS),
        (home, PlaceSort.HOME),
    ]
    found: dict[Path, FilePlace] = {}
    for path, sort in wanted:
        if _is_folder(path):
            found.setdefault(path.absolute(), FilePlace(path.absolute(), sort))
    return tuple(found.values())


def sticks(platform: str = sys.platform, mounts: Path = MOUNTS, volumes: Path = VOLUMES) -> Iterable[Path]:
    """The mount points of what can be plugged in: on Windows all drives, on macOS all volumes but that of the system."""
    with suppress(OSError):
        match platform:
            case "win32":
                drives = (Path(f"{letter}:\\") for letter in string.ascii_uppercase)
                return [drive for drive in drives if _is_folder(drive)]
            case "darwin":
                return sorted(each for each in volumes.iterdir() if each.resolve() != Path("/"))
            case _:
                return [*_mounted(mounts.read_bytes())]
    return []


def _mounted(mounts: bytes) -> Iterator[Path]:
    """The mount points of proc_mounts(5) at which sticks are mounted; blanks and the like are octal there."""
    for line in mounts.splitlines():
        _, point, *_ = [*line.split(b" "), b"", b""]
        path = os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), point))
        if _MEDIA.fullmatch(path):
            yield Path(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a drive without a card
        return False
