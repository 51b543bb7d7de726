"""Which panel belongs to which kind of step or stage of the day."""

from __future__ import annotations

from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session_state import Stage
from breakout_tui.tui.panels.agree_panel import AgreePanel
from breakout_tui.tui.panels.break_panel import BreakPanel
from breakout_tui.tui.panels.done_panel import DonePanel
from breakout_tui.tui.panels.lunch_panel import LunchPanel
from breakout_tui.tui.panels.opening_panel import OpeningPanel
from breakout_tui.tui.panels.rank_panel import RankPanel
from breakout_tui.tui.panels.read_back_panel import ReadBackPanel
from breakout_tui.tui.widgets.panel import Panel

CHOICE: dict[StepKind | Stage, type[Panel]] = {
    StepKind.OPENING: OpeningPanel,
    StepKind.BREAK: BreakPanel,
    StepKind.RANK: RankPanel,
    StepKind.AGREE: AgreePanel,
    StepKind.READBACK: ReadBackPanel,
    Stage.LUNCH: LunchPanel,
    Stage.DONE: DonePanel,
}
