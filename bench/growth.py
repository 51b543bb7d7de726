"""How start, typing, saving and memory grow with the number of notes."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from bench.figures import p95
from bench.rooms import Rooms
from bench.table import Extent, save_times
from bench.visits import Wish, visit_session

SIZES = (100, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Stage:
    """The medians at one size: milliseconds and megabytes."""

    notes: int
    start: float
    echo: float
    addition: float
    save: float
    memory: float


def growth(rooms: Rooms, extent: Extent, sizes: tuple[int, ...] = SIZES) -> list[Stage]:
    """One line a size; the sizes are visited in turn."""
    wish = Wish(keys=extent.keys, notes=extent.notes, memory=True)
    runs = max(1, extent.runs // 2)
    visits = [[visit_session(rooms, size, wish) for size in sizes] for _ in range(runs)]
    saves = [[p95(save_times(rooms.copy(size), extent.saves)) for size in sizes] for _ in range(runs)]
    return [
        Stage(
            size,
            median(run[place].start for run in visits) * 1000,
            median(p95(run[place].heard_again) for run in visits) * 1000,
            median(p95(run[place].additions) for run in visits) * 1000,
            median(run[place] for run in saves) * 1000,
            median(run[place].memory for run in visits) / 1e6,
        )
        for place, size in enumerate(sizes)
    ]
