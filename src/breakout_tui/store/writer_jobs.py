"""Runs a job on the thread of a writer, between two transactions, and waits for what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import StoreError

if TYPE_CHECKING:
    from breakout_tui.store.writer import Writer


def living(writer: Writer | None, path: Path) -> Writer:
    """The writer. Raises StoreError if it has not started, or has ended."""
    if writer is None or not writer.is_alive():
        remedy = "start breakout-tui again"
        raise StoreError("nothing is being written", where=str(path), remedy=remedy)
    return writer


def run_on(writer: Writer, job: Callable[[], None], timeout: float) -> None:
    """Run the job. Raises what it raises, and queue.Empty if it has not ended after the timeout in seconds."""
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
