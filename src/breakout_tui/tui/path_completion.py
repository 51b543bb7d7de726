"""Path completion: completes a typed path by the names in its folder. Reads the disk: for a thread."""

from __future__ import annotations

import os
from pathlib import Path

from breakout_tui.domain.text import fold


def completed(text: str) -> str:
    """The path with as much of its last name as all names that begin so share; empty if none does.

    The only folder that begins so is completed with the sign behind it.
    """
    split = max(text.rfind(sign) for sign in {os.sep, os.altsep or os.sep}) + 1
    before, name = text[:split], text[split:]
    try:
        every = [*Path(before or os.curdir).expanduser().iterdir()]
        found = [each for each in every if fold(each.name).startswith(fold(name)) and _is_meant(each, name)]
        is_folder = len(found) == 1 and found[0].is_dir()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: there is no home to expand
        return ""
    shared = _shared([each.name for each in found])
    # Of names that differ in capitals only, nothing more is shared than what was typed.
    return (
        before + (shared if len(shared) >= len(name) else name) + (os.sep if is_folder else "")
        if found
        else ""
    )


def _is_meant(path: Path, name: str) -> bool:
    return bool(name) or not path.name.startswith(".")


def _shared(names: list[str]) -> str:
    """What all names begin with."""
    first, last = min(names, default=""), max(names, default="")
    same = next(
        (place for place, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), None
    )
    return first[: min(len(first), len(last)) if same is None else same]
