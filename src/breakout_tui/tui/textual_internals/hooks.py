"""Hooks: off when BREAKOUT_TUI_NO_HOOKS=1 is set, or when Textual no longer has the names that a hook needs."""

from __future__ import annotations

import os
from types import CodeType

ARE_ALLOWED = os.environ.get("BREAKOUT_TUI_NO_HOOKS") != "1"
"""Read once, since the classes of the screens are created with or without hooks."""


def has(owner: type, *names: str) -> bool:
    """Whether hooks are allowed and a class of Textual has all these names."""
    return ARE_ALLOWED and all(knows(owner, name) for name in names)


def knows(owner: type, name: str) -> bool:
    """Whether a class has an attribute of this name, or sets one when an object is made."""
    return hasattr(owner, name) or any(name in _names_at_the_making(base) for base in owner.__mro__)


def _names_at_the_making(owner: type) -> tuple[str, ...]:
    code = getattr(vars(owner).get("__init__"), "__code__", None)
    return code.co_names if isinstance(code, CodeType) else ()
