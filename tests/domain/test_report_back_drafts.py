"""The report-back as the outcomes give it: each part has its source and its wording."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.records import Finding
from breakout_tui.domain.report_back_drafts import ASK_PROMPT, drafts, with_full_stop
from tests.domain.example import Talk


def test_without_priority_issues_the_headline_is_the_first_challenge() -> None:
    """The highest ranked; without references at its end, in one line, with a full stop."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No legal\nbasis, see C1")
    talk.vote(C1=1, C2=2)
    assert drafts(talk.session).headline == "On “Theme”, we started from this: No legal basis."


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
    assert drafts(talk.session).differed == (
        "On “Four” there was a minority view. "
        "On “Five” there was divergence. "
        "On “One” there was strong support with significant opposition."
    )


def test_a_minority_view_without_a_level_is_a_difference() -> None:
    """It is spoken in one line, ending in a full stop; a long recommendation is cut."""
    talk = Talk()
    agreed(talk, "Fund it " + "x" * 200, None, "too\ndear")
    assert drafts(talk.session).differed == (
        f"On “Fund it {'x' * 91}…” there was a minority view. Minority view: too dear."
    )
    plain = Talk()
    agreed(plain, "Fund it", None)
    assert drafts(plain.session).differed == ""


@pytest.mark.parametrize(
    ("text", "fields", "spoken"),
    [
        ("Fund it", {}, "Fund it."),
        ("Fund it.", {"due": " 2027 "}, "Fund it, by 2027."),
        ("fund it", {"actor": "the\ntreasury"}, "The treasury: fund it."),
        ("Fund it", {"addressee": "small\nstates"}, "Fund it (for small states)."),
        ("Fund it...", {"actor": "A", "addressee": "B", "due": "May"}, "A: Fund it (for B), by May."),
        ("Fund it!", {}, "Fund it!"),
    ],
)
def test_a_recommendation_says_who_does_what_for_whom_by_when(
    text: str, fields: dict[str, str], spoken: str
) -> None:
    """As far as it is known."""
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
    talk.say(Kind.RECOMMENDATION, "Fund it", due=due)
    talk.say(Kind.RECOMMENDATION, "Fund it", due=f"2027 {due}")
    assert drafts(talk.session).recommendations == (f"Fund it, {due}.", f"Fund it, by 2027 {due}.")


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
    spoken = drafts(talk.session)
    assert bool(spoken.recommendations) is is_carried
    assert spoken.ask == ("We ask Treasuries: Fund it." if is_carried else ASK_PROMPT)
    assert spoken.has_ask is is_carried


def test_the_ask_is_the_strongest_recommendation_to_somebody() -> None:
    """To those who act, else to those for whom it is; with its date, in one line."""
    talk = Talk()
    agreed(talk, "Nobody named", Agreement.FULL_CONSENSUS)
    agreed(talk, "Weaker", Agreement.STRONG_SUPPORT, actor="Treasuries")
    assert drafts(talk.session).ask == "We ask Treasuries: Weaker."
    agreed(talk, "Fund it.", Agreement.CONSENSUS, addressee="small\nstates", due="May")
    assert drafts(talk.session).ask == "We ask small states: Fund it, by May."
    agreed(talk, "Act", Agreement.FULL_CONSENSUS, addressee="small states", actor="Parliaments")
    assert drafts(talk.session).ask == "We ask Parliaments: Act."


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
        ("Fund platform X", "Fund platform X."),
    ],
)
def test_a_text_has_one_end(text: str, ended: str) -> None:
    """Its own, in any script, or a full stop."""
    assert with_full_stop(text) == ended


def test_only_the_full_stop_of_a_recommendation_is_replaced() -> None:
    """A letter at its end stays."""
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Fund platform X.", actor="Treasuries", due="2027")
    found = drafts(talk.session)
    assert found.recommendations == ("Treasuries: Fund platform X, by 2027.",)
    assert found.ask == "We ask Treasuries: Fund platform X, by 2027."


def test_a_cluster_that_matters_most_is_the_headline() -> None:
    """By its name."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="budget")
    talk.do(c.ChooseRanking(RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 3))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert drafts(talk.session).headline == "On “Theme”, what matters most to us: budget."
