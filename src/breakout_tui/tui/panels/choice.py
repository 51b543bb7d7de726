"""Which panel belongs to which kind of step or stage of the day."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session_state import Stage
from breakout_tui.tui.widgets.panel import Panel

# Each is imported when its step is reached: a session opens sooner by the time that all seven take.


def _opening() -> type[Panel]:
    from breakout_tui.tui.panels.opening_panel import OpeningPanel

    return OpeningPanel


def _break() -> type[Panel]:
    from breakout_tui.tui.panels.break_panel import BreakPanel

    return BreakPanel


def _rank() -> type[Panel]:
    from breakout_tui.tui.panels.rank_panel import RankPanel

    return RankPanel


def _agree() -> type[Panel]:
    from breakout_tui.tui.panels.agree_panel import AgreePanel

    return AgreePanel


def _read_back() -> type[Panel]:
    from breakout_tui.tui.panels.read_back_panel import ReadBackPanel

    return ReadBackPanel


def _lunch() -> type[Panel]:
    from breakout_tui.tui.panels.lunch_panel import LunchPanel

    return LunchPanel


def _done() -> type[Panel]:
    from breakout_tui.tui.panels.done_panel import DonePanel

    return DonePanel


CHOICE: dict[StepKind | Stage, Callable[[], type[Panel]]] = {
    StepKind.OPENING: _opening,
    StepKind.BREAK: _break,
    StepKind.RANK: _rank,
    StepKind.AGREE: _agree,
    StepKind.READBACK: _read_back,
    Stage.LUNCH: _lunch,
    Stage.DONE: _done,
}
