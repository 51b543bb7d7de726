"""Parts of a drafted report-back that few days have, and the two lengths that it can have."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.records import Finding
from breakout_tui.domain.report_back_drafts import Spoken, drafts
from tests.domain.example import DETAILS, Talk
from tests.domain.test_step_kinds import hour, in_step, step, talk


def test_the_short_and_the_long_form_have_the_same_parts() -> None:
    """The long one says more in the headline and behind each recommendation."""
    room = Talk()
    room.say(Kind.CHALLENGE, "Silos")
    room.say(Kind.CHALLENGE, "Late bills")
    room.say(Kind.PRINCIPLE, "Share first")
    room.vote(C1=2, C2=1)
    room.do(c.ChooseCut(2))
    room.do(c.LockRanking())
    room.say(Kind.APPROACH, "One register", where="Norway")
    room.say(Kind.RECOMMENDATION, "Fund it", to=("A1",))
    decided = room.say(Kind.DECISION, "Meet in May", reason="it is warm")
    room.do(c.Agree(decided.serial, Agreement.CONSENSUS))
    room.do(c.Agree(room.note("R1").serial, Agreement.DIVERGENCE))
    room.say(Kind.RECOMMENDATION, "Pass an act", actor="Parliament")
    made = drafts(room.session)
    same = (made.findings, "On “Fund it” there was divergence.", made.ask, made.decisions)
    findings, differed, ask, decisions = same
    assert (findings, decisions) == ((Finding("Share first"),), ("Meet in May. The reason: it is warm.",))
    assert made.short == Spoken(made.headline, findings, differed, made.recommendations, ask, decisions)
    assert made.headline == "On “Theme”, we decided, with consensus: Meet in May."
    assert made.long.headline == f"{made.headline} {made.issues}"
    assert replace(made.long, headline=made.headline, recommendations=made.recommendations) == made.short
    assert ask == "We ask the plenary to support this. Pass an act. To act: Parliament."


def test_without_principles_and_issues_the_findings_are_what_was_heard_most() -> None:
    """Of the approaches, else of the challenges."""
    room = Talk()
    for text in ("once", "twice", "also once", "never said again"):
        room.say(Kind.CHALLENGE, text)
    repeat = room.say(Kind.CHALLENGE, "twice, again")
    room.do(c.MergeNote(repeat.serial, room.note("C2").serial))
    assert [found.text for found in drafts(room.session).findings] == ["twice", "once", "also once"]
    room.say(Kind.APPROACH, "one register")
    assert drafts(room.session).findings == (Finding("one register"),)
    room.vote(C3=4)
    room.do(c.ChooseCut(1))
    room.do(c.LockRanking())
    assert drafts(room.session).findings == (Finding("also once"),)


def test_evidence_says_where_it_is_practised_and_what_it_shows() -> None:
    """As far as the approach says either."""
    said = []
    for where, evidence in (("Norway", "it works"), ("Norway", ""), ("", "it works"), ("", "")):
        room = Talk()
        room.say(Kind.APPROACH, "One register", where=where, evidence=evidence)
        room.say(Kind.RECOMMENDATION, "Fund it", to=("A1",))
        room.do(c.Agree(room.note("R1").serial, Agreement.CONSENSUS))
        said.append(drafts(room.session).evidence)
    assert said == [
        ("Practised in Norway: it works.",), ("Practised in Norway.",), ("Evidence: it works.",), ("",)
    ]  # fmt: skip


def test_without_country_groups_all_recommendations_have_the_same_place() -> None:
    """The first."""
    room = Talk(replace(DETAILS, groups=()))
    for text in ("Fund it", "Pass an act"):
        room.do(c.Agree(room.say(Kind.RECOMMENDATION, text).serial, Agreement.CONSENSUS))
    assert drafts(room.session).places == (0, 0)


def test_a_statement_of_another_kind_that_the_room_agreed_on_is_a_difference_too() -> None:
    """Behind the recommendations, where a step asks for agreement on challenges."""
    room = in_step(
        hour(talk(Kind.CHALLENGE), step(StepKind.AGREE, Kind.CHALLENGE)), StepKind.AGREE, Kind.CHALLENGE
    )
    room.do(c.Agree(0, Agreement.DIVERGENCE))
    assert drafts(room.session).differences == ("On “challenge” there was divergence.",)
