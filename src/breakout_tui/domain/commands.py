"""Every command of a session, as data. Keys, clicks, the palette and ``/words`` all become one of these."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.clock_commands import (
    AddBox,
    AgendaCommand,
    Back,
    ClockCommand,
    CorrectClock,
    DetailsCommand,
    DropBox,
    EditDetails,
    EndLater,
    EndPhase,
    Extend,
    GiveSpare,
    JumpTo,
    LockRule,
    MergeBoxes,
    MoveBox,
    Next,
    Pause,
    RenameBox,
    RestoreBox,
    Resume,
    SetEnd,
    Silence,
    Skip,
    Unchanged,
)
from breakout_tui.domain.floor_commands import TakenStatement, TakeStatements
from breakout_tui.domain.note_commands import (
    BringNotes,
    Capture,
    ChangeKind,
    DeleteNote,
    EditNote,
    Link,
    MergeNote,
    MoveNote,
    NoteCommand,
    RenameCluster,
    RestoreNote,
    Unlink,
)
from breakout_tui.domain.outcome_commands import (
    Agree,
    ChooseCut,
    ChooseRanking,
    EditReportBack,
    HearAgain,
    LockRanking,
    MarkReadBack,
    OutcomeCommand,
    SetRevote,
    SetTally,
    UnlockRanking,
)
from breakout_tui.domain.phone_vote_commands import (
    CloseVote,
    OpenVote,
    PhoneVoteCommand,
    RecordBallots,
    RestartVote,
    ShowVote,
    TakeBallots,
)
from breakout_tui.domain.speaker_commands import (
    AskToSpeak,
    CloseSpeakers,
    EndSpeech,
    LetSpeak,
    MoveSpeaker,
    NextSpeaker,
    OrderSpeakers,
    PauseSpeaker,
    RecordWithdrawal,
    ReopenSpeakers,
    ResumeSpeaker,
    SetSpeakingTime,
    SpeakerCommand,
    WithdrawSpeaker,
)

__all__ = [
    "AddBox",
    "AgendaCommand",
    "Agree",
    "AskToSpeak",
    "Back",
    "BringNotes",
    "Capture",
    "ChangeKind",
    "ChooseCut",
    "ChooseRanking",
    "ClockCommand",
    "CloseSpeakers",
    "CloseVote",
    "Command",
    "CorrectClock",
    "DeleteNote",
    "DetailsCommand",
    "DropBox",
    "EditDetails",
    "EditNote",
    "EditReportBack",
    "EndLater",
    "EndPhase",
    "EndSpeech",
    "Extend",
    "GiveSpare",
    "HearAgain",
    "JumpTo",
    "LetSpeak",
    "Link",
    "LockRanking",
    "LockRule",
    "MarkReadBack",
    "MergeBoxes",
    "MergeNote",
    "MoveBox",
    "MoveNote",
    "MoveSpeaker",
    "Next",
    "NextSpeaker",
    "NoteCommand",
    "OpenVote",
    "OrderSpeakers",
    "OutcomeCommand",
    "Pause",
    "PauseSpeaker",
    "PhoneVoteCommand",
    "RecordBallots",
    "RecordWithdrawal",
    "Redo",
    "RenameBox",
    "RenameCluster",
    "ReopenSpeakers",
    "RestartVote",
    "RestoreBox",
    "RestoreNote",
    "Resume",
    "ResumeSpeaker",
    "SetEnd",
    "SetRevote",
    "SetSpeakingTime",
    "SetTally",
    "ShowVote",
    "Silence",
    "Skip",
    "SpeakerCommand",
    "TakeBallots",
    "TakeStatements",
    "TakenStatement",
    "Unchanged",
    "Undo",
    "Unlink",
    "UnlockRanking",
    "WithdrawSpeaker",
]


@dataclass(frozen=True, slots=True)
class Undo:
    """Undo the last undo step."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Redo the step that was undone last."""


Command = (
    ClockCommand
    | AgendaCommand
    | DetailsCommand
    | NoteCommand
    | TakeStatements
    | OutcomeCommand
    | SpeakerCommand
    | PhoneVoteCommand
    | Undo
    | Redo
)
"""Any command."""
