"""The report-back as the outcomes give it: each part has its source and its wording."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.records import Finding
from breakout_tui.domain.report_back_drafts import ASK_PROMPT, drafts
from breakout_tui.domain.text import with_full_stop
from tests.domain.example import Talk


def headline(talk: Talk) -> str:
    """The drafted headline."""
    return drafts(talk.session).headline


def test_the_headline_is_an_outcome_and_no_remark() -> None:
    """What has the strongest agreement, else the first issue of the list, else the first principle; never a challenge."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Can we open a window?")
    assert headline(talk) == "We spoke about “Theme”."
    talk.say(Kind.PRINCIPLE, "Share first, as in C1", to=("C1",))
    assert headline(talk) == "On “Theme”, our first principle: Share first."
    agreed(talk, "Fund it", None)
    assert headline(talk) == "On “Theme”, our first recommendation: Fund it."
    talk.vote(C1=1)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert headline(talk) == "On “Theme”, what matters most to us: Can we open a window?"
    agreed(talk, "Pass an act", Agreement.STRONG_SUPPORT)
    assert headline(talk) == (
        "On “Theme”, our first recommendation, with strong support and significant opposition: Pass an act."
    )
    talk.do(c.Capture("Glass cups", Kind.DECISION))
    talk.do(c.Agree(len(talk.session.book) - 1, Agreement.CONSENSUS))
    assert headline(talk) == "On “Theme”, we decided, with consensus: Glass cups."
    assert drafts(talk.session).issues == "Our priority issues: Can we open a window?"


def test_a_finding_has_the_highest_ranked_challenge_that_it_answers() -> None:
    """A principle that answers none has no reason, even if it is linked to other notes."""
    talk = Talk()
    for text in ("first said", "second said", "third said"):
        talk.say(Kind.CHALLENGE, text)
    talk.say(Kind.PRINCIPLE, "Share", to=("C1", "C3", "C2"))
    talk.say(Kind.PRINCIPLE, "Pay", to=("P1",))
    talk.vote(C1=1, C2=9, C3=5)
    assert drafts(talk.session).findings == (Finding("Share", "second said"), Finding("Pay", ""))


def test_without_principles_the_first_three_issues_are_the_findings() -> None:
    """Each without a reason."""
    talk = Talk()
    for number in range(1, 5):
        talk.say(Kind.CHALLENGE, f"Issue\n{number}")
        talk.vote(**{f"C{number}": 10 - number})
    talk.do(c.ChooseCut(4))
    talk.do(c.LockRanking())
    assert drafts(talk.session).findings == tuple(Finding(f"Issue {number}") for number in range(1, 4))


def test_without_principles_and_issues_the_findings_are_what_was_heard_most() -> None:
    """Of the approaches, else of the challenges, so that every room has something to say."""
    talk = Talk()
    for text in ("One", "Two", "Two again"):
        talk.say(Kind.CHALLENGE, text)
    talk.do(c.MergeNote(2, 1))
    assert drafts(talk.session).findings == (Finding("Two"), Finding("One"))
    talk.say(Kind.APPROACH, "Try")
    assert drafts(talk.session).findings == (Finding("Try"),)


def test_a_priority_issue_is_spoken_without_references() -> None:
    """In the headline and among the findings, as any statement."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No legal basis, see C1", to=("C1",))
    talk.vote(C2=1)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert headline(talk) == "On “Theme”, what matters most to us: No legal basis."
    assert drafts(talk.session).findings == (Finding("No legal basis"),)


def agreed(
    talk: Talk, text: str, level: Agreement | None, minority: str | None = None, **fields: str
) -> None:
    """Record a recommendation with its level of agreement."""
    talk.do(c.Capture(text, Kind.RECOMMENDATION, fields=fields))
    talk.do(c.Agree(len(talk.session.book) - 1, level, minority))


def test_where_the_room_differed_begins_with_the_weakest_agreement() -> None:
    """At most three recommendations; consensus without a minority view is no difference."""
    talk = Talk()
    agreed(talk, "One", Agreement.STRONG_SUPPORT)
    agreed(talk, "Two", Agreement.CONSENSUS)
    agreed(talk, "Three", Agreement.FULL_CONSENSUS, "not now")
    agreed(talk, "Four", Agreement.MINORITY_VIEW)
    agreed(talk, "Five", Agreement.DIVERGENCE)
    assert drafts(talk.session).short.differed == (
        "On “Four” there was a minority view. "
        "On “Five” there was divergence. "
        "On “One” there was strong support with significant opposition."
    )


def test_a_minority_view_without_a_level_is_a_difference() -> None:
    """It is spoken in one line, ending in a full stop; a long recommendation is cut."""
    talk = Talk()
    agreed(talk, "Fund it " + "x" * 200, None, "too\ndear")
    assert drafts(talk.session).short.differed == (
        f"On “Fund it {'x' * 91}…” there was a minority view. Minority view: too dear."
    )
    plain = Talk()
    agreed(plain, "Fund it", None)
    assert drafts(plain.session).short.differed == ""


@pytest.mark.parametrize(
    ("text", "fields", "spoken"),
    [
        ("Fund it", {}, "Fund it."),
        ("Fund it.", {"due": " 2027 "}, "Fund it. When: 2027."),
        ("fund it", {"actor": "the\ntreasury"}, "fund it. To act: the treasury."),
        ("eGov first", {"addressee": "small\nstates"}, "For small states: eGov first."),
        (
            "Fund it...",
            {"actor": "A", "addressee": "b", "due": "May"},
            "For b: Fund it... To act: A, by May.",
        ),
        ("Fund it!", {"actor": "A etc."}, "Fund it! To act: A etc."),
        ("Fund it. Then wait", {"addressee": "all"}, "For all: Fund it. Then wait."),
    ],
)
def test_a_recommendation_says_for_whom_what_who_acts_by_when(
    text: str, fields: dict[str, str], spoken: str
) -> None:
    """As far as it is known, in the letters that were typed, and each sentence with one end."""
    talk = Talk()
    talk.do(c.Capture(text, Kind.RECOMMENDATION, fields=fields))
    assert drafts(talk.session).recommendations == (spoken,)


@pytest.mark.parametrize(
    "due",
    [
        "by May",
        "By May",
        "after 2027",
        "before June",
        "in two years",
        "within a year",
        "until then",
        "no date yet",
    ],
)
def test_a_date_with_a_word_of_time_is_spoken_as_it_is(due: str) -> None:
    """Any other has "by" before it."""
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Fund it", actor="A", due=due)
    talk.say(Kind.RECOMMENDATION, "Fund it", actor="A", due=f"2027 {due}")
    assert drafts(talk.session).recommendations == (
        f"Fund it. To act: A, {due}.",
        f"Fund it. To act: A, by 2027 {due}.",
    )


def test_a_recommendation_may_be_followed_by_what_shows_that_it_works() -> None:
    """The first approach with evidence that it carries out, else the first that is practised somewhere."""
    talk = Talk()
    talk.say(Kind.APPROACH, "Try", where="Norway")
    talk.say(Kind.APPROACH, "Try more", where="Singapore", evidence="nine of ten joined")
    talk.say(Kind.RECOMMENDATION, "One", to=("A1",))
    talk.say(Kind.RECOMMENDATION, "Two", to=("A1", "A2"))
    talk.say(Kind.RECOMMENDATION, "Three")
    found = drafts(talk.session)
    assert found.evidence == ("Practised in Norway.", "Practised in Singapore: nine of ten joined.", "")
    assert found.long.recommendations[0] == "One. Practised in Norway."


@pytest.mark.parametrize(
    ("minority", "spoken"),
    [
        ("too dear", "too dear."),
        ("Norway: too dear", "too dear."),
        ("norway – too dear", "too dear."),
        ("Norway finds it too dear", "Norway finds it too dear."),
        ("Norway:", "Norway."),
        ("Others: too dear", "Others: too dear."),
    ],
)
def test_a_minority_view_has_its_name_once(minority: str, spoken: str) -> None:
    """The name before it is not said again at its start."""
    talk = Talk()
    talk.do(c.Capture("Fund it", Kind.RECOMMENDATION))
    talk.do(c.Agree(0, Agreement.CONSENSUS, minority, "Norway"))
    assert drafts(talk.session).differences == (
        f"On “Fund it” there was consensus. Minority view (Norway): {spoken}",
    )


@pytest.mark.parametrize(
    ("level", "is_carried"),
    [
        (None, True),
        (Agreement.FULL_CONSENSUS, True),
        (Agreement.CONSENSUS, True),
        (Agreement.STRONG_SUPPORT, True),
        (Agreement.DIVERGENCE, False),
        (Agreement.MINORITY_VIEW, False),
    ],
)
def test_what_the_room_does_not_carry_is_neither_recommended_nor_asked(
    level: Agreement | None, is_carried: bool
) -> None:
    """Strong support is enough, and so is a recommendation without a level."""
    talk = Talk()
    agreed(talk, "Fund it", level, actor="Treasuries")
    spoken = drafts(talk.session).short
    assert bool(spoken.recommendations) is is_carried
    assert spoken.ask == (
        "We ask the plenary to support this. Fund it. To act: Treasuries." if is_carried else ASK_PROMPT
    )
    assert spoken.has_ask is is_carried


def test_the_ask_is_the_strongest_recommendation_to_somebody() -> None:
    """One that says who acts or for whom it is; in one line, in the letters that were typed."""
    talk = Talk()
    agreed(talk, "Nobody named", Agreement.FULL_CONSENSUS)
    agreed(talk, "Weaker", Agreement.STRONG_SUPPORT, actor="Treasuries")
    support = "We ask the plenary to support this."
    assert drafts(talk.session).ask == f"{support} Weaker. To act: Treasuries."
    agreed(talk, "Fund it.", Agreement.CONSENSUS, addressee="small\nstates", due="May")
    assert drafts(talk.session).ask == f"{support} For small states: Fund it. When: May."


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Share first, as in C3", "Share first"),
        ("Share first (C3)", "Share first (C3)"),
        ("Share first: follows P1, P2 and P3.", "Share first"),
        ("Share first – answers C1 & C2", "Share first"),
        ("Carrying out A1 shows", "Carrying out A1 shows"),
        ("This is what answers C1", "This is what"),
        ("We see C1 as the root", "We see C1 as the root"),
        ("see C1", "see C1"),
    ],
)
def test_references_at_the_end_are_not_spoken(text: str, spoken: str) -> None:
    """The plenary does not know them; within a sentence they stay, and so does a text that is nothing else."""
    talk = Talk()
    talk.say(Kind.PRINCIPLE, text)
    assert drafts(talk.session).findings == (Finding(spoken),)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("", ""),
        ("  ", ""),
        ("Fund it", "Fund it."),
        ("Fund it \n", "Fund it."),
        *((f"Fund it{end}", f"Fund it{end}") for end in ".!?…。！？"),
        ("Fund it)", "Fund it)."),
        ("(Fund it.)", "(Fund it.)"),
        ("They say “fund it!”", "They say “fund it!”"),
        ("Fund it:", "Fund it."),
        ("Fund it,", "Fund it."),
        ("Fund platform X", "Fund platform X."),
    ],
)
def test_a_text_has_one_end(text: str, ended: str) -> None:
    """Its own, in any script, or a full stop."""
    assert with_full_stop(text) == ended


def test_a_cluster_that_matters_most_is_the_headline() -> None:
    """By its name."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="budget")
    talk.do(c.ChooseRanking(RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 3))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert drafts(talk.session).headline == "On “Theme”, what matters most to us: budget."
