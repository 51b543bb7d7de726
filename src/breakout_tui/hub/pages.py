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
from breakout_tui.domain.text import plural
from breakout_tui.hub.credentials import shown_code
from breakout_tui.hub.qr_code import Join, qr
from breakout_tui.hub.type_size import cell_width, lines_of, size_for

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
FILES = {"display.css": "text/css", "display.js": "text/javascript", "icon.svg": "image/svg+xml"}
"""The files that pages load, with their types."""
_VERSION = sha256(b"".join((STATIC / name).read_bytes() for name in FILES)).hexdigest()[:8]

_LINE = 4.4
"""Size of a line below the title, in units."""


_TRACK = 88
"""Letters of the line above that fit."""
_BETWEEN = 3
"""Letters between two steps."""


class Track(NamedTuple):
    """The steps of the line above."""

    done: str
    """In place of the past steps; empty if they are shown."""
    shown: tuple[PhaseStep, ...]
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
        return self._templates.get_template("problem.html").render(what=what)

    def fragment(
        self, view: DisplayView | None, choice: DisplayChoice, name: str, join: Join, away: str = ""
    ) -> str:
        """What a display shows, from edge to edge."""
        if choice.shows is Shows.NOTHING:
            return self._templates.get_template("nothing.html").render()
        if choice.shows is Shows.JOIN:
            return self._templates.get_template("join_wall.html").render(
                join=join, code=shown_code(join.code), squares=qr(join)
            )
        if view is None:
            return self._templates.get_template("waiting.html").render(name=name)
        face = chosen_face(view, choice, name)
        is_other = face != view.face
        has_clock = view.has_large_time and not is_other
        layout = _layout(face, has_clock=has_clock, is_other=is_other)
        lines = _shown_lines(face, layout)
        return self._templates.get_template("face.html").render(
            view=view,
            face=face,
            layout=layout,
            steps=_track(view, has_time=view.time is not None and not has_clock),
            has_clock=has_clock,
            has_hours=has_clock and view.time is not None and max(view.time.allotted, view.time.left) >= 3600,
            time=view.time,
            digits="" if view.time is None else countdown(view.time.left),
            size=_title_size(face, layout, len(face.lines)),
            lines=face.lines,
            is_latest=is_latest(face),
            shown=lines,
            hidden=plural(len(face.lines) - len(lines), "more line"),
            has_bars=any(line.share is not None for line in face.lines),
            cut=_cut(face.lines),
            away=away,
        )


def is_latest(face: DisplayFace) -> bool:
    """Whether its lines are the latest notes, of which the last ones count; of all others the first ones do."""
    return face.moment is Moment.DISCUSSING and not face.heading


def _track(view: DisplayView, *, has_time: bool) -> Track:
    """The steps that fit: past ones are counted, then the last ones left out; the current one always stays."""
    beside = cell_width(f"{'00:00 left · ' if has_time else ''}{view.room} · {view.ends}")
    room = _TRACK - beside
    past = tuple(step for step in view.steps if step.place in (StepPosition.PAST, StepPosition.JUMPED))
    others = view.steps[len(past) :]
    if _across(view.steps) <= room or not view.steps:
        return Track("", view.steps, are_more=False)
    done = sum(step.place is StepPosition.PAST for step in past)
    words = "" if not past else f"{done} done" if done == len(past) else f"{done} of {len(past)} done"
    room -= cell_width(words) + _BETWEEN
    count = len(others)
    while count > 1 and _across(others[:count]) + _BETWEEN > room:
        count -= 1
    return Track(words, others[:count], are_more=count < len(others))


def _across(steps: Sequence[PhaseStep]) -> int:
    """Letters of these steps with what is between them."""
    return sum(cell_width(step.title) + 2 * (step.place is StepPosition.PAST) + _BETWEEN for step in steps)


def _layout(face: DisplayFace, *, has_clock: bool, is_other: bool) -> str:
    if has_clock and face.moment in WITH_TIME:
        return "time"
    return "side" if face.moment in BESIDE_TIME and not is_other else "whole"


def _title_size(face: DisplayFace, layout: str, lines: int) -> int:
    match layout:
        case "side":
            return size_for(face.title, 94, 56)
        case "time":
            return size_for(face.title, 150, 14)
    height = 56 if not lines else max(12, 60 - lines * _LINE * 1.7)
    return size_for(face.title, 152, height - (8 if face.facts else 0))


def _shown_lines(face: DisplayFace, layout: str) -> tuple[int, ...]:
    """The places of the lines that fit without a script; at least one."""
    width, height = (48, 34) if layout == "side" else (100, 50)
    places = range(len(face.lines))
    used = 0.0
    shown: list[int] = []
    for place in reversed(places) if is_latest(face) else places:
        used += lines_of(face.lines[place].text, width, _LINE) * _LINE * 1.2 + 1.6
        if used > height and shown:
            break
        shown.append(place)
    return tuple(sorted(shown))


def _cut(lines: tuple[FaceLine, ...]) -> int:
    """The place of the first line below the cut; 0 for no cut."""
    return next((place for place, line in enumerate(lines) if line.is_faint), 0)
