"""The parts of a captured line by example: marks beside marks, fields, and what is highlighted."""

from __future__ import annotations

import pytest

from breakout_tui.domain.capture import highlights, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import names_in
from breakout_tui.domain.marks import Role
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.typed_line import typed_line
from tests.domain.test_capture import KNOWN, named


@pytest.mark.parametrize(
    ("line", "text", "attribution", "cluster"),
    [
        # one mark beside another
        ("slow #a #b #c", "slow", "", "a"),
        ("slow #budget #Budget", "slow", "", "budget"),
        ("slow\n#budget #law", "slow", "", "budget"),
        ("vitamin X #budget #law", "vitamin X", "", "budget"),
        ("no #vote in the #law board", "no vote in the law board", "", "vote"),
        ("slow @Ann @Ann", "slow", "Ann", ""),
        ("slow @Norway @@", "slow Norway @", "Norway", ""),
        # what begins a line
        ("@Norway's CIO said", "Norway's CIO said", "Norway", ""),
        ("@Norway:silo budgets", "silo budgets", "Norway", ""),
        ("@Norway #law: silo", "silo", "Norway", "law"),
        ("a @Norway said", "a Norway said", "Norway", ""),
    ],
)
def test_marks_beside_marks(line: str, text: str, attribution: str, cluster: str) -> None:
    """The first cluster counts and another stays as typed; a name is reported once; a sign alone is text."""
    seen = named(line)
    assert (seen.text, seen.attribution, seen.cluster) == (text, attribution, cluster)


@pytest.mark.parametrize(
    ("line", "text", "fields"),
    [
        ("Adopt it for: small states, who: the CIO;", "Adopt it", {"for": "small states", "who": "the CIO"}),
        ("Adopt X, for: X who: X", "Adopt X", {"for": "X", "who": "X"}),
        ("Adopt it for: all for: some", "Adopt it", {"for": "all; some"}),
        ("Adopt it for: for: all", "Adopt it", {"for": "all"}),
        ("Adopt it for: @Norway", "Adopt it", {"for": "Norway"}),
        ("Adopt it for: @Norway ministries", "Adopt it", {"for": "Norway ministries"}),
        ("Adopt it for: ministries @Norway", "Adopt it", {"for": "ministries"}),
        ("For: all", "", {"for": "all"}),
        ("Adopt it by: ", "Adopt it", {}),
    ],
)
def test_values_of_fields(line: str, text: str, fields: dict[str, str]) -> None:
    """Separators are not part of a value; of two values both are kept; a mark at the start stays as a word."""
    seen = named(line, Kind.RECOMMENDATION)
    assert (seen.text, seen.fields) == (text, fields)


def test_each_unknown_name_is_reported_once() -> None:
    """In the order in which they were typed."""
    seen = parse("slow @Bob @Ann @bob @Bob", AttributionRule.COUNTRY, known=KNOWN)
    assert seen.unknown == ("Bob", "Ann", "bob")


def test_under_the_rule_none_removed_words_are_highlighted() -> None:
    """A known name of two words is one part."""
    line = "slow @Ann said #law @New Zealand"
    found = highlights(line, AttributionRule.NONE, known=KNOWN)
    assert [(line[part.start : part.end], part.role) for part in found] == [
        ("@Ann", Role.ATTRIBUTION),
        ("#law", Role.CLUSTER),
        ("@New Zealand", Role.ATTRIBUTION),
    ]


def test_under_the_rule_none_an_open_quotation_is_highlighted_to_its_end() -> None:
    """As far as it will be removed."""
    line = 'slow @"Ann Sm'
    (found,) = highlights(line, AttributionRule.NONE)
    assert (line[found.start : found.end], found.role) == ('@"Ann Sm', Role.ATTRIBUTION)


def test_only_references_that_exist_are_highlighted() -> None:
    """And linked; other kinds of notes have no fields to show."""
    line = "see C3 or C9, for: all"
    found = highlights(
        line, AttributionRule.NAMED, exists=lambda reference: reference == "C3", kind=Kind.CHALLENGE
    )
    assert [(line[part.start : part.end], part.role) for part in found] == [("C3", Role.REFERENCE)]


@pytest.mark.parametrize(
    ("rule", "role"),
    [
        (AttributionRule.COUNTRY, Role.UNKNOWN),
        (AttributionRule.NAMED, Role.ATTRIBUTION),
        (AttributionRule.NONE, Role.ATTRIBUTION),
    ],
)
def test_marks_that_are_not_stored_are_highlighted_as_such(rule: AttributionRule, role: Role) -> None:
    """A name that isn't known under *country*, and each further cluster at an end; one inside is a word."""
    line = "#budget: in the #health board\nslow @Ann said #law for: all @Bob, who: us"
    found = highlights(line, rule, kind=Kind.RECOMMENDATION)
    assert [(line[part.start : part.end], part.role) for part in found] == [
        ("#budget", Role.CLUSTER),
        ("@Ann", role),
        ("#law", Role.UNKNOWN),
        ("for:", Role.FIELD),
        ("@Bob", role),
        ("who:", Role.FIELD),
    ]


@pytest.mark.parametrize("rule", AttributionRule)
def test_further_clusters_are_reported_once_in_order(rule: AttributionRule) -> None:
    """The first one counts, whatever the rule for names."""
    seen = parse("slow\n#budget #law #health #law #Budget", rule)
    assert (seen.text, seen.cluster, seen.more_clusters) == ("slow", "budget", ("law", "health"))


def test_the_rule_none_takes_out_names_only() -> None:
    """Text, fields and clusters stay; no name is reported as unknown, only that one was removed."""
    seen = parse("slow #law #health for: all @Ann who: us", AttributionRule.NONE, kind=Kind.RECOMMENDATION)
    assert (seen.text, seen.cluster, seen.more_clusters) == ("slow", "law", ("health",))
    assert seen.fields == {"for": "all", "who": "us"}
    assert (seen.unknown, seen.removed_personal) == ((), True)
    assert not parse("slow", AttributionRule.NONE).removed_personal


def test_the_line_of_a_note() -> None:
    """Names with their signs, quoted if necessary; literal signs and a leading slash are doubled."""
    assert typed_line("words").line == "words"
    assert typed_line("words", "New Zealand, Estonia", "law").line == 'words @"New Zealand" @Estonia #law'
    assert typed_line("the @home and a@b, #1").line == "the @@home and a@b, #1"
    assert typed_line("/next").line == "//next"
    assert typed_line("", "Norway").line == "@Norway"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Norway, Estonia,, Norway ", ("Norway", "Estonia")),
        ("Korea, Republic of, Chad", ("Republic of Korea", "Chad")),
        ("Iran, Islamic Republic of", ("Islamic Republic of Iran",)),
        ("Netherlands, Kingdom of the, World Bank", ("Kingdom of the Netherlands", "World Bank")),
        ("", ()),
    ],
)
def test_a_list_of_names_keeps_a_name_with_a_comma_whole(typed: str, names: tuple[str, ...]) -> None:
    """Rule: a country whose kind of state follows a comma is one name."""
    assert names_in(typed) == names
