"""How similar two statements are: the part that they share, the shortened statement, and each reason that keeps two apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from breakout_tui.domain.compared_statement import read
from breakout_tui.domain.similarity import ALIKE, CONTAINED, Contrast, contrast, similarity

KNOWN = ("Norway", "Estonia")


def weighing(**weights: int) -> Callable[[str], float]:
    """The weight of some words; of all others one."""
    return lambda word: float(weights.get(word, 1))


EQUAL = weighing()


def both_ways(one: str, other: str, weight: Callable[[str], float] = EQUAL) -> float:
    """How similar two texts are, whichever was first."""
    a, b = read(one, KNOWN), read(other, KNOWN)
    found = similarity(a, b, weight)
    assert similarity(b, a, weight) == found
    return found


def contrasts(one: str, other: str) -> Contrast | None:
    """What sets two texts apart, whichever was first."""
    a, b = read(one, KNOWN).whole, read(other, KNOWN).whole
    found = contrast(a, b)
    assert contrast(b, a) is found
    return found


def test_statements_with_words_of_their_own_are_as_similar_as_the_part_that_they_share() -> None:
    """Twice what both have, of all that there is."""
    assert both_ways("winter vendors permits maps tariffs", "vendors permits maps tariffs citizens") == 0.8


def test_a_statement_that_lies_in_a_longer_one_is_a_shortened_one() -> None:
    """However much of it there is: as similar as the least part that two statements share."""
    assert both_ways("vendors permits maps tariffs", "vendors permits maps tariffs citizens") == ALIKE
    assert both_ways("vendors permits", "vendors permits maps tariffs", weighing(vendor=5)) == ALIKE


def test_the_least_part_that_is_enough_is_enough() -> None:
    """Of two statements, of a shortened one, and of the run of clauses that it covers; a little less is not."""
    one, other = "winter vendors permits maps", "vendors permits maps tariffs"
    parts = {"vendor": 11, "permit": 11, "map": 11}
    assert both_ways(one, other, weighing(**parts, wint=17, tariff=17)) == ALIKE
    assert both_ways(one, other, weighing(**parts, wint=18, tariff=17)) == 0.0
    parts = {"vendor": 5, "permit": 6, "map": 6}
    assert both_ways(one, other, weighing(**parts, wint=3, tariff=20)) == CONTAINED * ALIKE
    assert both_ways(one, other, weighing(**parts, wint=4, tariff=20)) == 0.0
    short, long = "vendors permits", "vendors permits maps"
    assert both_ways(short, long, weighing(permit=2, map=7)) == ALIKE
    assert both_ways(short, long, weighing(permit=2, map=8)) == 0.0


def test_a_shortened_statement_lies_in_at_most_six_clauses() -> None:
    """Its words are not collected from a whole speech."""
    heavy = weighing(vendor=10, permit=10)
    assert both_ways("vendors permits", "vendors, maps, tariffs, citizens, winter, permits", heavy) == ALIKE
    far = "vendors, maps, tariffs, citizens, winter, archives, permits"
    assert both_ways("vendors permits", far, heavy) == 0.0


def test_a_verb_of_its_own_makes_another_statement_of_a_shortened_one() -> None:
    """Needing them is not in a statement that only speaks of them."""
    assert both_ways("need vendors permits", "vendors permits maps tariffs") == 0.0


def test_the_same_words_are_a_repeat_however_few() -> None:
    """Other words than these need two with content."""
    assert both_ways("Vendors!", "vendors") == 1.0
    assert both_ways("Vendors", "the vendors") == 0.0


@pytest.mark.parametrize(
    ("slip", "is_forgiven"),
    [
        ("goverment", True),
        ("governmment", True),
        ("ogvernment", True),
        ("govenrment", True),
        ("governmetn", True),
        ("ggovernment", True),
        ("overnmentg", False),
        ("governmant", False),
        ("govermen", False),
    ],
)
def test_a_slip_is_one_letter_left_out_doubled_or_exchanged_with_its_neighbour(
    slip: str, is_forgiven: bool
) -> None:
    """At any place of the word."""
    text = "The {} never answers old letters"
    assert (both_ways(text.format(slip), text.format("government")) == 1.0) is is_forgiven


@pytest.mark.parametrize(
    ("word", "slip", "found"), [("contract", "conttract", 1.0), ("tariffs", "tarifffs", 0.0)]
)
def test_a_slip_needs_a_word_of_eight_letters(word: str, slip: str, found: float) -> None:
    """A letter more or less makes another word of a shorter one."""
    assert both_ways(f"The {word} with vendors is public", f"The {slip} with vendors is public") == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("One office answers letters slowly", "Two offices answer letters", Contrast.FIGURE),
        ("One office answers letters slowly", "Offices answer letters", None),
        ("20 offices answer letters", "Offices answer letters slowly", None),
        ("20 offices answer letters", "Offices answer letters", Contrast.FIGURE),
        ("2 offices answer 3 letters", "3 offices answer 2 letters", Contrast.FIGURE),
        ("Forms in Norway are short and clear", "Forms are short", None),
        ("Forms in Norway are short", "Forms in Estonia are short", Contrast.NAME),
        ("Offices do not pay vendors", "Not offices, vendors pay", Contrast.DENIAL),
        ("Answer no letters", "No answer", Contrast.DENIAL),
        ("Schools are fair to parents", "Schools are unfair to parents", Contrast.DENIAL),
        ("Pay from schools, answer", "From pay", None),
        ("Schools after maps", "After schools", None),
        ("Letters by schools", "Schools by letters", Contrast.ROLE),
        ("Schools letters send offices pay", "Offices pay send schools letters", Contrast.ROLE),
        ("Read vendors send letters permits", "Letters permits send read vendors", Contrast.ROLE),
        ("Vendors read letters from schools", "Vendors read letters to schools", Contrast.ROLE),
    ],
)
def test_why_two_statements_with_the_same_words_differ(one: str, other: str, found: Contrast | None) -> None:
    """The first reason, or none, whichever of them was first."""
    assert contrasts(one, other) is found
