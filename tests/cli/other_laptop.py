"""The program as on another computer, which a hub knows by its boot: ``python -m tests.cli.other_laptop ARGUMENT…``."""

from __future__ import annotations

import sys

from breakout_tui.cli import launch
from breakout_tui.cli.main import main
from breakout_tui.domain import clock

BOOT = "another computer"


class _OtherClock(clock.SystemClock):
    """The clock of a computer that was started at another time."""

    def __init__(self) -> None:
        super().__init__()
        self._boot = BOOT


if __name__ == "__main__":
    clock.SystemClock = _OtherClock  # type: ignore[misc]
    assert not hasattr(launch, "SystemClock")
    sys.exit(main(sys.argv[1:]))
