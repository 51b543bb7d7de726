"""The progress bar of gathering, on stderr; it is gone when all is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from breakout_tui.domain import gathering

_ACCENT = "#e8b45a"
"""As what is now on the screens."""


@contextmanager
def bar(sizes: Sequence[int]) -> Iterator[tuple[gathering.Progress, Callable[[], None]]]:
    """Shows the bar for files of these sizes; gives what to tell how far a file is, and that one is done."""
    with Progress(
        TextColumn("Gathering"),
        BarColumn(complete_style=_ACCENT, finished_style=_ACCENT),
        TextColumn("file {task.fields[file]} of {task.fields[files]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as shown:
        task = shown.add_task("", total=max(1, sum(sizes)), file=1, files=len(sizes))
        done = 0

        def progress(sessions: int, of: int) -> None:
            before = sum(sizes[:done])
            shown.update(task, completed=before + sizes[done] * sessions / max(1, of))

        def advance() -> None:
            nonlocal done
            done += 1
            shown.update(task, completed=sum(sizes[:done]), file=min(done + 1, len(sizes)))

        yield progress, advance
