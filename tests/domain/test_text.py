"""Text is cleaned of control characters, and cut and searched by what people see as characters."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.text import by_numbers, clean, clean_line, clip, fold, is_clean, plural

ANY_TEXT = st.text(st.characters())
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("\x00\x07\x1b[31m\x7f", "␀␇␛[31m␡"),
        ("\x9b31m\x80", "\ufffd31m\ufffd"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\u202egnp.exe\u202c\u2066\u2069", "\ufffdgnp.exe\ufffd\ufffd\ufffd"),
        ("\ufdd0\uffff\U0001fffe\U0010ffff", "\ufffd\ufffd\ufffd\ufffd"),
    ],
)
def test_control_characters_are_replaced_by_visible_ones(given_text: str, shown: str) -> None:
    """Line breaks become line feeds, controls become control pictures or the replacement character."""
    assert clean(given_text) == shown


@pytest.mark.parametrize(
    "text", ["", "Who pays for migration?\nNobody.", "żółć Ελλάδα 日本語 \u200fעברית", FAMILY, "\u00a0\ufeff"]
)
def test_text_without_anything_dangerous_is_the_same_object(text: str) -> None:
    """Usual text costs one search and no copy; joiners, direction marks and non-breaking spaces stay."""
    assert clean(text) is text


@given(ANY_TEXT)
def test_cleaning_is_idempotent(text: str) -> None:
    """Text that is cleaned several times does not change again."""
    assert clean(clean(text)) == clean(text)
    assert is_clean(clean(text))
    assert is_clean(text) == (clean(text) == text)


def test_clean_text_has_no_control_but_the_line_feed_and_can_be_stored() -> None:
    """Over all code points: no control, surrogate, override, isolate or noncharacter remains, the rest is kept."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        cleaned = clean(character)
        if cleaned == character:
            assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
            assert unicodedata.bidirectional(character) not in {"RLO", "LRO", "RLE", "LRE", "PDF"}
            assert unicodedata.bidirectional(character) not in {"RLI", "LRI", "FSI", "PDI"}
            assert code & 0xFFFE != 0xFFFE
        else:
            assert cleaned in "\n \ufffd␡" or 0x2400 <= ord(cleaned) < 0x2420


def test_a_line_has_no_breaks_and_bare_ends() -> None:
    """In names and rooms, each line break with its spaces becomes one space; other spaces stay."""
    assert clean_line("  Room 2 \r\n\n  east  wing\t") == "Room 2 east  wing"


@given(ANY_TEXT)
def test_any_text_makes_a_line(text: str) -> None:
    """A line is clean, has no line break, and does not change when cleaned again."""
    line = clean_line(text)
    assert "\n" not in line
    assert is_clean(line)
    assert clean_line(line) == line


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("agenda", 6, "agenda"),
        ("agenda", 5, "agen…"),
        ("agenda", 1, "…"),
        ("agenda", 0, ""),
        ("agenda", -1, ""),
        ("e\u0301te\u0301", 2, "…"),
        ("ae\u0301te\u0301", 4, "ae\u0301…"),
        (FAMILY + "x", 5, "…"),
        ("a" + FAMILY + "xy", 7, "a" + FAMILY + "…"),
        ("ok ❤\ufe0f!", 5, "ok …"),
        ("ok 👍🏽!", 5, "ok …"),
        ("कि कि", 2, "…"),
    ],
)
def test_a_clipped_text_is_cut_between_characters_as_people_see_them(
    text: str, limit: int, clipped: str
) -> None:
    """Marks, joined emoji, variation selectors and skin tones stay with their base character."""
    assert clip(text, limit) == clipped


@given(st.text(st.sampled_from("ab \u0301\u200d\ufe0f👩")), st.integers(-1, 12))
def test_a_clipped_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    """Never longer than the limit; the result is a prefix of the text."""
    clipped = clip(text, limit)
    assert len(clipped) <= max(limit, 0)
    assert text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("CIO", "cio"),
        ("Électricité", "electricite"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Tromsø", "tromso"),
        ("İstanbul ışık", "istanbul isik"),
        ("Ǻ", "a"),
        ("fine", "fine"),
        ("ﬁne", "fine"),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_a_search_ignores_case_and_accents(text: str, searched: str) -> None:
    """Plain letters find accented ones."""
    assert fold(text) == searched


def test_folding_is_idempotent() -> None:
    """Over all code points, so that stored and new foldings agree."""
    folded = fold(" ".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("number", "votes", "people"),
    [
        (0, "0 votes", "0 people"),
        (1, "1 vote", "1 person"),
        (2, "2 votes", "2 people"),
        (1200, "1,200 votes", "1,200 people"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, votes: str, people: str) -> None:
    """One vote, many votes; one person, many people."""
    assert (plural(number, "vote"), plural(number, "person", "people")) == (votes, people)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["Room ", "Salle ", ""]))
def test_names_with_numbers_are_in_the_order_of_the_numbers(one: int, other: int, before: str) -> None:
    """Rule: Room 10 comes after Room 2, however many zeros stand before a number."""
    names = (f"{before}{one}", f"{before.upper()}00{other}")
    assert (by_numbers(names[0]) < by_numbers(names[1])) == (one < other)


def test_a_name_of_any_length_can_be_sorted() -> None:
    """Rule: more digits than Python reads as a number are no harm."""
    assert by_numbers("9" * 9000) < by_numbers("1" + "0" * 9000)
    assert by_numbers("Éole") == by_numbers("eole")
