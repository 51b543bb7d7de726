"""What Enter takes for a half name: what the line shows is what is stored, whatever the names and the speed of the keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.capture import Captured, parse
from breakout_tui.domain.known_names import NoCountries
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.completions import Completion, fitting_marks
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text

NAMES = (
    *("Ana", "Ana Lopez", "Norway", "New Zealand", "City of Ghent", "Côte d’Ivoire", "Straße"),
    *("open data", "open", "law", "law courts", "2027", "[red]", "İzmir", "R&D"),
)
_SENTENCES = st.sampled_from(
    [
        "",
        "Doors leak",
        "We copied @Norway and",
        "As @Ana said, pay by",
        "Data is open:",
        "two\nlines",
        "Budgets (of",
    ]
)
_RULES = st.sampled_from(AttributionRule)


def taken(line: str, context: CaptureContext) -> Completion | None:
    """What Enter takes of a line that was typed."""
    return next((row for row in fitting_marks(line, len(line), context) if row.is_for_enter), None)


def read(line: str, context: CaptureContext) -> Captured:
    """The line as it is stored."""
    return parse(line, context.rule, known=context.people)


@given(
    sentence=_SENTENCES,
    sign=st.sampled_from("@#"),
    name=st.sampled_from(NAMES),
    known=st.lists(st.sampled_from(NAMES), unique=True),
    rule=_RULES,
    data=st.data(),
)
def test_what_the_line_shows_is_what_enter_stores(
    sentence: str, sign: str, name: str, known: list[str], rule: AttributionRule, data: st.DataObject
) -> None:
    """Rule: the line with the end shown behind it is read as the name taken, and nothing else of the line changes."""
    half = name[: data.draw(st.integers(1, len(name)))]
    context = CaptureContext(rule=rule, people=tuple(known), clusters=tuple(known))
    line = f"{sentence} {sign}{half}".lstrip()
    row = taken(line, context)
    if row is None:
        return
    assert sign == "#" or rule is not AttributionRule.NONE
    assert row.word[1:] in known
    assert f"{line[row.start :]}{row.ghost}".casefold() == row.word.casefold()
    seen = read(line[: row.start] + row.written, context)
    assert row.word[1:] in (seen.cluster, *seen.attribution.split(", "))
    assert seen.text == read(f'{sentence} {sign}"{row.word[1:]}"'.lstrip(), context).text


@given(
    sign=st.sampled_from("@#"),
    name=st.sampled_from(NAMES),
    known=st.permutations(NAMES),
    rule=st.sampled_from([AttributionRule.NAMED, AttributionRule.COUNTRY]),
)
def test_a_name_typed_in_full_is_itself(
    sign: str, name: str, known: list[str], rule: AttributionRule
) -> None:
    """Rule: also where a longer name, or one that was heard later, begins with it."""
    context = CaptureContext(rule=rule, people=tuple(known), clusters=tuple(known))
    row = taken(f"Doors leak {sign}{name}", context)
    assert row is None or (row.word, row.ghost) == (f"{sign}{name}", "")


@given(
    name=st.sampled_from(NAMES),
    behind=st.sampled_from([" ", ":", ".", ",", ")", " badly", "\n"]),
    rule=_RULES,
)
def test_what_has_something_behind_it_is_kept(name: str, behind: str, rule: AttributionRule) -> None:
    """Rule: a blank, a sign or a word behind the mark says that it ends there."""
    context = CaptureContext(rule=rule, people=NAMES, clusters=NAMES)
    for half in (name[:end] for end in range(1, len(name) + 1)):
        assert not half or taken(f"Doors leak #{half}{behind}", context) is None
        assert taken(f"Doors leak @{half}{behind}", context) is None


def stored(room: LiveApp) -> list[tuple[str, str, str]]:
    """The notes."""
    return [(note.text, note.attribution, note.cluster) for note in room.session.book.notes]


LINES = ("he @esto", "it @", "she #m", "I @nig", "me #x")


async def test_the_same_keys_make_the_same_notes_at_any_speed() -> None:
    """Rule: all in one burst, before the countries are read and anything is painted, or key by key."""
    found = []
    for is_slow in (False, True):
        async with live_app(countries=CldrCountries()) as room:
            await room.type("Rent #money", "enter")
            keys = [key for line in LINES for key in (*line, "enter")]
            for part in [[key] for key in keys] if is_slow else [keys]:
                if is_slow and part == ["enter"]:
                    await room.wait(0.25)
                await room.send(*part)
            found.append(stored(room))
    assert found[0] == found[1]
    assert found[0][1:] == [
        ("he", "Estonia", ""),
        ("it", "Estonia", ""),
        ("she", "", "money"),
        ("I", "Niger", ""),
        ("me", "", "x"),
    ]


class LateCountries(NoCountries):
    """Has read its names only when told so."""

    has_read = False

    @property
    def is_ready(self) -> bool:
        """Whether they are read."""
        return self.has_read

    @property
    def names(self) -> tuple[str, ...]:
        """One of them."""
        return ("Estonia",) if self.has_read else ()


async def test_names_that_are_read_later_are_shown_before_the_next_key() -> None:
    """Rule: the line shows what Enter takes also if the names came while nobody typed."""
    countries = LateCountries()
    async with live_app(countries=countries) as room:
        await room.type("he @esto")
        assert "he @estonia" not in screen_text(room.app)
        countries.has_read = True
        await room.wait(0.25)
        assert "he @estonia" in screen_text(room.app)


@pytest.mark.parametrize("rule", AttributionRule)
async def test_an_edit_keeps_the_marks_of_the_note(rule: AttributionRule) -> None:
    """Rule: up, the end of the line, Enter: nothing changes, though longer names begin so."""
    async with live_app(rule=rule) as room:
        await room.type('Rent #"law courts"', "enter")
        await room.type("Pay late #law @Norway", "enter")
        before = stored(room)
        await room.send("up", "end", "enter")
        assert stored(room) == before
        assert before[-1] == ("Pay late", "" if rule is AttributionRule.NONE else "Norway", "law")
