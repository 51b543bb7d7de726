"""Numbers out of interleaved runs: medians, their ratio, and how far the ratio of single runs reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 don't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: ours against another's (None: absolute), over runs made in turn."""

    name: str
    goal: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...] | None
    unit: str = "ms"

    @property
    def value(self) -> float:
        """The ratio of the medians, or our median where nothing stands against it."""
        return median(self.ours) / median(self.theirs) if self.theirs is not None else median(self.ours)

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest over the runs."""
        if self.theirs is None:
            return min(self.ours), max(self.ours)
        ratios = [one / other for one, other in zip(self.ours, self.theirs, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal

    def cells(self) -> tuple[str, ...]:
        """What, goal, measured with its range, the medians themselves, met or not."""
        least, most = self.span
        if self.theirs is None:
            goal, measured = (
                f"≤ {self.goal:g} {self.unit}",
                f"{self.value:.1f} {self.unit} ({least:.1f}–{most:.1f})",
            )
            medians = "–"
        else:
            goal, measured = f"≤ {self.goal:g}×", f"{self.value:.2f}× ({least:.2f}–{most:.2f})"
            medians = f"{median(self.ours):.4g} / {median(self.theirs):.4g} {self.unit}"
        return self.name, goal, measured, medians, "yes" if self.is_met else "**no**"
