"""Sessions for the displays: every face of the day, faces that the day does not have, and statements that are hard to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, length, until
from breakout_tui.cli.rehearsal_day import faces_of_the_day
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import Programme, StepKind
from breakout_tui.domain.session import decide, start
from breakout_tui.domain.session_state import Session
from breakout_tui.inputs.programme_file import read_programme

LONG = (
    "Every ministry that runs a register for its own purposes agrees with the others on who keeps which data, who may ask for it, "
    "under which law, at whose cost, and what happens when the answer comes late or is wrong, so that a citizen is asked once only "
    "and can see who has asked for what and why."
)
STATEMENTS = {
    "300 characters": LONG.ljust(300, "."),
    "a word of 80 letters": "Donau" + "dampfschifffahrts" * 4 + "ordnung",
    "Chinese": "每个部委都为自己的目的维护登记册，却没有人负责跨越三个部委的公民旅程；预算在首席信息官被询问之前就已经确定，"
    * 2,
    "Arabic with marks": "لَا يَسْتَطِيعُ أَحَدٌ أَنْ يَقُولَ مَنْ يَمْلِكُ رِحْلَةَ الْمُوَاطِنِ عَبْرَ ثَلَاثِ وِزَارَاتٍ، وَالْمِيزَانِيَّةُ مُحَدَّدَةٌ سَلَفًا",
    "Hindi": "तीन मंत्रालयों में नागरिक की यात्रा का स्वामी कौन है, यह कोई नहीं बता सकता, और बजट पहले ही तय हो चुका होता है जब सीआईओ से पूछा जाता है",
    "emoji": "🇪🇪 👩🏽‍💻 🏛️ 💶 " * 5 + "🎉",
}
"""Statements that are hard to set."""
_CLOCK = SystemClock()
_PROGRAMME = read_programme(paths.shipped_programme())


@cache
def day() -> tuple[Session, ...]:
    """The faces of the day, in order."""
    return tuple(faces_of_the_day(_CLOCK))


def _played(lines: list[str], clock: Clock = _CLOCK, programme: Programme = _PROGRAMME) -> Player:
    player = Player(programme, programme.themes[0].id, DETAILS, clock.read().later(-length(lines)))
    player.play(lines)
    return player


@cache
def openings() -> tuple[Session, ...]:
    """The opening of each theme of the conference."""

    def opening(theme_id: str) -> Session:
        begun = start(_PROGRAMME, theme_id, DETAILS, _CLOCK.read()).session
        return decide(begun, c.Next(), _CLOCK.read()).session

    return tuple(opening(theme.id) for theme in _PROGRAMME.themes)


@cache
def others() -> dict[str, Session]:
    """Faces that are not the fullest of their moment, each by what it is."""
    lines = [line.strip() for line in DAY.splitlines() if line.strip()]
    asked = lines[
        : lines.index("/next", lines.index("X Who pays for the migration of the old registers? @Portugal"))
    ]
    ranked = lines[: lines.index("/lock now") + 1]
    paused = lines[: lines.index("/pause") + 1]
    made = {
        "nothing said yet": _played(lines[:4]),
        "a question": _played(asked),
        "little time": _played([*lines[:4], "+10:30"]),
        "overtime": _played([*asked, "+12:00"]),
        "an hour of overtime": _played([*asked, "+75:00"]),
        "an hour": _played([*lines[:4], "/extend 70"]),
        "paused": _played(paused),
        "ranked and agreed": _played(ranked),
        "hidden": _played(asked),
        "hidden ranking": _played(until(DAY, "agree")),
        "speakers": _played(asked),
    }
    for name in ("Kenya", "الأردن", "Papua New Guinea", *(f"Delegation {number}" for number in range(40))):
        made["speakers"].do(c.AskToSpeak(name, adds_names=True))
    made["speakers"].do(c.SetSpeakingTime(120))
    for _ in range(2):
        made["speakers"].do(c.NextSpeaker())
    for name in ("hidden", "hidden ranking"):
        made[name].do(c.EditDetails(is_display_hidden=True))
    made |= _of_other_programmes(lines)
    return {name: player.session for name, player in made.items()}


def _of_other_programmes(lines: list[str]) -> dict[str, Player]:
    """Faces that need other titles and times than those of the conference."""
    morning, afternoon = _PROGRAMME.phases
    back = (_CLOCK.read().wall + timedelta(minutes=25)).time().replace(second=0, microsecond=0)
    fixed = replace(_PROGRAMME, phases=(morning, replace(afternoon, starts=back)))
    titles = [
        f"{step.title} of all that ministries and agencies share with each other" for step in morning.steps
    ]
    steps = tuple(replace(step, title=title) for step, title in zip(morning.steps, titles, strict=True))
    wordy = replace(
        _PROGRAMME, phases=(replace(morning, title="The whole of the morning", steps=steps), afternoon)
    )
    pauses = [count for count, line in enumerate(lines, 1) if line == "/next"]
    at = {face_of(_played(lines[:count]).session).moment: count for count in pauses[:9]}
    return {
        "lunch until a fixed time": _played(until(DAY, "lunch"), programme=fixed),
        "a break with a long title": _played(lines[: at[Moment.BREAK]], programme=wordy),
        "long titles of steps": _played(lines[: pauses[2]], programme=wordy),
    }


def with_left(seconds: int, clock: Clock) -> Session:
    """The first question, which was given an hour more, with so many seconds left at this moment."""
    lines = [line.strip() for line in DAY.splitlines() if line.strip()][:4]
    asked = _played([*lines, "/extend 60"], clock)
    now = pace(asked.session, asked.reading)
    assert now is not None
    minutes, rest = divmod(now.left - seconds, 60)
    return _played([*lines, "/extend 60", f"+{minutes}:{rest:02}"], clock).session


def saying(text: str) -> dict[str, Session]:
    """A statement wherever the room reads statements, each by where it is."""
    lines = until(DAY, "afternoon")
    discussed = _played(lines[: lines.index("+2:10") + 1])
    discussed.do(c.Capture(text, Kind.CHALLENGE))
    asked = discussed.session
    for number in range(7):
        discussed.do(c.Capture(f"{number}: {text}", Kind.CHALLENGE))
    several = discussed.session
    _enter(discussed, StepKind.RANK)
    ranked = discussed.session
    late = _played(lines)
    late.do(c.Next())
    fields = {"addressee": "Federal states", "actor": "ministries of finance", "due": "the end of next year"}
    late.do(c.Capture(text, Kind.RECOMMENDATION, fields=fields))
    for number in range(3):
        late.do(c.Capture(f"{number}: {text}", Kind.RECOMMENDATION, fields=fields))
    _enter(late, StepKind.AGREE)
    one = late.session
    for note in late.session.book.notes:
        if note.kind is Kind.RECOMMENDATION:
            late.do(c.Agree(note.serial, Agreement.STRONG_SUPPORT))
    every = late.session
    return {"one": asked, "several": several, "ranked": ranked, "agreeing": one, "all agreed": every}


def _enter(player: Player, kind: StepKind) -> None:
    """Go to the first box of this kind in the running phase."""
    boxes = player.session.agenda(player.session.phase_in_view)
    player.do(c.JumpTo(next(box.id for box in boxes if box.kind is kind)))
