"""Names the option that overwrites a file, when a command meets an existing one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from breakout_tui.domain.errors import OutputExists


@contextmanager
def naming_force() -> Iterator[None]:
    """Let OutputExists for a file say that ``--force`` overwrites it; a folder keeps its own remedy."""
    try:
        yield
    except OutputExists as problem:
        if Path(problem.where).is_dir():
            raise
        remedy = "--force replaces it, or choose another name"
        raise OutputExists(problem.what, where=problem.where, remedy=remedy) from problem
