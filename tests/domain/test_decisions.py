"""Decisions: where they are offered, what belongs to them, and where they lead."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import chain
from breakout_tui.domain import commands as c
from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, lint
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AgendaSource, Programme, Step, StepKind
from breakout_tui.domain.read_back import outputs
from breakout_tui.domain.recap import recap
from breakout_tui.domain.records import ReportBack
from breakout_tui.domain.report_back import draft, fit
from breakout_tui.domain.session import Session
from breakout_tui.domain.session import start as start_session
from tests.domain.day import programme
from tests.domain.example import DETAILS, Talk, complete_chain, reading


def deciding() -> Programme:
    """The small day, with a step for decisions before the end of its morning."""
    made = programme(questions=2)
    step = Step("decide", StepKind.DISCUSS, "Decide", 600, note_kind=Kind.DECISION, agenda=AgendaSource.ROOM)
    morning, afternoon = made.phases
    morning = replace(morning, steps=(*morning.steps[:-1], step, morning.steps[-1]))
    return replace(made, phases=(morning, afternoon))


def begun(made: Programme) -> Session:
    """A session of a programme, before its start."""
    return start_session(made, "t", DETAILS, reading(0)).session


def test_decisions_are_offered_where_the_programme_asks_for_them() -> None:
    """Not in a programme without such a step: there the kinds are those of before."""
    assert Kind.DECISION not in begun(programme(2)).note_kinds
    assert Kind.DECISION not in begun(programme(2)).kinds
    assert begun(deciding()).note_kinds == tuple(Kind)
    assert Kind.DECISION in begun(deciding()).kinds


def test_decisions_are_offered_as_soon_as_there_is_one() -> None:
    """Also in a programme that doesn't ask for them; no longer once it is undone."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Plastic or glass?")
    talk.do(c.ChangeKind(0, Kind.DECISION))
    assert talk.note("D1").aliases == ("C1",)
    assert Kind.DECISION in talk.session.note_kinds
    assert Kind.DECISION in talk.session.kinds
    talk.do(c.Undo())
    assert Kind.DECISION not in talk.session.note_kinds


def test_a_decision_answers_any_kind_of_the_chain() -> None:
    """Whichever way round it is linked; nothing answers a decision."""
    talk = complete_chain()
    decided = talk.say(Kind.DECISION, "One budget line", to=("C1", "P1", "A1"))
    talk.do(c.Link(talk.note("R1").serial, decided.serial))
    answered = chain.answers(talk.session.book, talk.note("D1"))
    assert {note.reference for note in answered} == {"C1", "P1", "A1", "R1"}
    (row,) = chain.rows(talk.session)
    assert [[note.reference for note in cell] for cell in row.cells] == [
        ["C1"], ["P1"], ["A1"], ["R1"], ["D1"],
    ]  # fmt: skip


def test_a_decision_without_a_reason_is_a_loose_end() -> None:
    """Nothing else of it is: it may answer nothing, and needs no addressee."""
    talk = Talk()
    talk.say(Kind.DECISION, "Glass cups")
    assert [(end.kind, end.subject) for end in lint(talk.session)] == [(Loose.NO_REASON, "D1")]
    talk.do(c.EditNote(0, fields={"reason": "they last longer"}))
    assert lint(talk.session) == ()


def test_decisions_are_read_back_after_the_recommendations() -> None:
    """An amended one keeps its earlier wording; one without consensus comes last."""
    talk = Talk()
    talk.start_afternoon()
    for text in ("Glass cups", "Tea at four"):
        talk.say(Kind.DECISION, text)
    talk.say(Kind.RECOMMENDATION, "Wash up")
    talk.do(c.Agree(talk.note("D1").serial, Agreement.DIVERGENCE, minority="Paper is lighter"))
    talk.do(c.Agree(talk.note("D2").serial, Agreement.CONSENSUS))
    assert [note.reference for note in outputs(talk.session, talk.session.phase_in_view)] == [
        "R1",
        "D2",
        "D1",
    ]
    serial = talk.note("D1").serial
    talk.do(c.MarkReadBack(serial, None, c.EditNote(serial, "Glass mugs")))
    read = talk.note("D1")
    assert (read.read_back, read.text, read.wordings[0].text) == (
        ReadBack.AMENDED,
        "Glass mugs",
        "Glass cups",
    )


def test_the_report_back_says_each_decision_with_its_reason() -> None:
    """Under headings of their own, before where the room differed; one without consensus is among those."""
    talk = Talk()
    talk.say(Kind.DECISION, "Glass cups, see C1", reason="they last longer")
    talk.say(Kind.DECISION, "Tea at four")
    talk.say(Kind.DECISION, "No biscuits")
    talk.do(c.Agree(2, Agreement.DIVERGENCE))
    said = draft(talk.session)
    assert said.decisions == ("Glass cups. The reason: they last longer.", "Tea at four.")
    assert said.headline == "On “Theme”, we decided: Glass cups."
    assert said.differed == "On “No biscuits” there was divergence."
    assert [card.heading for card in fit(talk.session).cards][1:4] == [
        "Decision 1 of 2", "Decision 2 of 2", "Where we differed",
    ]  # fmt: skip


def test_edited_decisions_of_the_report_back_are_kept() -> None:
    """An empty one is left out."""
    talk = Talk()
    talk.say(Kind.DECISION, "Glass cups")
    talk.do(c.EditReportBack(ReportBack("", "", decisions=("We chose glass.", " "))))
    assert draft(talk.session).decisions == ("We chose glass.",)


def test_the_next_round_sees_the_decisions_and_can_hear_them_again() -> None:
    """As it does principles and recommendations."""
    first, second = Talk(), Talk()
    first.say(Kind.DECISION, "Glass cups")
    second.session = replace(second.session, info=replace(second.session.info, id="second"))
    second.do(c.HearAgain(first.session.id, "D1"))
    (heard,) = recap(first.session, second.session).decisions
    assert (heard.note.reference, heard.times) == ("D1", 1)


def test_decisions_come_by_priority_issue() -> None:
    """Then by agreement and reference; those for no issue last."""
    talk = Talk()
    for text in ("One", "Two"):
        talk.say(Kind.CHALLENGE, text)
    talk.vote(C2=5, C1=3)
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    for origin in ((), ("C1",), ("C2",)):
        talk.say(Kind.DECISION, "Decided", to=origin)
    assert [note.reference for note in in_order(talk.session, Kind.DECISION)] == ["D3", "D2", "D1"]
