"""Actions on the list of speakers: who wants to speak, who is next, and how the list is led."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.speaker_records import SpeakerSort, SpeakingOrder
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.action import Action, Group
from breakout_tui.tui.actions.late_commands import c
from breakout_tui.tui.actions.name_answers import typed_names
from breakout_tui.tui.actions.results import Ask, Choose, Open

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.speakers import Numbered
    from breakout_tui.tui.actions.results import Result
    from breakout_tui.tui.actions.room import ActionContext

_DEEDS = (
    *("next", "end", "pause", "speak", "withdraw", "up", "down"),
    *("fresh", "in-order", "shuffle", "close", "reopen", "time"),
)
"""What can be done with the list, by the first word of the argument."""


class SpeakerGroup(Action):
    """An action listed with the speakers."""

    group = Group.SPEAKERS


class _AskToSpeak(SpeakerGroup):
    """Puts somebody on the list."""

    argument = "[who]"
    takes_names = True
    sort: ClassVar[SpeakerSort]
    question: ClassVar[str]

    def ask(self, context: ActionContext) -> Ask | None:
        """Who; under the rule *none* nobody is asked."""
        rule = context.session.info.rule
        if rule is AttributionRule.NONE:
            return None
        context.countries.begin()
        who = "Country or organisation" if rule is AttributionRule.COUNTRY else "Name"
        return Ask(f"{self.question}\n{who}; empty for a number", when_empty="-")

    def run(self, text: str, context: ActionContext) -> Command | Choose:
        """As statements are attributed: ``Norway``, or by name ``Norway: Ana``; ``-`` for nobody named."""
        typed = "" if text == "-" else text.replace("@", " ").replace(":", ",")
        if context.session.info.rule is AttributionRule.NONE or not typed.strip():
            return c.AskToSpeak(sort=self.sort)
        found = typed_names(typed, context, title=self.question, prefix="", command=f"/{self.word}")
        if isinstance(found, Choose):
            return found
        return c.AskToSpeak(found.names, self.sort, adds_names=True)


class SpeakerAction(_AskToSpeak):
    """Puts somebody on the list of speakers."""

    word = "speaker"
    help = "put somebody on the list of speakers"
    sort = SpeakerSort.SPEECH
    question = "Who wants to speak?"


class ReplyAction(_AskToSpeak):
    """Puts a reply on the list of speakers."""

    word = "reply"
    help = "put a reply on the list of speakers: before the others, with a shorter time"
    sort = SpeakerSort.REPLY
    question = "Who wants to reply?"


class PointOfOrderAction(_AskToSpeak):
    """Puts a point of order on top of the list of speakers."""

    word = "point"
    help = "put a point of order on top of the list of speakers"
    sort = SpeakerSort.POINT
    question = "Who has a point of order?"


class SpeakersAction(SpeakerGroup):
    """Shows the list of speakers, or does something with it."""

    word = "speakers"
    only_reads = True
    argument = "[next, pause, close …]"
    help = "the list of speakers: who speaks, who is next, how much time is left"

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be done with it."""
        return _DEEDS

    def run(self, text: str, context: ActionContext) -> Result:
        """Without an argument, the list; else what its keys do."""
        if text:
            if context.refusal is not None:
                raise context.refusal
            return command_of(text, context)
        from breakout_tui.tui.screens.speakers_screen import SpeakersScreen

        return Open(SpeakersScreen(context.live, context.read_clock, only_reads=context.refusal is not None))

    def printed(self, text: str, context: ActionContext) -> Sequence[str] | None:
        """Who speaks, and who waits."""
        from breakout_tui.tui.speaker_words import printed_speakers

        return None if text else printed_speakers(context.session, context.reading)


def command_of(text: str, context: ActionContext) -> Command:
    """What the words after ``/speakers`` do. Raises ArgumentRefused."""
    typed, _, rest = text.partition(" ")
    match arguments.choice(typed, _DEEDS, "command for the list of speakers"):
        case "next":
            return c.NextSpeaker()
        case "end":
            return c.EndSpeech()
        case "pause":
            return pause_of(context)
        case "speak":
            return c.LetSpeak(_waiting(rest, context).speaker.id)
        case "withdraw":
            return c.WithdrawSpeaker(_waiting(rest, context).speaker.id)
        case "up" | "down" as way:
            return c.MoveSpeaker(_waiting(rest, context).speaker.id, -1 if way == "up" else 1)
        case "fresh":
            return c.OrderSpeakers(SpeakingOrder.FRESH)
        case "in-order":
            return c.OrderSpeakers(SpeakingOrder.ASKED)
        case "shuffle":
            return c.OrderSpeakers(SpeakingOrder.SHUFFLED)
        case "close":
            return c.CloseSpeakers()
        case "reopen":
            return c.ReopenSpeakers()
    return _time_of(rest)


def pause_of(context: ActionContext) -> Command:
    """Stop the speaker's time, or let it go on."""
    from breakout_tui.domain.speaker_records import SpeakerState
    from breakout_tui.domain.speakers import speakers_view

    now = speakers_view(context.session).now
    is_paused = now is not None and now.speaker.progress is SpeakerState.PAUSED
    return c.ResumeSpeaker() if is_paused else c.PauseSpeaker()


def _time_of(text: str) -> Command:
    """``2``: two minutes each; ``2 1``: and one for a reply; ``0``: no limit; nothing: as the programme says."""
    found = [arguments.minutes(each) for each in text.split()]
    if len(found) > 2:
        raise arguments.ArgumentRefused("that is more than two times", remedy="such as /speakers time 3 1:30")
    speaking, reply = (*found, None, None)[:2]
    return c.SetSpeakingTime(speaking, reply)


def _waiting(text: str, context: ActionContext) -> Numbered:
    """Who waits under this name, or as the first, second … of the list."""
    from breakout_tui.domain.speakers import speakers_view

    waiting = speakers_view(context.session).waiting
    asked = text.replace("@", " ").strip().casefold()
    named = [each for each in waiting if each.label.casefold() == asked]
    begun = [each for each in waiting if asked and each.label.casefold().startswith(asked)]
    if asked.isdecimal() and 0 < int(asked) <= len(waiting):
        return waiting[int(asked) - 1]
    if len(found := named[:1] or begun) == 1:
        return found[0]
    what = f"nobody of that name waits: {text[:40]}" if asked else "who?"
    raise arguments.ArgumentRefused(what, remedy="a name, or the place on the list, such as 2")


SPEAKER_ACTIONS: tuple[Action, ...] = (
    SpeakerAction(),
    ReplyAction(),
    PointOfOrderAction(),
    SpeakersAction(),
)
