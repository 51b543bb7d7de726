"""Statistics of interleaved runs: medians, their ratio, and the range of the ratio over the runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return percentile(values, 95)


def percentile(values: Sequence[float], percent: int) -> float:
    """A percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table: our values compared with the baseline, run by run; without baseline, absolute values."""

    name: str
    goal: float
    ours: tuple[float, ...]
    baseline: tuple[float, ...] | None
    unit: str = "ms"
    together: tuple[float, float] | None = None
    """Ours and the baseline's over the samples of all runs, where a run alone has too few of them for a percentile."""

    @property
    def value(self) -> float:
        """The ratio of what is compared, or our median if there is no baseline."""
        ours, baseline = self.compared
        return ours if baseline is None else ours / baseline

    @property
    def compared(self) -> tuple[float, float | None]:
        """Ours and the baseline's: over all samples, or the medians of the runs."""
        if self.together is not None:
            return self.together
        return median(self.ours), None if self.baseline is None else median(self.baseline)

    @property
    def span(self) -> tuple[float, float]:
        """The smallest and the largest value over the runs."""
        if self.baseline is None:
            return min(self.ours), max(self.ours)
        ratios = [one / other for one, other in zip(self.ours, self.baseline, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal

    def cells(self) -> tuple[str, ...]:
        """The cells of the row: name, goal, result with range, medians, whether the goal is met."""
        least, most = self.span
        ours, baseline = self.compared
        if baseline is None:
            goal, measured = (
                f"≤ {self.goal:g} {self.unit}",
                f"{self.value:.1f} {self.unit} ({least:.1f}–{most:.1f})",
            )
            medians = "–"
        else:
            goal, measured = f"≤ {self.goal:g}×", f"{self.value:.2f}× ({least:.2f}–{most:.2f})"
            medians = f"{ours:.4g} / {baseline:.4g} {self.unit}"
        return self.name, goal, measured, medians, "yes" if self.is_met else "**no**"
