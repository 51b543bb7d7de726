"""A process that serves collects its garbage in small parts, and gives every thread its turn soon."""

from __future__ import annotations

import gc
import sys

from breakout_tui.hub.short_pauses import short_pauses


def test_pauses_are_short_only_while_the_process_serves() -> None:
    """Rule: what was kept before isn't visited, a full collection doesn't come by itself, and afterwards the settings are as before."""
    before = gc.get_threshold(), sys.getswitchinterval()
    with short_pauses():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[2] > 100_000
        assert sys.getswitchinterval() < 0.001
    assert (gc.get_threshold(), sys.getswitchinterval()) == before
