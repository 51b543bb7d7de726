"""Lines in which marks, lines of the text, fields and countries meet, by example."""

from __future__ import annotations

import pytest

from breakout_tui.domain.capture import Captured, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NoCountries
from breakout_tui.domain.programme import AttributionRule
from tests.domain.test_capture import KNOWN, named


class FewCountries(NoCountries):
    """Norway and Korea, in a few spellings."""

    _CODES = {"norway": "NO", "norvège": "NO", "korea": "KR", "south korea": "KR"}
    _NAMES = {"NO": "Norway", "KR": "Republic of Korea"}

    def longest_at(self, text: str, start: int) -> int:
        """The end of the longest country here."""
        return max(
            [start, *(start + len(name) for name in self._CODES if text.casefold().startswith(name, start))]
        )

    def code_of(self, name: str) -> str:
        """The code of a country by any of its names."""
        return self._CODES.get(name.casefold(), "")

    def name_of(self, code: str) -> str:
        """Its name in English."""
        return self._NAMES.get(code, "")


def read(line: str, rule: AttributionRule, kind: Kind | None = None) -> Captured:
    """A line of a room that knows a few names and countries."""
    return parse(line, rule, known=KNOWN, countries=FewCountries(), kind=kind)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("one\n@Norway\ntwo", "one\ntwo"),
        ("one\n\ntwo @Norway", "one\n\ntwo"),
        ("one\ntwo #law\nthree @Norway", "one\ntwo\nthree"),
        ("#law one\n#law two\n#law three", "one\ntwo\nthree"),
        ("a\nb\nin the #law board\n[c]", "a\nb\nin the law board\n[c]"),
    ],
)
def test_each_line_of_a_text_has_its_own_ends(line: str, text: str) -> None:
    """Rule: marks leave each line at its ends. A line of marks is gone, and an empty one stays."""
    assert named(line).text == text


def test_what_follows_a_quoted_field_is_not_the_start_of_the_sentence() -> None:
    """A cluster there stays as a word."""
    seen = named('Adopt it for: "all" #law counts', Kind.RECOMMENDATION)
    assert (seen.text, seen.cluster) == ("Adopt it law counts", "law")


@pytest.mark.parametrize(
    ("typed", "stored"), [("@Norvège", "Norway"), ("@south korea", "Republic of Korea"), ("@KOREA", "Republic of Korea")]
)  # fmt: skip
def test_a_country_is_stored_in_one_spelling_under_the_rule_country(typed: str, stored: str) -> None:
    """That of the session's list, else its English name; it is not reported as unknown."""
    seen = read(f"slow {typed}", AttributionRule.COUNTRY)
    assert (seen.text, seen.attribution, seen.unknown) == ("slow", stored, ())


def test_a_comma_in_a_name_does_not_make_two_names_of_it() -> None:
    """Names are stored with commas between them."""
    assert named('slow @"Lopez,Ana" @Norway').attribution == "Lopez Ana, Norway"


@pytest.mark.parametrize(
    ("line", "text", "fields"),
    [
        ('slow @ for:""Ana', "slow", {}),
        ('slow for: @"for:Ana', "slow", {}),
        ("slow @", "slow @", {}),
        ("slow @Norvège", "slow", {}),
    ],
)
def test_no_name_comes_together_where_something_is_taken_out(
    line: str, text: str, fields: dict[str, str]
) -> None:
    """Rule: under *none* the text and each field are searched for names once more; a sign alone is text."""
    seen = read(line, AttributionRule.NONE, Kind.RECOMMENDATION)
    assert (seen.text, seen.fields, seen.attribution) == (text, fields, "")


def test_a_name_with_an_open_quotation_is_reported_as_removed() -> None:
    """Rule: under *none* the facilitator is told that a name was left out."""
    seen = read('slow @"Ana Lo', AttributionRule.NONE)
    assert (seen.text, seen.removed_personal) == ("slow", True)
