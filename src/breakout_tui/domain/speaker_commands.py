"""The commands about the list of speakers, as data; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.speaker_records import SpeakerSort, SpeakerSource, SpeakingOrder


@dataclass(frozen=True, slots=True)
class AskToSpeak:
    """Put somebody on the list of speakers."""

    attribution: str = ""
    """Who asks, as statements are attributed; the rule decides what is kept of it."""
    sort: SpeakerSort = SpeakerSort.SPEECH
    origin: SpeakerSource = SpeakerSource.TYPED
    request_id: str = ""
    """The id that the request was given where it was made; a request that is known changes nothing. Empty for a new one."""
    adds_names: bool = False
    """Names on no list of the session are added to it, under the rule that stores listed ones only."""


@dataclass(frozen=True, slots=True)
class NextSpeaker:
    """The speaker has spoken, and the next one begins; after the last one nobody speaks."""


@dataclass(frozen=True, slots=True)
class LetSpeak:
    """The speaker has spoken, and this one begins, out of turn."""

    speaker_id: str


@dataclass(frozen=True, slots=True)
class EndSpeech:
    """The speaker has spoken, and nobody speaks."""


@dataclass(frozen=True, slots=True)
class PauseSpeaker:
    """Stop the speaker's time."""


@dataclass(frozen=True, slots=True)
class ResumeSpeaker:
    """The speaker's time goes on."""


@dataclass(frozen=True, slots=True)
class WithdrawSpeaker:
    """Take somebody who waits off the list."""

    speaker_id: str


@dataclass(frozen=True, slots=True)
class RecordWithdrawal:
    """The author of a request has taken it back on the phone. No step of undo: undo is about what was done here."""

    speaker_id: str


@dataclass(frozen=True, slots=True)
class MoveSpeaker:
    """Move somebody who waits by so many places, -1 for one earlier."""

    speaker_id: str
    by: int


@dataclass(frozen=True, slots=True)
class OrderSpeakers:
    """Choose the order; speakers who were moved go back to the place that it gives. Shuffled again, it is another order."""

    order: SpeakingOrder


@dataclass(frozen=True, slots=True)
class CloseSpeakers:
    """Close the list: replies and points of order can still be asked for."""


@dataclass(frozen=True, slots=True)
class ReopenSpeakers:
    """Take requests again."""


@dataclass(frozen=True, slots=True)
class SetSpeakingTime:
    """Set the time of those who begin from now on, in whole seconds: 0 for no limit, None for that of the programme."""

    speaking: int | None
    reply: int | None = None


SpeakerCommand = (
    AskToSpeak
    | NextSpeaker
    | LetSpeak
    | EndSpeech
    | PauseSpeaker
    | ResumeSpeaker
    | WithdrawSpeaker
    | RecordWithdrawal
    | MoveSpeaker
    | OrderSpeakers
    | CloseSpeakers
    | ReopenSpeakers
    | SetSpeakingTime
)
