"""Runs the search for places, with progress on a terminal; Ctrl+C keeps the best so far."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import FrameType

from breakout_tui.cli.progress_line import progress_line
from breakout_tui.cli.relaxation_lines import relaxation_lines
from breakout_tui.domain.allocation import Criterion, Places, Solved
from breakout_tui.domain.allocation_record import Change
from breakout_tui.domain.errors import AllocationImpossible, FormatUnavailable, NotConfirmed

_LOOKED_FOR = {
    Criterion.LEVELS: "the worst off",
    Criterion.FIRST: "first choices",
    Criterion.UNANSWERED: "delegates without an answer",
    Criterion.SPREAD: "delegations that spread",
    Criterion.MIXING: "mixed countries",
    Criterion.CHANGES: "few changes",
    Criterion.DRAW: "the draw",
}


def searched(
    change: Change, titles: Mapping[str, str], *, is_plain: bool
) -> tuple[Places, tuple[Solved, ...], bool]:
    """The places, what was reached, and whether the search came to its end. ``titles`` are those of the themes, by id.

    Raises AllocationImpossible, NotConfirmed if it was stopped before there were any places, and FormatUnavailable.
    """
    if change.places is not None:
        return change.places, (), True
    refuse_without_solver()
    from breakout_tui.allocate.relaxing import relaxations
    from breakout_tui.allocate.search import Search
    from breakout_tui.allocate.whole_numbers import Stopped

    with progress_line(is_wanted=not is_plain) as told, _stopped_by_ctrl_c(told) as is_stopped:
        try:
            found = Search(
                change.task,
                change.criteria,
                told=lambda criterion: told(
                    f"Looking at {_LOOKED_FOR[criterion]} · Ctrl+C keeps the best so far"
                ),
                is_stopped=is_stopped,
            ).run()
            if found is not None:
                return found
            told("No places keep all rules. Looking for what to relax")
            ways = relaxations(change.task, is_stopped)
        except Stopped:
            raise NotConfirmed("stopped before any places were found", remedy="nothing was changed") from None
    raise AllocationImpossible("allocate", tuple(relaxation_lines(change.task, ways, titles)))


def refuse_without_solver() -> None:
    """Raises FormatUnavailable, with what to install."""
    if find_spec("highspy") is None:
        raise FormatUnavailable(
            "giving places needs the library highspy", remedy="pip install 'breakout-tui[organiser]'"
        )


@contextmanager
def _stopped_by_ctrl_c(told: Callable[[str], None]) -> Iterator[Callable[[], bool]]:
    """Inside the block the first Ctrl+C only makes the answer yes; the second one ends the program."""
    is_stopped = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal is_stopped
        if is_stopped:
            # The solver is still ending; a third one would end the program before it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            raise KeyboardInterrupt
        is_stopped = True
        told("Stopping: putting together the best so far; Ctrl+C again ends at once")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: is_stopped
    finally:
        signal.signal(signal.SIGINT, before)
