"""Note rows: the texts of one note on screen, and the sequence of rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from breakout_tui.domain.kinds import Kind

T = TypeVar("T")


class NoteRow(NamedTuple):
    """One note in a list; every text is literal."""

    key: int
    """The note's serial, which identifies the row."""
    time: str
    """When it was captured, such as ``10:31``; can be empty."""
    kind: Kind
    reference: str
    text: str
    attribution: str = ""
    """Who said it, without the ``@``."""
    cluster: str = ""
    """Its cluster, without the ``#``."""
    heard: int = 1
    """How often it was heard; shown from two."""
    marks: str = ""
    """Further details, such as ``edited`` or ``not saved yet``."""
    dim: bool = False
    """Whether it is deleted, or merged into another."""
    links: str = ""
    """Its links, such as ``→ C2``."""


class Rows(Protocol):
    """An editable sequence of rows."""

    def __len__(self) -> int:
        """The number of rows."""
        ...

    def row(self, index: int) -> NoteRow:
        """The row at ``index``."""
        ...

    def key(self, index: int) -> int:
        """The key of the row at ``index``."""
        ...

    def index_of(self, key: int) -> int | None:
        """The index of the row of ``key``, or None."""
        ...

    def append(self, row: NoteRow) -> None:
        """Add a row at the end."""
        ...

    def replace(self, index: int, row: NoteRow) -> None:
        """Put ``row`` at ``index``."""
        ...

    def remove(self, index: int) -> None:
        """Remove the row at ``index``."""
        ...


class LazyRows(Generic[T]):
    """Rows made on demand, so that a hundred thousand notes do not need as many rows."""

    def __init__(
        self, items: Iterable[T], row_of: Callable[[T], NoteRow], key_of: Callable[[T], int]
    ) -> None:
        given = list(items)
        self._keys = [key_of(item) for item in given]
        self._entries: list[T | NoteRow] = [*given]
        self._row_of = row_of

    def __len__(self) -> int:
        return len(self._keys)

    def row(self, index: int) -> NoteRow:
        """The row at ``index``, made now."""
        entry = self._entries[index]
        return entry if isinstance(entry, NoteRow) else self._row_of(entry)

    def key(self, index: int) -> int:
        """The key of the row at ``index``, without making the row."""
        return self._keys[index]

    def index_of(self, key: int) -> int | None:
        """The index of the row of ``key``, or None; searches from the end, where most changes happen."""
        if self._keys and self._keys[-1] == key:
            return len(self._keys) - 1
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def append(self, row: NoteRow) -> None:
        """Add a row at the end."""
        self._entries.append(row)
        self._keys.append(row.key)

    def replace(self, index: int, row: NoteRow) -> None:
        """Put ``row`` at ``index``."""
        self._entries[index] = row
        self._keys[index] = row.key

    def remove(self, index: int) -> None:
        """Remove the row at ``index``."""
        del self._entries[index]
        del self._keys[index]


def itself(row: NoteRow) -> NoteRow:
    """The item itself, for items that are rows."""
    return row
