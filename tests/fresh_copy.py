"""The first run in a fresh copy: the processes of tests share the compiling of all modules, instead of each compiling all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import strategies as st

_HERE = Path(__file__).parent


def share_the_compiling(config: pytest.Config) -> None:
    """Import all tests in this process, if it is one of several and nothing is compiled yet; each process begins with another part.

    What a process finds compiled, it loads. A test that can not be imported is left for the collection, which says why.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or (_HERE / "tui" / "__pycache__").exists() or not _is_for_all(config):
        return
    number, count = int(worker["workerid"].removeprefix("gw")), worker["workercount"]
    if number == 0:
        # Hypothesis writes its tables of characters for the other processes.
        st.characters(codec="utf-8", categories=["L"]).validate()
    for name in _turned(sorted(_names()), number, count):
        with suppress(Exception, pytest.skip.Exception):
            import_module(name)


def _is_for_all(config: pytest.Config) -> bool:
    return [(config.rootpath / each).resolve() for each in config.args] == [_HERE]


def _names() -> Iterator[str]:
    for path in _HERE.rglob("test_*.py"):
        yield ".".join(path.relative_to(_HERE.parent).with_suffix("").parts)


def _turned(names: list[str], number: int, count: int) -> list[str]:
    begin = len(names) * number // count
    return names[begin:] + names[:begin]
