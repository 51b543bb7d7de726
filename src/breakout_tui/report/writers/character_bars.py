"""Bars drawn in characters, for formats without pictures."""

from __future__ import annotations

WIDTH = 24
"""Width of the longest bar in characters."""
LEGEND = "In the bars, █ is time used and ┃ marks the planned time."


def character_bar(planned: int, used: int, longest: int) -> str:
    """What was used, what was left of the plan, and a mark at the plan; ``longest`` has the full width."""
    scale = WIDTH / max(longest, 1)
    filled, mark = round(used * scale), round(planned * scale)
    if used and not filled:
        filled = 1
    cells = "█" * filled + "·" * (mark - filled)
    return f"{cells[:mark]}┃{cells[mark:]}"
