"""Records and helpers of the contract suite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import PhoneVote, VotePart, VoteSort
from breakout_tui.domain.ports import Store
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort, Tally
from breakout_tui.domain.records import Change, Draft, HeardAgain, Record, ReportBack
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.speaker_records import (
    Speaker,
    SpeakersList,
    SpeakerSort,
    SpeakerSource,
    SpeakerState,
    SpeakingOrder,
    SpeakingTime,
)
from breakout_tui.domain.timeline import PhaseRun, Span
from tests.contracts.places import Place
from tests.store.builders import NINE, SESSION, RecordingListener, captured, head, note

DRAFT = Draft("half a line", Kind.PRINCIPLE, 0, "what waits behind the edit")

Open = Callable[..., tuple[Store, RecordingListener]]


def store_and_close(
    place: Place, *batches: list[Change], session_id: str = SESSION, name: str = "room.db"
) -> None:
    """A window writes these and is closed."""
    window = place.window(name)
    for batch in batches:
        window.submit(session_id, batch)
    assert window.close(20)


def box(number: int, title: str = "Box") -> Box:
    """A box of the morning."""
    return Box(f"box-{number}", SESSION, "morning", number, "talk", "", StepKind.DISCUSS, title, 600, 60)


ONE_OF_EACH: tuple[Record, ...] = (
    head(room="Room 2", known=("Norway",)),
    PhaseRun("run", SESSION, "morning", NINE, 7200, 0),
    box(1),
    box(2),
    Span("span-1", SESSION, "morning", "box-1", NINE, NINE + timedelta(minutes=5)),
    Span("span-2", SESSION, "morning", None, NINE + timedelta(minutes=5), None),
    replace(note(0, "first"), attribution="Norway", links=(1,), aliases=("P1",)),
    note(1, "second"),
    Tally("tally", SESSION, "C1", 7, 2, False),
    Tally("tally-2", SESSION, "A1", 7, step="second"),
    Ranking("ranking", SESSION, RankSort.CHALLENGES, RankMethod.HANDS, 3, cut=1),
    Ranking("ranking:second", SESSION, RankSort.APPROACHES, cut=2, step="second"),
    ReportBack("report-back", SESSION, 1, headline="In short"),
    HeardAgain("heard", SESSION, "C1", "again", 1, False),
    Speaker(
        "speaker",
        SESSION,
        "morning",
        NINE,
        "Norway",
        SpeakerSort.REPLY,
        SpeakerSource.PHONE,
        SpeakerState.SPEAKING,
        (SpeakingTime(NINE),),
        60,
    ),
    SpeakersList("list", SESSION, "morning", SpeakingOrder.SHUFFLED, "seed", ("speaker",), True, 120),
    captured(0)[1].after,
    captured(1)[1].after,
    PhoneVote(
        "vote",
        SESSION,
        VoteSort.RANK,
        ("C1", "#law"),
        NINE,
        "second",
        3,
        1,
        NINE,
        20,
        7,
        True,
        ((5,), ()),
        (VotePart("5a17", 7, True, True), VotePart("", 2)),
        NINE,
        "first",
    ),
    PhoneVote("vote-2", SESSION, VoteSort.AGREE, ("R1",), NINE),
)


def every_record(stored: SessionRecords) -> list[Record]:
    """All records of what a store gave back."""
    singles = [] if stored.report_back is None else [stored.report_back]
    return [
        stored.info,
        *stored.runs,
        *stored.boxes,
        *stored.spans,
        *stored.notes,
        *stored.tallies,
        *stored.rankings,
        *singles,
        *stored.heard_again,
        *stored.speakers,
        *stored.speakers_lists,
        *stored.undo_steps,
        *stored.phone_votes,
    ]
