"""The grammar of marks, as properties of any line: prose stays prose, and a mark costs the sentence no other word."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from breakout_tui.domain.capture import Captured, highlights, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.marks import Role
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.typed_line import typed_line

KNOWN = ("Norway", "Estonia", "South Africa", "Côte d’Ivoire", "World Bank")
NOTES = frozenset({"C1", "C2", "C3", "P1", "P12"})

_RULES = st.sampled_from(AttributionRule)
_WORDS = "silo budgets block slow doors leak and of from with has is The No Room Board we 10:30 5% é नि 寬"
_PLAIN = _WORDS.split()
_ADDRESSES = [
    "https://example.org/@ana/page#budget",
    "http://localhost:8000/#/ana",
    "www.example.org/#law",
    "example.org/page#part",
    "ana@example.org",
    "ana.lopez+news@mail.example.org",
    "mailto:ana@example.org",
    "@ana@social.example.org",
    "<ana@example.org>",
]
_NO_MARKS = [
    "@",
    "#",
    "@10:30",
    "@5",
    "@9am",
    "#2",
    "#1st",
    "#ff0000",
    "#FFF;",
    "#00ff00,#0000ff",
    "C#",
    "a,#b",
    "ann@home",
]
_REFERENCES_IN_PROSE = ["three P1 level grades", "the C3 form is", "C1 also"]
_PROSE = st.lists(st.sampled_from([*_PLAIN, *_ADDRESSES, *_NO_MARKS]), min_size=1, max_size=9)
_NAMES = [
    "@Norway",
    "@norway",
    "@South Africa",
    "@Ana",
    "@Ana Lopez",
    '@"Bob Ray"',
    "@Côte d’Ivoire",
    "@Côte_d’Ivoire",
]
_CLUSTERS = ["#budget", "#law", '#"shared services"', "#état"]
_MARKS = st.sampled_from([*_NAMES, *_CLUSTERS, "C3", "P12"])
_LINES = st.lists(
    st.one_of(
        st.sampled_from([*_PLAIN, *_ADDRESSES, *_NO_MARKS]),
        _MARKS,
        st.sampled_from(
            [
                "@@",
                "##",
                "@@home",
                "##law",
                r"\C3",
                ",",
                ":",
                ".",
                "(",
                ")",
                '"',
                "\n",
                "- ",
                "/",
                "C1 and C2",
            ]
        ),
        st.text('aB é@#.,:()"\\C3\n', max_size=5),
    ),
    max_size=9,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))


def read(line: str, rule: AttributionRule = AttributionRule.NAMED, kind: Kind | None = None) -> Captured:
    """The line in a session with these names and notes."""
    return parse(line, rule, known=KNOWN, exists=NOTES.__contains__, kind=kind)


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return re.findall(r"[^\W_]+", text)


def is_part(some: list[str], whole: list[str]) -> bool:
    """Whether these words are in a list, in this order."""
    rest = iter(whole)
    return all(word in rest for word in some)


@given(_PROSE, st.sampled_from(_REFERENCES_IN_PROSE), _RULES)
def test_text_without_marks_is_stored_as_it_is(
    prose: list[str], reference: str, rule: AttributionRule
) -> None:
    """Rule: addresses, times, numbers, colours and references in the middle of a sentence are text, under every rule."""
    line = " ".join([*prose, reference, *prose, "end"])
    assert read(line, rule) == Captured(line)
    assert highlights(line, rule, known=KNOWN, exists=NOTES.__contains__) == ()


@given(st.lists(st.sampled_from(["# Minutes", "## Next steps", "###", "- item", "text"]), min_size=1), _RULES)
def test_pasted_headings_are_text(lines: list[str], rule: AttributionRule) -> None:
    """Rule: number signs before a blank are no marks."""
    assert read("\n".join(lines), rule).text == "\n".join(lines)


@given(
    st.lists(st.sampled_from(["silo", "budgets", "block", "doors", "leak", "10:30"]), min_size=1, max_size=6),
    st.lists(st.sampled_from([*_NAMES[:3], *_NAMES[5:], *_CLUSTERS, "C3"]), max_size=3),
    st.lists(st.sampled_from([*_NAMES[:3], *_NAMES[5:], *_CLUSTERS, "C3", "P12"]), max_size=4),
    st.sampled_from([" ", ", "]),
    st.sampled_from(["", ".", "?", " "]),
    _RULES,
)
def test_marks_at_the_ends_leave_the_sentence_as_it_is(
    sentence: list[str], before: list[str], after: list[str], between: str, stop: str, rule: AttributionRule
) -> None:
    """Rule: whatever marks are put before (with a colon) and behind a sentence, its text is the same."""
    text = " ".join(sentence)
    head = f"{between.join(before)}: " if before else ""
    has_stop = stop.strip() and not any(mark in NOTES for mark in after[-1:])
    stop = stop if has_stop or not after else ""
    tail = f" {between.join(after)}{stop}" if after else ""
    assert read(f"{head}{text}{tail}", rule).text == text + (stop.strip() if after else "")


@example('#ff0000silo@Norway"@Norway@Norway', AttributionRule.NAMED)
@given(_LINES, st.sampled_from([AttributionRule.NAMED, AttributionRule.COUNTRY]))
@example("We copied @Estonia and @Norway", AttributionRule.COUNTRY)
@example('@"Bob Ray"\\C3', AttributionRule.NAMED)
def test_no_other_word_is_lost(line: str, rule: AttributionRule) -> None:
    """Rule: each word of the line is in the text, or in a mark that the line shows."""
    seen = read(line, rule)
    shown = highlights(line, rule, known=KNOWN, exists=NOTES.__contains__)
    found = list(re.finditer(r"[^\W_]+", line))
    said = [
        match.group()
        for match in found
        if not any(part.start <= match.start() and match.end() <= part.end for part in shown)
    ]
    assert is_part(said, words(seen.text))
    assert is_part(words(seen.text), [match.group() for match in found])


@given(_LINES, _RULES)
def test_what_the_line_shows_is_what_is_stored(line: str, rule: AttributionRule) -> None:
    """Rule: each mark that is shown is stored, and each one that is stored is shown; what is shown as unknown is reported."""
    seen = read(line, rule)
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for start, end, role in highlights(line, rule, known=KNOWN, exists=NOTES.__contains__):
        name = (
            line[start:end]
            if role is Role.REFERENCE
            else line[start + 1 : end].removeprefix('"').removesuffix('"')
        )
        name = name.replace(",", " ") if role is Role.CLUSTER else name.replace("_", " ").replace(",", " ")
        by_role[role].append(" ".join(name.split()).casefold())
    stored = [name.casefold() for name in seen.attribution.split(", ") if name]
    refused = [
        " ".join(name.casefold().replace(",", " ").split()) for name in (*seen.unknown, *seen.more_clusters)
    ]
    cluster = " ".join(seen.cluster.casefold().replace(",", " ").split())
    if rule is AttributionRule.NONE:
        assert stored == []
        assert seen.removed_personal == bool(by_role[Role.ATTRIBUTION])
    else:
        assert set(by_role[Role.ATTRIBUTION]) == set(stored)
    assert set(by_role[Role.CLUSTER]) == ({cluster} if cluster else set())
    assert set(by_role[Role.REFERENCE]) == {link.casefold() for link in seen.links}
    assert set(by_role[Role.UNKNOWN]) == set(refused)


@given(_LINES, _RULES, st.sampled_from([None, Kind.CHALLENGE]))
@example("## @Norway silo ,", AttributionRule.NAMED, None)
@example("Nobody to turn to @Norway @Estonia", AttributionRule.COUNTRY, None)
@example('#budget @"', AttributionRule.NONE, None)
@example('@Norway:#"shared services"silo', AttributionRule.NONE, None)
@example("@Norwayhttps://example.org/@ana/page#budget\\C3", AttributionRule.NAMED, None)
def test_an_edited_line_gives_the_same_note(line: str, rule: AttributionRule, kind: Kind | None) -> None:
    """Rule: the line of a note is read as this note, so that an edit changes only what the facilitator changes."""
    seen = read(line, rule, kind)
    typed = typed_line(
        seen.text,
        seen.attribution,
        seen.cluster,
        seen.fields,
        seen.links,
        known=KNOWN,
        exists=NOTES.__contains__,
        kind=kind,
        rule=rule,
    )
    again = read(typed.line.removeprefix("/") if typed.line.startswith("//") else typed.line, rule, kind)
    assert (again.text, again.attribution, again.cluster) == (seen.text, seen.attribution, seen.cluster)
    assert set(again.links) == set(seen.links)
    assert typed.line[: typed.words_end].strip() == typed.line[: typed.words_end]
