"""The stage: what is shown now, as events for the streams, each made once for all displays that show it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.display_view import DisplayView
from breakout_tui.domain.face_time import FaceTime
from breakout_tui.domain.speakers import SpeakerTime
from breakout_tui.domain.speakers_face import SpeakersFace
from breakout_tui.hub.copy_on_show import CopyOnShow
from breakout_tui.hub.displays import Display
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.stream_parts import event_of

Told = dict[str, object]

_EARLY = 0.05
"""Seconds before a turn from which every beat looks, so that none is missed by a rounding."""


class _Shown(NamedTuple):
    """What is shown by all displays that show the same."""

    fragment: str
    event: bytes


class Stage:
    """Works out at each beat what is shown; ``face`` and ``time`` are numbers that grow when theirs is another one."""

    def __init__(self, copy: CopyOnShow, pages: Pages, clock: Clock, join: Join) -> None:
        self.face = self.time = 0
        self.looks = 0
        """Grows each time it was worked out what is shown, which is whenever it can be another one."""
        self._copy = copy
        self._pages = pages
        self._clock = clock
        self._join = join
        self._phone_join: Join | None = None
        self._view: DisplayView | None = None
        self._key: object = None
        self._outlook: object = None
        self._second_ends = 0.0
        """Until when what is shown is that of this second, by our clock since boot."""
        self._steady_until = 0.0
        """Until when pages count the seconds themselves, unless the outlook is another one."""
        self._told: Told = {}
        self._time_event = b""
        self._fragments: dict[tuple[DisplayChoice, str], _Shown] = {}
        self.beat()

    def set_join(self, join: Join) -> None:
        """Displays that show how to join show this from now on."""
        if join != self._join:
            self._join, self._fragments = join, {}
            self.face += 1

    def set_phone_join(self, join: Join) -> None:
        """Displays that show how phones join show this from now on; there is nothing to join before the first call."""
        if join != self._phone_join:
            self._phone_join, self._fragments = join, {}
            self.face += 1

    @property
    def title(self) -> str:
        """Of the page: what session this is."""
        return "breakout-tui" if self._view is None else self._view.about

    @property
    def view(self) -> DisplayView | None:
        """What displays show in this second; None without a session, a card and a message of the organiser."""
        self._look_if_late()
        return self._view

    def beat(self) -> None:
        """See whether there is something to tell: while only the seconds change, that costs next to nothing."""
        if self._clock.read().since_boot >= self._steady_until or self._copy.outlook() != self._outlook:
            self._look()

    def _look_if_late(self) -> None:
        """A page without a script has no other time than that with which it comes."""
        if self._clock.read().since_boot >= self._second_ends:
            self._look()

    def _look(self) -> None:
        """Work out what is shown, and what of it is new."""
        self._outlook = self._copy.outlook()
        self.looks += 1
        view = self._copy.view()
        began = self._clock.read().since_boot - self._copy.of_this_second()
        self._second_ends = began + 1
        self._steady_until = began + (0 if view is None else view.steady) - _EARLY
        key = (
            None
            if view is None
            else (
                view._replace(time=None, ends="", steps=(), speakers=_without_time(view.speakers), steady=0),
                _steps(view),
                view.has_large_time,
            )
        )
        is_new_face = key != self._key or (view is None) != (self._view is None)
        if view != self._view:
            self._view, self._fragments = view, {}
        if is_new_face:
            self._key = key
            self.face += 1
        told = self._time_told()
        is_new_time = not self._is_expected(told)
        if is_new_time:
            self._told, self._time_event = told, event_of("time", told)
            self.time += 1

    @property
    def number(self) -> tuple[int, int]:
        """Another one when something is to be sent."""
        return self.face, self.time

    def fragment(self, display: Display) -> str:
        """What a display shows now."""
        return self._shown(display).fragment

    def face_event(self, display: Display) -> bytes:
        """The event with what a display shows."""
        return self._shown(display).event

    def _shown(self, display: Display) -> _Shown:
        self._look_if_late()
        choice = display.choice
        key = choice, display.name if choice.shows is Shows.NAME or self._view is None else ""
        if key not in self._fragments:
            fragment = self._pages.fragment(self._view, choice, display.name, self._join, self._phone_join)
            self._fragments[key] = _Shown(fragment, event_of("face", fragment))
        return self._fragments[key]

    @property
    def time_event(self) -> bytes:
        """The event with the time."""
        return self._time_event

    def now(self) -> float:
        """The server's clock in milliseconds since the boot, sleep included: the one that the times of events are by."""
        return self._clock.read().since_boot * 1000

    def alive_event(self) -> bytes:
        """The heartbeat."""
        return event_of("alive", round(self.now()))

    def _time_told(self) -> Told:
        away = _hour(self._copy.away_since)
        view = self._view
        if view is None:
            return {"runs": False, "left": 0, "at": 0.0, "ends": "", "away": away}
        began = self._clock.read().since_boot - self._copy.of_this_second()
        told = {"ends": view.ends, "away": away, "at": began * 1000} | _words(view.time)
        return (
            told
            if view.speakers is None or view.speakers.time is None
            else told | {"speaker": _speaker(view.speakers.time)}
        )

    def _is_expected(self, told: Told) -> bool:
        """Whether a display that was told the last time knows this already."""
        before = self._told
        if _at_zero(told) != _at_zero(before):
            return False
        if not told["runs"]:
            return (told["left"], told.get("speaker")) == (before["left"], before.get("speaker"))
        passed = round((_number(told["at"]) - _number(before["at"])) / 1000)
        is_same_second = abs(_number(told["at"]) - _number(before["at"]) - passed * 1000) < 100
        is_left = _number(before["left"]) - passed == told["left"]
        return is_same_second and is_left and _after(before.get("speaker"), passed) == told.get("speaker")


def _words(time: FaceTime | None) -> Told:
    if time is None:
        return {"runs": False, "left": 0}
    return {
        "runs": not time.is_paused,
        "paused": time.is_paused,
        "left": time.left,
        "allotted": time.allotted,
        "urgency": time.urgency.name.lower(),
        "caption": time.caption,
        "coming": time.coming,
    }


def _speaker(time: SpeakerTime) -> Told:
    """The time of the speaker: it goes on by itself, up or down."""
    return {"seconds": time.shown, "counts_up": time.left is None, "runs": not time.is_paused}


def _after(speaker: object, passed: int) -> object:
    """What was told of it, so many seconds later."""
    if not isinstance(speaker, dict) or not speaker["runs"]:
        return speaker
    return speaker | {"seconds": speaker["seconds"] + (passed if speaker["counts_up"] else -passed)}


def _at_zero(told: Told) -> Told:
    """What was told, without what goes on by itself."""
    speaker = told.get("speaker")
    return {
        **told,
        "left": 0,
        "at": 0,
        "speaker": speaker | {"seconds": 0} if isinstance(speaker, dict) else None,
    }


def _without_time(speaker: SpeakersFace | None) -> SpeakersFace | None:
    """Who speaks, without the seconds; a page that is loaded has those of that moment."""
    return None if speaker is None else speaker._replace(time=None)


def _steps(view: DisplayView) -> tuple[tuple[str, str], ...]:
    return tuple((step.title, step.place.value) for step in view.steps)


def _hour(at: datetime | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return value
