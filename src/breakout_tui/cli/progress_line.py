"""A line on stderr that says what is being done, and for how long; it is gone when all is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from breakout_tui.domain.ports import unnoticed
from breakout_tui.domain.text import clean_line


@contextmanager
def progress_line(*, is_wanted: bool) -> Iterator[Callable[[str], None]]:
    """What to tell what is being done. Nothing is shown where stderr is no terminal."""
    if not (is_wanted and sys.stderr.isatty()):
        yield unnoticed
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as shown:
        task = shown.add_task("", total=None)
        yield lambda text: shown.update(task, description=escape(clean_line(text)))
