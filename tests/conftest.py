"""Fixtures for all tests."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import Phase, settings

from breakout_tui.store.writer import Writer
from tests.fresh_copy import share_the_compiling
from tests.merged_cases import merged

settings.register_profile("each run", deadline=None, max_examples=20)
"""Others in each run, because the whole test command has to take less than six minutes. Speed is measured in `bench/`; an example may
take long on a busy machine."""
settings.load_profile("each run")
settings.register_profile("thorough", deadline=None, max_examples=2000)
"""For `make properties`."""
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
"""For `make mutants`: the same few examples for each mutant; a failure is enough, it is not made smaller."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As under nohup. The programs that the tests start would ignore Ctrl+C too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""The tests start the program two hundred times; without its compiled modules each start would compile all of it."""

_PLAYED = pytest.StashKey[int]()
"""How many tests this process has played."""


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Two processes more than cores: a program in a terminal, a server or a disk is waited for now and then."""
    cores = yield
    return cores + 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long, and from which seed on, `make soak` plays random days (``tests/model``)."""
    parser.addoption(
        "--model-minutes", type=float, default=60.0, help="minutes of random days in the soak test"
    )
    parser.addoption("--model-seed", type=int, default=1000, help="the first seed of these days")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep whole programs, the tests with a PostgreSQL server, and those in a browser, in a process of tests each, which begins with them.

    Another file is played by one process, in which it makes once what its tests share. The screens' tests, the longest of the others,
    come last, one by one, so that all processes end at the same time.

    The plugin's own groups are marks, which its release 3.8 does not find with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class Groups(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            path = PurePosixPath(nodeid.partition("::")[0])
            if path.stem.endswith("_in_a_browser"):
                return "browser"
            if path.parent.name in {"cli", "faults", "server"}:
                return path.parent.name
            return nodeid if path.parent.name in {"model", "tui"} else str(path)

    return Groups(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """In a fresh copy there is something to compile."""
    share_the_compiling(session.config)


def pytest_collection_finish() -> None:
    """Python looks for unused objects not among those that stay. How often it looks is in ``tests/__init__.py``."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let go of what tests have left: of what is old, Python seldom looks at all of it."""
    played = item.config.stash.get(_PLAYED, 0) + 1
    item.config.stash[_PLAYED] = played
    if played % 500 == 0:
        gc.collect()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Merge small cases, and order the tests for mutants."""
    items[:] = merged(items)
    if config.getoption("--hypothesis-profile") == "mutants":
        _order_for_mutants(items)


def _order_for_mutants(items: list[pytest.Item]) -> None:
    """The tests of the changed module first and properties last, so that most mutants die early."""
    module = (*os.environ.get("MUTANT_UNDER_TEST", "").split("."), "", "")[2]

    def costs(item: pytest.Item) -> tuple[bool, bool]:
        return item.get_closest_marker("hypothesis") is not None, not item.path.stem.startswith(
            f"test_{module}"
        )

    items.sort(key=costs)


@pytest.fixture(autouse=True, scope="session")
def _screens_are_quick() -> Iterator[None]:
    """Where Textual is needed at all."""
    if "textual.css.stylesheet" not in sys.modules:
        yield
        return
    from tests.parsed_styles import keep_parsed
    from tests.quick_screens import quicken

    with pytest.MonkeyPatch.context() as patch:
        keep_parsed(patch)
        quicken(patch)
        yield


@pytest.fixture(autouse=True)
def _no_writer_outlives_its_test() -> Iterator[None]:
    """Stop the writer threads of a test that failed before it closed its store; else pytest would never exit."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Writer):
            thread.finish(0)
