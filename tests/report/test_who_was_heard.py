"""Who was heard: the time spoken from the list of speakers, in the report, the tables and the summary."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.heard_speakers import HeardSpeaker, heard_speakers
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import moment
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.speaker_records import SpeakerSort
from breakout_tui.report.compose import compose
from breakout_tui.report.data.session_tables import tables_of
from breakout_tui.report.formats import written
from breakout_tui.report.report_document import document_of
from tests.domain.day import Room


def heard_room(rule: AttributionRule) -> Room:
    """Norway speaks twice for 200 s with a pause between, Chile replies for 40 s; somebody unnamed waits. Then another phase."""
    room = Room(c.EditDetails(rule=rule, known=("Norway", "Chile")))
    room.do(c.Next())
    room.do(c.Capture("Silo budgets", Kind.CHALLENGE))
    room.do(c.SetSpeakingTime(120))
    for name, sort, seconds in (
        ("Norway", SpeakerSort.SPEECH, 150),
        ("Chile", SpeakerSort.REPLY, 40),
        ("Norway", SpeakerSort.SPEECH, 50),
    ):
        room.do(c.AskToSpeak(name, sort))
        room.do(c.NextSpeaker())
        room.wait(seconds - 10)
        room.do(c.PauseSpeaker())
        room.wait(500)
        room.do(c.ResumeSpeaker())
        room.wait(10)
    room.do(c.EndSpeech())
    room.do(c.AskToSpeak("Chile"))
    return room


def report_of(room: Room, until: str | None = None) -> str:
    """The report of the room in Markdown."""
    made = written(document_of(compose(room.session, room.reading(), until=until)), FileFormat.MARKDOWN)
    assert isinstance(made, str)
    return made


def test_the_report_says_how_often_and_how_long_each_was_heard() -> None:
    """Rule: pauses are left out, and who waits isn't counted; by the end of an earlier phase, only its speakers are."""
    room = heard_room(AttributionRule.COUNTRY)
    found = heard_speakers(room.session, moment(room.session, room.reading()))
    assert found == (3, 240, (HeardSpeaker("Norway", 2, 200), HeardSpeaker("Chile", 1, 40)))
    text = report_of(room)
    assert "with the minutes: Norway (3:20) and Chile (0:40)." in text
    assert "| Norway | 2 | 3:20 |\n| Chile | 1 | 0:40 |\n| **All** | **3** | **4:00** |" in text
    room.do(c.EndPhase())
    room.do(c.Next())
    room.do(c.AskToSpeak("Chile"))
    room.do(c.NextSpeaker())
    room.wait(60)
    assert "| Chile | 2 | 1:40 |" in report_of(room)
    assert "| Chile | 1 | 0:40 |" in report_of(room, until="morning")


def test_without_names_it_says_only_how_many_spoke_and_how_long() -> None:
    """Rule: under *none* neither a country nor a person; a session without a list says nothing of it."""
    text = report_of(heard_room(AttributionRule.NONE))
    assert "From the list of speakers: 3 speeches, 4:00 minutes in all." in text
    assert "| **All** | **3** | **4:00** |" in text
    assert not any(name in text for name in ("Norway", "Chile"))
    assert "heard" not in report_of(Room()).casefold()


def test_the_table_of_speakers_has_each_request() -> None:
    """Rule: with how it came in, what became of it, and its seconds."""
    room = heard_room(AttributionRule.COUNTRY)
    (table,) = (each for each in tables_of((room.session,), room.reading()) if each.name == "speakers")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [(row["who"], row["asked_for"], row["state"], row["spoken_seconds"]) for row in rows] == [
        ("Norway", "speech", "has spoken", 150),
        ("Chile", "reply", "has spoken", 40),
        ("Norway", "speech", "has spoken", 50),
        ("Chile", "speech", "waiting", 0),
    ]
    assert [row["allotted_seconds"] for row in rows] == [120, 60, 120, None]
    assert {row["came_by"] for row in rows} == {"typed here"}
