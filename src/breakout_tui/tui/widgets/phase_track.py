"""Phase track: the steps of a phase in a line, with the progress and the end of the phase."""

from __future__ import annotations

from rich.cells import cell_len

from breakout_tui.domain.between_phases import after, now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import LATE, hours, lateness, spare_words
from breakout_tui.domain.pace import Pace, moment
from breakout_tui.domain.phase_steps import PhaseStep, StepPosition
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.phase_words import all_over, starts, time_until_start
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import LONGEST_LABEL, shortened


def track(steps: tuple[PhaseStep, ...], width: int) -> tuple[Part, ...]:
    """The track in ``width`` cells: the bar takes what is left; past steps, then distant ones, are shortened to fit."""
    for past, ahead, bar in (
        (99, 99, 10),
        (0, 99, 10),
        (0, 2, 10),
        (0, 1, 10),
        (0, 1, 4),
        (0, 0, 4),
    ):
        parts = _drawn(steps, past, ahead, bar)
        if (left := width - sum(cell_len(text) for text, _ in parts)) >= 0:
            return _drawn(steps, past, ahead, bar + left) if left else parts
    return parts


def ending(session: Session, now: Pace | None, reading: Reading) -> tuple[Part, ...]:
    """When the phase ends, how late it is and how long the pause after it will be, for the right end of the line."""
    if now is None:
        return (*_waiting(session, reading), (_what_is_due(session), "accent"))
    parts: list[Part] = [(f"{'due' if now.phase_left < 0 else 'ends'} {now.ends_at:%H:%M}", "")]
    if now.is_end_fixed:
        parts.append((" fixed", "muted"))
    if now.phase_left < 0:
        return (*parts, (f" · {hours(now.phase_left)} over", "bad"))
    if now.shortfall:
        parts.append((f" · {-(-now.shortfall // 60)} min short", "bad"))
    else:
        parts += [(f" · {words}", role) for words, role in standing(now)]
    return (*parts, *_pause(session, now, reading))


def _what_is_due(session: Session) -> str:
    due = session.due_phase
    return all_over(session) if due is None else starts(due)


def _waiting(session: Session, reading: Reading) -> tuple[Part, ...]:
    """How long it is until the next phase is to start, if that is fixed."""
    between = now_between(session, reading)
    words = "" if between is None else time_until_start(between, moment(session, reading))
    return ((f"{words} · ", ""),) if words else ()


def _pause(session: Session, now: Pace, reading: Reading) -> tuple[Part, ...]:
    """What the end of this phase leaves of the pause after it, if the next phase has a fixed start on the same day."""
    between = after(session, now.box.phase, reading)
    left = None if between is None else between.left(now.ends_at)
    if between is None or left is None or between.is_another_day:
        return ()
    title = shortened(between.title, LONGEST_LABEL)
    return ((f" · {title} {hours(max(0, left))}", "muted" if left > 0 else "bad"),)


def standing(now: Pace) -> tuple[Part, ...]:
    """How late the phase is, and what time is spare."""
    parts: list[Part] = []
    if now.behind >= LATE or now.spare < LATE:
        parts.append((lateness(now.behind), "accent" if now.behind >= LATE else "muted"))
    if now.spare >= LATE:
        parts.append((spare_words(now.spare), "accent"))
    return tuple(parts)


def _title(step: PhaseStep) -> str:
    return shortened(step.title, LONGEST_LABEL)


def _drawn(steps: tuple[PhaseStep, ...], past: int, ahead: int, bar: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    behind = [step.place for step in steps if step.place in (StepPosition.PAST, StepPosition.JUMPED)]
    if behind and not past:
        done = behind.count(StepPosition.PAST)
        words = f"{done} done" if done == len(behind) else f"{done} of {len(behind)} done"
        parts += [(words, "muted"), (" ─ ", "faint")]
    seen_ahead = 0
    for step in steps:
        match step.place:
            case StepPosition.PAST | StepPosition.JUMPED:
                if past:
                    sign = " ✓" if step.place is StepPosition.PAST else ""
                    parts += [(f"{_title(step)}{sign}", "muted"), (" ─ ", "faint")]
            case StepPosition.NOW:
                full = round(step.done * bar)
                parts += [
                    (f"{_title(step)} ", "accent"),
                    ("━" * full, "accent"),
                    ("─" * (bar - full), "faint"),
                ]
            case StepPosition.AHEAD:
                seen_ahead += 1
                if seen_ahead <= ahead:
                    parts += [(" ─ ", "faint"), (_title(step), "muted")]
                elif seen_ahead == ahead + 1:
                    parts.append((" …", "faint"))
    if parts and parts[0][0] == " ─ ":
        del parts[0]
    if parts and parts[-1][0] == " ─ ":
        del parts[-1]
    return tuple(parts)
