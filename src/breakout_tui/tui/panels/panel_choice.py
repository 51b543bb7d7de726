"""Panel choice: the panel for each kind of step and stage of the day."""

from __future__ import annotations

from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.widgets.panel import Panel


def panel_of(what: StepKind | Stage) -> type[Panel] | None:
    """The panel, or None to show the notes.

    Each is imported when its step is reached, so that a session opens faster.
    """
    match what:
        case StepKind.OPENING:
            from breakout_tui.tui.panels.opening_panel import OpeningPanel

            return OpeningPanel
        case StepKind.BREAK:
            from breakout_tui.tui.panels.break_panel import BreakPanel

            return BreakPanel
        case StepKind.RANK:
            from breakout_tui.tui.panels.rank_panel import RankPanel

            return RankPanel
        case StepKind.AGREE:
            from breakout_tui.tui.panels.agree_panel import AgreePanel

            return AgreePanel
        case StepKind.READBACK:
            from breakout_tui.tui.panels.read_back_panel import ReadBackPanel

            return ReadBackPanel
        case Stage.BETWEEN:
            from breakout_tui.tui.panels.pause_panel import PausePanel

            return PausePanel
        case Stage.DONE:
            from breakout_tui.tui.panels.done_panel import DonePanel

            return DonePanel
        case _:
            return None
