"""Which marks leave a sentence, with what is around them, by example (the page ``domain/marks.py``)."""

from __future__ import annotations

import pytest

from breakout_tui.domain.capture import parse
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.typed_line import TypedLine, typed_line

Row = tuple[str, str, str, str, str]
"""What is typed; then the statement, who, the cluster, and the links with blanks between them."""


def check(row: Row) -> None:
    """The line is read as the row says, where C1, C3 and P1 exist."""
    line, *wanted = row
    seen = parse(line, AttributionRule.NAMED, known=("Norway",), exists={"C1", "C3", "P1"}.__contains__)
    assert [seen.text, seen.attribution, seen.cluster, " ".join(seen.links)] == wanted


@pytest.mark.parametrize(
    "row",
    [
        ("@Ana; #law doors leak", "doors leak", "Ana", "law", ""),
        ("; @Ana doors leak", "; Ana doors leak", "Ana", "", ""),
        ("\t@Ana doors leak", "doors leak", "Ana", "", ""),
        ("@Ana C1 C3 doors leak", "doors leak", "Ana", "", "C1 C3"),
        ("C1: doors leak", "doors leak", "", "", "C1"),
        ("C1 doors leak", "C1 doors leak", "", "", ""),
        ("@Ana C1: doors leak", "doors leak", "Ana", "", "C1"),
        ("@Ana, @Bob have doors", "Ana, Bob have doors", "Ana, Bob", "", ""),
        ("@Ana, @Bob, @Eve have doors", "Ana, Bob, Eve have doors", "Ana, Bob, Eve", "", ""),
        ("@Ana @Bob have doors", "Bob have doors", "Ana, Bob", "", ""),
        ("#law, #tax and doors", "law, tax and doors", "", "law", ""),
        ("@Ana: C3", "", "Ana", "", "C3"),
        ("@Ana: doors #law", "doors", "Ana", "law", ""),
        ("#law; #law C3 doors", "C3 doors", "", "law", ""),
    ],
)
def test_marks_at_the_start_of_a_line(row: Row) -> None:
    """They are filed with the colon and commas around them; what the sentence needs stays as words."""
    check(row)


@pytest.mark.parametrize(
    "row",
    [
        ("doors @Ana #law leak", "doors leak", "Ana", "law", ""),
        ("doors @Ana  #law\tC3 leak", "doors leak", "Ana", "law", "C3"),
        ("doors C1 C3 leak", "doors leak", "", "", "C1 C3"),
        ("doors C1 C3 #law leak", "doors leak", "", "law", "C1 C3"),
        ("from @Ana #law doors leak", "from Ana doors leak", "Ana", "law", ""),
        ("from @Ana @Bob #law doors leak", "from Ana doors leak", "Ana, Bob", "law", ""),
        ("we saw C1 P1 there", "we saw there", "", "", "C1 P1"),
        ("doors @Ana, #law leak", "doors Ana, law leak", "Ana", "law", ""),
        ("the @New_Zealand case is", "the New Zealand case is", "New Zealand", "", ""),
        ("the #two_words case is", "the two_words case is", "", "two_words", ""),
        ("doors @Ana @@ leak", "doors Ana @ leak", "Ana", "", ""),
        ("doors @@ @Ana leak", "doors @ Ana leak", "Ana", "", ""),
        ("doors @@ @Ana #law leak", "doors @ leak", "Ana", "law", ""),
        ("from C1 P1) doors", "from C1 P1) doors", "", "", ""),
        ("see C1 P1 doors", "see C1 P1 doors", "", "", "C1 P1"),
    ],
)
def test_marks_inside_a_sentence(row: Row) -> None:
    """A mark alone is a word of it; marks side by side are no prose and leave it, except what the words before them need."""
    check(row)


@pytest.mark.parametrize(
    "row",
    [
        ("see C1, C3 and P1", "see C1, C3 and P1", "", "", "C1 C3 P1"),
        ("see C1 and @Bob", "see C1 and Bob", "Bob", "", "C1"),
        ("doors @Ana #law leak @Bob", "doors leak", "Ana, Bob", "law", ""),
        ("doors (C3) leak", "doors (C3) leak", "", "", "C3"),
        ("doors C1 and C3 leak", "doors C1 and C3 leak", "", "", ""),
        ("doors see C1, C3 and P1 leak", "doors see C1, C3 and P1 leak", "", "", "C1 C3 P1"),
        ("doors (C1) and C3 leak", "doors (C1) and C3 leak", "", "", "C1"),
        ("doors C1 or (C3) leak", "doors C1 or (C3) leak", "", "", "C3"),
        ("doors see C1 or C9 or C3 leak", "doors see C1 or C9 or C3 leak", "", "", "C1 C3"),
        ("doors see C1 with C3 leak", "doors see C1 with C3 leak", "", "", "C1"),
        ("doors (C3 leak", "doors (C3 leak", "", "", ""),
        ("doors C3) leak", "doors C3) leak", "", "", ""),
        ("doors or C1", "doors or C1", "", "", "C1"),
        ("C1 C9 C3", "C1 C9", "", "", "C1 C3"),
    ],
)
def test_references_that_link(row: Row) -> None:
    """Behind a word that points, in brackets, and joined to one that links; elsewhere they are text."""
    check(row)


@pytest.mark.parametrize(
    "row",
    [
        ("we copied @Ana and @Bob", "we copied Ana and Bob", "Ana, Bob", "", ""),
        ("from @Ana, @Bob, @Eve #law", "from Ana, Bob, Eve", "Ana, Bob, Eve", "law", ""),
        ("from @Ana #law", "from Ana", "Ana", "law", ""),
        ("as @Ana said @Bob", "as Ana said Bob", "Ana, Bob", "", ""),
        ("as @Ana said @Bob #law", "as Ana said Bob", "Ana, Bob", "law", ""),
        ("doors (@Ana, #law)", "doors", "Ana", "law", ""),
        ("doors (@Ana).", "doors.", "Ana", "", ""),
        ("doors [@Ana] (#law)", "doors", "Ana", "law", ""),
        ("doors (as ever @Ana)", "doors (as ever)", "Ana", "", ""),
        ("doors (@Ana", "doors (", "Ana", "", ""),
        ("doors – @Ana", "doors", "Ana", "", ""),
        ("doors - @Ana #law", "doors", "Ana", "law", ""),
        ("doors-@Ana", "doors-@Ana", "", "", ""),
        ("doors, @Ana; #law!", "doors!", "Ana", "law", ""),
        ("doors@ (@Ana)", "doors@", "Ana", "", ""),
        ("@Ana (#law)", "", "Ana", "law", ""),
        ("(#law) @Ana", "", "Ana", "law", ""),
        ("doors @New_Zealand", "doors", "New Zealand", "", ""),
        ("doors\t–\t@Ana", "doors", "Ana", "", ""),
        ("doors —@Ana", "doors", "Ana", "", ""),
        ("@Ana – @Bob", "", "Ana, Bob", "", ""),
        ("@Ana doors (@Bob, @Eve).", "doors.", "Ana, Bob, Eve", "", ""),
        ("doors C3.", "doors C3.", "", "", ""),
        ("doors C3", "doors", "", "", "C3"),
        ("doors C3 @Ana.", "doors.", "Ana", "", "C3"),
        ("ask @Ana and see C3 @Bob #law", "ask Ana and see C3", "Ana, Bob", "law", "C3"),
        (";\tP1)", "", "", "", "P1"),
        ("– C3", "–", "", "", "C3"),
        ("from @Bob (C3)", "from Bob", "Bob", "", "C3"),
        ("doors! P1) C1)", "doors!))", "", "", "P1 C1"),
    ],
)
def test_marks_at_the_end_of_a_line(row: Row) -> None:
    """They are filed with the brackets, dashes and commas around them; a full stop stays."""
    check(row)


def test_the_line_of_a_note_says_where_its_words_end() -> None:
    """Behind the marks, where these come first."""
    assert typed_line("or", links=("C3",), exists={"C3"}.__contains__) == TypedLine("C3: or", 6)
    assert typed_line("C1 :", exists={"C1"}.__contains__) == TypedLine("\\C1 :", 5)
    behind = typed_line("doors leak", "Ana", "law")
    assert behind == TypedLine("doors leak @Ana #law", 10)
    assert behind.ending == " @Ana #law"


def test_a_note_that_no_line_gives_back_has_the_line_with_its_marks_behind() -> None:
    """Its words are all there."""
    found = typed_line('Ask @"Ana', links=("C1",), exists={"C1"}.__contains__, rule=AttributionRule.NONE)
    assert found.line[: found.words_end] == 'Ask @"Ana'
    assert found.ending == " C1"
