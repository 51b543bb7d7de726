"""Runs a job on the thread of a writer, between two transactions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import StoreError

if TYPE_CHECKING:
    from breakout_tui.store.writer import Writer
    from breakout_tui.store.written_aside import Work


def living(writer: Writer | None, path: Path) -> Writer:
    """The writer. Raises StoreError if it has not started, or has ended."""
    if writer is None or not writer.is_alive():
        remedy = "start breakout-tui again"
        raise StoreError("nothing is being written", where=str(path), remedy=remedy)
    return writer


def write_aside(writer: Writer | None, work: Work, done: Callable[[bool], None]) -> None:
    """Have work done in a transaction of its own; ``done`` hears on the writer's thread whether it was, without a writer at once. Never waits."""
    if writer is None or not writer.is_alive():
        done(False)
    else:
        writer.ask(lambda: done(writer.write_aside(work)))


def run_on(writer: Writer, job: Callable[[], object], timeout: float) -> None:
    """Run the job, and wait for what becomes of it. Raises what it raises, and queue.Empty if it has not ended after the timeout in seconds."""
    outcome: SimpleQueue[Exception | None] = SimpleQueue()

    def run() -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - raised in the caller's thread
            outcome.put(error)
        else:
            outcome.put(None)

    writer.ask(run)
    if (failure := outcome.get(timeout=timeout)) is not None:
        raise failure
