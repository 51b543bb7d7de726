"""Records for the tests of the store: simple ones, and Hypothesis strategies for any that the domain can make."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note, ReadBack, Wording
from breakout_tui.domain.programme import (
    AgendaSource,
    AttributionRule,
    Phase,
    Programme,
    Question,
    Step,
    StepKind,
    Theme,
)
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, RankMethod, RankSort, Tally, Unlocking
from breakout_tui.domain.records import (
    Anchor,
    Change,
    Draft,
    Finding,
    Record,
    ReportBack,
    SessionInfo,
    UndoableChange,
    UndoStep,
)
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Saved, SaveFailed, StoreEvent
from breakout_tui.domain.text import clean
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from tests.store.other_builders import heard_again, phone_votes, speakers, speakers_lists

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))
SESSION = "0193-session"
QUICK = RetryPolicy(busy=0.05, first=0.005, longest=0.02, last=0.05)

PROGRAMME = Programme(
    event="Conference",
    heading="Themes",
    rule=AttributionRule.COUNTRY,
    phases=(
        Phase(
            "morning",
            "Morning",
            (
                Step("opening", StepKind.OPENING, "Opening", 600, prompts=("Purpose", "Outputs")),
                Step(
                    "talk",
                    StepKind.DISCUSS,
                    "Challenges",
                    4500,
                    note_kind=Kind.CHALLENGE,
                    agenda=AgendaSource.QUESTIONS,
                ),
            ),
            ends=time(12, 30),
        ),
        Phase("afternoon", "Afternoon", (Step("close", StepKind.READBACK, "Read-back", 600, fixed=True),)),
    ),
    themes=(Theme("t", "Theme", "Words", (Question("One?"), Question("Two?"))),),
)


class StillClock:
    """A clock that is always at nine."""

    def __init__(self, boot: str = "boot-1") -> None:
        self.boot = boot

    def read(self) -> Reading:
        """Nine o'clock."""
        return Reading(self.boot, 1000.0, NINE)


class RecordingListener:
    """A listener that records the events and can wait for them."""

    def __init__(self, also: Callable[[StoreEvent], None] = lambda _: None) -> None:
        self.events: list[StoreEvent] = []
        self._also = also
        self._news = threading.Condition()

    def __call__(self, event: StoreEvent) -> None:
        """Record an event."""
        self._also(event)
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait_for(self, sort: type, count: int = 1) -> None:
        """Wait until that many events of a class were recorded."""
        with self._news:
            heard = self._news.wait_for(lambda: len(self.of(sort)) >= count, timeout=20)
        assert heard, f"heard only {self.events}"

    def of(self, sort: type) -> list[StoreEvent]:
        """The recorded events of a class."""
        return [event for event in self.events if isinstance(event, sort)]

    @property
    def tickets(self) -> list[int]:
        """The tickets of Saved, in order."""
        return [event.ticket for event in self.events if isinstance(event, Saved)]

    @property
    def problems(self) -> list[str]:
        """The problems of SaveFailed, in order."""
        return [event.problem for event in self.events if isinstance(event, SaveFailed)]

    @property
    def holders(self) -> list[str]:
        """The holders of HeldElsewhere, in order."""
        return [event.holder for event in self.events if isinstance(event, HeldElsewhere)]

    @property
    def drafts(self) -> int:
        """How many times a draft was stored."""
        return len(self.of(DraftSaved))


def database(path: Path, **settings: Any) -> Database:
    """A store on this file that doesn't wait long."""
    return Database(path, StillClock(), **{"retry_policy": QUICK, **settings})


def head(session_id: str = SESSION, **fields: Any) -> SessionInfo:
    """A session's own line."""
    return replace(SessionInfo(session_id, PROGRAMME, NINE, Anchor("boot-1", 1.5)), **fields)


def note_id(session_id: str, serial: int) -> str:
    """An id that no two notes of the tests share."""
    return f"note-{session_id}-{serial}"


def note(serial: int, text: str = "A statement", session_id: str = SESSION) -> Note:
    """A challenge."""
    return Note(note_id(session_id, serial), session_id, serial, Kind.CHALLENGE, serial + 1, text, None, NINE)


def new(*records: Record) -> list[Change]:
    """Changes that add records."""
    return [Change(None, record) for record in records]


def captured(serial: int, text: str = "A statement", session_id: str = SESSION) -> list[Change]:
    """The changes of a capture: the note and the undo step."""
    made = note(serial, text, session_id)
    undo_step = UndoStep(
        f"{session_id}:deed:{serial + 1}",
        session_id,
        serial + 1,
        f"captured {made.reference}",
        NINE,
        (UndoableChange(None, made),),
    )
    return new(made, undo_step)


def write(path: Path, *batches: list[Change], session_id: str = SESSION) -> None:
    """Write changes and close."""
    store = database(path)
    store.start(listener := RecordingListener())
    for batch in batches:
        store.submit(session_id, batch)
    is_all_saved = store.close(20)
    assert not listener.problems, listener.problems
    assert is_all_saved


def texts(records: SessionRecords) -> list[str]:
    """The texts of the notes, by serial."""
    return [stored.text for stored in records.notes]


# Anything that the domain can make

_EARLY, _LATE = NINE.replace(year=2000), NINE.replace(year=2100)
words = st.text(max_size=40).map(clean)
instants = st.datetimes(
    min_value=_EARLY.replace(tzinfo=None), max_value=_LATE.replace(tzinfo=None), timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-8))]
    )
)  # fmt: skip
counts = st.integers(0, 10**6)


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def heads() -> st.SearchStrategy[SessionInfo]:
    """Any line of the session."""
    return st.builds(
        SessionInfo,
        id=st.just(SESSION),
        programme=st.builds(
            replace,
            st.just(PROGRAMME),
            event=words,
            rule=st.sampled_from(AttributionRule),
            groups=st.lists(words).map(tuple),
            themes=st.tuples(
                st.builds(
                    Theme,
                    id=words,
                    title=words.filter(bool),
                    introduction=words,
                    questions=st.tuples(questions()),
                )
            ),
        ),
        created_at=instants,
        anchor=st.builds(Anchor, words, st.floats(allow_nan=False, allow_infinity=False)),
        known=st.lists(words, max_size=3).map(tuple),
        groups=st.lists(words, max_size=3).map(tuple),
        room=words,
        people=counts,
        rule=st.sampled_from(AttributionRule),
        rule_locked=st.booleans(),
        ends=st.dictionaries(st.sampled_from(["morning", "afternoon"]), st.times()),
        follows=_maybe(words),
        clock_flag=words,
    )


def notes(serial: int, total: int) -> st.SearchStrategy[Note]:
    """Any note of this serial that points to some of ``total``."""
    return st.builds(
        Note,
        id=st.just(note_id(SESSION, serial)),
        session_id=st.just(SESSION),
        serial=st.just(serial),
        kind=st.sampled_from(Kind),
        number=counts,
        text=words,
        box_id=st.none() | st.just("box"),
        captured_at=instants,
        attribution=words,
        cluster=words,
        aliases=st.lists(words, max_size=3).map(tuple),
        links=st.lists(st.integers(0, total - 1), max_size=3).map(tuple),
        wordings=st.lists(st.builds(Wording, words, instants), max_size=3).map(tuple),
        merged_into=_maybe(st.integers(0, total - 1)),
        deleted=st.booleans(),
        agreement=_maybe(st.sampled_from(Agreement)),
        minority=words,
        dissent=words,
        read_back=_maybe(st.sampled_from(ReadBack)),
        read_back_at=_maybe(instants),
        where=words,
        evidence=words,
        addressee=words,
        actor=words,
        due=words,
        reason=words,
    )


def runs() -> st.SearchStrategy[PhaseRun]:
    """Any run of the morning."""
    return st.builds(
        PhaseRun, st.just("run"), st.just(SESSION), st.sampled_from(["morning", "afternoon"]), instants, counts, counts,
        fixed_end=_maybe(instants), ended_at=_maybe(instants),
    )  # fmt: skip


def questions() -> st.SearchStrategy[Question]:
    """Any guiding question."""
    return st.builds(
        Question, words, note_kind=_maybe(st.sampled_from(Kind)), planned=_maybe(counts), lead=words
    )


def boxes() -> st.SearchStrategy[Box]:
    """Any box."""
    return st.builds(
        Box, st.just("box"), st.just(SESSION), st.sampled_from(["morning", "afternoon"]), counts, words, words,
        st.sampled_from(StepKind), words, counts, counts, fixed=st.booleans(), group=words, dropped=st.booleans(),
        note_kind=_maybe(st.sampled_from(Kind)), prompts=st.lists(words, max_size=2).map(tuple),
        priority=_maybe(counts), number=_maybe(counts), allotted=_maybe(counts), lead=words, silent=counts,
    )  # fmt: skip


def spans() -> st.SearchStrategy[Span]:
    """Any span."""
    return st.builds(
        Span, st.just("span"), st.just(SESSION), st.sampled_from(["morning", "afternoon"]), st.none() | st.just("box"), instants,
        _maybe(instants),
    )  # fmt: skip


STEPS = ("", "vote-2", "vote-3")
"""The rank steps of the lists."""


def tallies() -> st.SearchStrategy[Tally]:
    """Any tally."""
    return st.builds(
        Tally, st.just("tally"), st.just(SESSION), words, counts, _maybe(counts), st.booleans(),
        step=st.sampled_from(STEPS),
    )  # fmt: skip


def rankings(step: str = "") -> st.SearchStrategy[Ranking]:
    """Any ranking of a step."""
    return st.builds(
        Ranking, st.just(f"ranking:{step}"), st.just(SESSION), st.sampled_from(RankSort), st.sampled_from(RankMethod), counts,
        cut=_maybe(counts), locked_at=_maybe(instants), deleted=st.booleans(),
        issues=st.lists(st.builds(PriorityIssue, counts, words, words, _maybe(counts), st.booleans()), max_size=3).map(tuple),
        unlockings=st.lists(st.builds(Unlocking, instants, words), max_size=3).map(tuple), step=st.just(step),
    )  # fmt: skip


def report_backs() -> st.SearchStrategy[ReportBack]:
    """Any report-back."""
    return st.builds(
        ReportBack, st.just("report-back"), st.just(SESSION), counts, headline=_maybe(words),
        findings=_maybe(st.lists(st.builds(Finding, words, words), max_size=3).map(tuple)), differed=_maybe(words),
        recommendations=_maybe(st.lists(words, max_size=3).map(tuple)), ask=_maybe(words), deleted=st.booleans(),
        decisions=_maybe(st.lists(words, max_size=3).map(tuple)),
    )  # fmt: skip


def undo_steps() -> st.SearchStrategy[UndoStep]:
    """Any undo step."""
    others = heard_again(SESSION, words), speakers(SESSION, instants, words), speakers_lists(SESSION, words)
    votes = rankings(), rankings(STEPS[1])
    records = st.one_of(notes(0, 3), tallies(), *votes, report_backs(), *others)
    return st.builds(
        UndoStep, st.just("deed"), st.just(SESSION), st.just(1), words, instants,
        st.lists(st.builds(UndoableChange, _maybe(records), records), max_size=3).map(tuple),
        undone=st.booleans(), superseded=st.booleans(),
    )  # fmt: skip


def drafts() -> st.SearchStrategy[Draft]:
    """Any draft."""
    return st.builds(Draft, words, st.sampled_from(Kind), _maybe(counts), words | st.just(""))


@st.composite
def records(draw: st.DrawFn) -> SessionRecords:
    """Anything a session may hold."""
    total = draw(st.integers(1, 3))
    return SessionRecords(
        info=draw(heads()),
        runs=tuple(draw(st.lists(runs(), max_size=1))),
        boxes=(draw(boxes()),),
        spans=tuple(draw(st.lists(spans(), max_size=1))),
        notes=tuple(draw(notes(serial, total)) for serial in range(total)),
        tallies=tuple(draw(st.lists(tallies(), max_size=1))),
        rankings=tuple(draw(rankings(step)) for step in draw(st.lists(st.sampled_from(STEPS), unique=True))),
        report_back=draw(st.none() | report_backs()),
        heard_again=tuple(draw(st.lists(heard_again(SESSION, words), max_size=1))),
        speakers=tuple(draw(st.lists(speakers(SESSION, instants, words), max_size=1))),
        speakers_lists=tuple(draw(st.lists(speakers_lists(SESSION, words), max_size=1))),
        undo_steps=tuple(draw(st.lists(undo_steps(), max_size=1))),
        phone_votes=tuple(draw(st.lists(phone_votes(SESSION, instants, words), max_size=1))),
    )


def records_of(held: SessionRecords) -> list[Record]:
    """All records of a session, children before parents: the harder order to write."""
    singles: list[Record] = [] if held.report_back is None else [held.report_back]
    return [
        *held.undo_steps,
        *held.phone_votes,
        *reversed(held.notes),
        *held.spans,
        *held.boxes,
        *held.tallies,
        *held.rankings,
        *held.heard_again,
        *held.speakers,
        *held.speakers_lists,
        *held.runs,
        *singles,
        held.info,
    ]
