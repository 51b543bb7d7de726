"""Gather run: gathers on a thread, first for a trial and then in earnest, and knows what there is to say. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.gathering import GatheredSource
from breakout_tui.domain.ports import Sources, Store
from breakout_tui.domain.text import plural
from breakout_tui.tui.background import Background
from breakout_tui.tui.gather_lines import Told


class Stage(Enum):
    """How far it is. The value is the heading."""

    LOOKING = "Looking at what would come in"
    ASKING = "This would come in"
    NOTHING = "Nothing would come in"
    GATHERING = "Gathering"
    DONE = "Gathered"
    STOPPED = "Stopped"
    FAILED = "Not gathered"


@dataclass(frozen=True, slots=True)
class _Begun:
    """So many files were found."""

    files: int


@dataclass(frozen=True, slots=True)
class _Part:
    """So many sessions of the current file are done."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class _Ended:
    """The thread is done; ``error`` says why it could not do it all."""

    error: BreakoutError | None = None


_News = _Begun | _Part | GatheredSource | _Ended
Lines = Sequence[tuple[str, bool]]
"""Each with whether it is about a problem."""


@dataclass(slots=True)
class _Try:
    """One way through all files. The thread only reads ``is_stopped``."""

    told: Told
    files: int = 0
    done: int = 0
    part: tuple[int, int] = (0, 0)
    is_stopped: bool = False
    news: int = 0
    """Sessions of which something came in, and decisions on papers."""
    lines: list[tuple[str, bool]] = field(default_factory=list)


class GatherRun:
    """``changed`` is called in the loop whenever there is something else to show."""

    def __init__(
        self,
        names: Sequence[Path],
        sources: Sources,
        store: Store,
        background: Background,
        changed: Callable[[], None],
    ) -> None:
        self.stage = Stage.LOOKING
        self._names = tuple(names)
        self._sources = sources
        self._store = store
        self._background = background
        self._changed = changed
        self._try = self._new()

    @property
    def has_gathered(self) -> bool:
        """Whether something came in."""
        return self.stage in (Stage.GATHERING, Stage.DONE, Stage.STOPPED, Stage.FAILED) and self._try.news > 0

    @property
    def is_busy(self) -> bool:
        """Whether the thread is at work."""
        return self.stage in (Stage.LOOKING, Stage.GATHERING)

    @property
    def heading(self) -> str:
        """What this is."""
        match self.stage:
            case Stage.STOPPED:
                return f"Stopped after {self._try.done:,} of {plural(self._try.files, 'file')}"
            case _:
                return str(self.stage.value)

    @property
    def progress(self) -> tuple[float, str]:
        """How much of the work is done, from 0 to 1, and the file at which it is; empty words while nobody waits."""
        run = self._try
        if not self.is_busy or not run.files:
            return 0.0, ""
        done, of = run.part
        share = (run.done + (done / of if of else 0.0)) / run.files
        return share, f"file {min(run.done + 1, run.files):,} of {run.files:,}"

    @property
    def lines(self) -> Lines:
        """What there is to say so far; at the end with where to look."""
        ends = [] if self.is_busy else [(line, False) for line in self._try.told.last_lines()]
        return [*self._try.lines, *([("", False)] if self._try.lines and ends else []), *ends]

    def look(self) -> None:
        """Try it, and change nothing."""
        self._begin(is_trial=True)

    def gather(self) -> None:
        """Take it in; only after the trial."""
        if self.stage is Stage.ASKING:
            self.stage, self._try = Stage.GATHERING, self._new()
            self._begin(is_trial=False)

    def stop(self) -> None:
        """Take in no more after the current file."""
        self._try.is_stopped = True

    def _new(self) -> _Try:
        return _Try(self._told(0))

    def _told(self, files: int) -> Told:
        return Told(self._store.path, files, is_trial=False)  # the heading says that it is one

    def _begin(self, *, is_trial: bool) -> None:
        run = self._try
        self._background(
            lambda tell: self._work(run, tell, is_trial=is_trial), self._hear, must_end=not is_trial
        )
        self._changed()

    def _work(self, run: _Try, tell: Callable[[_News], None], *, is_trial: bool) -> None:
        """On the thread."""
        try:
            self._store.release()  # nothing could come into a session that this window holds
            gatherer = self._sources.gatherer(is_trial=is_trial)
            listed = gatherer.listed(self._names)
            tell(_Begun(len(listed)))
            gathered = iter(gatherer.gather(listed, lambda done, of: tell(_Part(done, of))))
            while not run.is_stopped and (source := next(gathered, None)) is not None:
                tell(source)
        except BreakoutError as error:
            tell(_Ended(error))
        else:
            tell(_Ended())

    def _hear(self, news: _News) -> None:
        run = self._try
        match news:
            case _Begun(files):
                run.files, run.told = files, self._told(files)
            case _Part(done, of):
                run.part = done, of
            case GatheredSource():
                run.done, run.part = run.done + 1, (0, 0)
                run.news += news.news
                run.lines += run.told.lines(news)
            case _Ended(error):
                self._end(error)
        self._changed()

    @property
    def _is_trial(self) -> bool:
        return self.stage is Stage.LOOKING

    def _end(self, error: BreakoutError | None) -> None:
        run = self._try
        if error is not None:
            self.stage = Stage.FAILED
            run.lines.append((str(error), True))
        elif self._is_trial:
            self.stage = Stage.ASKING if run.news else Stage.NOTHING
        else:
            self.stage = Stage.STOPPED if run.done < run.files else Stage.DONE
