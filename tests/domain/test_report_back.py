"""The report-back: its draft from the outcomes, and how it fits its minutes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.report_back import SpokenPart, draft, fit, minutes_of
from breakout_tui.domain.report_back_drafts import ASK_PROMPT, Spoken, drafts
from breakout_tui.domain.spoken_words import sentences_of, words_in
from tests.domain.example import DETAILS, Talk, complete_chain, follow
from tests.domain.strategies import ALL_WISHES, Wish
from tests.sampled import a_third


def edited(talk: Talk, report_back: ReportBack) -> None:
    """Edit the report-back."""
    talk.do(c.EditReportBack(report_back))


def test_it_is_filled_from_the_outcomes() -> None:
    """The headline is the strongest outcome; findings with reasons; for whom, what, who and when; and one ask."""
    talk = complete_chain()
    talk.do(c.Agree(talk.note("R1").serial, Agreement.FULL_CONSENSUS))
    spoken = draft(talk.session)
    assert spoken.headline == (
        "On “Theme”, our first recommendation, with full consensus: Fund shared services from one line. "
        "Our priority issues: Silo budgets block shared services."
    )
    assert spoken.findings == (Finding("Budgets follow services", "Silo budgets block shared services"),)
    assert spoken.differed == ""
    who_acts = "Fund shared services from one line. To act: Ministries of finance, by end of 2027."
    assert spoken.recommendations == (f"For All: {who_acts} Practised in Norway.",)
    assert spoken.ask == f"We ask the plenary to support this. For All: {who_acts}"


def test_an_empty_day_has_a_headline_and_a_prompt_for_the_ask() -> None:
    """The prompt is shown, not spoken."""
    talk = Talk()
    spoken = draft(talk.session)
    assert spoken.headline == "We spoke about “Theme”."
    assert (spoken.ask, spoken.has_ask) == (ASK_PROMPT, False)
    assert [card.part for card in fit(talk.session).cards] == [SpokenPart.HEADLINE]


def test_edited_parts_are_kept_when_the_outcomes_change() -> None:
    """A part edited to empty text is not spoken."""
    talk = complete_chain()
    edited(talk, ReportBack("", "", headline="Money first", findings=(), ask=""))
    spoken = draft(talk.session)
    assert (spoken.headline, spoken.findings, spoken.ask) == ("Money first", (), "")
    assert len(spoken.recommendations) == 1


def test_it_says_where_the_room_differed_and_who_if_the_rule_allows() -> None:
    """A recommendation without consensus is spoken as a difference, not as a recommendation."""
    talk = complete_chain()
    talk.do(c.Agree(talk.note("R1").serial, Agreement.DIVERGENCE, "too dear", "Norway"))
    spoken = draft(talk.session)
    assert spoken.differed == (
        "On “Fund shared services from one line” there was divergence. Minority view (Norway): too dear."
    )
    assert spoken.recommendations == ()
    assert spoken.ask == ASK_PROMPT


def test_under_the_rule_none_no_dissenter_is_named() -> None:
    """The view is spoken without a name."""
    talk = Talk(replace(DETAILS, rule=AttributionRule.NONE))
    note = talk.say(Kind.RECOMMENDATION, "Fund it")
    talk.do(c.Agree(note.serial, Agreement.CONSENSUS, "too dear", "Norway"))
    assert draft(talk.session).differed == "On “Fund it” there was consensus. Minority view: too dear."


def test_there_are_at_most_three_findings() -> None:
    """A plenary remembers no more."""
    talk = Talk()
    for number in range(5):
        talk.say(Kind.PRINCIPLE, f"Principle {number}")
    assert len(draft(talk.session).findings) == 3


def test_a_date_that_starts_with_by_is_not_doubled() -> None:
    """The date is spoken as the room said it."""
    talk = Talk()
    talk.say(Kind.RECOMMENDATION, "Fund it.", actor="Treasuries", due="by May")
    assert draft(talk.session).recommendations == ("Fund it. To act: Treasuries, by May.",)


def test_it_takes_as_many_recommendations_as_its_minutes_allow() -> None:
    """The strongest first; one that is too long for all its minutes is left out, and the headline still has its gist."""
    talk = Talk()
    for number in range(30):
        talk.say(Kind.RECOMMENDATION, f"Recommendation {number} " + "and so on " * 10, actor="Somebody")
    talk.do(c.Agree(talk.note("R30").serial, Agreement.FULL_CONSENSUS))
    edited(talk, ReportBack("", "", minutes=2))
    assert fit(talk.session).over == 0
    assert 1 < len(draft(talk.session).recommendations) < 30
    assert draft(talk.session).recommendations[0].startswith("Recommendation 29")
    talk.do(c.EditNote(talk.note("R30").serial, "word " * 700))
    assert not any(text.startswith("word") for text in draft(talk.session).recommendations)
    assert "with full consensus: word word" in draft(talk.session).headline
    assert fit(talk.session).over == 0


def test_the_recommendations_are_spoken_by_country_group() -> None:
    """In the order of the groups, then for others; the strongest first within a group."""
    talk = Talk()
    for text, whom in (("One", "all"), ("Two", "federations"), ("Three", "Small states"), ("Four", "")):
        talk.say(Kind.RECOMMENDATION, text, addressee=whom)
    assert draft(talk.session).recommendations == (
        "For Small states: Three.",
        "For federations: Two.",
        "For all: One.",
        "Four.",
    )


@given(st.lists(ALL_WISHES, max_size=60), st.integers(1, 3))
@settings(max_examples=a_third(60), deadline=None)
def test_it_fills_its_minutes_and_never_more(wished: list[Wish], minutes: int) -> None:
    """Whatever was said: the words that fit are used for all that fits, and nothing that was left out would fit."""
    talk = Talk()
    follow(talk, wished)
    for number in range(8):
        talk.say(Kind.RECOMMENDATION, f"Recommendation {number} " + "w " * (number * 9), actor="Somebody")
        talk.say(Kind.PRINCIPLE, f"Principle {number} " + "w " * (number * 5))
    report_back = talk.session.report_back or ReportBack("", "")
    edited(talk, replace(report_back, headline=None, recommendations=None, minutes=minutes))
    fitted, found = fit(talk.session), drafts(talk.session)
    alone = replace(report_back, recommendations=(), minutes=minutes)
    said = fitted.said
    left = fitted.budget - fitted.words
    if fitted.over:
        assert said.recommendations == ()
        assert words_in(found.headline) + sum(map(words_in, edits_of(alone))) > fitted.budget
    spoken = " ".join(said.recommendations)
    assert all(words_in(text) > left for text in found.recommendations if text not in spoken)


def edits_of(report_back: ReportBack) -> list[str]:
    """The texts of an edited report-back."""
    findings = [f"{each.text} The reason: {each.reason}" for each in report_back.findings or ()]
    parts = (report_back.headline, report_back.differed, report_back.ask)
    return [*findings, *(report_back.decisions or ()), *(part or "" for part in parts)]


def test_recommendations_that_fill_the_time_to_the_last_word_fit() -> None:
    """One word more in what is said before them, and the last one is left out."""
    talk = Talk()
    for text in ("word " * 60, "word " * 40):
        talk.say(Kind.RECOMMENDATION, text)
    for words, taken in ((30, 2), (31, 1)):
        edited(talk, ReportBack("", "", 1, "word " * words, (), "", None, ""))
        assert len(draft(talk.session).recommendations) == taken
    assert fit(talk.session).words == 91


def test_what_was_said_about_differences_leaves_less_time_for_recommendations() -> None:
    """As everything else that is said before them."""
    talk = Talk()
    for text in ("word " * 60, "word " * 40):
        talk.say(Kind.RECOMMENDATION, text)
    for words, taken in ((30, 2), (31, 1)):
        edited(talk, ReportBack("", "", 1, "", (), "word " * words, None, ""))
        assert len(draft(talk.session).recommendations) == taken


def test_every_edited_part_takes_the_place_of_its_draft() -> None:
    """Also the recommendations, as many as there are."""
    talk = complete_chain()
    own = Spoken("Head", (Finding("One", "why"),), "Differed", ("a " * 200, "b"), "Ask")
    edited(
        talk, ReportBack("", "", 1, own.headline, own.findings, own.differed, own.recommendations, own.ask)
    )
    assert draft(talk.session) == replace(own, recommendations=(("a " * 200).strip(), "b"))


def test_an_edit_that_is_undone_gives_the_draft_back() -> None:
    """With its usual five minutes."""
    talk = complete_chain()
    before = draft(talk.session)
    edited(talk, ReportBack("", "", 9, "Head", (), "", (), ""))
    assert (minutes_of(talk.session), draft(talk.session).headline) == (9, "Head")
    talk.do(c.Undo())
    assert (minutes_of(talk.session), draft(talk.session)) == (5, before)


def test_a_card_knows_when_it_starts() -> None:
    """After all that is said before it, at 130 words a minute."""
    talk = Talk()
    edited(talk, ReportBack("", "", 5, "w " * 65, (Finding("w " * 13, "w " * 11),), "", (), "w " * 130))
    cards = fit(talk.session).cards
    assert [(card.part, card.words, card.starts_at, card.seconds) for card in cards] == [
        (SpokenPart.HEADLINE, 65, 0, 30),
        (SpokenPart.FINDING, 26, 30, 12),
        (SpokenPart.ASK, 130, 42, 60),
    ]


def test_a_sentence_that_ends_beyond_the_budget_is_marked() -> None:
    """One minute is 130 words: two sentences of fifty words fit, and one of thirty behind them fits to the last word."""
    talk = Talk()
    to_the_last_word = " ".join(["word " * 49 + "end."] * 2 + ["word " * 29 + "end."])
    edited(talk, ReportBack("", "", 1, to_the_last_word, (), "", None, ""))
    assert [each.is_over for each in fit(talk.session).cards[0].sentences] == [False, False, False]
    sentence = "word " * 49 + "end."
    edited(
        talk,
        ReportBack("", "", minutes=1, headline=" ".join([sentence] * 4), findings=(), differed="", ask=""),
    )
    fitted = fit(talk.session)
    assert fitted.budget == 130
    assert [(each.words, each.total, each.is_over) for each in fitted.cards[0].sentences] == [
        (50, 50, False),
        (50, 100, False),
        (50, 150, True),
        (50, 200, True),
    ]
    assert (fitted.words, fitted.over, fitted.seconds) == (200, 70, 92)


def test_each_finding_and_recommendation_is_a_card() -> None:
    """Cards are numbered if there are several of a kind."""
    talk = Talk()
    findings = (Finding("A", "b"), Finding("C"))
    report_back = ReportBack(
        "", "", headline="H", findings=findings, differed="D", recommendations=("E",), ask="F"
    )
    edited(talk, replace(report_back, recommendations=("E", "G")))
    assert [card.heading for card in fit(talk.session).cards if card.part is SpokenPart.RECOMMENDATION] == [
        "Recommendation 1 of 2",
        "Recommendation 2 of 2",
    ]
    edited(talk, report_back)
    cards = fit(talk.session).cards
    assert [card.heading for card in cards] == [
        "Headline", "Finding 1 of 2", "Finding 2 of 2", "Where we differed", "Recommendation", "What we ask"
    ]  # fmt: skip
    assert [sentence.text for sentence in cards[1].sentences] == ["A.", "The reason: b."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three", 3),
        ("Well-kept — and 3.5 % more", 4),
        ("预算不够", 2),
        ("データ、法律", 3),
        ("Das eGovernment 电子政务", 4),
        ("서비스 예산", 2),
        ("งบประมาณ", 2),
        ("ประเทศ", 2),
        ("ประเท", 1),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    """In scripts without spaces, two characters count as a word, or five in Thai and similar scripts."""
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("Use laws, e.g. the old ones. Now.", ("Use laws, e.g. the old ones.", "Now.")),
        ("Use laws, e.g.\nthe old ones", ("Use laws, e.g.", "the old ones")),
        ("Laws, etc. and more. vs. less", ("Laws, etc. and more.", "vs. less")),
        ("Laws, etc. And more", ("Laws, etc.", "And more")),
        ("Use apps, e.g. eGov. Now.", ("Use apps, e.g. eGov.", "Now.")),
        ("“One.” Two", ("“One.”", "Two")),
        ("all in small letters. like this", ("all in small letters.", "like this")),
        ("一。二", ("一。", "二")),
        ("a line\nanother", ("a line", "another")),
        ("  \n ", ()),
    ],
)
def test_a_text_is_split_into_sentences(text: str, sentences: tuple[str, ...]) -> None:
    """Full stops of any script and line breaks end a sentence; an abbreviation does not."""
    assert sentences_of(text) == sentences


@given(st.text(max_size=200))
@settings(max_examples=a_third(100), deadline=None)
def test_sentences_leave_no_word_out(text: str) -> None:
    """For any text, the sentences are the text without the spaces between them."""
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


@given(st.lists(ALL_WISHES, max_size=40), st.integers(1, 60))
@settings(max_examples=a_third(40), deadline=None)
def test_the_cards_of_any_session_add_up(wished: list[Wish], minutes: int) -> None:
    """Words and seconds of the cards add up to the total; only sentences beyond the budget are marked."""
    talk = Talk()
    follow(talk, wished)
    edited(talk, ReportBack("", "", minutes=minutes))
    fitted = fit(talk.session)
    assert fitted.budget == minutes * 130
    assert fitted.words == sum(card.words for card in fitted.cards)
    assert fitted.seconds == sum(card.seconds for card in fitted.cards)
    sentences = [sentence for card in fitted.cards for sentence in card.sentences]
    assert all(after.total == before.total + after.words for before, after in pairwise(sentences))
    assert all(each.is_over == (each.total > fitted.budget) for each in sentences)
