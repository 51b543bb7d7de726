"""Portions: whole seconds divided among time boxes, so that they add up exactly."""

from __future__ import annotations

from collections.abc import Sequence


def split(total: int, parts: int) -> tuple[int, ...]:
    """``total`` whole seconds in ``parts`` shares that sum exactly; the first ones take the remainder."""
    each, rest = divmod(total, parts)
    return tuple(each + (index < rest) for index in range(parts))


def shares(total: int, given: Sequence[int | None]) -> tuple[int, ...]:
    """``total`` whole seconds for these boxes: what is given to some, and an equal part of the rest for each other one.

    Where that does not add up to ``total``, all get a part of it in proportion. Each box has at least one second.
    """
    free = given.count(None)
    rest = total - sum(each for each in given if each is not None)
    if rest >= free if free else rest == 0:
        others = iter(split(rest, free)) if free else iter(())
        return tuple(next(others) if each is None else each for each in given)
    return within(total, [each or 1 for each in given])


def within(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in whole parts of at least 1, in proportion to the weights; none above its weight if ``total`` is not above all.

    Zeros are among them only if ``total`` is less than their number.
    """
    if total < len(weights):
        return split(total, len(weights))
    parts = apportion(total - len(weights), [weight - 1 for weight in weights])
    return tuple(1 + part for part in parts)


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in whole parts proportional to the weights, by largest remainder; equal parts where all weights are 0."""
    if not weights:
        return ()
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    rest = total - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[:rest]:
        parts[index] += 1
    return tuple(parts)
