"""Fixtures for the tests of the screens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot

from tests.quick_screens import paint_all
from tests.tui.line_room import piloted


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    """A capture line alone on the screen."""
    async with piloted() as running:
        yield running


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each frame is painted, also where no terminal shows it."""
    paint_all(monkeypatch)
