"""In-memory versions of the ports of the screens: a clock that you move by hand, a publisher and settings that remember, a store."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta, timezone
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.ports import unnoticed
from breakout_tui.domain.session import Session
from breakout_tui.domain.settings import Settings
from tests.tui.fake_store import FakeStore, MemoryDisk, MemoryFile

__all__ = [
    "MORNING",
    "FakeClock",
    "FakePreferences",
    "FakePublisher",
    "FakeStore",
    "MemoryDisk",
    "MemoryFile",
]

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))


class FakeClock:
    """A clock that changes only when you move it."""

    def __init__(self, wall: datetime = MORNING) -> None:
        self.boot = "boot-1"
        self.since_boot = 1000.0
        self.wall = wall

    def read(self) -> Reading:
        """The time as last set."""
        return Reading(self.boot, self.since_boot, self.wall)

    def pass_time(self, seconds: float) -> None:
        """Move both clocks forward."""
        self.since_boot += seconds
        self.wall += timedelta(seconds=seconds)


class FakePublisher:
    """Remembers the requested documents."""

    def __init__(self) -> None:
        self.exported: list[str | None] = []
        self.formats: list[FileFormat] = []
        self.lacks = ""
        """What each file lacks; empty for nothing."""
        self.spoken: list[Session] = []

    def render(self, session: Session, reading: Reading, until: str | None = None) -> str:
        """A report of one line."""
        return f"# {session.theme.title}\n"

    def export(
        self,
        session: Session,
        reading: Reading,
        until: str | None = None,
        file_format: FileFormat = FileFormat.MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> Path:
        """A path that does not exist."""
        if self.lacks:
            notice(self.lacks)
        self.exported.append(until)
        self.formats.append(file_format)
        return Path(f"report{file_format.suffix}")

    def export_report_back(
        self,
        session: Session,
        file_format: FileFormat = FileFormat.MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> tuple[Path, ...]:
        """Paths that do not exist."""
        self.spoken.append(session)
        paths = tuple(Path(f"{name}{file_format.suffix}") for name in ("report-back", "slides"))
        if self.lacks:
            for _ in paths:
                notice(self.lacks)
        return paths


class FakePreferences:
    """Settings in memory; keeps what was to be remembered. ``problem`` is why nothing can be written."""

    def __init__(self, settings: Settings | None = None, *, problem: str = "", notice: str = "") -> None:
        self.settings = settings or Settings()
        self.remembered: dict[str, object] = {}
        self._problem = problem
        self._notice = notice

    def notice(self, words: Collection[str]) -> str:
        """The problems of the file, in one line."""
        return self._notice

    def remember(self, key: str, value: bool | str | tuple[str, ...]) -> str:
        """Keep the choice, or say why not."""
        if not self._problem:
            self.remembered[key] = value
        return self._problem
