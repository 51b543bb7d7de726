"""The domain's commands under the name ``c``, imported when the first action runs.

The live screen needs the keys and words of all actions before its first paint, but not the commands that they return.
Importing those takes a tenth of the start-up time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breakout_tui.domain import commands as c
else:
    from importlib import import_module

    class _Commands:
        """A proxy that imports the module when one of its attributes is read."""

        def __getattr__(self, name: str) -> object:
            return getattr(import_module("breakout_tui.domain.commands"), name)

    c = _Commands()

__all__ = ["c"]
