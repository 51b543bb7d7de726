"""References in what was said: written once, and never read out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.said_references import named_in, spoken, written
from tests.domain.example import Talk
from tests.sampled import a_third

LINKED = ("C1", "C2", "C14", "P1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pay for sharing, not for owning C2 C14", "Pay for sharing, not for owning"),
        ("Pay for sharing → C2 C14", "Pay for sharing"),
        ("Pay for sharing (C2, C14)", "Pay for sharing"),
        ("Pay for sharing C2\nand for owning C14", "Pay for sharing\nand for owning"),
        ("Unlike C1 we pay", "Unlike C1 we pay"),
        ("Pay for sharing, see C1", "Pay for sharing, see C1"),
        ("Pay for sharing; answers C1 and C2", "Pay for sharing; answers C1 and C2"),
        ("Reach level P9", "Reach level P9"),
        ("Reach level", "Reach level"),
        ("C1 C2", "C1 C2"),
    ],
)
def test_codes_behind_the_sentence_are_not_written_in_it(text: str, shown: str) -> None:
    """Only those that are shown as links; what the sentence needs stays, and so does a text that is nothing else."""
    assert written(text, LINKED) == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Share first, as in C1", "Share first"),
        ("Share first (C1)", "Share first"),
        ("Share first (see C1, C2), then pay", "Share first, then pay"),
        ("Share first C1 C2", "Share first"),
        ("Pay first (C1, C2) for sharing", "Pay first for sharing"),
        ("Reach it (see P9), then pay", "Reach it, then pay"),
        ("Reach level (P9) first", "Reach level (P9) first"),
        ("Share first: follows C1, C2 and C2.", "Share first"),
        ("Share first – answers C1 & C2", "Share first"),
        ("Unlike C1 we pay", "Unlike “Silo budgets” we pay"),
        ("C1 and C2 show why", "“Silo budgets” and “No legal basis, unlike another challenge” show why"),
        ("Reach level P9", "Reach level P9"),
        ("see C1", "see “Silo budgets”"),
    ],
)
def test_no_reference_is_spoken(text: str, said: str) -> None:
    """What only points to it is left out; within a sentence, the gist of the statement takes its place."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No legal basis, unlike C1", to=("C1",))
    note = talk.say(Kind.PRINCIPLE, text, to=("C1", "C2"))
    assert spoken(talk.session, note) == said


def test_only_a_note_that_is_linked_is_spoken_in_place_of_its_reference() -> None:
    """Else the words may mean something else; a link to a note that is not there, as in a damaged file, means nothing."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    note = talk.say(Kind.PRINCIPLE, "Reach level C1 in a year")
    assert spoken(talk.session, note) == note.text
    damaged = replace(note, links=(len(talk.session.book),))
    assert spoken(talk.session, damaged) == note.text


@given(st.lists(st.sampled_from(["C1", "C2", "we", "pay", "see", "as", "and", ",", "(C1)", ".", "\n", ":"])))
@settings(max_examples=a_third(60), deadline=None)
def test_in_any_sentence_no_word_is_lost_and_no_reference_is_spoken(words: list[str]) -> None:
    """Written, it loses only codes that link; spoken, it has none of them, whatever their order."""
    talk = Talk()
    for text in ("Silo budgets", "No legal basis"):
        talk.say(Kind.CHALLENGE, text)
    text = " ".join([*words, "we"])
    note = talk.say(Kind.PRINCIPLE, text, to=("C1", "C2"))
    assert plain(written(note.text, ("C1", "C2"))) == plain(note.text)
    assert REFERENCE.search(spoken(talk.session, note)) is None


def plain(text: str) -> list[str]:
    """The words of a text without references."""
    return re.findall(r"[a-z]+", REFERENCE.sub("", text))


def test_a_reference_in_an_address_is_not_named() -> None:
    """It is part of the address."""
    assert named_in("See example.org/a,C1 and C2") == ("C2",)
    assert named_in("Write to C1@example.org about C2") == ("C2",)


@pytest.mark.parametrize(
    ("text", "shown", "said"),
    [
        (
            "Pay more, as in example.org/x,C1 C2",
            "Pay more, as in example.org/x,C1",
            "Pay more, as in example.org/x,C1",
        ),
        (
            "Pay for sharing, example.org/C1",
            "Pay for sharing, example.org/C1",
            "Pay for sharing, example.org/C1",
        ),
        (
            "Write C1@example.org about C2, we pay",
            "Write C1@example.org about C2, we pay",
            "Write C1@example.org about “No legal basis”, we pay",
        ),
    ],
)
def test_an_address_is_written_and_spoken_as_it_was_said(text: str, shown: str, said: str) -> None:
    """Also where a part of it reads like a reference that links."""
    talk = Talk()
    for challenge in ("Silo budgets", "No legal basis"):
        talk.say(Kind.CHALLENGE, challenge)
    note = talk.say(Kind.PRINCIPLE, text, to=("C1", "C2"))
    assert written(text, ("C1", "C2")) == shown
    assert spoken(talk.session, note) == said


@given(st.text("CPARDXab1209/·@#\n .,é_"))
def test_a_reference_is_found_wherever_it_stands_as_a_word(text: str) -> None:
    """Rule: no letter, digit or sign of an address stands before its letter, and no letter or digit behind its number."""
    as_a_word = re.compile(r"(?<![\w/·@#])([CPARDX])([1-9]\d{0,5})(?!\w)")
    found = [(each.span(), each.groups()) for each in REFERENCE.finditer(text)]
    assert found == [(each.span(), each.groups()) for each in as_a_word.finditer(text)]
