"""Who waits on the event loop for what a thread writes for several at once, and for a file that can't be read yet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from breakout_tui.domain.errors import StoreError

T = TypeVar("T")

AGAIN = 1.0
"""Seconds before what could not be read or written is tried again."""


def tell_all(waiting: Iterable[asyncio.Future[T]], answers: Iterable[T]) -> None:
    """Tell each what it waits for; who has gone meanwhile is passed over. There are as many answers."""
    for future, answer in zip(waiting, answers, strict=True):
        if not future.done():
            future.set_result(answer)


def fail_all(waiting: Iterable[asyncio.Future[T]], error: Exception) -> None:
    """It could not be done."""
    for future in waiting:
        if not future.done():
            future.set_exception(error)


async def until_read(read: Callable[[], Awaitable[None]]) -> None:
    """Try until it can be read."""
    while True:
        with suppress(StoreError):
            return await read()
        await asyncio.sleep(AGAIN)
