"""What delegates see on their phones, without a word of any language: the pages say it in theirs. Content stays as it was written.

Nothing is here that displays don't show (``display_face.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.display_view import DisplayView
from breakout_tui.domain.face_of_moment import noun_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.once import once
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.programme import AttributionRule, StepKind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speakers import leading_of


class KindChoice(NamedTuple):
    """A kind that a statement can be of."""

    kind: Kind
    label: str
    """The programme's own word for it; empty where it has none."""


class PhoneFace(NamedTuple):
    """What is now. The time that is left is in ``FaceTime``."""

    moment: Moment
    title: str
    """What the room speaks about: a question, a statement, the name of a step."""
    session_id: str = ""
    noun: str = ""
    """What the title is one of, a word of ``noun_of``: ``Question``; empty for none."""
    number: int = 0
    """Which of them; 0 for none."""
    last: int = 0
    """How many there are."""
    step: StepKind | None = None
    """Of the current box."""
    step_title: str = ""
    """Of the current step, where it says more than the title; of the box, while a statement is shown in its place."""
    kinds: tuple[KindChoice, ...] = ()
    """What a statement can be now, the likeliest first."""
    rule: AttributionRule = AttributionRule.NONE
    room: str = ""
    event: str = ""
    ends: str = ""
    """When the phase ends, such as ``12:30``; empty outside of one."""
    back_at: str = ""
    """When the room goes on after a break; empty where that is not fixed."""
    silence_ends_at: int | None = None
    """Seconds that are left of the box when its silence ends; None while there is none."""
    notice: str = ""
    """A message of the organiser."""
    is_list_closed: bool = False
    """Whether no more requests to speak are taken."""


def phone_face(session: Session, view: DisplayView, reading: Reading) -> PhoneFace:
    """The face at this reading, where the displays show this view."""
    now = pace(session, reading)
    box = session.current_box
    found = PhoneFace(
        view.face.moment,
        view.face.title,
        session.id,
        kinds=_kinds(session),
        rule=session.info.rule,
        room=view.room,
        event=view.event,
        notice=view.notice,
        is_list_closed=leading_of(session, session.phase_in_view).is_closed,
    )
    if now is None or box is None:
        between = now_between(session, reading)
        starts_at = None if between is None else between.starts_at
        return found if starts_at is None else found._replace(back_at=f"{starts_at:%H:%M}")
    step = session.info.programme.step(box.step)
    step_title = box.title if step is None or view.face.moment is Moment.FLOOR else step.title
    is_numbered = box.number is not None
    return found._replace(
        noun=noun_of(session, box) if is_numbered else "",
        number=box.number or 0,
        last=_last(session, box.step, box.phase) if is_numbered else 0,
        step=box.kind,
        step_title="" if step_title == view.face.title else step_title,
        ends=f"{now.ends_at:%H:%M}",
        back_at=f"{now.box_ends_at:%H:%M}" if box.kind is StepKind.BREAK and now.left >= 0 else "",
        silence_ends_at=now.left - now.silent_left if now.silent_left and _is_of_box(view, now) else None,
    )


def _last(session: Session, step: str, phase: str) -> int:
    """The highest number of a step, as displays say it."""
    return max(each.number or 0 for each in session.agenda(phase) if each.step == step)


def _is_of_box(view: DisplayView, now: Pace) -> bool:
    """Whether the time that is shown is that of the box, and not of a speaker; a second may have begun between the two."""
    return view.time is not None and abs(view.time.left - now.left) <= 1


@once
def _kinds(session: Session) -> tuple[KindChoice, ...]:
    return tuple(KindChoice(kind, _own_label(session, kind)) for kind in session.kinds)


def _own_label(session: Session, kind: Kind) -> str:
    label = session.labels.one(kind)
    return "" if label == kind.value else label
