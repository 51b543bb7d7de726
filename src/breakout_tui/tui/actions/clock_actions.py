"""Actions of the clock: changing the current box, its time, and the end of the phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.pace import pace
from breakout_tui.domain.phase_start import passed_end
from breakout_tui.domain.refusals import EndPassed
from breakout_tui.domain.session_state import zone_of
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, BoxAction, Group, Place
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.results import Ask, Choose, Prefill
from breakout_tui.tui.actions.room import ActionContext
from breakout_tui.tui.wording import sentence

if TYPE_CHECKING:
    from breakout_tui.domain.agenda import Box
    from breakout_tui.domain.commands import Command
    from breakout_tui.tui.actions.results import Result


OTHER_TIME, AS_ASKED = "f3", "f4"
"""The answers to a time that has passed. No letters: what is typed on is not an answer. Enter takes the harmless one."""


class ClockGroup(Action):
    """An action listed with the clock."""

    group = Group.CLOCK


class NextAction(ClockGroup):
    """Enters the next box, or starts a phase."""

    word, label = "next", "next"
    argument = "[minutes ago]"
    help = "next box, now or backdated by some minutes"

    def ask(self, context: ActionContext) -> Choose | None:
        """When the phase ends, if it starts after its fixed end."""
        session, reading = context.session, context.reading
        due = session.due_phase
        passed = None if due is None else passed_end(session, due.id, reading)
        if due is None or passed is None:
            return None
        options = ((OTHER_TIME, "another time"), (AS_ASKED, "flexible: as planned from now"))
        question = f"{sentence(str(EndPassed(due.title, passed)))}. When does it end?"
        return Choose(question, options, "until ", otherwise="/next until 15:30, or /next until flexible")

    def run(self, text: str, context: ActionContext) -> Result:
        """Without an argument, now; a phase may start with an end, as in ``until 15:30``."""
        word, _, end = text.partition(" ")
        if word != "until":
            return c.Next(arguments.minutes(text) if text else 0)
        if end == OTHER_TIME:
            return Prefill("/next until ")
        if end in {AS_ASKED, "flexible"}:
            return c.Next(ends=None)
        zone = zone_of(context.session, context.reading)
        return c.Next(ends=zone.next(arguments.clock_time(end), context.reading.wall))


class ExtendAction(ClockGroup):
    """Gives the current box more time."""

    word, label = "extend", "extend"
    argument = "[minutes]"
    help = "give this box more time; the cost is shown first"

    def ask(self, context: ActionContext) -> Ask:
        """How long, with the price beside each answer."""
        from breakout_tui.tui.actions.price import price_of

        def preview(text: str) -> str:
            return price_of(text, context.session, context.reading)

        return Ask("Extend by how many minutes?", value="5", preview=preview, is_replaced=True)

    def run(self, text: str, context: ActionContext) -> Command:
        """Minutes, such as ``5`` or ``1:30``."""
        return c.Extend(arguments.minutes(text))


class SpareAction(BoxAction):
    """Gives spare time to a box."""

    word = "spare"
    group = Group.CLOCK
    argument = "[box] [minutes]"
    help = "give spare time to this box or to an upcoming one"
    letters = {Place.AGENDA: "s"}
    label = "give spare"

    def run(self, text: str, context: ActionContext) -> Result:
        """Without a box, this one."""
        here = context.session.current_box
        if here is not None and context.box_id is None and (not text or text[0] in "+0123456789"):
            return self.run_on(here, text, context)
        return super().run(text, context)

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """Without minutes, all of it."""
        return c.GiveSpare(box.id, arguments.minutes(text) if text else None)


class PauseAction(ClockGroup):
    """Pauses the clock, or resumes it."""

    word, label = "pause", "pause"
    help = "pause or resume the clock"

    def run(self, text: str, context: ActionContext) -> Command:
        """One key for both."""
        return c.Resume() if context.session.is_paused else c.Pause()


class SilentAction(ClockGroup):
    """Lets everybody write in silence for some minutes."""

    word = "silent"
    argument = "minutes"
    help = "let all write in silence from now; displays and phones count it down; 0 ends it"

    def ask(self, context: ActionContext) -> Ask:
        """How long."""
        return Ask("Silence for how many minutes? 0 ends it", value="3", is_replaced=True)

    def run(self, text: str, context: ActionContext) -> Command:
        """Minutes, such as ``3`` or ``1:30``, within the time of the box."""
        return c.Silence(0 if text == "0" else arguments.minutes(text))


class ResumeAction(ClockGroup):
    """Ends a pause."""

    word = "resume"
    help = "resume the clock"

    def run(self, text: str, context: ActionContext) -> Command:
        """Refused while the clock is running."""
        return c.Resume()


class BackAction(ClockGroup):
    """Returns to the previous box."""

    word, label = "back", "back"
    help = "return to the previous box, take back a start, or reopen a phase"

    def run(self, text: str, context: ActionContext) -> Command:
        """The clock of that box continues."""
        return c.Back()


class JumpAction(BoxAction):
    """Enters any box."""

    word = "jump"
    group = Group.CLOCK
    argument = "box"
    help = "go to any box, such as Q3"
    letters = {Place.AGENDA: "enter"}
    label = "jump"

    def run_on(self, box: Box, text: str, context: ActionContext) -> Command:
        """The box that you leave keeps its remaining time."""
        return c.JumpTo(box.id)


class SkipAction(ClockGroup):
    """Drops the current box."""

    word = "skip"
    help = "go to the next box and mark this one as dropped"

    def run(self, text: str, context: ActionContext) -> Command:
        """Its time makes up for a delay, or is spare."""
        return c.Skip()


class EndAction(ClockGroup):
    """Sets when the phase ends."""

    word = "end"
    argument = "12:30 | +10 | flexible"
    help = "set or move the end of the phase, or let it follow the plan"

    def run(self, text: str, context: ActionContext) -> Result:
        """A time of day, a number of minutes with its sign, or ``flexible``."""
        if text.casefold() in {"flexible", "open"}:
            return c.SetEnd(None)
        if text[:1] in {"+", "-", "−"}:
            return c.EndLater(arguments.minutes(text))
        time, _, answer = text.partition(" ")
        shown, wall = arguments.clock_time(time), context.reading.wall
        zone = zone_of(context.session, context.reading)
        if zone.has_passed(shown, wall) and not answer and context.session.running is not None:
            options = ((OTHER_TIME, "another time"), (AS_ASKED, f"tomorrow at {shown:%H:%M}"))
            question = f"{shown:%H:%M} has passed. When does the phase end?"
            return Choose(question, options, f"{time} ", otherwise=f"/end {shown:%H:%M} tomorrow")
        return Prefill("/end ") if answer == OTHER_TIME else c.SetEnd(zone.next(shown, wall))


class FinishAction(ClockGroup):
    """Ends the phase."""

    word = "finish"
    help = "end this phase now"

    def run(self, text: str, context: ActionContext) -> Command:
        """Going back reopens it."""
        return c.EndPhase()


class ClockAction(ClockGroup):
    """Confirms or corrects the room's clock."""

    word = "clock"
    argument = "[±minutes]"
    help = "confirm or correct the clock"

    def run(self, text: str, context: ActionContext) -> Command:
        """Without an argument, follow the computer's clock if the two differ, else confirm."""
        if text:
            return c.CorrectClock(arguments.minutes(text))
        now = pace(context.session, context.reading)
        return c.CorrectClock(now.skew if now is not None else 0)


class ZoneAction(ClockGroup):
    """Changes the room's time zone."""

    word = "zone"
    argument = "[name]"
    help = "show times in the computer's time zone, or in one by name"

    def run(self, text: str, context: ActionContext) -> Command:
        """A name such as ``Europe/Berlin``."""
        zone = text or context.reading.zone
        if not zone:
            raise arguments.ArgumentRefused(
                "the computer's zone is unknown", remedy="such as /zone Europe/Berlin"
            )
        return c.EditDetails(zone=zone)


CLOCK_ACTIONS: tuple[Action, ...] = (
    NextAction(),
    ExtendAction(),
    SpareAction(),
    PauseAction(),
    ResumeAction(),
    SilentAction(),
    BackAction(),
    JumpAction(),
    SkipAction(),
    EndAction(),
    FinishAction(),
    ClockAction(),
    ZoneAction(),
)
