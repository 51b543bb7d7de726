"""How a part of a hub's database is read and changed by those that know its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from breakout_tui.store.sql_connection import SqlConnection

T = TypeVar("T")


class Transactions(Protocol):
    """Carries out what reads or writes as one transaction each. Both raise StoreError."""

    def read(self, look: Callable[[SqlConnection], T]) -> T:
        """What ``look`` finds at one moment."""
        ...

    def write(self, change: Callable[[SqlConnection], T]) -> T:
        """What ``change`` gives, once it is committed."""
        ...
