"""Remembers the objects drawn last, so that a panel draws again only if one was replaced."""

from __future__ import annotations


class LastSeen:
    """The objects of the last call, compared by identity: parts of a session are immutable."""

    def __init__(self) -> None:
        self._objects: tuple[object, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been seen so far."""
        return self._objects is None

    def is_same(self, *objects: object) -> bool:
        """Whether these are the same objects as in the last call. Remembers them for the next call."""
        before, self._objects = self._objects, objects
        return before is not None and all(old is new for old, new in zip(before, objects, strict=True))
