"""How a captured line is parsed; under the rule *none* nothing personal is kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from breakout_tui.domain.capture import Captured, highlights, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.marks import Role
from breakout_tui.domain.personal import strip_personal
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.typed_line import typed_line

KNOWN = ("Norway", "Estonia", "New Zealand", "New Caledonia", "World Bank")

_WORDS = ["@", "#", "@@", "##", "@Norway", "#budget", "@New", '@"', '"', ",", ":", ".", "_", "-", "(", "/"]
_WORDS += ["for:", "who:", "by:", "evidence:", "C3", "a", "b", "é", "नि"]
LINES = st.lists(
    st.one_of(st.sampled_from(_WORDS), st.sampled_from([" ", " Zealand", "\n", "\t"]), st.text(max_size=4)),
    max_size=25,
).map("".join)


def named(line: str, kind: Kind | None = None) -> Captured:
    """The line under the rule *named*."""
    return parse(line, AttributionRule.NAMED, known=KNOWN, exists=lambda _: True, kind=kind)


@pytest.mark.parametrize(
    ("line", "text", "attribution", "cluster"),
    [
        ("Silo budgets block services @Norway #budget", "Silo budgets block services", "Norway", "budget"),
        ("#budget Silo budgets block services  @norway ", "Silo budgets block services", "Norway", "budget"),
        ("@Norway: silo budgets", "silo budgets", "Norway", ""),
        ("no vote in the #governance board", "no vote in the governance board", "", "governance"),
        ("as @Norway said, no vote", "as Norway said, no vote", "Norway", ""),
        ("as @norway's CIO said", "as norway's CIO said", "Norway", ""),
        ("asked by @Norway.", "asked by Norway.", "Norway", ""),
        ("@Norway Could the minutes be published?", "Could the minutes be published?", "Norway", ""),
        ("@Norway could not pay", "Norway could not pay", "Norway", ""),
        ("@Norway IS late", "Norway IS late", "Norway", ""),
        ("a second way to prove who you are @Norway", "a second way to prove who you are", "Norway", ""),
        ("what we need is #budget", "what we need is budget", "", "budget"),
        ("slow @new zealand", "slow", "New Zealand", ""),
        ("slow @New_Zealand", "slow", "New Zealand", ""),
        ('slow @"New Zealand"', "slow", "New Zealand", ""),
        ("slow @New Zealander", "slow", "New Zealander", ""),
        ("slow @Norway @estonia @Norway", "slow", "Norway, Estonia", ""),
        ("slow #budget #law", "slow", "", "budget"),
        ("write to ann@example.org", "write to ann@example.org", "", ""),
        ("the @@ sign, @@home and ##1", "the @ sign, @home and #1", "", ""),
        ("rule #1 and C# too", "rule #1 and C# too", "", ""),
        ("@Norway #budget", "", "Norway", "budget"),
        ("two\nlines @Norway", "two\nlines", "Norway", ""),
        ("ends with @ and #", "ends with @ and #", "", ""),
    ],
)
def test_marks_at_the_ends_are_removed_and_stay_as_words_inside(
    line: str, text: str, attribution: str, cluster: str
) -> None:
    """A mark at an end is removed; inside a sentence its word stays; known names get their spelling."""
    seen = named(line)
    assert (seen.text, seen.attribution, seen.cluster) == (text, attribution, cluster)


def test_references_that_exist_become_links_and_stay_in_the_text() -> None:
    """A link is a reference to an existing note, once each, in order."""
    seen = parse(
        "as C3, C9 and C3 say; P2", AttributionRule.NAMED, exists=lambda reference: reference != "C9"
    )
    assert (seen.text, seen.links) == ("as C3, C9 and C3 say", ("C3", "P2"))


def test_a_recommendation_has_its_fields() -> None:
    """Values run to the next field or the end; marks after them are not part of them."""
    seen = named(
        "Adopt one identity, for: small states who: the CIO by: June 2027 @Norway #identity",
        Kind.RECOMMENDATION,
    )
    assert seen.text == "Adopt one identity"
    assert seen.fields == {"for": "small states", "who": "the CIO", "by": "June 2027"}
    assert (seen.attribution, seen.cluster) == ("Norway", "identity")


def test_a_quoted_field_ends_with_its_quotation() -> None:
    """What follows the closing quotation mark is text again."""
    seen = named('One register where: "New Zealand" for companies', Kind.APPROACH)
    assert (seen.text, seen.fields) == ("One register for companies", {"where": "New Zealand"})


def test_fields_are_words_for_other_kinds() -> None:
    """Only kinds with that field parse it; an organisation in capitals is not a field."""
    assert named("who: the CIO", Kind.CHALLENGE).text == "who: the CIO"
    assert named("follow WHO: guidance", Kind.RECOMMENDATION).fields == {}


def test_a_new_name_is_unknown_under_country_only() -> None:
    """Under *country* an unlisted name is reported, so that the screen can ask."""
    assert parse("slow @Ann", AttributionRule.COUNTRY, known=KNOWN).unknown == ("Ann",)
    assert parse("slow @norway", AttributionRule.COUNTRY, known=KNOWN).unknown == ()
    assert named("slow @Ann").unknown == ()


def test_the_rule_none_keeps_no_name() -> None:
    """Under *none* the ``@word`` is removed, including names of several words, and this is reported."""
    seen = parse('slow @Ann, said @New Zealand and @"Bob Ray" #budget', AttributionRule.NONE, known=KNOWN)
    assert seen.text == "slow, said and"
    assert (seen.attribution, seen.cluster, seen.removed_personal) == ("", "budget", True)
    assert not parse("write to a@b", AttributionRule.NONE).removed_personal


def test_a_half_typed_quoted_name_does_not_reach_the_draft() -> None:
    """An open quotation after ``@`` may contain a person's name; it is removed to the end of the line."""
    assert strip_personal('slow @"Ann Sm') == "slow"
    assert strip_personal("slow @An") == "slow"


def test_parts_show_before_they_are_saved() -> None:
    """Each mark, reference and field has its span, by the role it plays."""
    line = "C3 for: all @New Zealand #law @@x"
    found = highlights(
        line, AttributionRule.NAMED, known=KNOWN, exists=lambda _: True, kind=Kind.RECOMMENDATION
    )
    assert [(line[span.start : span.end], span.role) for span in found] == [
        ("C3", Role.REFERENCE),
        ("for:", Role.FIELD),
        ("@New Zealand", Role.ATTRIBUTION),
        ("#law", Role.CLUSTER),
    ]


@given(LINES, st.sampled_from(AttributionRule), st.sampled_from([None, *Kind]))
def test_any_line_can_be_parsed_and_gains_nothing(
    line: str, rule: AttributionRule, kind: Kind | None
) -> None:
    """No line raises, and the text contains only typed characters, in order."""
    seen = parse(line, rule, known=KNOWN, exists=lambda _: True, kind=kind)
    assert len(seen.text) <= len(line)
    typed = iter(line)
    assert all(character in typed for character in seen.text if not character.isspace())


@given(LINES, st.sampled_from([None, *Kind]))
def test_the_rule_none_leaves_nothing_personal(line: str, kind: Kind | None) -> None:
    """Under *none* no ``@word`` is left in text, cluster or fields, nor in a draft."""
    seen = parse(line, AttributionRule.NONE, known=KNOWN, kind=kind)
    for kept in (seen.text, seen.cluster, *seen.fields.values(), strip_personal(line, KNOWN)):
        if not re.search(r"[./:]", kept):  # else it may be an address
            assert re.search(r"(?<![\w@])@+\"?[^\W\d_]", kept) is None
    assert seen.attribution == ""


@given(LINES, st.sampled_from(AttributionRule), st.sampled_from([None, *Kind]))
def test_spans_are_inside_the_line_and_in_order(line: str, rule: AttributionRule, kind: Kind | None) -> None:
    """Spans are inside the line, not empty, and do not overlap."""
    position = 0
    for span in highlights(line, rule, known=KNOWN, exists=lambda _: True, kind=kind):
        assert position <= span.start < span.end <= len(line)
        position = span.end


@given(
    st.text("ab @#/.:C3\n", max_size=20).map(str.strip),
    st.sampled_from(["", "Norway", "New Zealand, Estonia", "O'Brien", "Ann."]),
    st.sampled_from(["", "budget", "shared services", "2027"]),
)
@example(":C3", "", "")
@example('"C3', "", "")
@example(":\\C3", "Norway", "budget")
def test_an_edited_note_is_parsed_as_before(text: str, attribution: str, cluster: str) -> None:
    """The line of a note parses to the same note; a slash at its start is doubled."""
    line = typed_line(text, attribution, cluster, known=KNOWN, exists=lambda _: True).line
    seen = named(line[1:] if line.startswith("//") else line)
    assert (seen.text, seen.attribution, seen.cluster) == (text, attribution, cluster)


def test_a_field_survives_editing() -> None:
    """Fields are written back as they are read."""
    fields = {"for": "small states", "who": ""}
    line = typed_line("Adopt it", "Norway", "law", fields, kind=Kind.RECOMMENDATION).line
    assert line == 'Adopt it for: "small states" @Norway #law'
    assert named(line, Kind.RECOMMENDATION).fields == {"for": "small states"}
