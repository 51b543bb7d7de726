"""A model of whole-number columns and linear rows, solved by HiGHS.

The same model gives the same answer: one thread, no random seed, no time limit (where a search has to be cut, it is by the number of
nodes). What HiGHS returns is rounded, and whoever asks checks the answer by the rules themselves.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import highspy
import numpy as np

_NEARLY = 1e-6
"""HiGHS works to this exactness."""
_PATIENCE = 10.0
"""The seconds that HiGHS has to stop when the program ends; it takes less than one."""

Cost = Mapping[int, int]
"""What one unit of a column costs."""


def total(cost: Cost, values: Sequence[int]) -> int:
    """What values cost."""
    return sum(each * values[column] for column, each in cost.items())


class Stopped(Exception):
    """The search was stopped from outside; the model is as it was before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Values for all columns, what they cost, and the least that any values could cost."""

    values: tuple[int, ...]
    value: int
    bound: int


class WholeNumbers:
    """A model that is made column by column and row by row, then solved for one cost after the other.

    ``is_stopped`` is asked while HiGHS works; once it says yes, :class:`Stopped` is raised.
    """

    def __init__(self, is_stopped: Callable[[], bool]) -> None:
        self._is_stopped = is_stopped
        self._lower: list[int] = []
        self._upper: list[int] = []
        self._rows: list[tuple[float, float, list[int], list[int]]] = []
        self._highs = _new_highs()
        self._known = 0
        """Columns that HiGHS has."""
        self._known_rows = 0

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self._lower)

    def go_on(self) -> None:
        """From now on no longer ask whether to stop: to put together what is known when it was stopped."""
        self._is_stopped = lambda: False

    def column(self, upper: int = 1) -> int:
        """A new column from 0 to ``upper``; its number."""
        self._lower.append(0)
        self._upper.append(upper)
        return len(self._lower) - 1

    def row(self, low: float, terms: Mapping[int, int], high: float) -> None:
        """Demand that the sum is from ``low`` to ``high``; infinity for no limit."""
        self._rows.append((low, high, list(terms), list(terms.values())))

    def fix(self, column: int, value: int) -> None:
        """Demand one value of a column."""
        self._lower[column] = self._upper[column] = value
        if column < self._known:
            self._highs.changeColBounds(column, value, value)

    def hold(self, cost: Cost, value: int) -> None:
        """Demand from now on that the cost is at most this."""
        if value == 0 and all(each > 0 for each in cost.values()):
            for column in cost:
                self.fix(column, 0)
        else:
            self.row(-highspy.kHighsInf, cost, value)

    def bound(self, cost: Cost) -> tuple[int, Sequence[float]] | None:
        """The least that whole numbers can cost is not below this; with the fractions that cost it. None if nothing is possible."""
        if not self._lower:
            return (0, ()) if self._holds_without_columns() else None
        self._set(cost)
        self._highs.setOptionValue("solve_relaxation", True)
        try:
            status = self._run()
        finally:
            self._highs.setOptionValue("solve_relaxation", False)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        least = self._highs.getInfo().objective_function_value
        return _whole(least), self._highs.getSolution().col_value

    def limit(self, cost: Cost) -> int:
        """As ``bound``, where something is possible."""
        found = self.bound(cost)
        assert found is not None
        return found[0]

    def minimise(
        self, cost: Cost, *, start: Sequence[int] | None = None, nodes: int | None = None
    ) -> Answer | None:
        """The values that cost least. With ``nodes``, the best that is found within that many. None if there is no answer."""
        if not self._lower:
            return Answer((), 0, 0) if self._holds_without_columns() else None
        self._set(cost)
        self._highs.setOptionValue("mip_max_nodes", nodes if nodes is not None else highspy.kHighsIInf)
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = [float(value) for value in start]
            self._highs.setSolution(known)
        status = self._run()
        info = self._highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            if status == highspy.HighsModelStatus.kInfeasible or nodes is not None:
                return None
            raise AssertionError(f"HiGHS ended with {status}")
        values = tuple(round(value) for value in self._highs.getSolution().col_value)
        value = total(cost, values)
        is_best = status == highspy.HighsModelStatus.kOptimal
        if is_best and start is not None and value > info.objective_function_value + 0.5:
            # HiGHS presolved to something better than the start, and handed back the start for it.
            return self.minimise(cost, nodes=nodes)
        return Answer(values, value, value if is_best else min(value, _whole(info.mip_dual_bound)))

    def _holds_without_columns(self) -> bool:
        """Whether nothing at all keeps all rows: HiGHS does not look at the rows of a model without columns."""
        if self._is_stopped():
            raise Stopped
        return all(low <= 0 <= high for low, high, _, _ in self._rows)

    def _set(self, cost: Cost) -> None:
        self._add_columns()
        self._add_rows()
        # From the answer before, HiGHS would go on without presolving: with 2,000 delegates 76 s in place of 2 s.
        _check(self._highs.clearSolver())
        count = len(self._lower)
        costs = np.zeros(count)
        for column, each in cost.items():
            costs[column] = each
        _check(self._highs.changeColsCost(count, np.arange(count, dtype=np.int32), costs))

    def _add_columns(self) -> None:
        count = len(self._lower) - self._known
        if not count:
            return
        lower = np.array(self._lower[self._known :], float)
        upper = np.array(self._upper[self._known :], float)
        _check(self._highs.addVars(count, lower, upper))
        columns = np.arange(self._known, len(self._lower), dtype=np.int32)
        whole = np.full(count, highspy.HighsVarType.kInteger)
        _check(self._highs.changeColsIntegrality(count, columns, whole))
        self._known = len(self._lower)

    def _add_rows(self) -> None:
        rows = self._rows[self._known_rows :]
        if not rows:
            return
        starts = np.cumsum([0, *(len(row[2]) for row in rows)])
        _check(
            self._highs.addRows(
                len(rows),
                np.array([row[0] for row in rows], float),
                np.array([row[1] for row in rows], float),
                int(starts[-1]),
                starts[:-1].astype(np.int32),
                np.array([column for row in rows for column in row[2]], np.int32),
                np.array([factor for row in rows for factor in row[3]], float),
            )
        )
        self._known_rows = len(self._rows)

    def _run(self) -> highspy.HighsModelStatus:
        if self._is_stopped():
            raise Stopped
        self._highs.startSolve()
        try:
            self._wait()
        except BaseException:
            # HiGHS aborts the process if it ends while a thread of it works.
            self._highs.cancelSolve()  # type: ignore[no-untyped-call]
            self._highs.wait(_PATIENCE)
            raise
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInterrupt:
            raise Stopped
        return status

    def _wait(self) -> None:
        is_done = False
        while not is_done:
            is_done, _ = self._highs.wait(0.05)
            if self._is_stopped():
                self._highs.cancelSolve()  # type: ignore[no-untyped-call]


def _new_highs() -> highspy.Highs:
    with _without_output():
        highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
        _check(highs.setOptionValue(option, value))
    highs.HandleUserInterrupt = True
    return highs


def _whole(least: float) -> int:
    """The least whole number that is not below this one."""
    return ceil(least - _NEARLY * max(1.0, abs(least)))


@contextlib.contextmanager
def _without_output() -> Iterator[None]:
    """The first object of HiGHS in a process prints a banner, before any option can be set."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _check(status: highspy.HighsStatus) -> None:
    """HiGHS reports a refused call by its status only."""
    if status != highspy.HighsStatus.kOk:
        raise AssertionError(f"HiGHS answered {status}")


def version() -> str:
    """The version of HiGHS: another one may choose otherwise among answers that are equally good."""
    return str(_new_highs().version())
