"""Fixtures for the tests of the screens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot

from tests.tui.line_room import piloted


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    """A capture line alone on the screen."""
    async with piloted() as running:
        yield running
