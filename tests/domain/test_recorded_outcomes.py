"""What each command about outcomes records, how its undo step is described, and which values it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack, Wording
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Finding, HeardAgain, ReportBack
from breakout_tui.domain.refusals import NotAnOutput, NotAReference, NoteHidden, OutOfRange, Plain, Quantity
from breakout_tui.domain.undo import undoable
from tests.domain.example import DETAILS, Talk

MUCH = Agreement.FULL_CONSENSUS
LESS = Agreement.DIVERGENCE


def said(talk: Talk) -> str:
    """The description of the last undo step."""
    step = undoable(talk.session)
    assert step is not None
    return step.words


def recommended() -> Talk:
    """A room with R1."""
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Fund it")
    return talk


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (c.Agree(0, MUCH), "full consensus"),
        (c.Agree(0, None), "no level"),
        (c.Agree(0, LESS, minority="Not yet"), "the minority view"),
        (c.Agree(0, LESS, dissent="norway"), "who dissents"),
        (c.Agree(0, LESS, minority="", dissent="norway"), "the minority view, who dissents"),
        (c.Agree(0, MUCH, minority="Not yet"), "full consensus, the minority view"),
        (c.Agree(0, None, dissent="norway"), "no level, who dissents"),
        (c.Agree(0, MUCH, minority="Later", dissent=""), "full consensus"),
    ],
)
def test_the_undo_step_of_an_agreement_says_what_is_new(command: c.Agree, words: str) -> None:
    """The level only where it changes."""
    talk = recommended()
    talk.do(c.Agree(0, LESS, minority="Later"))
    outcome = talk.do(command)
    assert said(talk) == f"recorded on R1: {words}"
    assert outcome.events == (NoteChanged(0),)
    assert talk.do(command).changes == ()


def test_an_agreement_keeps_what_it_does_not_name() -> None:
    """Only an empty text clears the minority view or the dissent."""
    talk = recommended()
    talk.do(c.Agree(0, LESS, "Not yet", "norway"))
    talk.do(c.Agree(0, MUCH))
    note = talk.note("R1")
    assert (note.agreement, note.minority, note.dissent) == (MUCH, "Not yet", "Norway")
    outcome = talk.do(c.Agree(0, MUCH, "", " "))
    note = talk.note("R1")
    assert (note.minority, note.dissent) == ("", "")
    assert outcome.events == (NoteChanged(0),)


def test_an_anonymous_room_is_told_that_a_dissent_is_not_recorded() -> None:
    """Only if one was typed."""
    talk = Talk(replace(DETAILS, rule=AttributionRule.NONE))
    talk.say(Kind.RECOMMENDATION, "Fund it")
    told = Told("statements are anonymous here: who dissents is not recorded")
    assert talk.do(c.Agree(0, LESS, dissent="Norway")).events == (told, NoteChanged(0))
    assert talk.do(c.Agree(0, MUCH, dissent="  ")).events == (NoteChanged(0),)


@pytest.mark.parametrize(
    ("result", "text", "recorded", "words"),
    [
        (ReadBack.AGREED, None, ReadBack.AGREED, "R1: agreed when read back"),
        (ReadBack.SKIPPED, None, ReadBack.SKIPPED, "R1: skipped when read back"),
        (ReadBack.AGREED, "Fund it now", ReadBack.AMENDED, "R1: amended when read back"),
        (None, "Fund it now", ReadBack.AMENDED, "R1: amended when read back"),
        (None, " Fund it ", ReadBack.AGREED, "R1: agreed when read back"),
        (ReadBack.SKIPPED, "Fund it", ReadBack.SKIPPED, "R1: skipped when read back"),
    ],
)
def test_the_words_decide_whether_an_output_was_amended(
    result: ReadBack | None, text: str | None, recorded: ReadBack, words: str
) -> None:
    """Other words are an amendment, whatever the key; the same words leave the result, agreed if there is none."""
    talk = recommended()
    talk.wait(60)
    outcome = talk.do(c.MarkReadBack(0, result, c.EditNote(0, text) if text is not None else None))
    note = talk.note("R1")
    now = talk.wall.replace(microsecond=0)
    assert (note.read_back, note.read_back_at) == (recorded, now)
    assert note.wordings == ((Wording("Fund it", now),) if recorded is ReadBack.AMENDED else ())
    assert (said(talk), outcome.events) == (words, (NoteChanged(0),))


def test_a_cleared_result_is_described_as_not_read_back() -> None:
    """Result and time go together."""
    talk = recommended()
    talk.do(c.MarkReadBack(0, ReadBack.AGREED))
    talk.do(c.MarkReadBack(0, None))
    assert (talk.note("R1").read_back_at, said(talk)) == (None, "R1: not read back")


def test_a_merged_output_takes_no_outcome() -> None:
    """The note that stands for it does."""
    talk = recommended()
    talk.say(Kind.RECOMMENDATION, "Fund")
    talk.do(c.MergeNote(1, 0))
    assert talk.refusal(c.MarkReadBack(1, ReadBack.AGREED)) == NoteHidden("R2")
    assert talk.refusal(c.Agree(2, MUCH)) is Plain.NO_SUCH_NOTE


def test_an_output_heard_again_is_recorded_once_for_each_earlier_session() -> None:
    """Under an id of its own; the last count holds."""
    talk = Talk()
    sid = talk.session.id
    for earlier, reference, times in (("a", " p2\n", 1), ("b", "P2", 99), ("a", "P2", 2), ("a", "R2", 1)):
        talk.do(c.HearAgain(earlier, reference, times))
        assert said(talk) == f"marked {reference.strip().upper()} of the earlier round as heard again"
    assert list(talk.session.heard_again.values()) == [
        HeardAgain(f"{sid}:echo:a:P2", sid, "a", "P2", 2),
        HeardAgain(f"{sid}:echo:b:P2", sid, "b", "P2", 99),
        HeardAgain(f"{sid}:echo:a:R2", sid, "a", "R2", 1),
    ]


def test_a_mark_is_removed_only_where_there_is_one() -> None:
    """It keeps its count, so that undo brings it back."""
    talk = Talk()
    assert talk.do(c.HearAgain("a", "P2", 0)).changes == ()
    talk.do(c.HearAgain("a", "P2", 3))
    talk.do(c.HearAgain("a", "P2", 0))
    [mark] = talk.session.heard_again.values()
    assert (mark.times, mark.deleted) == (3, True)
    assert said(talk) == "unmarked P2 of the earlier round"
    talk.do(c.HearAgain("a", "P2", 1))
    [mark] = talk.session.heard_again.values()
    assert (mark.times, mark.deleted) == (1, False)


@pytest.mark.parametrize("times", [-1, 100])
def test_an_output_is_heard_again_at_most_99_times(times: int) -> None:
    """Nor less than never."""
    assert Talk().refusal(c.HearAgain("a", "P2", times)) == OutOfRange(Quantity.TIMES_HEARD, 0, 99)


def test_a_mark_names_an_output_of_another_session() -> None:
    """A long word is cut in the answer."""
    talk = Talk()
    assert talk.refusal(c.HearAgain(talk.session.id, "P1")) is Plain.NOT_OF_EARLIER_ROUND
    assert talk.refusal(c.HearAgain("a", "x" * 30)) == NotAReference("X" * 20)
    assert talk.refusal(c.HearAgain("a", "P1 P2")) == NotAReference("P1 P2")
    assert talk.refusal(c.HearAgain("a", "a1")) == NotAnOutput("A1")


FULL = ReportBack(
    "", "", 7, " Head\x1bline ", (Finding(" One ", "\nwhy "), Finding("Two")), " diff ", (" a ", " ", "b"), " ask "
)  # fmt: skip


def test_every_part_of_an_edited_report_back_is_kept_clean() -> None:
    """Empty recommendations are left out; the record belongs to this session and exists again."""
    talk = Talk()
    talk.do(c.EditReportBack(replace(FULL, deleted=True)))
    sid = talk.session.id
    assert talk.session.report_back == ReportBack(
        f"{sid}:report-back", sid, 7, "Head␛line", (Finding("One", "why"), Finding("Two")), "diff",
        ("a", "b"), "ask",
    )  # fmt: skip
    assert said(talk) == "edited the report-back"


def test_a_part_that_is_not_edited_stays_open() -> None:
    """It is filled from the outcomes; an empty part is not."""
    talk = Talk()
    talk.do(c.EditReportBack(ReportBack("", "")))
    sid = talk.session.id
    assert talk.session.report_back == ReportBack(f"{sid}:report-back", sid)
    talk.do(c.EditReportBack(ReportBack("", "", 1, "", (), "", (), "")))
    assert talk.session.report_back == ReportBack(f"{sid}:report-back", sid, 1, "", (), "", (), "")


def test_an_anonymous_report_back_has_no_name_in_any_part() -> None:
    """Under the rule *none*, a name with ``@`` is removed wherever it was typed."""
    talk = Talk(replace(DETAILS, rule=AttributionRule.NONE))
    text = "says @Norway here"
    talk.do(
        c.EditReportBack(
            ReportBack("", "", 5, text, (Finding(text, text),), text, (text, "@Norway"), text)
        )
    )  # fmt: skip
    assert "Norway" not in repr(talk.session.report_back)


@pytest.mark.parametrize("minutes", [1, 60])
def test_a_report_back_may_take_its_shortest_and_its_longest_time(minutes: int) -> None:
    """And as many findings as there is room for."""
    talk = Talk()
    talk.do(c.EditReportBack(ReportBack("", "", minutes, findings=(Finding("a"),) * 3)))
    stored = talk.session.report_back
    assert stored is not None
    assert (stored.minutes, stored.findings) == (minutes, (Finding("a"),) * 3)
