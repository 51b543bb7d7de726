"""Random commands for any session: a wish becomes a command that fits the session, so most are accepted."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking import candidates
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.session import Session
from breakout_tui.domain.speaker_records import SpeakerSort, SpeakerSource, SpeakingOrder
from breakout_tui.domain.speakers import speakers_view

CLUSTERS = ("budget", "Budget", "law", "")
TEXTS = ("Silo budgets", "No legal basis", "Skills leave, @Norway says", "预算 不够", "a\nb", "x" * 30)


_NOTES = (
    "capture", "edit", "cluster", "delete", "restore", "change kind", "merge", "link", "unlink",
    "move", "rename cluster",
)  # fmt: skip
_OUTCOMES = (
    "choose", "tally", "second tally", "cut", "lock", "unlock", "agree", "read back", "amend", "hear again",
    "report back",
)  # fmt: skip
_CLOCK = (
    "next", "back", "skip", "pause", "resume", "extend", "end later", "end phase", "correct clock",
    "jump", "add box", "rename box", "move box", "drop box", "restore box",
)  # fmt: skip
_SPEAKERS = (
    "ask", "ask", "ask to reply", "point of order", "next speaker", "next speaker", "give floor", "end speech", "pause speaker",
    "resume speaker", "withdraw", "move speaker", "order", "close list", "reopen list", "speaking time",
)  # fmt: skip
SPEAKERS = ("Norway", "", "Chile", "Norway, Estonia")


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to do; ``first`` and ``second`` choose among the possible notes, boxes and subjects."""

    what: str
    first: int
    second: int

    def command(self, session: Session) -> c.Command | None:
        """The command for this session, or None if it has nothing that the command could be about."""
        if self.what in _CLOCK:
            return self._of_clock(session)
        if self.what in _OUTCOMES:
            return self._of_outcomes(session)
        if self.what in _SPEAKERS:
            return self._of_speakers(session)
        match self.what:
            case "undo":
                return c.Undo()
            case "redo":
                return c.Redo()
            case "capture":
                return self._capture(session)
            case "rename cluster":
                names = tuple(session.book.cluster_counts)
                new_name = CLUSTERS[self.second % 3]
                return c.RenameCluster(names[self.first % len(names)], new_name) if names else None
        return self._of_note(session) if len(session.book) else None

    def _capture(self, session: Session) -> c.Command:
        first, second, count = self.first, self.second, len(session.book)
        return c.Capture(
            TEXTS[first % len(TEXTS)],
            tuple(Kind)[second % len(Kind)],
            cluster=CLUSTERS[first % len(CLUSTERS)],
            links=(first % count, second % count) if count and first % 3 else (),
            same_as=second % count if count and first % 7 == 6 else None,
            fields={"actor": "somebody"} if second % 2 else {},
        )

    def _of_note(self, session: Session) -> c.Command | None:
        note, other = self.first % len(session.book), self.second % len(session.book)
        match self.what:
            case "edit":
                return c.EditNote(note, TEXTS[self.second % len(TEXTS)])
            case "cluster":
                return c.EditNote(note, cluster=CLUSTERS[self.second % len(CLUSTERS)])
            case "delete":
                return c.DeleteNote(note)
            case "restore":
                return c.RestoreNote(note)
            case "change kind":
                return c.ChangeKind(note, tuple(Kind)[self.second % len(Kind)])
            case "merge":
                return c.MergeNote(note, other)
            case "link":
                return c.Link(note, other)
            case "unlink":
                return c.Unlink(note, other)
            case "move":
                boxes = (None, *(box.id for box in session.boxes))
                return c.MoveNote(note, boxes[self.second % len(boxes)])
        raise KeyError(self.what)

    def _of_outcomes(self, session: Session) -> c.Command | None:
        first, second = self.first, self.second
        match self.what:
            case "choose":
                return c.ChooseRanking(
                    tuple(RankSort)[first % 3], tuple(RankMethod)[second % 2], 1 + first % 4
                )
            case "tally":
                return c.SetTally(self._subject(session), second % 6 if second < 36 else None)
            case "second tally":
                return c.SetRevote(self._subject(session), second % 4 if second < 36 else None)
            case "cut":
                return c.ChooseCut(first % 4)
            case "lock":
                return c.LockRanking()
            case "unlock":
                return c.UnlockRanking("one was left out")
            case "hear again":
                return c.HearAgain("earlier", f"P{first + 1}", second % 3)
            case "report back":
                findings = (Finding(TEXTS[first % len(TEXTS)]),) * (second % 5)
                return c.EditReportBack(ReportBack("", "", minutes=first, findings=findings))
        note = first % max(1, len(session.book))
        match self.what:
            case "agree":
                return c.Agree(note, [*Agreement, None][second % 6], "not all")
            case "read back":
                return c.MarkReadBack(note, [*ReadBack, None][second % 4])
            case "amend":
                return c.MarkReadBack(note, ReadBack.AMENDED, c.EditNote(note, TEXTS[second % len(TEXTS)]))
        raise KeyError(self.what)

    def _subject(self, session: Session) -> str:
        found = [each.subject for each in candidates(session)]
        return found[self.first % len(found)] if found else "C1"

    def _of_clock(self, session: Session) -> c.Command | None:
        first, second = self.first, self.second
        box = session.boxes[first % len(session.boxes)].id
        commands: dict[str, c.Command] = {
            "next": c.Next(first * 10),
            "back": c.Back(),
            "skip": c.Skip(),
            "pause": c.Pause(),
            "resume": c.Resume(),
            "extend": c.Extend((first - 20) * 30),
            "end later": c.EndLater((first - 20) * 60),
            "end phase": c.EndPhase(),
            "correct clock": c.CorrectClock(first - 20),
            "jump": c.JumpTo(box),
            "add box": c.AddBox(f"Box {first}", second * 30),
            "rename box": c.RenameBox(box, f"Renamed {second}"),
            "move box": c.MoveBox(box, second % 5 - 2),
            "drop box": c.DropBox(box),
            "restore box": c.RestoreBox(box),
        }
        return commands[self.what]

    def _of_speakers(self, session: Session) -> c.Command | None:
        first, second = self.first, self.second
        name = SPEAKERS[first % len(SPEAKERS)]
        waiting = [each.speaker.id for each in speakers_view(session).waiting]
        chosen = waiting[first % len(waiting)] if waiting else ""
        commands: dict[str, c.Command] = {
            "ask": c.AskToSpeak(name, origin=tuple(SpeakerSource)[second % 2], adds_names=True),
            "ask to reply": c.AskToSpeak(name, SpeakerSort.REPLY, adds_names=True),
            "point of order": c.AskToSpeak(name, SpeakerSort.POINT, adds_names=True),
            "next speaker": c.NextSpeaker(),
            "give floor": c.LetSpeak(chosen),
            "end speech": c.EndSpeech(),
            "pause speaker": c.PauseSpeaker(),
            "resume speaker": c.ResumeSpeaker(),
            "withdraw": c.WithdrawSpeaker(chosen),
            "move speaker": c.MoveSpeaker(chosen, second % 5 - 2),
            "order": c.OrderSpeakers(tuple(SpeakingOrder)[second % 3]),
            "close list": c.CloseSpeakers(),
            "reopen list": c.ReopenSpeakers(),
            "speaking time": c.SetSpeakingTime(second * 10 if second % 3 else None),
        }
        return commands[self.what]


def wishes(*whats: str) -> st.SearchStrategy[Wish]:
    """Wishes of these sorts."""
    return st.builds(Wish, st.sampled_from(whats), st.integers(0, 40), st.integers(0, 40))


NOTE_WISHES = wishes(*_NOTES, "capture", "capture", "link", "merge")
"""Commands about notes; capturing, linking and merging are more frequent."""
OUTCOME_WISHES = wishes(*_OUTCOMES, "tally", "tally", "cut", "lock")
"""Commands about outcomes."""
UNDO_WISHES = wishes("undo", "redo")
CLOCK_WISHES = wishes(*_CLOCK)
"""Commands about the clock and the agenda."""
SPEAKER_WISHES = wishes(*_SPEAKERS)
"""Commands about the list of speakers; asking and the next speaker are more frequent."""
ALL_WISHES = st.one_of(NOTE_WISHES, NOTE_WISHES, OUTCOME_WISHES, UNDO_WISHES, CLOCK_WISHES, SPEAKER_WISHES)
