"""The grammar of marks, rule by rule as the page ``domain/marks.py`` says it, by example."""

from __future__ import annotations

import pytest

from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.marks import HalfMark, Lexicon, Role, half_mark, marks_of, quoted
from tests.domain.test_capture_lines import FewCountries

KNOWN = ("Norway", "Estonia", "Jordan", "World Bank")


def marks(line: str, *, private: bool = False) -> list[str]:
    """The marks of a line, each with its sign and its name; a literal is in brackets."""
    names = KnownNames(KNOWN, FewCountries())
    found = marks_of(line, Lexicon(names, {"C3", "P1"}.__contains__, is_private=private))
    signs = {Role.ATTRIBUTION: "@{}", Role.CLUSTER: "#{}", Role.REFERENCE: "{}", Role.LITERAL: "[{}]"}
    return [signs[mark.role].format(mark.name) for mark in found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("@Ana", ["@Ana"]),
        ("doors #law", ["#law"]),
        ("(@Ana) “#law” –@Bob", ["@Ana", "#law", "@Bob"]),
        ("@Ana#law@Bob", ["@Ana", "#law", "@Bob"]),
        ("@Ana,#law;@Bob/#tax&@Eve", ["@Ana", "#law", "@Bob", "#tax", "@Eve"]),
        ("@Ana:#law", ["@Ana"]),
        ("@@,#law", ["[@]"]),
        ("a,#b doors#law ana@home", []),
        ("@ # @10:30 #2 #ff0000 #FFF, @-", []),
        ("ana@example.org @ana@social.example.org @Bob", ["@Bob"]),
    ],
)
def test_a_mark_begins_at_the_start_of_a_word(line: str, found: list[str]) -> None:
    """Behind a blank, a bracket, a quotation mark, a dash or another mark; not in a word, an address or a colour."""
    assert marks(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("the @@ sign, @@home, ##law", ["[@]", "[@]", "[#]"]),
        ("## Heading", []),
        ("one\n## Heading\n##", []),
        ("one ## two", ["[#]"]),
        ("@@ two", ["[@]"]),
        ("##law", ["[#]"]),
        (r"\C3, \\P1", ["[C3]", r"[\P1]"]),
        (r"\C9 a\C3 _\C3 @Ana\P1 a\\C3", ["@Ana"]),
        (r"(\C3) and,\P1", ["[C3]", "[P1]"]),
        ("see C3, P1 and C9", ["C3", "P1"]),
        ("see C3 @Ana", ["C3", "@Ana"]),
        ('@"C3" and example.org/C3', ["@C3"]),
    ],
)
def test_two_signs_and_a_backslash_make_text(line: str, found: list[str]) -> None:
    """Two signs at the start of a line are a heading; only references that exist can be marks or text."""
    assert marks(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('@"Bob  Ray" #"two words"', ["@Bob Ray", "#two words"]),
        ('#"law for @Ana"', ["#law for @Ana"]),
        ('@"Bob"by @"Bob"b @"--" @"Bob Ray', []),
        ("@Ana. @Bob's #law!", ["@Ana", "@Bob", "#law"]),
        ("doors @Ana Lopez", ["@Ana Lopez"]),
        ("doors @Ana Lopez leak", ["@Ana Lopez"]),
        ("doors @ana Lopez", ["@ana"]),
        ("#Ana Lopez", ["#Ana"]),
        ("@Ana Lopez leak", ["@Ana"]),
        ("@Ana Lopez. Doors leak", ["@Ana"]),
        ("@Ana Lopez: doors leak", ["@Ana Lopez"]),
        ("@Ana Lopez.", ["@Ana Lopez"]),
        ("@Ana Lopez @Bob Ray #law", ["@Ana Lopez", "@Bob Ray", "#law"]),
        ("@Ana Lopez\nDoors leak", ["@Ana Lopez"]),
        ("#law, @Ana Lopez doors", ["#law", "@Ana"]),
        ("#law, @Ana Lopez: doors", ["#law", "@Ana Lopez"]),
        ("doors\n@Ana Lopez leak", ["@Ana"]),
        ("one\ntwo\n@Ana Lopez leak", ["@Ana"]),
        ("\n@Ana Lopez leak", ["@Ana"]),
        ("I @Ana Lopez agree", ["@Ana Lopez"]),
        ("one\nI @Ana Lopez agree", ["@Ana Lopez"]),
        ("doors @Ana Lopez leak\nnow", ["@Ana Lopez"]),
        ("doors #law @Ana Lopez leak", ["#law", "@Ana Lopez"]),
        ("doors @Jordan Smith leak", ["@Jordan"]),
        ("doors @Jordan Smith", ["@Jordan Smith"]),
        ("@Jordan Smith: doors", ["@Jordan Smith"]),
        ("doors @Norway Estonia", ["@Norway"]),
        ("doors @world bank leak", ["@world bank"]),
        ("doors @South Korea leak", ["@South Korea"]),
    ],
)
def test_a_name_is_one_word_or_quoted_or_known_or_in_capitals(line: str, found: list[str]) -> None:
    """At the start of a line, several words need a colon; a known name ends where it is known if a sentence follows."""
    assert marks(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("doors.@Ana leak", ["@Ana"]),
        ('doors.@"Bob Ray" leak', ["@Bob Ray"]),
        ('doors.@"Bob Ray', ["@Bob Ray"]),
        ('@"Ana"X@Bob', ["@Ana"]),
        ("doors@Ana _@Ana .@ .#law", []),
        ("@@Ana ##law @@", ["@Ana", "[#]", "[@]"]),
        ('@@"Bob Ray"', ["@Bob Ray"]),
        ('@"Bob Ray', ["@Bob Ray"]),
        ('@"Bob Ray\nDoors', ["@Bob Ray"]),
        ('#"two words', []),
        ('#"two words"', ["#two words"]),
        ('#"law for @Ana"', ["@Ana"]),
        ('@"Bob @Ana"', ["@Bob @Ana"]),
        ('@"Bob"by #"law"by', ["@Bob"]),
        ("@Ana Lopez leak", ["@Ana Lopez"]),
        ("@Jordan Smith leak", ["@Jordan Smith"]),
        ("@Korea Street leaks", ["@Korea"]),
        ("doors @Korea Street leaks", ["@Korea Street"]),
    ],
)
def test_under_the_rule_none_doubts_are_decided_for_the_person(line: str, found: list[str]) -> None:
    """A name needs no colon, no blank before it and no end of its quotation; a country alone is no person."""
    assert marks(line, private=True) == found


@pytest.mark.parametrize(
    ("line", "half"),
    [
        ("@", HalfMark(0, "@", "")),
        ("#", HalfMark(0, "#", "")),
        ("slow @No", HalfMark(5, "@", "No")),
        ("slow @Ana @No", HalfMark(10, "@", "No")),
        ("slow #tax #la", HalfMark(10, "#", "la")),
        ("slow " * 20 + "@No", HalfMark(100, "@", "No")),
        ("slow @No #la", HalfMark(9, "#", "la")),
        ("slow #la @New Ze", HalfMark(9, "@", "New Ze")),
        ('slow @"', HalfMark(5, "@", "")),
        ('slow @"Bob" ', None),
        ("slow @No\n", None),
        ("slow", None),
        ("slow a@No", None),
        ("slow @@No", None),
        ("slow #12", None),
        ("slow @Ana #12", None),
        ("slow #1st", None),
        ('slow @No"', None),
        ("#" + "a" * 79, HalfMark(0, "#", "a" * 79)),
        ("#" + "a" * 80, None),
    ],
)
def test_a_mark_that_is_being_typed(line: str, half: HalfMark | None) -> None:
    """From its sign up to the caret, without the quotation mark; what is behind the caret does not matter."""
    assert half_mark(line, len(line)) == half
    assert half_mark(f"{line} @Eve #tax", len(line)) == half


@pytest.mark.parametrize(
    ("name", "written"),
    [("Ana", "Ana"), ("New Zealand", '"New Zealand"'), ("fff", '"fff"'), ("a_b", '"a_b"'), ("Ana.", '"Ana."'), ("9", '"9"')],
)  # fmt: skip
def test_how_a_name_is_written_after_its_sign(name: str, written: str) -> None:
    """In quotation marks if it would be read otherwise."""
    assert quoted(name) == written
