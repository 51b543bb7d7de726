"""The fifth form of the file: the tables and indexes that it adds, in SQL, parents first. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = ()
