"""The pages, made of templates in which every text is escaped, and the fragments that the stream sends."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from breakout_tui.domain.display_choice import DisplayChoice, Shows, chosen_face
from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.display_view import BESIDE_TIME, WITH_TIME, DisplayView
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.phase_steps import PhaseStep, StepPosition
from breakout_tui.domain.speakers_face import time_words
from breakout_tui.domain.text import plural
from breakout_tui.hub.credentials import shown_code
from breakout_tui.hub.face_fit import fit_of, is_latest
from breakout_tui.hub.qr_code import Join, qr
from breakout_tui.hub.type_size import cell_width, is_tall

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
FILES = {
    "co.css": "text/css",
    "co.js": "text/javascript",
    "display.css": "text/css",
    "display.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "live.js": "text/javascript",
    "vote.js": "text/javascript",
    "speak.js": "text/javascript",
    "overview.css": "text/css",
    "overview.js": "text/javascript",
    "phone.css": "text/css",
    "phone.js": "text/javascript",
    "refresh.js": "text/javascript",
    "renewed.js": "text/javascript",
}
"""The files that pages load, with their types."""
_VERSION = sha256(b"".join((STATIC / name).read_bytes() for name in FILES)).hexdigest()[:8]

_LONG_WORD = 12
"""Letters of a word that is longer than a line of a large title on a phone."""
_TRACK = 88
"""Letters of the line above that fit."""
_BETWEEN = 3
"""Letters between two steps."""


class Track(NamedTuple):
    """The steps of the line above, as far as they fit without a script."""

    done: str
    """In place of the past steps; empty if there are none."""
    past: int
    """How many there are."""
    shown: int
    """How many of the others are shown."""
    is_tight: bool
    """Whether the past ones are not shown."""
    are_more: bool
    """Whether some are left out at the end."""


class Pages:
    """Renders pages and fragments."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {"version": _VERSION, "glyphs": GLYPHS, "positions": StepPosition}

    def join(self, *, is_wrong: bool = False, is_late: bool = False) -> str:
        """The page that asks for the code."""
        return self._templates.get_template("join.html").render(is_wrong=is_wrong, is_late=is_late)

    def display(self, fragment: str, title: str) -> str:
        """The page of a display, with what it shows now."""
        return self._templates.get_template("display.html").render(fragment=fragment, title=title)

    def problem(self, what: str) -> str:
        """A page that says in a line what is wrong."""
        return self.rendered("problem.html", what=what)

    def rendered(self, name: str, **values: object) -> str:
        """A template with these values, in which every text is escaped."""
        return self._templates.get_template(name).render(**values)

    def fragment(
        self,
        view: DisplayView | None,
        choice: DisplayChoice,
        name: str,
        join: Join,
        phone_join: Join | None = None,
    ) -> str:
        """What a display shows, from edge to edge."""
        if choice.shows is Shows.NOTHING:
            return self._templates.get_template("nothing.html").render()
        if choice.shows is Shows.JOIN:
            return self._join_wall(join)
        if choice.shows is Shows.PHONES and phone_join is not None:
            return self._join_wall(phone_join)
        if view is None:
            return self._templates.get_template("waiting.html").render(name=name)
        face = chosen_face(view, choice, name)
        is_other = face != view.face
        has_time_above = view.time is not None and not (view.has_large_time and not is_other)
        has_clock = view.has_large_time and not is_other
        layout = _layout(face, has_clock=has_clock, is_other=is_other)
        speakers = view.speakers if choice.shows is Shows.NOW else None
        fit = fit_of(face, layout, has_clock=has_clock, notice=view.notice, has_speakers=speakers is not None)
        has_room = bool(view.room) and not has_time_above
        return self._templates.get_template("face.html").render(
            view=view,
            face=face,
            layout=layout,
            track=_track(view, has_time=has_time_above, has_room=has_room),
            has_room=has_room,
            below=_below(view, face, has_room=has_room),
            is_asked=face.moment is Moment.READING_BACK and face.kind is not None,
            fit=fit,
            is_tall=is_tall,
            has_long_words=max(map(cell_width, face.title.split()), default=0) > _LONG_WORD,
            has_clock=has_clock,
            time=view.time,
            speakers=speakers,
            speaker_words="" if speakers is None or speakers.time is None else time_words(speakers.time),
            digits="" if view.time is None else countdown(view.time.left),
            lines=face.lines,
            is_latest=is_latest(face),
            hidden=plural(len(face.lines) - len(fit.shown), "more line"),
            has_bars=any(line.share is not None for line in face.lines),
            cut=_cut(face.lines),
        )

    def _join_wall(self, join: Join) -> str:
        return self.rendered("join_wall.html", join=join, code=shown_code(join.code), squares=qr(join))


def _track(view: DisplayView, *, has_time: bool, has_room: bool) -> Track:
    """The steps that fit: past ones are counted, then the last ones left out; the current one always stays."""
    beside = f"{'00:00 left · ' if has_time else ''}{view.room if has_room else ''} · {view.ends}"
    room = _TRACK - cell_width(beside)
    past = tuple(step for step in view.steps if step.place in (StepPosition.PAST, StepPosition.JUMPED))
    others = view.steps[len(past) :]
    done = sum(step.place is StepPosition.PAST for step in past)
    words = "" if not past else f"{done} done" if done == len(past) else f"{done} of {len(past)} done"
    if _across(view.steps) <= room:
        return Track(words, len(past), len(others), is_tight=False, are_more=False)
    room -= cell_width(words) + _BETWEEN
    count = len(others)
    while count > 1 and _across(others[:count]) + _BETWEEN > room:
        count -= 1
    return Track(words, len(past), count, is_tight=True, are_more=count < len(others))


def _below(view: DisplayView, face: DisplayFace, *, has_room: bool) -> tuple[str, str]:
    """What session this is, at both ends of the last line; nothing of it is said twice, and a remark takes the first place."""
    said = {face.title, face.above, *([view.room] if has_room else ())}
    parts = [part for part in (view.theme, view.room, view.event) if part and part not in said]
    if face.remark:
        parts = [part for part in parts if part != view.theme]
    first = "" if face.remark or len(parts) < 2 else parts.pop(0)
    return first, parts[0] if parts else ""


def _across(steps: Sequence[PhaseStep]) -> int:
    """Letters of these steps with what is between them."""
    return sum(cell_width(step.title) + 2 * (step.place is StepPosition.PAST) + _BETWEEN for step in steps)


def _layout(face: DisplayFace, *, has_clock: bool, is_other: bool) -> str:
    if has_clock and face.moment in WITH_TIME:
        return "side" if face.lines else "time"
    return "side" if face.moment in BESIDE_TIME and not is_other else "whole"


def _cut(lines: tuple[FaceLine, ...]) -> int:
    """The place of the first line below the cut; 0 for no cut."""
    return next((place for place, line in enumerate(lines) if line.is_faint), 0)
