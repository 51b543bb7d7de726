"""Measures how start, typing, saving and memory depend on the number of notes."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from bench.figures import p95
from bench.rows import Extent, save_times
from bench.sample_databases import SampleDatabases
from bench.visits import VisitPlan, visit_session

SIZES = (100, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """The medians for one number of notes, in milliseconds and megabytes."""

    notes: int
    start: float
    echo: float
    addition: float
    save: float
    memory: float


def growth(samples: SampleDatabases, extent: Extent, sizes: tuple[int, ...] = SIZES) -> list[GrowthRow]:
    """Measure one row per size. The sizes take turns in each run."""
    plan = VisitPlan(keys=extent.keys, notes=extent.notes, memory=True)
    runs = max(1, extent.runs // 2)
    visits = [[visit_session(samples, size, plan) for size in sizes] for _ in range(runs)]
    saves = [[p95(save_times(samples.copy(size), extent.saves)) for size in sizes] for _ in range(runs)]
    return [
        GrowthRow(
            size,
            median(run[place].start for run in visits) * 1000,
            median(p95(run[place].echoes) for run in visits) * 1000,
            median(p95(run[place].additions) for run in visits) * 1000,
            median(run[place] for run in saves) * 1000,
            median(run[place].memory for run in visits) / 1e6,
        )
        for place, size in enumerate(sizes)
    ]
