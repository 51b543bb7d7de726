"""Status report: how the session stands, as data for programs and as plain lines. It names nobody.

``docs/status.schema.json`` describes the data. A field is never removed or given another meaning within a version.
"""

from __future__ import annotations

from typing import Any

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import LATE, clock, lateness, spare_words
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import clean_line, plural

VERSION = 1
"""Of the form of the data."""
MOST_NEXT = 3
"""How many boxes the lines name; the data has all."""

Status = dict[str, Any]
"""One object of ``docs/status.schema.json``."""


def status_of(session: Session, reading: Reading, standing: str) -> Status:
    """How the session stands at this reading; ``standing`` says whether all is saved, as in ``ActionContext``."""
    now = pace(session, reading)
    word, _, problem = standing.partition(": ")
    info = session.info
    return {
        "version": VERSION,
        "session": info.id,
        "theme": clean_line(session.theme.title),
        "room": clean_line(info.room),
        "round": info.round,
        "rule": info.rule.value,
        "at": zone_of(session, reading).at(reading.wall).isoformat(timespec="seconds"),
        "state": _state(session),
        "phase": _phase_title(session),
        "ends_at": None if now is None else now.ends_at.isoformat(timespec="seconds"),
        "is_end_fixed": now is not None and now.is_end_fixed,
        "phase_left": None if now is None else now.phase_left,
        "behind": None if now is None else now.behind,
        "spare": None if now is None else now.spare,
        "is_paused": session.is_paused,
        "paused_for": None if now is None or not now.is_paused else now.paused_for,
        "box": None if now is None else _box(now),
        "next": [] if now is None else _next(session, now),
        "notes": _notes(session),
        "saved": word,
        "problem": problem,
    }


def _state(session: Session) -> str:
    if session.running is not None:
        return "running"
    if session.stage is Stage.READY:
        return "before"
    return "done" if session.stage is Stage.DONE else "between"


def _phase_title(session: Session) -> str:
    return clean_line(session.info.programme.phase(session.phase_in_view).title)


def _box(now: Pace) -> Status:
    return {
        "name": clean_line(now.box.label),
        "title": clean_line(now.box.title),
        "kind": now.box.kind.value,
        "allotted": now.allotted,
        "used": now.used,
        "left": now.left,
    }


def _next(session: Session, now: Pace) -> list[Status]:
    return [
        {"name": clean_line(box.label), "title": clean_line(box.title), "seconds": now.shares[box.id]}
        for box in session.ahead(now.box)
    ]


def _notes(session: Session) -> Status:
    counts = {kind.value: sum(1 for _ in session.book.of_kind(kind)) for kind in Kind}
    in_words = [session.labels.counted(counts[kind.value], kind) for kind in Kind if counts[kind.value]]
    return {"all": session.book.visible, "by_kind": counts, "in_words": in_words}


def status_lines(status: Status) -> list[str]:
    """The same in lines, the most urgent first."""
    room = f" · {status['room']}" if status["room"] else ""
    lines = [*_time_lines(status), f"{status['theme']}{room} · round {status['round']}"]
    notes = status["notes"]
    counted = ", ".join(notes["in_words"])
    lines.append(f"{plural(notes['all'], 'note')}{': ' if counted else ''}{counted}")
    problem = f": {status['problem']}" if status["problem"] else ""
    return [*lines, f"{'All ' if status['saved'] == 'saved' else ''}{status['saved']}{problem}".capitalize()]


def _time_lines(status: Status) -> list[str]:
    box = status["box"]
    if box is None:
        return [
            {"before": f"{status['phase']}: not started", "done": "The day is over"}.get(
                status["state"], f"{status['phase']}: starts next"
            )
        ]
    named = box["title"] if box["name"] == box["title"] else f"{box['name']} {box['title']}"
    paused = f" · paused {clock(status['paused_for'])}" if status["is_paused"] else ""
    lines = [f"{named} · {clock(box['left'])} {'over' if box['left'] < 0 else 'left'}{paused}"]
    spare = f" · {spare_words(status['spare'])}" if status["spare"] >= LATE else ""
    ends = status["ends_at"][11:16]
    over = " over" if status["phase_left"] < 0 else ""
    lines.append(
        f"{status['phase']} ends {ends}, {clock(status['phase_left'])}{over or ' left'} · {lateness(status['behind'])}{spare}"
    )
    if coming := status["next"][:MOST_NEXT]:
        more = f", and {len(status['next']) - MOST_NEXT} more" if len(status["next"]) > MOST_NEXT else ""
        lines.append(
            f"Next: {', '.join(each['name'] + ' ' + clock(each['seconds']) for each in coming)}{more}"
        )
    return lines


def time_line(session: Session, reading: Reading) -> str:
    """The first line: the current box and what is left of it."""
    return _time_lines(status_of(session, reading, "saved"))[0]
