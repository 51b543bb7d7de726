"""Random commands for any session: what a wish means is settled by the session it meets, so most of them fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.notes import Agreement, Kind, ReadBack
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.ranking import candidates
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.session import Session

CLUSTERS = ("budget", "Budget", "law", "")
TEXTS = ("Silo budgets", "No legal basis", "Skills leave, @Norway says", "预算 不够", "a\nb", "x" * 30)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do; ``first`` and ``second`` pick among whatever there is to pick from."""

    what: str
    first: int
    second: int

    def command(self, session: Session) -> c.Command | None:
        """The command in this session, or None where there is nothing that it could be about."""
        return _COMMANDS[self.what](session, self.first, self.second)


def wishes(*whats: str) -> st.SearchStrategy[Wish]:
    """Wishes of these sorts."""
    return st.builds(Wish, st.sampled_from(whats), st.integers(0, 40), st.integers(0, 40))


def _on_note(make: Callable[[int, int], c.Command]) -> Callable[[Session, int, int], c.Command | None]:
    def command(session: Session, first: int, second: int) -> c.Command | None:
        return make(first % len(session.book), second) if len(session.book) else None

    return command


def _on_notes(make: Callable[[int, int], c.Command]) -> Callable[[Session, int, int], c.Command | None]:
    def command(session: Session, first: int, second: int) -> c.Command | None:
        count = len(session.book)
        return make(first % count, second % count) if count else None

    return command


def _on_box(make: Callable[[str, int], c.Command]) -> Callable[[Session, int, int], c.Command | None]:
    def command(session: Session, first: int, second: int) -> c.Command | None:
        return make(session.boxes[first % len(session.boxes)].id, second)

    return command


def _capture(session: Session, first: int, second: int) -> c.Command:
    count = len(session.book)
    return c.Capture(
        TEXTS[first % len(TEXTS)],
        tuple(Kind)[second % len(Kind)],
        cluster=CLUSTERS[first % len(CLUSTERS)],
        links=(first % count, second % count) if count and first % 3 else (),
        same_as=second % count if count and first % 7 == 6 else None,
        fields={"actor": "somebody"} if second % 2 else {},
    )


def _move(session: Session, first: int, second: int) -> c.Command | None:
    if not len(session.book):
        return None
    boxes = (None, *(box.id for box in session.boxes))
    return c.MoveNote(first % len(session.book), boxes[second % len(boxes)])


def _rename_cluster(session: Session, first: int, second: int) -> c.Command | None:
    names = tuple(session.book.cluster_counts)
    return c.RenameCluster(names[first % len(names)], CLUSTERS[second % 3]) if names else None


def _subject(session: Session, first: int) -> str:
    found = [each.subject for each in candidates(session)]
    return found[first % len(found)] if found else "C1"


def _report_back(session: Session, first: int, second: int) -> c.Command:
    findings = (Finding(TEXTS[first % len(TEXTS)]),) * (second % 5)
    return c.EditReportBack(ReportBack("", "", minutes=first, findings=findings, ask=None))


def _several(session: Session, first: int, second: int) -> c.Command:
    return c.CaptureMany(
        tuple(c.Capture(TEXTS[first % len(TEXTS)], Kind.CHALLENGE) for _ in range(1 + second % 3))
    )


_NOTES: Mapping[str, Callable[[Session, int, int], c.Command | None]] = {
    "capture": _capture,
    "capture several": _several,
    "edit": _on_note(lambda note, n: c.EditNote(note, TEXTS[n % len(TEXTS)])),
    "cluster": _on_note(lambda note, n: c.EditNote(note, cluster=CLUSTERS[n % len(CLUSTERS)])),
    "delete": _on_note(lambda note, n: c.DeleteNote(note)),
    "restore": _on_note(lambda note, n: c.RestoreNote(note)),
    "change kind": _on_note(lambda note, n: c.ChangeKind(note, tuple(Kind)[n % len(Kind)])),
    "merge": _on_notes(c.MergeNote),
    "link": _on_notes(c.Link),
    "unlink": _on_notes(c.Unlink),
    "move": _move,
    "rename cluster": _rename_cluster,
}
_OUTCOMES: Mapping[str, Callable[[Session, int, int], c.Command | None]] = {
    "choose": lambda s, a, b: c.ChooseRanking(tuple(RankSort)[a % 3], tuple(RankMethod)[b % 2]),
    "tally": lambda s, a, b: c.SetTally(_subject(s, a), b % 6 if b < 36 else None),
    "second tally": lambda s, a, b: c.SetRevote(_subject(s, a), b % 4 if b < 36 else None),
    "cut": lambda s, a, b: c.ChooseCut(a % 4),
    "lock": lambda s, a, b: c.LockRanking(),
    "unlock": lambda s, a, b: c.UnlockRanking("one was left out"),
    "agree": _on_note(lambda note, n: c.Agree(note, [*Agreement, None][n % 6], "not all")),
    "read back": _on_note(lambda note, n: c.MarkReadBack(note, [*ReadBack, None][n % 4])),
    "amend": _on_note(lambda note, n: c.MarkReadBack(note, ReadBack.AMENDED, TEXTS[n % len(TEXTS)])),
    "hear again": lambda s, a, b: c.HearAgain("earlier", f"P{a + 1}", b % 3),
    "report back": _report_back,
}
_UNDO: Mapping[str, Callable[[Session, int, int], c.Command | None]] = {
    "undo": lambda s, a, b: c.Undo(),
    "redo": lambda s, a, b: c.Redo(),
}
_CLOCK: Mapping[str, Callable[[Session, int, int], c.Command | None]] = {
    "next": lambda s, a, b: c.Next(a * 10),
    "back": lambda s, a, b: c.Back(),
    "skip": lambda s, a, b: c.Skip(),
    "pause": lambda s, a, b: c.Pause(),
    "resume": lambda s, a, b: c.Resume(),
    "extend": lambda s, a, b: c.Extend((a - 20) * 30),
    "end later": lambda s, a, b: c.EndLater((a - 20) * 60),
    "end phase": lambda s, a, b: c.EndPhase(),
    "start phase": lambda s, a, b: c.StartPhase(tuple(PhaseName)[a % 2]),
    "correct clock": lambda s, a, b: c.CorrectClock(a - 20),
    "jump": _on_box(lambda box, n: c.JumpTo(box)),
    "add box": lambda s, a, b: c.AddBox(f"Box {a}", b * 30),
    "rename box": _on_box(lambda box, n: c.RenameBox(box, f"Renamed {n}")),
    "move box": _on_box(lambda box, n: c.MoveBox(box, n % 5 - 2)),
    "drop box": _on_box(lambda box, n: c.DropBox(box)),
    "restore box": _on_box(lambda box, n: c.RestoreBox(box)),
}
_COMMANDS = {**_NOTES, **_OUTCOMES, **_UNDO, **_CLOCK}

NOTE_WISHES = wishes(*_NOTES, "capture", "capture", "link", "merge")
"""What may be done to notes; capturing, linking and merging more often."""
OUTCOME_WISHES = wishes(*_OUTCOMES, "tally", "tally", "cut", "lock")
"""What may be done to outcomes."""
UNDO_WISHES = wishes(*_UNDO)
CLOCK_WISHES = wishes(*_CLOCK)
"""What may be done to the clock and the agenda."""
ALL_WISHES = st.one_of(NOTE_WISHES, NOTE_WISHES, OUTCOME_WISHES, UNDO_WISHES, CLOCK_WISHES)
