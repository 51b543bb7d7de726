"""Words around a mark, names of several words, and the line that a note is typed as, by example."""

from __future__ import annotations

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.mark_words import continues, name_goes_on, needs_next, points
from breakout_tui.domain.marks import WORD
from breakout_tui.domain.typed_line import typed_line


@pytest.mark.parametrize(
    ("first", "rest", "name"),
    [
        ("Ana", " Lopez", "Ana Lopez"),
        ("Ana", "", "Ana"),
        ("Ana", " lopez", "Ana"),
        ("Ana", "  Lopez", "Ana"),
        ("Ana", " de la Cruz leaks", "Ana de la Cruz"),
        ("Ana", " de leaks", "Ana"),
        ("Ana", " B Cy Di Ed", "Ana B Cy Di"),
        ("Ana", " Lopez- Ray", "Ana Lopez"),
        ("Ana", " Lopez@home", "Ana"),
        ("Ana", " Lopez#law", "Ana"),
        ("Ana", " The doors", "Ana"),
        ("Ana", " C3", "Ana"),
        ("Ana", ". Lopez", "Ana"),
        ("Dr", ". Ana Lopez. Ray", "Dr. Ana Lopez"),
        ("J", ". R. Smith", "J. R. Smith"),
        ("Bo", ". Smith", "Bo"),
    ],
)
@pytest.mark.parametrize("before", ["", "doors leak, "])
def test_where_a_name_of_several_words_ends(before: str, first: str, rest: str, name: str) -> None:
    """Behind four words with a capital letter; particles stand between them, and titles and initials have a full stop."""
    line = before + first + rest
    assert line[: name_goes_on(line, len(before + first), WORD)] == before + name


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [
        (" and Estonia", True),
        (" has", True),
        (" HAS a law", True),
        (" doesn't pay", True),
        (" doesn’t pay", True),
        (" Could the law be shorter?", False),
        (" can we pay?", False),
        (" Can We pay?", False),
        (" can people pay?", True),
        (" doors leak", False),
        (". and", False),
        ("", False),
    ],
)
def test_words_that_need_the_mark_before_them(after: str, goes_on: bool) -> None:
    """A capital letter, or a pronoun behind the verb, begins a sentence of its own."""
    assert continues(after) is goes_on


@pytest.mark.parametrize(
    ("before", "needs", "refers"),
    [
        ("we copied", False, False),
        ("copied FROM", True, False),
        ("Estonia and “", True, False),
        ("ask people who they are", False, False),
        ("they are", True, False),
        ("see", False, True),
        ("as", True, True),
        ("", False, False),
    ],
)
def test_words_that_need_or_point_to_the_mark_behind_them(before: str, needs: bool, refers: bool) -> None:
    """A question within a sentence ends in its verb and needs nothing."""
    assert (needs_next(before), points(before)) == (needs, refers)


@pytest.mark.parametrize(
    ("text", "people", "cluster", "links", "line"),
    [
        ("see C3", "", "", ("C3",), "see C3"),
        ("see C3", "", "", (), r"see \C3"),
        ("see C3, see C3", "", "", (), r"see \C3, see \C3"),
        ("see C3", "", "", ("C3", "P1"), "see C3 P1"),
        ("doors C3 leak", "", "", (), "doors C3 leak"),
        ("doors leak", "", "law", ("C3",), "doors leak #law C3"),
        ("doors leak", "Norway, Estonia", "two words", (), 'doors leak @Norway @Estonia #"two words"'),
        ("Nobody to turn to", "Norway", "law", (), "@Norway #law: Nobody to turn to"),
        ("@home, nobody to turn to", "Norway", "", (), "@Norway: @@home, nobody to turn to"),
        ("one\n@home and #law", "", "", (), "one\n@@home and ##law"),
        ("@home @away #law", "", "", (), "@@home @@away ##law"),
        ("the @@ sign", "", "", (), "the @@@ sign"),
        ("/next", "Norway", "", (), "//next @Norway"),
        ("/turn to", "Norway", "", (), "@Norway: /turn to"),
        ("new zealand", "New Zealand", "", (), 'new zealand @"New Zealand"'),
    ],
)
def test_the_line_that_a_note_is_typed_as(
    text: str, people: str, cluster: str, links: tuple[str, ...], line: str
) -> None:
    """Marks follow the words, or come first where they would change them; what is no mark is made text."""
    made = typed_line(text, people, cluster, None, links, exists={"C3", "P1"}.__contains__)
    assert made.line == line
    assert made.line[: made.words_end].endswith(text.rsplit(" ")[-1])


def test_the_fields_of_a_note_follow_its_words() -> None:
    """In quotation marks; empty ones are left out."""
    made = typed_line(
        "Adopt it", "Norway", fields={"for": "all, soon", "who": ""}, links=("C3",), exists={"C3"}.__contains__, kind=Kind.RECOMMENDATION
    )  # fmt: skip
    assert made.line == 'Adopt it for: "all, soon" @Norway C3'
    assert made.ending == ' for: "all, soon" @Norway C3'
    turned = typed_line("Turn to", "Norway", fields={"for": "all"}, kind=Kind.RECOMMENDATION)
    assert (turned.line, turned.ending) == ('Turn to for: "all" @Norway', ' for: "all" @Norway')
