"""Reads a file of sessions in JSON, as ``export --format json`` writes it; every error names the file and the place in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from breakout_tui import protocol
from breakout_tui.domain.errors import JsonNewer, JsonRefused, NotFound
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.versions import SessionState
from breakout_tui.inputs.regular_file import read_bytes

MOST_BYTES = 256 * 1024 * 1024
"""The largest file that is read: about 1,000 rooms of 500 notes. Its text is in memory whole, its sessions one at a time."""


def read_states(path: Path, *, most: int = MOST_BYTES) -> Iterator[SessionState | PaperState]:
    """The sessions in the JSON file at ``path``, one at a time, then the papers.

    Raises NotFound; JsonRefused for what is no such file, or is larger than ``most`` bytes; JsonNewer. All but an unreadable session is
    refused before the first session is given, an unreadable session when it is its turn: write what comes in one transaction.
    """
    try:
        received = protocol.received(_content(path, most))
        yield from received.sessions
        yield from received.papers
    except JsonNewer as error:
        raise JsonNewer(error.what, where=str(path), remedy="install the newer version") from error
    except JsonRefused as error:
        where = f"{path}: {error.where}" if error.where else str(path)
        raise JsonRefused(error.what, where=where, remedy=error.remedy) from error


def _content(path: Path, most: int) -> bytes:
    try:
        content = read_bytes(path, most)
    except FileNotFoundError:
        raise NotFound("file not found", where=str(path), remedy="check its name and folder") from None
    except IsADirectoryError:
        raise JsonRefused("this is a folder", remedy="name a file") from None
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else str(failure)
        raise JsonRefused(f"the file can't be read: {reason}") from None
    if content is None:
        raise JsonRefused("this is not a regular file")
    if len(content) > most:
        size = f"{most // 1024**2} MB"
        raise JsonRefused(f"the file is larger than {size}", remedy="export its sessions in several files")
    return content
