"""Values of JSON in which one is another one."""

from __future__ import annotations

import json
from typing import Any


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of each value within a value."""
    inner: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(found for key, each in inner for found in paths_in(each, (*path, key)))][
        0 if path else 1 :
    ]


def with_another(values: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A copy of the values with another one at this path."""
    changed = json.loads(json.dumps(values))
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed
