"""The search: one criterion after the other, each held at the best that it can have before the next one is looked at.

Fractions of delegates are much quicker to search than delegates, and what they reach is a limit that no whole answer can pass. So
the levels are taken with fractions, then one whole answer that keeps all of these limits is looked for. If there is one, as nearly
always, it is the best, and that is proved. If there is none, each level is searched with whole delegates. The other criteria are each
searched from the answer before, which often reaches what fractions reach already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from breakout_tui.allocate.seats_model import SeatsModel
from breakout_tui.allocate.whole_numbers import Answer, Cost, Stopped, WholeNumbers, total
from breakout_tui.domain.allocation import CRITERIA, Criterion, Places, Solved, Task
from breakout_tui.domain.allocation_check import broken_rules

_NODES = 50
"""How far the wishes that are only nice to have are searched. Nearly always the best is proved long before."""
_NICE_TO_HAVE = frozenset({Criterion.SPREAD, Criterion.MIXING, Criterion.DRAW})
_WHOLE_NODES = 500
"""How far a whole answer is searched that reaches what fractions reach."""


class Found(NamedTuple):
    """The best answer, and what it reached by each criterion."""

    places: Places
    solved: tuple[Solved, ...]
    is_complete: bool
    """False if the search was stopped before its end."""


class _Reached(NamedTuple):
    """What a cost can be brought down to: at least ``bound``, here ``value``."""

    value: int
    bound: int
    values: Sequence[float]


_Reach = Callable[[Cost], _Reached]


class _Impossible(Exception):
    """No answer keeps all rules."""


class Search:
    """One search. ``told`` hears each criterion before it is looked at; ``is_stopped`` is asked all the time."""

    def __init__(
        self,
        task: Task,
        criteria: Sequence[Criterion] = CRITERIA,
        *,
        told: Callable[[Criterion], None] = lambda _: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._task = task
        self._told = told
        self._is_stopped = is_stopped
        split = criteria.index(Criterion.LEVELS) + 1 if Criterion.LEVELS in criteria else 0
        self._first, self._rest = criteria[:split], criteria[split:]
        self._best: tuple[Places, tuple[Solved, ...]] | None = None
        self._limits: tuple[SeatsModel, list[Solved]] | None = None
        """While only fractions are known: the model, and what they have reached so far."""

    def run(self) -> Found | None:
        """The best answer; None if no answer keeps all rules. Raises Stopped if it is stopped before anything is known."""
        try:
            self._refine(*(self._by_fractions() or self._by_whole_delegates()))
        except _Impossible:
            return None
        except Stopped:
            if self._best is None and not self._has_settled():
                raise
            return self._checked(is_complete=False)
        return self._checked(is_complete=True)

    def _has_settled(self) -> bool:
        """Find a whole answer that keeps the limits that are known when the search is stopped; False if there is none."""
        if self._limits is None:
            return False
        model, solved = self._limits
        model.numbers.go_on()
        return self._filled(model, solved) is not None

    def _filled(self, model: SeatsModel, solved: Sequence[Solved]) -> Answer | None:
        """A whole answer that keeps the limits so far, which is the best one then; None if none is found within the nodes."""
        answer = _led_by_the_draw(model)
        if answer is not None:
            self._best = model.places(answer.values), tuple(solved)
        return answer

    def _checked(self, *, is_complete: bool) -> Found:
        """The answer, once it is known to keep the rules."""
        assert self._best is not None
        places, solved = self._best
        wrong = [each for each in broken_rules(self._task, places) if not each.is_allowed(self._task)]
        if wrong:
            raise AssertionError(f"the search broke a rule: {wrong[0].rule}")
        return Found(places, solved, is_complete)

    def _by_fractions(self) -> tuple[SeatsModel, Answer, list[Solved]] | None:
        """An answer in whole delegates that reaches what fractions reach; None if there is none, or not within reach."""
        model = self._model()
        solved: list[Solved] = []

        def reach(cost: Cost) -> _Reached:
            limit = model.numbers.bound(cost)
            if limit is None:
                raise _Impossible
            self._limits = model, solved
            return _Reached(limit[0], limit[0], limit[1])

        self._reach_first(model, reach, solved)
        answer = self._filled(model, solved)
        self._limits = None
        return None if answer is None else (model, answer, solved)

    def _by_whole_delegates(self) -> tuple[SeatsModel, Answer, list[Solved]]:
        model = self._model()
        latest: Answer | None = None

        def reach(cost: Cost) -> _Reached:
            nonlocal latest
            if latest is not None and total(cost, latest.values) == (limit := model.numbers.limit(cost)):
                return _Reached(limit, limit, latest.values)
            latest = model.numbers.minimise(cost, start=None if latest is None else latest.values)
            if latest is None:
                raise _Impossible
            self._best = model.places(latest.values), ()
            return _Reached(latest.value, latest.bound, latest.values)

        reach({})
        solved: list[Solved] = []
        self._reach_first(model, reach, solved)
        assert latest is not None
        self._best = model.places(latest.values), tuple(solved)
        return model, latest, solved

    def _reach_first(self, model: SeatsModel, reach: _Reach, solved: list[Solved]) -> None:
        """Add what is reached by the first criteria; each is held before the next one."""
        for family in sorted(self._task.relaxed, key=lambda each: each.value):
            if broken := model.relaxed[family]:
                model.numbers.hold(broken, reach(broken).value)
        for criterion in self._first:
            self._told(criterion)
            if criterion is Criterion.LEVELS:
                solved.extend(_levels(model, reach))
                continue
            cost, more = cost_of(model, criterion)
            if cost:
                reached = reach(cost)
                model.numbers.hold(cost, reached.value)
                solved.append(Solved(criterion, reached.value + more, reached.bound + more))
            else:
                solved.append(Solved(criterion, more, more))

    def _refine(self, model: SeatsModel, answer: Answer, solved: list[Solved]) -> None:
        """The other criteria, each from the answer before."""
        for criterion in self._rest:
            self._told(criterion)
            cost, more = cost_of(model, criterion)
            if cost:
                improve = _improved if criterion in _NICE_TO_HAVE else _best
                answer = improve(model, cost, answer)
            if criterion is Criterion.DRAW:
                answer = _improved(model, model.lots(), answer)
            else:
                value, bound = (answer.value, answer.bound) if cost else (0, 0)
                solved.append(Solved(criterion, value + more, bound + more))
            self._best = model.places(answer.values), tuple(solved)

    def _model(self) -> SeatsModel:
        return SeatsModel(self._task, WholeNumbers(self._is_stopped))


def _levels(model: SeatsModel, reach: _Reach) -> Iterator[Solved]:
    """The worst level that somebody has to have, how many have to, then the same for each better level."""
    steps = model.steps()
    levels = model.levels
    worst = model.worst(reach(steps).values) if steps else None
    before = 0
    for level in reversed(levels[1:]):
        cost = model.at_level(level)
        if worst is None or level > worst:
            model.numbers.hold(cost, 0)
            continue
        reached = reach(cost)
        model.numbers.hold(cost, reached.value)
        if reached.value > before:
            yield Solved(Criterion.LEVELS, reached.value, reached.bound, level)
        elif not reached.value:
            worst = model.worst(reached.values)
        before = reached.value


def _improved(model: SeatsModel, cost: Cost, answer: Answer) -> Answer:
    """What is found from the answer before, within the nodes; it is held."""
    start = model.completed(answer.values)
    better = _least(cost, start) or model.numbers.minimise(cost, start=start, nodes=_NODES)
    if better is None:
        # The answer before is one within the nodes; HiGHS only did not take it over.
        value = total(cost, start)
        better = Answer(start, value, min(value, model.numbers.limit(cost)))
    model.numbers.hold(cost, better.value)
    return better


def _best(model: SeatsModel, cost: Cost, answer: Answer) -> Answer:
    """The best answer, from the one before; it is held."""
    best = _least(cost, answer.values)
    if best is None and (value := total(cost, answer.values)) == model.numbers.limit(cost):
        best = Answer(answer.values, value, value)
    if best is not None:
        model.numbers.hold(cost, best.value)
        return best
    best = model.numbers.minimise(cost, start=answer.values)
    assert best is not None
    model.numbers.hold(cost, best.value)
    # Led by the draw, it often is the best by the next criterion too, and that is known at once.
    led = _led_by_the_draw(model, best.values)
    return best if led is None else Answer(led.values, best.value, best.bound)


def _led_by_the_draw(model: SeatsModel, start: Sequence[int] | None = None) -> Answer | None:
    """A whole answer within the nodes. With a cost that tells nearly all answers apart, HiGHS finds one in a tenth of the time."""
    return model.numbers.minimise(model.draw(), start=start, nodes=_WHOLE_NODES)


def _least(cost: Cost, values: tuple[int, ...]) -> Answer | None:
    """These values as an answer, if nothing costs less than nothing and they cost that."""
    is_least = all(each > 0 for each in cost.values()) and not total(cost, values)
    return Answer(values, 0, 0) if is_least else None


def cost_of(model: SeatsModel, criterion: Criterion) -> tuple[Cost, int]:
    """What each criterion but the levels costs, and what is added to it."""
    match criterion:
        case Criterion.FIRST:
            return model.without_first(), 0
        case Criterion.UNANSWERED:
            return model.missing(), 0
        case Criterion.SPREAD:
            return model.beyond_even_share(model.spread_delegations()), 0
        case Criterion.MIXING:
            return model.beyond_even_share(model.countries()), 0
        case Criterion.CHANGES:
            return model.changes()
        case Criterion.DRAW:
            return model.draw(), 0
        case Criterion.LEVELS:
            raise AssertionError(criterion)
