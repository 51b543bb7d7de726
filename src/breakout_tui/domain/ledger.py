"""An immutable sequence with cheap appends, so that a session of 100,000 notes is never copied as a whole.

A :class:`Ledger` keeps its items in chunks. Appending copies at most one chunk (and the list of chunks when a chunk is
full); replacing an item copies its chunk and the list of chunks. Both hardly depend on the length: at 100,000 items the
list of chunks has 200 entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_CHUNK = 512


class Ledger(Generic[T]):
    """An immutable sequence: each change returns a new ledger that shares all untouched chunks."""

    __slots__ = ("_full", "_tail")

    def __init__(self, items: Iterable[T] = ()) -> None:
        everything = tuple(items)
        whole = len(everything) // _CHUNK * _CHUNK
        self._full: tuple[tuple[T, ...], ...] = tuple(
            everything[start : start + _CHUNK] for start in range(0, whole, _CHUNK)
        )
        self._tail: tuple[T, ...] = everything[whole:]

    @classmethod
    def _of(cls, full: tuple[tuple[T, ...], ...], tail: tuple[T, ...]) -> Ledger[T]:
        made: Ledger[T] = cls.__new__(cls)
        made._full, made._tail = full, tail
        return made

    def append(self, item: T) -> Ledger[T]:
        """This ledger with ``item`` at its end."""
        tail = (*self._tail, item)
        if len(tail) == _CHUNK:
            return self._of((*self._full, tail), ())
        return self._of(self._full, tail)

    def replace(self, index: int, item: T) -> Ledger[T]:
        """This ledger with ``item`` at ``index`` (0-based, not negative); raises IndexError outside."""
        chunk, place = divmod(index, _CHUNK)
        if not 0 <= index < len(self):
            raise IndexError(index)
        if chunk == len(self._full):
            return self._of(self._full, (*self._tail[:place], item, *self._tail[place + 1 :]))
        old = self._full[chunk]
        new = (*old[:place], item, *old[place + 1 :])
        return self._of((*self._full[:chunk], new, *self._full[chunk + 1 :]), self._tail)

    def changed_since(self, earlier: Ledger[T]) -> Iterator[T]:
        """The items that are not the same object as in an earlier ledger, in order; chunks that both share are passed over."""
        before = (*earlier._full, earlier._tail)
        for number, chunk in enumerate((*self._full, self._tail)):
            known = before[number] if number < len(before) else ()
            if chunk is not known:
                yield from (
                    item
                    for place, item in enumerate(chunk)
                    if place >= len(known) or item is not known[place]
                )

    def __getitem__(self, index: int) -> T:
        if index < 0:
            index += len(self)
            if index < 0:
                raise IndexError(index)
        if not self._full:  # as in most sessions
            return self._tail[index]
        chunk, place = divmod(index, _CHUNK)
        return self._tail[place] if chunk == len(self._full) else self._full[chunk][place]

    def __len__(self) -> int:
        return len(self._full) * _CHUNK + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        for chunk in self._full:
            yield from chunk
        yield from self._tail

    def __reversed__(self) -> Iterator[T]:
        yield from reversed(self._tail)
        for chunk in reversed(self._full):
            yield from reversed(chunk)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ledger):
            return NotImplemented
        return bool(self._full == other._full and self._tail == other._tail)

    def __hash__(self) -> int:
        return hash((self._full, self._tail))

    def __repr__(self) -> str:
        return f"Ledger({list(self)!r})" if len(self) <= 8 else f"Ledger(<{len(self)} items>)"
